// Replaces Meta's JavaScript SDK: FB.init and FB.login open the emulator's dialog.
(() => {
  "use strict";
  const home = new URL(document.currentScript.src).origin;
  const features = "popup=1,width=640,height=780,scrollbars=1,resizable=1";
  let settings = { version: "v23.0" };
  let counter = 0;
  let lastStatus = { authResponse: null, status: "unknown" };

  function dialogUrl(id, options) {
    const url = new URL(`${home}/${settings.version || "v23.0"}/dialog/oauth`);
    const query = {
      client_id: settings.appId, display: "popup", sdk: "joey", cb: id, origin: location.origin,
      config_id: options.config_id, response_type: options.response_type || "token", scope: options.scope,
      override_default_response_type: options.override_default_response_type, extras: options.extras && JSON.stringify(options.extras),
    };
    for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== null) url.searchParams.set(name, String(value));
    return url.href;
  }

  function login(callback, options) {
    const id = `f${++counter}${Date.now().toString(36)}`;
    const popup = window.open(dialogUrl(id, options || {}), "emulator_login", features);
    let done = false;
    let pending = null;
    const finish = (response) => {
      if (done) return;
      done = true;
      window.removeEventListener("message", listen);
      clearInterval(watch);
      lastStatus = response;
      if (callback) callback(response);
    };
    const listen = (event) => {
      if (event.origin !== home || event.source !== popup || typeof event.data !== "string" || !event.data.startsWith("cb=")) return;
      const answer = new URLSearchParams(event.data);
      if (answer.get("cb") !== id) return;
      if (answer.has("pending")) { pending = answer; return; }
      const code = answer.get("code");
      finish(code
        ? { authResponse: { userID: null, expiresIn: null, code }, status: "connected" }
        : { authResponse: null, status: answer.get("error") === "access_denied" ? "not_authorized" : "unknown" });
    };
    // A closed dialog cannot always send its outcome, so it stores the outcome beforehand.
    const abandoned = () => {
      if (done) return;
      const session = pending && pending.get("session");
      if (session) window.dispatchEvent(new MessageEvent("message", { data: session, origin: home }));
      const code = pending && pending.get("code");
      finish(code ? { authResponse: { userID: null, expiresIn: null, code }, status: "connected" } : { authResponse: null, status: "unknown" });
    };
    const watch = setInterval(() => {
      if (popup && popup.closed) {
        clearInterval(watch);
        // A last message may still arrive.
        setTimeout(abandoned, 400);
      }
    }, 300);
    window.addEventListener("message", listen);
    if (!popup) finish({ authResponse: null, status: "unknown" });
  }

  window.FB = {
    init(options) { settings = { ...settings, ...options }; },
    login,
    logout(callback) { lastStatus = { authResponse: null, status: "unknown" }; if (callback) callback(lastStatus); },
    getLoginStatus(callback) { if (callback) callback(lastStatus); },
    getAuthResponse() { return lastStatus.authResponse; },
    Event: { subscribe() {}, unsubscribe() {} },
    XFBML: { parse() {} },
    AppEvents: { logEvent() {}, logPageView() {} },
  };
  if (typeof window.fbAsyncInit === "function") window.fbAsyncInit();
})();

"use strict";
// The log-in dialogs: Embedded Signup as a pop-up or with a redirect, and Facebook and Instagram Login with a redirect.

const query = new URLSearchParams(location.search);
const extras = parse(query.get("extras")) || {};
const isSignup = query.has("config_id") || query.has("extras");
const main = document.getElementById("main");
const setup = extras.setup || {};
const featureType = extras.featureType === "coexistence" ? "whatsapp_business_app_onboarding" : extras.featureType || "";
const features = (extras.features || []).map((f) => f && f.name);
const version = extras.version ? String(extras.version) : extras.sessionInfoVersion || featureType === "only_waba_sharing" ? "v2" : "v4";
const isV2 = version === "v2" || version === "2";
const coexistence = featureType === "whatsapp_business_app_onboarding";
const choice = { user: null, business: null, businessName: "", waba: null, wabaName: "", phone: null, number: "", displayName: "", later: false, shared: {} };
const steps = ["login", "business", "account", "number", "code", "permissions", "finish"];
const stepNames = {
  login: "BUSINESS_ACCOUNT_SELECTION", business: "BUSINESS_ACCOUNT_SELECTION", account: "WABA_PHONE_PROFILE_PICKER",
  profile: "WHATSAPP_BUSINESS_PROFILE_SETUP", number: "PHONE_NUMBER_SETUP", code: "PHONE_NUMBER_VERIFICATION", permissions: "PERMISSIONS",
};
// The page offers only the first pre-verified number.
const preVerifiedId = String((setup.preVerifiedPhone && [].concat(setup.preVerifiedPhone.ids || [])[0]) || "");
let context = null;
let current = "login";
let outcome = null;
let settled = false;

function parse(text) {
  try { return text ? JSON.parse(text) : null; } catch { return null; }
}

function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value") node.value = value;
    else if (name === "checked") node.checked = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

async function ask(action, body) {
  const base = "/v23.0/dialog/" + action;
  const response = body
    ? await fetch(base, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ client_id: query.get("client_id"), ...body }) })
    : await fetch(`${base}?${new URLSearchParams({ client_id: query.get("client_id") || "", config_id: isSignup ? query.get("config_id") || "" : "", preverified_id: preVerifiedId })}`);
  const answer = await response.json();
  if (answer.error) throw new Error(answer.error.message.replace(/^\(#\d+\) /, ""));
  return answer;
}

// ---- messages to the opener

function tell(text) {
  if (window.opener && query.get("origin")) window.opener.postMessage(text, query.get("origin"));
}

// Version 2 pages get session information only when they ask for it.
const wantsSession = !isV2 || ["2", "3"].includes(String(extras.sessionInfoVersion));

function tellSession(message) {
  if (wantsSession) tell(JSON.stringify(message));
}

const cancelMessage = (data) => ({ data, type: "WA_EMBEDDED_SIGNUP", event: "CANCEL", version: 3 });

// Stores the outcome that closing the window now would have.
function foretell() {
  if (!isSignup) return;
  const session = JSON.stringify(outcome ? outcome.session : cancelMessage({ current_step: stepNames[current] || "PERMISSIONS" }));
  tellSdk({ pending: "1", ...(wantsSession ? { session } : {}), ...(outcome ? { code: outcome.code } : {}) });
}

function tellSdk(fields) {
  tell(new URLSearchParams({ cb: query.get("cb") || "", ...fields }).toString());
}

function cancel(problem) {
  if (settled) return;
  settled = true;
  if (isSignup && !query.get("redirect_uri")) {
    const data = problem
      ? { error_message: problem.text, error_id: String(problem.code), error_code: String(problem.code), session_id: crypto.randomUUID(), timestamp: String(Math.floor(Date.now() / 1000)) }
      : { current_step: stepNames[current] || "PERMISSIONS" };
    tellSession(cancelMessage(data));
    tellSdk({ error: "access_denied" });
    window.close();
    return;
  }
  redirect({ error: "access_denied", error_code: "200", error_description: "Permissions error", error_reason: "user_denied" });
}

function succeed() {
  if (settled || !outcome) return;
  settled = true;
  navigator.sendBeacon("/v23.0/dialog/handed", new Blob([JSON.stringify({ client_id: query.get("client_id"), code: outcome.code })], { type: "application/json" }));
  tellSession(outcome.session);
  tellSdk({ code: outcome.code });
}

function redirect(fields) {
  settled = true;
  const target = query.get("redirect_uri");
  if (!target && query.get("origin")) {
    tellSdk(fields);
    window.close();
    return;
  }
  const url = new URL(target);
  for (const [name, value] of Object.entries({ ...fields, ...(query.get("state") ? { state: query.get("state") } : {}) })) url.searchParams.set(name, value);
  location.href = url.href + (context && context.app.is_instagram && fields.code ? "#_" : "");
}

// ---- building blocks

function show(step, title, intro, ...content) {
  current = step;
  const index = Math.max(0, steps.indexOf(step === "profile" ? "account" : step));
  document.getElementById("progress").className = "p" + Math.round(((index + 1) / steps.length) * 10);
  main.replaceChildren(...[h("h1", {}, title), intro && h("p", { class: "intro" }, intro), ...content.flat()].filter(Boolean));
  main.dataset.step = step;
  const first = main.querySelector("[data-first]") || main.querySelector("input:checked, input, button");
  if (first) first.focus({ preventScroll: true });
  window.scrollTo(0, 0);
  foretell();
}

function actions(next, back, label = "Continue", testid = "signup-next") {
  return h("div", { class: "actions" },
    back ? h("button", { type: "button", class: "secondary", "data-testid": "signup-back", onclick: back }, "Back") : h("span"),
    h("button", { type: "submit", class: "primary", "data-testid": testid }, label));
}

function form(onsubmit, ...content) {
  const problem = h("p", { class: "problem", role: "alert", "data-testid": "signup-error", hidden: true });
  const node = h("form", { novalidate: true, onsubmit: async (event) => {
    event.preventDefault();
    problem.hidden = true;
    const submit = node.querySelector("[type=submit]");
    submit.disabled = true;
    try { await onsubmit(); } catch (failure) { problem.textContent = failure.message; problem.hidden = false; } finally { submit.disabled = false; }
  } }, ...content.slice(0, -1), problem, content[content.length - 1]);
  return node;
}

function option(group, value, title, detail, checked, onchange, testid) {
  return h("label", { class: "option" },
    h("input", { type: "radio", name: group, value, checked, "data-testid": testid, onchange }),
    h("span", { class: "option-text" }, h("strong", {}, title), detail ? h("small", {}, detail) : null));
}

function field(label, attributes, hint) {
  const id = "f-" + attributes["data-testid"];
  return h("div", { class: "field" }, h("label", { for: id }, label), h("input", { id, type: "text", autocomplete: "off", ...attributes }), hint ? h("small", {}, hint) : null);
}

const need = (value, message) => { if (!value || !value.trim()) throw new Error(message); return value.trim(); };

// ---- steps

function loginStep() {
  if (!choice.user && context.users.length) choice.user = context.users[0];
  show("login", isSignup ? `Connect your business to ${context.app.name}` : `Log in to continue to ${context.app.name}`,
    isSignup ? "Choose who you are. These people exist only in the emulator." : "Choose a person. The app asks for: " + (query.get("scope") || "basic access").split(/[, ]+/).join(", ") + ".",
    form(async () => { if (isSignup) businessStep(); else pagesStep(); },
      h("fieldset", { class: "options" }, h("legend", { class: "hidden" }, "Person"),
        context.users.map((user, i) => option("user", user.id, user.name, user.email, choice.user === user, () => { choice.user = user; choice.business = null; choice.waba = null; }, `signup-user-${i}`))),
      actions(null, null, `Continue`)));
}

function businessStep() {
  const owned = choice.user.businesses;
  const wanted = setup.business && (owned.find((b) => b.id === String(setup.business.id)) || owned.find((b) => b.name === setup.business.name));
  if (!choice.business) choice.business = wanted || owned[0] || "new";
  if (!choice.businessName) choice.businessName = (setup.business && setup.business.name) || "";
  const name = field("Business name", { value: choice.businessName, maxlength: 100, placeholder: "Name of your business", "data-testid": "signup-business-name", oninput: (e) => { choice.businessName = e.target.value; } });
  name.hidden = choice.business !== "new";
  const pick = (value) => () => { choice.business = value; choice.waba = null; name.hidden = value !== "new"; if (value === "new") name.querySelector("input").focus(); };
  show("business", "Choose a business portfolio", "The portfolio owns the WhatsApp account that you connect.",
    form(async () => {
      if (choice.business === "new") need(choice.businessName, "Enter the name of your business.");
      accountStep();
    },
    h("fieldset", { class: "options" }, h("legend", { class: "hidden" }, "Portfolio"),
      owned.map((b, i) => option("business", b.id, b.name, `Business portfolio ${b.id}`, choice.business === b, pick(b), `signup-business-${i}`)),
      option("business", "new", "Create a business portfolio", null, choice.business === "new", pick("new"), "signup-business-new")),
    name, actions(null, loginStep)));
}

function accountStep() {
  const owned = choice.business === "new" ? [] : choice.business.wabas;
  if (!choice.waba) choice.waba = owned[0] || "new";
  if (!choice.wabaName) choice.wabaName = choice.business === "new" ? choice.businessName : choice.business.name;
  if (!choice.displayName) choice.displayName = (setup.phone && setup.phone.displayName) || choice.wabaName;
  const name = field("WhatsApp account name", { value: choice.wabaName, maxlength: 255, "data-testid": "signup-waba-name", oninput: (e) => { choice.wabaName = e.target.value; } });
  name.hidden = choice.waba !== "new";
  const pick = (value) => () => { choice.waba = value; choice.phone = null; name.hidden = value !== "new"; };
  show("account", "Choose a WhatsApp account", "It holds your numbers and message templates.",
    form(async () => {
      if (choice.waba === "new") need(choice.wabaName, "Enter a name for the WhatsApp account.");
      if (featureType === "only_waba_sharing") { choice.later = true; permissionsStep(); } else numberStep();
    },
    h("fieldset", { class: "options" }, h("legend", { class: "hidden" }, "WhatsApp account"),
      owned.map((w, i) => option("waba", w.id, w.name, w.numbers.length ? `${w.numbers.length} phone number(s)` : "No phone number yet", choice.waba === w, pick(w), `signup-waba-${i}`)),
      option("waba", "new", "Create a WhatsApp account", null, choice.waba === "new", pick("new"), "signup-waba-new")),
    name, actions(null, businessStep)));
}

function numberStep() {
  const owned = choice.waba === "new" || coexistence ? [] : choice.waba.numbers;
  const offered = coexistence ? null : context.preverified;
  if (!choice.phone) choice.phone = offered || owned[0] || "new";
  if (!choice.number && setup.business && setup.business.phone) choice.number = `+${setup.business.phone.code} ${setup.business.phone.number}`;
  if (!choice.number) choice.number = `+1 555 ${200 + Math.floor(Math.random() * 700)} ${1000 + Math.floor(Math.random() * 9000)}`;
  const fresh = h("div", {},
    field(coexistence ? "Number in the WhatsApp Business app" : "Phone number", { value: choice.number, type: "tel", inputmode: "tel", "data-testid": "signup-phone-number", oninput: (e) => { choice.number = e.target.value; } }, "With country code. Any number will do: nothing is sent to it."),
    field("Display name", { value: choice.displayName, maxlength: 128, "data-testid": "signup-display-name", oninput: (e) => { choice.displayName = e.target.value; } }, "What customers see."));
  fresh.hidden = choice.phone !== "new";
  const pick = (value) => () => { choice.phone = value; fresh.hidden = value !== "new"; };
  const later = !isV2 && !coexistence;
  const choices = owned.length || later || offered
    ? h("fieldset", { class: "options" }, h("legend", { class: "hidden" }, "Phone number"),
      offered ? option("phone", offered.id, offered.display, `Verified already by ${context.app.name}`, choice.phone === offered, pick(offered), "signup-phone-preverified") : null,
      owned.map((p, i) => option("phone", p.id, p.display, p.verified_name, choice.phone === p, pick(p), `signup-phone-${i}`)),
      option("phone", "new", "Add a phone number", null, choice.phone === "new", pick("new"), "signup-phone-new"),
      later ? option("phone", "later", "Add a number later", "The account is connected without a number.", choice.phone === "later", pick("later"), "signup-phone-later") : null)
    : null;
  show("number", coexistence ? "Connect your WhatsApp Business app" : "Add a phone number", coexistence ? "You keep using the app; messages appear in both places." : "Customers reach you under this number.",
    form(async () => {
      choice.later = choice.phone === "later";
      if (choice.phone === offered && offered) need(choice.displayName, "Enter a display name.");
      if (choice.phone !== "new") { permissionsStep(); return; }
      need(choice.number, "Enter a phone number.");
      need(choice.displayName, "Enter a display name.");
      if (coexistence) { scanStep(); return; }
      codeStep(await ask("code", { phone_number: choice.number }));
    }, choices, fresh, actions(null, accountStep)));
}

function scanStep() {
  show("code", "Confirm in the app", "On a real phone you would scan a code in the WhatsApp Business app. Here one click stands for the scan.",
    form(async () => permissionsStep(), h("div", { class: "scan", role: "img", "aria-label": "A code to scan" }), actions(null, numberStep, "I have scanned the code")));
}

function codeStep(sent) {
  let code = "";
  const input = field("Verification code", { inputmode: "numeric", maxlength: 7, autocomplete: "one-time-code", "data-testid": "signup-code", "data-first": true, oninput: (e) => { code = e.target.value; } });
  const hint = h("p", { class: "hint" }, "The emulator's ", h("a", { href: "/phone", target: "_blank", rel: "noopener" }, "phone page"), " received: ", h("b", { "data-testid": "signup-code-hint" }, sent.hint));
  show("code", "Enter the verification code", `We sent a code to ${sent.display}.`,
    form(async () => {
      await ask("verify", { phone_number: choice.number, code: need(code, "Enter the code.") });
      permissionsStep();
    }, input, hint,
    h("button", { type: "button", class: "link", "data-testid": "signup-resend", onclick: async () => codeStep(await ask("code", { phone_number: choice.number })) }, "Send a new code"),
    actions(null, numberStep, "Verify")));
}

function permissionsStep() {
  const business = choice.business === "new" ? choice.businessName : choice.business.name;
  const rows = [
    ["Business portfolio", business],
    ["WhatsApp account", choice.waba === "new" ? choice.wabaName : choice.waba.name],
    ["Phone number", choice.later ? "None yet" : choice.phone === "new" ? choice.number : choice.phone.display],
  ];
  const share = (key, label, detail) => h("label", { class: "option" },
    h("input", { type: "checkbox", checked: !!choice.shared[key], "data-testid": `signup-share-${key}`, onchange: (e) => { choice.shared[key] = e.target.checked; } }),
    h("span", { class: "option-text" }, h("strong", {}, label), h("small", {}, detail)));
  show("permissions", `${context.app.name} wants access`, "It may manage the WhatsApp account, and send and receive messages for it.",
    form(async () => { outcome = await ask("finish", finishBody()); finishStep(); },
      h("dl", { class: "summary" }, rows.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
      h("fieldset", { class: "options" }, h("legend", {}, "Share as well"),
        share("page", "A Facebook Page", "For Messenger"), share("instagram", "An Instagram account", "For Instagram messages"),
        share("catalog", "A catalog", "For product messages"), share("dataset", "A dataset", "For conversion events")),
      actions(null, choice.later || featureType === "only_waba_sharing" ? accountStep : numberStep, "Confirm", "signup-confirm")));
}

function finishBody() {
  const body = { config_id: query.get("config_id") || undefined, user_id: choice.user.id, coexistence: coexistence || undefined, app_only_install: features.includes("app_only_install") || undefined };
  if (query.get("redirect_uri")) body.redirect_uri = query.get("redirect_uri");
  if (choice.business === "new") body.business_name = choice.businessName.trim(); else body.business_id = choice.business.id;
  if (choice.waba === "new") body.waba_name = choice.wabaName.trim(); else body.waba_id = choice.waba.id;
  if (choice.later) body.without_number = true;
  else if (choice.phone === "new") { body.phone_number = choice.number; body.verified_name = choice.displayName.trim(); }
  else if (choice.phone === context.preverified) { body.preverified_id = choice.phone.id; body.verified_name = choice.displayName.trim(); }
  else body.phone_number_id = choice.phone.id;
  return { ...body, ...Object.fromEntries(Object.entries(choice.shared).filter(([, on]) => on)) };
}

function finishStep() {
  document.getElementById("cancel").hidden = true;
  document.getElementById("report").hidden = true;
  show("finish", "You are connected", null,
    h("div", { class: "done", "aria-hidden": "true" }),
    h("p", { class: "intro center" }, `${context.app.name} can now use the WhatsApp account. Close this window to go back.`),
    form(async () => {
      if (query.get("redirect_uri")) { redirect({ code: outcome.code }); return; }
      succeed();
      window.close();
    }, h("div", { class: "actions" }, h("button", { type: "submit", class: "primary wide", "data-testid": "signup-finish", "data-first": true }, "Finish"))));
}

function pagesStep() {
  const pages = choice.user.businesses.flatMap((b) => b.pages);
  const picked = new Set(pages.map((p) => p.id));
  const instagram = context.app.is_instagram;
  show("permissions", instagram ? "Choose an account" : "Choose your Pages", pages.length ? null : "This person has no Page, so the app sees an empty list.",
    form(async () => {
      const answer = await ask("login", { user_id: choice.user.id, scope: query.get("scope") || "public_profile", redirect_uri: query.get("redirect_uri") || undefined, page_ids: [...picked] });
      redirect({ code: answer.code });
    },
    h("fieldset", { class: "options" }, h("legend", { class: "hidden" }, "Pages"), pages.map((p, i) => h("label", { class: "option" },
      h("input", { type: "checkbox", checked: true, "data-testid": `login-page-${i}`, onchange: (e) => { if (e.target.checked) picked.add(p.id); else picked.delete(p.id); } }),
      h("span", { class: "option-text" }, h("strong", {}, instagram ? `@${p.name.toLowerCase().replaceAll(" ", ".")}` : p.name), h("small", {}, instagram ? p.instagram : p.id))))),
    actions(null, loginStep, "Allow", "login-allow")));
}

// ---- reporting a problem

const problems = [
  { code: 2655082, text: "This phone number is linked to a Facebook Page." },
  { code: 2494028, text: "This account is already shared with another partner." },
  { code: 2593037, text: "The verification code could not be requested." },
  { code: 1690061, text: "Something went wrong. Try again later." },
];

function reportStep() {
  const back = { login: loginStep, business: businessStep, account: accountStep, number: numberStep, permissions: permissionsStep }[current] || numberStep;
  let picked = problems[0];
  const step = current;
  show(step, "What went wrong?", "The page that opened this window gets the report, and sign-up ends.",
    form(async () => cancel(picked),
      h("fieldset", { class: "options" }, h("legend", { class: "hidden" }, "Problem"), problems.map((p, i) => option("problem", p.code, p.text, `Code ${p.code}`, p === picked, () => { picked = p; }, `signup-problem-${i}`))),
      actions(null, back, "Report and close", "signup-report-send")));
}

document.getElementById("cancel").addEventListener("click", () => cancel());
document.getElementById("report").addEventListener("click", reportStep);
document.getElementById("report").hidden = !isSignup;
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && current !== "finish") cancel(); });

ask("context").then((answer) => {
  context = answer;
  document.querySelector(".bar-title").textContent = isSignup ? (coexistence ? "WhatsApp Business app onboarding" : "WhatsApp Embedded Signup") : answer.app.is_instagram ? "Instagram Login" : "Facebook Login";
  loginStep();
}).catch((failure) => {
  current = "login";
  main.replaceChildren(h("h1", {}, "This dialog cannot be shown"), h("p", { class: "problem", role: "alert", "data-testid": "signup-error" }, failure.message));
});

(() => {
  'use strict';

  const SESSION_WAIT = 3000, STEP_WAIT = 1000, CLOSED_WAIT = 2000, WINDOW_POLL = 500, SDK_WAIT = 15000;

  const data = JSON.parse(document.getElementById('data').textContent);
  const text = data.texts;
  const element = id => document.getElementById(id);
  // Meta's dialog in this window comes back to one address for all links, with the code or an error.
  const returned = data.returnedTo && new URLSearchParams(location.search);
  if (returned) history.replaceState(null, '', data.returnedTo);
  const [start, done, button, status, problem] = ['start', 'done', 'connect', 'status', 'problem'].map(element);

  // One run through Meta's window. The code and the session event arrive in either order.
  let attempt = null;
  let renewal = Promise.resolve();
  let sdkReady = false, sdkMissed = false;

  // --- what the visitor sees ---

  function show(label, message, disabled) {
    button.textContent = label;
    button.disabled = disabled;
    status.textContent = message;
  }

  function tell(message) {
    problem.textContent = message;
    problem.hidden = !message;
  }

  function offerRetry(retry) {
    show(text.tryAgain, '', false);
    button.onclick = retry;
    button.focus();
  }

  function reload() {
    location.reload();
  }

  function showDone() {
    start.hidden = true;
    done.hidden = false;
    done.querySelector('h1').focus();
  }

  // --- calls to our server; the token and the code travel only in bodies ---

  // Because of the page's no-referrer policy, any mode other than fetch's default "cors" would send "Origin: null".
  function post(path, body) {
    return fetch(`${location.pathname.replace(/\/+$/, '')}/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ pageToken: data.pageToken, ...body }),
      credentials: 'same-origin',
      keepalive: true,
    });
  }

  // Reports are for statistics only: when one fails, the sign-up continues.
  function report(type, details) {
    return post('events', { type, ...details }).catch(error => console.warn('Not reported:', type, error.message));
  }

  // A token is valid for one run. The next run takes the token of a fresh page, so that one press opens the window again.
  // The page is not parsed as a document: its style has another nonce, which this page's policy would refuse.
  async function renew() {
    const answer = await fetch(location.pathname, { cache: 'no-store', credentials: 'same-origin' });
    const block = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(await answer.text());
    data.pageToken = JSON.parse(block[1]).pageToken;
  }

  async function complete(run) {
    if (run.posted || run !== attempt) return;
    run.posted = true;
    stopTimers(run);
    tell('');
    show(text.finishing, text.finishingHint, true);
    await renewal;
    finish(await exchange(run));
  }

  async function exchange(run) {
    try {
      const answer = await post('callback', { code: run.code, ...run.session });
      const body = await answer.json();
      return answer.ok ? body.data : { status: 'error', errorCode: body.error?.reason };
    } catch {
      return { status: 'error', errorCode: 'network' };
    }
  }

  function goAway(address) {
    show(text.finishing, text.redirecting, true);
    location.replace(address);
  }

  function finish(result) {
    if (isWebAddress(result.redirectUrl)) {
      goAway(result.redirectUrl);
    } else if (result.status === 'success') {
      showDone();
    } else {
      tell(text[`error.${result.errorCode}`] ?? result.error ?? text.failed);
      offerRetry(reload);
    }
  }

  function isWebAddress(address) {
    try {
      return ['https:', 'http:'].includes(new URL(address).protocol);
    } catch {
      return false;
    }
  }

  // --- one run ---

  function newRun() {
    return { code: null, session: null, window: null, posted: false, over: false, timers: [] };
  }

  function begin() {
    if (attempt?.window && !attempt.window.closed && !attempt.over) return attempt.window.focus();
    if (attempt) stopTimers(attempt);
    const run = attempt = newRun();
    tell('');
    show(text.waiting, text.waitingHint, false);
    openWindow(run);
    if (run.window === null && run.blocked) return giveUp(run, 'error', { errorCode: 'popup_blocked' }, text.popupBlocked, stayHere);
    report('popup_opened');
    if (run.window) run.timers.push(setInterval(() => noticeClosed(run), WINDOW_POLL));
  }

  // --- Meta's dialog in this window, for browsers that open no second one ---

  function leave() {
    attempt = null; // leaving this way is not giving up
    show(text.waiting, text.redirecting, true);
    report('popup_opened');
    location.assign(data.dialogUrl + data.pageToken);
  }

  function stayHere() {
    if (!data.dialogUrl) return offerRetry(begin);
    offerRetry(leave);
    button.textContent = text.fullPage;
  }

  function comeBack() {
    const run = attempt = newRun();
    const code = returned.get('code');
    if (!code) return giveUp(run, 'abandoned', {}, text.cancelled, stayHere);
    run.code = code;
    run.session = { fullPage: true };
    complete(run);
  }

  // --- Meta's window ---

  // The SDK neither returns the window that it opens nor reports its closing, so window.open is wrapped during the call.
  function openWindow(run) {
    const open = window.open;
    window.open = (...request) => {
      run.window = open.apply(window, request);
      run.blocked = run.window === null;
      return run.window;
    };
    try {
      const options = { config_id: data.configId, response_type: 'code', override_default_response_type: true, ...data.loginOptions };
      // The SDK does not accept an async function here.
      FB.login(response => takeLogin(run, response), options);
    } finally {
      window.open = open;
    }
  }

  function takeLogin(run, response) {
    if (run.posted || run !== attempt) return;
    const code = response?.authResponse?.code;
    if (!code) return later(run, STEP_WAIT, () => abandon(run));
    run.code = code;
    if (run.session) complete(run);
    else later(run, SESSION_WAIT, () => complete(run));
  }

  function takeSession(message) {
    const run = attempt;
    const name = String(message.event);
    if (!run || run.posted) return;
    if (name.startsWith('FINISH')) {
      run.session = hints(name, message.data ?? {});
      if (run.code) complete(run);
    } else if (name.startsWith('CANCEL') || name.startsWith('ERROR')) {
      cancel(run, message.data ?? {}, name.startsWith('ERROR'));
    }
  }

  function cancel(run, details, failed) {
    if (run.code) return;
    const errorCode = word(details.error_code ?? details.error_id);
    const step = word(details.current_step);
    if (errorCode || failed) giveUp(run, 'error', { step, errorCode: errorCode ?? 'reported' }, reported(errorCode));
    else giveUp(run, 'abandoned', { step }, text.cancelled);
  }

  function reported(errorCode) {
    return errorCode ? `${text.reported} (${errorCode})` : text.reported;
  }

  // A window closed on its last screen still sends code and session event, so the page waits a moment.
  function noticeClosed(run) {
    if (!run.window.closed) return;
    stopTimers(run);
    if (run.code) later(run, SESSION_WAIT, () => complete(run));
    else later(run, CLOSED_WAIT, () => abandon(run));
  }

  function abandon(run) {
    if (run.code) return;
    if (run.session) giveUp(run, 'error', { errorCode: 'code_missing' }, text.failed);
    else giveUp(run, 'abandoned', {}, text.cancelled);
  }

  // A code that arrives after this is still accepted.
  function giveUp(run, type, details, message, offer = () => offerRetry(begin)) {
    if (run.posted || run.over || run !== attempt) return;
    run.over = true;
    stopTimers(run);
    tell(message);
    show(text.tryAgain, '', true);
    const address = type === 'abandoned' ? data.abandonedUrl : data.reportedUrl;
    if (isWebAddress(address) && details.errorCode !== 'popup_blocked') {
      report(type, details); // outlives the page
      return goAway(address);
    }
    const unlessPosted = action => () => { if (!run.posted) action(); };
    renewal = report(type, details).then(renew).then(unlessPosted(offer), unlessPosted(() => offerRetry(reload)));
  }

  function later(run, wait, action) {
    run.timers.push(setTimeout(action, wait));
  }

  function stopTimers(run) {
    run.timers.forEach(timer => { clearTimeout(timer); clearInterval(timer); });
    run.timers = [];
  }

  // --- messages of Meta's window ---

  window.addEventListener('message', event => {
    if (!data.messageOrigins.includes(event.origin)) return;
    const message = parse(event.data);
    if (message?.type === 'WA_EMBEDDED_SIGNUP') takeSession(message);
  });

  // The SDK posts its own texts through the same channel; most of them are not JSON.
  function parse(content) {
    if (typeof content !== 'string') return content;
    try {
      return JSON.parse(content);
    } catch {
      return null;
    }
  }

  function hints(event, found) {
    return {
      event: word(event),
      phoneNumberId: id(found.phone_number_id),
      wabaId: id(found.waba_id) ?? ids(found.waba_ids)?.[0],
      businessId: id(found.business_id),
      pageIds: ids(found.page_ids),
      datasetIds: ids(found.dataset_ids),
      catalogIds: ids(found.catalog_ids),
      instagramAccountIds: ids(found.instagram_account_ids),
      adAccountIds: ids(found.ad_account_ids),
    };
  }

  function id(value) {
    return /^\d{1,32}$/.test(value) ? String(value) : undefined;
  }

  function ids(values) {
    const good = Array.isArray(values) ? values.map(id).filter(Boolean).slice(0, 50) : [];
    return good.length ? good : undefined;
  }

  function word(value) {
    return value != null && /^\w{1,64}$/.test(value) ? String(value) : undefined;
  }

  // --- Meta's SDK ---

  function startSdk() {
    if (sdkReady) return;
    sdkReady = true;
    FB.init({ appId: data.appId, version: data.graphVersion, cookie: false, xfbml: false, autoLogAppEvents: false });
    if (returned) return;
    tell('');
    show(text.connect, '', false);
    button.onclick = begin;
  }

  // The dialog in this window needs no SDK.
  function missSdk() {
    if (sdkReady || sdkMissed || returned) return;
    sdkMissed = true;
    tell(text.sdkBlocked);
    show(text.tryAgain, '', true);
    const again = () => offerRetry(reload);
    renewal = report('error', { errorCode: 'sdk_not_loaded' }).then(renew).then(data.dialogUrl ? stayHere : again, again);
  }

  function loadSdk() {
    window.fbAsyncInit = startSdk;
    const script = document.createElement('script');
    script.src = data.sdkUrl;
    script.async = true;
    script.onerror = missSdk;
    document.head.append(script);
    setTimeout(missSdk, SDK_WAIT);
  }

  // A page restored from the browser's history may hold a used token.
  window.addEventListener('pageshow', event => { if (event.persisted) location.reload(); });

  window.addEventListener('pagehide', () => {
    if (attempt && !attempt.posted && !attempt.over) report('abandoned', {});
  });

  show(text.connect, text.loading, true);
  loadSdk();
  if (returned) comeBack();
  else report('opened');
})();

"use strict";
// The phone page: chat as a customer with any business number of the world, and watch the webhooks leave.

const pageQuery = new URLSearchParams(location.search);
const world = pageQuery.get("world") || "";
const token = pageQuery.get("token") || "";
const $ = (id) => document.getElementById(id);
const memory = { get: (k) => sessionStorage.getItem(k), set: (k, v) => sessionStorage.setItem(k, v) };
let state = { phone_numbers: [], customers: [], codes: [] };
let number = null;
let customer = memory.get("customer");
let messages = [];
let typing = false;
let windowOpen = true;
const added = JSON.parse(memory.get("added") || "[]");

function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

function url(path, query = {}) {
  const parameters = new URLSearchParams({ ...query, ...(world ? { world } : {}), ...(token ? { token } : {}) });
  return `/_emulator/${path}?${parameters}`;
}

async function call(path, body, query) {
  const response = await fetch(url(path, query), body ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) } : {});
  const answer = await response.json();
  if (answer.error) throw new Error(answer.error.message);
  return answer;
}

// ---- lists

async function loadState() {
  state = await call("state");
  const known = new Set(state.customers.map((c) => c.phone));
  for (const phone of added) if (!known.has(phone)) state.customers.push({ phone, display: "+" + phone, name: "New customer" });
  if (!number || !state.phone_numbers.some((p) => p.id === number.id)) number = state.phone_numbers.find((p) => p.id === memory.get("number")) || state.phone_numbers[0] || null;
  else number = state.phone_numbers.find((p) => p.id === number.id);
  if (!customer && state.customers.length) customer = state.customers[0].phone;
  drawLists();
}

function row(title, detail, isCurrent, onclick, testid) {
  return h("li", {}, h("button", { type: "button", class: "row", "aria-current": isCurrent ? "true" : "false", "data-testid": testid, onclick }, h("strong", {}, title), h("small", {}, detail)));
}

function drawLists() {
  $("codes").replaceChildren(...(state.codes.length ? [h("h2", {}, "Verification codes")] : []),
    ...state.codes.map((c) => h("div", { class: "code", "data-testid": `code-${c.phone}` }, h("small", {}, c.display), h("b", {}, `${c.code.slice(0, 3)}-${c.code.slice(3)}`))));
  $("numbers").replaceChildren(...state.phone_numbers.map((p) => row(p.verified_name, `${p.display}${p.status === "CONNECTED" ? "" : " · " + p.status.toLowerCase()}`, number && p.id === number.id,
    () => { number = p; memory.set("number", p.id); drawLists(); loadChat(); tab("chat"); }, `number-${p.phone}`)));
  $("customers").replaceChildren(...state.customers.map((c) => row(c.name, c.display, c.phone === customer,
    () => { customer = c.phone; memory.set("customer", customer); drawLists(); loadChat(); tab("chat"); }, `customer-${c.phone}`)));
  $("business").textContent = number ? number.verified_name : "No number yet";
  $("avatar").textContent = number ? number.verified_name.slice(0, 1).toUpperCase() : "?";
  const me = state.customers.find((c) => c.phone === customer);
  const about = typing ? "typing…" : number ? number.display : "Connect a number through sign-up first.";
  $("as").textContent = me && number ? `${about} · you are ${me.name}` : about;
}

// ---- chat

async function loadChat() {
  if (!number || !customer) { messages = []; drawChat(); return; }
  const chat = await call("chat", null, { phone_number_id: number.id, customer });
  messages = chat.data;
  typing = chat.typing;
  windowOpen = chat.window_open;
  drawLists();
  drawChat();
  markRead();
}

function markRead() {
  if (document.visibilityState === "visible" && messages.some((m) => !m.inbound && m.status === "delivered")) call("chat/read", { phone_number_id: number.id, customer });
}

const media = (m) => m.content.id ? url("media/" + m.content.id) : m.content.link;

function body(m) {
  const c = m.content;
  switch (m.type) {
    case "text": return [c.body];
    case "image": case "sticker": return [h("img", { src: media(m), alt: c.caption || m.type }), c.caption];
    case "video": return [h("video", { src: media(m), controls: true }), c.caption];
    case "audio": return ["\u{1F3A4} Voice message"];
    case "document": return ["\u{1F4C4} ", h("a", { href: media(m), target: "_blank", rel: "noopener" }, c.filename || "Document"), c.caption ? "\n" + c.caption : null];
    case "location": return [`\u{1F4CD} ${c.name || "Location"}`, h("span", { class: "small" }, `${c.address || ""} ${c.latitude}, ${c.longitude}`)];
    case "contacts": return c.map((p) => h("span", {}, `\u{1F464} ${p.name.formatted_name}`));
    case "reaction": return [c.emoji ? `Reacted ${c.emoji}` : "Removed a reaction"];
    case "interactive": return m.inbound ? [replyText(c)] : interactive(m, c);
    case "button": return [c.text];
    case "template": return template(m);
    case "unsupported": return ["Unsupported message"];
    default: return [JSON.stringify(c)];
  }
}

const replyText = (c) => (c[c.type] && (c[c.type].title || c[c.type].body)) || c.type;

function interactive(m, c) {
  const parts = [];
  if (c.header && c.header.text) parts.push(h("span", { class: "head" }, c.header.text));
  if (c.header && c.header.image) parts.push(h("img", { src: c.header.image.id ? url("media/" + c.header.image.id) : c.header.image.link, alt: "" }));
  if (c.body) parts.push(c.body.text);
  if (c.footer) parts.push(h("span", { class: "small" }, c.footer.text));
  const taps = h("div", { class: "taps" });
  if (c.type === "button") for (const b of c.action.buttons) taps.append(tap(b.reply.title, () => send("interactive", { type: "button_reply", button_reply: { id: b.reply.id, title: b.reply.title } }, m.id)));
  else if (c.type === "list") {
    for (const section of c.action.sections) {
      if (section.title) taps.append(h("span", { class: "title" }, section.title));
      for (const r of section.rows) taps.append(tap(r.title, () => send("interactive", { type: "list_reply", list_reply: { id: r.id, title: r.title, ...(r.description ? { description: r.description } : {}) } }, m.id)));
    }
  } else if (c.type === "cta_url") taps.append(h("a", { href: c.action.parameters.url, target: "_blank", rel: "noopener noreferrer" }, c.action.parameters.display_text));
  else if (c.type === "location_request_message") taps.append(tap("Send location", () => send("location", place, m.id)));
  else taps.append(h("span", { class: "title" }, c.type.replaceAll("_", " ")));
  return [...parts, taps];
}

function template(m) {
  const r = m.rendered;
  if (!r) return [`Template ${m.content.name}`];
  const parts = [];
  if (r.header) parts.push(h("span", { class: "head" }, r.header));
  if (r.body) parts.push(r.body);
  if (r.footer) parts.push(h("span", { class: "small" }, r.footer));
  if (r.buttons) parts.push(h("div", { class: "taps" }, r.buttons.map((b) => b.type === "QUICK_REPLY" ? tap(b.text, () => send("button", { payload: b.text, text: b.text }, m.id)) : h("span", { class: "title" }, b.text))));
  return parts;
}

const tap = (label, onclick) => h("button", { type: "button", onclick }, label);

function ticks(m) {
  if (m.inbound) return null;
  if (m.status === "failed") return h("span", { class: "failed", "data-testid": "failed" }, `not delivered (${m.error})`);
  const mark = { accepted: "\u{1F552}", sent: "\u2713", delivered: "\u2713\u2713", read: "\u2713\u2713", played: "\u2713\u2713" }[m.status];
  return h("span", { class: `ticks ${m.status === "read" || m.status === "played" ? "read" : ""}`, title: m.status, "data-status": m.status, "aria-label": m.status }, mark);
}

function bubble(m) {
  const quoted = m.reply_to && messages.find((other) => other.id === m.reply_to);
  return h("div", { class: `bubble ${m.inbound ? "customer" : "business"}`, "data-testid": m.inbound ? "bubble-customer" : "bubble-business", "data-id": m.id },
    quoted ? h("span", { class: "quote" }, (quoted.content.body && (quoted.content.body.text || quoted.content.body)) || quoted.type) : null,
    body(m),
    h("span", { class: "meta" }, new Date(m.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }), ticks(m)));
}

function drawChat() {
  const box = $("bubbles");
  const empty = !number ? "No business number yet. Go through sign-up, or POST to /_emulator/connect." : !messages.length ? "No messages yet. Write to the business below, or send to this customer through the API." : null;
  const closed = number && messages.length && !windowOpen ? h("p", { class: "empty" }, "The 24-hour window is closed: the business needs a template until you write.") : null;
  box.replaceChildren(...(empty ? [h("p", { class: "empty" }, empty)] : messages.map(bubble)), ...(closed ? [closed] : []));
  box.scrollTop = box.scrollHeight;
}

const place = { latitude: 38.7169, longitude: -9.1399, name: "Town square", address: "Rua Augusta, Lisbon" };

async function send(type, content, replyTo) {
  if (!number || !customer) return;
  const me = state.customers.find((c) => c.phone === customer);
  const known = me && me.name !== "New customer" ? me.name : undefined;
  try {
    await call("messages/inbound", { phone_number_id: number.id, from: customer, name: known, type, [type]: content, reply_to: replyTo });
  } catch (failure) {
    $("bubbles").append(h("p", { class: "problem", role: "alert" }, failure.message));
  }
}

$("compose").addEventListener("submit", async (event) => {
  event.preventDefault();
  const kind = $("kind").value;
  const text = $("text").value.trim();
  const content = kind === "text" ? { body: text } : kind === "location" ? place
    : kind === "contacts" ? [{ name: { formatted_name: text || "Joana Lima", first_name: "Joana" }, phones: [{ phone: "+1 555-010-0077", type: "MOBILE" }] }]
    : { ...(text && kind !== "audio" && kind !== "sticker" ? { caption: text } : {}), ...(kind === "document" ? { filename: "document.pdf" } : {}) };
  if (kind === "text" && !text) return;
  $("text").value = "";
  $("kind").value = "text";
  await send(kind, content);
});
$("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); $("compose").requestSubmit(); }
});
$("add").addEventListener("submit", (event) => {
  event.preventDefault();
  const phone = $("new-customer").value.replace(/\D/g, "");
  if (phone.length < 7) return;
  added.push(phone);
  memory.set("added", JSON.stringify(added));
  customer = phone;
  memory.set("customer", phone);
  $("new-customer").value = "";
  loadState().then(loadChat);
});

// ---- webhooks

const hooks = new Map();

function drawHook(d) {
  const last = d.attempts[d.attempts.length - 1];
  const label = d.status === "delivered" ? String(last.http_status) : last ? (last.http_status ? String(last.http_status) : "no answer") : "sending";
  const node = h("details", { class: "hook", "data-testid": "hook" },
    h("summary", {}, h("span", { class: `badge ${d.status === "delivered" ? "delivered" : last ? "bad" : ""}` }, label), h("span", { class: "name" }, d.field + what(d)), h("small", {}, new Date(d.at).toLocaleTimeString())),
    h("small", {}, d.url), h("pre", {}, JSON.stringify(JSON.parse(d.body), null, 2)),
    d.attempts.length > 1 ? h("p", {}, h("small", {}, `${d.attempts.length} attempts${d.next_at ? ", next at " + new Date(d.next_at).toLocaleTimeString() : ""}`)) : null,
    h("button", { type: "button", onclick: () => call("deliveries/redeliver", { id: d.id }) }, "Send again"));
  const known = hooks.get(d.id);
  if (known) { node.open = known.open; known.replaceWith(node); } else $("hooks").prepend(node);
  hooks.set(d.id, node);
  while ($("hooks").children.length > 100) $("hooks").lastChild.remove();
}

function what(d) {
  const value = JSON.parse(d.body).entry[0];
  const change = value.changes && value.changes[0].value;
  if (!change) return "";
  if (change.statuses) return ` · ${change.statuses[0].status}`;
  if (change.messages) return ` · ${change.messages[0].type}`;
  return change.event ? ` · ${change.event}` : "";
}

$("clear").addEventListener("click", () => { hooks.clear(); $("hooks").replaceChildren(); });

// ---- tabs and live news

function tab(name) {
  $("columns").dataset.tab = name;
  for (const button of document.querySelectorAll("[role=tab]")) button.setAttribute("aria-selected", String(button.dataset.tab === name));
}
for (const button of document.querySelectorAll("[role=tab]")) button.addEventListener("click", () => tab(button.dataset.tab));

let reload = 0;
function connect() {
  const events = new EventSource(url("events"));
  events.onopen = () => { $("live").textContent = "live"; $("live").classList.add("on"); loadState().then(loadChat); };
  events.onerror = () => { $("live").textContent = "reconnecting"; $("live").classList.remove("on"); };
  events.addEventListener("state", () => { clearTimeout(reload); reload = setTimeout(loadState, 60); });
  events.addEventListener("delivery", (event) => drawHook(JSON.parse(event.data)));
  events.addEventListener("message", (event) => {
    if (!event.data) return;
    const m = JSON.parse(event.data);
    if (!number || m.phone_number_id !== number.id || m.customer !== customer) return;
    const at = messages.findIndex((other) => other.id === m.id);
    // Marking an inbound message as read may come with "typing": only the chat knows.
    if (at >= 0 && m.inbound) { loadChat(); return; }
    if (at >= 0) messages[at] = m; else messages.push(m);
    typing = false;
    if (m.inbound) windowOpen = true;
    drawChat();
    markRead();
  });
}

tab("people");
loadState().then(loadChat).catch((failure) => { $("bubbles").replaceChildren(h("p", { class: "problem" }, failure.message)); });
call("deliveries", null, { limit: 60 }).then((answer) => answer.data.forEach(drawHook));
connect();

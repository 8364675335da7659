// The phone page: act as a customer, chat with any business number of the world, and watch the webhooks.
import { $, h, icon, call, url, time, initials, tint, memory } from "/assets/phone-dom.js";
import { gist } from "/assets/phone-format.js";
import { conversation } from "/assets/phone-bubbles.js";
import * as sheet from "/assets/phone-sheet.js";
import * as hooks from "/assets/phone-hooks.js";

const emoji = ["👍", "❤️", "😂", "😮", "🙏", ""];
const place = { latitude: 38.7169, longitude: -9.1399, name: "Town square", address: "Rua Augusta, Lisbon" };
const added = JSON.parse(memory.get("added") || "[]");
let state = { phone_numbers: [], customers: [], codes: [] };
let chats = new Map();
let number = null, customer = memory.get("customer"), quoting = null;
let messages = [], typing = false, windowOpen = true;

// ---- customer and business number

const me = () => state.customers.find((c) => c.phone === customer);

async function loadState() {
  state = await call("state");
  const known = new Set(state.customers.map((c) => c.phone));
  for (const phone of added) if (!known.has(phone)) state.customers.push({ phone, display: "+" + phone, name: "New customer" });
  number = state.phone_numbers.find((p) => p.id === (number ? number.id : memory.get("number"))) || state.phone_numbers[0] || null;
  if (!me() && state.customers.length) customer = state.customers[0].phone;
  await loadChats();
}

async function loadChats() {
  const answer = customer ? await call("chats", null, { customer }) : { data: [] };
  chats = new Map(answer.data.map((chat) => [chat.phone_number_id, chat]));
  drawLists();
}

function avatar(node, name) {
  node.textContent = initials(name || "?");
  node.className = `avatar ${tint(name || "?")}`;
}

function row({ title, detail, side, unread, current, testid, onclick }) {
  const face = h("span", { "aria-hidden": "true" });
  avatar(face, title);
  return h("li", {}, h("button", { type: "button", class: "row", "aria-current": current ? "true" : "false", "data-testid": testid, onclick },
    face, h("span", { class: "who" }, h("strong", {}, title), h("small", {}, detail)), h("span", { class: "end" }, h("small", {}, side || ""), unread > 0 && h("b", { class: "unread" }, unread))));
}

function drawLists() {
  $("codes").replaceChildren(...state.codes.map((c) => h("div", { class: "code", "data-testid": `code-${c.phone}` }, h("span", { class: "who" }, h("strong", {}, "WhatsApp code"), h("small", {}, c.display)), h("b", {}, `${c.code.slice(0, 3)}-${c.code.slice(3)}`))));
  const latest = (p) => (chats.get(p.id) && chats.get(p.id).last ? chats.get(p.id).last.at : 0);
  $("numbers").replaceChildren(...[...state.phone_numbers].sort((a, b) => latest(b) - latest(a)).map((p) => {
    const chat = chats.get(p.id) || {};
    return row({
      title: p.verified_name, detail: p.status !== "CONNECTED" ? `${p.display} · ${p.status.toLowerCase()}` : chat.last ? gist(chat.last) : p.display, side: chat.last ? time(chat.last.at) : "",
      unread: number && p.id === number.id ? 0 : chat.unread, current: number && p.id === number.id, testid: `number-${p.phone}`, onclick: () => goTo(p),
    });
  }));
  $("customers").replaceChildren(...state.customers.map((c) => row({ title: c.name, detail: c.username ? `@${c.username} · ${c.display}` : c.display, current: c.phone === customer, testid: `customer-${c.phone}`, onclick: () => become(c.phone) })));
  const self = me();
  avatar($("my-avatar"), self ? self.name : "?");
  $("my-name").textContent = self ? self.name : "Nobody yet";
  $("my-number").textContent = self ? self.display : "";
  avatar($("avatar"), number ? number.verified_name : "?");
  $("business").textContent = number ? number.verified_name : "No business yet";
  $("about").textContent = typing ? "typing…" : number ? `${number.display} · Business account` : "Go through sign-up, or POST to /_emulator/connect";
}

function goTo(p) {
  number = p;
  memory.set("number", p.id);
  quote(null);
  tab("chat");
  loadChat();
}

function become(phone) {
  customer = phone;
  memory.set("customer", phone);
  $("me").open = false;
  quote(null);
  loadChats().then(loadChat);
}

// ---- chat

// An answer is outdated when a newer request was sent or an event arrived in the meantime.
let asked = 0, arrivals = 0;

async function loadChat() {
  const mine = ++asked, before = arrivals;
  if (!number || !customer) { messages = []; draw(); return; }
  const chat = await call("chat", null, { phone_number_id: number.id, customer });
  if (mine !== asked) return;
  if (before !== arrivals) { await loadChat(); return; }
  ({ data: messages, typing, window_open: windowOpen } = chat);
  drawLists();
  draw();
  markRead();
}

function markRead() {
  if (document.visibilityState === "visible" && messages.some((m) => !m.inbound && m.status === "delivered")) call("chat/read", { phone_number_id: number.id, customer });
}

function draw() {
  const box = $("bubbles");
  const rows = messages.length ? conversation(messages, act) : [h("p", { class: "empty" }, h("strong", {}, number ? "No messages yet" : "No business number yet"), number ? "Write below, or send to this customer through the API." : "Go through sign-up, or POST to /_emulator/connect.")];
  if (number && messages.length && !windowOpen) rows.push(h("p", { class: "day", "data-testid": "window-closed" }, h("span", {}, "The 24-hour window is closed: until you write, the business needs a template.")));
  if (typing) rows.push(h("p", { class: "bubble business typing", "aria-label": "typing" }, h("i"), h("i"), h("i")));
  box.replaceChildren(...rows);
  box.scrollTop = box.scrollHeight;
}

// Pictures get their height late, so keep the newest message in view.
$("bubbles").addEventListener("load", () => { $("bubbles").scrollTop = $("bubbles").scrollHeight; }, true);

async function send(type, content, more = {}) {
  if (!number || !customer) return;
  const self = me();
  try {
    await call("messages/inbound", { phone_number_id: number.id, from: customer, name: self && self.name !== "New customer" ? self.name : undefined, type, [type]: content, ...more });
  } catch (failure) {
    act.note(failure.message, true);
  }
}

function quote(m) {
  quoting = m;
  $("quoting").hidden = !m;
  if (m) $("quoting").replaceChildren(h("span", { class: "quote" }, h("strong", {}, m.inbound ? "You" : number.verified_name), gist(m)), h("button", { type: "button", class: "quiet", "aria-label": "Do not answer this message", onclick: () => quote(null) }, "✕"));
  $("text").focus();
}

/** What a press inside a bubble does. */
const act = {
  place,
  business: () => (number ? number.verified_name : ""),
  reply: (m, type, content) => send(type, content, { reply_to: m.id }),
  choose: (m, list) => sheet.choose(list, (r) => act.reply(m, "interactive", { type: "list_reply", list_reply: { id: r.id, title: r.title, ...(r.description ? { description: r.description } : {}) } })),
  share: (m) => send("contacts", [{ name: { formatted_name: me().name, first_name: me().name.split(" ")[0] }, phones: [{ phone: me().display, wa_id: customer, type: "MOBILE" }], origin: "contact_request" }], { reply_to: m.id }),
  allowCalls: (accept) => call("calls/permission", { phone_number_id: number.id, from: customer, accept }).catch((failure) => act.note(failure.message, true)),
  order: (m, c) => {
    const items = c.action.product_retailer_id ? [c.action] : (c.action.sections || []).flatMap((s) => s.product_items || []);
    send("order", { catalog_id: c.action.catalog_id || "catalog", text: "", product_items: (items.length ? items : [{ product_retailer_id: "item-1" }]).map((i) => ({ product_retailer_id: i.product_retailer_id, quantity: 1, item_price: 9.9, currency: "USD" })) }, { reply_to: m.id });
  },
  play: (m) => {
    if (m.content.id) new Audio(url("media/" + m.content.id)).play().catch(() => act.note("This file cannot be played here."));
    if (!m.inbound) call("statuses", { message_id: m.id, status: "played" });
  },
  menu: (m) => sheet.options(emoji, (e) => send("reaction", { message_id: m.id, ...(e ? { emoji: e } : {}) }), [
    ["reply", "Reply", () => quote(m)],
    ...(m.inbound ? [["trash", "Delete for everyone", () => send("revoke", { original_message_id: m.id })]] : []),
  ]),
  note: (what, isProblem) => {
    const line = h("p", { class: isProblem ? "problem" : "day", role: isProblem ? "alert" : "status" }, h("span", {}, what));
    $("bubbles").append(line);
    line.scrollIntoView({ block: "end" });
  },
};

// ---- writing

const sample = (type, more = {}) => () => send(type, { ...caption(type), ...more }, answered());
const caption = (type) => { const text = take(); return text && ["image", "video", "document"].includes(type) ? { caption: text } : {}; };
const answered = () => { const to = quoting ? { reply_to: quoting.id } : {}; quote(null); return to; };
function take() { const text = $("text").value.trim(); $("text").value = ""; grow(); return text; }
function grow() { $("text").style.height = "auto"; $("text").style.height = `${Math.min($("text").scrollHeight, 140)}px`; }

$("attach").append(icon("attach"));
$("send").append(icon("send"));
$("attach").addEventListener("click", () => sheet.pick("Send", [
  ["image", "Photo", sample("image")], ["video", "Video", sample("video")], ["mic", "Voice", sample("audio", { voice: true })], ["file", "Document", sample("document", { filename: "document.pdf" })],
  ["sticker", "Sticker", sample("sticker")], ["pin", "Location", () => send("location", place, answered())],
  ["person", "Contact", () => send("contacts", [{ name: { formatted_name: "Joana Lima", first_name: "Joana" }, phones: [{ phone: "+1 555-010-0077", type: "MOBILE" }] }], answered())],
  ["device", "From this device", () => $("file").click()],
]));
$("file").addEventListener("change", async () => {
  const [file] = $("file").files;
  if (!file) return;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = ["image", "video", "audio"].find((t) => file.type.startsWith(t)) || "document";
  let binary = "";
  for (let i = 0; i < bytes.length; i += 32768) binary += String.fromCharCode(...bytes.subarray(i, i + 32768));
  $("file").value = "";
  await send(type, { ...caption(type), mime_type: file.type || "application/octet-stream", ...(type === "document" ? { filename: file.name } : {}) }, { media_base64: btoa(binary), ...answered() });
});
$("compose").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = take();
  if (text) await send("text", { body: text }, answered());
});
$("text").addEventListener("input", grow);
$("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); $("compose").requestSubmit(); }
});
$("add").addEventListener("submit", (event) => {
  event.preventDefault();
  const phone = $("new-customer").value.replace(/\D/g, "");
  if (phone.length < 7) return;
  added.push(phone);
  memory.set("added", JSON.stringify(added));
  $("new-customer").value = "";
  loadState().then(() => become(phone));
});

// ---- tabs and live news

const tabs = [...document.querySelectorAll("[role=tab]")];
function tab(name) {
  document.body.dataset.tab = name;
  for (const button of tabs) button.setAttribute("aria-selected", String(button.dataset.tab === name));
}
for (const button of tabs) {
  button.prepend(icon({ chats: "chats", chat: "device", hooks: "hook" }[button.dataset.tab]));
  button.addEventListener("click", () => tab(button.dataset.tab));
}

let later = 0;
function connect() {
  const events = new EventSource(url("events"));
  events.onopen = () => { $("live").textContent = "live"; $("live").classList.add("on"); loadState().then(loadChat); };
  events.onerror = () => { $("live").textContent = "reconnecting"; $("live").classList.remove("on"); };
  events.addEventListener("state", () => { clearTimeout(later); later = setTimeout(loadState, 80); });
  events.addEventListener("delivery", (event) => hooks.add(JSON.parse(event.data)));
  events.addEventListener("message", (event) => { if (event.data) arrived(JSON.parse(event.data)); });
}

function arrived(m) {
  arrivals++;
  if (m.customer !== customer) return;
  const chat = chats.get(m.phone_number_id) || { phone_number_id: m.phone_number_id, unread: 0 };
  const isHere = number && m.phone_number_id === number.id;
  if (!chat.last || chat.last.at <= m.at) chats.set(m.phone_number_id, { ...chat, last: m, unread: isHere || m.inbound || (chat.last && chat.last.id === m.id) ? chat.unread : chat.unread + 1 });
  drawLists();
  if (!isHere) return;
  const at = messages.findIndex((other) => other.id === m.id);
  // Marking an inbound message as read may include "typing", which only the chat knows.
  if (at >= 0 && m.inbound) { loadChat(); return; }
  if (at >= 0) messages[at] = m; else messages.push(m);
  typing = false;
  if (m.inbound) windowOpen = true;
  draw();
  markRead();
}

tab("chats");
loadState().then(loadChat).catch((failure) => $("bubbles").replaceChildren(h("p", { class: "problem", role: "alert" }, failure.message)));
hooks.start((count) => { tabs[2].dataset.count = count || ""; });
connect();

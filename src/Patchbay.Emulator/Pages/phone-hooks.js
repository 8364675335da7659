// The panel of sent webhooks: address, body and answer.
import { $, h, call, time } from "/assets/phone-dom.js";

const Most = 100;
const shown = new Map();
let onCount = () => {};

export function start(counted) {
  onCount = counted;
  $("clear").addEventListener("click", () => { shown.clear(); draw(); });
  draw();
  return call("deliveries", null, { limit: 60 }).then((answer) => answer.data.forEach(add));
}

export function add(delivery) {
  const old = shown.get(delivery.id);
  const node = item(delivery);
  if (old) { node.open = old.open; old.replaceWith(node); } else $("hooks").prepend(node);
  shown.set(delivery.id, node);
  while (shown.size > Most) { const [id, oldest] = shown.entries().next().value; oldest.remove(); shown.delete(id); }
  draw();
}

function draw() {
  if (shown.size === 0) {
    $("hooks").replaceChildren(h("p", { class: "empty" }, h("strong", {}, "Nothing has left yet."), "Set a callback address with ", h("code", {}, "POST /{app-id}/subscriptions"), ", subscribe the account with ", h("code", {}, "POST /{waba-id}/subscribed_apps"), ", and every change shows up here."));
  } else {
    $("hooks").querySelector(".empty")?.remove();
  }
  $("hook-count").textContent = shown.size;
  onCount(shown.size);
}

function item(d) {
  const last = d.attempts[d.attempts.length - 1];
  const state = d.status === "delivered" ? "ok" : !last ? "" : "bad";
  const label = last ? last.http_status || "no answer" : "sending";
  const body = h("div", { class: "hook-body" });
  const node = h("details", { class: `hook ${state}`, "data-testid": "hook", ontoggle: () => { if (node.open && !body.hasChildNodes()) body.append(...inside(d, last)); } },
    h("summary", {}, h("span", { class: `pill ${state}` }, String(label)), h("span", { class: "name" }, h("strong", {}, d.field), h("small", {}, what(d))), h("time", {}, time(d.at))), body);
  return node;
}

const inside = (d, last) => [
  h("p", { class: "soft small address" }, "POST ", d.url),
  h("pre", { tabindex: "0" }, coloured(JSON.stringify(JSON.parse(d.body), null, 2))),
  h("p", { class: "soft small" }, `${d.attempts.length} attempt${d.attempts.length === 1 ? "" : "s"}${last ? `, ${last.ms} ms` : ""}${last && last.error ? `, ${last.error}` : ""}${d.next_at ? `, next at ${time(d.next_at)}` : ""}`),
  h("button", { type: "button", class: "secondary", "data-testid": "redeliver", onclick: () => call("deliveries/redeliver", { id: d.id }) }, "Send again"),
];

function what(d) {
  const entry = JSON.parse(d.body).entry[0];
  const value = entry.changes && entry.changes[0].value;
  const more = d.updates > 1 ? ` and ${d.updates - 1} more` : "";
  if (!value) return (entry.messaging ? Object.keys(entry.messaging[0]).find((k) => !["sender", "recipient", "timestamp"].includes(k)) || "" : "") + more;
  if (value.statuses) return value.statuses[0].status + more;
  if (value.messages) return value.messages[0].type + more;
  return (value.event || value.message_template_name || "").toString().toLowerCase().replaceAll("_", " ") + more;
}

const token = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?/g;

function coloured(json) {
  const parts = [];
  let from = 0;
  for (const match of json.matchAll(token)) {
    parts.push(json.slice(from, match.index));
    parts.push(h("span", { class: match[2] ? "key" : match[1] ? "string" : "value" }, match[2] ? match[1] : match[0]), match[2] || "");
    from = match.index + match[0].length;
  }
  return [...parts, json.slice(from)];
}

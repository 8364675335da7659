// Messages as WhatsApp shows them. The caller passes the action of a press as `act`.
import { h, icon, url, time, day, initials, tint } from "/assets/phone-dom.js";
import { formatted, gist, replyText, kind } from "/assets/phone-format.js";

const source = (file) => file && (file.id ? url("media/" + file.id) : file.link);

export function conversation(messages, act) {
  const reactions = new Map(), gone = new Set(), edited = new Map(), known = new Map(messages.map((m) => [m.id, m]));
  for (const m of messages) {
    if (m.type === "reaction") reactions.set(`${m.content.message_id}|${m.inbound}`, m.content.emoji);
    if (m.type === "revoke") gone.add(m.content.original_message_id);
    if (m.type === "edit") edited.set(m.content.original_message_id, m.content.message);
  }
  const rows = [];
  let last = "";
  for (const m of messages) {
    if (["reaction", "revoke", "edit"].includes(m.type) && known.has(m.content.message_id || m.content.original_message_id)) continue;
    const date = day(m.at);
    if (date !== last) rows.push(h("p", { class: "day" }, h("span", {}, last = date)));
    const emoji = [true, false].map((inbound) => reactions.get(`${m.id}|${inbound}`)).filter(Boolean);
    rows.push(bubble({ ...m, edit: edited.get(m.id), gone: gone.has(m.id) }, known.get(m.reply_to), emoji, act));
  }
  return rows;
}

function bubble(m, quoted, emoji, act) {
  if (m.type === "system") return h("p", { class: "day" }, h("span", {}, m.content.body || "System message"));
  const parts = m.gone ? { body: [h("em", { class: "soft" }, "This message was deleted")] } : content(m, act);
  const meta = h("span", { class: "meta" }, m.edit && "Edited ", h("time", {}, time(m.at)), ticks(m));
  return h("article", { class: `bubble ${m.inbound ? "customer" : "business"}${parts.wide ? " wide" : ""}${emoji.length ? " reacted" : ""}`, "data-testid": m.inbound ? "bubble-customer" : "bubble-business", "data-id": m.id },
    h("button", { type: "button", class: "more", "aria-label": "Message options", onclick: () => act.menu(m) }, "⋯"),
    quoted && h("span", { class: `quote ${quoted.inbound ? "mine" : ""}` }, h("strong", {}, quoted.inbound ? "You" : act.business()), gist(quoted)),
    h("div", { class: "inside" }, parts.body, meta),
    parts.taps && parts.taps.length > 0 && h("div", { class: "taps" }, parts.taps),
    emoji.length > 0 && h("span", { class: "reaction", "data-testid": "reaction" }, emoji.join("")));
}

function ticks(m) {
  if (m.inbound) return null;
  if (m.status === "failed") return h("span", { class: "failed", "data-testid": "failed" }, `Not delivered · ${m.error}`);
  const state = m.status === "played" ? "read" : m.status;
  return h("span", { class: `ticks ${state}`, "data-status": m.status, title: m.status, role: "img", "aria-label": m.status }, state === "accepted" ? icon("clock") : state === "sent" ? "✓" : "✓✓");
}

const tap = (name, label, onclick) => h("button", { type: "button", class: "tap", onclick }, name && icon(name), label);
const text = (value) => h("p", { class: "text" }, formatted(value));
const small = (value) => value && h("p", { class: "soft small" }, value);

function content(m, act) {
  const c = m.edit ? { ...m.content, ...m.edit[m.edit.type] } : m.content;
  switch (m.type) {
    case "text": return { body: [text(c.body)] };
    case "image": return { wide: true, body: [picture(c, c.caption || "Photo"), c.caption && text(c.caption)] };
    case "sticker": return { body: [h("img", { class: "sticker", src: source(c), alt: "Sticker" })] };
    case "video": return { wide: true, body: [h("video", { src: source(c), controls: true, preload: "none" }), c.caption && text(c.caption)] };
    case "audio": return { body: [voice(m, act)] };
    case "document": return { body: [card("file", c.filename || "Document", "Document", source(c)), c.caption && text(c.caption)] };
    case "location": return { wide: true, body: [map(c)] };
    case "contacts": return { body: c.map((p) => h("div", { class: "person" }, h("span", { class: `avatar ${tint(p.name.formatted_name)}` }, initials(p.name.formatted_name)), h("span", { class: "who" }, h("strong", {}, p.name.formatted_name), h("small", {}, (p.phones && p.phones[0] && p.phones[0].phone) || "")))) };
    case "reaction": return { body: [text(c.emoji ? `Reacted ${c.emoji}` : "Took a reaction back")] };
    case "order": return { body: [card("cart", `Order of ${c.product_items.length} item${c.product_items.length === 1 ? "" : "s"}`, c.text || c.catalog_id)] };
    case "interactive": return m.inbound ? { body: [text(replyText(c))] } : interactive(m, c, act);
    case "button": return { body: [text(c.text)] };
    case "template": return template(m, act);
    case "unsupported": return { body: [h("em", { class: "soft" }, "Unsupported message")] };
    default: return { body: [h("code", {}, JSON.stringify(c))] };
  }
}

const picture = (file, alt) => h("img", { class: "picture", src: source(file), alt });

function card(name, title, detail, address) {
  const inside = [h("span", { class: "badge-icon" }, icon(name)), h("span", { class: "who" }, h("strong", {}, title), h("small", {}, detail))];
  return address ? h("a", { class: "card", href: address, target: "_blank", rel: "noopener noreferrer" }, inside) : h("div", { class: "card" }, inside);
}

const map = (c) => h("a", { class: "map", href: `https://www.openstreetmap.org/?mlat=${Number(c.latitude)}&mlon=${Number(c.longitude)}#map=16/${Number(c.latitude)}/${Number(c.longitude)}`, target: "_blank", rel: "noopener noreferrer" },
  h("span", { class: "tile" }, icon("pin")), h("strong", {}, c.name || "Location"), h("small", {}, c.address || `${c.latitude}, ${c.longitude}`));

function voice(m, act) {
  const bars = [...m.id.slice(-28)].map((c) => h("i", { class: `b${c.codePointAt(0) % 6}` }));
  return h("div", { class: "voice" }, h("button", { type: "button", class: "round", "aria-label": "Play voice message", onclick: () => act.play(m) }, icon("play")), h("span", { class: "wave", "aria-hidden": "true" }, bars), icon("mic"));
}

function header(head) {
  if (!head) return null;
  if (head.type === "image") return picture(head.image, "");
  if (head.type === "video") return h("video", { src: source(head.video), controls: true, preload: "none" });
  if (head.type === "document") return card("file", head.document.filename || "Document", "Document", source(head.document));
  return head.text && h("p", { class: "head" }, formatted(head.text));
}

function interactive(m, c, act) {
  const body = [header(c.header), c.body && text(c.body.text), c.footer && small(c.footer.text)];
  const wide = Boolean(c.header && c.header.type !== "text");
  return { wide, body, taps: actions(m, c, act) };
}

function actions(m, c, act) {
  const parameters = c.action && c.action.parameters || {};
  const form = (body, name, values) => act.reply(m, "interactive", { type: "nfm_reply", nfm_reply: { response_json: JSON.stringify(values), body, name } });
  switch (c.type) {
    case "button": return c.action.buttons.map((b) => tap("reply", b.reply.title, () => act.reply(m, "interactive", { type: "button_reply", button_reply: { id: b.reply.id, title: b.reply.title } })));
    case "list": return [tap("list", c.action.button, () => act.choose(m, c))];
    case "cta_url": return [h("a", { class: "tap", href: parameters.url, target: "_blank", rel: "noopener noreferrer" }, icon("link"), parameters.display_text)];
    case "location_request_message": return [tap("pin", "Send location", () => act.reply(m, "location", act.place))];
    case "flow": return [tap("form", parameters.flow_cta || "Open", () => form("Sent", "flow", { flow_token: parameters.flow_token || "unused" }))];
    case "address_message": return [tap("form", "Provide address", () => form("Sent an address", "address_message", { values: { name: "Maria Costa", address: "Rua Augusta 10", city: "Lisbon", in_pin_code: "1100-048" } }))];
    case "request_contact_info": return [tap("person", "Share phone number", () => act.share(m))];
    case "call_permission_request": return [tap("phone", "Allow calls", () => act.allowCalls(true)), tap(null, "Don't allow", () => act.allowCalls(false))];
    case "order_details": return [tap("cart", "Review and pay", () => act.reply(m, "text", { body: `I paid ${parameters.reference_id || ""}`.trim() }))];
    case "product": case "product_list": case "catalog_message": return [tap("cart", "View items", () => act.order(m, c))];
    default: return [h("span", { class: "tap soft" }, kind(c.type))];
  }
}

const buttonIcons = { URL: "link", PHONE_NUMBER: "phone", COPY_CODE: "copy", OTP: "copy", FLOW: "form", QUICK_REPLY: "reply", CATALOG: "cart", MPM: "cart" };

function template(m, act) {
  const r = m.rendered;
  if (!r) return { body: [text(`Template ${m.content.name}`)] };
  const given = (type, index) => (m.content.components || []).find((c) => c.type.toLowerCase() === type && (index === undefined || String(c.index) === String(index)));
  const file = ((given("header") || {}).parameters || [])[0];
  const head = file && file.type !== "text" ? header(file) : r.header && h("p", { class: "head" }, formatted(r.header));
  const taps = (r.buttons || []).map((b, i) => tap(buttonIcons[b.type] || null, b.text, () => press(m, b, ((given("button", i) || {}).parameters || [])[0] || {}, act)));
  return { wide: Boolean(file && file.type !== "text"), body: [head, r.body && text(r.body), small(r.footer)], taps };
}

function press(m, button, parameter, act) {
  if (button.type === "QUICK_REPLY") act.reply(m, "button", { payload: parameter.payload || button.text, text: button.text });
  else if (button.type === "FLOW") act.reply(m, "interactive", { type: "nfm_reply", nfm_reply: { response_json: "{\"flow_token\":\"unused\"}", body: "Sent", name: "flow" } });
  else act.note(button.type === "URL" ? "The link opens in the browser." : button.type === "PHONE_NUMBER" ? "The phone calls the business." : "The code was copied.");
}

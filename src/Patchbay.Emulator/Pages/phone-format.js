// WhatsApp's text format: *bold*, _italic_, ~struck~, ```fixed``` and addresses; and a one-line summary of any message.
import { h } from "/assets/phone-dom.js";

const marks = /```([\s\S]+?)```|`([^`\n]+)`|(?<![\w*])\*(?=\S)([^*\n]*\S)\*(?![\w*])|(?<![\w_])_(?=\S)([^_\n]*\S)_(?![\w_])|(?<![\w~])~(?=\S)([^~\n]*\S)~(?![\w~])|(https?:\/\/[^\s<>"]+)/g;

export function formatted(text) {
  const parts = [];
  let from = 0;
  for (const match of String(text).matchAll(marks)) {
    parts.push(text.slice(from, match.index), span(match));
    from = match.index + match[0].length;
  }
  parts.push(String(text).slice(from));
  return parts.filter((part) => part !== "");
}

function span([, block, code, bold, italic, struck, address]) {
  if (block ?? code) return h("code", {}, block ?? code);
  if (bold) return h("strong", {}, formatted(bold));
  if (italic) return h("em", {}, formatted(italic));
  if (struck) return h("s", {}, formatted(struck));
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, address);
}

const names = { image: "Photo", video: "Video", audio: "Voice message", document: "Document", sticker: "Sticker", location: "Location", contacts: "Contact", order: "Order", unsupported: "Unsupported message", system: "System message" };

/** Returns a message in a few words, for lists and quotes. */
export function gist(m) {
  const c = m.content || {};
  switch (m.type) {
    case "text": return c.body || "";
    case "template": return (m.rendered && m.rendered.body) || `Template ${c.name}`;
    case "interactive": return m.inbound ? replyText(c) : (c.body && c.body.text) || kind(c.type);
    case "button": return c.text;
    case "reaction": return c.emoji ? `Reacted ${c.emoji}` : "Took a reaction back";
    case "revoke": return "Deleted a message";
    case "edit": return "Edited a message";
    case "contacts": return c[0] ? c[0].name.formatted_name : names.contacts;
    case "document": return c.filename || names.document;
    default: return c.caption || names[m.type] || m.type;
  }
}

export function replyText(c) {
  const reply = c[c.type] || {};
  if (c.type === "nfm_reply") return reply.body || "Sent a form";
  if (c.type === "call_permission_reply") return reply.response === "accept" ? "Allowed calls" : "Declined calls";
  return reply.title || reply.body || kind(c.type);
}

export const kind = (type) => String(type).replaceAll("_", " ");

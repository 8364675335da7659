// The sheet at the bottom: list choices, attachments, and actions on a message.
import { $, h, icon } from "/assets/phone-dom.js";

let returnTo = null;

export function close() {
  $("sheet").hidden = true;
  if (returnTo && returnTo.isConnected) returnTo.focus();
  returnTo = null;
}

function open(title, ...inside) {
  returnTo = document.activeElement;
  const shut = h("button", { type: "button", class: "quiet", "aria-label": "Close", "data-testid": "sheet-close", onclick: close }, "✕");
  $("sheet").replaceChildren(h("div", { class: "sheet-card", role: "dialog", "aria-modal": "true", "aria-label": title, "data-testid": "sheet" }, h("header", {}, h("strong", {}, title), shut), ...inside));
  $("sheet").hidden = false;
  ($("sheet").querySelector("input, .sheet-card > :not(header) button") || shut).focus();
}

$("sheet").addEventListener("click", (event) => { if (event.target === $("sheet")) close(); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !$("sheet").hidden) close(); });

/** The rows of a list message. The customer chooses a row, which is sent. */
export function choose(list, done) {
  let chosen = null;
  const send = h("button", { type: "button", class: "primary wide", disabled: true, "data-testid": "list-send", onclick: () => { close(); done(chosen); } }, "Send");
  const rows = list.action.sections.map((section) => h("fieldset", {}, section.title && h("legend", {}, section.title), section.rows.map((row) =>
    h("label", { class: "choice" }, h("span", { class: "who" }, h("strong", {}, row.title), h("small", {}, row.description || "")), h("input", { type: "radio", name: "row", value: row.id, onchange: () => { chosen = row; send.disabled = false; } })))));
  open(list.action.button, h("div", { class: "scroll" }, rows), send);
}

/** Buttons with an icon each. */
export function pick(title, items) {
  open(title, h("div", { class: "grid" }, items.map(([name, label, act]) => h("button", { type: "button", class: "grid-item", "data-testid": `pick-${name}`, onclick: () => { close(); act(); } }, h("span", { class: `badge-icon ${name}` }, icon(name)), label))));
}

/** A row of reactions, and below it the other actions on the message. */
export function options(emoji, react, items) {
  open("Message", h("div", { class: "emoji" }, emoji.map((e) => h("button", { type: "button", "aria-label": e ? `React ${e}` : "Take the reaction back", "data-testid": "react", onclick: () => { close(); react(e); } }, e || "✕"))),
    h("div", { class: "lines" }, items.map(([name, label, act]) => h("button", { type: "button", class: "line", onclick: () => { close(); act(); } }, icon(name), label))));
}

// Helpers for all parts of the phone page: elements, icons, and calls of the control API.

const query = new URLSearchParams(location.search);
const common = Object.fromEntries(["world", "token"].map((name) => [name, query.get(name)]).filter(([, value]) => value));

export const $ = (id) => document.getElementById(id);

export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const paths = {
  attach: "M12 5v14M5 12h14",
  send: "M4 12l16-8-6 16-3-7z",
  reply: "M9 7L4 12l5 5M4 12h9a7 7 0 017 7",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
  link: "M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 01-1 1H5a1 1 0 01-1-1V7a1 1 0 011-1h5",
  phone: "M5 4h4l2 5-2.5 1.5a11 11 0 005 5L15 13l5 2v4a1 1 0 01-1 1A15 15 0 014 5a1 1 0 011-1z",
  copy: "M9 9h10v11H9zM5 15V4h10",
  pin: "M12 21s7-6.5 7-11.5A7 7 0 005 9.500C5 14.500 12 21 12 21zM12 12a2.500 2.500 0 100-5 2.500 2.500 0 000 5z",
  person: "M12 12a4 4 0 100-8 4 4 0 000 8zM4 20c1-4 4-6 8-6s7 2 8 6",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M9 9.500h.01",
  video: "M4 6h11v12H4zM15 10l5-3v10l-5-3",
  mic: "M12 3a3 3 0 00-3 3v5a3 3 0 006 0V6a3 3 0 00-3-3zM6 11a6 6 0 0012 0M12 17v4",
  sticker: "M5 4h14v10l-6 6H5zM13 20v-6h6M9 9h.01M14 9h.01",
  play: "M8 5l11 7-11 7z",
  form: "M6 3h12v18H6zM9 8h6M9 12h6M9 16h3",
  cart: "M3 4h2l2.500 11h10L20 7H6M9 20h.01M17 20h.01",
  smile: "M12 21a9 9 0 100-18 9 9 0 000 18zM8.500 14a4.500 4.500 0 007 0M9 9.500h.01M15 9.500h.01",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  clock: "M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l3 2",
  chats: "M4 5h16v11H9l-5 4z",
  device: "M7 3h10v18H7zM11 18h2",
  hook: "M4 12h4l3-8 3 16 3-8h3",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon ${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", paths[name]);
  svg.append(path);
  return svg;
}

export const url = (path, more = {}) => `/_emulator/${path}?${new URLSearchParams({ ...more, ...common })}`;

export async function call(path, body, more) {
  const response = await fetch(url(path, more), body ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) } : {});
  const answer = await response.json();
  if (answer.error) throw new Error(answer.error.message);
  return answer;
}

export const time = (at) => new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

export const initials = (name) => name.split(/\s+/).slice(0, 2).map((part) => part.slice(0, 1)).join("").toUpperCase();

/** Returns one of six colours, always the same for a name. */
export const tint = (name) => `tint${[...name].reduce((sum, c) => sum + c.codePointAt(0), 0) % 6}`;

export const memory = {
  get: (name) => sessionStorage.getItem(name),
  set: (name, value) => sessionStorage.setItem(name, value),
};

export function day(at) {
  const date = new Date(at), today = new Date();
  const days = Math.round((new Date(today.toDateString()) - new Date(date.toDateString())) / 86400000);
  return days === 0 ? "Today" : days === 1 ? "Yesterday" : date.toLocaleDateString([], { day: "numeric", month: "long", year: "numeric" });
}

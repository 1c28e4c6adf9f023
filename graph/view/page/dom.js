// Elements. Text goes in as text only; no string is ever read as HTML.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(3)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

const el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
const byId = (id) => document.getElementById(id);
const replace = (node, ...children) => { node.replaceChildren(); return fill(node, null, children); };

/** A link, or plain text where the address is not an http(s) one. */
function link(address, ...children) {
  let url = null;
  try { url = new URL(address); } catch (error) { /* not an address */ }
  if (!url || !["http:", "https:"].includes(url.protocol)) return el("span", null, ...children);
  return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

const button = (text, action, attributes) => el("button", { type: "button", ...attributes, onclick: action }, text);

/** A name within a text that does something: a link that wraps like its text, worked by Enter and Space too. */
function word(text, action) {
  const act = (event) => { event.preventDefault(); action(); };
  return el("a", { href: "#", role: "button", class: "name", onclick: act, onkeydown: (event) => { if (event.key === " ") act(event); } }, text);
}

const written = new Intl.NumberFormat("en-GB");
const number = (value) => written.format(value);
/** A score with four digits after the point, one where it is large; counts as they are. */
const score = (value) => (Number.isInteger(value) ? number(value) : value.toFixed(Math.abs(value) < 10 ? 4 : 1));
const plural = (count, word) => `${number(count)} ${word}${count === 1 ? "" : "s"}`;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "2024-11-28" as "28 Nov 2024"; as precise as it is told. */
function dateText(iso) {
  const [year, month, day] = iso.split("-");
  return [day && String(Number(day)), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
}

/** Lower case without accents: "Brasília" and "brasilia" are the same. */
function fold(text) {
  const plain = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const letters = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th" };
  return plain.replace(/[ßæœøđðłıþ]/g, (letter) => letters[letter]).replace(/[’‘`´]/g, "'").replace(/\s+/g, " ").trim();
}

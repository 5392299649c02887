// Elements made of text: strings among the children become text, never markup.

const byId = (id) => document.getElementById(id);
const read = (id) => JSON.parse(byId(id).textContent);
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const isMoving = () => !matchMedia("(prefers-reduced-motion: reduce)").matches;

function element(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

function drawing(tag, attributes, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

function commaed(items) {
  return items.flatMap((item, i) => (i ? [", ", item] : [item]));
}

// The first dozen at once, the rest behind a button.
function more(items, show) {
  const first = items.slice(0, 12).map(show);
  if (items.length <= 12) return first;
  const button = element("button", { type: "button", onclick: () => rest.replaceWith(...items.slice(12).map(show)) }, `${items.length - 12} more`);
  const rest = first[0].tagName === "LI" ? element("li", {}, button) : button;
  return [...first, rest];
}

// Enter and the space bar on what only looks like a button.
function pressable(made, act) {
  made.addEventListener("click", act);
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act(event);
  });
  return made;
}

const counted = (number, one, several = one + "s") => `${number.toLocaleString("en-GB")} ${number === 1 ? one : several}`;

// Shapes and colours: each kind of thing looks the same in all views. The style sheet has the colours.

const LAYERS = [
  ["person", "People"], ["organization", "Organizations"], ["group", "Groups"], ["place", "Places"],
  ["thing", "Things, works, amounts"], ["event", "Events"], ["speech", "Acts of speech"],
  ["says", "Claims"], ["relation", "Event to event"], ["publisher", "Told by the publisher"],
];
const SHAPES = {
  person: "dot", organization: "square", group: "hexagon", place: "triangleDown", thing: "triangle",
  event: "diamond", speech: "diamond", publisher: "star",
};
const POINTS = {
  square: "2,2 12,2 12,12 2,12", hexagon: "0.5,7 3.7,1.3 10.3,1.3 13.5,7 10.3,12.7 3.7,12.7",
  triangleDown: "1,2 13,2 7,13", triangle: "7,1 13,12 1,12", diamond: "7,0.5 13.5,7 7,13.5 0.5,7",
  star: "7,0.5 8.8,5 13.5,5.2 9.8,8.2 11.1,13 7,10.2 2.9,13 4.2,8.2 0.5,5.2 5.2,5",
};
const LINES = {
  role: ["role", ""], certain: ["says", ""], probable: ["says", "9 4"], possible: ["says", "2 4"],
  unknown: ["says", "1 5"], denied: ["denied", "7 5"], relation: ["relation", "6 3 1 3"], narrates: ["publisher", ""],
};
const isHollow = (node) => node.kind === "event" && node.status !== "attributed";
const lineOf = (link) => LINES[link.kind === "role" || link.kind === "relation" || (link.kind === "narrates" && link.style !== "denied") ? link.kind : link.style];

// A colour of the style sheet as the present scheme has it: a canvas cannot read light-dark().
const probe = document.body.appendChild(element("i", { hidden: "" }));
function colour(name) {
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}

function swatch(layer, status = "attributed") {
  const empty = layer === "event" && status !== "attributed";
  const line = status === "denied" ? "denied" : empty ? "publisher" : layer;
  const look = `fill-${empty ? "none" : layer} line-${line}${empty ? " hollow" : ""}`;
  const shape = SHAPES[layer] === "dot"
    ? drawing("circle", { cx: 7, cy: 7, r: 6, class: look })
    : drawing("polygon", { points: POINTS[SHAPES[layer]], class: look });
  return drawing("svg", { class: "swatch", width: 14, height: 14, viewBox: "-1 -1 16 16", "aria-hidden": "true" }, shape);
}

const swatchOf = (node) => swatch(node.layer, node.kind === "event" ? node.status : undefined);

function lineSwatch(kind) {
  const [name, dash] = LINES[kind];
  const line = drawing("path", { d: "M1 6H22M17 2L22 6L17 10", class: `line-${name} arrow`, "stroke-dasharray": dash || null });
  return drawing("svg", { class: "swatch", width: 24, height: 12, viewBox: "0 0 24 12", "aria-hidden": "true" }, line);
}

function nameButton(id, text) {
  return element("button", { type: "button", class: "name", "data-id": id, onclick: () => pick({ node: id }) }, text ?? nameOf(id));
}

function entry(id, ...rest) {
  return element("span", { class: "entry" }, swatchOf(nodeById.get(id)), element("span", {}, nameButton(id), ...rest));
}

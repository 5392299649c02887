// The picture: vis-network with colours from the style sheet, and small drawings for the legend.

const SHAPES = {
  person: "dot", organization: "square", group: "hexagon", place: "triangleDown", thing: "triangle",
  event: "diamond", speech: "diamond", publisher: "star",
};
const POINTS = {
  square: "2,2 12,2 12,12 2,12", hexagon: "0.5,7 3.7,1.3 10.3,1.3 13.5,7 10.3,12.7 3.7,12.7",
  triangleDown: "1,2 13,2 7,13", triangle: "7,1 13,12 1,12", diamond: "7,0.5 13.5,7 7,13.5 0.5,7",
  star: "7,0.5 8.8,5 13.5,5.2 9.8,8.2 11.1,13 7,10.2 2.9,13 4.2,8.2 0.5,5.2 5.2,5",
};
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
const hollow = (node) => node.kind === "event" && node.status !== "attributed";

function drawing(tag, attributes, children = []) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function swatch(layer, status = "attributed") {
  const empty = layer === "event" && status !== "attributed";
  const line = status === "denied" ? "denied" : empty ? "publisher" : layer;
  const paint = { fill: empty ? "none" : `var(--${layer})`, stroke: `var(--${line})`, "stroke-width": empty ? 2 : 1 };
  const shape = SHAPES[layer] === "dot"
    ? drawing("circle", { cx: 7, cy: 7, r: 6, ...paint })
    : drawing("polygon", { points: POINTS[SHAPES[layer]], ...paint });
  return drawing("svg", { width: 14, height: 14, viewBox: "-1 -1 16 16", "aria-hidden": "true" }, [shape]);
}

const LINES = {
  role: ["role", ""], certain: ["says", ""], probable: ["says", "9 4"], possible: ["says", "2 4"],
  unknown: ["says", "1 5"], denied: ["denied", "7 5"], relation: ["relation", "6 3 1 3"], narrates: ["publisher", ""],
};
const lineOf = (link) => LINES[link.kind === "role" || link.kind === "relation" || (link.kind === "narrates" && link.style !== "denied") ? link.kind : link.style];

function lineSwatch(kind) {
  const [name, dash] = LINES[kind];
  const line = drawing("path", { d: "M1 6H22M17 2L22 6L17 10", fill: "none", stroke: `var(--${name})`, "stroke-width": 1.8 });
  if (dash) line.setAttribute("stroke-dasharray", dash);
  return drawing("svg", { width: 24, height: 12, viewBox: "0 0 24 12", "aria-hidden": "true" }, [line]);
}

const drawnNodes = new vis.DataSet(read("nodes"));
const drawnLinks = new vis.DataSet(read("edges"));
let visible = shown();
const nodeView = new vis.DataView(drawnNodes, { filter: (node) => visible.nodes.has(node.id) });
const linkView = new vis.DataView(drawnLinks, { filter: (link) => visible.links.has(link.id) });
const network = new vis.Network(document.getElementById("picture"), { nodes: nodeView, edges: linkView }, read("options"));

// The nodes and links that stay strong while something is picked: it and what it is linked to.
function near() {
  if (!state.picked) return null;
  const nodes = new Set(), links = new Set();
  const take = (i) => { if (visible.links.has(i)) { links.add(i); nodes.add(facts.links[i].begin).add(facts.links[i].end); } };
  if (state.picked.link !== undefined) take(state.picked.link);
  else { nodes.add(state.picked.node); (linksOf.get(state.picked.node) || []).forEach(take); }
  return { nodes, links };
}

// Moves the nodes to their places in the present scene.
let arranged = "first", roomy = new Set(facts.roomy.first);
function arrange() {
  const name = sceneName();
  if (name === arranged) return false;
  arranged = name;
  roomy = new Set(facts.roomy[name]);
  drawnNodes.update(Object.entries(facts.scenes[name]).map(([id, [x, y]]) => ({ id, x, y })));
  return true;
}

function paint() {
  const strong = near();
  const paper = colour("paper"), ink = colour("ink"), faint = colour("rule"), family = colour("sans");
  const names = ["person", "organization", "group", "place", "thing", "event", "speech", "publisher", "role", "says", "denied", "relation", "muted", "told"];
  const palette = Object.fromEntries(names.map((name) => [name, colour(name)]));
  drawnNodes.update(drawnNodes.map((drawn) => {
    const node = nodeById.get(drawn.id);
    const weak = strong && !strong.nodes.has(node.id);
    const edge = node.status === "denied" ? palette.denied : hollow(node) ? palette.publisher : palette[node.layer];
    const fill = hollow(node) ? paper : palette[node.layer];
    const chosen = state.picked && state.picked.node === node.id;
    const colours = { background: weak && !hollow(node) ? faint : fill, border: weak ? faint : chosen ? ink : edge };
    return {
      id: node.id, borderWidth: chosen ? 3 : hollow(node) ? 2 : 1, borderWidthSelected: 3,
      color: { ...colours, highlight: { ...colours, border: ink }, hover: { ...colours, border: ink } },
      font: { size: drawn.font.size, face: family, color: weak ? faint : node.kind === "event" && !node.main ? palette.told : ink, background: paper, bold: { face: family, color: ink, size: drawn.font.size, mod: "bold" }, multi: false },
    };
  }));
  drawnLinks.update(drawnLinks.map((drawn) => {
    const link = facts.links[drawn.id];
    const [name, dash] = lineOf(link);
    const says = link.kind === "says" || link.kind === "narrates";
    const weak = strong && !strong.links.has(drawn.id);
    const plain = link.label === "says" || link.kind === "narrates";
    const labelled = strong ? strong.links.has(drawn.id) : roomy.has(drawn.id) && !plain;
    const line = weak ? faint : palette[name];
    return {
      id: drawn.id, label: labelled ? link.label : " " /* an empty label would keep the old one */,
      color: { color: line, highlight: ink, hover: ink }, width: says ? 1.6 : 1.3, hoverWidth: 1, selectionWidth: 1,
      dashes: dash ? dash.split(" ").map(Number) : false,
      smooth: says ? { enabled: true, type: "curvedCW", roundness: 0.16 } : link.kind === "relation" ? { enabled: true, type: "curvedCCW", roundness: 0.18 } : false,
      arrows: { to: { enabled: true, scaleFactor: 0.5, type: says ? "vee" : "arrow" } },
      font: { size: 11, face: family, color: says ? line : palette.muted, strokeWidth: 0, background: labelled ? paper : "none", align: "horizontal" },
    };
  }));
}

// Shows all visible nodes with their labels; vis-network's own fit leaves wide margins and knows a label's size only
// after it was drawn.
function fit(animated) {
  const boxes = [...visible.nodes].map((id) => {
    const { x, y } = network.getPosition(id), { label, size, font } = drawnNodes.get(id);
    const lines = label.split("\n"), half = Math.max(size, ...lines.map((line) => line.length * font.size * 0.3));
    return { left: x - half, right: x + half, top: y - size, bottom: y + size + 5 + lines.length * font.size * 1.25 };
  });
  if (!boxes.length) return;
  const [left, top] = [Math.min(...boxes.map((b) => b.left)), Math.min(...boxes.map((b) => b.top))];
  const [right, bottom] = [Math.max(...boxes.map((b) => b.right)), Math.max(...boxes.map((b) => b.bottom))];
  const { clientWidth, clientHeight } = document.getElementById("picture");
  const scale = Math.min((clientWidth - 36) / (right - left), (clientHeight - 24) / (bottom - top), 1.25);
  const still = !animated || matchMedia("(prefers-reduced-motion: reduce)").matches;
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: still ? false : { duration: 300 } });
}

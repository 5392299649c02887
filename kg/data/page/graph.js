// The graph: vis-network, with places that were found at build time.

const drawnNodes = new vis.DataSet(read("nodes"));
const drawnLinks = new vis.DataSet(read("edges"));
let visible = { nodes: new Set(), links: new Set() };
const nodeView = new vis.DataView(drawnNodes, { filter: (node) => visible.nodes.has(node.id) });
const linkView = new vis.DataView(drawnLinks, { filter: (link) => visible.links.has(link.id) });
const network = new vis.Network(byId("picture"), { nodes: nodeView, edges: linkView }, read("options"));

// The nodes and links that stay strong while something is picked: it and what it is linked to.
function near() {
  if (!state.picked) return null;
  const nodes = new Set(), links = new Set();
  const take = (i) => { if (visible.links.has(i)) { links.add(i); nodes.add(facts.links[i].begin).add(facts.links[i].end); } };
  if (state.picked.link !== undefined) take(state.picked.link);
  else { nodes.add(state.picked.node); (linksOf.get(state.picked.node) || []).forEach(take); }
  return nodes.size && [...nodes].some((id) => visible.nodes.has(id)) ? { nodes, links } : null;
}

function palette() {
  const names = ["person", "organization", "group", "place", "thing", "event", "speech", "publisher", "role", "says", "denied", "relation", "muted", "told", "paper", "ink", "faint"];
  return { ...Object.fromEntries(names.map((name) => [name, colour(name)])), family: getComputedStyle(document.body).fontFamily };
}

function nodeLooks(node, size, strong, paint) {
  const weak = strong && !strong.nodes.has(node.id);
  const chosen = state.picked?.node === node.id;
  const edge = node.status === "denied" ? paint.denied : isHollow(node) ? paint.publisher : paint[node.layer];
  const colours = { background: isHollow(node) ? paint.paper : weak ? paint.faint : paint[node.layer], border: weak ? paint.faint : chosen ? paint.ink : edge };
  const word = weak ? paint.faint : node.kind === "event" && !node.main ? paint.told : paint.ink;
  return {
    id: node.id, borderWidth: chosen ? 3 : isHollow(node) ? 2 : 1, borderWidthSelected: 3,
    color: { ...colours, highlight: { ...colours, border: paint.ink }, hover: { ...colours, border: paint.ink } },
    font: { size, face: paint.family, color: word, background: paint.paper, bold: { face: paint.family, color: paint.ink, size, mod: "bold" }, multi: false },
  };
}

function linkLooks(i, strong, paint) {
  const link = facts.links[i], [name, dash] = lineOf(link);
  const says = link.said.length > 0;
  const plain = link.label === "says" || link.kind === "narrates";
  const labelled = strong ? strong.links.has(i) : (isFiltered() ? visible.links.size < 60 : roomy.has(i)) && !plain;
  const line = strong && !strong.links.has(i) ? paint.faint : paint[name];
  return {
    id: i, label: labelled ? link.label : " " /* an empty label would keep the old one */,
    color: { color: line, highlight: paint.ink, hover: paint.ink }, width: says ? 1.6 : 1.3, hoverWidth: 1, selectionWidth: 1,
    dashes: dash ? dash.split(" ").map(Number) : false,
    smooth: says ? { enabled: true, type: "curvedCW", roundness: 0.16 } : link.kind === "relation" ? { enabled: true, type: "curvedCCW", roundness: 0.18 } : false,
    arrows: { to: { enabled: true, scaleFactor: 0.5, type: says ? "vee" : "arrow" } },
    font: { size: 11, face: paint.family, color: says ? line : paint.muted, strokeWidth: 0, background: labelled ? paint.paper : "none", align: "horizontal" },
  };
}

function paintGraph() {
  const strong = near(), paint = palette();
  drawnNodes.update([...visible.nodes].map((id) => nodeLooks(nodeById.get(id), drawnNodes.get(id).font.size, strong, paint)));
  drawnLinks.update([...visible.links].map((i) => linkLooks(i, strong, paint)));
  if (state.picked?.node !== undefined && visible.nodes.has(state.picked.node)) network.selectNodes([state.picked.node], false);
  else if (state.picked?.link !== undefined && visible.links.has(state.picked.link)) network.selectEdges([state.picked.link]);
  else network.unselectAll();
}

// Shows all drawn nodes with their labels; vis-network's own fit leaves wide margins and knows a label's size only
// after it was drawn.
function fit(animated) {
  if (!visible.nodes.size) return;
  const places = Object.entries(network.getPositions([...visible.nodes])).map(([id, { x, y }]) => [id, [x, y]]);
  const { left, right, top, bottom } = hullOf(new Map(places));
  const { clientWidth, clientHeight } = byId("picture");
  const scale = Math.min((clientWidth - 36) / (right - left), (clientHeight - 24) / (bottom - top), 1.25);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: animated && isMoving() ? { duration: 300 } : false });
}

function bringIntoView(id) {
  const at = network.canvasToDOM(network.getPositions([id])[id]);
  const box = byId("picture").getBoundingClientRect();
  const inside = at.x > 40 && at.y > 40 && at.x < box.width - 40 && at.y < box.height - 50;
  if (!inside || network.getScale() < 0.6) network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: isMoving() ? { duration: 300 } : false });
}

function refreshGraph() {
  visible = findDrawn();
  const moved = arrange();
  nodeView.refresh();
  linkView.refresh();
  paintGraph();
  if (moved) fit(false);
  byId("nothing").hidden = visible.nodes.size > 0;
  byId("nothing").textContent = isFiltered() ? "No event passes these filters." : "Every layer is switched off.";
  showNote();
}

// What of a large graph is drawn, and the way to more.
function showNote() {
  const count = (scene) => Object.keys(scene).filter((id) => !["publisher", "speech"].includes(nodeById.get(id).layer)).length;
  const whole = facts.nodes.filter((node) => node.weight && !["publisher", "speech"].includes(node.layer)).length;
  const first = sceneName() === "first" && facts.scenes.all;
  const some = first ? count(facts.scenes.first) : sceneName() === "all" && !isFiltered() ? count(facts.scenes.all) : whole;
  const left = facts.left ? ` This page holds the ${counted(facts.articles.length, "article")} that tell the most; ${facts.left.toLocaleString("en-GB")} more are in the graph files.` : "";
  byId("note").hidden = some >= whole && !left;
  byId("everything").hidden = !first;
  byId("everything").textContent = whole > DRAWN_AT_ONCE ? "Show 1,000" : "Show all";
  byId("note").querySelector("span").textContent = (some < whole ? `The ${some} most salient of ${whole.toLocaleString("en-GB")} nodes are drawn; click one to open its neighbours.` : "") + left;
}

network.on("click", ({ nodes, edges }) => {
  if (nodes.length) pick({ node: nodes[0] }, { focus: false, move: false });
  else pick(edges.length ? { link: edges[0] } : null, { focus: false });
});
network.on("doubleClick", ({ nodes }) => { if (nodes.length) openNeighbours(nodes[0]); });
for (const [begin, end] of [["hoverNode", "blurNode"], ["hoverEdge", "blurEdge"]]) {
  network.on(begin, () => byId("picture").classList.add("over"));
  network.on(end, () => byId("picture").classList.remove("over"));
}
network.on("resize", () => setTimeout(() => { if (state.view === "graph") fit(false); })); // after vis-network has scaled its view by itself
byId("closer").addEventListener("click", () => network.moveTo({ scale: network.getScale() * 1.25 }));
byId("farther").addEventListener("click", () => network.moveTo({ scale: network.getScale() / 1.25 }));
byId("whole").addEventListener("click", () => fit(true));
byId("everything").addEventListener("click", () => { state.all = true; refresh(); });

// The neighbours of a node that the picture does not hold yet.
const closedNeighbours = (id) => [...new Set(linksAt(id).map((link) => otherEnd(link, id)))].filter((other) => !visible.nodes.has(other) && !state.off.has(nodeById.get(other).layer) && (nodeById.get(other).kind !== "event" || match.events.has(other)));

function openNeighbours(id) {
  const room = DRAWN_AT_ONCE - visible.nodes.size;
  closedNeighbours(id).sort((a, b) => nodeById.get(b).weight - nodeById.get(a).weight).slice(0, Math.max(room, 0)).forEach((other) => state.opened.add(other));
  state.opened.add(id);
  refresh();
  pick({ node: id }, { focus: false });
}

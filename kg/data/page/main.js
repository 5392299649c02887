// Picking, searching, filtering, and the list that holds everything as buttons.

const byId = (id) => document.getElementById(id);
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function pick(what, { focus = true, move = true } = {}) {
  state.picked = what;
  if (what && what.node !== undefined && visible.nodes.has(what.node)) {
    network.selectNodes([what.node], false);
    if (move) bringIntoView(what.node);
  } else if (what && what.link !== undefined && visible.links.has(what.link)) network.selectEdges([what.link]);
  else network.unselectAll();
  paint();
  showDetails(focus && what !== null);
}

function bringIntoView(id) {
  const at = network.canvasToDOM(network.getPositions([id])[id]);
  const box = byId("picture").getBoundingClientRect();
  const inside = at.x > 40 && at.y > 40 && at.x < box.width - 40 && at.y < box.height - 50;
  if (!inside) network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: false });
}

function refresh() {
  visible = shown();
  const moved = arrange();
  nodeView.refresh();
  linkView.refresh();
  paint();
  if (moved) fit(false);
  const entities = [...visible.nodes].filter((id) => nodeById.get(id).kind === "entity").length;
  const all = { events: facts.nodes.filter((n) => n.kind === "event").length, entities: facts.nodes.filter((n) => n.kind === "entity").length };
  const articles = facts.articles.length === 1 ? "1 article" : `${facts.articles.length} articles`;
  byId("counts").textContent = `${visible.events.size} of ${all.events} events · ${entities} of ${all.entities} names and things · ${visible.said.size} of ${facts.said.length} claims · ${articles}`;
  showList();
}

function showList() {
  const groups = LAYERS.map(([layer, label]) => [label, [...visible.nodes].filter((id) => nodeById.get(id).layer === layer).sort((a, b) => (folded(nameOf(a)) < folded(nameOf(b)) ? -1 : 1))]).filter(([, ids]) => ids.length);
  byId("list").querySelector("summary").textContent = `Everything shown (${visible.nodes.size})`;
  byId("list").querySelector("div").replaceChildren(...groups.flatMap(([label, ids]) => [element("h3", {}, `${label} (${ids.length})`), element("ul", {}, ...ids.map((id) => element("li", {}, entry(id))))]));
}

function showFound() {
  const asked = folded(byId("search").value.trim());
  const box = byId("found");
  box.hidden = !asked;
  if (!asked) return;
  const rank = (node) => (folded(node.name).startsWith(asked) ? 0 : folded(node.name).includes(asked) ? 1 : 2);
  const hits = facts.nodes.filter((n) => [n.name, ...n.aliases, n.type].some((text) => folded(text).includes(asked))).sort((a, b) => rank(a) - rank(b) || b.weight - a.weight).slice(0, 30);
  const buttons = hits.map((n) => element("button", { type: "button", "data-id": n.id, onclick: () => { box.hidden = true; pick({ node: n.id }); } }, swatch(n.layer, n.status || undefined), element("span", {}, n.name, " ", element("small", {}, n.type + (visible.nodes.has(n.id) ? "" : ", not drawn")))));
  box.replaceChildren(...(buttons.length ? buttons : [element("p", {}, "Nothing of that name.")]));
}

function buildLegend() {
  const count = (layer) => facts.nodes.some((n) => n.layer === layer && n.weight) || (layer === "says" && facts.links.some((l) => l.kind === "says")) || (layer === "relation" && facts.links.some((l) => l.kind === "relation"));
  const buttons = LAYERS.filter(([layer]) => count(layer)).map(([layer, label]) => {
    const picture = layer === "says" ? lineSwatch("certain") : layer === "relation" ? lineSwatch("relation") : swatch(layer);
    const button = element("button", { type: "button", "data-layer": layer, "aria-pressed": String(!state.off.has(layer)), onclick: () => {
      if (!state.off.delete(layer)) state.off.add(layer);
      button.setAttribute("aria-pressed", String(!state.off.has(layer)));
      refresh();
    } }, picture, label);
    return button;
  });
  const key = (picture, words) => element("span", { class: "key" }, picture, words);
  const styles = new Set(facts.links.filter((l) => l.kind === "says").map((l) => l.style));
  const words = { probable: "probably", possible: "possibly", unknown: "only mentioned", denied: "says: not so" };
  byId("legend").replaceChildren(...buttons, element("span", { class: "gap" }), key(swatch("event", "narrated"), "told in the publisher’s own voice"), ...(facts.nodes.some((n) => n.status === "denied") ? [key(swatch("event", "denied"), "denied")] : []), key(lineSwatch("role"), "takes part"), ...Object.keys(words).filter((s) => styles.has(s)).map((s) => key(lineSwatch(s), words[s])));
}

function buildFilters() {
  facts.articles.forEach((article, at) => byId("article").append(element("option", { value: at }, article.title || article.id)));
  byId("article").prepend(element("option", { value: "", selected: "" }, "any"));
  const sources = new Map(facts.said.map((s) => [sourceOf(s), s.narrated ? s.words + " (publisher)" : s.words]));
  byId("source").append(element("option", { value: "", selected: "" }, "anybody"), ...[...sources].sort((a, b) => (a[1] < b[1] ? -1 : 1)).map(([value, label]) => element("option", { value }, label)));
  byId("times").hidden = dates.length < 2;
  for (const id of ["from", "to"]) byId(id).max = String(Math.max(dates.length - 1, 0));
  byId("filter").addEventListener("input", readFilters);
  byId("filter").addEventListener("submit", (event) => event.preventDefault());
  byId("filter").addEventListener("reset", () => setTimeout(() => { resetTimes(); readFilters(); }));
  resetTimes();
}

function resetTimes() {
  byId("from").value = "0";
  byId("to").value = String(Math.max(dates.length - 1, 0));
  showTimes();
}

function showTimes() {
  byId("from-date").textContent = dates[+byId("from").value] ?? "";
  byId("to-date").textContent = dates[+byId("to").value] ?? "";
}

function readFilters(event) {
  if (event && event.target.id === "from" && +byId("from").value > +byId("to").value) byId("to").value = byId("from").value;
  if (event && event.target.id === "to" && +byId("to").value < +byId("from").value) byId("from").value = byId("to").value;
  for (const id of ["article", "source", "certainty", "polarity"]) state[id] = byId(id).value;
  [state.from, state.to, state.undated] = [+byId("from").value, +byId("to").value, byId("undated").checked];
  showTimes();
  refresh();
  fit(false);
}

function chooseArticle(at) {
  byId("article").value = at;
  readFilters();
  showDetails(false);
}

function buildEverything() {
  const count = (scene) => Object.keys(scene).filter((id) => !["publisher", "speech"].includes(nodeById.get(id).layer)).length;
  byId("note").hidden = !facts.scenes.all;
  if (!facts.scenes.all) return;
  const choose = facts.articles.length > 1 ? "; choose an article to see all of it" : "";
  byId("note").querySelector("span").textContent = `The ${count(facts.scenes.first)} most salient of ${count(facts.scenes.all)} nodes are drawn${choose}.`;
  byId("everything").addEventListener("click", () => { state.all = true; byId("note").hidden = true; refresh(); });
}

network.on("click", ({ nodes, edges }) => {
  if (nodes.length) pick({ node: nodes[0] }, { focus: false, move: false });
  else pick(edges.length ? { link: edges[0] } : null, { focus: false });
});
for (const [begin, end] of [["hoverNode", "blurNode"], ["hoverEdge", "blurEdge"]]) {
  network.on(begin, () => byId("picture").classList.add("over"));
  network.on(end, () => byId("picture").classList.remove("over"));
}
byId("search").addEventListener("input", showFound);
byId("search").addEventListener("keydown", (event) => {
  if (event.key === "Enter") byId("found").querySelector("button")?.click();
  if (event.key === "ArrowDown") { byId("found").querySelector("button")?.focus(); event.preventDefault(); }
});
byId("found").addEventListener("keydown", (event) => {
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  if (step) { (document.activeElement[step] ?? byId("search")).focus(); event.preventDefault(); }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  byId("search").value = "";
  showFound();
  pick(null);
});
document.addEventListener("click", (event) => { if (!event.target.closest(".search")) byId("found").hidden = true; });
byId("closer").addEventListener("click", () => network.moveTo({ scale: network.getScale() * 1.25 }));
byId("farther").addEventListener("click", () => network.moveTo({ scale: network.getScale() / 1.25 }));
byId("whole").addEventListener("click", () => fit(true));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
network.on("resize", () => setTimeout(() => fit(false))); // after vis-network has scaled its view by itself

function labelPicture() {
  const frame = byId("picture").querySelector(".vis-network"); // it takes the keys
  frame.id = "canvas";
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-label", "Picture of the graph. Arrow keys move it, plus and minus zoom. The list in the panel has the same content as buttons.");
}

labelPicture();
buildLegend();
buildFilters();
buildEverything();
refresh();
showDetails(false);
network.setSize("100%", "100%"); // the legend has taken its room by now
fit(false);
window.newskg = { network, facts, state, shown: () => visible, pick }; // for tests and the console

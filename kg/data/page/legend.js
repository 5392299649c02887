// The legend of the graph, whose buttons show and hide layers, and the list that holds everything drawn as buttons.

function hasLayer(layer) {
  if (layer === "says" || layer === "relation") return facts.links.some((link) => link.kind === layer);
  return facts.nodes.some((node) => node.layer === layer && node.weight);
}

function buildLegend() {
  const buttons = LAYERS.filter(([layer]) => hasLayer(layer)).map(([layer, label]) => {
    const picture = layer === "says" ? lineSwatch("certain") : layer === "relation" ? lineSwatch("relation") : swatch(layer);
    const button = element("button", { type: "button", "data-layer": layer, "aria-pressed": String(!state.off.has(layer)), onclick: () => {
      if (!state.off.delete(layer)) state.off.add(layer);
      button.setAttribute("aria-pressed", String(!state.off.has(layer)));
      refresh();
    } }, picture, label);
    return button;
  });
  const key = (picture, words) => element("span", { class: "key" }, picture, words);
  const styles = new Set(facts.links.filter((link) => link.kind === "says").map((link) => link.style));
  const words = { probable: "probably", possible: "possibly", unknown: "only mentioned", denied: "says: not so" };
  const denied = facts.nodes.some((node) => node.status === "denied");
  const keys = element("div", {}, key(swatch("event", "narrated"), "told in the publisher’s own voice"),
    ...(denied ? [key(swatch("event", "denied"), "denied")] : []), key(lineSwatch("role"), "takes part"),
    ...Object.keys(words).filter((style) => styles.has(style)).map((style) => key(lineSwatch(style), words[style])));
  byId("legend").replaceChildren(...buttons, element("details", { id: "key" }, element("summary", {}, "What the lines mean"), keys));
}

function showList() {
  const byName = (a, b) => compare(folded(nameOf(a)), folded(nameOf(b)));
  const groups = LAYERS.map(([layer, label]) => [label, [...visible.nodes].filter((id) => nodeById.get(id).layer === layer).sort(byName)]).filter(([, ids]) => ids.length);
  byId("list").querySelector("summary").textContent = `Everything drawn (${visible.nodes.size})`;
  if (!byId("list").open) return byId("list").querySelector("div").replaceChildren();
  byId("list").querySelector("div").replaceChildren(...groups.flatMap(([label, ids]) => [element("h3", {}, `${label} (${ids.length})`), element("ul", {}, ...ids.map((id) => element("li", {}, entry(id))))]));
}

byId("list").addEventListener("toggle", showList);
document.querySelector(".skip").addEventListener("click", () => { byId("list").open = true; });

// Finding names and events by their words, whatever their case and accents.

function showFound() {
  const asked = folded(byId("search").value.trim());
  const box = byId("found");
  box.hidden = !asked;
  if (!asked) return;
  const rank = (node) => (folded(node.name).startsWith(asked) ? 0 : folded(node.name).includes(asked) ? 1 : 2);
  const hits = facts.nodes.filter((n) => [n.name, ...n.aliases, n.type].some((text) => folded(text).includes(asked))).sort((a, b) => rank(a) - rank(b) || b.weight - a.weight).slice(0, 30);
  const away = (n) => (state.view === "graph" && n.weight && !visible.nodes.has(n.id) ? ", not drawn" : "");
  const buttons = hits.map((n) => element("button", { type: "button", "data-id": n.id, onclick: () => { box.hidden = true; pick({ node: n.id }); } }, swatchOf(n), element("span", {}, n.name, " ", element("small", {}, spaced(n.type) + away(n)))));
  box.replaceChildren(...(buttons.length ? buttons : [element("p", {}, "Nothing of that name.")]));
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
document.addEventListener("click", (event) => { if (!event.target.closest(".search")) byId("found").hidden = true; });

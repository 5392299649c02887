// Picking one thing marks it in every view and shows its evidence; a filter changes every view. The page begins here.

function pick(what, { focus = true, move = true } = {}) {
  state.picked = what;
  if (state.view === "graph" && what?.node !== undefined && move && visible.nodes.has(what.node)) bringIntoView(what.node);
  MARK[state.view](move);
  showDetails(focus && what !== null);
  writeAddress();
}

function refresh() {
  match = findMatch();
  if (state.view !== "graph") visible = findDrawn();
  SHOW[state.view]();
  const entities = new Set([...match.events].flatMap((id) => [...partsOf.get(id)]));
  const all = facts.nodes.filter((node) => node.kind === "entity" && node.weight).length;
  const some = isFiltered();
  const part = (number, whole, one, several) => (some ? `${number} of ` : "") + counted(whole, one, several);
  byId("counts").textContent = [part(match.events.size, events.length, "event"), part(entities.size, all, "name or thing", "names and things"), part(match.said.size, facts.said.length, "claim"), counted(facts.articles.length, "article")].join(" · ");
  showFilters();
  showList();
  showDetails(false);
  writeAddress();
}

function openAddress() {
  readAddress(location.hash);
  showScheme();
  turnTo(state.view);
  refresh();
  resized(); // the legend has taken its room by now
  if (state.picked) pick(state.picked, { focus: false });
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  byId("search").value = "";
  showFound();
  pick(null);
});
addEventListener("hashchange", openAddress);

const frame = byId("picture").querySelector(".vis-network"); // it takes the keys
frame.id = "canvas";
frame.setAttribute("role", "application");
frame.setAttribute("aria-label", "Picture of the graph. Arrow keys move it, plus and minus zoom. The list in the panel has the same content as buttons.");
match = findMatch();
buildLegend();
buildFilters();
openAddress();
window.newskg = { network, facts, state, shown: () => visible, matching: () => match, pick, showView }; // for tests and the console

// Which events and claims pass the filters, how many each choice would leave, and what of them is drawn.

function claimPasses(said, except) {
  return FACETS.every((facet) => {
    const chosen = state.chosen[facet.key];
    return !facet.claim || facet.key === except || !chosen.size || facet.of(said).some((value) => chosen.has(value));
  });
}

function timePasses(event) {
  const dated = event.times.filter(hasDate);
  if (!dated.length) return state.undated;
  if (!isTimed()) return true;
  const [from, to] = [dates[state.from], dates[state.to]];
  return dated.some((time) => (!time.latest || time.latest >= from) && (!time.earliest || time.earliest <= to));
}

const isSettled = (event) => event.said.length > 0 && event.said.every((i) => facts.said[i].polarity !== "negative");

// `except`: the facet that is being counted, which does not count itself out.
function eventPasses(event, except) {
  const chosen = (key) => (key === except ? new Set() : state.chosen[key]);
  for (const facet of FACETS) {
    if (!facet.claim && chosen(facet.key).size && !facet.of(event).some((value) => chosen(facet.key).has(value))) return false;
  }
  const asked = FACETS.some((facet) => facet.claim && chosen(facet.key).size);
  if (asked && !event.said.some((i) => claimPasses(facts.said[i], except))) return false;
  const sources = chosen("source");
  if (state.alone && sources.size && !event.said.every((i) => sources.has(sourceOf(facts.said[i])))) return false;
  if (state.settled && except !== "settled" && !isSettled(event)) return false;
  return except === "time" || timePasses(event);
}

let match = { events: new Set(), said: new Set() };
function findMatch() {
  const passing = events.filter((event) => eventPasses(event));
  const said = passing.flatMap((event) => event.said).filter((i) => claimPasses(facts.said[i]));
  return { events: new Set(passing.map((event) => event.id)), said: new Set(said) };
}

// How many events each value of a facet would leave, all other filters kept.
function countsOf(facet) {
  const counts = new Map();
  for (const event of events) {
    if (!eventPasses(event, facet.key)) continue;
    const said = facet.claim ? event.said.map((i) => facts.said[i]).filter((claim) => claimPasses(claim, facet.key)) : null;
    for (const value of new Set(said ? said.flatMap(facet.of) : facet.of(event))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

// The picture to draw: one article's own, everything, or the most salient of all.
const DRAWN_AT_ONCE = 1000;
function sceneName() {
  const [only, ...others] = state.chosen.article;
  const own = others.length ? "" : only ?? "";
  return [own, state.all || isFiltered() ? "all" : "", "first"].find((name) => facts.scenes[name]);
}

// The ids of nodes and the numbers of links that are drawn.
function findDrawn() {
  const placed = new Set([...Object.keys(facts.scenes[sceneName()]), ...state.opened]);
  if (isFiltered()) for (const id of match.events) placed.add(id).add(...(partsOf.get(id) ?? []));
  const on = (id) => nodeById.has(id) && !state.off.has(nodeById.get(id).layer);
  const usable = (id) => placed.has(id) && on(id) && (nodeById.get(id).kind !== "event" || match.events.has(id));
  const links = facts.links.map((_, i) => i).filter((i) => isDrawn(facts.links[i], usable));
  const nodes = new Set([...match.events].filter(usable));
  links.forEach((i) => nodes.add(facts.links[i].begin).add(facts.links[i].end));
  const kept = [...nodes].sort((a, b) => nodeById.get(b).weight - nodeById.get(a).weight).slice(0, DRAWN_AT_ONCE);
  const few = new Set(nodes.size > DRAWN_AT_ONCE ? kept : nodes);
  return { nodes: few, links: new Set(links.filter((i) => few.has(facts.links[i].begin) && few.has(facts.links[i].end))) };
}

function isDrawn(link, usable) {
  if (!usable(link.begin) || !usable(link.end)) return false;
  if (link.said.length && (state.off.has("says") || !link.said.some((i) => claimPasses(facts.said[i])))) return false;
  if (link.kind === "relation" && state.off.has("relation")) return false;
  const articles = state.chosen.article;
  return !articles.size || link.articles.some((at) => articles.has(String(at)));
}

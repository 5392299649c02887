"use strict";
// What is shown: the facts of the page, the filters, and which nodes and links pass them.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const facts = read("facts");
const nodeById = new Map(facts.nodes.map((node) => [node.id, node]));
const LAYERS = [
  ["person", "People"], ["organization", "Organizations"], ["group", "Groups"], ["place", "Places"],
  ["thing", "Things, works, amounts"], ["event", "Events"], ["speech", "Acts of speech"],
  ["says", "Claims"], ["relation", "Event to event"], ["publisher", "Told by the publisher"],
];
const state = {
  off: new Set(["speech", "publisher"]), all: false, picked: null,
  article: "", source: "", certainty: "", polarity: "", from: 0, to: 0, undated: true,
};

const dates = [...new Set(facts.nodes.flatMap((node) => node.times)
  .flatMap((time) => [time.earliest, time.latest]).filter(Boolean))].sort();
state.to = Math.max(dates.length - 1, 0);

// The picture to draw: one article's own, everything, or the most salient of all.
const sceneName = () => [state.article, state.all || state.article ? "all" : "", "first"].find((name) => facts.scenes[name]);

const linksOf = new Map();
facts.links.forEach((link, i) => {
  for (const end of new Set([link.begin, link.end])) {
    if (!linksOf.has(end)) linksOf.set(end, []);
    linksOf.get(end).push(i);
  }
});

const sourceOf = (said) => (said.narrated ? "publisher:" + said.words : said.source || "unnamed:" + said.words);

function saidPasses(said) {
  return (!state.article || nodeById.get(said.event).articles.includes(+state.article))
    && (!state.source || sourceOf(said) === state.source)
    && (!state.certainty || said.certainty === state.certainty)
    && (!state.polarity || said.polarity === state.polarity);
}

function timePasses(node) {
  if (!dates.length) return true;
  const dated = node.times.filter((time) => time.earliest || time.latest);
  if (!dated.length) return state.undated;
  if (state.from === 0 && state.to === dates.length - 1) return true;
  const [from, to] = [dates[state.from], dates[state.to]];
  return dated.some((time) => (!time.latest || time.latest >= from) && (!time.earliest || time.earliest <= to));
}

function eventPasses(node) {
  if (state.article && !node.articles.includes(+state.article)) return false;
  const asked = state.source || state.certainty || state.polarity;
  if (asked && !node.said.some((i) => saidPasses(facts.said[i]))) return false;
  return timePasses(node);
}

// The ids of nodes and the numbers of links and claims that pass all filters and layers.
function shown() {
  const drawn = new Set(Object.keys(facts.scenes[sceneName()]));
  const on = (node) => !state.off.has(node.layer);
  const events = new Set(facts.nodes.filter((n) => n.kind === "event" && drawn.has(n.id) && on(n) && eventPasses(n)).map((n) => n.id));
  const usable = (id) => events.has(id) || (drawn.has(id) && nodeById.get(id).kind !== "event" && on(nodeById.get(id)));
  const links = new Set();
  const nodes = new Set(events);
  facts.links.forEach((link, i) => {
    if (!usable(link.begin) || !usable(link.end)) return;
    if ((link.kind === "says" || link.kind === "narrates") && (state.off.has("says") || !link.said.some((k) => saidPasses(facts.said[k])))) return;
    if (link.kind === "relation" && state.off.has("relation")) return;
    if (state.article && !link.articles.includes(+state.article)) return;
    links.add(i);
    nodes.add(link.begin).add(link.end);
  });
  const said = new Set([...events].flatMap((id) => nodeById.get(id).said).filter((i) => saidPasses(facts.said[i])));
  return { nodes, links, said, events };
}

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made; // strings among the children become text, never markup
}

// What is chosen: the view, one thing, the filters. The address of the page tells all of it, so it can be sent on.

const VIEWS = ["graph", "timeline", "map", "text", "questions"];
const SAID_WORDS = { positive: "it is so", negative: "it is not so" };
const CERTAINTY_WORDS = { certain: "certain", probable: "probable", possible: "possible", unknown: "mentioned, not asserted" };
const spaced = (type) => type.replace(/([a-z])([A-Z])/g, "$1 $2");
const sourceWords = (key) => (nodeById.has(key) && !key.startsWith("publisher:") ? nameOf(key) : key.replace(/^publisher:(.*)$/, "$1 (publisher)").replace(/^unnamed:/, ""));

// `of` gives the values of an event, or of a claim where `claim` says so.
const FACETS = [
  { key: "article", label: "Article", of: (event) => event.articles.map(String), words: (at) => facts.articles[at]?.title || facts.articles[at]?.id || at },
  { key: "source", label: "Who says so", claim: true, of: (said) => [sourceOf(said)], words: sourceWords },
  { key: "polarity", label: "Says that", claim: true, of: (said) => [said.polarity], words: (value) => SAID_WORDS[value] ?? value },
  { key: "certainty", label: "How certain", claim: true, of: (said) => [said.certainty], words: (value) => CERTAINTY_WORDS[value] ?? value },
  { key: "type", label: "What happens", of: (event) => [event.type], words: spaced },
  { key: "entity", label: "Who or what takes part", of: (event) => [...partsOf.get(event.id)], words: nameOf },
];
const dates = [...new Set(events.flatMap((node) => node.times).flatMap((time) => [time.earliest, time.latest]).filter(Boolean))].sort();

const state = {
  view: "graph", picked: null, question: "", text: 0, scheme: "",
  chosen: Object.fromEntries(FACETS.map((facet) => [facet.key, new Set()])),
  alone: false, settled: false, undated: true, from: 0, to: Math.max(dates.length - 1, 0),
  off: new Set(["speech", "publisher"]), all: false, opened: new Set(),
};

const isTimed = () => state.from > 0 || state.to < dates.length - 1;
const isFiltered = () => state.settled || isTimed() || !state.undated || FACETS.some((facet) => state.chosen[facet.key].size);

function clearFilters() {
  FACETS.forEach((facet) => state.chosen[facet.key].clear());
  Object.assign(state, { alone: false, settled: false, undated: true, from: 0, to: Math.max(dates.length - 1, 0) });
}

function addressOf() {
  const parts = new URLSearchParams();
  if (state.view !== "graph") parts.set("view", state.view);
  if (state.picked?.node !== undefined) parts.set("pick", state.picked.node);
  if (state.picked?.link !== undefined) parts.set("link", state.picked.link);
  if (state.view === "text" && facts.articles.length > 1) parts.set("text", facts.articles[state.text].id);
  if (state.view === "questions" && state.question) parts.set("question", state.question);
  for (const { key } of FACETS) for (const value of state.chosen[key]) parts.append(key, value);
  for (const name of ["alone", "settled", "all"]) if (state[name]) parts.set(name, "1");
  if (!state.undated) parts.set("undated", "0");
  if (state.from > 0) parts.set("from", dates[state.from]);
  if (state.to < dates.length - 1) parts.set("to", dates[state.to]);
  if (state.scheme) parts.set("scheme", state.scheme);
  return parts.toString();
}

// Reads an address; what the page does not know is left out.
function readAddress(hash) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  clearFilters();
  state.view = VIEWS.includes(parts.get("view")) ? parts.get("view") : "graph";
  const link = Number(parts.get("link") ?? NaN);
  state.picked = nodeById.has(parts.get("pick")) ? { node: parts.get("pick") } : facts.links[link] ? { link } : null;
  state.text = Math.max(facts.articles.findIndex((article) => article.id === parts.get("text")), 0);
  state.question = parts.get("question") ?? "";
  for (const { key } of FACETS) parts.getAll(key).forEach((value) => state.chosen[key].add(value));
  for (const name of ["alone", "settled", "all"]) state[name] = parts.get(name) === "1";
  state.undated = parts.get("undated") !== "0";
  if (dates.includes(parts.get("from"))) state.from = dates.indexOf(parts.get("from"));
  if (dates.includes(parts.get("to"))) state.to = dates.indexOf(parts.get("to"));
  state.scheme = ["light", "dark"].includes(parts.get("scheme")) ? parts.get("scheme") : "";
}

function writeAddress() {
  const hash = addressOf();
  if (hash !== location.hash.replace(/^#/, "")) history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
}

// The timeline: events by the time at which they happen, each with what is known of it; those without a date below.

// One moment for each dated time of an event that passes the filters, in order.
function findMoments() {
  const passing = events.filter((event) => match.events.has(event.id));
  const moments = passing.flatMap((event) => event.times.filter(hasDate).map((time) => ({ event, time, begin: time.earliest || time.latest, end: time.latest || time.earliest })));
  const [from, to] = [dates[state.from], dates[state.to]];
  return moments.filter(({ begin, end }) => !isTimed() || (end >= from && begin <= to))
    .sort((a, b) => compare(a.begin, b.begin) || compare(a.end, b.end) || compare(a.event.id, b.event.id));
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

// "day", "span" for a longer stretch in which it lies, "open" where one end is not known.
function precisionOf({ earliest, latest }) {
  if (!earliest || !latest) return "open";
  return earliest === latest ? "day" : "span";
}

const PRECISION_WORDS = { day: "on this day", span: "within this stretch", open: "one end is not known" };

// Who says so, as short as can be.
function voices(event) {
  const said = event.said.map((i) => facts.said[i]);
  const found = new Map(said.map((claim) => [sourceOf(claim) + claim.polarity, claim]));
  const named = [...found.values()].filter((claim) => !claim.narrated || !claim.words.startsWith("“") || claim.polarity === "negative");
  return named.map((claim) => {
    const kind = claim.polarity === "negative" ? "denied" : claim.narrated ? "own" : "says";
    const words = claim.polarity === "negative" ? `${claim.words}: not so` : claim.words + (claim.certainty === "certain" ? "" : `: ${CERTAINTY_WORDS[claim.certainty]}`);
    return element("span", { class: `voice ${kind}` }, words);
  });
}

function card(event, time) {
  const words = time?.words ? element("span", { class: "muted" }, `“${time.words}” `) : null;
  const where = facts.articles.length > 1 && state.chosen.article.size !== 1 ? element("span", { class: "muted" }, facts.articles[event.articles[0]].title) : null;
  return pressable(element("div", { class: `card${event.status === "denied" ? " denied" : ""}${event.main ? " main" : ""}`, role: "button", tabindex: "0", "data-event": event.id },
    element("p", { class: "what" }, swatchOf(event), element("b", {}, event.name), " ", element("span", { class: "muted" }, spaced(event.type))),
    element("p", { class: "who" }, words, ...voices(event)), where ? element("p", { class: "from" }, where) : null), () => pick({ node: event.id }, { focus: false }));
}

function momentRow({ event, time }) {
  const kind = precisionOf(time);
  return element("li", { class: `moment ${kind}` },
    element("div", { class: "when", title: PRECISION_WORDS[kind] }, spanWords(time)),
    element("span", { class: "dot", "aria-hidden": "true" }), card(event, time));
}

function showTimeline() {
  const moments = findMoments();
  const years = new Map();
  for (const moment of moments) {
    const year = moment.begin.slice(0, 4);
    if (!years.has(year)) years.set(year, []);
    years.get(year).push(moment);
  }
  const undated = events.filter((event) => match.events.has(event.id) && !event.times.some(hasDate) && event.layer !== "speech").sort((a, b) => b.weight - a.weight);
  const groups = [...years].map(([year, found]) => element("section", { class: "year" }, element("h2", {}, year), element("ol", {}, ...found.map(momentRow))));
  const open = element("details", { class: "undated" }, element("summary", {}, `Without a date (${undated.length})`), element("p", { class: "muted" }, "The articles do not say when, or only in words such as “recently”."), element("div", { class: "cards" }, ...more(undated, (event) => card(event, event.times[0]))));
  const key = element("p", { class: "timeline-key" }, Object.keys(PRECISION_WORDS).filter((kind) => moments.some(({ time }) => precisionOf(time) === kind)).map((kind) => element("span", { class: `moment ${kind} key` }, element("span", { class: "dot", "aria-hidden": "true" }), PRECISION_WORDS[kind])));
  const none = element("p", { class: "empty" }, isFiltered() ? "No dated event passes these filters." : "No event of these articles has a date.");
  byId("moments").replaceChildren(...(moments.length ? [key, ...groups] : [none]), ...(undated.length ? [open] : []));
  if (!moments.length) open.open = true;
  showAxis(moments);
  markTimeline(false);
}

function markTimeline(move) {
  const on = eventsOf(state.picked);
  for (const made of document.querySelectorAll("#view-timeline [data-event]")) {
    made.classList.toggle("on", on.has(made.dataset.event));
    made.classList.toggle("self", state.picked?.node === made.dataset.event);
  }
  byId("view-timeline").classList.toggle("picking", on.size > 0);
  const first = byId("moments").querySelector(".card.self, .card.on");
  if (move && first) { first.closest("details")?.setAttribute("open", ""); first.scrollIntoView({ block: "nearest", behavior: isMoving() ? "smooth" : "auto" }); }
}

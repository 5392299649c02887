// Evidence: sentences with their words marked, and who says so.

// The sentence as text and marks; offsets are code points, overlapping marks share their classes.
function marked(quote) {
  const points = Array.from(facts.sentences[quote.sentence][1]);
  const cuts = [...new Set([0, points.length, ...quote.marks.flatMap(([begin, end]) => [begin, end])])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, i) => {
    const text = points.slice(cuts[i], end).join("");
    const kinds = quote.marks.filter(([b, e]) => b <= cuts[i] && end <= e).map((mark) => mark[2]);
    return kinds.length ? element("mark", { class: [...new Set(kinds)].join(" ") }, text) : text;
  });
}

function articleLine(at) {
  const article = facts.articles[at];
  const words = [article.publisher, article.published].filter(Boolean).join(", ");
  const title = article.title || article.id;
  const safe = /^https?:\/\//i.test(article.url);
  return element("small", {}, safe ? element("a", { href: article.url, target: "_blank", rel: "noopener noreferrer" }, title) : title, words ? " · " + words : "");
}

function quotation(quote, { style = "", rule = "" } = {}) {
  const several = facts.articles.length > 1; // of a single article the overview tells
  const open = element("button", { type: "button", class: "in-text", title: "Show this sentence in the article", onclick: () => openSentence(quote.sentence) }, "in the text");
  const footer = element("footer", {}, several ? articleLine(facts.sentences[quote.sentence][0]) : null, several ? " · " : null, open, rule ? element("small", {}, " · rule " + rule) : null);
  return element("blockquote", { class: style }, ...marked(quote), footer);
}

function chips(said) {
  const made = [];
  if (said.polarity === "negative") made.push(["negative", "says it is not so"]);
  made.push([said.certainty === "certain" ? "" : "open", CERTAINTY_WORDS[said.certainty]]);
  if (said.temporality === "future") made.push(["open", "future"]);
  for (const mode of said.modes) if (mode !== "future" && mode !== "negation") made.push(["open", mode]);
  if (said.quoted) made.push(["", "in quotation marks"]);
  return made.map(([kind, text]) => element("span", { class: "chip " + kind }, text));
}

function speaker(said) {
  const who = said.source && nodeById.has(said.source) ? nameButton(said.source) : said.narrated && nodeById.has("publisher:" + said.words) ? nameButton("publisher:" + said.words) : said.words;
  return [who, said.narrated ? " (in its own voice)" : "", said.within ? ", as told by " + said.within : ""];
}

function claim(said, { withEvent = false } = {}) {
  const style = said.polarity === "negative" ? "denied" : said.narrated ? "" : "says";
  return element("div", { class: "claim" }, element("p", {}, ...speaker(said), withEvent ? ": " : "", withEvent ? nameButton(said.event) : null), element("div", {}, ...chips(said)), quotation(said.quote, { style, rule: said.rule }));
}

// The panel: sentences with their words marked, who says so, and names that lead on. Everything is inserted as text.

const nameOf = (id) => nodeById.get(id)?.name ?? id;
const sameWords = { certain: "certain", probable: "probable", possible: "possible", unknown: "mentioned, not asserted" };

function nameButton(id, text) {
  return element("button", { type: "button", class: "name", "data-id": id, onclick: () => pick({ node: id }) }, text ?? nameOf(id));
}

function entry(id, ...rest) {
  const node = nodeById.get(id);
  return element("span", { class: "entry" }, swatch(node.layer, node.kind === "event" ? node.status : undefined), element("span", {}, nameButton(id), ...rest));
}

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
  const footer = element("footer", {}, several ? articleLine(facts.sentences[quote.sentence][0]) : null, rule ? element("small", {}, (several ? " · " : "") + "rule " + rule) : null);
  return element("blockquote", { class: style }, ...marked(quote), footer);
}

function chips(said) {
  const made = [element("span", { class: "chip" + (said.certainty === "certain" ? "" : " open") }, sameWords[said.certainty])];
  if (said.polarity === "negative") made.unshift(element("span", { class: "chip negative" }, "says it is not so"));
  if (said.temporality === "future") made.push(element("span", { class: "chip" }, "future"));
  for (const mode of said.modes) if (!["future", "negation"].includes(mode)) made.push(element("span", { class: "chip" }, mode));
  if (said.quoted) made.push(element("span", { class: "chip" }, "in quotation marks"));
  return made;
}

function sourceWords(said) {
  const id = said.narrated ? "publisher:" + said.words : said.source;
  const name = id && nodeById.has(id) ? nameButton(id, said.words) : element("b", {}, said.words);
  return [name, said.narrated ? " (in its own voice)" : "", said.within ? ", as told by " + said.within : ""];
}

function claim(said, { withEvent = false } = {}) {
  const style = said.polarity === "negative" ? "denied" : said.narrated ? "" : "says";
  return element("div", { class: "claim" }, element("p", {}, ...sourceWords(said), withEvent ? ": " : "", withEvent ? nameButton(said.event) : null), element("div", {}, ...chips(said)), quotation(said.quote, { style, rule: said.rule }));
}

function definitions(pairs) {
  const rows = pairs.filter(([, value]) => value && (!Array.isArray(value) || value.length));
  return rows.length ? element("dl", {}, ...rows.flatMap(([label, value]) => [element("dt", {}, label), element("dd", {}, ...[value].flat())])) : null;
}

function heading(kicker, title, layer, status) {
  return [
    element("p", { class: "kicker" }, layer ? swatch(layer, status) : null, kicker, element("button", { type: "button", "aria-label": "Close and show the overview", onclick: () => pick(null) }, "×")),
    element("h2", { tabindex: "-1" }, title),
  ];
}

function commaed(nodes) {
  return nodes.flatMap((node, i) => (i ? [", ", node] : [node]));
}

function whenWords(time) {
  const bounds = [time.earliest || "…", time.latest || "…"];
  const span = time.earliest || time.latest ? (bounds[0] === bounds[1] ? bounds[0] : bounds.join(" to ")) : "open";
  return element("div", {}, time.words ? `“${time.words}” ` : "", element("span", { class: time.words ? "muted" : "" }, time.words ? `= ${span}` : span, time.basis ? ` (${time.basis})` : ""));
}

function eventDetails(node) {
  const links = (linksOf.get(node.id) || []).map((i) => facts.links[i]);
  const roles = new Map();
  for (const link of links.filter((l) => l.kind === "role")) {
    const other = link.begin === node.id ? link.end : link.begin;
    const own = nodeById.get(other).kind === "event" && link.begin !== node.id ? "part of" : null;
    for (const role of link.label.split(", ")) {
      const label = own ? `is ${role} of` : role;
      if (!roles.has(label)) roles.set(label, []);
      roles.get(label).push(nameButton(other));
    }
  }
  const relations = links.filter((l) => l.kind === "relation").map((l) => [l.begin === node.id ? l.label : `${l.label} (the other way)`, nameButton(l.begin === node.id ? l.end : l.begin)]);
  const said = node.said.map((i) => facts.said[i]);
  return [
    ...heading(`Event · ${node.type}${node.main ? " · main event of its article" : ""}`, node.name, "event", node.status),
    definitions([...[...roles].map(([role, who]) => [role, commaed(who)]), ["time", node.times.map(whenWords)], ...relations, ...node.facts]),
    element("h3", {}, said.length > 1 ? `Who says so (${said.length})` : "Who says so"),
    ...(said.length ? said.map((s) => claim(s)) : [element("p", { class: "muted" }, "Nobody: the words only mention it.")]),
    element("h3", {}, "The words that tell it"),
    ...node.quotes.map((quote) => quotation(quote, { rule: node.rule })),
  ];
}

function entityDetails(node) {
  const links = (linksOf.get(node.id) || []).map((i) => facts.links[i]);
  const parts = links.filter((l) => l.kind === "role").map((l) => element("li", {}, entry(l.begin === node.id ? l.end : l.begin, element("span", { class: "muted" }, " as " + l.label))));
  const said = facts.said.filter((s) => !s.narrated && s.source === node.id);
  const claims = said.map((s) => element("li", {}, entry(s.event, " ", ...chips(s).filter((c) => c.textContent !== "certain" && c.textContent !== "in quotation marks"))));
  const addresses = node.links.map((url) => element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, url.replace("https://www.", "")));
  return [
    ...heading(node.type.replace(/([a-z])([A-Z])/g, "$1 $2"), node.name, node.layer),
    node.aliases.length ? element("p", { class: "muted" }, "also: " + node.aliases.join(", ")) : null,
    definitions([...node.facts, ["see", commaed(addresses)]]),
    element("h3", {}, `Takes part in (${parts.length})`), element("ul", {}, ...parts),
    claims.length ? element("h3", {}, `Says (${claims.length})`) : null, element("ul", {}, ...claims),
    element("h3", {}, `Sentences (${node.quotes.length})`),
    ...more(node.quotes, (quote) => quotation(quote)),
  ];
}

// The first dozen at once, the rest behind a button.
function more(items, show) {
  const first = items.slice(0, 12).map(show);
  if (items.length <= 12) return first;
  const button = element("button", { type: "button", onclick: () => button.replaceWith(...items.slice(12).map(show)) }, `${items.length - 12} more`);
  return [...first, button];
}

function publisherDetails(node) {
  const said = facts.said.filter((s) => s.narrated && s.words === node.name);
  return [...heading("Publisher, in its own voice", node.name, "publisher"), element("h3", {}, `Tells (${said.length})`), element("ul", {}, ...said.map((s) => element("li", {}, entry(s.event))))];
}

function linkDetails(link) {
  const names = element("p", {}, nameButton(link.begin), " → ", element("b", {}, link.label), " → ", nameButton(link.end));
  const kinds = { role: "Role in an event", says: "Claim", narrates: "Told by the publisher", relation: "Relation of two events" };
  const body = link.said.length ? link.said.map((i) => claim(facts.said[i])) : link.quotes.map((quote) => quotation(quote, { rule: link.rule }));
  return [...heading(kinds[link.kind], link.label), names, ...body];
}

// Shows one article of several, or all again.
function onlyButton(at) {
  if (facts.articles.length < 2) return null;
  const on = state.article === String(at);
  return element("button", { type: "button", class: "only", "aria-pressed": String(on), onclick: () => chooseArticle(on ? "" : String(at)) }, on ? "show all articles" : "only this");
}

function overview() {
  const mains = facts.nodes.filter((n) => n.main);
  const voices = new Map();
  facts.said.forEach((s) => { const key = sourceOf(s); if (!s.narrated) voices.set(key, { said: s, count: (voices.get(key)?.count ?? 0) + 1 }); });
  const ranked = [...voices.values()].sort((a, b) => b.count - a.count || (a.said.words < b.said.words ? -1 : 1)).slice(0, 10);
  return [
    element("p", { class: "muted" }, "Click a shape, a line or a name: the sentences appear here, with their words marked and who says so."),
    element("h3", {}, facts.articles.length === 1 ? "The article" : `The articles (${facts.articles.length})`),
    ...more(facts.articles.map((_, at) => at), (at) => element("div", { class: "claim" }, articleLine(at), onlyButton(at), ...mains.filter((n) => n.articles.includes(at)).map((n) => entry(n.id)))),
    ranked.length ? element("h3", {}, "Who speaks") : null,
    element("ul", {}, ...ranked.map(({ said, count }) => element("li", {}, said.source && nodeById.has(said.source) ? entry(said.source, element("span", { class: "muted" }, ` ${count}`)) : element("span", { class: "muted" }, `${said.words} ${count}`)))),
  ];
}

function showDetails(focus) {
  const panel = document.getElementById("details");
  const picked = state.picked;
  const node = picked && picked.node !== undefined ? nodeById.get(picked.node) : null;
  const kinds = { event: eventDetails, entity: entityDetails, publisher: publisherDetails };
  const made = !picked ? overview() : node ? kinds[node.kind](node) : linkDetails(facts.links[picked.link]);
  if (picked && facts.articles.length === 1) made.push(element("p", {}, articleLine(0)));
  panel.replaceChildren(...made.filter(Boolean));
  panel.parentElement.scrollTop = 0;
  if (focus) panel.querySelector("h2")?.focus({ preventScroll: false });
}

// The article itself, with names, events and claims marked where they stand.

// Sentences of each article that carry claims, in order and without overlap: [number, begin, end].
const sentencesOf = facts.articles.map(() => []);
facts.sentences.forEach(([at, words, begin], number) => sentencesOf[at].push([number, begin, begin + Array.from(words).length]));
sentencesOf.forEach((found) => found.sort((a, b) => a[1] - b[1] || b[2] - a[2]));

const saidIn = new Map();
facts.said.forEach((said, i) => {
  if (!saidIn.has(said.quote.sentence)) saidIn.set(said.quote.sentence, []);
  saidIn.get(said.quote.sentence).push(i);
});

// A piece of text between two borders, with all that covers it.
function piece(words, marks) {
  if (!marks.length) return words;
  const rank = { trigger: 0, name: 1, cue: 2 };
  const first = marks.filter((mark) => nodeById.get(mark[3])).sort((a, b) => a[1] - a[0] - (b[1] - b[0]) || rank[a[2]] - rank[b[2]])[0];
  if (!first) return words;
  const kinds = new Set(marks.map((mark) => (mark[2] === "name" ? `name-${nodeById.get(mark[3])?.layer}` : mark[2])));
  const node = nodeById.get(first[3]);
  const said = node.kind === "event" ? `event ${spaced(node.type)}: ${node.name}` : `${spaced(node.type)} ${node.name}`;
  const made = element("span", { class: `m ${[...kinds].join(" ")}`, role: "button", tabindex: "0", title: said, "data-id": first[3] }, words);
  made.covering = new Set(marks.map((mark) => mark[3]));
  return pressable(made, () => pick({ node: first[3] }, { focus: false, move: false }));
}

function pieces(points, begin, end, marks) {
  const inside = marks.filter((mark) => mark[0] < end && begin < mark[1]);
  const cuts = [...new Set([begin, end, ...inside.flatMap((mark) => [mark[0], mark[1]])])].filter((cut) => cut >= begin && cut <= end).sort((a, b) => a - b);
  return cuts.slice(1).map((stop, i) => piece(points.slice(cuts[i], stop).join(""), inside.filter((mark) => mark[0] <= cuts[i] && stop <= mark[1])));
}

// Who speaks in a sentence, and who denies: one small button each behind it. Plain narration needs none.
function claimMarks(number) {
  const groups = new Map();
  for (const i of saidIn.get(number) ?? []) {
    const said = facts.said[i];
    if (said.narrated && said.polarity !== "negative") continue;
    const key = sourceOf(said) + said.polarity;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(i);
  }
  return [...groups.values()].map((group) => {
    const said = facts.said[group[0]], negative = said.polarity === "negative";
    const words = `${said.words} ${negative ? "says: not so" : "says"}`;
    return element("button", { type: "button", class: `claim-mark ${negative ? "denied" : "says"}`, "data-said": group.join(" "), "aria-label": `Claim: ${words}`, onclick: () => pick({ node: said.event }, { focus: false, move: false }) }, words);
  });
}

function segment(points, begin, end, kind, at, marks) {
  const children = [];
  let done = begin;
  for (const [number, from, to] of sentencesOf[at]) {
    if (from < done || to > end) continue;
    children.push(...pieces(points, done, from, marks));
    children.push(element("span", { class: "sentence", "data-sentence": number }, ...pieces(points, from, to, marks)), ...claimMarks(number));
    done = to;
  }
  children.push(...pieces(points, done, end, marks));
  const tag = { title: "h2", heading: "h3", quote: "blockquote" }[kind] ?? "p";
  return element(tag, { class: `segment ${kind}` }, ...children);
}

let shownText = -1;
function showText() {
  if (!facts.articles.length) return byId("article").replaceChildren(element("p", { class: "empty" }, "There is no article."));
  if (shownText !== state.text) buildText(state.text);
  const passing = match.events;
  for (const mark of byId("article").querySelectorAll(".m.trigger[data-id]")) mark.classList.toggle("out", ![...mark.covering].some((id) => passing.has(id)));
  for (const mark of byId("article").querySelectorAll(".claim-mark[data-said]")) mark.classList.toggle("out", !mark.dataset.said.split(" ").some((i) => match.said.has(+i)));
  markText(false);
}

function buildText(at) {
  shownText = at;
  const article = facts.articles[at], { text, segments, marks } = facts.texts[at];
  const points = Array.from(text);
  const safe = /^https?:\/\//i.test(article.url);
  const parts = segments.filter(([begin, end]) => points.slice(begin, end).join("").trim()).map(([begin, end, kind]) => segment(points, begin, end, kind, at, marks));
  const titled = segments.some(([, , kind]) => kind === "title");
  byId("article").replaceChildren(
    element("p", { class: "kicker" }, [article.publisher, article.published ? dayWords(article.published) : ""].filter(Boolean).join(" · "), safe ? element("a", { href: article.url, target: "_blank", rel: "noopener noreferrer" }, "original") : null),
    ...(titled ? [] : [element("h2", { class: "segment title" }, article.title || article.id)]), ...parts, textKey());
  showChoice();
}

function textKey() {
  const key = (kind, words) => element("span", { class: "key" }, element("span", { class: `m ${kind}` }, words));
  return element("p", { class: "text-key" }, "Marked: ", key("name-person", "people"), key("name-organization", "organizations"), key("name-group", "groups"), key("name-place", "places"), key("name-thing", "things"), key("trigger", "events"), key("cue", "words of saying and doubt"), element("span", { class: "claim-mark says" }, "who says so"));
}

function showChoice() {
  const several = facts.articles.length > 1;
  byId("choose").hidden = !several;
  if (!several) return;
  const options = facts.articles.map((article, at) => element("option", { value: at, selected: at === state.text ? "" : null }, `${at + 1}. ${article.title || article.id}`));
  const step = (by) => () => { state.text = (state.text + by + facts.articles.length) % facts.articles.length; showText(); writeAddress(); byId("view-text").scrollTop = 0; };
  const select = element("select", { id: "text", "aria-label": "Article", onchange: (event) => { state.text = +event.target.value; showText(); writeAddress(); byId("view-text").scrollTop = 0; } }, ...options);
  byId("choose").replaceChildren(element("button", { type: "button", "aria-label": "Previous article", onclick: step(-1) }, "←"), select, element("button", { type: "button", "aria-label": "Next article", onclick: step(1) }, "→"));
}

// The sentences that what is picked rests on.
function evidenceOf(picked) {
  if (!picked) return new Set();
  const node = nodeById.get(picked.node), link = facts.links[picked.link];
  const said = (node ?? link).said.map((i) => facts.said[i].quote.sentence);
  const own = node?.kind === "publisher" ? [] : (node ?? link).quotes.map((quote) => quote.sentence);
  return new Set([...own, ...said]);
}

function markText(move) {
  const evidence = evidenceOf(state.picked);
  const chosen = state.picked?.link !== undefined ? [facts.links[state.picked.link].begin, facts.links[state.picked.link].end] : [state.picked?.node];
  if (move && evidence.size && ![...evidence].some((number) => facts.sentences[number][0] === state.text)) {
    state.text = facts.sentences[Math.min(...evidence)][0];
    return showText(), markText(true);
  }
  for (const made of byId("article").querySelectorAll(".sentence")) made.classList.toggle("on", evidence.has(+made.dataset.sentence));
  for (const made of byId("article").querySelectorAll(".m[data-id]")) made.classList.toggle("on", chosen.some((id) => made.covering.has(id)));
  const first = byId("article").querySelector(".m.on") ?? byId("article").querySelector(".sentence.on");
  if (move) first?.scrollIntoView({ block: "center", behavior: isMoving() ? "smooth" : "auto" });
}

// Shows a sentence where it stands.
function openSentence(number) {
  state.text = facts.sentences[number][0];
  showView("text");
  const made = byId("article").querySelector(`[data-sentence="${number}"]`);
  made?.classList.add("on");
  made?.scrollIntoView({ block: "center", behavior: isMoving() ? "smooth" : "auto" });
}

// Saved questions with the answers that the graph gave when the page was made. Names and sentences lead to the other views.

const COLUMNS = {
  told: "event", eventType: "type", inArticle: "article", iri: "event", quoted: "in quotation marks", entityName: "name",
  placeName: "place", agentName: "who", kgType: "type", affirmedBy: "said by", deniedBy: "denied by", otherEvent: "other event",
  sameAs: "same as", entity: "page", event: "page",
};
const FIRMNESS = ["polarity", "certainty", "temporality", "quoted"]; // shown together
const columnWords = (name) => COLUMNS[name] ?? name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
const nodesNamed = new Map();
for (const node of facts.nodes) nodesNamed.set(node.name, nodesNamed.has(node.name) ? null : node.id);
const sentenceNumber = new Map(facts.sentences.map(([, words], number) => [words, number]));
const articleNumber = new Map(facts.articles.map((article, at) => [article.id, at]));

// The node that an IRI of the graph names.
function nodeOfIri(iri) {
  let path = iri;
  try { path = decodeURIComponent(iri); } catch { return null; }
  const event = path.match(/article\/(.+)\/event\/(\d+)$/);
  if (event) return nodeById.has(`event:${event[1]}/${event[2]}`) ? `event:${event[1]}/${event[2]}` : null;
  const parts = path.split("/");
  return [2, 4].map((few) => parts.slice(-few).join("/")).find((id) => nodeById.has(id)) ?? null;
}

// The event that a row tells of: by its own name, in its own article.
function eventOfRow(words, row) {
  const found = events.filter((event) => event.name === words && (row.inArticle === undefined || facts.articles[event.articles[0]].id === row.inArticle));
  return found.length === 1 ? found[0].id : null;
}

function cell(column, words, row) {
  if (!words) return "";
  if (/^https?:\/\//.test(words)) {
    const id = nodeOfIri(words);
    return id ? nameButton(id) : element("a", { href: words, target: "_blank", rel: "noopener noreferrer" }, words.replace(/^https?:\/\/(www\.)?/, ""));
  }
  if (column === "inArticle" && articleNumber.has(words)) return element("button", { type: "button", class: "name", onclick: () => { state.text = articleNumber.get(words); showView("text"); } }, facts.articles[articleNumber.get(words)].title || words);
  if (sentenceNumber.has(words)) return element("button", { type: "button", class: "name sentence-cell", onclick: () => openSentence(sentenceNumber.get(words)) }, words);
  if (column === "eventType") return spaced(words);
  const id = column === "told" ? eventOfRow(words, row) : nodesNamed.get(words);
  return id ? nameButton(id, words) : words;
}

function showQuestions() {
  if (!answers.questions.length) {
    byId("questions").hidden = true;
    return byId("answer").replaceChildren(element("p", { class: "empty" }, "This page was made without saved questions."));
  }
  const chosen = answers.questions.find((question) => question.name === state.question) ?? answers.questions.find((question) => question.name === "who-says") ?? answers.questions[0];
  state.question = chosen.name;
  byId("questions").replaceChildren(...answers.questions.map((question) => element("button", { type: "button", "aria-current": question === chosen ? "true" : null, onclick: () => { state.question = question.name; showQuestions(); writeAddress(); byId("answer").scrollTop = 0; } },
    question.question, element("small", {}, question.answered ? question.all.toLocaleString("en-GB") : "–"))));
  showAnswer(chosen);
}

function showAnswer(question) {
  const narrow = element("input", { type: "search", id: "narrow", placeholder: "Narrow by words", "aria-label": "Narrow the rows by words", autocomplete: "off" });
  const table = element("div", { class: "rows", tabindex: "0", role: "region", "aria-label": "Rows" });
  const tell = element("p", { class: "muted", role: "status" });
  narrow.addEventListener("input", () => showRows(question, folded(narrow.value.trim()), table, tell));
  byId("answer").replaceChildren(
    element("h2", {}, question.question), element("p", {}, question.description),
    question.answered && question.rows.length > 5 ? narrow : null, tell, table, howAsked(question));
  showRows(question, "", table, tell);
}

function showRows(question, asked, table, tell) {
  const rows = question.rows.map((row) => row.map((number) => answers.words[number]));
  const found = rows.filter((row) => !asked || row.some((words) => folded(words).includes(asked)));
  const used = question.columns.map((_, i) => i).filter((i) => rows.some((row) => row[i]) && !FIRMNESS.includes(question.columns[i]));
  const below = used.find((i) => question.columns[i] === "sentence"); // as long as the table is wide
  const beside = used.filter((i) => i !== below);
  const firm = question.columns.includes("certainty") && question.columns.includes("polarity");
  const part = question.all > question.rows.length ? `; the page holds the first ${question.rows.length} of ${question.all.toLocaleString("en-GB")}` : "";
  tell.textContent = !question.answered ? "The graph is too large to be asked for this page; the command below answers it." : !question.all ? "" : `${counted(found.length, "row")}${asked ? ` of ${rows.length}` : ""}${part}`;
  if (!question.all && question.answered) return table.replaceChildren(element("p", { class: "empty" }, "Nothing in these articles answers it."));
  if (!question.answered) return table.replaceChildren();
  const line = (row) => {
    const named = Object.fromEntries(question.columns.map((name, i) => [name, row[i]]));
    const cells = beside.map((i) => element("td", { class: `c-${question.columns[i]}` }, cell(question.columns[i], row[i], named)));
    if (firm) cells.push(element("td", {}, chips({ ...named, quoted: named.quoted === "true", modes: [] })));
    const words = below === undefined ? null : element("tr", { class: "below" }, element("td", { class: "c-sentence", colspan: cells.length }, cell("sentence", row[below], named)));
    return element("tbody", {}, element("tr", {}, cells), words);
  };
  const shown = found.slice(0, 100).map(line);
  const rest = found.length > 100 ? element("button", { type: "button", onclick: (event) => { table.querySelector("table").append(...found.slice(100).map(line)); event.target.remove(); } }, `${found.length - 100} more`) : null;
  table.replaceChildren(element("table", {}, element("thead", {}, element("tr", {}, ...beside.map((i) => element("th", { scope: "col" }, columnWords(question.columns[i]))), firm ? element("th", { scope: "col" }, "how firmly") : null)), ...shown), rest ?? "");
}

function howAsked(question) {
  const given = question.parameters.map(([name, value, words]) => element("li", {}, element("code", {}, name), ` ${words}${value ? ` (here: ${value})` : ""}`));
  return element("details", { class: "asked" }, element("summary", {}, "How it was asked"),
    element("p", { class: "muted" }, "The answer is that of this SPARQL query when the page was made", given.length ? ", with nothing narrowed by its parameters:" : "."),
    given.length ? element("ul", {}, ...given) : null,
    element("p", {}, element("code", {}, question.example)), element("pre", { tabindex: "0" }, question.sparql));
}

// The panel beside every view: what is picked, its evidence, and names that lead on.

function definitions(pairs) {
  const rows = pairs.filter(([, value]) => value && (!Array.isArray(value) || value.length));
  return rows.length ? element("dl", {}, ...rows.flatMap(([label, value]) => [element("dt", {}, label), element("dd", {}, value)])) : null;
}

function heading(kicker, title, layer, status) {
  return [
    element("p", { class: "kicker" }, layer ? swatch(layer, status) : null, kicker, element("button", { type: "button", class: "close", "aria-label": "Close and show the overview", onclick: () => pick(null) }, "×")),
    element("h2", { tabindex: "-1" }, title),
  ];
}

function whenWords(time) {
  const words = time.words ? `“${time.words}” ` : "";
  if (!hasDate(time)) return element("div", {}, words, element("span", { class: "muted" }, "no date follows from it"));
  const bounds = time.earliest === time.latest ? time.earliest : `${time.earliest || "…"} to ${time.latest || "…"}`;
  return element("div", {}, words, element("span", { class: words ? "muted" : "", title: bounds }, `${words ? "= " : ""}${spanWords(time)}${time.basis ? ` (${time.basis})` : ""}`));
}

// Filters that start from a thing: what it takes part in, what it says, what it alone says.
function asks(node) {
  const says = facts.said.some((said) => sourceOf(said) === node.id);
  const button = (words, change) => element("button", { type: "button", onclick: () => { clearFilters(); change(); refresh(); } }, words);
  const closed = node.kind === "publisher" ? 0 : closedNeighbours(node.id).length;
  return element("div", { class: "asks" },
    node.kind === "entity" && linksAt(node.id).some((link) => link.kind === "role") ? button("Only these events", () => state.chosen.entity.add(node.id)) : null,
    says ? button("Only these claims", () => state.chosen.source.add(node.id)) : null,
    says ? button("Only what nobody else claims", () => { state.chosen.source.add(node.id); state.alone = true; }) : null,
    closed && state.view === "graph" ? element("button", { type: "button", class: "open-neighbours", onclick: () => openNeighbours(node.id) }, `Open ${counted(closed, "neighbour")}`) : null);
}

function eventDetails(node) {
  const links = linksAt(node.id);
  const roles = new Map();
  for (const link of links.filter((l) => l.kind === "role")) {
    const other = otherEnd(link, node.id);
    const inner = nodeById.get(other).kind === "event" && link.begin !== node.id;
    for (const role of link.label.split(", ")) {
      const label = inner ? `is ${role} of` : role;
      if (!roles.has(label)) roles.set(label, []);
      roles.get(label).push(nameButton(other));
    }
  }
  const relations = links.filter((l) => l.kind === "relation").map((l) => [l.begin === node.id ? l.label : `${l.label} (the other way)`, nameButton(otherEnd(l, node.id))]);
  const said = node.said.map((i) => facts.said[i]);
  return [
    ...heading(`Event · ${spaced(node.type)}${node.main ? " · main event of its article" : ""}`, node.name, "event", node.status),
    definitions([...[...roles].map(([role, who]) => [role, commaed(who)]), ["time", node.times.map(whenWords)], ...relations, ...node.facts]),
    asks(node),
    element("h3", {}, said.length > 1 ? `Who says so (${said.length})` : "Who says so"),
    ...(said.length ? said.map((s) => claim(s)) : [element("p", { class: "muted" }, "Nobody: the words only mention it.")]),
    element("h3", {}, "The words that tell it"),
    ...node.quotes.map((quote) => quotation(quote, { rule: node.rule })),
  ];
}

const WITHIN = { exact: "the spot itself", city: "the town", region: "the middle of a region", country: "the middle of a country" };

function entityDetails(node) {
  const parts = linksAt(node.id).filter((l) => l.kind === "role");
  const said = facts.said.filter((s) => !s.narrated && s.source === node.id);
  const claims = (s) => element("li", {}, entry(s.event, " ", ...chips(s).filter((c) => c.textContent !== "certain" && c.textContent !== "in quotation marks")));
  const addresses = node.links.map((url) => element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, url.replace("https://www.", "")));
  const spot = node.spot ? [`${node.spot[0]}, ${node.spot[1]}`, element("span", { class: "muted" }, ` ${WITHIN[node.precision] ?? ""}`)] : null;
  return [
    ...heading(spaced(node.type), node.name, node.layer),
    node.aliases.length ? element("p", { class: "muted" }, "also: " + node.aliases.join(", ")) : null,
    definitions([...node.facts, ["coordinates", spot], ["see", commaed(addresses)]]),
    asks(node),
    element("h3", {}, `Takes part in (${parts.length})`),
    element("ul", {}, ...more(parts, (l) => element("li", {}, entry(otherEnd(l, node.id), element("span", { class: "muted" }, " as " + l.label))))),
    said.length ? element("h3", {}, `Says (${said.length})`) : null, element("ul", {}, ...more(said, claims)),
    element("h3", {}, `Sentences (${node.quotes.length})`),
    ...more(node.quotes, (quote) => quotation(quote)),
  ];
}

function publisherDetails(node) {
  const said = facts.said.filter((s) => s.narrated && s.words === node.name);
  return [...heading("Publisher, in its own voice", node.name, "publisher"), asks(node), element("h3", {}, `Tells (${said.length})`), element("ul", {}, ...more(said, (s) => element("li", {}, entry(s.event))))];
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
  const on = state.chosen.article.has(String(at));
  return element("button", { type: "button", class: "only", "aria-pressed": String(on), onclick: () => { state.chosen.article.clear(); if (!on) state.chosen.article.add(String(at)); refresh(); } }, on ? "show all articles" : "only this");
}

function overview() {
  const mains = facts.nodes.filter((n) => n.main);
  const voiceCount = new Map();
  facts.said.forEach((s) => { const key = sourceOf(s); if (!s.narrated) voiceCount.set(key, { said: s, count: (voiceCount.get(key)?.count ?? 0) + 1 }); });
  const ranked = [...voiceCount.values()].sort((a, b) => b.count - a.count || compare(a.said.words, b.said.words)).slice(0, 10);
  return [
    element("h2", { tabindex: "-1" }, "Overview"),
    element("p", { class: "muted" }, "Pick a shape, a bar, a place or a name: the sentences appear here, with their words marked and who says so."),
    element("h3", {}, facts.articles.length === 1 ? "The article" : `The articles (${facts.articles.length})`),
    ...more(facts.articles.map((_, at) => at), (at) => element("div", { class: "claim" }, articleLine(at), onlyButton(at), ...mains.filter((n) => n.articles.includes(at)).map((n) => entry(n.id)))),
    ranked.length ? element("h3", {}, "Who speaks") : null,
    element("ul", {}, ...ranked.map(({ said, count }) => element("li", {}, said.source && nodeById.has(said.source) ? entry(said.source, element("span", { class: "muted" }, ` ${count}`)) : element("span", { class: "muted" }, `${said.words} ${count}`)))),
  ];
}

function showDetails(focus) {
  const panel = byId("details");
  document.body.classList.toggle("picked", state.picked !== null);
  const node = state.picked?.node !== undefined ? nodeById.get(state.picked.node) : null;
  const kinds = { event: eventDetails, entity: entityDetails, publisher: publisherDetails };
  const made = !state.picked ? overview() : node ? kinds[node.kind](node) : linkDetails(facts.links[state.picked.link]);
  if (state.picked && facts.articles.length === 1) made.push(element("p", {}, articleLine(0)));
  panel.replaceChildren(...made.filter(Boolean));
  panel.parentElement.scrollTop = 0;
  if (focus) panel.querySelector("h2")?.focus({ preventScroll: false });
}

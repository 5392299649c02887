// Filters: each choice says how many events it would leave. Choices of one kind add up, kinds narrow each other.

const SHOWN = 6; // choices of a facet before "more"
const rowsOf = new Map(); // facet key -> [value, label element, checkbox, number]

function buildFilters() {
  byId("filter").replaceChildren(
    element("fieldset", { class: "quick" }, element("legend", {}, "Only"),
      check("settled", "what nobody denies"), check("alone", "what the chosen sources alone claim")),
    ...FACETS.map(buildFacet).filter(Boolean), buildTimes(),
    element("button", { type: "button", id: "reset", onclick: () => { clearFilters(); refresh(); } }, "Reset all filters"));
  byId("filter").addEventListener("submit", (event) => event.preventDefault());
}

function check(id, words) {
  const box = element("input", { type: "checkbox", id, onchange: () => { state[id] = box.checked; refresh(); } });
  return element("label", { class: "choice" }, box, element("span", {}, words), element("span", { class: "number", id: `${id}-count` }));
}

function buildFacet(facet) {
  const total = countsOf(facet);
  if (total.size < 2) return null;
  const values = [...total].sort((a, b) => b[1] - a[1] || compare(facet.words(a[0]), facet.words(b[0]))).map(([value]) => value);
  const rows = values.map((value) => facetRow(facet, value));
  rowsOf.set(facet.key, rows);
  const list = element("fieldset", { id: `facet-${facet.key}` }, element("legend", {}, facet.label), ...rows.map((row) => row.label));
  if (values.length > SHOWN) {
    list.classList.add("short");
    const button = element("button", { type: "button", class: "more", "aria-expanded": "false", onclick: () => { const short = list.classList.toggle("short"); button.setAttribute("aria-expanded", String(!short)); button.textContent = short ? `All ${values.length}` : "Fewer"; } }, `All ${values.length}`);
    list.append(button);
  }
  return list;
}

function facetRow(facet, value) {
  const box = element("input", { type: "checkbox", "data-value": value, onchange: () => { if (box.checked) state.chosen[facet.key].add(value); else state.chosen[facet.key].delete(value); refresh(); } });
  const number = element("span", { class: "number" });
  const node = facet.key === "entity" || facet.key === "source" ? nodeById.get(value) : null;
  const label = element("label", { class: "choice" }, box, node ? swatchOf(node) : null, element("span", {}, facet.words(value)), number);
  return { value, box, number, label };
}

function buildTimes() {
  const slider = (id, words) => element("label", { class: "slider" }, words, element("input", { id, type: "range", min: "0", max: String(Math.max(dates.length - 1, 0)), step: "1", oninput: readTimes }), element("output", { id: `${id}-date`, for: id }));
  return element("fieldset", { id: "times" }, element("legend", {}, "When it happens"), dates.length > 1 ? histogram() : null, ...(dates.length > 1 ? [slider("from", "from"), slider("to", "to")] : []), check("undated", "events without a date"));
}

// How many events touch each of forty equal parts of the sliders.
function histogram() {
  const parts = Math.min(dates.length, 40), counts = Array(parts).fill(0);
  for (const event of events) for (const time of event.times.filter(hasDate)) counts[Math.floor((dates.indexOf(time.earliest || time.latest) / dates.length) * parts)]++;
  const most = Math.max(...counts, 1);
  const bars = counts.map((count, i) => drawing("rect", { x: i * 10, y: 28 - (count / most) * 28, width: 8, height: (count / most) * 28, "data-part": i / parts }));
  return drawing("svg", { id: "histogram", viewBox: `0 0 ${parts * 10} 28`, preserveAspectRatio: "none", "aria-hidden": "true" }, bars);
}

function readTimes(event) {
  const [from, to] = [byId("from"), byId("to")];
  if (event.target === from && +from.value > +to.value) to.value = from.value;
  if (event.target === to && +to.value < +from.value) from.value = to.value;
  [state.from, state.to] = [+from.value, +to.value];
  refresh();
}

function showFilters() {
  for (const facet of FACETS.filter((f) => rowsOf.has(f.key))) {
    const counts = countsOf(facet);
    for (const { value, box, number, label } of rowsOf.get(facet.key)) {
      box.checked = state.chosen[facet.key].has(value);
      number.textContent = String(counts.get(value) ?? 0);
      label.classList.toggle("none", !counts.get(value) && !box.checked);
      label.classList.toggle("chosen", box.checked);
    }
  }
  for (const id of ["settled", "alone", "undated"]) byId(id).checked = state[id];
  byId("alone").disabled = !state.chosen.source.size;
  byId("settled-count").textContent = String(events.filter((event) => eventPasses(event, "settled") && isSettled(event)).length);
  byId("alone-count").textContent = state.chosen.source.size ? String(countAlone()) : "";
  byId("undated-count").textContent = String(events.filter((event) => !event.times.some(hasDate) && eventPasses(event, "time")).length);
  if (dates.length > 1) showTimes();
  showActive();
}

function countAlone() {
  const before = state.alone;
  state.alone = true;
  const found = events.filter((event) => eventPasses(event)).length;
  state.alone = before;
  return found;
}

function showTimes() {
  [byId("from").value, byId("to").value] = [String(state.from), String(state.to)];
  for (const id of ["from", "to"]) { byId(`${id}-date`).textContent = dates[state[id]]; byId(id).setAttribute("aria-valuetext", dayWords(dates[state[id]])); }
  for (const rect of byId("histogram").children) rect.classList.toggle("out", +rect.dataset.part < state.from / dates.length - 1e-9 || +rect.dataset.part > state.to / dates.length);
}

// The filters in use, each with a way out.
function showActive() {
  const chip = (words, leave) => element("button", { type: "button", class: "filter-chip", "aria-label": `Remove the filter ${words}`, onclick: () => { leave(); refresh(); } }, element("span", {}, words), "×");
  const made = FACETS.flatMap((facet) => [...state.chosen[facet.key]].map((value) => chip(`${facet.label}: ${facet.words(value)}`, () => state.chosen[facet.key].delete(value))));
  if (state.alone && state.chosen.source.size) made.push(chip("nobody else claims it", () => { state.alone = false; }));
  if (state.settled) made.push(chip("nobody denies it", () => { state.settled = false; }));
  if (isTimed()) made.push(chip(spanWords({ earliest: dates[state.from], latest: dates[state.to] }), () => { [state.from, state.to] = [0, dates.length - 1]; }));
  if (!state.undated) made.push(chip("only with a date", () => { state.undated = true; }));
  if (made.length > 1) made.push(element("button", { type: "button", class: "clear", onclick: () => { clearFilters(); refresh(); } }, "Clear all"));
  byId("active").replaceChildren(...made);
  byId("filters-button").textContent = made.length ? `Filters (${made.length - (made.length > 1 ? 1 : 0)})` : "Filters";
}

function toggleFilters(open) {
  byId("filters").hidden = !open;
  byId("filters-button").setAttribute("aria-expanded", String(open));
  document.body.classList.toggle("filtering", open);
  resized();
}

byId("filters-button").addEventListener("click", () => toggleFilters(byId("filters").hidden));

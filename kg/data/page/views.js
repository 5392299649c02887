// The views as tabs, one shown at a time; each is drawn when it is shown.

const SHOW = { graph: refreshGraph, timeline: showTimeline, map: showMap, text: showText, questions: showQuestions };
const MARK = { graph: () => paintGraph(), timeline: markTimeline, map: markMap, text: markText, questions: () => {} };
const tabs = VIEWS.map((name) => byId(`tab-${name}`));

function showView(name, focus = false) {
  turnTo(name);
  if (focus) byId(`tab-${name}`).focus();
  if (name === "graph") network.setSize("100%", "100%");
  SHOW[name]();
  resized();
  MARK[name](true);
  showDetails(false);
  writeAddress();
}

function turnTo(name) {
  state.view = name;
  VIEWS.forEach((other, i) => {
    byId(`view-${other}`).hidden = other !== name;
    tabs[i].setAttribute("aria-selected", String(other === name));
    tabs[i].tabIndex = other === name ? 0 : -1;
  });
  document.body.dataset.view = name;
}

// What depends on the room that there is.
function resized() {
  if (state.view === "graph") { network.setSize("100%", "100%"); network.redraw(); fit(false); }
  if (state.view === "map" && world) drawMap();
  if (state.view === "timeline" && axis.moments.length) drawAxis();
}

tabs.forEach((tab, i) => {
  tab.addEventListener("click", () => showView(VIEWS[i]));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const to = event.key === "Home" ? 0 : event.key === "End" ? VIEWS.length - 1 : step ? (i + step + VIEWS.length) % VIEWS.length : -1;
    if (to >= 0) { showView(VIEWS[to], true); event.preventDefault(); }
  });
});
addEventListener("resize", resized);

const SCHEMES = ["", "light", "dark"];
const SCHEME_WORDS = { "": "as the system has them", light: "light", dark: "dark" };
function showScheme() {
  document.documentElement.dataset.scheme = state.scheme;
  byId("scheme").setAttribute("aria-label", `Colours: ${SCHEME_WORDS[state.scheme]}`);
  byId("scheme").title = `Colours: ${SCHEME_WORDS[state.scheme]}`;
}
byId("scheme").addEventListener("click", () => {
  state.scheme = SCHEMES[(SCHEMES.indexOf(state.scheme) + 1) % SCHEMES.length];
  showScheme();
  paintGraph();
  writeAddress();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paintGraph);

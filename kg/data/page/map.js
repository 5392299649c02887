// The map: places of events on outlines of the countries. What is only known to a country or a region looks like an area,
// not like a point.

const outlines = read("outlines"); // SVG paths in hundredths of a degree, y to the south
const PRECISE = { exact: "known to the spot", city: "known to the town", region: "somewhere in this region", country: "somewhere in this country" };
const where = { lon: 10, lat: 30, scale: 3, flat: 0.8 }; // scale: pixels of a degree of latitude; flat: how much narrower one of longitude is
let world = null;

// Places with coordinates, and the passing events that happen there or that they take part in.
function findSpots() {
  const spots = [];
  for (const node of facts.nodes.filter((n) => n.spot)) {
    const links = linksAt(node.id).filter((link) => link.kind === "role" && match.events.has(otherEnd(link, node.id)));
    const here = new Set(links.filter((link) => link.label.includes("place")).map((link) => otherEnd(link, node.id)));
    const others = new Set(links.map((link) => otherEnd(link, node.id)));
    const inArticle = !state.chosen.article.size || node.articles.some((at) => state.chosen.article.has(String(at)));
    if (others.size || (!isFiltered() && inArticle)) spots.push({ node, here, others, weight: others.size });
  }
  return spots.sort((a, b) => b.weight - a.weight || compare(a.node.id, b.node.id));
}

const project = ([lat, lon]) => {
  const { clientWidth, clientHeight } = byId("world");
  return [clientWidth / 2 + (lon - where.lon) * where.scale * where.flat, clientHeight / 2 - (lat - where.lat) * where.scale];
};

function buildWorld() {
  const lands = Object.entries(outlines).map(([code, [name, path]]) => drawing("path", { d: path, "data-country": code, class: "land" }, drawing("title", {}, name)));
  world = drawing("svg", { id: "globe", width: "100%", height: "100%", tabindex: "0", role: "group", "aria-label": "Map. Arrow keys move it, plus and minus zoom; the places are buttons." },
    drawing("g", { class: "lands" }, lands), drawing("g", { class: "spots" }));
  byId("world").replaceChildren(world);
  dragMap();
}

function fitMap() {
  const { clientWidth, clientHeight } = byId("world");
  const spots = findSpots().map(({ node }) => node.spot);
  if (!spots.length) { Object.assign(where, { lon: 10, lat: 25, flat: 0.85, scale: clientWidth / 360 / 0.85 }); return drawMap(); }
  const lats = spots.map((spot) => spot[0]), lons = spots.map((spot) => spot[1]);
  where.lat = (Math.min(...lats) + Math.max(...lats)) / 2;
  where.lon = (Math.min(...lons) + Math.max(...lons)) / 2;
  where.flat = Math.max(Math.cos((Math.abs(where.lat) * Math.PI) / 180), 0.45);
  const wide = (Math.max(...lons) - Math.min(...lons)) * where.flat, high = Math.max(...lats) - Math.min(...lats);
  where.scale = Math.min((clientWidth - Math.min(140, clientWidth / 4)) / wide, Math.max(clientHeight - 110, 100) / high, 70);
  drawMap();
}

function drawMap() {
  if (!byId("world").clientWidth) return;
  const [x, y] = project([0, 0]);
  world.querySelector(".lands").setAttribute("transform", `translate(${x} ${y}) scale(${(where.scale * where.flat) / 100} ${where.scale / 100})`);
  const spots = findSpots();
  const focused = document.activeElement?.closest("[data-place]")?.dataset.place;
  const taken = [], made = spots.map((spot) => spotMark(spot, taken));
  world.querySelector(".spots").replaceChildren(...made.reverse());
  if (focused) world.querySelector(`[data-place="${CSS.escape(focused)}"] [role]`)?.focus({ preventScroll: true });
  byId("nowhere").hidden = spots.length > 0;
  byId("nowhere").textContent = isFiltered() ? "No event that passes these filters has a place with coordinates." : "No place of these articles has coordinates.";
  showMapKey(spots);
  markMap(false);
}

function spotMark({ node, here, others, weight }, taken) {
  const [x, y] = project(node.spot);
  const size = 4.5 + Math.min(Math.sqrt(weight) * 2.2, 14);
  const words = `${node.name}, ${spaced(node.type)}, ${PRECISE[node.precision] ?? ""}: ${counted(others.size, "event")}, ${here.size} of them there`;
  const label = drawing("text", { x: size + 5, y: 4, "aria-hidden": "true" }, node.name);
  const half = { left: x + size, right: x + size + 9 + node.name.length * (node.precision === "country" ? 8.6 : 7), top: y - 8, bottom: y + 8 };
  if (taken.some((area) => meet(area, half))) label.classList.add("crowded");
  else taken.push(half);
  taken.push({ left: x - size, right: x + size, top: y - size, bottom: y + size });
  const area = ["country", "region"].includes(node.precision) ? drawing("circle", { r: size + (node.precision === "country" ? 9 : 6), class: "area" }) : null;
  const button = drawing("g", { role: "button", tabindex: "0", "aria-label": words }, area, drawing("circle", { r: size, class: "point" }));
  const mark = drawing("g", { class: `spot ${node.precision || "unknown"}${weight ? "" : " idle"}`, transform: `translate(${x} ${y})`, "data-place": node.id },
    button, weight > 1 ? drawing("text", { class: "count", y: 3.5, "aria-hidden": "true" }, String(weight)) : null, label, drawing("title", {}, words));
  return pressable(mark, () => pick({ node: node.id }, { focus: false }));
}

function showMapKey(spots) {
  const lost = facts.nodes.filter((n) => n.layer === "place" && n.weight && !n.spot && [...eventsOf({ node: n.id })].some((id) => match.events.has(id))).sort((a, b) => b.weight - a.weight);
  const key = (kind, words) => element("span", { class: "key" }, element("span", { class: `dot-key ${kind}`, "aria-hidden": "true" }), words);
  const kinds = new Set(spots.map((spot) => spot.node.precision));
  byId("map-key").replaceChildren(
    ...[["city", "known to the town"], ["region", "a region"], ["country", "only the country"]].filter(([kind]) => kinds.has(kind)).map(([kind, words]) => key(kind, words)),
    element("span", { class: "key" }, "the number: events of the place"),
    ...(lost.length ? [element("details", {}, element("summary", {}, `Places without coordinates (${lost.length})`), element("div", { class: "lost" }, ...lost.map((n) => entry(n.id))))] : []),
    element("span", { class: "key credit" }, "Outlines: Natural Earth"));
}

// Places of what is picked: itself, or where its events happen.
function placesOfPicked() {
  const on = eventsOf(state.picked);
  const near = [...on].flatMap((id) => linksAt(id).map((link) => otherEnd(link, id)));
  const own = state.picked?.node !== undefined && nodeById.get(state.picked.node)?.kind === "entity";
  return own && nodeById.get(state.picked.node).spot ? new Set([state.picked.node]) : new Set(near.filter((id) => nodeById.get(id)?.spot));
}

function markMap(move) {
  if (!world) return;
  const on = placesOfPicked();
  for (const mark of world.querySelectorAll(".spot")) mark.classList.toggle("on", on.has(mark.dataset.place));
  world.classList.toggle("picking", on.size > 0);
  const countries = new Set([...on].map((id) => nodeById.get(id)).filter((node) => node.precision === "country").map((node) => node.country));
  for (const land of world.querySelectorAll(".land")) land.classList.toggle("on", countries.has(land.dataset.country));
  const marks = [...on].map((id) => project(nodeById.get(id).spot));
  const { clientWidth, clientHeight } = byId("world");
  const seen = marks.some(([x, y]) => x > 20 && y > 20 && x < clientWidth - 20 && y < clientHeight - 20);
  if (move && marks.length && !seen) { [where.lat, where.lon] = nodeById.get([...on][0]).spot; drawMap(); }
}

function zoomMap(factor, x = byId("world").clientWidth / 2, y = byId("world").clientHeight / 2) {
  const scale = Math.min(Math.max(where.scale * factor, byId("world").clientWidth / 400), 600);
  const { clientWidth, clientHeight } = byId("world");
  const [right, down] = [x - clientWidth / 2, y - clientHeight / 2];
  where.lon += (right / where.scale - right / scale) / where.flat;
  where.lat -= down / where.scale - down / scale;
  where.scale = scale;
  drawMap();
}

function panMap(right, down) {
  where.lon -= right / where.scale / where.flat;
  where.lat = Math.min(Math.max(where.lat + down / where.scale, -80), 84);
  drawMap();
}

function dragMap() {
  const fingers = new Map();
  world.addEventListener("wheel", (event) => {
    event.preventDefault();
    const box = world.getBoundingClientRect();
    zoomMap(event.deltaY > 0 ? 0.85 : 1.18, event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });
  world.addEventListener("pointerdown", (event) => fingers.set(event.pointerId, event));
  addEventListener("pointerup", (event) => fingers.delete(event.pointerId));
  addEventListener("pointercancel", (event) => fingers.delete(event.pointerId));
  addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const other = [...fingers.values()].find((finger) => finger.pointerId !== event.pointerId);
    if (other) zoomMap(apart(event, other) / Math.max(apart(before, other), 1));
    else panMap(event.clientX - before.clientX, event.clientY - before.clientY);
    fingers.set(event.pointerId, event);
  });
  world.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
    if (step) panMap(...step);
    else if (event.key === "+" || event.key === "=") zoomMap(1.4);
    else if (event.key === "-") zoomMap(1 / 1.4);
    else return;
    event.preventDefault();
  });
}

const apart = (a, b) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);

// Fits anew only when other places are shown, so that a view that somebody chose stays.
let shownSpots = null;
function showMap() {
  if (!world) buildWorld();
  const spots = findSpots().map(({ node }) => node.id).join(" ");
  if (spots !== shownSpots) fitMap();
  else drawMap();
  shownSpots = spots;
}

byId("map-closer").addEventListener("click", () => zoomMap(1.5));
byId("map-farther").addEventListener("click", () => zoomMap(1 / 1.5));
byId("map-whole").addEventListener("click", fitMap);

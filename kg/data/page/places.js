// Where the nodes of the graph stand: places found at build time, put together anew where a filter leaves only some.

// What a node covers with its label, around its place.
function boxOf(id) {
  const { label, size, font } = drawnNodes.get(id);
  const lines = label.split("\n");
  return { half: Math.max(size, ...lines.map((line) => line.length * font.size * 0.3)) + 4, up: size, down: size + 5 + lines.length * font.size * 1.25 };
}

const around = (id, [x, y]) => { const box = boxOf(id); return { left: x - box.half, right: x + box.half, top: y - box.up, bottom: y + box.down }; };
const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function hullOf(places) {
  const areas = [...places].map(([id, place]) => around(id, place));
  const edge = (side, choose) => areas.reduce((far, area) => choose(far, area[side]), areas[0]?.[side] ?? 0);
  return { left: edge("left", Math.min), right: edge("right", Math.max), top: edge("top", Math.min), bottom: edge("bottom", Math.max) };
}

const NOWHERE = [0, 0];

// A free place on growing rings around a neighbour that has one; `full` keeps how many rings of a home have no room.
function freePlace(id, places, taken, full) {
  const home = linksAt(id).map((link) => places.get(otherEnd(link, id))).find(Boolean) ?? NOWHERE;
  const box = boxOf(id);
  for (let ring = full.get(home) ?? 0; ring < 60; ring++) {
    const steps = Math.max(1, ring * 6);
    for (let step = 0; step < steps; step++) {
      const turn = (step / steps) * 2 * Math.PI;
      const place = [home[0] + Math.cos(turn) * ring * 70, home[1] + Math.sin(turn) * ring * 45];
      const area = { left: place[0] - box.half, right: place[0] + box.half, top: place[1] - box.up, bottom: place[1] + box.down };
      if (!taken.some((other) => meet(other, area))) return place;
    }
    full.set(home, ring);
  }
  return home;
}

// Takes out the empty strips between the boxes along one axis; nothing overlaps that did not before.
function squeeze(places, axisNumber, low, high, widest) {
  const spans = [...places].map(([id, place]) => [around(id, place)[low], around(id, place)[high], id]).sort((a, b) => a[0] - b[0]);
  let end = spans.length ? spans[0][0] : 0, moved = 0;
  for (const [begin, stop, id] of spans) {
    moved += Math.max(0, begin - end - widest);
    end = Math.max(end, stop);
    places.get(id)[axisNumber] -= moved;
  }
}

// The parts that hang together by drawn links, in the order of their first node.
function islandsOf(places) {
  const islands = [], seen = new Set();
  for (const begin of places.keys()) {
    if (seen.has(begin)) continue;
    const island = [begin];
    seen.add(begin);
    for (const id of island) {
      for (const i of linksOf.get(id) ?? []) {
        const other = otherEnd(facts.links[i], id);
        if (visible.links.has(i) && places.has(other) && !seen.has(other)) { seen.add(other); island.push(other); }
      }
    }
    islands.push(new Map(island.map((id) => [id, [...places.get(id)]])));
  }
  return islands;
}

// The islands in rows, as wide as fills the screen best.
function packed(places) {
  const islands = islandsOf(places);
  for (const island of islands) { squeeze(island, 0, "left", "right", 40); squeeze(island, 1, "top", "bottom", 24); }
  const hulls = islands.map(hullOf).map((hull) => ({ ...hull, wide: hull.right - hull.left + 34, high: hull.bottom - hull.top + 30 }));
  const { clientWidth, clientHeight } = byId("picture");
  const side = Math.sqrt((hulls.reduce((sum, hull) => sum + hull.wide * hull.high, 0) * clientWidth) / Math.max(clientHeight, 1));
  const tried = [1, 1.15, 1.3, 1.5, 1.8].map((factor) => inRows(islands, hulls, Math.max(side * factor, ...hulls.map((hull) => hull.wide))));
  return tried.reduce((best, other) => (scaleOf(other) > scaleOf(best) ? other : best));
}

function inRows(islands, hulls, widest) {
  const order = hulls.map((_, i) => i).sort((a, b) => hulls[b].high - hulls[a].high || a - b);
  let [x, y, deep] = [0, 0, 0];
  const found = new Map();
  for (const i of order) {
    if (x && x + hulls[i].wide > widest) [x, y, deep] = [0, y + deep, 0];
    for (const [id, place] of islands[i]) found.set(id, [place[0] - hulls[i].left + x, place[1] - hulls[i].top + y]);
    x += hulls[i].wide;
    deep = Math.max(deep, hulls[i].high);
  }
  return found;
}

// How large the places can be shown on the screen.
function scaleOf(places) {
  const hull = hullOf(places), { clientWidth, clientHeight } = byId("picture");
  return Math.min(clientWidth / Math.max(hull.right - hull.left, 1), clientHeight / Math.max(hull.bottom - hull.top, 1));
}

// Moves the nodes to their places; says whether the picture is another one.
let arranged = "", roomy = new Set();
function arrange() {
  const scene = facts.scenes[sceneName()], filtered = isFiltered();
  const key = filtered || sceneName() === "first" ? JSON.stringify([...visible.nodes]) : sceneName() + [...state.opened].join();
  if (key === arranged) return false;
  arranged = key;
  roomy = new Set(facts.roomy[sceneName()]);
  const places = new Map([...visible.nodes].filter((id) => scene[id]).map((id) => [id, [...scene[id]]]));
  const taken = [...places].map(([id, place]) => around(id, place));
  const full = new Map();
  for (const id of visible.nodes) {
    if (places.has(id)) continue;
    places.set(id, freePlace(id, places, taken, full));
    taken.push(around(id, places.get(id)));
  }
  const others = visible.nodes.size && (filtered || sceneName() === "first") ? packed(places) : places;
  const better = scaleOf(others) > scaleOf(places) * (filtered ? 1 : 1.08);
  if (better && !filtered) roomy = new Set();
  drawnNodes.update([...(better ? others : places)].map(([id, [x, y]]) => ({ id, x, y })));
  return true;
}

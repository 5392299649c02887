// The strip above the timeline: all moments to scale, a bar as long as the stretch in which it lies. The wheel and the
// buttons zoom, dragging moves. The list below has the same content for the keyboard.

const DAY = 86_400_000;
const dayNumber = (day) => Date.parse(day + "T00:00:00Z") / DAY;
const LANE = 9, LANES = 12;
const axis = { begin: 0, end: 1, moments: [] };

function showAxis(moments) {
  axis.moments = moments;
  byId("axis").hidden = !moments.length;
  if (!moments.length) return;
  const ends = moments.flatMap(({ begin, end }) => [dayNumber(begin), dayNumber(end) + 1]);
  axis.low = Math.min(...ends);
  axis.high = Math.max(...ends);
  const margin = Math.max((axis.high - axis.low) * 0.03, 2);
  Object.assign(axis, { low: axis.low - margin, high: axis.high + margin });
  Object.assign(axis, { begin: axis.low, end: axis.high });
  drawAxis();
}

// Ticks at years, months or days, whichever leave room for their words.
function ticks(width) {
  const most = Math.max(Math.floor(width / 84), 2);
  const span = axis.end - axis.begin;
  const steps = [1, 2, 7, 14, 31, 92, 183, 366, 731, 1827, 3653, 9132, 18263, 36525];
  const step = steps.find((days) => span / days <= most) ?? 73050;
  if (step < 31) return dayTicks(step);
  const months = Math.round(step / 30.5);
  const from = new Date(axis.begin * DAY), found = [];
  let [year, month] = months >= 12 ? [Math.floor(from.getUTCFullYear() / (months / 12)) * (months / 12), 0] : [from.getUTCFullYear(), 0];
  for (;;) {
    const at = Date.UTC(Math.round(year), month, 1) / DAY;
    if (at > axis.end) return found;
    if (at >= axis.begin) found.push([at, months >= 12 ? String(Math.round(year)) : month ? MONTHS[month].slice(0, 3) : String(year)]);
    month += months % 12;
    year += Math.floor(months / 12) + Math.floor(month / 12);
    month %= 12;
  }
}

function dayTicks(step) {
  const found = [];
  for (let at = Math.ceil(axis.begin / step) * step; at <= axis.end; at += step) {
    const day = new Date(at * DAY);
    found.push([at, `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()].slice(0, 3)}`]);
  }
  return found;
}

function drawAxis() {
  const padding = getComputedStyle(byId("axis"));
  const width = Math.max(byId("axis").clientWidth - parseFloat(padding.paddingLeft) - parseFloat(padding.paddingRight), 100);
  const x = (day) => ((day - axis.begin) / (axis.end - axis.begin)) * width;
  const ends = [], bars = [];
  for (const moment of axis.moments) {
    const [left, right] = [x(dayNumber(moment.begin)), x(dayNumber(moment.end) + 1)];
    const wide = Math.max(right - left, 7);
    let lane = ends.findIndex((end) => end + 2 <= left);
    if (lane < 0) lane = ends.length < LANES ? ends.length : ends.indexOf(Math.min(...ends));
    ends[lane] = left + wide;
    bars.push({ moment, left, wide, lane });
  }
  const high = Math.max(ends.length, 3) * LANE + 10;
  const grid = ticks(width).filter(([day]) => x(day) < width - 30).flatMap(([day, words]) => [
    drawing("line", { x1: x(day), x2: x(day), y1: 0, y2: high + 4, class: "tick" }),
    drawing("text", { x: x(day) + 4, y: high + 15, class: "tick" }, words),
  ]);
  const marks = bars.map(({ moment, left, wide, lane }) => bar(moment, left, wide, high - 4 - (lane + 1) * LANE));
  const svg = drawing("svg", { width: "100%", height: high + 22, role: "img", "aria-label": "Events to scale; the list below has the same events" },
    drawing("line", { x1: 0, x2: width, y1: high, y2: high, class: "base" }), grid, marks);
  byId("axis").replaceChildren(axisButtons(), svg);
  dragAxis(svg, width);
  markTimeline(false);
}

function bar({ event, time }, left, wide, top) {
  const kind = precisionOf(time);
  const made = drawing("rect", { x: left, y: top, width: wide, height: LANE - 3, rx: 3, class: `bar ${kind} ${event.status}`, "data-event": event.id },
    drawing("title", {}, `${spanWords(time)}: ${event.name}`));
  made.addEventListener("click", () => pick({ node: event.id }, { focus: false }));
  return made;
}

function axisButtons() {
  const button = (label, words, act) => element("button", { type: "button", "aria-label": label, onclick: act }, words);
  const middle = () => (axis.begin + axis.end) / 2;
  return element("div", { class: "zoom", role: "group", "aria-label": "Zoom of the timeline" },
    button("Zoom in", "+", () => zoomAxis(0.5, middle())), button("Zoom out", "−", () => zoomAxis(2, middle())),
    button("Show the whole time", "⤢", () => { Object.assign(axis, { begin: axis.low, end: axis.high }); drawAxis(); }));
}

function zoomAxis(factor, day) {
  const span = Math.min(Math.max((axis.end - axis.begin) * factor, 5), axis.high - axis.low);
  const part = (day - axis.begin) / (axis.end - axis.begin);
  moveAxis(day - part * span, span);
}

function moveAxis(begin, span) {
  axis.begin = Math.min(Math.max(begin, axis.low), axis.high - span);
  axis.end = axis.begin + span;
  drawAxis();
}

function dragAxis(svg, width) {
  const dayAt = (event) => axis.begin + ((event.clientX - svg.getBoundingClientRect().left) / width) * (axis.end - axis.begin);
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.shiftKey && Math.abs(event.deltaY) < 1) return;
    event.preventDefault();
    zoomAxis(event.deltaY > 0 ? 1.25 : 0.8, dayAt(event));
  }, { passive: false });
  svg.addEventListener("pointerdown", (down) => {
    if (down.target.dataset.event) return;
    const [begin, span] = [axis.begin, axis.end - axis.begin];
    const move = (event) => moveAxis(begin - ((event.clientX - down.clientX) / width) * span, span);
    const stop = () => { removeEventListener("pointermove", move); removeEventListener("pointerup", stop); };
    addEventListener("pointermove", move);
    addEventListener("pointerup", stop);
  });
}

// The facts of the page, and the ways from one to the other.

const facts = read("facts");
const answers = read("answers");
const nodeById = new Map(facts.nodes.map((node) => [node.id, node]));
const events = facts.nodes.filter((node) => node.kind === "event");
const nameOf = (id) => nodeById.get(id)?.name ?? id;
const sourceOf = (said) => (said.narrated ? "publisher:" + said.words : said.source || "unnamed:" + said.words);

const linksOf = new Map();
facts.links.forEach((link, i) => {
  for (const end of new Set([link.begin, link.end])) {
    if (!linksOf.has(end)) linksOf.set(end, []);
    linksOf.get(end).push(i);
  }
});
const linksAt = (id) => (linksOf.get(id) || []).map((i) => facts.links[i]);
const otherEnd = (link, id) => (link.begin === id ? link.end : link.begin);

// The entities that take part in an event.
const partsOf = new Map(events.map((event) => {
  const roles = linksAt(event.id).filter((link) => link.kind === "role").map((link) => otherEnd(link, event.id));
  return [event.id, new Set(roles.filter((id) => nodeById.get(id)?.kind === "entity"))];
}));

// The events in which an entity takes part or of which it says something, and an event's own self.
function eventsOf(picked) {
  if (!picked) return new Set();
  if (picked.link !== undefined) {
    const link = facts.links[picked.link];
    return new Set([link.begin, link.end].filter((id) => nodeById.get(id)?.kind === "event"));
  }
  const node = nodeById.get(picked.node);
  if (!node || node.kind === "event") return new Set([picked.node]);
  const near = linksAt(node.id).map((link) => otherEnd(link, node.id));
  return new Set(near.filter((id) => nodeById.get(id)?.kind === "event"));
}

// Days as people read them; "" is an open end.
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const hasDate = (time) => time.earliest || time.latest;

function dayWords(day) {
  const [year, month, date] = day.split("-");
  return `${+date} ${MONTHS[month - 1]} ${year}`;
}

function spanWords({ earliest, latest }) {
  if (!earliest) return `until ${dayWords(latest)}`;
  if (!latest) return `since ${dayWords(earliest)}`;
  if (earliest === latest) return dayWords(earliest);
  const [a, b] = [earliest.split("-"), latest.split("-")];
  const lastDay = (y, m) => new Date(Date.UTC(+y, +m, 0)).getUTCDate();
  const whole = a[2] === "01" && +b[2] === lastDay(b[0], b[1]);
  if (whole && a[1] === "01" && b[1] === "12") return a[0] === b[0] ? a[0] : `${a[0]} to ${b[0]}`;
  if (whole && a[0] === b[0] && a[1] === b[1]) return `${MONTHS[a[1] - 1]} ${a[0]}`;
  if (whole) return `${MONTHS[a[1] - 1]}${a[0] === b[0] ? "" : " " + a[0]} to ${MONTHS[b[1] - 1]} ${b[0]}`;
  if (a[0] === b[0] && a[1] === b[1]) return `${+a[2]} to ${dayWords(latest)}`;
  if (a[0] === b[0]) return `${+a[2]} ${MONTHS[a[1] - 1]} to ${dayWords(latest)}`;
  return `${dayWords(earliest)} to ${dayWords(latest)}`;
}

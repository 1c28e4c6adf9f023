// The graph as it stands in the page, with indexes, and the state that a reader changes.

const D = JSON.parse(byId("data").textContent);
const indexOf = new Map(D.nodes.map((node, index) => [node.id, index]));
const eventAt = new Map(D.events.map((event, index) => [event.id, index]));

D.nodes.forEach((node) => { node.events = []; node.edges = []; node.hub = node.type === "Event"; });
D.edges = D.edges.map(([a, b, directed, tone, standing, events]) => ({ a, b, directed: Boolean(directed), tone, standing, events }));
D.events.forEach((event, index) => {
  event.ties = [];
  event.group = D.classes[event.type][1];
  [event.quad, event.tone] = D.plover[event.plover] || [undefined, "neutral"];
  if (event.date) [event.from, event.to] = [periodStart(event.date), periodEnd(event.end || event.date)];
  for (const list of ["actors", "targets", "participants", "places", "concerns", "nodes", "claims"]) event[list] ||= [];
  event.nodes.forEach((node) => D.nodes[node].events.push(index));
  event.count = event.claims.length + (event.more || 0);
  event.label = eventLabel(event);
});
D.edges.forEach((edge, index) => {
  edge.key = [D.nodes[edge.a].id, D.nodes[edge.b].id, edge.tone, edge.standing, edge.directed ? "d" : "u"].join("|");
  D.nodes[edge.a].edges.push(index);
  D.nodes[edge.b].edges.push(index);
  edge.events.forEach((event) => D.events[event].ties.push(index));
});
D.nodes.forEach((node) => {
  if (node.hub) node.events = [eventAt.get(node.id)];
  node.words = [node.label, ...(node.aliases || []), node.iso3 || ""].map(fold).filter(Boolean);
});
if (D.events.some((event) => !event.quad)) D.quads.push(["", "Not coded"]);

const FILTERS = { type: D.types, class: Object.entries(D.classes).map(([cls, [name]]) => [cls, name]), status: D.statuses, quad: D.quads };
const labelOf = { type: new Map(), class: new Map(), status: new Map(), quad: new Map() };
for (const [kind, rows] of Object.entries(FILTERS)) rows.forEach((row) => labelOf[kind].set(row[0], row[1]));

/** Periods in which something is dated, in order: the stops of the time slider. */
const STOPS = (() => {
  const dated = D.events.filter((event) => event.from);
  const days = new Set(dated.map((event) => event.from.slice(0, 10)));
  const byDay = days.size > 1 && dated.every((event) => event.date.length === 10) && days.size <= 31;
  const found = new Map();
  const months = new Set(dated.map((event) => event.date).filter((date) => date.length > 4).map((date) => date.slice(0, 4)));
  for (const event of dated) {
    const told = byDay ? event.date : event.date.slice(0, 7);
    if (told.length === 4 && months.has(told)) continue; // a year is shown by its months
    if (!found.has(told)) found.set(told, { told, from: periodStart(told), to: periodEnd(told), events: [] });
    found.get(told).events.push(event);
  }
  return [...found.values()].sort((one, other) => (one.told < other.told ? -1 : 1));
})();

function periodStart(told) { return told.length === 4 ? `${told}-01-01` : told.length === 7 ? `${told}-01` : told; }

/** An event in one line, such as "Visit: Vladimir Putin → India". */
function eventLabel(event) {
  const side = (refs) => {
    const names = refs.map((ref) => D.names[ref][0]);
    return names.length <= 3 ? names.join(", ") : `${names[0]}, ${names[1]} and ${names.length - 2} others`;
  };
  const [doers, targets] = [side([...event.actors, ...event.participants]), side(event.targets)];
  return `${D.classes[event.type][0]}: ${doers}${targets ? ` → ${targets}` : ""}`;
}

function periodEnd(told) {
  if (told.length === 10) return told;
  if (told.length === 4) return `${told}-12-31`;
  const [year, month] = told.split("-").map(Number);
  return `${told}-${String(new Date(Date.UTC(year, month, 0)).getUTCDate()).padStart(2, "0")}`;
}

const START = {
  off: { type: [], class: [], status: [], quad: [] }, opened: [],
  undated: true, actsFor: true, first: 0, last: Math.max(0, STOPS.length - 1),
  focus: null, hops: 1, tab: "network", size: D.measure, colour: "type", selected: null, pair: null,
};
const S = structuredClone(START);
for (const kind of Object.keys(FILTERS)) S.off[kind] = new Set();
S.opened = new Set();

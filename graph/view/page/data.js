// The graph as it stands in the page, with indexes, and the state that a reader changes.

const D = JSON.parse(byId("data").textContent);
const SPACE = "https://w3id.org/diplograph/id/";
const short = (iri) => (iri.startsWith(SPACE) ? iri.slice(SPACE.length) : iri);
const indexOf = new Map(D.nodes.map((node, index) => [short(node.id), index]));
const eventAt = new Map(D.events.map((event, index) => [short(event.id), index]));

D.nodes.forEach((node) => { node.events = []; node.edges = []; node.hub = node.type === "Event"; });
D.events.forEach((event, index) => {
  event.ties = [];
  for (const list of ["actors", "targets", "participants", "places", "concerns", "nodes", "claims"]) event[list] ||= [];
  event.nodes.forEach((node) => D.nodes[node].events.push(index));
});
D.edges.forEach((edge, index) => {
  edge.a = indexOf.get(short(edge.from));
  edge.b = indexOf.get(short(edge.to));
  edge.key = [short(edge.from), short(edge.to), edge.tone, edge.standing, edge.arrows ? "d" : "u"].join("|");
  D.nodes[edge.a].edges.push(index);
  D.nodes[edge.b].edges.push(index);
  edge.events.forEach((event) => D.events[event].ties.push(index));
});
D.nodes.forEach((node) => {
  if (node.hub) node.events = [eventAt.get(short(node.id))];
  node.words = [node.label, ...(node.aliases || []), node.iso3 || ""].map(fold).filter(Boolean);
});
if (D.events.some((event) => !event.quad)) D.quads.push(["", "Not coded"]);

const FILTERS = { type: D.types, group: D.groups, status: D.statuses, quad: D.quads };
const labelOf = { type: new Map(), group: new Map(), status: new Map(), quad: new Map() };
for (const [kind, rows] of Object.entries(FILTERS)) rows.forEach((row) => labelOf[kind].set(row[0], row[1]));

/** Periods in which something is dated, in order: the stops of the time slider. */
const STOPS = (() => {
  const dated = D.events.filter((event) => event.from);
  const days = new Set(dated.map((event) => event.from.slice(0, 10)));
  const byDay = days.size > 1 && dated.every((event) => event.date.length === 10) && days.size <= 31;
  const found = new Map();
  for (const event of dated) {
    const told = byDay ? event.date : event.date.slice(0, 7);
    const until = told.length === event.date.length && !event.end ? event.to : periodEnd(told);
    if (!found.has(told)) found.set(told, { told, from: told.padEnd(10, "-01"), to: until, events: [] });
    found.get(told).events.push(event);
  }
  return [...found.values()].sort((one, other) => (one.told < other.told ? -1 : 1));
})();

function periodEnd(told) {
  if (told.length === 10) return told;
  if (told.length === 4) return `${told}-12-31`;
  const [year, month] = told.split("-").map(Number);
  return `${told}-${String(new Date(Date.UTC(year, month, 0)).getUTCDate()).padStart(2, "0")}`;
}

const START = {
  off: { type: [], group: [], status: [], quad: [] },
  undated: true, actsFor: true, first: 0, last: Math.max(0, STOPS.length - 1),
  focus: null, hops: 1, tab: "network", size: D.measure, colour: "type", selected: null, pair: null,
};
const S = structuredClone(START);
for (const kind of Object.keys(FILTERS)) S.off[kind] = new Set();

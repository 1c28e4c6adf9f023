// What is visible now: computed anew after each change, from the state alone.

const V = { node: [], event: [], edge: [], actors: 0, events: 0, sentences: 0 };

function inPeriod(event) {
  if (!event.from) return S.undated;
  if (S.first === 0 && S.last === STOPS.length - 1) return true;
  const from = STOPS[S.first].from;
  const to = STOPS.slice(S.first, S.last + 1).reduce((latest, stop) => (stop.to > latest ? stop.to : latest), "");
  return event.end ? event.from <= to && event.to >= from : event.from >= from && event.to <= to;
}

function passes(event) {
  return !S.off.class.has(event.type) && !S.off.status.has(event.status) && !S.off.quad.has(event.quad || "") && inPeriod(event);
}

/** The nodes within so many ties of one; passing through an event that stands as a node costs nothing. */
function around_(centre, hops, usable) {
  const reached = new Set([centre]);
  let edge = [centre];
  for (let hop = 0; hop < hops; hop += 1) {
    const step = new Set();
    const visit = (from) => D.nodes[from].edges.filter(usable).forEach((index) => {
      const other = D.edges[index].a === from ? D.edges[index].b : D.edges[index].a;
      if (reached.has(other) || step.has(other)) return;
      step.add(other);
      if (D.nodes[other].hub) visit(other);
    });
    edge.forEach(visit);
    step.forEach((node) => reached.add(node));
    edge = [...step];
  }
  return reached;
}

function compute() {
  const passing = D.events.map(passes);
  const live = (index) => (D.edges[index].tone === "actsfor" ? S.actsFor : D.edges[index].events.some((event) => passing[event]));
  const inFocus = S.focus === null ? null : around_(S.focus, S.hops, live);
  const allowed = D.nodes.map((node, index) => !S.off.type.has(node.type) && (!inFocus || inFocus.has(index)));
  const tied = D.edges.map((edge) => allowed[edge.a] && allowed[edge.b]);
  V.event = D.events.map((event, index) => passing[index] &&
    (event.ties.length ? event.ties.some((edge) => tied[edge]) : event.nodes.some((node) => allowed[node])));
  V.node = D.nodes.map((node, index) => allowed[index] && node.events.some((event) => V.event[event]));
  V.edge = D.edges.map((edge) => {
    if (!V.node[edge.a] || !V.node[edge.b]) return 0;
    return edge.tone === "actsfor" ? Number(S.actsFor) : edge.events.filter((event) => V.event[event]).length;
  });
  V.actors = D.nodes.filter((node, index) => V.node[index] && !node.hub).length;
  V.events = V.event.filter(Boolean).length;
  V.sentences = D.events.reduce((sum, event, index) => sum + (V.event[index] ? event.count : 0), 0);
}

const visible = (indexes) => indexes.filter((index) => V.event[index]);
const eventsOf = (node) => visible(D.nodes[node].events);

/** The visible events that tie two nodes, in either direction, directly or through an event that stands as a node. */
function eventsBetween(a, b) {
  const other = new Set(D.nodes[b].events);
  return eventsOf(a).filter((index) => other.has(index) && between(D.events[index], a, b));
}

function between(event, a, b) {
  return event.ties.some((index) => {
    const { a: from, b: to } = D.edges[index];
    return (from === a && to === b) || (from === b && to === a) || D.nodes[from].hub || D.nodes[to].hub;
  });
}

/** The partners of a node with the visible events each shares with it, most first. */
function partnersOf(node) {
  const found = new Map();
  for (const index of eventsOf(node)) {
    for (const other of D.events[index].nodes) {
      if (other !== node && V.node[other] && between(D.events[index], node, other)) {
        if (!found.has(other)) found.set(other, []);
        found.get(other).push(index);
      }
    }
  }
  return [...found].sort((one, two) => two[1].length - one[1].length || (D.nodes[one[0]].label < D.nodes[two[0]].label ? -1 : 1));
}

const toneCounts = (indexes) => {
  const counts = { cooperation: 0, neutral: 0, conflict: 0 };
  indexes.forEach((index) => { counts[D.events[index].tone] += 1; });
  return counts;
};
const meanGoldstein = (indexes) => {
  const values = indexes.map((index) => D.events[index].goldstein).filter((value) => value !== undefined);
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
};

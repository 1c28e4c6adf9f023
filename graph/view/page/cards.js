// Evidence cards: who did what to whom, when, whether it took place, who says so, in which words, where.

const PAGE = 15;

const nodeButton = (index, text) => word(text || D.nodes[index].label, () => select({ kind: "node", node: index }));

/** The name with this number: a button where it is in the view, plain text where not. */
function named(ref) {
  const [label, node] = D.names[ref];
  return node >= 0 && !D.nodes[node].hub ? nodeButton(node, label) : el("span", { class: "name" }, label);
}

function listed(refs) {
  return refs.flatMap((ref, place) => [place ? (place === refs.length - 1 ? " and " : ", ") : "", named(ref)]);
}

function who(event) {
  const doers = [...event.actors, ...event.participants];
  const parts = [doers.length ? listed(doers) : el("span", { class: "soft" }, "someone not named")];
  if (event.targets.length) parts.push(el("span", { class: "arrow" }, " → ", el("span", { class: "hidden" }, "to ")), listed(event.targets));
  return parts;
}

function chip(text, attributes, ...before) { return el("span", { class: "chip", ...attributes }, ...before, text); }
const statusChip = (status) => chip(labelOf.status.get(status) || status, { "data-status": status });

function toneChip(event) {
  const dot = svg("svg", { viewBox: "-5 -5 10 10", width: 9, height: 9, "aria-hidden": "true" }, svg("circle", { r: 4, fill: toneColour(event.tone) }));
  const text = event.quad ? labelOf.quad.get(event.quad) : "not coded";
  const value = event.goldstein === undefined ? "" : `, Goldstein ${signed(event.goldstein)}`;
  return chip(text + value, { title: event.plover ? `PLOVER ${event.plover}` : null }, dot);
}
const signed = (value) => (value > 0 ? `+${value.toFixed(1)}` : value.toFixed(1).replace("-", "−"));

function when(event) {
  if (!event.date) return event.when ? `“${event.when}”, no date told` : "Date not told";
  return dateText(event.date) + (event.end && event.end !== event.date ? ` to ${dateText(event.end)}` : "");
}

/** One event with its sentences. */
function eventItem(index, { heading = "h4" } = {}) {
  const event = D.events[index];
  const about = [...listed(event.concerns), event.about ? `${event.concerns.length ? ", " : ""}“${event.about}”` : ""];
  const fact = (name, ...value) => el("div", null, el("dt", null, name), el("dd", null, ...value));
  return el("article", { class: "event", "data-tone": event.tone },
    el(heading, null, el("span", { class: "what" }, D.classes[event.type][0]), " ", who(event)),
    el("p", { class: "chips" }, el("span", { class: "when" }, when(event)), statusChip(event.status), toneChip(event),
      event.contested ? chip("Articles disagree", { class: "chip warn" }) : null),
    el("dl", { class: "facts" },
      event.places.length ? fact("Where", listed(event.places)) : null,
      about.some(Boolean) ? fact("About", about) : null,
      event.amount ? fact("Amount", event.amount) : null),
    event.claims.map((claim) => sentence(claim)),
    event.count > event.claims.length ? el("p", { class: "soft" }, `${plural(event.count - event.claims.length, "more sentence")} in the graph.`) : null);
}

/** One sentence, with the word that told the event marked, who says so and the article. */
function sentence(claim) {
  const { quote, mark } = claim;
  const words = mark ? [quote.slice(0, mark[0]), el("mark", null, quote.slice(mark[0], mark[1])), quote.slice(mark[1])] : [quote];
  const article = D.articles[claim.article];
  const said = claim.said !== undefined ? named(claim.said) : claim.source || null;
  return el("figure", { class: "sentence" },
    el("blockquote", null, ...words),
    el("figcaption", null,
      said ? el("span", { class: "said" }, "Says ", said, claim.cue ? ` (“${claim.cue}”)` : "", claim.via !== undefined ? [", reported by ", named(claim.via)] : "", ". ") : null,
      claim.status ? [statusChip(claim.status), " "] : null,
      article.url ? link(article.url, article.title) : el("cite", null, article.title),
      el("span", { class: "soft" }, [article.by, article.date && dateText(article.date.slice(0, 10))].filter(Boolean).map((part) => ` · ${part}`).join(""))));
}

/** Events, the latest first, those without a date last; more on demand. */
function eventList(indexes, options) {
  const sorted = [...indexes].sort((one, other) => {
    const [a, b] = [D.events[one].from || "", D.events[other].from || ""];
    return a === b ? one - other : a < b ? 1 : -1;
  });
  const holder = el("div", { class: "events" });
  const more = (from) => {
    sorted.slice(from, from + PAGE).forEach((index) => holder.append(eventItem(index, options)));
    if (from + PAGE >= sorted.length) return;
    const rest = button(`Show ${Math.min(PAGE, sorted.length - from - PAGE)} more of ${number(sorted.length - from - PAGE)}`, () => {
      rest.remove();
      more(from + PAGE);
      const next = holder.children[from + PAGE];
      next.tabIndex = -1;
      next.focus();
    }, { class: "more" });
    holder.append(rest);
  };
  if (sorted.length) more(0);
  else holder.append(el("p", { class: "soft" }, "No event passes the filters."));
  return holder;
}

function toneBar(indexes) {
  const counts = toneCounts(indexes);
  const text = `${counts.cooperation} cooperation, ${counts.conflict} conflict, ${counts.neutral} neither`;
  const bar = svg("svg", { viewBox: "0 0 100 6", preserveAspectRatio: "none", class: "tonebar", role: "img", "aria-label": text });
  let x = 0;
  for (const [tone, count] of Object.entries(counts)) {
    const width = (100 * count) / (indexes.length || 1);
    bar.append(svg("rect", { x, y: 0, width, height: 6, fill: toneColour(tone) }));
    x += width;
  }
  return bar;
}

function count(indexes) {
  const sentences = indexes.reduce((sum, index) => sum + D.events[index].count, 0);
  return el("p", { class: "count" }, `${plural(indexes.length, "event")}, ${plural(sentences, "sentence")}`);
}

function head(kicker, title, ...actions) {
  return el("header", null, el("p", { class: "kicker" }, kicker), el("h2", { id: "card-title", tabindex: "-1" }, title),
    el("div", { class: "actions" }, ...actions, button("Close", () => select(null), { class: "plain" })));
}

function rows(pairs, base, most = 8) {
  if (!pairs.length) return null;
  const largest = Math.max(...pairs.map(([, events]) => events.length));
  return el("ul", { class: "rows" }, pairs.slice(0, most).map(([other, events]) =>
    el("li", null, base(other, events), el("span", { class: "n" }, number(events.length)),
      el("div", { class: "track" }, (() => { const bar = toneBar(events); bar.style.width = `${Math.max(3, (100 * events.length) / largest)}%`; return bar; })()))));
}

function nodeCard(index) {
  const node = D.nodes[index];
  if (node.hub) return eventCard(node.events[0]);
  const events = eventsOf(index);
  const type = D.types.find((row) => row[0] === node.type);
  const focused = S.focus === index;
  return [
    head([swatch(node.shape, nodeColour(node)), type ? type[1] : node.type, node.iso3 ? ` · ${node.iso3}` : ""], node.label,
      button(focused ? "Show everyone" : "Focus", () => change({ focus: focused ? null : index }), { "aria-pressed": String(focused), title: "Show only what is around it" }),
      button("Timeline", () => change({ tab: "timeline", pair: [index, null] })),
      button("Path to…", () => askPath(index))),
    focused ? hopControl() : null,
    node.aliases ? el("p", { class: "soft" }, "Also ", node.aliases.join(", ")) : null,
    V.node[index] ? count(events) : el("p", { class: "warnline" }, "The filters hide this actor at present."),
    el("dl", { class: "measures" }, Object.entries(D.measures).map(([name, label]) =>
      el("div", null, el("dt", null, label), el("dd", null, score(node.scores[name][0]))))),
    D.notices.length ? el("p", { class: "soft note" }, "In the whole network, with what is not shown here.") : null,
    facts(node),
    section("With whom", rows(partnersOf(index), (other) => word(D.nodes[other].label, () => select({ kind: "dyad", a: index, b: other })))),
    section("What was reported", eventList(events)),
    node.same ? section("Elsewhere", el("ul", { class: "plainlist" }, node.same.map((iri) => el("li", null, link(iri, iri))))) : null,
  ];
}

const section = (title, ...content) => (content.some(Boolean) ? el("section", null, el("h3", null, title), ...content) : null);

function facts(node) {
  if (!node.facts) return null;
  return section("Who it is", el("ul", { class: "plainlist" }, node.facts.map((fact) => {
    const line = [fact.what, " ", fact.whom === undefined ? "" : named(fact.whom), " ",
      fact.status && fact.status !== "Current" ? chip(fact.status) : ""];
    const proof = fact.claims.length ? el("details", null, el("summary", { class: "soft" }, plural(fact.claims.length, "sentence")), fact.claims.map(sentence)) : null;
    return el("li", null, ...line, proof);
  })));
}

function edgeCard(index) {
  const edge = D.edges[index];
  const [from, to] = [D.nodes[edge.a], D.nodes[edge.b]];
  const events = visible(edge.events);
  const told = { solid: "took place or goes on", dashed: "planned or asked for", dotted: "in doubt or denied" }[edge.standing];
  const actors = !from.hub && !to.hub;
  return [
    head([lineSwatch(toneColour(edge.tone), edge.standing, 3), `${edge.tone === "neutral" ? "Not coded" : edge.tone[0].toUpperCase() + edge.tone.slice(1)}, ${told}`],
      `${from.label} ${edge.directed ? "→" : "and"} ${to.label}`,
      actors ? button("All between them", () => select({ kind: "dyad", a: edge.a, b: edge.b })) : null,
      actors ? button("Timeline", () => change({ tab: "timeline", pair: [edge.a, edge.b] })) : null),
    count(events), eventList(events, { heading: "h3" }),
  ];
}

function dyadCard(a, b) {
  const events = eventsBetween(a, b);
  const mean = meanGoldstein(events);
  return [
    head("Two actors", `${D.nodes[a].label} and ${D.nodes[b].label}`,
      button("Timeline", () => change({ tab: "timeline", pair: [a, b] })),
      nodeButton(a), nodeButton(b)),
    count(events), events.length ? toneBar(events) : null,
    mean === null ? null : el("p", { class: "soft" }, `Mean Goldstein value ${signed(mean)} on a scale from −10 to +10.`),
    eventList(events, { heading: "h3" }),
  ];
}

function eventCard(index) {
  const event = D.events[index];
  return [head("Event", event.label), V.event[index] ? null : el("p", { class: "warnline" }, "The filters hide this event at present."), eventItem(index, { heading: "h3" })];
}

function hopControl() {
  const input = el("select", { id: "hops", onchange: () => change({ hops: Number(input.value) }) },
    [1, 2, 3].map((hops) => el("option", { value: hops, selected: hops === S.hops }, plural(hops, "tie"))));
  return el("p", null, el("label", { for: "hops" }, "Up to "), input, " away");
}

/** What a reader sees before choosing anything: the most active actors and pairs, as text. */
function overview() {
  const all = D.events.map((_, index) => index).filter((index) => V.event[index]);
  const actors = D.nodes.map((_, index) => index).filter((index) => V.node[index] && !D.nodes[index].hub)
    .map((index) => [index, eventsOf(index)]).sort((one, other) => other[1].length - one[1].length || one[0] - other[0]);
  return [
    el("header", null, el("p", { class: "kicker" }, "Overview"), el("h2", { id: "card-title", tabindex: "-1" }, "At a glance")),
    count(all), all.length ? toneBar(all) : null,
    el("p", { class: "soft" }, "Choose an actor or a line to read what was reported, by whom and in which words."),
    section("Most often named", rows(actors, (index) => nodeButton(index))),
    section("Busiest pairs", rows(busiestPairs(), ([a, b]) => word(`${D.nodes[a].label} – ${D.nodes[b].label}`, () => select({ kind: "dyad", a, b })))),
    section("Latest dated", eventList(all.filter((index) => D.events[index].from).sort((one, other) => (D.events[one].from < D.events[other].from ? 1 : -1)).slice(0, 5))),
  ];
}

function busiestPairs() {
  const found = new Map();
  D.events.forEach((event, index) => {
    if (!V.event[index]) return;
    event.nodes.forEach((a, place) => event.nodes.slice(place + 1).forEach((b) => {
      if (!V.node[a] || !V.node[b] || !between(event, a, b)) return;
      const key = `${a} ${b}`;
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(index);
    }));
  });
  return [...found].map(([key, events]) => [key.split(" ").map(Number), events])
    .sort((one, other) => other[1].length - one[1].length || one[0][0] - other[0][0] || one[0][1] - other[0][1]);
}

function paintCard() {
  const chosen = S.selected;
  const content = !chosen ? overview()
    : chosen.kind === "node" ? nodeCard(chosen.node)
    : chosen.kind === "edge" ? edgeCard(chosen.edge)
    : chosen.kind === "dyad" ? dyadCard(chosen.a, chosen.b)
    : chosen.kind === "path" ? pathCard(chosen)
    : eventCard(chosen.event);
  replace(byId("card"), ...content);
}

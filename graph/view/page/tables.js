// Everything as tables, for keyboards and screen readers and for whoever prefers to read.

const sorting = { actors: ["events", -1], events: ["date", -1] };
const ROWS = 150;
const shownRows = { actors: ROWS, events: ROWS };

const sentencesOf = (index) => eventsOf(index).reduce((sum, event) => sum + D.events[event].count, 0);

const scoreOf = (index) => D.nodes[index].scores[S.size === "events" ? "pagerank" : S.size][0];

const COLUMNS = {
  actors: [
    ["name", "Actor", (index) => D.nodes[index].label, (index) => nodeButton(index)],
    ["type", "Type", (index) => labelOf.type.get(D.nodes[index].type)],
    ["events", "Events", (index) => eventsOf(index).length],
    ["sentences", "Sentences", sentencesOf],
    ["partners", "Partners", (index) => partnersOf(index).length],
    ["score", () => D.measures[S.size === "events" ? "pagerank" : S.size], scoreOf, (index) => score(scoreOf(index))],
  ],
  events: [
    ["date", "Date", (index) => D.events[index].from || "", (index) => el("span", { class: "date" }, D.events[index].date ? dateText(D.events[index].date) : "not told")],
    ["what", "Event", (index) => D.events[index].label, (index) => word(D.events[index].label, () => select({ kind: "event", event: index }))],
    ["status", "Status", (index) => labelOf.status.get(D.events[index].status) || D.events[index].status],
    ["quad", "Tone", (index) => labelOf.quad.get(D.events[index].quad || "") || ""],
    ["goldstein", "Goldstein", (index) => D.events[index].goldstein ?? -99, (index) => (D.events[index].goldstein === undefined ? "" : signed(D.events[index].goldstein))],
    ["sentences", "Sentences", (index) => D.events[index].count],
  ],
};

function sortable(kind, title, indexes) {
  const [column, direction] = sorting[kind];
  const value = COLUMNS[kind].find(([name]) => name === column)[2];
  const keyed = indexes.map((index) => [value(index), index]);
  keyed.sort(([one, a], [other, b]) => direction * (typeof one === "number" ? one - other : String(one).localeCompare(String(other), "en")) || a - b);
  const text = (heading) => (typeof heading === "function" ? heading() : heading);
  return el("section", null, el("h2", null, `${title} (${number(indexes.length)})`),
    el("div", { class: "wide" }, el("table", { class: "sortable", id: `table-${kind}` }, el("caption", { class: "hidden" }, title),
      el("thead", null, el("tr", null, COLUMNS[kind].map(([name, heading]) => el("th", { scope: "col", "aria-sort": name === column ? (direction > 0 ? "ascending" : "descending") : null },
        button(text(heading), () => {
          sorting[kind] = [name, name === column ? -direction : name === "name" || name === "what" || name === "type" ? 1 : -1];
          paintTable();
          byId(`table-${kind}`).querySelector("[aria-sort] button").focus();
        }, { class: "sort" }))))),
      el("tbody", null, keyed.slice(0, shownRows[kind]).map(([, index]) => el("tr", null, COLUMNS[kind].map(([name, , plain, shown], place) => {
        const content = shown ? shown(index) : typeof plain(index) === "number" ? number(plain(index)) : plain(index);
        return place === 0 ? el("th", { scope: "row" }, content) : el("td", { class: typeof plain(index) === "number" ? "num" : null }, content);
      })))))),
    keyed.length > shownRows[kind] ? button(`Show all ${number(keyed.length)}`, () => { shownRows[kind] = Infinity; paintTable(); }, { class: "more" }) : null);
}

function paintTable() {
  const actors = D.nodes.map((_, index) => index).filter((index) => V.node[index] && !D.nodes[index].hub);
  const events = D.events.map((_, index) => index).filter((index) => V.event[index]);
  replace(byId("table"), sortable("actors", "Actors", actors), sortable("events", "Events", events));
}

// The timeline of an actor or of two: each dated event by day and Goldstein value, then all events as text.

const DAY = 86400000;
const dayNumber = (iso) => Date.parse(`${iso}T00:00:00Z`) / DAY;
const middle = (event) => (dayNumber(event.from) + dayNumber(event.to)) / 2;

function timelineSubject() {
  if (S.pair) return S.pair;
  const chosen = S.selected;
  if (!chosen) return [null, null];
  if (chosen.kind === "node" && !D.nodes[chosen.node].hub) return [chosen.node, null];
  if (chosen.kind === "edge") return [D.edges[chosen.edge].a, D.edges[chosen.edge].b].map((end) => (D.nodes[end].hub ? null : end));
  return chosen.kind === "dyad" || chosen.kind === "path" ? [chosen.a, chosen.b] : [null, null];
}

function subjectEvents([a, b]) {
  if (a === null && b === null) return D.events.map((_, index) => index).filter((index) => V.event[index]);
  if (a === null || b === null) return eventsOf(a === null ? b : a);
  return eventsBetween(a, b);
}

function ticks(low, high) {
  const year = (day) => new Date(day * DAY).getUTCFullYear();
  const years = year(high) - year(low);
  const found = [];
  const step = years > 40 ? 120 : years > 12 ? 60 : years > 3 ? 12 : years >= 1 ? 6 : 1;
  for (let month = year(low) * 12; month <= year(high) * 12 + 12; month += 1) {
    if (month % step) continue;
    const day = Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY;
    if (day >= low && day <= high) found.push([day, step >= 12 ? String(Math.floor(month / 12)) : `${MONTHS[month % 12]} ${Math.floor(month / 12)}`]);
  }
  return found.filter((_, place) => place % Math.ceil(found.length / 10) === 0);
}

function timelineChart(events, width) {
  const [left, right, top, height] = [44, 16, 12, 240];
  let low = Math.min(...events.map((index) => dayNumber(D.events[index].from)));
  let high = Math.max(...events.map((index) => dayNumber(D.events[index].to)));
  const margin = Math.max(10, (high - low) * 0.04);
  [low, high] = [low - margin, high + margin];
  const x = (day) => left + ((day - low) / (high - low)) * (width - left - right);
  const y = (value) => top + ((10 - value) / 20) * (height - top - 28);
  const chart = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, class: "chart", role: "group", "aria-label": "Events by date and Goldstein value" });
  for (const value of [10, 5, 0, -5, -10]) {
    chart.append(svg("line", { x1: left, x2: width - right, y1: y(value), y2: y(value), class: value ? "grid" : "axis" }),
      svg("text", { x: left - 8, y: y(value) + 4, "text-anchor": "end" }, value > 0 ? `+${value}` : String(value).replace("-", "−")));
  }
  for (const [day, text] of ticks(low, high)) {
    chart.append(svg("line", { x1: x(day), x2: x(day), y1: top, y2: height - 24, class: "grid" }),
      svg("text", { x: x(day), y: height - 8, "text-anchor": x(day) > width - 40 ? "end" : "middle" }, text));
  }
  chart.append(monthlyLine(events, x, y));
  const stack = new Map();
  for (const index of events) {
    const event = D.events[index];
    const place = `${Math.round(x(middle(event)) / 9)} ${Math.round(y(event.goldstein || 0) / 9)}`;
    const level = stack.get(place) || 0;
    stack.set(place, level + 1);
    const [cx, cy] = [x(middle(event)), y(event.goldstein || 0) - level * 4];
    const coded = event.goldstein !== undefined;
    if (event.to > event.from) chart.append(svg("line", { x1: x(dayNumber(event.from)), x2: x(dayNumber(event.to)), y1: cy, y2: cy, stroke: toneColour(event.tone), "stroke-opacity": 0.35, "stroke-width": 3 }));
    chart.append(svg("circle", { cx, cy, r: 5, fill: coded ? toneColour(event.tone) : css("--panel"), stroke: coded ? css("--panel") : toneColour("neutral"), "stroke-width": 1.5, class: "dot", onclick: () => select({ kind: "event", event: index }) },
      svg("title", null, `${event.label} (${labelOf.status.get(event.status)})`)));
  }
  return chart;
}

/** The mean Goldstein value of each month as a line, broken where more than a year goes without. */
function monthlyLine(events, x, y) {
  const months = new Map();
  for (const index of events) {
    const event = D.events[index];
    if (event.goldstein === undefined || event.date.length < 7) continue;
    const month = event.date.slice(0, 7);
    if (!months.has(month)) months.set(month, []);
    months.get(month).push(event.goldstein);
  }
  let before = -Infinity;
  const points = [...months].sort().map(([month, values]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const day = dayNumber(`${month}-15`);
    const pen = day - before > 370 ? "M" : "L";
    before = day;
    return `${pen}${x(day).toFixed(1)} ${y(mean).toFixed(1)}`;
  });
  return svg("path", { d: points.join(""), class: "mean" });
}

/** Events that are told only by their year have no place on the line, unless it spans many years. */
function drawable(dated) {
  const years = new Set(dated.map((index) => D.events[index].from.slice(0, 4)));
  return years.size > 4 ? dated : dated.filter((index) => D.events[index].date.length > 4 || D.events[index].end);
}

function paintTimeline() {
  const panel = byId("timeline");
  const [a, b] = timelineSubject();
  const events = subjectEvents([a, b]);
  const dated = events.filter((index) => D.events[index].from).sort((one, other) => (D.events[one].from < D.events[other].from ? -1 : 1));
  const drawn = drawable(dated);
  const undated = events.length - dated.length;
  const width = Math.max(300, Math.min(1100, panel.clientWidth - 48));
  const choose = (place) => (value) => { const pair = [a, b]; pair[place] = value; change({ pair }); };
  replace(panel,
    el("div", { class: "controls" },
      el("label", { for: "pair-a" }, "Actor"), actorSelect("pair-a", "Everyone", a, choose(0)),
      el("label", { for: "pair-b" }, "with"), actorSelect("pair-b", "anyone", b, choose(1))),
    el("p", { class: "count" }, `${plural(events.length, "event")}, ${number(dated.length)} with a date`),
    drawn.length ? el("figure", { class: "chartbox" }, timelineChart(drawn, width),
      el("figcaption", { class: "soft" }, "Each dot is an event: blue cooperation, red conflict, hollow not coded. Height is its Goldstein value; the line is the mean of each month.",
        drawn.length < dated.length ? ` ${plural(dated.length - drawn.length, "event")} told only by the year ${dated.length - drawn.length === 1 ? "is" : "are"} listed but not drawn.` : "")) : null,
    eventTable(dated, "Events in order of time"),
    undated ? el("p", { class: "soft" }, `${plural(undated, "event")} without a date ${undated === 1 ? "is" : "are"} not on the line; the card and the table hold them.`) : null);
}

/** Events as short lines, each a button that opens its card. */
function eventTable(indexes, caption, most = 200) {
  if (!indexes.length) return el("p", { class: "soft" }, "No dated event passes the filters.");
  return el("div", { class: "wide" }, el("table", { class: "lines" }, el("caption", { class: "hidden" }, caption),
    el("thead", null, el("tr", null, ["Date", "Event", "Status"].map((text) => el("th", { scope: "col" }, text)))),
    el("tbody", null, indexes.slice(0, most).map((index) => {
      const event = D.events[index];
      return el("tr", null, el("td", { class: "date" }, event.date ? dateText(event.date) : "not told"),
        el("td", null, svg("svg", { viewBox: "-5 -5 10 10", width: 9, height: 9, role: "img", "aria-label": event.tone }, svg("circle", { r: 4, fill: toneColour(event.tone) })), " ",
          word(event.label, () => select({ kind: "event", event: index }))),
        el("td", null, labelOf.status.get(event.status) || event.status));
    }))),
    indexes.length > most ? el("p", { class: "soft" }, `The first ${most} of ${number(indexes.length)} are listed; narrow the filters for the others.`) : null);
}

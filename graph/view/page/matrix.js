// Who acts on whom: a table of the most active actors, each cell by the mean Goldstein value.

const CELLS = 16;

function cellEvents(chosen) {
  const place = new Map(chosen.map((node, index) => [node, index]));
  const cells = new Map();
  const add = (from, to, event) => {
    if (!place.has(from) || !place.has(to)) return;
    const key = `${from} ${to}`;
    if (!cells.has(key)) cells.set(key, new Set());
    cells.get(key).add(event);
  };
  D.edges.forEach((edge, index) => {
    if (!V.edge[index] || edge.tone === "actsfor") return;
    visible(edge.events).forEach((event) => {
      add(edge.a, edge.b, event);
      if (!edge.directed) add(edge.b, edge.a, event);
    });
  });
  D.nodes.forEach((node, hub) => {
    if (!node.hub || !V.node[hub]) return;
    const event = node.events[0];
    D.events[event].nodes.forEach((a) => D.events[event].nodes.forEach((b) => { if (a !== b) add(a, b, event); }));
  });
  return cells;
}

/** A colour between the two tones with the ground in the middle. */
function diverging(value) {
  const strength = Math.min(1, Math.abs(value) / 8);
  const parse = (hex) => [1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16));
  const ground = parse(css("--cell"));
  const end = parse(toneColour(value < 0 ? "conflict" : "cooperation"));
  return ground.map((part, index) => Math.round(part + (end[index] - part) * (0.12 + 0.88 * strength)));
}

const luminance = (rgb) => {
  const [r, g, b] = rgb.map((part) => { const c = part / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

function cell(a, b, events) {
  if (!events) return el("td", null, a === b ? el("span", { class: "self", "aria-hidden": "true" }) : null);
  const list = [...events];
  const mean = meanGoldstein(list);
  const told = `${D.nodes[a].label} to ${D.nodes[b].label}: ${plural(list.length, "event")}, ${mean === null ? "not coded" : `mean ${signed(mean)}`}`;
  const knob = button(number(list.length), () => select({ kind: "dyad", a, b }), { class: "cell", "aria-label": told, title: told });
  if (mean !== null) {
    const rgb = diverging(mean);
    knob.style.backgroundColor = `rgb(${rgb.join(",")})`;
    knob.style.color = luminance(rgb) > 0.18 ? "#101418" : "#ffffff";
  }
  return el("td", null, knob);
}

function scaleLegend() {
  const steps = [-8, -4, -1, 1, 4, 8];
  return el("p", { class: "scale" }, "conflict −10 ", steps.map((value) => {
    const box = el("span", { class: "box", "aria-hidden": "true" });
    box.style.backgroundColor = `rgb(${diverging(value).join(",")})`;
    return box;
  }), " +10 cooperation");
}

function paintMatrix() {
  const active = D.nodes.map((_, index) => index).filter((index) => V.node[index] && !D.nodes[index].hub)
    .sort((a, b) => D.nodes[b].scores[S.size][0] - D.nodes[a].scores[S.size][0] || a - b);
  if (!active.length) { replace(byId("matrix"), nothingLeft()); return; }
  const chosen = active.slice(0, CELLS);
  const cells = cellEvents(chosen);
  replace(byId("matrix"),
    el("p", { class: "lead" }, "Each row acts on each column. The number counts events; the colour is their mean Goldstein value. What was done together counts in both directions."),
    scaleLegend(),
    el("div", { class: "wide" }, el("table", { class: "matrix" },
      el("caption", { class: "hidden" }, "Who acts on whom"),
      el("thead", null, el("tr", null, el("td", null), chosen.map((node) => el("th", { scope: "col" }, el("span", { title: D.nodes[node].label }, shorten(D.nodes[node].label, 22)))))),
      el("tbody", null, chosen.map((a) => el("tr", null, el("th", { scope: "row" }, nodeButton(a, shorten(D.nodes[a].label, 28))), chosen.map((b) => cell(a, b, cells.get(`${a} ${b}`)))))))),
    active.length > CELLS ? el("p", { class: "soft" }, `The ${CELLS} first of ${number(active.length)} actors by ${D.measures[S.size]}.`) : null);
}

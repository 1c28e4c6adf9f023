// The legend is the filter: each entry shows how a thing is drawn, how many there are, and takes it away.

function totals(kind) {
  const counts = new Map();
  const add = (value) => counts.set(value, (counts.get(value) || 0) + 1);
  if (kind === "type") D.nodes.forEach((node) => add(node.type));
  else D.events.forEach((event) => add(kind === "quad" ? event.quad || "" : event[kind === "class" ? "type" : kind]));
  return counts;
}

const PICTURES = {
  type: ([, , shape, colour]) => swatch(shape, S.colour === "type" ? hue(colour) : css("--soft")),
  class: () => null,
  status: ([, , standing]) => lineSwatch(css("--ink"), standing),
  quad: ([value]) => lineSwatch(toneColour(value.endsWith("Cooperation") ? "cooperation" : value ? "conflict" : "neutral"), "solid", 2.5),
};

function entry(kind, row, counts) {
  return el("li", null, check(kind, row[0], row[1], counts.get(row[0]) || 0, kind, [row[0]], PICTURES[kind](row)));
}

/** A box that takes some values of a filter away, with its name and number. */
function check(kind, value, name, count, filter, values, picture) {
  const id = `f-${kind}-${value || "none"}`;
  const off = values.filter((each) => S.off[filter].has(each)).length;
  const box = el("input", { type: "checkbox", id, "data-filter": kind, "data-value": value, onchange: () => {
    values.forEach((each) => { if (box.checked) S.off[filter].delete(each); else S.off[filter].add(each); });
    update();
  } });
  box.checked = !off;
  box.indeterminate = off > 0 && off < values.length;
  return [box, el("label", { for: id }, picture, el("span", { class: "text" }, name), el("span", { class: "n" }, number(count)))];
}

/** The groups of classes of events; each unfolds to its classes. */
function eventGroups(counts) {
  return D.groups.map(([name, label]) => {
    const classes = FILTERS.class.filter(([cls]) => D.classes[cls][1] === name);
    const open = S.opened.has(name);
    const fold = () => { if (open) S.opened.delete(name); else S.opened.add(name); paintKept(paintLegend); };
    const several = classes.length > 1 || classes[0][1] !== label;
    return el("li", { class: "tree" },
      check("group", name, label, classes.reduce((sum, [cls]) => sum + counts.get(cls), 0), "class", classes.map(([cls]) => cls)),
      several ? button(open ? "▾" : "▸", fold, { class: "plain fold", id: `open-${name}`, "aria-expanded": String(open), "aria-label": `${label}: each kind` }) : el("span", { class: "fold" }),
      several && open ? el("ul", null, classes.map((row) => entry("class", row, counts))) : null);
  });
}

function group(kind, title, note) {
  const counts = totals(kind);
  const all = () => { S.off[kind].clear(); update(); byId(`all-${kind}`).focus(); };
  const none = () => { FILTERS[kind].forEach(([value]) => S.off[kind].add(value)); update(); byId(`none-${kind}`).focus(); };
  return el("fieldset", null, el("legend", null, title),
    el("span", { class: "both" }, button("all", all, { class: "plain", id: `all-${kind}`, "aria-label": `${title}: all` }), button("none", none, { class: "plain", id: `none-${kind}`, "aria-label": `${title}: none` })),
    note ? el("p", { class: "soft note" }, note) : null,
    el("ul", null, kind === "class" ? eventGroups(counts) : FILTERS[kind].map((row) => entry(kind, row, counts))));
}

function choice(id, label, options, chosen, action) {
  const input = el("select", { id, onchange: () => action(input.value) }, options.map(([value, text]) => el("option", { value, selected: value === chosen }, text)));
  return el("div", { class: "choice" }, el("label", { for: id }, label), input);
}

function paintLegend() {
  const actsFor = el("input", { type: "checkbox", id: "acts-for", onchange: () => change({ actsFor: actsFor.checked }) });
  actsFor.checked = S.actsFor;
  replace(byId("legend-body"),
    el("div", { class: "looks" },
      choice("size-by", "Size", Object.entries(D.measures), S.size, (size) => change({ size })),
      choice("colour-by", "Colour", [["type", "Type of actor"], ["community", "Community"]], S.colour, (colour) => change({ colour }))),
    group("type", "Actors"),
    S.colour === "community" ? communityKey() : null,
    group("quad", "Tone of the act", "The thicker a line, the more events."),
    group("status", "Status"),
    group("class", "Kind of act"),
    D.edges.some((edge) => edge.tone === "actsfor")
      ? el("fieldset", null, el("legend", null, "Other lines"), el("ul", null, el("li", null, actsFor, el("label", { for: "acts-for" }, lineSwatch(css("--line-strong"), "solid", 1), el("span", { class: "text" }, "Acts for")))))
      : null,
    button("Reset all filters", resetFilters, { class: "wide-button" }));
}

/** Which colour is which community, each named by its most central actor. */
function communityKey() {
  const members = new Map();
  D.nodes.forEach((node, index) => {
    if (node.hub) return;
    const place = Math.min(node.community, D.communityHues.length - 1);
    members.set(place, [...(members.get(place) || []), index]);
  });
  const rows = [...members].sort((one, other) => one[0] - other[0]).map(([place, list]) => {
    const first = list.reduce((best, index) => (D.nodes[index].scores[S.size][0] > D.nodes[best].scores[S.size][0] ? index : best));
    const name = place === D.communityHues.length - 1 ? "All others" : `Around ${shorten(D.nodes[first].label, 24)}`;
    return el("li", null, swatch("circle", hue(D.communityHues[place])), el("span", { class: "text" }, name), el("span", { class: "n" }, number(list.length)));
  });
  return el("fieldset", null, el("legend", null, "Communities"), el("ul", null, rows));
}

/** What stands where the filters leave nothing. */
const nothingLeft = () => el("p", { class: "nothing" }, "No event passes the filters. ", button("Show all again", resetFilters, { class: "plain" }));

function resetFilters() {
  for (const kind of Object.keys(FILTERS)) S.off[kind].clear();
  change({ undated: true, actsFor: true, first: 0, last: Math.max(0, STOPS.length - 1), focus: null, hops: 1 });
}

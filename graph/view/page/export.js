// Export: the picture as PNG and SVG, and a link to exactly this view.

function say(text) {
  const box = byId("said");
  box.textContent = text;
  box.hidden = false;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { box.hidden = true; }, 6000);
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const anchor = el("a", { href: address, download: name, hidden: true });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const fileName = (ending) => `${fold(D.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "network"}.${ending}`;

function quadratic(from, to, bend) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return { x: (from.x + to.x) / 2 + dy * bend, y: (from.y + to.y) / 2 - dx * bend };
}

/** The whole picture, as it is filtered now, as an SVG element. */
function drawSvg() {
  const at = canvas.net.getPositions();
  const shown = D.nodes.map((_, index) => index).filter((index) => V.node[index]);
  const xs = shown.map((index) => at[index].x);
  const ys = shown.map((index) => at[index].y);
  const [left, top] = [Math.min(...xs, 0) - 90, Math.min(...ys, 0) - 60];
  const [width, height] = [Math.max(...xs, 0) + 90 - left, Math.max(...ys, 0) + 60 - top];
  const bend = bends();
  const edges = svg("g", { class: "edges", fill: "none" });
  D.edges.forEach((edge, index) => {
    if (!V.edge[index]) return;
    const look = edgeLook(index);
    const [from, to] = [at[edge.a], at[edge.b]];
    const middle_ = quadratic(from, to, bend[index]);
    edges.append(svg("path", { d: `M${from.x.toFixed(1)} ${from.y.toFixed(1)}Q${middle_.x.toFixed(1)} ${middle_.y.toFixed(1)} ${to.x.toFixed(1)} ${to.y.toFixed(1)}`,
      stroke: look.color.color, "stroke-opacity": look.color.opacity, "stroke-width": look.width.toFixed(1), "stroke-dasharray": DASHES[edge.standing].join(" ") || null }));
    if (edge.directed) edges.append(arrowHead(from, middle_, to, D.nodes[edge.b].scores[S.size][1], look));
  });
  const nodes = svg("g", { class: "nodes" }, shown.map((index) => {
    const node = D.nodes[index];
    const ring = node.shape === "ring";
    return shapeElement(node.shape, at[index].x, at[index].y, node.scores[S.size][1],
      { class: "node", fill: ring ? css("--ground") : nodeColour(node), stroke: ring ? nodeColour(node) : css("--ground"), opacity: canvas.lit && !canvas.lit.nodes.has(index) ? 0.18 : null });
  }));
  const pen = document.createElement("canvas").getContext("2d");
  const labels = svg("g", { class: "labels", "text-anchor": "middle", "font-family": FONT, fill: css("--ink"), stroke: css("--ground"), "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round" },
    placeLabels(pen, 1, null).map(({ text, x, y, size, bold }) => svg("text", { x: x.toFixed(1), y: (y + size * 0.35).toFixed(1), "font-size": size, "font-weight": bold ? 600 : 400 }, text)));
  return svg("svg", { viewBox: `${left} ${top} ${width} ${height}`, width, height },
    svg("title", null, D.title), svg("rect", { x: left, y: top, width, height, fill: css("--ground") }), edges, nodes, labels);
}

/** A head on the line, where the line comes to the rim of the node. */
function arrowHead(from, middle_, to, radius, look) {
  const at = (t) => ["x", "y"].map((axis) => (1 - t) ** 2 * from[axis] + 2 * t * (1 - t) * middle_[axis] + t ** 2 * to[axis]);
  let t = 1;
  while (t > 0.05 && Math.hypot(at(t)[0] - to.x, at(t)[1] - to.y) < radius + 2) t -= 0.01;
  const [[x, y], [x0, y0]] = [at(t), at(t - 0.05)];
  const angle = Math.atan2(y - y0, x - x0);
  const corner = (turn) => `${(x - Math.cos(angle + turn) * 8).toFixed(1)},${(y - Math.sin(angle + turn) * 8).toFixed(1)}`;
  return svg("polygon", { points: `${x.toFixed(1)},${y.toFixed(1)} ${corner(0.4)} ${corner(-0.4)}`, fill: look.color.color, "fill-opacity": look.color.opacity });
}

function svgFile() {
  const noXml = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
  const text = new XMLSerializer().serializeToString(drawSvg()).replace(noXml, "\ufffd");
  return new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`], { type: "image/svg+xml" });
}

function saveSvg() {
  save(svgFile(), fileName("svg"));
  say("The picture was saved as SVG.");
}

/** The same picture at twice its size, or as large as a canvas may be. */
function savePng() {
  const address = URL.createObjectURL(svgFile());
  const drawn = new Image();
  drawn.onload = () => {
    const scale = Math.min(2, 8000 / Math.max(drawn.width, drawn.height));
    const copy = el("canvas", { width: Math.round(drawn.width * scale), height: Math.round(drawn.height * scale) });
    copy.getContext("2d").drawImage(drawn, 0, 0, copy.width, copy.height);
    URL.revokeObjectURL(address);
    copy.toBlob((blob) => { save(blob, fileName("png")); say("The picture was saved as PNG."); }, "image/png");
  };
  drawn.src = address;
}

function copyLink() {
  writeHash();
  const address = location.href;
  const done = () => say("The link to this view was copied.");
  const shown = () => say("The link to this view is in the address bar.");
  if (navigator.clipboard) navigator.clipboard.writeText(address).then(done, shown); else shown();
}

// The permalink: everything that differs from the start, readable, in the hash.

function writeHash() {
  const parts = [];
  const put = (key, value) => parts.push(`${key}=${encodeURIComponent(value).replace(/%2F/g, "/").replace(/%2C/g, ",").replace(/%3A/g, ":")}`);
  const chosen = S.selected;
  const id = (node) => D.nodes[node].id;
  if (chosen) {
    put("sel", chosen.kind === "node" ? `node:${id(chosen.node)}`
      : chosen.kind === "edge" ? `edge:${D.edges[chosen.edge].key}`
      : chosen.kind === "event" ? `event:${D.events[chosen.event].id}`
      : `${chosen.kind}:${id(chosen.a)}|${id(chosen.b)}`);
  }
  for (const kind of Object.keys(FILTERS)) if (S.off[kind].size) put(`no-${kind}`, [...S.off[kind]].map((value) => value || "none").sort().join(","));
  if (S.first !== 0) put("from", STOPS[S.first].told);
  if (S.last !== START.last) put("until", STOPS[S.last].told);
  if (!S.undated) put("undated", 0);
  if (!S.actsFor) put("actsfor", 0);
  if (S.focus !== null) { put("focus", id(S.focus)); if (S.hops !== 1) put("hops", S.hops); }
  if (S.pair) put("pair", S.pair.map((node) => (node === null ? "" : id(node))).join("|"));
  for (const key of ["tab", "size", "colour"]) if (S[key] !== START[key]) put(key, S[key]);
  const hash = parts.length ? `#${parts.join("&")}` : "";
  if (hash === location.hash) return;
  try { history.replaceState(null, "", hash || location.pathname + location.search); } catch (error) { /* a sandboxed frame has no address of its own */ }
}

function readHash() {
  let given;
  try { given = new Map(location.hash.slice(1).split("&").filter(Boolean).map((part) => { const at = part.indexOf("="); return [part.slice(0, at), decodeURIComponent(part.slice(at + 1))]; })); } catch (error) { given = new Map(); }
  for (const kind of Object.keys(FILTERS)) {
    const known = new Set(FILTERS[kind].map(([value]) => value));
    S.off[kind] = new Set((given.get(`no-${kind}`) || "").split(",").map((value) => (value === "none" ? "" : value || "?")).filter((value) => known.has(value)));
  }
  const stop = (key, otherwise) => { const at = STOPS.findIndex((each) => each.told === given.get(key)); return at < 0 ? otherwise : at; };
  const node = (text) => (text !== undefined && indexOf.has(text) ? indexOf.get(text) : null);
  S.first = stop("from", 0);
  S.last = Math.max(S.first, stop("until", START.last));
  S.undated = given.get("undated") !== "0";
  S.actsFor = given.get("actsfor") !== "0";
  S.focus = node(given.get("focus"));
  S.hops = [1, 2, 3].includes(Number(given.get("hops"))) ? Number(given.get("hops")) : 1;
  const pair = (given.get("pair") || "").split("|");
  S.pair = given.has("pair") ? [node(pair[0]), node(pair[1])] : null;
  S.tab = TABS.includes(given.get("tab")) ? given.get("tab") : "network";
  S.size = Object.hasOwn(D.measures, given.get("size")) ? given.get("size") : D.measure;
  S.colour = given.get("colour") === "community" ? "community" : "type";
  S.selected = readSelection(given.get("sel") || "", node);
}

function readSelection(text, node) {
  const at = text.indexOf(":");
  const [kind, rest] = [text.slice(0, at), text.slice(at + 1)];
  if (kind === "node" && node(rest) !== null) return { kind, node: node(rest) };
  if (kind === "event" && eventAt.has(rest)) return { kind, event: eventAt.get(rest) };
  if (kind === "edge") { const edge = D.edges.findIndex((each) => each.key === rest); return edge < 0 ? null : { kind, edge }; }
  if (kind === "dyad" || kind === "path") {
    const [a, b] = rest.split("|").map(node);
    return a === null || b === null || a === undefined || b === undefined ? null : { kind, a, b };
  }
  return null;
}

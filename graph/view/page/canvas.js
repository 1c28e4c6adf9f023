// The picture: vis-network with our own shapes, at rest from the start.

const canvas = { net: null, nodes: null, edges: null, lit: null, hover: null, live: false, nodeWas: [], edgeWas: [] };

function drawNode({ ctx, id, x, y }) {
  const node = D.nodes[id];
  const size = node.scores[S.size][1];
  const faint = canvas.lit && !canvas.lit.nodes.has(id);
  const chosen = canvas.lit && canvas.lit.main.has(id);
  return {
    drawNode() {
      ctx.save();
      ctx.globalAlpha = faint ? 0.18 : 1;
      outline(ctx, node.shape, x, y, size);
      ctx.fillStyle = node.shape === "ring" ? css("--ground") : nodeColour(node);
      ctx.fill();
      ctx.lineWidth = node.shape === "ring" ? 1.6 : 1.2;
      ctx.strokeStyle = node.shape === "ring" ? nodeColour(node) : css("--ground");
      ctx.stroke();
      if (chosen || canvas.hover === id) {
        outline(ctx, node.shape, x, y, size + 4);
        ctx.lineWidth = chosen ? 2.5 : 1.5;
        ctx.strokeStyle = css("--ink");
        ctx.stroke();
      }
      ctx.restore();
    },
    nodeDimensions: { width: size * 2, height: size * 2 },
  };
}

/** How each edge bends: the only one between two nodes is straight, parallel ones fan out. */
function bends() {
  const groups = new Map();
  D.edges.forEach((edge, index) => {
    const pair = edge.a < edge.b ? `${edge.a} ${edge.b}` : `${edge.b} ${edge.a}`;
    if (!groups.has(pair)) groups.set(pair, []);
    groups.get(pair).push(index);
  });
  const bend = new Array(D.edges.length).fill(0);
  for (const members of groups.values()) {
    members.forEach((index, place) => {
      const offset = (place - (members.length - 1) / 2) * Math.min(0.18, 0.9 / members.length);
      bend[index] = D.edges[index].a < D.edges[index].b ? offset : -offset;
    });
  }
  return bend;
}

function edgeLook(index) {
  const edge = D.edges[index];
  const count = V.edge[index];
  const lit = !canvas.lit || canvas.lit.edges.has(index);
  const actsFor = edge.tone === "actsfor";
  const colour = actsFor ? css("--line-strong") : toneColour(edge.tone);
  const usual = Math.max(0.2, Math.min(0.7, 10 / Math.sqrt(D.edges.length + 1)));
  const opacity = !lit ? 0.05 : canvas.lit ? 0.95 : usual;
  return {
    id: index, hidden: !count, width: actsFor ? 1 : Math.min(7, 1.2 + 1.1 * Math.log2(Math.max(1, count))),
    color: { color: colour, highlight: colour, hover: colour, inherit: false, opacity },
  };
}

function drawCanvas() {
  const holder = byId("picture");
  const bend = bends();
  canvas.nodes = new vis.DataSet(D.nodes.map((node, index) => ({
    id: index, x: node.x, y: node.y, shape: "custom", ctxRenderer: drawNode, size: node.size, hidden: !V.node[index],
  })));
  canvas.edges = new vis.DataSet(D.edges.map((edge, index) => ({
    ...edgeLook(index), from: edge.a, to: edge.b, dashes: DASHES[edge.standing].length ? DASHES[edge.standing] : false,
    arrows: edge.directed ? { to: { enabled: true, scaleFactor: 0.45 } } : "",
    smooth: Math.abs(bend[index]) < 0.001 ? false : { enabled: true, type: bend[index] > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend[index]) },
  })));
  canvas.nodeWas = D.nodes.map((_, index) => !V.node[index]);
  D.edges.forEach((_, index) => changed(edgeLook(index)));
  canvas.net = new vis.Network(holder, { nodes: canvas.nodes, edges: canvas.edges }, {
    physics: false, layout: { improvedLayout: false }, autoResize: true,
    interaction: { hover: true, zoomView: false, dragView: true, keyboard: false, selectConnectedEdges: false, hideEdgesOnDrag: D.edges.length > 2500, hideEdgesOnZoom: D.edges.length > 2500 },
    nodes: { chosen: false }, edges: { chosen: false, arrowStrikethrough: false, selectionWidth: 0, hoverWidth: 0 },
  });
  listen(holder);
  fitView();
}

/** Draw with the next frame, however often it is asked for until then. */
const redraw = () => canvas.net.body.emitter.emit("_requestRedraw");

function fitView() {
  const ids = D.nodes.map((_, index) => index).filter((index) => V.node[index]);
  if (!ids.length) return;
  canvas.net.fit({ nodes: ids, animation: false, maxZoomLevel: 1.3 });
  canvas.net.moveTo({ scale: canvas.net.getScale() * 0.94, animation: false });
}

function listen(holder) {
  canvas.net.on("click", ({ nodes, edges }) => {
    setLive(true);
    if (nodes.length) select({ kind: "node", node: nodes[0] });
    else if (edges.length && D.edges[edges[0]].tone !== "actsfor") select({ kind: "edge", edge: edges[0] });
    else if (!edges.length) select(null);
  });
  canvas.net.on("doubleClick", ({ nodes }) => { if (nodes.length && !D.nodes[nodes[0]].hub) change({ focus: nodes[0] }); });
  canvas.net.on("hoverNode", ({ node }) => { canvas.hover = node; holder.classList.add("over"); redraw(); });
  canvas.net.on("blurNode", () => { canvas.hover = null; holder.classList.remove("over"); redraw(); });
  canvas.net.on("hoverEdge", ({ edge }) => { if (D.edges[edge].tone !== "actsfor") holder.classList.add("over"); });
  canvas.net.on("blurEdge", () => holder.classList.remove("over"));
  canvas.net.on("afterDrawing", drawLabels);
  holder.addEventListener("keydown", steer);
  document.addEventListener("pointerdown", (event) => { if (!holder.contains(event.target)) setLive(false); });
}

/** The wheel zooms only after the picture was clicked; until then, and after Escape, it scrolls the page. */
function setLive(live) {
  if (canvas.live === live) return;
  canvas.live = live;
  byId("picture").classList.toggle("live", live);
  canvas.net.setOptions({ interaction: { zoomView: live } });
}

function zoom(factor) {
  const scale = Math.min(6, Math.max(0.05, canvas.net.getScale() * factor));
  canvas.net.moveTo({ scale, animation: false });
}

function steer(event) {
  const step = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] }[event.key];
  if (step) {
    const { x, y } = canvas.net.getViewPosition();
    const scale = canvas.net.getScale();
    canvas.net.moveTo({ position: { x: x + step[0] / scale, y: y + step[1] / scale }, animation: false });
  } else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "0") fitView();
  else return;
  event.preventDefault();
}

/** Which nodes and edges stand out because of what is selected. */
function light() {
  const chosen = S.selected;
  if (!chosen) { canvas.lit = null; return; }
  const lit = { nodes: new Set(), edges: new Set(), main: new Set() };
  const addEdge = (index) => { lit.edges.add(index); lit.nodes.add(D.edges[index].a).add(D.edges[index].b); };
  if (chosen.kind === "node") {
    lit.main.add(chosen.node);
    D.nodes[chosen.node].edges.filter((index) => V.edge[index]).forEach(addEdge);
  } else if (chosen.kind === "edge") {
    addEdge(chosen.edge);
    lit.main.add(D.edges[chosen.edge].a).add(D.edges[chosen.edge].b);
  } else if (chosen.kind === "dyad") {
    lit.main.add(chosen.a).add(chosen.b);
    eventsBetween(chosen.a, chosen.b).forEach((event) => D.events[event].ties.forEach((index) => {
      const { a, b } = D.edges[index];
      if ([a, b].every((end) => end === chosen.a || end === chosen.b || D.nodes[end].hub)) addEdge(index);
    }));
  } else if (chosen.kind === "event") {
    D.events[chosen.event].nodes.forEach((node) => lit.main.add(node));
    D.events[chosen.event].ties.filter((index) => V.edge[index]).forEach(addEdge);
  } else if (chosen.kind === "path") {
    chosen.steps.forEach((step) => step.edges.forEach(addEdge));
    lit.main.add(chosen.a).add(chosen.b);
  }
  lit.main.forEach((node) => lit.nodes.add(node));
  canvas.lit = lit;
}

function paintCanvas() {
  light();
  const nodes = D.nodes.map((_, index) => ({ id: index, hidden: !V.node[index] })).filter(({ id, hidden }) => canvas.nodeWas[id] !== hidden);
  nodes.forEach(({ id, hidden }) => { canvas.nodeWas[id] = hidden; });
  if (nodes.length) canvas.nodes.update(nodes);
  const edges = D.edges.map((_, index) => edgeLook(index)).filter(changed);
  if (edges.length) canvas.edges.update(edges);
  redraw();
}

/** Whether an edge looks other than when it was last drawn. */
function changed(look) {
  const told = `${look.hidden} ${look.width} ${look.color.color} ${look.color.opacity}`;
  if (canvas.edgeWas[look.id] === told) return false;
  canvas.edgeWas[look.id] = told;
  return true;
}

/** Bring a node into sight where it is not. */
function showNode(index) {
  const { x, y } = canvas.net.canvasToDOM(canvas.net.getPosition(index));
  const { clientWidth: width, clientHeight: height } = byId("picture");
  if (x < 60 || y < 40 || x > width - 60 || y > height - 40) canvas.net.moveTo({ position: canvas.net.getPosition(index), animation: false });
}

// Names beside the nodes, the most central first, none over another.

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const order = { size: null, list: [] };

function byImportance() {
  if (order.size !== S.size) {
    order.size = S.size;
    order.list = D.nodes.map((_, index) => index).sort((a, b) => D.nodes[b].scores[S.size][1] - D.nodes[a].scores[S.size][1] || a - b);
  }
  const first = canvas.lit ? order.list.filter((index) => canvas.lit.nodes.has(index)) : order.list;
  return canvas.hover === null ? first : [canvas.hover, ...first.filter((index) => index !== canvas.hover)];
}

const shorten = (text, most = 30) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);

/** Where names go, in the units of the picture: [{ text, x, y, size, bold }]. */
function placeLabels(ctx, scale, window_) {
  const taken = [];
  const at = canvas.net.getPositions();
  D.nodes.forEach((node, index) => {
    if (!V.node[index]) return;
    const { x, y } = at[index];
    const r = node.scores[S.size][1] * 0.8;
    taken.push([x - r, y - r, x + r, y + r, index]);
  });
  const clear = (box, own, obstacles) => obstacles.every((other) => other[4] === own || box[0] >= other[2] || box[2] <= other[0] || box[1] >= other[3] || box[3] <= other[1]);
  const placed = [];
  const names = [];
  for (const index of byImportance()) {
    const node = D.nodes[index];
    const must = index === canvas.hover || (canvas.lit && canvas.lit.main.has(index));
    if (!V.node[index] || (node.hub && !must && scale < 1.1 && !canvas.lit)) continue;
    const { x, y } = at[index];
    if (window_ && (x < window_[0] || x > window_[2] || y < window_[1] || y > window_[3])) continue;
    const r = node.scores[S.size][1];
    const size = (must ? 13.5 : r > 15 ? 13 : 11.5) / scale;
    const bold = must || r > 17;
    const text = must ? shorten(node.label, 60) : shorten(node.label);
    ctx.font = `${bold ? 600 : 400} ${size}px ${FONT}`;
    const half = ctx.measureText(text).width / 2 + 2 / scale;
    const gap = r * 1.15 + 2 / scale;
    const spots = [[x, y + gap + size / 2], [x, y - gap - size / 2], [x + gap + half, y], [x - gap - half, y]];
    const boxOf = ([cx, cy]) => [cx - half, cy - size * 0.6, cx + half, cy + size * 0.6, -1];
    const inside = (box) => !window_ || (box[0] > window_[0] && box[2] < window_[2] && box[1] > window_[1] && box[3] < window_[3]);
    // The most central are named even where their name lies over another node, but never over another name.
    const first = placed.length < 14 && !node.hub;
    const spot = spots.find((each) => inside(boxOf(each)) && clear(boxOf(each), index, taken))
      || (first || must ? spots.find((each) => inside(boxOf(each)) && clear(boxOf(each), index, names)) : null)
      || (must ? spots[0] : null);
    if (!spot) continue;
    taken.push(boxOf(spot));
    names.push(boxOf(spot));
    placed.push({ text, x: spot[0], y: spot[1], size, bold });
  }
  return placed;
}

function drawLabels(ctx) {
  const scale = canvas.net.getScale();
  const { clientWidth: width, clientHeight: height } = byId("picture");
  const low = canvas.net.DOMtoCanvas({ x: 0, y: 0 });
  const high = canvas.net.DOMtoCanvas({ x: width, y: height });
  ctx.save();
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const { text, x, y, size, bold } of placeLabels(ctx, scale, [low.x, low.y, high.x, high.y])) {
    ctx.font = `${bold ? 600 : 400} ${size}px ${FONT}`;
    ctx.lineWidth = 3.5 / scale;
    ctx.strokeStyle = css("--ground");
    ctx.strokeText(text, x, y);
    ctx.fillStyle = css("--ink");
    ctx.fillText(text, x, y);
  }
  ctx.restore();
}

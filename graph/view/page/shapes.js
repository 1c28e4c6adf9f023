// Each shape once, for the canvas, the legend and the SVG: corners around 0, of about the area of a disc.

const around = (count, turn, radius = 1) =>
  Array.from({ length: count }, (_, step) => {
    const angle = ((turn + (360 * step) / count) * Math.PI) / 180;
    return [radius * Math.sin(angle), -radius * Math.cos(angle)];
  });
const star = (count, inner) => around(count * 2, 0).map(([x, y], step) => (step % 2 ? [x * inner, y * inner] : [x, y]));
const cross = (w) => [[-w, -1], [w, -1], [w, -w], [1, -w], [1, w], [w, w], [w, 1], [-w, 1], [-w, w], [-1, w], [-1, -w], [-w, -w]];
const turned = (points, degrees) => points.map(([x, y]) => {
  const angle = (degrees * Math.PI) / 180;
  return [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)];
});
const scaled = (points, factor) => points.map(([x, y]) => [x * factor, y * factor]);

const SHAPES = {
  circle: null,
  ring: null,
  square: scaled(around(4, 45), 1.25),
  diamond: scaled(around(4, 0), 1.25),
  triangle: scaled(around(3, 0), 1.3),
  triangledown: scaled(around(3, 180), 1.3),
  pentagon: scaled(around(5, 0), 1.15),
  hexagon: scaled(around(6, 30), 1.1),
  hourglass: [[-0.95, -1.05], [0.95, -1.05], [0.3, 0], [0.95, 1.05], [-0.95, 1.05], [-0.3, 0]],
  star: scaled(star(5, 0.5), 1.4),
  cross: scaled(cross(0.42), 1.1),
  saltire: scaled(turned(cross(0.32), 45), 1.1),
  plus: scaled(cross(0.26), 1.1),
  bar: [[-1.35, -0.62], [1.35, -0.62], [1.35, 0.62], [-1.35, 0.62]],
  shield: [[-0.95, -0.95], [0.95, -0.95], [0.95, 0.25], [0, 1.2], [-0.95, 0.25]],
};

const dark = () => document.documentElement.dataset.theme === "dark";
const hue = (name) => (D.hues[name] || D.hues.grey)[dark() ? 1 : 0];
const toneColour = (tone) => (D.tones[tone] || D.tones.neutral)[dark() ? 1 : 0];
const colours = new Map(); // of the theme; emptied when it changes, because asking the style is slow
function css(name) {
  if (!colours.has(name)) colours.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return colours.get(name);
}
const DASHES = { solid: [], dashed: [9, 6], dotted: [2, 5] };

function nodeColour(node) {
  if (S.colour === "community" && !node.hub) return hue(D.communityHues[Math.min(node.community, D.communityHues.length - 1)]);
  return hue(node.hue);
}

/** Put the outline of a shape on a canvas context. */
function outline(ctx, shape, x, y, size) {
  ctx.beginPath();
  const corners = SHAPES[shape];
  if (!corners) ctx.arc(x, y, size, 0, 2 * Math.PI);
  else corners.forEach(([dx, dy], step) => (step ? ctx.lineTo : ctx.moveTo).call(ctx, x + dx * size, y + dy * size));
  ctx.closePath();
}

/** The same as an SVG element. */
function shapeElement(shape, x, y, size, attributes) {
  const corners = SHAPES[shape];
  if (!corners) return svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: size.toFixed(1), ...attributes });
  const points = corners.map(([dx, dy]) => `${(x + dx * size).toFixed(1)},${(y + dy * size).toFixed(1)}`).join(" ");
  return svg("polygon", { points, ...attributes });
}

/** A small picture of a shape, for the legend and for cards. */
function swatch(shape, colour) {
  const look = shape === "ring" ? { fill: "none", stroke: colour, "stroke-width": 1.6 } : { fill: colour };
  return svg("svg", { viewBox: "-9 -9 18 18", width: 16, height: 16, "aria-hidden": "true", class: "swatch", "data-shape": shape },
    shapeElement(shape, 0, 0, 6, look));
}

/** A small piece of a line, for the legend. */
function lineSwatch(colour, standing, width = 2) {
  return svg("svg", { viewBox: "0 0 26 10", width: 26, height: 10, "aria-hidden": "true", class: "swatch", "data-shape": `line-${standing}` },
    svg("line", { x1: 1, y1: 5, x2: 25, y2: 5, stroke: colour, "stroke-width": width, "stroke-dasharray": DASHES[standing].map((d) => d * 0.6).join(" ") || null }));
}

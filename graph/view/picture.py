"""A still picture of a view as SVG, made without a browser."""

from __future__ import annotations

import base64
import html
import math
from typing import Any

from graph.text import xml_text
from graph.view.look import load_look

LABELS = 40
"""So many names at most stand in the picture."""

_POLYGONS = {
    "square": (4, 45), "bar": (4, 45), "diamond": (4, 0), "triangle": (3, 0), "triangledown": (3, 180),
    "pentagon": (5, 0), "hexagon": (6, 0), "shield": (5, 180),
}  # fmt: skip
"""Corners, and degrees from the top to the first of them; every other shape is drawn as a disc."""


def draw_svg(payload: dict[str, Any], *, width: int = 960, height: int = 600) -> str:
    """Nodes, ties and the names of the most central nodes.

    Args:
        payload: what the page shows.
        width: in pixels.
        height: in pixels.
    """
    look, nodes = load_look(), payload["nodes"]
    place = _fit(nodes, width, height)
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="system-ui, sans-serif">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
    ]
    for one, other, _, tone, _, events in payload["edges"]:
        (x1, y1, _), (x2, y2, _) = place[nodes[one]["id"]], place[nodes[other]["id"]]
        colour = look.tones.get(tone, look.tones["neutral"])[0]
        parts.append(
            f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" stroke-opacity="0.5"'
            f' stroke-width="{min(4.0, 0.6 + 0.2 * len(events)):.1f}"/>'
        )
    for node in nodes:
        colour = look.hues.get(node.get("hue", ""), look.hues["grey"])[0]
        parts.append(_shape(node["shape"], *place[node["id"]], colour))
    parts += _names(nodes, place)
    return "\n".join([*parts, "</svg>"])


def image_tag(svg: str, text: str) -> str:
    """The picture as an image element that needs no file."""
    data = base64.b64encode(svg.encode("utf8", "replace")).decode("ascii")
    return f'<img alt="{html.escape(text, quote=True)}" src="data:image/svg+xml;base64,{data}">'


def _fit(nodes: list[dict[str, Any]], width: int, height: int) -> dict[str, tuple[float, float, float]]:
    """Place and radius of each node in the picture."""
    xs, ys = [node.get("x", 0) for node in nodes] or [0], [node.get("y", 0) for node in nodes] or [0]
    room = max((max(xs) - min(xs)) / (width - 120), (max(ys) - min(ys)) / (height - 80), 0.6)
    left, top = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return {
        node["id"]: (
            round((node.get("x", 0) - left) / room + width / 2, 1),
            round((node.get("y", 0) - top) / room + height / 2, 1),
            round(max(2.5, node.get("size", 8) / room), 1),
        )
        for node in nodes
    }


def _shape(shape: str, x: float, y: float, size: float, colour: str) -> str:
    if shape not in _POLYGONS:
        fill = "none" if shape == "ring" else colour
        return f'<circle cx="{x}" cy="{y}" r="{size}" fill="{fill}" stroke="{colour}"/>'
    corners, first = _POLYGONS[shape]
    angles = [math.radians(first + 360 * step / corners) for step in range(corners)]
    flat = 0.6 if shape == "bar" else 1.0
    points = (f"{x + size * math.sin(a):.1f},{y - size * flat * math.cos(a):.1f}" for a in angles)
    return f'<polygon points="{" ".join(points)}" fill="{colour}"/>'


def _names(nodes: list[dict[str, Any]], place: dict[str, tuple[float, float, float]]) -> list[str]:
    """Names of the largest nodes, each where no other stands already."""
    taken: list[tuple[float, float, float, float]] = []
    parts = []
    for node in sorted(nodes, key=lambda node: (-node.get("size", 0), node["id"])):
        x, y, size = place[node["id"]]
        label = node["label"] if len(node["label"]) <= 32 else node["label"][:31] + "…"
        half = 3.6 * len(label)
        box = (x - half, y + size, x + half, y + size + 16)
        if len(taken) < LABELS and not any(_meet(box, other) for other in taken):
            taken.append(box)
            parts.append(
                f'<text x="{x}" y="{y + size + 12:.1f}" font-size="12" text-anchor="middle" fill="#1d2433" '
                f'stroke="#ffffff" stroke-width="3" paint-order="stroke">{html.escape(xml_text(label))}</text>'
            )
    return parts


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

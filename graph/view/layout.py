"""Where the nodes stand: computed once, so that nothing moves in the browser.

The largest connected part is laid out with springs; the smaller ones are packed in rows below it; then
nodes that overlap are pushed apart. Same nodes, ties and seed give the same numbers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np

from graph.view.springs import Points, pull_together, push_apart

Positions = dict[str, tuple[int, int]]

SPACING, WIDEST = 60.0, 105.0
"""Room of a node in a large and in a small graph, in the units of the page at its natural size."""


def lay_out(G: nx.Graph[str], sizes: Mapping[str, float], *, seed: int) -> Positions:
    """Positions of all nodes, centred on 0, in whole numbers.

    Args:
        G: nodes with weighted edges.
        sizes: radius of each node.
        seed: of the random start.
    """
    parts = sorted((sorted(part) for part in nx.connected_components(G)), key=lambda part: (-len(part), part))
    if not parts:
        return {}
    placed = [_springs(G, part, seed) for part in parts]
    nodes = [node for part in parts for node in part]
    points = np.vstack(_pack(placed))
    radii = np.array([sizes[node] for node in nodes])
    points = push_apart(points, radii + 9.0)
    points -= (points.max(axis=0) + points.min(axis=0)) / 2
    return {node: (round(x), round(y)) for node, (x, y) in zip(nodes, points.tolist(), strict=True)}


def _springs(G: nx.Graph[str], part: Sequence[str], seed: int) -> Points:
    """One connected part, centred on 0."""
    if len(part) == 1:
        return np.zeros((1, 2))
    number = {node: index for index, node in enumerate(part)}
    weights = np.zeros((len(part), len(part)))
    for a, b, weight in G.subgraph(part).edges(data="weight", default=1.0):
        weights[number[a], number[b]] = weights[number[b], number[a]] = math.log1p(weight)
    # A round takes time by the square of the nodes, and the order of a large network shows after a few.
    rounds = 400 if len(part) <= 100 else max(20, min(200, 60_000 // len(part)))
    found = pull_together(weights, distance=2.2 / math.sqrt(len(part)), rounds=rounds, seed=seed)
    return _spread(_level(found))


def _level(points: Points) -> Points:
    """Turned so that the longest extent lies level."""
    points = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    signs = np.where(axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)] < 0, -1.0, 1.0)
    return np.asarray(points @ (axes * signs[:, None]).T)


def _spread(points: Points) -> Points:
    """Spread over an ellipse: springs crowd the middle and leave the rim empty.

    A node's distance from the middle becomes mostly a matter of its rank, as if all had the same room; its
    direction stays.
    """
    count = len(points)
    room = max(SPACING, WIDEST - 0.3 * count) * math.sqrt(count / math.pi)
    radius = np.sqrt((points**2).sum(axis=1))
    rank = np.empty(count)
    rank[np.argsort(radius, kind="stable")] = np.arange(count)
    even = room * np.sqrt((rank + 0.5) / count)
    own = radius * (room / (float(radius.max()) or 1.0))
    points = points * ((0.7 * even + 0.3 * own) / np.where(radius > 0, radius, 1.0))[:, None]
    return np.asarray(points * np.array([1.12, 0.91]))


def _pack(parts: list[Points]) -> list[Points]:
    """The first part as it is, the others in rows below it, each in a box of its own."""
    first, gap = parts[0], SPACING * 0.9
    low, high = first.min(axis=0), first.max(axis=0)
    width = max(float(high[0] - low[0]), SPACING * 6)
    left = float((low[0] + high[0]) / 2 - width / 2)
    x, y, row = left, float(high[1]) + gap * 1.4, 0.0
    placed = [first]
    for part in parts[1:]:
        size = part.max(axis=0) - part.min(axis=0)
        if x > left and x + size[0] > left + width:
            x, y, row = left, y + row + gap, 0.0
        placed.append(part - part.min(axis=0) + np.array([x, y]))
        x, row = x + float(size[0]) + gap, max(row, float(size[1]))
    return placed

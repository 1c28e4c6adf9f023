"""Figures of networks and of what passed between actors, for a column of a paper or a notebook.

Figures are made without pyplot: no window opens and no figure is kept alive. Needs the extra ``plots``.
"""

from __future__ import annotations

from collections import Counter
from math import atan2, cos, isnan, nan, pi, sin
from typing import TYPE_CHECKING, Any

import networkx as nx

from graph.errors import GraphError
from graph.figure_style import BLANK, COLUMN, CONFLICT, COOPERATION, LINE, OTHER, TYPES, clip, dress, figure
from graph.network.ranking import measure_title
from graph.network.results import clean
from graph.network.simple import simplify

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from graph.network import Comparison, DyadSeries, Ranking
    from graph.tables import GraphTables


def plot_dyad(series: DyadSeries, *, width: float = COLUMN) -> Figure:
    """Events between two actors by period, cooperation upwards and conflict downwards.

    The line is the mean Goldstein value of a period's events, -10 to 10, on the axis to the right. Events
    of no known period are counted in the title.

    Args:
        series: of :func:`graph.network.dyads`.
        width: in inches.
    """
    fig, axes = figure(width, 0.8 * width)
    rows = [row for row in series.rows if row.period != "undated"]
    undated = sum(row.events for row in series.rows if row.period == "undated")
    places = range(len(rows))
    other = [row.events - row.cooperation - row.conflict for row in rows]
    cooperation = [row.cooperation for row in rows]
    axes.bar(places, cooperation, color=COOPERATION, label="cooperation")
    if any(other):
        axes.bar(places, other, bottom=cooperation, color=OTHER, hatch="//", label="other")
    axes.bar(places, [-row.conflict for row in rows], color=CONFLICT, hatch="..", label="conflict")
    axes.axhline(0, color=LINE, linewidth=0.6)
    axes.set_ylabel("events, conflict below 0")
    _count_ticks(axes, [row.period for row in rows])
    scale = axes.twinx()
    means = [nan if row.goldstein is None else row.goldstein for row in rows]
    scale.plot(places, means, **_GOLDSTEIN)
    scale.set_ylim(-10.5, 10.5)
    scale.set_yticks(range(-10, 11, 5))
    scale.set_ylabel("mean Goldstein value")
    most = max([1, *(max(row.events - row.conflict, row.conflict) for row in rows)])
    axes.set_ylim(-1.05 * most, 1.05 * most)
    note = f" ({undated} undated)" if undated else ""
    dress(axes, f"{clip(series.a)} and {clip(series.b)} by {series.by}{note}")
    dress(scale)
    fig.legend(loc="outside lower center", ncols=2, frameon=False, fontsize=6)
    return fig


_GOLDSTEIN: dict[str, Any] = {
    "color": LINE,
    "marker": "o",
    "markersize": 3,
    "linewidth": 1,
    "label": "Goldstein (mean)",
}


def plot_matrix(G: nx.Graph[Any], *, top: int = 12, width: float = COLUMN) -> Figure:
    """Who is friendly to whom: the signed dyads as a matrix, blue for cooperation, red for conflict, 0 white.

    A row acts on a column. Pairs without an event are grey.

    Args:
        G: signed dyads.
        top: show so many actors, those of most weight.
        width: in inches.
    """
    H = simplify(G, directed=True, signed=True)
    size = Counter(dict.fromkeys(H, 0.0))
    for source, target, data in H.edges(data=True):
        size[source] += abs(data["weight"])
        size[target] += abs(data["weight"])
    names = {node: _label(G, node) for node in H}
    shown = sorted(H, key=lambda node: (-clean(size[node]), names[node], str(node)))[:top]
    values = [[H.edges[a, b]["weight"] if H.has_edge(a, b) else nan for b in shown] for a in shown]
    fig, axes = figure(width, width)
    most = max((abs(value) for row in values for value in row if not isnan(value)), default=0.0) or 1.0
    image = axes.imshow(values, cmap="RdBu", vmin=-most, vmax=most) if shown else None
    axes.set_facecolor(BLANK)
    labels = [clip(names[node], 18) for node in shown]
    axes.set_xticks(range(len(shown)), labels, rotation=45, ha="right")
    axes.set_yticks(range(len(shown)), labels)
    _write_values(axes, values, most)
    axes.set_xlabel("acted upon")
    axes.set_ylabel("acting")
    dress(axes, "Cooperation and conflict" + (f"\n{top} of {len(H)} actors" if len(H) > top else ""))
    if image is not None:
        bar = fig.colorbar(image, ax=axes, shrink=0.7)
        bar.set_label(f"sum of {G.graph.get('weight', 'weights')}", fontsize=7)
        bar.ax.tick_params(labelsize=6)
    return fig


def _write_values(axes: Axes, values: list[list[float]], most: float) -> None:
    """The number in each cell, white on dark ones; none in a matrix too fine to read them."""
    for y, row in enumerate(values if len(values) <= 12 else ()):
        for x, value in enumerate(row):
            if not isnan(value):
                color = "white" if abs(value) > 0.6 * most else "black"
                axes.text(x, y, f"{value:.3g}", ha="center", va="center", fontsize=5, color=color)


def plot_ego(G: nx.Graph[Any], focus: str, *, hops: int = 1, top: int = 20, width: float = COLUMN) -> Figure:
    """One actor in the middle of those around it; a line is as thick as the tie is heavy. Hubs are dots.

    Those that are as many ties away stand on one ring, those tied to each other near each other.

    Args:
        G: a network without negative weights.
        focus: the actor's node (an IRI).
        hops: how many ties away from it.
        top: show so many others, those of the heaviest ties to the actor.
        width: in inches.

    Raises:
        GraphError: where the actor is no node.
    """
    if focus not in G:
        raise GraphError(f"{focus!r} is no node of the network: choose another level or wider filters")
    H = simplify(G, directed=False)
    steps = nx.single_source_shortest_path_length(H, focus, cutoff=hops)
    H = H.subgraph(steps)
    strength: dict[Any, float] = {node: H[focus][node]["weight"] if node in H[focus] else 0.0 for node in H}
    order = sorted(H, key=lambda node: (node != focus, -strength[node], _label(G, node), str(node)))
    H = nx.Graph(H.subgraph(order[: top + 1]))
    places = _rings(H, focus, steps)
    fig, axes = figure(width, width)
    axes.set_axis_off()
    axes.set(xlim=(-1.9, 1.9), ylim=(-1.15, 1.15))
    most = max((data["weight"] for _, _, data in H.edges(data=True)), default=1.0)
    for source, target, data in sorted(H.edges(data=True), key=lambda edge: edge[:2]):
        (x0, y0), (x1, y1) = places[source], places[target]
        axes.plot([x0, x1], [y0, y1], color=OTHER, linewidth=0.5 + 2 * data["weight"] / most, zorder=1)
    for name, nodes in _by_type(G, H).items():
        color, shape = TYPES.get(name, (OTHER, "h"))
        xs, ys = zip(*(places[node] for node in nodes), strict=True)
        sizes = [90 if node == focus else 30 for node in nodes]
        axes.scatter(
            xs, ys, sizes, color, marker=shape, edgecolors=LINE, linewidths=0.5, zorder=2, label=name
        )
        for node in nodes:
            if name != "event":
                _name_node(axes, _label(G, node), places[node], node == focus)
    left = len(order) - len(H)
    dress(axes, f"Around {clip(_label(G, focus))}" + (f" ({left} more left out)" if left else ""))
    fig.legend(loc="outside lower center", ncols=2, frameon=False, fontsize=6)
    return fig


def _rings(H: nx.Graph[Any], focus: Any, steps: dict[Any, int]) -> dict[Any, tuple[float, float]]:
    """Places on circles around the focus, the outermost of radius 1; springs tell the order on each."""
    springs = nx.spring_layout(H, seed=0, weight="weight", iterations=200)
    x0, y0 = springs[focus]
    rings: dict[int, list[Any]] = {}
    for node in sorted(H, key=lambda node: (atan2(springs[node][1] - y0, springs[node][0] - x0), str(node))):
        rings.setdefault(steps[node], []).append(node)
    widest = max(1, *rings)
    places = {}
    for ring, nodes in rings.items():
        for place, node in enumerate(nodes):
            angle = 2 * pi * (place + 0.5) / len(nodes)
            places[node] = (ring / widest * cos(angle), ring / widest * sin(angle))
    return places


def _by_type(G: nx.Graph[Any], H: nx.Graph[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for node in sorted(H, key=str):
        data = G.nodes[node]
        name = "event" if data.get("kind") == "event" else str(data.get("type") or "node")
        found.setdefault(name, []).append(node)
    return dict(sorted(found.items()))


def _name_node(axes: Axes, name: str, place: tuple[float, float], bold: bool) -> None:
    """Write a name outwards of its node, the focus's own below it."""
    from matplotlib.patheffects import withStroke

    x, y = (0.0, -1.0) if bold else place
    style: dict[str, Any] = {
        "fontsize": 6,
        "ha": "left" if x > 0.05 else "right" if x < -0.05 else "center",
        "va": "center" if abs(x) > 0.05 else "bottom" if y > 0 else "top",
        "zorder": 3,
        "weight": "bold" if bold else "normal",
        "path_effects": [withStroke(linewidth=2, foreground="white")],
    }
    axes.annotate(clip(name, 22), place, xytext=(6 * x, 6 * y), textcoords="offset points", **style)


def plot_ranking(found: Ranking | Comparison, *, top: int = 15, width: float = COLUMN) -> Figure:
    """Centrality as bars, the first on top; of a comparison, the second window with the change in rank.

    Args:
        found: of :func:`graph.network.rank` or :func:`graph.network.compare`.
        top: how many bars.
        width: in inches.
    """
    bars: list[tuple[str, float]] = []
    for row in found.rows:
        value = row.value_b if hasattr(row, "value_b") else row.value
        if value is not None and len(bars) < top:
            bars.append((f"{clip(row.name)}{_change(row)}", value))
    fig, axes = figure(width, 0.6 + 0.19 * max(3, len(bars)))
    axes.barh(range(len(bars)), [value for _, value in bars], color=COOPERATION)
    axes.set_yticks(range(len(bars)), [name for name, _ in bars])
    axes.invert_yaxis()
    measure = measure_title(found.measure)
    axes.set_xlabel(measure)
    window = getattr(found, "window_b", None)
    dress(axes, f"{measure}, {_span(window)}" if window else f"Actors by {measure}")
    return fig


def _change(row: Any) -> str:
    """The change in rank in words and signs, or nothing where none is told."""
    if not hasattr(row, "change"):
        return ""
    if row.change is None:
        return " (new)"
    return f" (▲{row.change})" if row.change > 0 else f" (▼{-row.change})" if row.change < 0 else " (=)"


def _span(window: tuple[str | None, str | None]) -> str:
    since, until = window
    return str(since) if since == until else f"{since or ''} to {until or ''}".strip()


def plot_sources(tables: GraphTables, *, top: int = 15, width: float = COLUMN) -> Figure:
    """How many events each publisher tells, whatever their status; articles without one count by themselves.

    Args:
        tables: the graph.
        top: how many bars; the rest is summed in one.
        width: in inches.
    """
    told: dict[str, set[str]] = {}
    for event in tables.events.values():
        for claim in event.claims:
            article = tables.articles.get(claim.article)
            if article is not None:
                told.setdefault(article.publisher or article.id, set()).add(event.iri)
    counts = sorted(((name, len(events)) for name, events in told.items()), key=lambda row: (-row[1], row[0]))
    bars, rest = counts[:top], counts[top:]
    if rest:
        others = set().union(*(told[name] for name, _ in rest))
        bars.append((f"{len(rest)} others", len(others)))
    fig, axes = figure(width, 0.6 + 0.19 * max(3, len(bars)))
    drawn = axes.barh(range(len(bars)), [count for _, count in bars], color=COOPERATION)
    axes.bar_label(drawn, fontsize=6, padding=2)
    axes.set_yticks(range(len(bars)), [clip(name) for name, _ in bars])
    axes.invert_yaxis()
    axes.set_xlabel("events")
    dress(axes, "Events by source")
    return fig


def _count_ticks(axes: Axes, periods: list[str]) -> None:
    """Whole numbers upwards and, below, a dozen periods at most."""
    from matplotlib.ticker import MaxNLocator

    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    step = max(1, -(-len(periods) // 12))
    shown = range(0, len(periods), step)
    axes.set_xticks(shown, [periods[place] for place in shown], rotation=45, ha="right")


def _label(G: nx.Graph[Any], node: Any) -> str:
    return str(G.nodes[node].get("label", node))

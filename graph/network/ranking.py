"""Nodes ranked by a measure."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import networkx as nx

from graph.network import large, measures
from graph.network.errors import NetworkError, check_top, choose
from graph.network.measures import Values
from graph.network.projection import known_id
from graph.network.results import Result, clean, ranks

PIVOTS = 256
"""Sources that betweenness is estimated from in networks of more than ``EXACT`` nodes."""
EXACT = 2_000

_MEASURES: dict[str, Callable[..., Values]] = {
    function.__name__: function
    for function in (
        measures.degree,
        measures.in_degree,
        measures.out_degree,
        measures.strength,
        measures.in_strength,
        measures.out_strength,
        measures.pagerank,
        measures.eigenvector,
        measures.closeness,
        measures.harmonic,
        measures.betweenness,
        measures.core,
        measures.clustering,
    )
}

MEASURES = tuple(_MEASURES)
"""The names of the measures; :mod:`graph.network.measures` tells what each is."""


def measure_title(measure: str) -> str:
    """A measure's name as a heading, such as ``PageRank`` or ``In degree``."""
    return "PageRank" if measure == "pagerank" else measure.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class RankRow:
    """A node and its value. Equal values share a rank, and the next one is skipped (1, 2, 2, 4)."""

    rank: int
    name: str
    type: str
    value: float
    iri: str


@dataclass(frozen=True, slots=True)
class Ranking(Result):
    """Nodes by falling value of a measure.

    Attributes:
        measure: its name.
        parameters: everything that the values depend on beside the network, with the ``backend``.
        graph: the network's id.
        nodes: how many nodes were ranked; ``rows`` may be only the top.
    """

    rows: tuple[RankRow, ...]
    measure: str
    parameters: dict[str, Any]
    graph: str
    nodes: int

    row_type: ClassVar[type] = RankRow


def rank(
    G: nx.Graph[Any],
    *,
    measure: str = "pagerank",
    top: int | None = None,
    backend: str = "auto",
    **parameters: Any,
) -> Ranking:
    """Rank the entities of a network.

    Hubs take part in the computation and are not ranked, nor are events and articles.

    Args:
        G: a projection, or any NetworkX graph.
        measure: one of :data:`MEASURES`.
        top: keep so many ranks, with all that share the last; None for all.
        backend: ``networkx``, ``networkit``, or ``auto``: networkit for betweenness from 2,000 nodes on
            where it is installed; for the other measures it is not faster.
        parameters: of the measure, such as ``damping`` or ``directed``. Betweenness is estimated from 256
            ``pivots`` above 2,000 nodes unless told otherwise.

    Raises:
        NetworkError: where the measure, the backend or a parameter is unknown, ``top`` is below 1, or weights
            are negative that may not be.
    """
    function = _MEASURES[choose("measure", measure, MEASURES)]
    check_top(top)
    chosen = _backend(backend, measure, len(G))
    if measure == "betweenness" and len(G) > EXACT:
        parameters.setdefault("pivots", PIVOTS)
    known = {
        name: item.default for name, item in inspect.signature(function).parameters.items() if name != "G"
    }
    for name in parameters:
        if name not in known:
            raise NetworkError(f"{measure} has no parameter {name!r}: {', '.join(known) or 'it has none'}")
    used = known | parameters
    values = (large.MEASURES[measure] if chosen == "networkit" else function)(G, **used)
    rows = _rows(G, values)
    return Ranking(
        rows=tuple(row for row in rows if top is None or row.rank <= top),
        measure=measure,
        parameters=used | {"backend": chosen},
        graph=known_id(G),
        nodes=len(rows),
    )


def _backend(backend: str, measure: str, nodes: int) -> str:
    choose("backend", backend, ("auto", "networkx", "networkit"))
    if backend == "auto":
        return "networkit" if large.worthwhile(measure, nodes) else "networkx"
    if backend == "networkit":
        choose("networkit's measure", measure, large.MEASURES)
    return backend


def _rows(G: nx.Graph[Any], values: Values) -> list[RankRow]:
    found = []
    for node, value in values.items():
        data = G.nodes[node]
        if data.get("kind", "entity") == "entity":
            name = str(data.get("label", node))
            found.append((clean(value), name, str(data.get("type", "")), str(node)))
    found.sort(key=lambda row: (-row[0], row[1], row[3]))
    places = ranks([row[0] for row in found])
    return [
        RankRow(place, name, cls, value, iri)
        for place, (value, name, cls, iri) in zip(places, found, strict=True)
    ]

"""The measures that networkit computes too: for large networks, where it is installed.

With one thread and a fixed seed, so that results can be repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

import networkx as nx

from graph.network.errors import NetworkError
from graph.network.measures import Values
from graph.network.simple import simplify

FROM = {"betweenness": 2_000, "louvain": 20_000}
"""From how many nodes on networkit is taken without being asked for, where it is installed.

Only what ``tests/benchmarks/RESULTS.md`` shows to be at least twice as fast, the way there counted in: summing
parallel edges and handing them over costs more than PageRank and the k-core themselves.
"""


def installed() -> bool:
    """Whether networkit can be imported."""
    return find_spec("networkit") is not None


def worthwhile(name: str, nodes: int) -> bool:
    """Whether networkit is installed and faster at this in a network of this size."""
    return name in FROM and nodes >= FROM[name] and installed()


@contextmanager
def networkit(seed: int = 0) -> Iterator[Any]:
    """The module, with one thread and a seed while the block lasts.

    Raises:
        NetworkError: where it is not installed.
    """
    if not installed():
        raise NetworkError("networkit is not installed: pip install 'diplograph[large]'")
    import networkit as kit

    threads = kit.getMaxNumberOfThreads()
    kit.setNumberOfThreads(1)
    kit.setSeed(seed, False)
    try:
        yield kit
    finally:
        kit.setNumberOfThreads(threads)


def convert(kit: Any, H: nx.Graph[Any], *, distances: bool = False) -> Any:
    """A simple network as networkit's graph, its nodes numbered in order; weights, or 1 / weight."""
    number = {node: place for place, node in enumerate(H)}
    N = kit.Graph(len(H), weighted=True, directed=H.is_directed())
    for source, target, data in H.edges(data=True):
        weight = data["weight"]
        N.addEdge(number[source], number[target], 1.0 / weight if distances else weight)
    return N


def pagerank(G: nx.Graph[Any], *, damping: float = 0.85, directed: bool = True) -> Values:
    """As :func:`graph.network.measures.pagerank`; solved to an error of 1e-12 in all."""
    H = simplify(G, directed=directed)
    with networkit() as kit:
        sinks = kit.centrality.SinkHandling.DistributeSinks
        N = convert(kit, H)
        scores = kit.centrality.PageRank(N, damp=damping, tol=1e-12, distributeSinks=sinks).run().scores()
    total = sum(scores)
    return {node: score / total for node, score in zip(H, scores, strict=True)}


def betweenness(
    G: nx.Graph[Any], *, directed: bool = False, pivots: int | None = None, seed: int = 0
) -> Values:
    """As :func:`graph.network.measures.betweenness`, but lengths are compared as floating-point numbers."""
    H = simplify(G, directed=directed)
    with networkit(seed) as kit:
        N = convert(kit, H, distances=True)
        if pivots is None or pivots >= len(H):
            found = kit.centrality.Betweenness(N, normalized=True)
        else:
            found = kit.centrality.EstimateBetweenness(N, pivots, normalized=True)
        scores = found.run().scores()
    return dict(zip(H, scores, strict=True))


def harmonic(G: nx.Graph[Any], *, directed: bool = False) -> Values:
    """As :func:`graph.network.measures.harmonic`."""
    H = simplify(G, directed=directed)
    back = H.reverse() if isinstance(H, nx.DiGraph) else H
    with networkit() as kit:
        N = convert(kit, back, distances=True)
        scores = kit.centrality.HarmonicCloseness(N, normalized=False).run().scores()
    return {node: score / max(1, len(H) - 1) for node, score in zip(H, scores, strict=True)}


def core(G: nx.Graph[Any]) -> Values:
    """As :func:`graph.network.measures.core`."""
    H = simplify(G, directed=False)
    with networkit() as kit:
        scores = kit.centrality.CoreDecomposition(convert(kit, H)).run().scores()
    return dict(zip(H, scores, strict=True))


MEASURES: dict[str, Callable[..., Values]] = {
    "pagerank": pagerank,
    "betweenness": betweenness,
    "harmonic": harmonic,
    "core": core,
}
"""What networkit does when asked."""

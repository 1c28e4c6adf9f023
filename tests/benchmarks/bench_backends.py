"""How long networkit and igraph take where networkx does, the way there counted in.

``python -m tests.benchmarks.bench_backends`` prints the table of ``RESULTS.md``. Needs networkit and igraph.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from typing import Any

import networkx as nx

from graph.network import communities, large, measures
from graph.network.simple import simplify

PIVOTS = 16
"""Sources of the estimate of betweenness in the larger network: the ratio is that of one source."""

Task = Callable[[], Any]


def sample(nodes: int, *, seed: int = 7) -> nx.MultiDiGraph[str]:
    """A network like ours: few actors in many events, three events a node, two in three of them repeated."""
    rng = random.Random(seed)
    base = nx.barabasi_albert_graph(nodes, 3, seed=seed)
    G: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for source, target in base.edges:
        for number in range(rng.choice((1, 1, 2, 5))):
            pair = (source, target) if rng.random() < 0.6 else (target, source)
            G.add_edge(f"n{pair[0]}", f"n{pair[1]}", number, weight=rng.choice((1.0, 1.0, 2.0)))
    return G


def igraph_of(H: nx.Graph[Any], *, distances: bool = False) -> Any:
    """A simple network as igraph's, with weights or with 1 / weight."""
    import igraph

    number = {node: place for place, node in enumerate(H)}
    edges = [(number[source], number[target]) for source, target in H.edges]
    weights = [1 / weight if distances else weight for _, _, weight in H.edges(data="weight")]
    return igraph.Graph(n=len(H), edges=edges, directed=H.is_directed(), edge_attrs={"weight": weights})


def tasks(G: nx.MultiDiGraph[str], *, exact: bool) -> dict[str, dict[str, Task]]:
    """For each measure what each library does, from the projection to the values."""

    def theirs(call: Callable[[Any], Any], *, directed: bool = False, distances: bool = False) -> Task:
        return lambda: call(igraph_of(simplify(G, directed=directed), distances=distances))

    pivots = None if exact else PIVOTS
    chosen: dict[str, dict[str, Task]] = {
        "pagerank": {
            "networkx": lambda: measures.pagerank(G),
            "networkit": lambda: large.pagerank(G),
            "igraph": theirs(lambda H: H.pagerank(weights="weight"), directed=True),
        },
        "core": {
            "networkx": lambda: measures.core(G),
            "networkit": lambda: large.core(G),
            "igraph": theirs(lambda H: H.coreness()),
        },
        "louvain": {
            "networkx": lambda: communities(G, backend="networkx"),
            "networkit": lambda: communities(G, backend="networkit"),
            "igraph": theirs(lambda H: H.community_multilevel(weights="weight")),
        },
        "betweenness": {
            "networkx": lambda: measures.betweenness(G, pivots=pivots),
            "networkit": lambda: large.betweenness(G, pivots=pivots),
        },
    }
    if exact:
        call = theirs(lambda H: H.betweenness(weights="weight", directed=False), distances=True)
        chosen["betweenness"]["igraph"] = call
        chosen["harmonic"] = {
            "networkx": lambda: measures.harmonic(G),
            "networkit": lambda: large.harmonic(G),
            "igraph": theirs(lambda H: H.harmonic_centrality(weights="weight"), distances=True),
        }
    return chosen


def seconds(task: Task, times: int) -> float:
    """The shortest processor time of some runs: waiting for other programs is not counted."""
    found = []
    for _ in range(times):
        begun = time.process_time()
        task()
        found.append(time.process_time() - begun)
    return min(found)


def rows(nodes: int, times: int) -> list[str]:
    """Lines of the table for one size."""
    G = sample(nodes)
    exact = nodes <= 2_000
    lines = []
    for measure, ways in tasks(G, exact=exact).items():
        often = 1 if measure in ("betweenness", "harmonic") else times
        taken = {library: seconds(task, often) for library, task in ways.items()}
        name = measure if exact or measure != "betweenness" else f"betweenness, {PIVOTS} sources"
        ratios = [
            f"{taken['networkx'] / taken[peer]:.1f}" if peer in taken else ""
            for peer in ("networkit", "igraph")
        ]
        lines.append(f"| {name} | {nodes:,} | {taken['networkx']:.2f} | {' | '.join(ratios)} |")
        print(lines[-1], file=sys.stderr, flush=True)
    return lines


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, nargs="*", default=[2_000, 20_000])
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    print("| measure | nodes | networkx, s | networkit | igraph |")
    print("|---|--:|--:|--:|--:|")
    for nodes in options.nodes:
        print("\n".join(rows(nodes, options.times)))


if __name__ == "__main__":
    main()

"""How central the nodes are, and which communities they form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx

from graph.view.errors import ViewError
from graph.view.selection import Selection

MEASURES = {
    "events": "Number of events",
    "pagerank": "PageRank",
    "betweenness": "Betweenness",
    "degree": "Number of partners",
}
"""The measures that a node's size can show, with their names."""


def tie_graph(selection: Selection) -> nx.Graph[str]:
    """The nodes with one undirected edge a pair, weighted by the number of events."""
    G: nx.Graph[str] = nx.Graph()
    G.add_nodes_from(selection.nodes)
    for tie in selection.ties:
        weight = G.get_edge_data(tie.source, tie.target, {"weight": 0.0})["weight"]
        G.add_edge(tie.source, tie.target, weight=weight + tie.weight)
    return G


def score(selection: Selection, measure: str) -> dict[str, float]:
    """One measure of every node.

    Args:
        selection: what is shown.
        measure: one of :data:`MEASURES`.

    Raises:
        ViewError: where the measure is unknown.
    """
    if measure not in MEASURES:
        raise ViewError(f"measure {measure!r} is unknown: choose from {', '.join(MEASURES)}")
    G = tie_graph(selection)
    if measure == "events":
        return _events(selection)
    if measure == "degree":
        return {node: float(degree) for node, degree in G.degree()}
    if measure == "betweenness":
        return dict(nx.betweenness_centrality(G))
    return dict(nx.pagerank(G, weight="weight")) if G else {}


def _events(selection: Selection) -> dict[str, float]:
    counts = dict.fromkeys(selection.nodes, 0.0)
    for iri, nodes in selection.taking_part.items():
        for node in nodes:
            counts[node] += 1
        if iri in selection.hubs:
            counts[iri] = 1.0
    return counts


def most_central(selection: Selection, scores: Mapping[str, float], top: int) -> list[str]:
    """The actors with the highest scores; of equals the first by IRI."""
    actors = [node for node in selection.nodes if node not in selection.hubs]
    return sorted(actors, key=lambda node: (-scores[node], node))[:top]


def communities(selection: Selection, *, seed: int) -> dict[str, int]:
    """The number of each node's community, 0 the largest. Louvain on ties and on who acts for whom."""
    G = tie_graph(selection)
    for one, other in selection.acts_for:
        if not G.has_edge(one, other):
            G.add_edge(one, other, weight=1.0)
    if not G.number_of_edges():
        return dict.fromkeys(selection.nodes, 0)
    found: Sequence[set[str]] = nx.community.louvain_communities(G, weight="weight", seed=seed)
    ordered = sorted(found, key=lambda group: (-len(group), min(group)))
    return {node: number for number, group in enumerate(ordered) for node in group}

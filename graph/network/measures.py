"""Measures of single nodes. Each takes any projection and gives a value for every node, in sorted order.

Parallel edges are summed first (:func:`graph.network.simple.simplify`). A hub counts as one neighbour.
"""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np

from graph.network.errors import NetworkError
from graph.network.paths import inverse_lengths, lengths
from graph.network.simple import add_distances, simplify

Values = dict[Any, float]


def degree(G: nx.Graph[Any]) -> Values:
    """Number of different neighbours, whatever the direction: k(i) = |{j : w(ij) or w(ji) is not 0}|.

    Weights are ignored.

    Reference: Freeman, Social Networks 1 (1978), 215-239.
    """
    return _floats(simplify(G, directed=False, signed=True).degree())


def in_degree(G: nx.Graph[Any]) -> Values:
    """Number of different nodes that act on this one: k_in(i) = |{j : w(ji) is not 0}|.

    Weights are ignored; acts alike from both sides count each way.

    Reference: Wasserman and Faust, Social Network Analysis, 1994, section 4.3.
    """
    return _floats(_directed(G).in_degree())


def out_degree(G: nx.Graph[Any]) -> Values:
    """Number of different nodes that this one acts on: k_out(i) = |{j : w(ij) is not 0}|.

    Weights are ignored; acts alike from both sides count each way.

    Reference: as for :func:`in_degree`.
    """
    return _floats(_directed(G).out_degree())


def strength(G: nx.Graph[Any]) -> Values:
    """Sum of the weights of all edges: s(i) = sum over j of w(ij), in both directions.

    A heavier edge counts more. With signed weights it is the balance of cooperation over conflict.

    Reference: Barrat et al., PNAS 101 (2004), 3747-3752.
    """
    return _floats(simplify(G, directed=False, signed=True).degree(weight="weight"))


def in_strength(G: nx.Graph[Any]) -> Values:
    """Sum of the weights of the edges that lead here: s_in(i) = sum over j of w(ji).

    A heavier edge counts more; signed weights are summed with their signs.

    Reference: as for :func:`strength`, by direction.
    """
    return _floats(_directed(G).in_degree(weight="weight"))


def out_strength(G: nx.Graph[Any]) -> Values:
    """Sum of the weights of the edges that lead away: s_out(i) = sum over j of w(ij).

    A heavier edge counts more; signed weights are summed with their signs.

    Reference: as for :func:`strength`, by direction.
    """
    return _floats(_directed(G).out_degree(weight="weight"))


def pagerank(G: nx.Graph[Any], *, damping: float = 0.85, directed: bool = True) -> Values:
    """Share of time that a walker spends here who follows edges in proportion to their weight.

    p(i) = (1-d)/n + d * sum over j of p(j) * w(ji) / s_out(j). With probability 1-d, and always at a node
    without a way out, the walker jumps to any node. Values sum to 1. A heavier edge attracts more.
    Solved to an error of 1e-14 a node.

    Reference: Page, Brin, Motwani and Winograd, The PageRank citation ranking, 1999.

    Args:
        G: a network without negative weights.
        damping: d, from 0 to 1 (1 left out).
        directed: whether the walker keeps to the direction of edges.

    Raises:
        NetworkError: where ``damping`` is out of range.
    """
    if not 0 <= damping < 1:
        raise NetworkError(f"damping {damping} is out of range: choose from 0 to below 1")
    H = simplify(G, directed=directed)
    return dict(nx.pagerank(H, alpha=damping, tol=1e-14, max_iter=10_000)) if len(H) else {}


def eigenvector(G: nx.Graph[Any]) -> Values:
    """Centrality by the centrality of one's neighbours: x(i) = sum over j of w(ij) * x(j) / lambda.

    lambda is the largest eigenvalue of the weighted, undirected adjacency matrix; x has Euclidean length 1.
    In a network of several components only the largest (the first by name among equals) has values above 0,
    for otherwise x is not unique. A heavier edge passes on more.

    Reference: Bonacich, American Journal of Sociology 92 (1987), 1170-1182.
    """
    H = simplify(G, directed=False)
    values = dict.fromkeys(H, 0.0)
    parts = sorted(nx.connected_components(H), key=len, reverse=True)
    if parts and len(parts[0]) > 1:
        nodes = [node for node in H if node in parts[0]]
        values |= zip(nodes, _leading(nx.to_scipy_sparse_array(H, nodes, weight="weight")), strict=True)
    return values


def closeness(G: nx.Graph[Any], *, directed: bool = False) -> Values:
    """How near the nodes are that can be reached: C(i) = (r-1)/(n-1) * (r-1) / sum of d(ji).

    r nodes, i among them, reach i; a distance d is the shortest sum of 1 / weight, so heavier is nearer.

    Reference: Wasserman and Faust, Social Network Analysis, 1994, p. 201, for the factor for components.
    """
    H = simplify(G, directed=directed)
    return dict(zip(H, lengths(H), strict=True))


def harmonic(G: nx.Graph[Any], *, directed: bool = False) -> Values:
    """Mean nearness: H(i) = 1/(n-1) * sum over j of 1 / d(ji); nodes that do not reach i add 0.

    A distance d is the shortest sum of 1 / weight, so heavier is nearer.

    Reference: Marchiori and Latora, Physica A 285 (2000), 539-546; Boldi and Vigna, Internet Mathematics 10
    (2014), 222-262.
    """
    H = simplify(G, directed=directed)
    return dict(zip(H, inverse_lengths(H), strict=True))


def betweenness(
    G: nx.Graph[Any], *, directed: bool = False, pivots: int | None = None, seed: int = 0
) -> Values:
    """Share of shortest paths that pass through: B(v) = sum over s, t of sigma(st|v) / sigma(st).

    Divided by the number of pairs, (n-1)(n-2), half that where undirected. Weights are turned into distances
    of 1 / weight: an edge of many events is short. Paths of equal length are told exactly.

    Reference: Freeman, Sociometry 40 (1977), 35-41; Brandes, Journal of Mathematical Sociology 25 (2001),
    163-177; Newman, Physical Review E 64 (2001), 016132, for the distances.

    Args:
        G: a network without negative weights.
        directed: whether paths keep to the direction of edges.
        pivots: estimate from so many sources drawn at random; None for all.
        seed: of the draw.
    """
    H = simplify(G, directed=directed)
    add_distances(H)
    k = None if pivots is None or pivots >= len(H) else pivots
    return dict(nx.betweenness_centrality(H, k=k, weight="distance", seed=seed))


def core(G: nx.Graph[Any]) -> Values:
    """The largest k such that the node is in a part where everyone has k neighbours or more.

    That part is what is left after nodes of fewer than k neighbours are taken away again and again. Weights
    and directions are ignored.

    Reference: Seidman, Social Networks 5 (1983), 269-287.
    """
    return _floats(nx.core_number(simplify(G, directed=False)).items())


def clustering(G: nx.Graph[Any]) -> Values:
    """Share of pairs of neighbours that are tied to each other: C(i) = 2 * T(i) / (k(i) * (k(i) - 1)).

    T(i) counts the triangles through i, k(i) its neighbours; 0 below two. Weights and directions are ignored.

    Reference: Watts and Strogatz, Nature 393 (1998), 440-442.
    """
    H = simplify(G, directed=False)
    shares: Any = nx.clustering(H)
    return _floats(shares.items())


def _directed(G: nx.Graph[Any]) -> nx.DiGraph[Any]:
    H = simplify(G, directed=True, signed=True)
    assert isinstance(H, nx.DiGraph)
    return H


def _floats(view: Any) -> Values:
    return {node: float(value) for node, value in view}


def _leading(A: Any) -> list[float]:
    """The leading eigenvector of a symmetric matrix without negative entries, all its entries positive."""
    if A.shape[0] <= 500:
        vector = np.linalg.eigh(A.toarray())[1][:, -1]
    else:
        from scipy.sparse.linalg import eigsh

        vector = eigsh(A.astype(float), k=1, which="LA", v0=np.ones(A.shape[0]))[1][:, 0]
    return [float(value) for value in np.abs(vector) / np.linalg.norm(vector)]

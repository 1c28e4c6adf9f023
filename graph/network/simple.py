"""A projection as one weighted edge a pair, which is what measures are defined on."""

from __future__ import annotations

from fractions import Fraction
from math import isfinite, lcm
from typing import Any

import networkx as nx

from graph.network.errors import NetworkError

_EXACT = 10**40
_DENOMINATOR = 10**6


def simplify(G: nx.Graph[Any], *, directed: bool, signed: bool = False) -> nx.Graph[Any]:
    """Sum parallel edges; nodes in sorted order, self-loops left out, edges without weight count 1.

    Undirected, the two directions of a pair are summed, an act that is the same from both sides once.
    Directed, such an act is an edge each way; so is every edge of an undirected network.

    Args:
        G: any NetworkX graph, such as a projection.
        directed: whether the result is a DiGraph.
        signed: whether weights may be negative.

    Raises:
        NetworkError: where a weight is negative and may not be, or is no finite number.
    """
    H: nx.Graph[Any] = nx.DiGraph() if directed else nx.Graph()
    order = {node: place for place, node in enumerate(sorted(G, key=lambda node: (str(type(node)), node)))}
    H.add_nodes_from(order)
    total: dict[tuple[Any, Any], float] = {}
    for source, target, data in G.edges(data=True):
        weight = _weight(data, signed)
        if source != target:
            for pair, share in _ways(source, target, weight, data, G.is_directed(), directed):
                low = order[pair[0]] > order[pair[1]] and not directed
                key = (pair[1], pair[0]) if low else pair
                total[key] = total.get(key, 0.0) + share
    for (source, target), weight in sorted(total.items(), key=lambda item: [order[node] for node in item[0]]):
        if weight or signed:
            H.add_edge(source, target, weight=weight)
    return H


def _weight(data: dict[str, Any], signed: bool) -> float:
    weight = float(data.get("weight", 1.0))
    if not isfinite(weight):
        raise NetworkError(f"the weight {weight} of an edge is no number: mend the network")
    if weight < 0 and not signed:
        raise NetworkError("weights are negative: measure the cooperation and the conflict network apart")
    return weight


def _ways(
    source: Any, target: Any, weight: float, data: dict[str, Any], was_directed: bool, directed: bool
) -> list[tuple[tuple[Any, Any], float]]:
    """The pairs that an edge adds to, with how much."""
    there, back = (source, target), (target, source)
    if not directed:
        # Of dyads each way, the mutual part stands in both; half of it here, half there.
        return [(there, weight - (data.get("mutual", 0.0) / 2 if was_directed else 0.0))]
    if not was_directed or not data.get("directed", True):
        return [(there, weight), (back, weight)]
    return [(there, weight)]


def add_distances(H: nx.Graph[Any]) -> None:
    """Give every edge a ``distance`` of 1 / weight, so that strong ties are short.

    Distances are whole multiples of one unit, so that paths of equal length are found equal, which sums of
    floating-point numbers are not (weights are taken to a millionth). Where the unit would be too small they
    are plain floating-point numbers.
    """
    weights = {
        (source, target): Fraction(data["weight"]).limit_denominator(_DENOMINATOR)
        for source, target, data in H.edges(data=True)
    }
    unit = lcm(*{weight.numerator for weight in weights.values()}) if all(weights.values()) else _EXACT
    exact = unit < _EXACT
    for (source, target), weight in weights.items():
        H[source][target]["distance"] = (
            unit * weight.denominator // weight.numerator if exact else 1.0 / H[source][target]["weight"]
        )

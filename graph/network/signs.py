"""What signs and directions tell of a network as a whole: balance and reciprocity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import networkx as nx

from graph.network.projection import known_id
from graph.network.results import Result, clean
from graph.network.simple import simplify


@dataclass(frozen=True, slots=True)
class TriadRow:
    """Three nodes, all tied, with the signs of a-b, b-c and a-c. Balanced: their product is positive."""

    a: str
    b: str
    c: str
    signs: str
    balanced: bool
    iris: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Balance(Result):
    """The signed triads of a network, by name.

    Attributes:
        graph: the network's id.
        counts: triads by their signs: ``+++`` and ``+--`` are balanced, ``++-`` and ``---`` are not.
        balanced: share of balanced triads, or None where there is no triad.
    """

    rows: tuple[TriadRow, ...]
    graph: str
    counts: dict[str, int]
    balanced: float | None

    row_type: ClassVar[type] = TriadRow


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """How far acts are returned.

    Attributes:
        graph: the network's id.
        binary: share of directed ties with a tie back, or None where there is no tie.
        weighted: share of weight that is returned, or None.
    """

    graph: str
    binary: float | None
    weighted: float | None


def balance(G: nx.Graph[Any]) -> Balance:
    """Count balanced and unbalanced triads: whether the friend of a friend is a friend.

    Directions are summed; the sign of a pair is that of its sum, and a pair whose sum is 0 is no tie.

    Reference: Heider, Journal of Psychology 21 (1946), 107-112; Cartwright and Harary, Psychological Review
    63 (1956), 277-293.

    Args:
        G: signed dyads.
    """
    H = simplify(G, directed=False, signed=True)
    H.remove_edges_from([pair for pair in H.edges() if H.edges[pair]["weight"] == 0])
    name = {node: str(G.nodes[node].get("label", node)) for node in H}
    order = {node: place for place, node in enumerate(sorted(H, key=lambda node: (name[node], str(node))))}
    rows = []
    for a in order:
        later = sorted((node for node in H[a] if order[node] > order[a]), key=order.__getitem__)
        for place, b in enumerate(later):
            rows += [_triad(H, name, (a, b, c)) for c in later[place + 1 :] if H.has_edge(b, c)]
    counts = dict.fromkeys(("+++", "++-", "+--", "---"), 0)
    for row in rows:
        counts["".join(sorted(row.signs))] += 1
    share = sum(row.balanced for row in rows) / len(rows) if rows else None
    return Balance(tuple(rows), known_id(G), counts, share)


def _triad(H: nx.Graph[Any], name: dict[Any, str], nodes: tuple[Any, Any, Any]) -> TriadRow:
    a, b, c = nodes
    signs = "".join("+" if H[u][v]["weight"] > 0 else "-" for u, v in ((a, b), (b, c), (a, c)))
    return TriadRow(name[a], name[b], name[c], signs, signs.count("-") % 2 == 0, (str(a), str(b), str(c)))


def reciprocity(G: nx.Graph[Any], *, mutual: bool = False) -> Reciprocity:
    """How far acts are returned: sum of min(w(ij), w(ji)) over the sum of w(ij), and the same of ties.

    Reference: Squartini, Picciolo, Ruzzenenti and Garlaschelli, Scientific Reports 3 (2013), 2729.

    Args:
        G: a directed network without negative weights.
        mutual: count acts that are the same from both sides too, which are returned by their nature.
    """
    H = simplify(G if mutual else _one_sided(G), directed=True)
    weights = {(source, target): data["weight"] for source, target, data in H.edges(data=True)}
    returned = {pair: weights.get(pair[::-1], 0.0) for pair in weights}
    total = sum(weights.values())
    return Reciprocity(
        graph=known_id(G),
        binary=clean(sum(map(bool, returned.values())) / len(weights)) if weights else None,
        weighted=clean(sum(min(weights[pair], returned[pair]) for pair in weights) / total)
        if total
        else None,
    )


def _one_sided(G: nx.Graph[Any]) -> nx.DiGraph[Any]:
    """Only acts of one on another."""
    H: nx.DiGraph[Any] = nx.DiGraph()
    for source, target, data in G.edges(data=True):
        weight = data.get("weight", 1.0) - data.get("mutual", 0.0)
        if abs(weight) > 1e-12 and data.get("directed", True):
            before = H.edges[source, target]["weight"] if H.has_edge(source, target) else 0.0
            H.add_edge(source, target, weight=before + weight)
    return H

"""How central the nodes are, and which communities they form: as :mod:`graph.network` computes it.

The scores are those of the whole network that passes the filters, not of the part that is shown, so that
they are the same as those of ``rank``.
"""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from graph.network import MEASURES as NETWORK_MEASURES
from graph.network import communities, graph_id, rank
from graph.network.dyadic import multigraph
from graph.network.ranking import measure_title
from graph.network.rules import Rules
from graph.network.ties import Ties
from graph.tables import GraphTables
from graph.view.errors import ViewError
from graph.view.selection import Selection

SHOWN = ("events", "pagerank", "betweenness", "degree")
"""The measures that a reader can choose from; one that is asked for comes on top."""

QUICK = 400
"""Of more nodes, betweenness takes too long to compute unasked."""

_NAMES = {"events": "Number of events", "degree": "Number of partners"}

Scores = dict[str, dict[str, float]]
"""Value by measure and node."""


def measure_name(measure: str) -> str:
    """A measure in words."""
    return _NAMES.get(measure) or measure_title(measure)


def score(
    whole: Selection,
    found: Ties,
    tables: GraphTables,
    rules: Rules,
    *,
    measure: str,
    seed: int,
) -> tuple[Scores, dict[str, int]]:
    """The scores of every node by measure, and the number of each node's community.

    Args:
        whole: every node that passes the filters; who has no tie scores 0.
        found: the ties between them.
        tables: the graph.
        rules: quad classes.
        measure: the one that is asked for, ``events`` or one of :data:`graph.network.MEASURES`.
        seed: of the communities.

    Raises:
        ViewError: where the measure is unknown.
    """
    if measure != "events" and measure not in NETWORK_MEASURES:
        raise ViewError(f"measure {measure!r} is unknown: choose from events, {', '.join(NETWORK_MEASURES)}")
    G = multigraph(tables, found, rules, directed=True)
    G.graph["id"] = graph_id(G)
    scores = {"events": _events(whole)}
    for name in dict.fromkeys((*SHOWN[1:], measure)):
        if name == measure != "events" or (name in SHOWN[1:] and (name != "betweenness" or len(G) <= QUICK)):
            values = {row.iri: row.value for row in rank(G, measure=name).rows} if len(G) else {}
            scores[name] = {node: values.get(node, 0.0) for node in whole.nodes}
    return scores, _communities(G, whole, seed)


def _events(selection: Selection) -> dict[str, float]:
    counts = dict.fromkeys(selection.nodes, 0.0)
    for nodes in selection.taking_part.values():
        for node in nodes:
            counts[node] += 1
    return counts


def _communities(G: nx.Graph[str], whole: Selection, seed: int) -> dict[str, int]:
    """Of the network, counted from 0; who has no tie goes with whom it acts for, or after the last."""
    numbers = communities(G, seed=seed).numbers() if G.number_of_edges() else {}
    places = {number: place for place, number in enumerate(sorted(set(numbers.values())))}
    found = {node: places[number] for node, number in numbers.items()}
    rest = max(found.values(), default=-1) + 1
    led = dict(whole.acts_for)
    return {node: found.get(node, found.get(led.get(node, ""), rest)) for node in whole.nodes}


def most_central(selection: Selection, values: Mapping[str, float], top: int) -> list[str]:
    """The actors with the highest scores; of equals the first by IRI."""
    actors = [node for node in selection.nodes if node not in selection.hubs]
    return sorted(actors, key=lambda node: (-values[node], node))[:top]


def tie_graph(selection: Selection) -> nx.Graph[str]:
    """The nodes with one edge a pair, weighted by the events between and by who acts for whom."""
    G: nx.Graph[str] = nx.Graph()
    G.add_nodes_from(selection.nodes)
    pairs = [(tie.source, tie.target, tie.weight) for tie in selection.ties]
    for one, other, weight in pairs + [(one, other, 2.0) for one, other in selection.acts_for]:
        G.add_edge(one, other, weight=weight + G.get_edge_data(one, other, {"weight": 0.0})["weight"])
    return G

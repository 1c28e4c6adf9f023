"""The graph as a NetworkX graph: nine projections, each of which records how it was made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx

from graph.network import dyadic, two_mode
from graph.network.errors import NetworkError, choose
from graph.network.filters import Filters, Names
from graph.network.rules import Rules, load_rules
from graph.network.ties import find_ties
from graph.tables import GraphTables

Network: TypeAlias = "nx.Graph[str]"
"""Of whatever NetworkX class the projection asks for."""

DEFAULT_STATUS = ("Occurred", "Ongoing")
"""What counts unless asked otherwise: nothing that only might happen."""

WEIGHTS = ("count", "goldstein", "plover_score")
"""What an event adds to the weight of an edge."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a projection is made, beside its filters; :func:`project` explains each."""

    kind: str
    level: str
    directed: bool
    cliques: bool
    weight: str


Maker = Callable[[GraphTables, Filters, Rules, Options], Network]


def project(
    tables: GraphTables,
    *,
    level: str = "actor",
    kind: str = "multigraph",
    status: Names = DEFAULT_STATUS,
    types: Names = None,
    since: str | None = None,
    until: str | None = None,
    sources: Names = None,
    min_confidence: float | None = None,
    quad: Names = None,
    cliques: bool = False,
    directed: bool = True,
    weight: str | None = None,
) -> Network:
    """Project a graph of claims into a network.

    ======================  ====================================================================
    kind                    nodes and edges
    ======================  ====================================================================
    ``multigraph``          actors; one edge an event, its key the event's IRI
    ``dyads``               actors; one edge a pair, weight = events
    ``signed``              the same, weight = sum of scores, negative for conflict
    ``cooperation``         the same, of events in the two cooperative quad classes; never negative
    ``conflict``            the same, of events in the two conflictual quad classes; never negative
    ``coparticipation``     actors of the same events, whatever their roles; each event of n gives
                            each pair 1/(n-1)
    ``bipartite``           actors and events
    ``articles``            entities of every class and the articles that mention them
    ``relations``           entities; one edge a relation that holds, such as ``memberOf``
    ======================  ====================================================================

    An edge leads from who acts to whom the act is done. An act that is the same from every side (a
    meeting) is one edge with ``directed=False`` in the multigraph, and an edge each way in the directed
    dyads, whose attribute ``mutual`` says how much of the weight that is. With more than two participants
    the event becomes a node of ``kind="event"`` in the multigraph (a hub) and is no dyad, unless
    ``cliques`` is set.

    Nodes have ``label``, ``type`` and ``kind`` (``entity``, ``event``, ``article``). Every edge has
    ``weight``, ``events`` and ``claims`` (IRIs, sorted). Nodes and edges come in the order of their IRIs.
    ``G.graph`` holds every parameter, the number of ``events`` used, ``left_out`` and ``id``, a digest.
    ``left_out`` counts events by the filter that stopped them and those with "no tie", role fillers that
    are "not a node" of the level, and pairs that are a "self-loop" after folding.

    Args:
        tables: the graph.
        level: ``actor``, or ``state``: people and bodies count for the state that they represent.
        kind: see above.
        status: statuses of events that count; None for all.
        types: event classes; each stands for the classes below it.
        since: first date, as precise as told. An undated event is left out once a date is given.
        until: last date, included.
        sources: identifiers, IRIs or publishers of articles. Edges keep only the claims of these.
        min_confidence: least confidence of a claim; a claim without one is left out.
        quad: PLOVER quad classes, such as ``VerbalConflict``.
        cliques: tie every two of n participants, with weight 1/(n-1).
        directed: False joins both directions of a pair.
        weight: ``count`` (events), ``goldstein`` or ``plover_score``. Signed dyads sum the score itself
            and have ``goldstein`` by default; a layer sums its size where it has the layer's sign.

    Raises:
        NetworkError: where an option names what there is not.
    """
    rules = load_rules()
    weight = weight or ("goldstein" if kind == "signed" else "count")
    options = Options(
        choose("kind", kind, KINDS), choose("level", level, rules.levels), directed, cliques, weight
    )
    _check(options)
    filters = Filters.of(
        status=status, types=types, since=since, until=until, sources=sources,
        min_confidence=min_confidence, quad=quad,
    )  # fmt: skip
    G = _MAKERS[kind](tables, filters, rules, options)
    G.graph |= {field: getattr(options, field) for field in Options.__slots__}
    G.graph |= filters.told()
    G.graph["ontology"] = rules.ontology.version[:16]
    G.graph["id"] = graph_id(G)
    return G


def graph_id(G: Network) -> str:
    """A digest (16 hexadecimal digits) of a network's parameters, nodes and weighted edges."""
    edges = sorted(
        (str(u), str(v), f"{data.get('weight', 1):.12g}", ",".join(data.get("events", ())))
        for u, v, data in G.edges(data=True)
    )
    known = {key: value for key, value in G.graph.items() if key != "id"}
    text = json.dumps([known, sorted(map(str, G)), edges], sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf8")).hexdigest()[:16]


def known_id(G: Network) -> str:
    """The digest that a projection records, or else that of the network as it is."""
    return str(G.graph.get("id") or graph_id(G))


def _check(options: Options) -> None:
    choose("weight", options.weight, WEIGHTS)
    if options.kind == "signed" and options.weight == "count":
        raise NetworkError("a signed network is weighted by a score: choose goldstein or plover_score")
    if options.weight != "count" and options.kind not in ("signed", "cooperation", "conflict"):
        raise NetworkError(
            f"weight {options.weight} can be negative: take kind signed, cooperation or conflict for it"
        )


def _multigraph(tables: GraphTables, filters: Filters, rules: Rules, options: Options) -> Network:
    found = find_ties(tables, filters, rules, level=options.level, cliques=options.cliques)
    return dyadic.multigraph(tables, found, rules, directed=options.directed)


def _dyads(tables: GraphTables, filters: Filters, rules: Rules, options: Options) -> Network:
    found = find_ties(tables, filters, rules, level=options.level, cliques=options.cliques)
    score = dyadic.scorer(options.kind, options.weight, rules)
    return dyadic.dyads(tables, found, rules, score, directed=options.directed)


def _coparticipation(tables: GraphTables, filters: Filters, rules: Rules, options: Options) -> Network:
    return two_mode.coparticipation(tables, filters, rules, options.level)


def _bipartite(tables: GraphTables, filters: Filters, rules: Rules, options: Options) -> Network:
    return two_mode.bipartite(tables, filters, rules, options.level)


def _articles(tables: GraphTables, filters: Filters, rules: Rules, options: Options) -> Network:
    return two_mode.articles(tables, filters, rules, options.level)


def _relations(tables: GraphTables, filters: Filters, rules: Rules, options: Options) -> Network:
    return dyadic.relations(tables, filters, rules, directed=options.directed)


_MAKERS: dict[str, Maker] = {
    "multigraph": _multigraph,
    "dyads": _dyads,
    "signed": _dyads,
    "cooperation": _dyads,
    "conflict": _dyads,
    "coparticipation": _coparticipation,
    "bipartite": _bipartite,
    "articles": _articles,
    "relations": _relations,
}

KINDS = tuple(_MAKERS)
"""The names of the projections."""

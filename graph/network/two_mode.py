"""Networks of actors with events and of entities with articles, and who takes part together."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import Any

import networkx as nx

from graph.network.errors import NetworkError
from graph.network.filters import Filters, check, select, source_articles
from graph.network.nodes import add_nodes, event_attributes
from graph.network.periods import bounds, within
from graph.network.rules import ROLES, Rules
from graph.network.ties import Fold, fillers, folding
from graph.tables import ClaimRow, EventRow, GraphTables


def bipartite(tables: GraphTables, filters: Filters, rules: Rules, level: str) -> nx.Graph[str]:
    """Actors (``bipartite=0``) and events (``bipartite=1``); an edge names the ``roles``."""
    chosen = select(tables, filters, rules)
    fold = folding(tables, rules.levels[level], rules)
    left_out = Counter(chosen.left_out)
    G: nx.Graph[str] = nx.Graph()
    edges: list[tuple[str, str, dict[str, Any]]] = []
    for event, claims in chosen.events:
        taking = _taking_part(event, fold, rules, left_out)
        about = event_attributes(event, claims, rules.quad(event.plover))
        edges += [
            (node, event.iri, {"roles": tuple(sorted(taking[node])), "weight": 1.0, **about})
            for node in taking
        ]
    add_nodes(G, tables, (iri for edge in edges for iri in edge[:2]))
    for source, target, data in sorted(edges, key=lambda edge: edge[:2]):
        G.add_edge(source, target, **data)
    return _two_mode(G, len({edge[1] for edge in edges}), left_out, second="event")


def coparticipation(tables: GraphTables, filters: Filters, rules: Rules, level: str) -> nx.Graph[str]:
    """Actors that are in the same events, in whatever role.

    An event with n of them adds 1/(n-1) to the weight of each pair, so that each gets 1 from it (Newman,
    Physical Review E 64, 2001, 016132); ``count`` is the number of shared events.
    """
    chosen = select(tables, filters, rules)
    fold = folding(tables, rules.levels[level], rules)
    left_out = Counter(chosen.left_out)
    shared: dict[tuple[str, str], list[tuple[EventRow, tuple[ClaimRow, ...], float]]] = defaultdict(list)
    for event, claims in chosen.events:
        nodes = sorted(_taking_part(event, fold, rules, left_out))
        left_out["no tie"] += len(nodes) < 2
        for pair in combinations(nodes, 2):
            shared[pair].append((event, claims, 1.0 / (len(nodes) - 1)))
    G: nx.Graph[str] = nx.Graph()
    add_nodes(G, tables, (iri for pair in shared for iri in pair))
    for (source, target), rows in sorted(shared.items()):
        G.add_edge(
            source,
            target,
            weight=sum(share for _, _, share in rows),
            count=len(rows),
            events=tuple(event.iri for event, _, _ in rows),
            claims=tuple(sorted(claim.iri for _, claims, _ in rows for claim in claims)),
        )
    G.graph["events"] = len({event.iri for rows in shared.values() for event, _, _ in rows})
    G.graph["left_out"] = dict(sorted((+left_out).items()))
    return G


def articles(tables: GraphTables, filters: Filters, rules: Rules, level: str) -> nx.Graph[str]:
    """Entities (``bipartite=0``) and the articles that mention them (``bipartite=1``).

    Of the filters, sources and dates apply, the dates to the article's own. An edge keeps the events of
    the article that the entity takes part in and their claims. At the level ``state`` entities are folded.

    Raises:
        NetworkError: where a filter on events is asked for.
    """
    check(filters, tables, rules)
    if filters.types or filters.quad or filters.min_confidence is not None:
        raise NetworkError(
            "articles are not filtered by type, quad or confidence: use kind bipartite for events"
        )
    sources = source_articles(tables, filters.sources)
    start, stop = bounds(filters.since, filters.until)
    fold: Fold = str
    if rules.levels[level].fold:
        fold = folding(tables, rules.levels[level], rules)
    told = _claims_by_article(tables, fold)
    left_out = Counter[str]()
    kept = set()
    for iri, row in sorted(tables.articles.items()):
        outside = (start or stop) and not within(row.date, None, start, stop)
        if sources is not None and iri not in sources:
            left_out["source"] += 1
        elif outside:
            left_out["date"] += 1
        else:
            kept.add(iri)
    mentions = {
        (fold(row.iri), iri) for row in tables.entities.values() for iri in row.articles if iri in kept
    }
    pairs = sorted((node, iri) for node, iri in mentions if node is not None)
    G: nx.Graph[str] = nx.Graph()
    add_nodes(G, tables, (iri for pair in pairs for iri in pair))
    for node, iri in pairs:
        claims = told.get((node, iri), [])
        events = tuple(sorted({claim.asserts for claim in claims}))
        G.add_edge(node, iri, weight=1.0, events=events, claims=tuple(sorted({row.iri for row in claims})))
    return _two_mode(G, 0, left_out, second="article")


def _claims_by_article(tables: GraphTables, fold: Fold) -> dict[tuple[str, str], list[ClaimRow]]:
    told: dict[tuple[str, str], list[ClaimRow]] = defaultdict(list)
    for event in tables.events.values():
        nodes = {fold(iri) for field in ROLES.values() for iri in getattr(event, field)}
        for claim in event.claims:
            for node in sorted(node for node in nodes if node is not None):
                told[node, claim.article].append(claim)
    return told


def _taking_part(event: EventRow, fold: Fold, rules: Rules, left_out: Counter[str]) -> dict[str, set[str]]:
    """The nodes of an event with their roles."""
    taking: dict[str, set[str]] = defaultdict(set)
    for role, nodes in fillers(event, fold, left_out).items():
        for node in nodes if role in rules.bipartite else ():
            taking[node].add(role)
    return taking


def _two_mode(G: nx.Graph[str], events: int, left_out: Counter[str], *, second: str) -> nx.Graph[str]:
    for _, data in G.nodes(data=True):
        data["bipartite"] = int(data["kind"] == second)
    G.graph["events"] = events
    G.graph["left_out"] = dict(sorted((+left_out).items()))
    return G

"""Networks of actors: one edge an event, or one edge a pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import networkx as nx

from graph.network.filters import Filters, check, passes, source_articles
from graph.network.nodes import add_nodes, event_attributes
from graph.network.rules import Rules
from graph.network.ties import Tie, Ties
from graph.tables import EventRow, GraphTables

Scorer = Callable[[EventRow], float | None]
"""What an event adds to a pair's weight, or None where it does not count."""


def multigraph(
    tables: GraphTables, found: Ties, rules: Rules, *, directed: bool
) -> nx.MultiGraph[str] | nx.MultiDiGraph[str]:
    """One edge an event and pair; its key is the event's IRI."""
    G: nx.MultiGraph[str] | nx.MultiDiGraph[str] = nx.MultiDiGraph() if directed else nx.MultiGraph()
    add_nodes(G, tables, (iri for tie in found.ties for iri in (tie.source, tie.target)))
    for tie in sorted(found.ties, key=lambda tie: (tie.source, tie.target, tie.event.iri)):
        about = event_attributes(tie.event, tie.claims, rules.quad(tie.event.plover))
        G.add_edge(
            tie.source,
            tie.target,
            tie.event.iri,
            weight=tie.weight,
            directed=tie.directed,
            hub=tie.hub,
            **about,
        )
    _record(G, (tie.event.iri for tie in found.ties), found.left_out)
    return G


def scorer(kind: str, weight: str, rules: Rules) -> Scorer:
    """How the events of a kind of dyads are weighted.

    A layer takes the events of its quad classes; by a score, only as far as the score has the layer's sign.
    """
    if kind == "dyads":
        return lambda _: 1.0
    if kind == "signed":
        return lambda event: getattr(event, weight)
    sign = 1.0 if kind == "cooperation" else -1.0

    def layer(event: EventRow) -> float | None:
        if rules.tone(event.plover) != kind:
            return None
        score = 1.0 if weight == "count" else sign * (getattr(event, weight) or 0.0)
        return score if score > 0 else None

    return layer


def dyads(
    tables: GraphTables, found: Ties, rules: Rules, score: Scorer, *, directed: bool
) -> nx.Graph[str] | nx.DiGraph[str]:
    """One edge a pair, with the sums over its events. Hubs are no dyads."""
    left_out = Counter(found.left_out)
    hubs = {tie.event.iri for tie in found.ties if tie.hub}
    ties = [tie for tie in found.ties if not tie.hub]
    unscored = {tie.event.iri for tie in ties if score(tie.event) is None}
    left_out["more than two participants"] = len(hubs)
    left_out["no weight"] = len(unscored)
    pairs: dict[tuple[str, str], list[Tie]] = {}
    for tie in ties:
        if tie.event.iri not in unscored:
            for pair in _ways(tie, directed):
                pairs.setdefault(pair, []).append(tie)
    G: nx.Graph[str] | nx.DiGraph[str] = nx.DiGraph() if directed else nx.Graph()
    add_nodes(G, tables, (iri for pair in pairs for iri in pair))
    for (source, target), members in sorted(pairs.items()):
        G.add_edge(source, target, **_sums(members, rules, score))
    _record(G, (tie.event.iri for members in pairs.values() for tie in members), +left_out)
    return G


def _ways(tie: Tie, directed: bool) -> list[tuple[str, str]]:
    low, high = sorted((tie.source, tie.target))
    if not directed:
        return [(low, high)]
    return [(tie.source, tie.target)] if tie.directed else [(low, high), (high, low)]


def _sums(ties: list[Tie], rules: Rules, score: Scorer) -> dict[str, Any]:
    """The attributes of a pair's edge. ``events`` lists each once, though two ties may come of it."""
    events = {tie.event.iri: tie.event for tie in ties}
    tones = [rules.tone(event.plover) for event in events.values()]
    dates = sorted(event.date for event in events.values() if event.date)

    def weigh(chosen: Iterable[Tie]) -> float:
        return sum(tie.weight * (score(tie.event) or 0.0) for tie in chosen)

    return {
        "weight": weigh(ties),
        "mutual": weigh(tie for tie in ties if not tie.directed),
        "count": len(events),
        "cooperation": tones.count("cooperation"),
        "conflict": tones.count("conflict"),
        "goldstein": sum(event.goldstein or 0.0 for event in events.values()),
        "plover_score": sum(event.plover_score or 0.0 for event in events.values()),
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
        "events": tuple(sorted(events)),
        "claims": tuple(sorted({claim.iri for tie in ties for claim in tie.claims})),
    }


def relations(
    tables: GraphTables, filters: Filters, rules: Rules, *, directed: bool
) -> nx.MultiGraph[str] | nx.MultiDiGraph[str]:
    """One edge a relation that holds; its key is the relation. Of the filters, those on claims apply.

    Raises:
        NetworkError: where any filter names what there is not.
    """
    check(filters, tables, rules)
    G: nx.MultiGraph[str] | nx.MultiDiGraph[str] = nx.MultiDiGraph() if directed else nx.MultiGraph()
    left_out = Counter[str]()
    rows = []
    sources = source_articles(tables, filters.sources)
    for row in tables.relations:
        claims = tuple(claim for claim in row.claims if passes(claim, filters, sources))
        if row.predicate not in rules.relations:
            left_out["relation"] += 1
        elif row.status:
            left_out["status"] += 1
        elif not claims or not {row.subject, row.object} <= tables.entities.keys():
            left_out["source or confidence"] += 1
        else:
            rows.append((row, tuple(claim.iri for claim in claims)))
    add_nodes(G, tables, (iri for row, _ in rows for iri in (row.subject, row.object)))
    for row, iris in rows:
        way = rules.relations[row.predicate]
        about = {"weight": 1.0, "directed": way, "type": row.predicate, "events": (), "claims": iris}
        G.add_edge(row.subject, row.object, row.predicate, **about)
    _record(G, (), left_out)
    return G


def _record(G: nx.Graph[str], events: Iterable[str], left_out: Counter[str]) -> None:
    G.graph["events"] = len(set(events))
    G.graph["left_out"] = dict(sorted(left_out.items()))

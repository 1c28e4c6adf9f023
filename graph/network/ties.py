"""From events to ties: who is tied to whom by which event, after folding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from graph.network.filters import Filters, select
from graph.network.rules import ROLES, Level, Rules
from graph.tables import ClaimRow, EventRow, GraphTables

Fold = Callable[[str], str | None]
"""From an entity's IRI to the node it counts for, or None where it counts for none."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One event between two nodes.

    Attributes:
        source, target: IRIs of entities; where ``hub`` is set, one is the event itself.
        event: the event.
        claims: its claims that passed the filters.
        directed: False where the act is the same from both sides; then ``source < target``.
        weight: 1, or 1/(n-1) in a clique of n participants.
        hub: the tie leads to or from the event, for more participants than are tied pairwise.
    """

    source: str
    target: str
    event: EventRow
    claims: tuple[ClaimRow, ...]
    directed: bool = True
    weight: float = 1.0
    hub: bool = False


@dataclass(frozen=True, slots=True)
class Ties:
    """What the events that passed the filters come to.

    Attributes:
        ties: by event.
        left_out: what was left out, by reason.
        events: the events with the claims that passed, those without a tie too, by IRI.
        fold: from an entity to its node.
    """

    ties: tuple[Tie, ...]
    left_out: Counter[str]
    events: tuple[tuple[EventRow, tuple[ClaimRow, ...]], ...]
    fold: Fold


def folding(tables: GraphTables, level: Level, rules: Rules) -> Fold:
    """How entities become nodes of a level: along its properties to the end of the chain.

    A chain that comes back to itself stops before it does. A relation is followed only while it holds.
    """
    step: dict[str, str] = {}
    for relation in reversed(tables.relations):
        if relation.predicate in level.fold and relation.status is None:
            step[relation.subject] = relation.object
    if "represents" in level.fold:
        step |= {iri: row.represents for iri, row in tables.entities.items() if row.represents}

    def fold(iri: str) -> str | None:
        seen = {iri}
        while (after := step.get(iri)) is not None and after not in seen:
            seen.add(after)
            iri = after
        row = tables.entities.get(iri)
        node = row is not None and any(rules.ontology.is_a(row.type, cls) for cls in level.nodes)
        return iri if node else None

    return fold


def find_ties(
    tables: GraphTables, filters: Filters, rules: Rules, *, level: str, cliques: bool = False
) -> Ties:
    """The ties between the nodes of a level, by event, source and target.

    Args:
        tables: the graph.
        filters: which events count.
        rules: which roles make ties.
        level: a level of the rules.
        cliques: tie each two participants of an event of n with weight 1/(n-1), instead of a hub.
    """
    chosen = select(tables, filters, rules)
    fold = folding(tables, rules.levels[level], rules)
    left_out = Counter(chosen.left_out)
    ties: list[Tie] = []
    for event, claims in chosen.events:
        roles = fillers(event, fold, left_out)
        for rule in rules.edges:
            if rule.source == rule.target:
                left_out["self-loop"] += len(roles[rule.source]) - len(set(roles[rule.source]))
        roles = {role: sorted(set(nodes)) for role, nodes in roles.items()}
        found = list(_ties(event, claims, roles, rules, cliques, left_out))
        if not found:
            left_out["no tie"] += 1
        ties += sorted(found, key=lambda tie: (tie.source, tie.target, tie.directed))
    return Ties(tuple(ties), +left_out, chosen.events, fold)


def fillers(event: EventRow, fold: Fold, left_out: Counter[str]) -> dict[str, list[str]]:
    """The nodes in each role of an event, sorted, as often as they fill it; other fillers are counted."""
    roles = {}
    for role, field in ROLES.items():
        nodes = [fold(iri) for iri in getattr(event, field)]
        left_out["not a node"] += nodes.count(None)
        roles[role] = sorted(node for node in nodes if node is not None)
    return roles


def _ties(
    event: EventRow,
    claims: tuple[ClaimRow, ...],
    roles: dict[str, list[str]],
    rules: Rules,
    cliques: bool,
    left_out: Counter[str],
) -> Iterator[Tie]:
    if len(roles["participant"]) > rules.pairwise and not cliques:
        yield from _hub(event, claims, roles)
        return
    tied: set[tuple[str, str]] = set()
    for rule in rules.edges:
        same = rule.source == rule.target
        nodes = roles[rule.source]
        share = 1.0 / max(1, len(nodes) - 1) if same else 1.0
        for source, target in _pairs(nodes, roles[rule.target], same=same):
            known = (source, target) in tied or (not rule.directed and (target, source) in tied)
            left_out["self-loop"] += source == target
            if source != target and not known:
                tied.add((source, target))
                yield Tie(source, target, event, claims, rule.directed, share)


def _pairs(sources: list[str], targets: list[str], *, same: bool) -> Iterator[tuple[str, str]]:
    if same:
        yield from combinations(sources, 2)
    else:
        yield from ((source, target) for source in sources for target in targets)


def _hub(event: EventRow, claims: tuple[ClaimRow, ...], roles: dict[str, list[str]]) -> Iterator[Tie]:
    """The event as a node: who acts leads to it, it leads to who is acted on, participants stand beside."""
    for node in roles["actor"]:
        yield Tie(node, event.iri, event, claims, hub=True)
    for node in roles["target"]:
        yield Tie(event.iri, node, event, claims, hub=True)
    acting = {*roles["actor"], *roles["target"]}
    for node in (node for node in roles["participant"] if node not in acting):
        source, target = sorted((node, event.iri))
        yield Tie(source, target, event, claims, directed=False, hub=True)

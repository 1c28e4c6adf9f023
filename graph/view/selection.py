"""What a view shows: the nodes, the ties between them and the events, reduced to what can be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.cards import find_entity
from graph.network.filters import Filters
from graph.network.rules import ROLES, Rules
from graph.network.ties import Fold, Tie, Ties, find_ties
from graph.tables import EventRow, GraphTables
from graph.view.errors import ViewError


@dataclass
class Selection:
    """The part of a graph that is shown.

    Attributes:
        nodes: IRIs of actors and of events that stand as nodes (hubs), sorted.
        hubs: those of them that are events.
        ties: between the nodes.
        acts_for: pairs of nodes of which the first represents the second.
        events: the events shown, by IRI.
        taking_part: the actors of each event shown, sorted.
        notices: what was left out, in plain sentences.
    """

    nodes: list[str]
    hubs: set[str]
    ties: list[Tie]
    acts_for: list[tuple[str, str]]
    events: dict[str, EventRow]
    taking_part: dict[str, list[str]]
    notices: list[str] = field(default_factory=list)


def find_all(
    tables: GraphTables,
    rules: Rules,
    *,
    level: str,
    status: str | Sequence[str] | None,
    since: str | None,
    until: str | None,
) -> Ties:
    """The events that pass the filters, with their ties.

    Args:
        tables: the graph.
        rules: which roles make ties.
        level: ``actor`` or ``state``.
        status: statuses of events, or None for all.
        since: first date, as precise as told.
        until: last date, both included.

    Raises:
        GraphError: where a value is unknown.
    """
    if level not in rules.levels:
        raise ViewError(f"level {level!r} is unknown: choose from {', '.join(sorted(rules.levels))}")
    filters = Filters.of(status=status, since=since, until=until)
    return find_ties(tables, filters, rules, level=level)


def select_all(tables: GraphTables, found: Ties) -> Selection:
    """Every actor that takes part in an event which was found, with all ties."""
    events = {event.iri: event for event, _ in found.events}
    taking_part = {iri: _taking_part(event, found.fold) for iri, event in events.items()}
    hubs = {end for tie in found.ties if tie.hub for end in (tie.source, tie.target) if end in events}
    actors = {node for nodes in taking_part.values() for node in nodes}
    return Selection(
        nodes=sorted(actors | hubs),
        hubs=hubs,
        ties=list(found.ties),
        acts_for=_acts_for(tables, actors),
        events={iri: event for iri, event in events.items() if taking_part[iri]},
        taking_part={iri: nodes for iri, nodes in taking_part.items() if nodes},
    )


def _taking_part(event: EventRow, fold: Fold) -> list[str]:
    fillers = (fold(iri) for role in ROLES.values() for iri in getattr(event, role))
    return sorted({node for node in fillers if node is not None})


def _acts_for(tables: GraphTables, actors: set[str]) -> list[tuple[str, str]]:
    pairs = ((iri, tables.entities[iri].represents) for iri in sorted(actors))
    return [(iri, other) for iri, other in pairs if other in actors and other != iri]


def find_node(selection: Selection, tables: GraphTables, name: str) -> str:
    """The node that a name, an alias, an ISO code or an id means; for an event that is a node, its IRI.

    Raises:
        GraphError: where no node has that name.
    """
    return name if name in selection.nodes else find_entity(tables, name, among=set(selection.nodes)).iri


def neighbourhood(selection: Selection, centre: str, hops: int) -> set[str]:
    """The nodes within so many ties of one; an event that stands as a node costs no hop of its own."""
    beside: dict[str, set[str]] = defaultdict(set)
    pairs = [(tie.source, tie.target) for tie in selection.ties]
    for one, other in [*pairs, *selection.acts_for]:
        beside[one].add(other)
        beside[other].add(one)
    reached, edge = {centre}, {centre}
    for _ in range(hops):
        step = {node for near in edge for node in beside[near]} - reached
        through = {node for hub in step & selection.hubs for node in beside[hub]} - reached
        reached |= step | through
        edge = step | through
    return reached


def restrict(selection: Selection, keep: Iterable[str]) -> Selection:
    """The part between some nodes: ties with both ends kept, events with a tie left or with no tie at all.

    A hub stays only where two of those it ties together do.
    """
    kept = set(keep)
    ends: dict[str, set[str]] = defaultdict(set)
    for tie in selection.ties:
        for hub, other in ((tie.source, tie.target), (tie.target, tie.source)):
            if hub in selection.hubs and other in kept:
                ends[hub].add(other)
    hubs = {hub for hub in selection.hubs if len(ends[hub]) > 1}
    kept = (kept - selection.hubs) | hubs
    ties = [tie for tie in selection.ties if tie.source in kept and tie.target in kept]
    tied, had_ties = {tie.event.iri for tie in ties}, {tie.event.iri for tie in selection.ties}
    taking_part = {
        iri: [node for node in nodes if node in kept] for iri, nodes in selection.taking_part.items()
    }
    events = {
        iri: event
        for iri, event in selection.events.items()
        if taking_part[iri] and (iri in tied or iri not in had_ties)
    }
    return Selection(
        nodes=sorted(kept),
        hubs=hubs,
        ties=ties,
        acts_for=[pair for pair in selection.acts_for if pair[0] in kept and pair[1] in kept],
        events=events,
        taking_part={iri: taking_part[iri] for iri in events},
        notices=list(selection.notices),
    )

"""What a graph tells of one article, in the form in which it is held against gold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.evaluation.words import plain_names
from graph.tables import ClaimRow, EntityRow, EventRow, GraphTables

# Gold writes the finer of these classes with the coarser name as well.
_COARSER = {
    "ArmedService": "GovernmentBody",
    "Bloc": "Region",
    "Boundary": "Region",
    "Doctrine": "Law",
}
ROLES = ("actor", "target", "participant", "place")


@dataclass(frozen=True, slots=True)
class Node:
    """An entity as it is compared: its classes, plain names, ISO code and whom it represents."""

    iri: str
    label: str
    types: frozenset[str]
    names: frozenset[str]
    iso3: str | None
    represents: str | None


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event with what this article's claims say of it. ``types`` holds its class and all above it."""

    iri: str
    label: str
    type: str
    types: frozenset[str]
    root: str | None
    arguments: Mapping[str, frozenset[str]]
    status: str
    date: str | None
    theme: str
    quotes: tuple[str, ...]
    speakers: frozenset[str]

    def fillers(self, *roles: str) -> frozenset[str]:
        """IRIs of what stands in any of these roles."""
        return frozenset().union(*(self.arguments[role] for role in roles))


@dataclass(frozen=True, slots=True)
class ToldTenure:
    """A position; ``status`` in lower case."""

    holder: str
    position: str
    of: str | None
    status: str


@dataclass(frozen=True, slots=True)
class ToldRelation:
    """A relation; ``status`` in lower case, ``current`` where it holds."""

    subject: str
    predicate: str
    object: str
    status: str


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that a graph has of one article.

    Attributes:
        nodes: by IRI; all entities concerned, those represented by another among them.
        named: IRIs of those that the article mentions or a claim is about.
        events, tenures, relations: what its claims assert; the events in the order of their claims' IRIs.
    """

    nodes: Mapping[str, Node]
    named: frozenset[str]
    events: tuple[ToldEvent, ...]
    tenures: tuple[ToldTenure, ...]
    relations: tuple[ToldRelation, ...]

    def label(self, iri: str) -> str:
        """The name of an entity, or else its IRI."""
        return self.nodes[iri].label if iri in self.nodes else iri


NOTHING = Told({}, frozenset(), (), (), ())


def told_of(tables: GraphTables, article: str, supers: Mapping[str, frozenset[str]]) -> Told:
    """What a graph has of an article.

    Args:
        tables: the graph.
        article: the article's IRI.
        supers: the classes above each event class, itself among them.
    """
    told = [(row, here) for row in tables.events.values() if (here := _within(row.claims, article))]
    told.sort(key=lambda pair: min(claim.iri for claim in pair[1]))
    events = [_event(row, here, supers) for row, here in told]
    tenures = [
        ToldTenure(row.holder, row.position, row.of, row.status.lower())
        for row in tables.tenures.values()
        if _within(row.claims, article)
    ]
    relations = [
        ToldRelation(row.subject, row.predicate, row.object, (row.status or "Current").lower())
        for row in tables.relations
        if _within(row.claims, article)
    ]
    named = {iri for iri, row in tables.entities.items() if article in row.articles}
    named |= {iri for event in events for iri in event.fillers(*ROLES) | event.speakers}
    named |= {iri for tenure in tenures for iri in (tenure.holder, tenure.of) if iri}
    named |= {iri for relation in relations for iri in (relation.subject, relation.object)}
    return Told(_nodes(tables, named), frozenset(named), tuple(events), tuple(tenures), tuple(relations))


def _within(claims: Iterable[ClaimRow], article: str) -> list[ClaimRow]:
    return [claim for claim in claims if claim.article == article]


def _event(row: EventRow, claims: list[ClaimRow], supers: Mapping[str, frozenset[str]]) -> ToldEvent:
    here = {claim.status for claim in claims if claim.status}
    return ToldEvent(
        iri=row.iri,
        label=row.label,
        type=row.type,
        types=supers.get(row.type, frozenset()) | {row.type},
        root=row.plover,
        arguments={
            "actor": frozenset(row.actors),
            "target": frozenset(row.targets),
            "participant": frozenset(row.participants),
            "place": frozenset(row.places),
        },
        status=(here.pop() if len(here) == 1 else row.status).lower(),
        date=row.date,
        theme=row.theme or "",
        quotes=tuple(claim.quote for claim in claims),
        speakers=frozenset(claim.attributed_to for claim in claims if claim.attributed_to),
    )


def _nodes(tables: GraphTables, named: Iterable[str]) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    waiting = sorted(named)
    while waiting:
        iri = waiting.pop()
        if iri in nodes:
            continue
        nodes[iri] = _node(iri, tables.entities.get(iri))
        if nodes[iri].represents:
            waiting.append(nodes[iri].represents or "")
    return nodes


def _node(iri: str, row: EntityRow | None) -> Node:
    if row is None:
        return Node(iri, iri, frozenset(), frozenset(), None, None)
    types = frozenset({row.type, _COARSER.get(row.type, row.type)})
    return Node(iri, row.label, types, plain_names([row.label, *row.aliases]), row.iso3, row.represents)

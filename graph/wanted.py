"""A part of a graph as tables: what one question needs, read from where the whole need not be held.

A source is asked for the events of a status and a time, for their claims, and for the entities and articles that
these name. What is left out is counted, so that a network of the part tells the same of itself as one of the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from graph.linking.names import fold
from graph.namespaces import DIP, RDF, SKOS
from graph.subjects import Node, Subjects
from graph.tables import EntityRow, EventRow, GraphTables, make_event, make_tables

ROLES = tuple(DIP + role for role in ("actor", "target", "participant", "place", "concerns"))
SPEAKERS = tuple(DIP + name for name in ("attributedTo", "reportedBy"))
SHOWN = tuple(DIP + name for name in ("quote", "trigger", "attributionText", "attributionCue", "metonym"))
"""What of a claim is for reading alone."""
MENTIONS = f"{DIP}mentions"
_ENDS = tuple(RDF + name for name in ("subject", "object"))
_ARTICLE, _REPRESENTS = f"{DIP}inArticle", f"{DIP}represents"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is read.

    Attributes:
        status: statuses of the events; None for all.
        since, until: first and last day (ISO 8601) of a time in which the events may lie; an event without a
            date lies in none.
        shown: with what is for reading: quotes, speakers, articles.
        sources: with all articles, by which claims are chosen.
        names: entities to be found by name, even if they have no part in the events.
    """

    status: tuple[str, ...] | None = None
    since: str | None = None
    until: str | None = None
    shown: bool = False
    sources: bool = False
    names: tuple[str, ...] = ()

    @property
    def everything(self) -> bool:
        """Whether all events are wanted."""
        return self.status is None and self.since is None and self.until is None


class Source(Protocol):
    """Where the nodes of a graph are; a node is what :class:`~graph.subjects.Subjects` has of it."""

    def whole(self) -> Subjects:
        """All nodes."""

    def events(self, wanted: Wanted) -> Mapping[str, Node]:
        """The events that are wanted."""

    def outside(self, wanted: Wanted) -> Iterable[tuple[Node, int]]:
        """How many other events there are, by status, class, PLOVER root and whether they are dated."""

    def claims(self, wanted: Wanted) -> Mapping[str, Node]:
        """The claims of the events that are wanted, and of all relations."""

    def articles(self) -> Mapping[str, Node]:
        """All articles, without what they mention."""

    def nodes(self, iris: Collection[str]) -> Mapping[str, Node]:
        """Entities or articles by IRI, as far as there are any; of articles not what they mention."""

    def called(self, names: Collection[str]) -> Collection[str]:
        """IRIs of the entities that have one of the names, by label, alias or ISO code."""

    def mentioning(self, iris: Collection[str]) -> Mapping[str, Collection[str]]:
        """IRIs of the articles that mention each of some entities."""


def read_part(source: Source, wanted: Wanted) -> GraphTables:
    """The tables of a part of a graph: entities without their articles, and tenures left out.

    Where several entities have a wanted name, their articles are read, which tell them apart.
    """
    events, claims = source.events(wanted), source.claims(wanted)
    entities = _entities(source, events, claims, wanted)
    told = {each for node in claims.values() if wanted.shown or _is_relation(node) for each in node[_ARTICLE]}
    articles = source.articles() if wanted.sources else source.nodes(told)
    tables = make_tables(Subjects(articles, entities, events, {}, claims))
    rivals = _rivals(tables.entities.values(), wanted.names)
    mentioning = source.mentioning(rivals) if rivals else {}
    known = {
        iri: replace(tables.entities[iri], articles=tuple(sorted(found))) for iri, found in mentioning.items()
    }
    outside = () if wanted.everything else tuple(map(_shell, source.outside(wanted)))
    return replace(tables, entities=tables.entities | known, outside=outside)


def _entities(
    source: Source, events: Mapping[str, Node], claims: Mapping[str, Node], wanted: Wanted
) -> dict[str, Node]:
    """The entities with a role, the ends of relations, who speaks, those named, and all that these represent."""
    open_ = {each for node in events.values() for role in ROLES for each in node.get(role, ())}
    ends = (*_ENDS, *SPEAKERS) if wanted.shown else _ENDS
    open_ |= {each for node in claims.values() for end in ends for each in node.get(end, ())}
    if wanted.names:
        open_ |= set(source.called(wanted.names))
    open_ -= events.keys()
    found: dict[str, Node] = {}
    while open_:
        more = {iri: node for iri, node in source.nodes(open_).items() if f"{SKOS}prefLabel" in node}
        found |= more
        open_ = {each for node in more.values() for each in node.get(_REPRESENTS, ())} - found.keys()
    return found


def _is_relation(claim: Node) -> bool:
    return f"{RDF}predicate" in claim


def _rivals(entities: Iterable[EntityRow], names: Collection[str]) -> list[str]:
    """Those of the entities with a wanted name that others have too."""
    wanted = {fold(name) for name in names}
    counts: Counter[str] = Counter()
    by_name: list[tuple[str, str]] = []
    for entity in entities:
        for name in {fold(each) for each in (entity.label, *entity.aliases)} & wanted:
            counts[name] += 1
            by_name.append((name, entity.iri))
    return sorted({iri for name, iri in by_name if counts[name] > 1})


def _shell(row: tuple[Node, int]) -> tuple[EventRow, int]:
    node, count = row
    return make_event("", node, (), {}), count

"""The graph as typed rows: what cards, networks, views and exports read instead of single triples.

Reading single triples through Python is slow; a handful of SELECTs fill these tables once.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article: its IRI, identifier and what is known of it. ``date`` is ISO 8601 or None."""

    iri: str
    id: str
    title: str | None
    date: str | None
    publisher: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity.

    ``represents`` is the IRI of the state or body it acts for; ``articles`` are those that mention it.
    """

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...]
    iso3: str | None
    represents: str | None
    same_as: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One sentence that asserts an event, a tenure or a relation. Offsets are characters, half-open."""

    iri: str
    asserts: str
    article: str
    quote: str
    start: int
    end: int
    trigger: str | None
    status: str | None
    plover: str | None
    attributed_to: str | None
    reported_by: str | None
    attribution_text: str | None
    attribution_cue: str | None
    confidence: float | None
    metonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event with its claims. Roles hold entity IRIs (``concerns`` also event IRIs); lists are sorted."""

    iri: str
    type: str
    label: str
    status: str
    contested: bool
    plover: str | None
    goldstein: float | None
    plover_score: float | None
    date: str | None
    date_end: str | None
    date_text: str | None
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    participants: tuple[str, ...]
    places: tuple[str, ...]
    concerns: tuple[str, ...]
    theme: str | None
    amount: str | None
    unit: str | None
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class TenureRow:
    """A position: who holds it, of what, and whether still (``Current``, ``Former``, ...)."""

    iri: str
    holder: str
    position: str
    of: str | None
    status: str
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A direct relation between two entities with its claims; ``status`` is None where it holds."""

    subject: str
    predicate: str
    object: str
    status: str | None
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class GraphTables:
    """Everything in a graph. Mappings are by IRI; lists are sorted by IRI."""

    articles: dict[str, ArticleRow]
    entities: dict[str, EntityRow]
    events: dict[str, EventRow]
    tenures: dict[str, TenureRow]
    relations: tuple[RelationRow, ...]

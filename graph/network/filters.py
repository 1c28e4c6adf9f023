"""Which events a network counts: by status, class, date, source, confidence and quad class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.model import Status
from graph.network.errors import NetworkError, choose
from graph.network.periods import bounds, within
from graph.network.rules import Rules
from graph.tables import ArticleRow, ClaimRow, EventRow, GraphTables

Names = str | Sequence[str] | None
"""One name, several, or None for all."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is counted; None lets everything pass.

    Attributes:
        status: of the event.
        types: local names of event classes; each stands for the classes below it.
        since, until: dates as precise as told, both included.
        sources: identifiers, IRIs or publishers of articles; an event needs a claim in one of them.
        min_confidence: an event needs a claim at least so sure; a claim without a confidence is not.
        quad: quad classes of the event's PLOVER root.
    """

    status: tuple[str, ...] | None = None
    types: tuple[str, ...] | None = None
    since: str | None = None
    until: str | None = None
    sources: tuple[str, ...] | None = None
    min_confidence: float | None = None
    quad: tuple[str, ...] | None = None

    @classmethod
    def of(
        cls,
        *,
        status: Names = None,
        types: Names = None,
        since: str | None = None,
        until: str | None = None,
        sources: Names = None,
        min_confidence: float | None = None,
        quad: Names = None,
    ) -> Filters:
        """The filters as a caller writes them: one name or several, in any order."""
        return cls(names(status), names(types), since, until, names(sources), min_confidence, names(quad))

    def told(self) -> dict[str, Any]:
        """Their values by name."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Selected:
    """The events that pass, each with the claims that do, and how many each filter left out."""

    events: tuple[tuple[EventRow, tuple[ClaimRow, ...]], ...]
    left_out: Counter[str]


def names(value: Names) -> tuple[str, ...] | None:
    """One name or several as a sorted tuple, or None."""
    if value is None:
        return None
    return (value,) if isinstance(value, str) else tuple(sorted(set(value)))


def check(filters: Filters, tables: GraphTables, rules: Rules) -> None:
    """See that a filter names only what there is.

    Raises:
        NetworkError: where it does not.
    """
    events = (*tables.events.values(), *(event for event, _ in tables.outside))
    types = {event.type for event in events} | rules.ontology.supers.keys()
    for name in filters.status or ():
        choose("status", name, (status.value for status in Status))
    for name in filters.quad or ():
        choose("quad", name, rules.quads)
    for name in filters.types or ():
        if name not in types:
            raise NetworkError(f"event type {name!r} is unknown: write a class of the ontology such as Visit")
    bounds(filters.since, filters.until)
    known = {text for row in tables.articles.values() for text in _texts(row)}
    for name in filters.sources or ():
        if name.casefold() not in known:
            raise NetworkError(f"no article or publisher is {name!r}: see the identifiers of the articles")


def select(tables: GraphTables, filters: Filters, rules: Rules) -> Selected:
    """The events that pass all filters, by IRI.

    ``left_out`` counts each other event once, under the first filter that stopped it.
    """
    check(filters, tables, rules)
    articles = source_articles(tables, filters.sources)
    chosen, left_out = [], Counter[str]()
    for iri in sorted(tables.events):
        event = tables.events[iri]
        claims = tuple(claim for claim in event.claims if passes(claim, filters, articles))
        reason = _reason(event, filters, rules) or (None if claims else "source or confidence")
        if reason:
            left_out[reason] += 1
        else:
            chosen.append((event, claims))
    for event, count in tables.outside:
        left_out[_reason(event, filters, rules) or "source or confidence"] += count
    return Selected(tuple(chosen), left_out)


def source_articles(tables: GraphTables, sources: tuple[str, ...] | None) -> frozenset[str] | None:
    """IRIs of the articles that the sources name, or None for all."""
    if sources is None:
        return None
    asked = {name.casefold() for name in sources}
    return frozenset(iri for iri, row in tables.articles.items() if asked.intersection(_texts(row)))


def _texts(row: ArticleRow) -> list[str]:
    return [text.casefold() for text in (row.iri, row.id, row.publisher) if text]


def passes(claim: ClaimRow, filters: Filters, articles: frozenset[str] | None) -> bool:
    """Whether a claim is of one of the articles (None for all) and sure enough."""
    least = filters.min_confidence
    sure = least is None or (claim.confidence is not None and claim.confidence >= least)
    return sure and (articles is None or claim.article in articles)


def _reason(event: EventRow, filters: Filters, rules: Rules) -> str | None:
    """The first property of the event that does not pass, or None."""
    if filters.status is not None and event.status not in filters.status:
        return "status"
    if filters.types is not None and not any(_is_a(event.type, cls, rules) for cls in filters.types):
        return "type"
    if filters.quad is not None and rules.quad(event.plover) not in filters.quad:
        return "quad"
    if filters.since is None and filters.until is None:
        return None
    inside = within(event.date, event.date_end, *bounds(filters.since, filters.until))
    return "undated" if inside is None else None if inside else "date"


def _is_a(cls: str, other: str, rules: Rules) -> bool:
    """Whether a class of events is another or below it; the ontology does not know those of a user's own."""
    return other == "Event" or rules.ontology.is_a(cls, other)

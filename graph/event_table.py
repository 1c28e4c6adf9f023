"""Events as flat rows: what analysts load into a spreadsheet or a data frame."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from graph.namespaces import ID
from graph.tables import ClaimRow, EventRow, GraphTables
from graph.text import aligned, cut, inert, printable


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One event in words.

    Attributes:
        id: such as ``event:0a1b...``, as queries and ``graph.ttl`` write it.
        date: ISO 8601 as precise as told, or None.
        type: its class.
        plover: PLOVER root, or None.
        goldstein: -10 to 10, or None.
        actors, targets, participants, place: names.
        status: that of the latest article which tells it.
        attributed_to: who says so, over all claims, where it is not the articles themselves.
        article: id of the latest article that tells it with this status.
        quote: that article's sentence.
        confidence: of that claim, 0 to 1, or None.
    """

    id: str
    date: str | None
    type: str
    plover: str | None
    goldstein: float | None
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    participants: tuple[str, ...]
    place: tuple[str, ...]
    status: str
    attributed_to: tuple[str, ...]
    article: str | None
    quote: str | None
    confidence: float | None


COLUMNS = tuple(field.name for field in fields(EventRecord))
_SHOWN = ("date", "type", "status", "actors", "targets", "participants", "place", "attributed_to", "article")
_WIDEST = 32


def event_records(tables: GraphTables, events: Iterable[EventRow]) -> list[EventRecord]:
    """Some events of a graph as rows, by date (undated ones last) and id."""
    return [
        _record(event, tables) for event in sorted(events, key=lambda event: (event.date or "~", event.iri))
    ]


def roles(event: EventRow) -> set[str]:
    """IRIs of everything that has a role in an event."""
    return {*event.actors, *event.targets, *event.participants, *event.places, *event.concerns}


def best_claim(event: EventRow, tables: GraphTables) -> ClaimRow | None:
    """The claim of the latest article that has the event's status; the first in the text of several."""
    if not event.claims:
        return None

    def weight(claim: ClaimRow) -> tuple[bool, str, str, int]:
        article = tables.articles.get(claim.article)
        date = (article.date if article else None) or ""
        return claim.status == event.status, date, claim.article, -claim.start

    return max(event.claims, key=weight)


def speakers(claims: Iterable[ClaimRow], tables: GraphTables) -> tuple[str, ...]:
    """Names of those who say so, sorted."""
    told = {
        label(claim.attributed_to, tables) if claim.attributed_to else claim.attribution_text
        for claim in claims
    }
    return tuple(sorted(name for name in told if name))


def label(iri: str, tables: GraphTables) -> str:
    """The name of an entity or an event, or else its IRI."""
    found = tables.entities.get(iri) or tables.events.get(iri)
    return found.label if found else iri


def short_id(iri: str) -> str:
    """A node's IRI as queries and ``graph.ttl`` write it, such as ``event:0a1b...``."""
    return iri.removeprefix(ID).replace("/", ":", 1) if iri.startswith(ID) else iri


def to_csv(records: Sequence[EventRecord]) -> str:
    """CSV (RFC 4180 with line feeds); several names are joined by ``; ``.

    Text that a spreadsheet would take for a formula begins with an apostrophe: see :func:`graph.text.inert`.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_csv_cell(getattr(record, name)) for name in COLUMNS] for record in records)
    return out.getvalue()


def to_json(records: Sequence[EventRecord]) -> str:
    """One JSON array of objects; names in arrays."""
    return json.dumps([asdict(record) for record in records], ensure_ascii=False, indent=1) + "\n"


def to_text(records: Sequence[EventRecord]) -> str:
    """A table for reading, without quotes; long cells are cut."""
    rows = [list(_SHOWN)] + [[_cut(_cell(getattr(record, name))) for name in _SHOWN] for record in records]
    return "\n".join(aligned(rows)) + "\n"


def _record(event: EventRow, tables: GraphTables) -> EventRecord:
    claim = best_claim(event, tables)
    sides = (event.actors, event.targets, event.participants, event.places)
    actors, targets, participants, places = (tuple(label(iri, tables) for iri in side) for side in sides)
    return EventRecord(
        id=short_id(event.iri),
        date=event.date,
        type=event.type,
        plover=event.plover,
        goldstein=event.goldstein,
        actors=actors,
        targets=targets,
        participants=participants,
        place=places,
        status=event.status,
        attributed_to=speakers(event.claims, tables),
        article=tables.articles[claim.article].id if claim and claim.article in tables.articles else None,
        quote=claim.quote if claim else None,
        confidence=claim.confidence if claim else None,
    )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _csv_cell(value: Any) -> str:
    return _cell(value) if isinstance(value, int | float) else inert(_cell(value))


def _cut(text: str) -> str:
    return cut(printable(text), _WIDEST)

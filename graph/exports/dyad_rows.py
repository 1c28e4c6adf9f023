"""Events as the rows that event data sets have (ICEWS, POLECAT): a source, a target, a PLOVER code."""

from __future__ import annotations

import csv
import io
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING, Any

from graph.errors import GraphError
from graph.event_table import best_claim, label, short_id, speakers
from graph.knowledge.ontology import load_ontology
from graph.resources import ontology_dir
from graph.tables import EventRow, GraphTables
from graph.text import inert

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class DyadRow:
    """One event between one source and one target; an act of one side alone has no target.

    Attributes:
        event_id: the event, the same in each of its rows.
        event_date: ISO 8601 as precise as told.
        date_precision: ``day``, ``month`` or ``year``.
        source_name, target_name: of participants in a symmetric act, in the order of their ids.
        source_id, target_id: such as ``state:IND``.
        source_type, target_type: classes.
        source_country, target_country: ISO 3166-1 alpha-3 code of the state that it is or acts for.
        symmetric: whether source and target could change places.
        event_type: class of the event.
        plover_root, quad_class: PLOVER codes.
        goldstein, plover_score: -10 to 10.
        status: ``Occurred`` ... ``Negated``; most data sets hold the first alone.
        contested: whether claims disagree.
        place: names, joined by ``; ``.
        amount, unit, theme: as told.
        claims: how many.
        attributed_to: who says so, joined by ``; ``.
        publisher, article_id, story_date, quote: of the latest article that tells it with this status.
    """

    event_id: str
    event_date: str | None
    date_precision: str | None
    source_name: str
    source_id: str
    source_type: str
    source_country: str | None
    target_name: str | None
    target_id: str | None
    target_type: str | None
    target_country: str | None
    symmetric: bool
    event_type: str
    plover_root: str | None
    quad_class: str | None
    goldstein: float | None
    plover_score: float | None
    status: str
    contested: bool
    place: str
    amount: str | None
    unit: str | None
    theme: str | None
    claims: int
    attributed_to: str
    publisher: str | None
    article_id: str | None
    story_date: str | None
    quote: str | None


COLUMNS = tuple(field.name for field in fields(DyadRow))
_PRECISION = {10: "day", 7: "month", 4: "year"}


def dyad_rows(tables: GraphTables) -> list[DyadRow]:
    """The rows of a graph by date (undated ones last), event and ends. An event without a side has none."""
    roots = load_ontology(ontology_dir()).plover_roots
    quads = {name: root.quad for name, root in roots.items()}
    rows = [
        _row(event, ends, tables, quads, symmetric=symmetric)
        for event in tables.events.values()
        for *ends, symmetric in _pairs(event)
    ]
    return sorted(
        rows, key=lambda row: (row.event_date or "~", row.event_id, row.source_id, row.target_id or "")
    )


def to_csv(tables: GraphTables) -> bytes:
    """CSV (RFC 4180 with line feeds), UTF-8, with a header; nothing known is an empty cell.

    Text that a spreadsheet would take for a formula begins with an apostrophe: see :func:`graph.text.inert`.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in astuple(row)] for row in dyad_rows(tables))
    return out.getvalue().encode("utf8")


def to_parquet(tables: GraphTables) -> bytes:
    """Parquet with typed columns.

    Raises:
        GraphError: where pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise GraphError("Parquet needs pyarrow: pip install 'diplograph[parquet]'") from error
    rows = dyad_rows(tables)
    columns = {name: [getattr(row, name) for row in rows] for name in COLUMNS}
    out = io.BytesIO()
    pq.write_table(pa.table(columns, schema=_schema(pa)), out, compression="zstd")
    return out.getvalue()


def _schema(pa: Any) -> pa.Schema:
    kinds = {"claims": pa.int64(), "symmetric": pa.bool_(), "contested": pa.bool_()}
    kinds |= {"goldstein": pa.float64(), "plover_score": pa.float64()}
    return pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS])


def _pairs(event: EventRow) -> list[tuple[str, str | None, bool]]:
    """Source, target and whether they could change places."""
    together = sorted(event.participants)
    pairs: list[tuple[str, str | None, bool]] = [
        (one, two, True) for number, one in enumerate(together) for two in together[number + 1 :]
    ]
    sources = [*event.actors] or (together if event.targets else [])
    targets = [*event.targets] or (together if event.actors else [])
    pairs += [(source, target, False) for source in sources for target in targets if source != target]
    if not pairs:
        pairs = [(side, None, False) for side in (*event.actors, *together)]
    return pairs


def _row(
    event: EventRow, ends: list[Any], tables: GraphTables, quads: dict[str, str], *, symmetric: bool
) -> DyadRow:
    claim = best_claim(event, tables)
    article = tables.articles.get(claim.article) if claim else None
    source, target = ends
    return DyadRow(
        event_id=short_id(event.iri),
        event_date=event.date,
        date_precision=_PRECISION.get(len(event.date or "")),
        source_name=label(source, tables),
        source_id=short_id(source),
        source_type=tables.entities[source].type if source in tables.entities else "",
        source_country=country(source, tables),
        target_name=target and label(target, tables),
        target_id=target and short_id(target),
        target_type=tables.entities[target].type if target in tables.entities else None,
        target_country=target and country(target, tables),
        symmetric=symmetric,
        event_type=event.type,
        plover_root=event.plover,
        quad_class=quads.get(event.plover or ""),
        goldstein=event.goldstein,
        plover_score=event.plover_score,
        status=event.status,
        contested=event.contested,
        place="; ".join(label(place, tables) for place in event.places),
        amount=event.amount,
        unit=event.unit,
        theme=event.theme,
        claims=len(event.claims),
        attributed_to="; ".join(speakers(event.claims, tables)),
        publisher=article.publisher if article else None,
        article_id=article.id if article else None,
        story_date=article.date if article else None,
        quote=claim.quote if claim else None,
    )


def country(iri: str, tables: GraphTables) -> str | None:
    """The ISO code of the state that an entity is or, through any number of steps, acts for."""
    seen: set[str] = set()
    at: str | None = iri
    while at and at not in seen and (entity := tables.entities.get(at)):
        if entity.iso3:
            return entity.iso3
        seen.add(at)
        at = entity.represents
    return None


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return inert(value)
    return "" if value is None else value

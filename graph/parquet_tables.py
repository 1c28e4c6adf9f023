"""A graph as Parquet tables, one a kind of node, which data frames and DuckDB read, and of which parts can be read.

=====================  =========================================================================================
``articles.parquet``   one row an article, with the entities that it mentions
``entities.parquet``   one row an entity
``events.parquet``     one row an event; ``first_day`` and ``last_day`` bound its date, if it has one
``tenures.parquet``    one row a position
``claims.parquet``     one row a claim of an event or a tenure (``asserts``) or of a relation (its three terms)
=====================  =========================================================================================

A column is named as the property in the vocabulary. Nodes are IRIs; classes and codes are local names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graph.errors import StoreError
from graph.files import flush, make_folder, move, temporary_path
from graph.iris import long_iri
from graph.linking.names import fold
from graph.namespaces import DCTERMS, DIP, OWL, RDF, SKOS
from graph.subjects import Node, Subjects, node_kind
from graph.wanted import MENTIONS, SHOWN, Wanted

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.dataset as ds

_ROWS = 20_000
"""So many are written, or read, at once."""
_SPACES = {
    "type": RDF, "subject": RDF, "predicate": RDF, "object": RDF, "sameAs": OWL, "prefLabel": SKOS, "altLabel": SKOS,
    "identifier": DCTERMS, "title": DCTERMS, "issued": DCTERMS, "publisher": DCTERMS, "source": DCTERMS,
}  # fmt: skip
_COLUMNS = {
    "articles": "identifier title issued publisher source contentHash mentions",
    "entities": "type prefLabel altLabel officialName iso3 represents sameAs",
    "events": "type status contested plover goldstein ploverScore date dateEnd dateText actor target participant place "
    "concerns theme amount unit",
    "tenures": "holder position of tenureStatus",
    "claims": "asserts subject predicate object inArticle quote startOffset endOffset trigger status plover "
    "attributedTo reportedBy attributionText attributionCue confidence metonym tenureStatus",
}
_LISTS = frozenset("mentions altLabel sameAs actor target participant place concerns metonym".split())
_LOCAL = frozenset("type status plover predicate tenureStatus".split())
_NUMBERS = {
    "goldstein": float,
    "ploverScore": float,
    "confidence": float,
    "startOffset": int,
    "endOffset": int,
}
_DAYS = ("first_day", "last_day")
_TABLES = {
    "Article": "articles",
    "Entity": "entities",
    "Event": "events",
    "Tenure": "tenures",
    "Claim": "claims",
}


def write_tables(turtle: Path, folder: Path) -> Path:
    """Write a graph as tables and give their folder back; the graph is never held.

    Args:
        turtle: the graph's file.
        folder: made where there is none; tables that are there are replaced, other files left alone.

    Raises:
        StoreError: where pyarrow is missing, the graph is damaged or the folder cannot be written.
    """
    pa, pq = _pyarrow()
    make_folder(folder)
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in _COLUMNS}
    paths = {name: folder / f"{name}.parquet" for name in _COLUMNS}
    try:
        with ExitStack() as stack:
            writers = {
                name: stack.enter_context(
                    pq.ParquetWriter(temporary_path(path), _schema(pa, name), compression="zstd")
                )
                for name, path in paths.items()
            }

            def write(name: str) -> None:
                writers[name].write_table(pa.Table.from_pylist(rows[name], schema=_schema(pa, name)))
                rows[name].clear()

            for name, row in _rows(turtle):
                rows[name].append(row)
                if len(rows[name]) >= _ROWS:
                    write(name)
            for name in rows:
                write(name)
        for path in paths.values():
            flush(temporary_path(path))
        for path in paths.values():
            move(temporary_path(path), path)
        flush(folder)
    except SyntaxError as error:
        raise StoreError(f"is damaged ({error}): build again", path=turtle) from error
    except OSError as error:
        raise StoreError(
            f"cannot be written ({error}): check the permissions and the space", path=folder
        ) from error
    finally:
        for path in paths.values():
            temporary_path(path).unlink(missing_ok=True)
    return folder


def is_tables(folder: Path) -> bool:
    """Whether a folder holds the tables of a graph."""
    try:
        return all((folder / f"{name}.parquet").is_file() for name in _COLUMNS)
    except OSError:  # a name too long for any file: whoever opens it says so
        return False


class TableSource:
    """A graph in Parquet tables.

    Args:
        folder: as :func:`write_tables` made it.

    Raises:
        StoreError: where pyarrow is missing, or there are no tables.
    """

    def __init__(self, folder: Path) -> None:
        _pyarrow()
        import pyarrow.dataset as ds

        if not is_tables(folder):
            raise StoreError("holds no tables of a graph: export some with --format tables", path=folder)
        self._ds, self._folder = ds, folder
        try:
            self._tables = {
                name: ds.dataset(folder / f"{name}.parquet", format="parquet") for name in _COLUMNS
            }
        except (OSError, ValueError) as error:
            raise self._damaged(error) from error

    def whole(self) -> Subjects:
        """All nodes."""
        return Subjects(**{name: self._nodes(name) for name in _COLUMNS})

    def events(self, wanted: Wanted) -> Mapping[str, Node]:
        """The events that are wanted."""
        return self._nodes("events", self._chosen(wanted))

    def outside(self, wanted: Wanted) -> Iterator[tuple[Node, int]]:
        """How many other events there are of each kind."""
        counts: Counter[tuple[str | None, ...]] = Counter()
        dates: dict[tuple[str | None, ...], str | None] = {}
        names = ["type", "status", "plover", "date", *_DAYS]
        for row in self._rows("events", columns=names):
            if not _is_wanted(row, wanted):
                key = (row["type"], row["status"], row["plover"], row["date"] and "dated")
                counts[key] += 1
                dates[key] = row["date"]
        for kind, count in counts.items():
            row = dict(zip(names, [*kind[:3], dates[kind]], strict=False))
            yield _node(row), count

    def claims(self, wanted: Wanted) -> Mapping[str, Node]:
        """The claims of the events that are wanted, and of all relations."""
        columns = [name for name in self._columns("claims") if wanted.shown or _iri(name) not in SHOWN]
        chosen = self._ds.field("predicate").is_valid()
        if wanted.everything:
            chosen |= self._ds.field("asserts").is_valid()
        else:
            iris = [row["iri"] for row in self._rows("events", self._chosen(wanted), ["iri"])]
            chosen |= self._ds.field("asserts").isin(iris)
        return self._nodes("claims", chosen, columns)

    def articles(self) -> Mapping[str, Node]:
        """All articles, without what they mention."""
        return self._nodes("articles", columns=self._unmentioning())

    def nodes(self, iris: Collection[str]) -> Mapping[str, Node]:
        """Entities or articles by IRI."""
        chosen = self._ds.field("iri").isin(sorted(iris))
        found = self._nodes("entities", chosen) if iris else {}
        return {**found, **(self._nodes("articles", chosen, self._unmentioning()) if iris else {})}

    def called(self, names: Collection[str]) -> Collection[str]:
        """IRIs of the entities that have one of the names, by label, alias or ISO code."""
        iris = set(map(long_iri, names))
        folded = set(map(fold, names))
        for row in self._rows("entities", columns=["iri", "prefLabel", "altLabel", "iso3"]):
            told = (row["prefLabel"], row["iso3"], *(row["altLabel"] or ()))
            if folded & {fold(each) for each in told if each}:
                iris.add(row["iri"])
        return iris

    def mentioning(self, iris: Collection[str]) -> Mapping[str, Collection[str]]:
        """IRIs of the articles that mention each of some entities."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self._rows("articles", columns=["iri", "mentions"]):
            for iri in set(row["mentions"] or ()).intersection(iris):
                found[iri].add(row["iri"])
        return found

    def _columns(self, name: str) -> list[str]:
        return ["iri", *_COLUMNS[name].split()]

    def _unmentioning(self) -> list[str]:
        return [name for name in self._columns("articles") if _iri(name) != MENTIONS]

    def _chosen(self, wanted: Wanted) -> ds.Expression | None:
        field, parts = self._ds.field, []
        if wanted.status is not None:
            parts.append(field("status").isin(list(wanted.status)))
        if wanted.since:
            parts.append(field("last_day") >= wanted.since)
        if wanted.until:
            parts.append(field("first_day") <= wanted.until)
        chosen = parts[0] if parts else None
        for part in parts[1:]:
            chosen &= part
        return chosen

    def _nodes(
        self, name: str, chosen: ds.Expression | None = None, columns: list[str] | None = None
    ) -> dict[str, Node]:
        return {row["iri"]: _node(row) for row in self._rows(name, chosen, columns or self._columns(name))}

    def _rows(
        self, name: str, chosen: ds.Expression | None = None, columns: list[str] | None = None
    ) -> Iterator[dict[str, Any]]:
        """The rows that are chosen, some thousand at a time."""
        try:
            for batch in self._tables[name].to_batches(filter=chosen, columns=columns, batch_size=_ROWS):
                yield from batch.to_pylist()
        except (OSError, ValueError) as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> StoreError:
        return StoreError(f"a table is damaged ({error}): export it again", path=self._folder)


def _is_wanted(row: Mapping[str, Any], wanted: Wanted) -> bool:
    since, until = wanted.since or "", wanted.until or "~"
    dated = row["first_day"] is not None or not (wanted.since or wanted.until)
    inside = (row["last_day"] or "~") >= since and (row["first_day"] or "") <= until
    return dated and inside and (wanted.status is None or row["status"] in wanted.status)


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise StoreError("Parquet needs pyarrow: pip install 'diplograph[parquet]'") from error
    return pa, pq


def _schema(pa: Any, name: str) -> pa.Schema:
    kinds = {float: pa.float64(), int: pa.int64()}

    def kind(column: str) -> Any:
        if column in _LISTS:
            return pa.list_(pa.string())
        return pa.bool_() if column == "contested" else kinds.get(_NUMBERS.get(column, str), pa.string())

    days = _DAYS if name == "events" else ()
    return pa.schema([(column, kind(column)) for column in ("iri", *_COLUMNS[name].split(), *days)])


def _rows(turtle: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The row of each node, with the name of its table."""
    triples = ox.parse(path=str(turtle), format=ox.RdfFormat.TURTLE)
    for subject, block in groupby(triples, key=lambda quad: quad.subject):
        node: dict[str, list[str]] = defaultdict(list)
        for quad in block:
            node[quad.predicate.value].append(quad.object.value)
        if name := _TABLES.get(node_kind(node)):
            yield name, _row(subject.value, node, name)


def _row(iri: str, node: Node, name: str) -> dict[str, Any]:
    row: dict[str, Any] = {"iri": iri}
    for column in _COLUMNS[name].split():
        values = sorted(node.get(_iri(column), ()))
        if column in _LISTS:
            row[column] = values
        elif values:
            row[column] = _value(column, values[0])
    if name == "events" and (date := row.get("date")):
        row |= zip(_DAYS, (date + rest[len(date) - 4 :] for rest in ("-01-01", "-12-31")), strict=True)
    return row


def _value(column: str, text: str) -> Any:
    if column in _LOCAL:
        return text.removeprefix(DIP)
    return text == "true" if column == "contested" else _NUMBERS.get(column, str)(text)


def _node(row: Mapping[str, Any]) -> Node:
    """What :class:`~graph.subjects.Subjects` has of a row."""
    told = ((column, value) for column, value in row.items() if value not in (None, []) and column != "iri")
    return {_iri(column): _texts(column, value) for column, value in told if column not in _DAYS}


def _texts(column: str, value: Any) -> list[str]:
    if column in _LISTS:
        return list(value)
    if column in _LOCAL:
        return [DIP + value]
    return [str(value).lower() if column == "contested" else str(value)]


def _iri(column: str) -> str:
    return _SPACES.get(column, DIP) + column

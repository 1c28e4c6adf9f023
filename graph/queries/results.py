"""What a query gives, and its text forms: a table to read, CSV, JSON and XML of SPARQL 1.1, Turtle."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from graph.errors import QueryError
from graph.namespaces import XSD
from graph.text import aligned, cut, printable, xml_text
from graph.turtle import NAMESPACES

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples")
"""The text forms of a result; the last two are for triples alone."""

_WIDEST = 60
_STRING = f"{XSD}string"


class Value(NamedTuple):
    """One cell: ``kind`` is ``iri``, ``literal`` or ``bnode``; ``datatype`` is an IRI, of literals only."""

    kind: str
    value: str
    datatype: str | None = None
    language: str | None = None

    def __str__(self) -> str:
        return self.value

    @property
    def term(self) -> ox.NamedNode | ox.Literal | ox.BlankNode:
        """The same as the engine's term."""
        if self.kind == "iri":
            return ox.NamedNode(self.value)
        if self.kind == "bnode":
            return ox.BlankNode(self.value)
        if self.language:
            return ox.Literal(self.value, language=self.language)
        return ox.Literal(self.value, datatype=ox.NamedNode(self.datatype or _STRING))


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The answer to a query.

    Attributes:
        kind: ``select``, ``ask`` or ``construct`` (DESCRIBE too).
        variables: the columns; of triples ``subject``, ``predicate``, ``object``.
        rows: one value a column, None where unbound.
        truth: the answer to ASK, else None.
        truncated: whether the row limit cut the answer.
        checking: seconds spent on parsing and walking the query.
        running: seconds spent in the engine.
    """

    kind: str
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Value | None, ...], ...] = ()
    truth: bool | None = None
    truncated: bool = False
    checking: float = field(default=0.0, compare=False)
    running: float = field(default=0.0, compare=False)

    def __iter__(self) -> Iterator[tuple[Value | None, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def values(self) -> list[tuple[str | None, ...]]:
        """The rows as plain text."""
        return [tuple(cell and cell.value for cell in row) for row in self.rows]

    @property
    def notice(self) -> str | None:
        """One line for the user where rows are missing, else None."""
        if not self.truncated:
            return None
        return f"only the first {len(self.rows)} rows are here: ask for more rows, or for less with LIMIT"

    def to_text(self, format: str = "table") -> str:
        """The answer in one of :data:`FORMATS`, ending in a line feed.

        Raises:
            QueryError: where there is no such format, or it does not fit the kind of query.
        """
        writers = {
            "table": _table, "csv": _csv, "tsv": _tsv, "json": _json, "xml": _xml,
            "turtle": _turtle, "ntriples": _ntriples,
        }  # fmt: skip
        if format not in writers:
            raise QueryError(f"no format {format!r}: choose one of {', '.join(FORMATS)}")
        return writers[format](self)

    def _repr_html_(self) -> str:
        """The answer for a notebook: the table with its cells whole."""
        if self.truth is not None:
            return "<p>yes</p>" if self.truth else "<p>no</p>"
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.variables)
        rows = ("".join(f"<td>{html.escape(short(cell))}</td>" for cell in row) for row in self.rows)
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        notice = f"<p>{html.escape(self.notice)}</p>" if self.notice else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{notice}"


def short(value: Value | None) -> str:
    """A cell as a reader wants it: IRIs by prefix, white space as spaces."""
    if value is None:
        return ""
    if value.kind == "iri":
        end = max(value.value.rfind("#"), value.value.rfind("/")) + 1
        prefix = NAMESPACES.get(value.value[:end])
        return f"{prefix}:{value.value[end:]}" if prefix else f"<{value.value}>"
    plain = printable(value.value)
    return f"_:{plain}" if value.kind == "bnode" else plain


def _table(result: QueryResult) -> str:
    if result.truth is not None:
        return "yes\n" if result.truth else "no\n"
    cells = [list(result.variables)]
    cells += [[cut(short(cell), _WIDEST) for cell in row] for row in result.rows]
    return "\n".join([*aligned(cells, rule=True), *filter(None, [result.notice])]) + "\n"


def _csv(result: QueryResult) -> str:
    """SPARQL 1.1 Query Results CSV, with line feeds; of ASK, one column ``answer``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if result.truth is not None:
        writer.writerows([["answer"], [str(result.truth).lower()]])
    else:
        writer.writerow(result.variables)
        writer.writerows([str(cell) if cell else "" for cell in row] for row in result.rows)
    return out.getvalue()


def _tsv(result: QueryResult) -> str:
    """SPARQL 1.1 Query Results TSV: terms as in Turtle."""
    if result.truth is not None:
        return f"?answer\n{str(result.truth).lower()}\n"
    lines = ["\t".join(f"?{name}" for name in result.variables)]
    lines += [
        "\t".join(str(cell.term).replace("\t", "\\t") if cell else "" for cell in row) for row in result
    ]
    return "\n".join(lines) + "\n"


def _json(result: QueryResult) -> str:
    """SPARQL 1.1 Query Results JSON."""
    if result.truth is not None:
        document: dict[str, object] = {"head": {}, "boolean": result.truth}
    else:
        named = (zip(result.variables, row, strict=True) for row in result.rows)
        bindings = [{name: _json_cell(cell) for name, cell in row if cell} for row in named]
        document = {"head": {"vars": list(result.variables)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json_cell(cell: Value) -> dict[str, str]:
    named = {"type": "uri" if cell.kind == "iri" else cell.kind, "value": cell.value}
    if cell.language:
        named["xml:lang"] = cell.language
    elif cell.datatype not in (None, _STRING):
        named["datatype"] = cell.datatype or ""
    return named


def _xml(result: QueryResult) -> str:
    """SPARQL 1.1 Query Results XML; what XML cannot hold becomes U+FFFD."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines += ['<sparql xmlns="http://www.w3.org/2005/sparql-results#">', "<head>"]
    lines += [f"<variable name={quoteattr(name)}/>" for name in result.variables]
    lines.append("</head>")
    if result.truth is not None:
        lines.append(f"<boolean>{str(result.truth).lower()}</boolean>")
    else:
        lines.append("<results>")
        for row in result.rows:
            cells = [_xml_cell(n, cell) for n, cell in zip(result.variables, row, strict=True) if cell]
            lines.append(f"<result>{''.join(cells)}</result>")
        lines.append("</results>")
    return "\n".join([*lines, "</sparql>"]) + "\n"


def _xml_cell(name: str, cell: Value) -> str:
    tag = "uri" if cell.kind == "iri" else cell.kind
    kind = ""
    if cell.language:
        kind = f" xml:lang={quoteattr(cell.language)}"
    elif cell.datatype not in (None, _STRING):
        kind = f" datatype={quoteattr(cell.datatype or '')}"
    value = escape(xml_text(cell.value), {"\r": "&#13;"})
    return f"<binding name={quoteattr(name)}><{tag}{kind}>{value}</{tag}></binding>"


def _turtle(result: QueryResult) -> str:
    """The prefixes are sorted: the engine writes them in any order."""
    prefixes = {prefix: iri for iri, prefix in NAMESPACES.items()}
    lines = _serialized(result, ox.RdfFormat.TURTLE, prefixes).split("\n")
    head = len([line for line in lines if line.startswith("@prefix ")])
    return "\n".join(sorted(lines[:head]) + lines[head:])


def _ntriples(result: QueryResult) -> str:
    return _serialized(result, ox.RdfFormat.N_TRIPLES, None)


def _serialized(result: QueryResult, format: ox.RdfFormat, prefixes: dict[str, str] | None) -> str:
    if result.kind != "construct":
        raise QueryError("only CONSTRUCT and DESCRIBE give triples: choose table, csv, tsv, json or xml")
    triples = [ox.Triple(*(cell.term for cell in row if cell)) for row in result.rows]  # type: ignore[arg-type]
    return (ox.serialize(triples, format=format, prefixes=prefixes) or b"").decode("utf8")

"""Triples as sorted Turtle: the same triples give the same bytes, and a change shows as few changed lines.

No blank nodes, one block a subject, one triple a line. Whatever stands in a literal, the file stays UTF-8
that every parser reads alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from graph.namespaces import ID, PREFIXES, RDF, XSD

_KINDS = (
    *("article", "bloc", "city", "claim", "class", "event", "org", "people", "person"),
    *("place", "region", "run", "series", "state", "tenure", "text", "thing"),
)
NAMESPACES = {namespace: prefix for prefix, namespace in PREFIXES.items() if prefix != "id"}
NAMESPACES |= {f"{ID}{kind}/": kind for kind in _KINDS}
"""The prefix of each namespace in the Turtle files; ``id:`` has one for each kind of node."""

_TYPE = f"{RDF}type"
_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_FORBIDDEN = re.compile(r"[^\x21-\x7e]|[<>\"{}|^`\\\[\]]|%(?![0-9A-Fa-f]{2})")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]')
_UNFIT = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
_PLAIN = {f"{XSD}integer", f"{XSD}decimal", f"{XSD}boolean"}
_STRING = f"{XSD}string"
_KNOWN = 4_000
"""So many IRIs are remembered as they are written: the terms, and the entities that come again and again."""


class Term(NamedTuple):
    """The object of a triple: an IRI where ``datatype`` is empty, else a literal; ``xsd:string`` is plain."""

    value: str
    datatype: str = ""


class Triple(NamedTuple):
    """Subject and predicate are IRIs."""

    subject: str
    predicate: str
    object: Term


Row = tuple[str, str, str]
"""What is said of a subject: predicate, value and datatype."""
Block = tuple[str, tuple[Row, ...]]
"""A subject and its rows in the order in which they are written, each once."""


def text(value: str) -> Term:
    """A plain literal; NUL and lone surrogates, which no RDF literal can hold, become U+FFFD."""
    return Term(_UNFIT.sub("\ufffd", value), _STRING)


def number(value: int | float) -> Term:
    """An ``xsd:integer`` or an ``xsd:decimal``, without exponent."""
    if isinstance(value, int):
        return Term(str(value), f"{XSD}integer")
    plain = f"{Decimal(repr(value)):f}"
    return Term(plain if "." in plain else f"{plain}.0", f"{XSD}decimal")


def boolean(value: bool) -> Term:
    """An ``xsd:boolean``."""
    return Term("true" if value else "false", f"{XSD}boolean")


def moment(value: str) -> Term:
    """``xsd:date``, ``xsd:gYearMonth`` or ``xsd:gYear``, by the length of an ISO 8601 date."""
    return Term(value, XSD + {10: "date", 7: "gYearMonth", 4: "gYear"}[len(value)])


def make_block(subject: str, rows: Iterable[Row]) -> Block:
    """A subject and its rows, put in order; its classes come first."""
    ordered = sorted(set(rows))
    ordered.sort(key=_is_no_class)
    return subject, tuple(ordered)


def to_blocks(triples: Iterable[Triple]) -> Iterator[Block]:
    """Triples as blocks in the order of their subjects."""
    for subject, block in groupby(sorted(set(triples)), key=lambda triple: triple.subject):
        yield make_block(subject, ((predicate, *term) for _, predicate, term in block))


def write_turtle(triples: Iterable[Triple]) -> str:
    """The triples as Turtle, sorted, each once. The prefixes are always the same."""
    return turtle_head() + "".join(turtle_blocks(to_blocks(triples)))


def turtle_head() -> str:
    """The prefixes, with which each file begins."""
    return "".join(
        f"@prefix {prefix}: <{name}> .\n"
        for name, prefix in sorted(NAMESPACES.items(), key=lambda pair: pair[1])
    )


def turtle_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """The Turtle of blocks, which are to come in the order of their subjects."""
    for subject, rows in blocks:
        lines = [
            f"    {_known_iri(predicate)} {_term(value, datatype)}" for predicate, value, datatype in rows
        ]
        yield f"\n{_iri(subject)}\n" + " ;\n".join(lines) + " .\n"


def _is_no_class(row: Row) -> bool:
    return row[0] != _TYPE


def _iri(iri: str) -> str:
    if iri == _TYPE:
        return "a"
    end = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = NAMESPACES.get(iri[:end])
    if prefix and _LOCAL.fullmatch(iri, end):
        return f"{prefix}:{iri[end:]}"
    head, hash_, rest = iri.partition("#")
    safe = head + hash_ + rest.replace("#", "%23")
    return f"<{_FORBIDDEN.sub(lambda found: _percent(found[0]), safe)}>"


_known_iri = lru_cache(_KNOWN)(_iri)


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf8", "replace"))


def _term(value: str, datatype: str) -> str:
    if not datatype:
        return _known_iri(value)
    if datatype in _PLAIN:
        return value
    quoted = f'"{_SPECIAL.sub(_escape, value)}"'
    return quoted if datatype == _STRING else f"{quoted}^^{_known_iri(datatype)}"


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"

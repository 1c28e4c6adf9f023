"""Triples as sorted Turtle: the same triples give the same bytes, and a change shows as few changed lines.

No blank nodes, one block a subject, one triple a line. Whatever stands in a literal, the file stays UTF-8
that every parser reads alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
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
_PLAIN = {f"{XSD}integer", f"{XSD}decimal", f"{XSD}boolean"}


class Term(NamedTuple):
    """The object of a triple: an IRI where ``datatype`` is None, else a literal; ``xsd:string`` is plain."""

    value: str
    datatype: str | None = None


class Triple(NamedTuple):
    """Subject and predicate are IRIs."""

    subject: str
    predicate: str
    object: Term


def text(value: str) -> Term:
    """A plain literal; NUL and lone surrogates, which no RDF literal can hold, become U+FFFD."""
    return Term(re.sub("[\x00\ud800-\udfff\ufffe\uffff]", "\ufffd", value), f"{XSD}string")


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


def sort_key(triple: Triple) -> str:
    """A triple as one text: such texts are in the order in which triples are written.

    NUL parts them, which the IRIs of :mod:`graph.iris` and the literals of :func:`text` never hold.
    """
    subject, predicate, (value, datatype) = triple
    rank = "0" if predicate == _TYPE else "1"
    return f"{subject}\0{rank}{predicate}\0{value}\0{datatype or ''}"


def read_key(key: str) -> Triple:
    """The triple that :func:`sort_key` was given."""
    subject, predicate, value, datatype = key.split("\0")
    return Triple(subject, predicate[1:], Term(value, datatype or None))


def write_turtle(triples: Iterable[Triple]) -> str:
    """The triples as Turtle, sorted, each once. The prefixes are always the same."""
    return "".join(turtle_lines(sorted(set(triples), key=_order)))


def turtle_lines(triples: Iterable[Triple]) -> Iterator[str]:
    """The same of triples that are in order and each once, block by block."""
    for name, prefix in sorted(NAMESPACES.items(), key=lambda pair: pair[1]):
        yield f"@prefix {prefix}: <{name}> .\n"
    for subject, block in groupby(triples, key=lambda triple: triple.subject):
        lines = [f"    {_iri(predicate)} {_term(value)}" for _, predicate, value in block]
        yield f"\n{_iri(subject)}\n" + " ;\n".join(lines) + " .\n"


def _order(triple: Triple) -> tuple[str, bool, str, str, str]:
    value, datatype = triple.object
    return triple.subject, triple.predicate != _TYPE, triple.predicate, value, datatype or ""


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


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf8", "replace"))


def _term(term: Term) -> str:
    value, datatype = term
    if datatype is None:
        return _iri(value)
    if datatype in _PLAIN:
        return value
    quoted = f'"{_SPECIAL.sub(_escape, value)}"'
    return quoted if datatype == f"{XSD}string" else f"{quoted}^^{_iri(datatype)}"


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"

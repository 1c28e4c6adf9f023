"""Reading one Turtle file of the ontology quickly."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from graph.errors import KnowledgeError
from graph.namespaces import RDF


class Table:
    """The triples of one file by subject and predicate. Blank nodes are left out.

    Attributes:
        version: SHA-256 of the file, in hexadecimal.
        rows: the values (IRIs and literals alike as text) by subject and predicate.

    Raises:
        KnowledgeError: where the file is missing or is not Turtle.
    """

    def __init__(self, path: Path) -> None:
        data = _read(path)
        self.version = hashlib.sha256(data).hexdigest()
        self._above: dict[tuple[str, str], frozenset[str]] = {}
        try:
            self.rows = _rows(data)
        except SyntaxError as error:
            raise KnowledgeError(f"not Turtle: {error.msg}", path=path, line=error.lineno) from error

    def all(self, subject: str, predicate: str) -> list[str]:
        """The values, in the order of the file."""
        return self.rows.get(subject, {}).get(predicate, [])

    def first(self, subject: str, predicate: str) -> str | None:
        """The first value, or None."""
        values = self.all(subject, predicate)
        return values[0] if values else None

    def closure(self, subject: str, predicate: str) -> frozenset[str]:
        """A subject and all that a chain of one predicate leads to from it."""
        known = self._above.get((subject, predicate))
        if known is not None:
            return known
        found, open_ = {subject}, [subject]
        while open_:
            above = set(self.all(open_.pop(), predicate)) - found
            found |= above
            open_ += above
        return self._above.setdefault((subject, predicate), frozenset(found))

    def subjects(self, classes: Iterable[str]) -> list[str]:
        """The subjects of one of the classes, sorted."""
        wanted = frozenset(classes)
        return sorted(subject for subject in self.rows if wanted & set(self.all(subject, RDF + "type")))


@lru_cache(maxsize=8)
def _rows(data: bytes) -> dict[str, dict[str, list[str]]]:
    """The rows of a file's content, which several readers of a build share."""
    rows: dict[str, dict[str, list[str]]] = {}
    for quad in ox.parse(data, format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.BlankNode | ox.Triple):
            row = rows.setdefault(quad.subject.value, {})
            row.setdefault(quad.predicate.value, []).append(quad.object.value)
    return rows


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise KnowledgeError("cannot be read: install diplograph again", path=path) from error

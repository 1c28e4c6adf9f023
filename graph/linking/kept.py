"""What linking has decided, kept on disk: for each article the IRIs of its keys, and the decisions in order."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from graph.linking.decisions import Candidate, Link
from graph.scratch import Scratch, to_blob, to_text
from graph.sorting import Sorter

_SCHEMA = "CREATE TABLE iris (article BLOB PRIMARY KEY, keys BLOB, count INTEGER) WITHOUT ROWID"
_Row = tuple[str, str, str, str | None, float, str, tuple[tuple[str, float, str], ...]]
Key = tuple[str, str]
"""An article's id, and the key of an entity or event in it."""


class Iris(Mapping[Key, str]):
    """The IRI of each key; quick where those of one article are asked for together.

    Args:
        rows: article, key and IRI, in order; each key once.

    Raises:
        StoreError: where the disk is full.
    """

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        self._base = Scratch(_SCHEMA)
        by_article = groupby(rows, key=itemgetter(0))
        of_each = ((article, {key: iri for _, key, iri in same}) for article, same in by_article)
        plain = ((to_blob(article), marshal.dumps(iris), len(iris)) for article, iris in of_each)
        self._base.run_many("INSERT INTO iris VALUES (?, ?, ?)", plain)
        self._article: str | None = None
        self._of_article: dict[str, str] = {}

    def __getitem__(self, key: Key) -> str:
        article, name = key
        return self.of(article)[name]

    def of(self, article: str) -> dict[str, str]:
        """The IRIs of an article's keys; not to be changed."""
        if article != self._article:
            data = self._base.first("SELECT keys FROM iris WHERE article = ?", to_blob(article))
            self._article, self._of_article = article, marshal.loads(data) if data else {}
        return self._of_article

    def __iter__(self) -> Iterator[Key]:
        for article, data in self._base.run("SELECT article, keys FROM iris ORDER BY article"):
            yield from ((to_text(article), key) for key in marshal.loads(data))

    def __len__(self) -> int:
        return int(self._base.first("SELECT SUM(count) FROM iris") or 0)

    def __repr__(self) -> str:
        return f"<Iris of {len(self)} keys>"


class Decisions(Iterable[Link]):
    """Decisions in the order of article and key; they can be read again and again."""

    def __init__(self) -> None:
        self._rows: Sorter[_Row] = Sorter()

    def add(self, link: Link) -> None:
        """Take in a decision."""
        rivals = tuple((each.iri, each.score, each.reason) for each in link.candidates)
        self._rows.add((link.article, link.key, link.name, link.iri, link.score, link.reason, rivals))

    def __iter__(self) -> Iterator[Link]:
        for article, key, name, iri, score, reason, rivals in self._rows:
            yield Link(article, key, name, iri, score, reason, tuple(Candidate(*each) for each in rivals))

    def iris(self) -> Iris:
        """The IRI of each entity that is not dropped."""
        return Iris((article, key, iri) for article, key, _, iri, *_ in self._rows if iri)

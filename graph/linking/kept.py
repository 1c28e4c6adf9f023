"""What linking has decided, kept on disk: for each article the IRIs of its keys, and the decisions in order."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping

from graph.linking.decisions import Link
from graph.scratch import Scratch, to_blob, to_text
from graph.sorting import Sorter

_SCHEMA = "CREATE TABLE iris (article BLOB, key BLOB, iri TEXT, PRIMARY KEY (article, key)) WITHOUT ROWID"
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
        plain = ((to_blob(article), to_blob(key), iri) for article, key, iri in rows)
        self._base.run_many("INSERT INTO iris VALUES (?, ?, ?)", plain)
        self._article: str | None = None
        self._of_article: dict[str, str] = {}

    def __getitem__(self, key: Key) -> str:
        article, name = key
        if article != self._article:
            rows = self._base.run("SELECT key, iri FROM iris WHERE article = ?", (to_blob(article),))
            self._article, self._of_article = article, {to_text(each): iri for each, iri in rows}
        return self._of_article[name]

    def __iter__(self) -> Iterator[Key]:
        for article, key in self._base.run("SELECT article, key FROM iris"):
            yield to_text(article), to_text(key)

    def __len__(self) -> int:
        return int(self._base.first("SELECT COUNT(*) FROM iris"))

    def __repr__(self) -> str:
        return f"<Iris of {len(self)} keys>"


class Decisions(Iterable[Link]):
    """Decisions in the order of article and key; they can be read again and again."""

    def __init__(self) -> None:
        self._sorter: Sorter[tuple[str, str, bytes]] = Sorter()

    def add(self, link: Link) -> None:
        """Take in a decision."""
        self._sorter.add((link.article, link.key, pickle.dumps(link)))

    def __iter__(self) -> Iterator[Link]:
        for _, _, data in self._sorter:
            yield pickle.loads(data)

    def iris(self) -> Iris:
        """The IRI of each entity that is not dropped."""
        return Iris((link.article, link.key, link.iri) for link in self if link.iri)

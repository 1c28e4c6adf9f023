"""What linking has decided, kept on disk: for each article the IRIs of its keys, and the decisions in order."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from graph.errors import StoreError
from graph.linking.decisions import Link
from graph.sorting import Sorter

_CACHE_KB = 16_000
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
        self._base = sqlite3.connect(
            "", isolation_level=None, check_same_thread=False
        )  # temporary: it has no name
        self._base.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute(
            "CREATE TABLE iris (article BLOB, key BLOB, iri TEXT, PRIMARY KEY (article, key)) WITHOUT ROWID"
        )
        self._base.execute("BEGIN")
        plain = ((_bytes(article), _bytes(key), iri) for article, key, iri in rows)
        try:
            self._base.executemany("INSERT INTO iris VALUES (?, ?, ?)", plain)
            self._base.execute("COMMIT")
        except sqlite3.OperationalError as error:
            fix = "set SQLITE_TMPDIR to a folder with more room"
            raise StoreError(f"what linking decides cannot be kept ({error}): {fix}") from error
        self._article: str | None = None
        self._of_article: dict[str, str] = {}

    def __getitem__(self, key: Key) -> str:
        article, name = key
        if article != self._article:
            rows = self._base.execute("SELECT key, iri FROM iris WHERE article = ?", (_bytes(article),))
            self._article, self._of_article = article, {_text(each): iri for each, iri in rows}
        return self._of_article[name]

    def __iter__(self) -> Iterator[Key]:
        for article, key in self._base.execute("SELECT article, key FROM iris"):
            yield _text(article), _text(key)

    def __len__(self) -> int:
        (count,) = self._base.execute("SELECT COUNT(*) FROM iris").fetchone()
        return int(count)

    def __repr__(self) -> str:
        return f"<Iris of {len(self)} keys>"

    def __del__(self) -> None:
        self._base.close()


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


def _bytes(text: str) -> bytes:
    """Any text, lone surrogates too, as bytes in the same order."""
    return text.encode("utf8", "surrogatepass")


def _text(data: bytes) -> str:
    return data.decode("utf8", "surrogatepass")

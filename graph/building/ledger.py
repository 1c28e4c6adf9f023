"""Which records stand in a graph folder during a build, and which articles came; all of it on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from sqlite3 import IntegrityError

from graph.errors import StoreError
from graph.manifest import Made
from graph.scratch import Scratch, to_blob, to_text

_SCHEMA = (
    (
        "CREATE TABLE records (article BLOB PRIMARY KEY, path BLOB, content, program, pipeline, ontology, record)"
        " WITHOUT ROWID"
    ),
    "CREATE INDEX digests ON records (record)",
    "CREATE TABLE seen (place INTEGER PRIMARY KEY, article BLOB UNIQUE, read INTEGER)",
)
_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Known:
    """A record that stands in the folder."""

    path: Path
    made: Made


class Ledger:
    """Records by article, and the articles that were among the sources.

    Args:
        folder: that of the records.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._base = Scratch(*_SCHEMA)
        self._count = 0

    def __len__(self) -> int:
        """How many records stand."""
        return self._count

    def __contains__(self, article: str) -> bool:
        return self.get(article) is not None

    def vouch(self, made: Iterable[tuple[str, Made]]) -> None:
        """Expect the records that a manifest names; each stands once it was found.

        Raises:
            StoreError: where an article is named twice.
        """
        rows = ((to_blob(article), None, *astuple(each)) for article, each in made)
        try:
            self._base.run_many("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        except IntegrityError as error:
            raise StoreError("the manifest names an article twice: build again", path=self._folder) from error

    def vouched(self, digest: str) -> tuple[str, Made] | None:
        """The article and the making of an expected record, by the SHA-256 of its file."""
        sql = "SELECT article, content, program, pipeline, ontology, record FROM records WHERE record = ?"
        row = self._base.run(sql, (digest,)).fetchone()
        return row and (to_text(row[0]), Made(*row[1:]))

    def forget_missing(self) -> None:
        """Expect no record any more."""
        self._base.run("DELETE FROM records WHERE path IS NULL")

    def enter(self, article: str, path: Path, made: Made) -> None:
        """Let a record stand, instead of the one that there may be."""
        self._count += article not in self
        place = to_blob(path.relative_to(self._folder).as_posix())
        row = (to_blob(article), place, *astuple(made))
        self._base.run("INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def get(self, article: str) -> Known | None:
        """The record of an article, where it stands."""
        sql = "SELECT path, content, program, pipeline, ontology, record FROM records WHERE article = ?"
        row = self._base.run(sql, (to_blob(article),)).fetchone()
        return Known(self._folder / to_text(row[0]), Made(*row[1:])) if row and row[0] else None

    def pop(self, article: str) -> Known:
        """Let a record stand no longer."""
        known = self.get(article)
        assert known is not None
        self._base.run("DELETE FROM records WHERE article = ?", (to_blob(article),))
        self._count -= 1
        return known

    def items(self) -> Iterator[tuple[str, Known]]:
        """The records in the order of their articles; they may change meanwhile."""
        sql = "SELECT * FROM records WHERE article > ? AND path IS NOT NULL ORDER BY article LIMIT ?"
        last = b""
        while rows := self._base.run(sql, (last, _PAGE)).fetchall():
            for article, path, *made in rows:
                yield to_text(article), Known(self._folder / to_text(path), Made(*made))
            last = rows[-1][0]

    def see(self, article: str) -> None:
        """Count an article among those that came."""
        self._base.run("INSERT OR IGNORE INTO seen (article, read) VALUES (?, 0)", (to_blob(article),))

    def unsee(self, article: str) -> None:
        """Count it no longer."""
        self._base.run("DELETE FROM seen WHERE article = ?", (to_blob(article),))

    def set_read(self, article: str) -> None:
        """Count an article among those that were read."""
        self._base.run("UPDATE seen SET read = 1 WHERE article = ?", (to_blob(article),))

    def read(self) -> Iterator[str]:
        """The articles that were read, in the order in which they came."""
        for (article,) in self._base.run("SELECT article FROM seen WHERE read ORDER BY place"):
            yield to_text(article)

    def unseen(self, source: str | None = None) -> list[str]:
        """The articles with a record that did not come, in order; of one source alone where it is given."""
        where, values = "article NOT IN (SELECT article FROM seen)", list[bytes]()
        if source is not None:
            where += " AND (article = ? OR (article > ? AND article < ?))"
            values = [to_blob(source + end) for end in ("", "/", "0")]  # the digit nought follows the slash
        found = self._base.run(f"SELECT article FROM records WHERE {where} ORDER BY article", values)
        return [to_text(article) for (article,) in found]

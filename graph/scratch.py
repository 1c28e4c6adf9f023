"""Temporary tables on disk: what grows with the articles and is looked up again while a graph is made.

They are SQLite databases without a name, which the system forgets by itself; small ones never leave memory.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from pathlib import Path
from typing import Any, Generic, Self, TypeVar, overload

from graph.errors import StoreError

_CACHE_KB = 2_000
"""Of each database; the system keeps more of the file in memory as long as there is room."""
_PRAGMAS = (f"PRAGMA cache_size = -{_CACHE_KB}", "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF")
_SHELF = "CREATE TABLE IF NOT EXISTS shelf (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID"
_OBJECTS = 2_000
"""So many values of a shelf are kept as objects."""

Value = TypeVar("Value")


class Scratch:
    """A temporary database.

    Args:
        schema: the statements that make its tables.
        path: its file, where other processes are to read it; who names one takes it away.
    """

    def __init__(self, *schema: str, path: Path | None = None) -> None:
        place = "" if path is None else str(path)
        self._base = sqlite3.connect(place, isolation_level=None, check_same_thread=False)
        for each in (*_PRAGMAS, *schema, "BEGIN"):
            self._base.execute(each)

    def run(self, sql: str, values: Iterable[Any] = ()) -> sqlite3.Cursor:
        """Run a statement.

        Raises:
            StoreError: where the disk is full.
        """
        try:
            return self._base.execute(sql, tuple(values))
        except sqlite3.OperationalError as error:
            raise _full(error) from error

    def run_many(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Run a statement for each of many rows.

        Raises:
            StoreError: where the disk is full.
        """
        try:
            self._base.executemany(sql, rows)
        except sqlite3.OperationalError as error:
            raise _full(error) from error

    def save(self) -> None:
        """Let other processes read what was written.

        Raises:
            StoreError: where the disk is full.
        """
        self.run("COMMIT")
        self.run("BEGIN")

    def first(self, sql: str, *values: Any) -> Any:
        """The first value of the first row, or None."""
        row = self.run(sql, values).fetchone()
        return row and row[0]

    def close(self) -> None:
        """Forget everything."""
        self._base.close()

    def __del__(self) -> None:
        self.close()


class Listing(Sequence[Value], Generic[Value]):
    """A list on disk to which values are added; it equals any sequence of the same values."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, values: Iterable[Value] = ()) -> None:
        self._base = Scratch("CREATE TABLE listing (place INTEGER PRIMARY KEY, value BLOB)")
        self._count = 0
        for value in values:
            self.append(value)

    def append(self, value: Value) -> None:
        """Add a value at the end."""
        self._base.run("INSERT INTO listing VALUES (?, ?)", (self._count, pickle.dumps(value)))
        self._count += 1

    @overload
    def __getitem__(self, place: int) -> Value: ...
    @overload
    def __getitem__(self, place: slice) -> list[Value]: ...
    def __getitem__(self, place: int | slice) -> Value | list[Value]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(self._count))]
        data = self._base.first("SELECT value FROM listing WHERE place = ?", range(self._count)[place])
        found: Value = pickle.loads(data)
        return found

    def __len__(self) -> int:
        return self._count

    def __eq__(self, other: object) -> bool:
        same = isinstance(other, Sequence) and len(other) == self._count
        return same and all(one == two for one, two in zip(self, other, strict=True))  # type: ignore[call-overload]

    def __repr__(self) -> str:
        return f"<Listing of {self._count}>"


class Shelf(MutableMapping[str, Value], Generic[Value]):
    """A dictionary on disk, in the order of its keys; values are pickled, and not to be changed in place.

    Args:
        path: its file, where it is to be sent to other processes, which read in it what was saved.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._base = Scratch(_SHELF, path=path)
        self._objects: dict[str, Value] = {}

    def __reduce__(self) -> tuple[type[Self], tuple[Path | None]]:
        return type(self), (self._path,)

    def save(self) -> None:
        """Let other processes read what was written."""
        self._base.save()

    def close(self) -> None:
        """Forget everything but the file."""
        self._base.close()

    def __getitem__(self, key: str) -> Value:
        if key in self._objects:
            return self._objects[key]
        data = self._base.first("SELECT value FROM shelf WHERE key = ?", to_blob(key))
        if data is None:
            raise KeyError(key)
        return self._keep(key, pickle.loads(data))

    def __setitem__(self, key: str, value: Value) -> None:
        self._base.run("INSERT OR REPLACE INTO shelf VALUES (?, ?)", (to_blob(key), pickle.dumps(value)))
        self._keep(key, value)

    def __delitem__(self, key: str) -> None:
        self[key]  # raises where there is none
        self._base.run("DELETE FROM shelf WHERE key = ?", (to_blob(key),))
        del self._objects[key]

    def __iter__(self) -> Iterator[str]:
        for (key,) in self._base.run("SELECT key FROM shelf ORDER BY key"):
            yield to_text(key)

    def __len__(self) -> int:
        return int(self._base.first("SELECT COUNT(*) FROM shelf"))

    def __repr__(self) -> str:
        return f"<Shelf of {len(self)}>"

    def _keep(self, key: str, value: Value) -> Value:
        if len(self._objects) >= _OBJECTS:
            self._objects.clear()
        self._objects[key] = value
        return value


def to_blob(text: str) -> bytes:
    """Any text, lone surrogates too, as bytes in the same order."""
    return text.encode("utf8", "surrogatepass")


def to_text(data: bytes) -> str:
    """The text that :func:`to_blob` was given."""
    return data.decode("utf8", "surrogatepass")


def _full(error: sqlite3.OperationalError) -> StoreError:
    return StoreError(
        f"temporary tables cannot be written ({error}): set SQLITE_TMPDIR to a folder with room"
    )

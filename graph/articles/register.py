"""What was read before: ids and texts, of any number, in a file that the system forgets by itself."""

from __future__ import annotations

import hashlib
import sqlite3

_CACHE_KB = 32_000


class Register:
    """First come, first kept. Most of it lies on disk, so it holds little memory however long it grows."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None)  # no name: temporary, removed when closed
        self._base.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("CREATE TABLE seen (key BLOB PRIMARY KEY, value TEXT) WITHOUT ROWID")

    def first(self, kind: str, key: str) -> str | None:
        """What was entered under a key, or None."""
        row = self._base.execute("SELECT value FROM seen WHERE key = ?", (_digest(kind, key),)).fetchone()
        return None if row is None else str(row[0])

    def enter(self, kind: str, key: str, value: str) -> None:
        """Keep a value under a key that has none."""
        data = (_digest(kind, key), value.encode("utf8", "replace").decode("utf8"))
        self._base.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", data)

    def close(self) -> None:
        """Forget everything."""
        self._base.close()


def _digest(kind: str, key: str) -> bytes:
    return hashlib.sha256(f"{kind}\x1f{key}".encode("utf8", "surrogatepass")).digest()[:16]

"""What was read before: ids and texts, of any number, in a file that the system forgets by itself."""

from __future__ import annotations

import hashlib

from graph.scratch import Scratch


class Register:
    """First come, first kept. Most of it lies on disk, so it holds little memory however long it grows."""

    def __init__(self) -> None:
        self._base = Scratch("CREATE TABLE seen (key BLOB PRIMARY KEY, value TEXT) WITHOUT ROWID")

    def first(self, kind: str, key: str) -> str | None:
        """What was entered under a key, or None."""
        found = self._base.first("SELECT value FROM seen WHERE key = ?", _digest(kind, key))
        return None if found is None else str(found)

    def enter(self, kind: str, key: str, value: str) -> None:
        """Keep a value under a key that has none."""
        data = (_digest(kind, key), value.encode("utf8", "replace").decode("utf8"))
        self._base.run("INSERT OR IGNORE INTO seen VALUES (?, ?)", data)

    def close(self) -> None:
        """Forget everything."""
        self._base.close()


def _digest(kind: str, key: str) -> bytes:
    return hashlib.sha256(f"{kind}\x1f{key}".encode("utf8", "surrogatepass")).digest()[:16]

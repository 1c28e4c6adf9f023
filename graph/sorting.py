"""Sorting more than memory holds: sorted runs in a temporary file, merged when they are read."""

from __future__ import annotations

import heapq
import marshal
import tempfile
from collections.abc import Iterator
from itertools import groupby
from typing import IO, Any, Generic, TypeVar

from graph.errors import StoreError

HELD = 300_000
"""So many items are held in memory; beyond that they go to disk."""
_BLOCK = 2_000

Item = TypeVar("Item", bound="str | tuple[Any, ...]")


class Sorter(Generic[Item]):
    """Items in order, each once, however many; those that are few never leave memory.

    Items are text, or tuples of text, numbers and tuples of these, that can be told apart by comparing.
    """

    def __init__(self) -> None:
        self._held: list[Item] = []
        self._runs: list[tuple[int, int]] = []
        self._file: IO[bytes] | None = None

    def add(self, item: Item) -> None:
        """Take in an item."""
        self._held.append(item)
        if len(self._held) >= HELD:
            self._spill()

    def __iter__(self) -> Iterator[Item]:
        """The items in order; they can be read again and again."""
        self._held = sorted(set(self._held))
        if not self._runs:
            yield from self._held
            return
        parts = [self._run(start, end) for start, end in self._runs]
        for item, _ in groupby(heapq.merge(*parts, self._held)):
            yield item

    def close(self) -> None:
        """Forget everything."""
        self._held = []
        self._runs = []
        if self._file:
            self._file.close()

    def __del__(self) -> None:
        self.close()

    def _spill(self) -> None:
        """Write what is held as a sorted run.

        Raises:
            StoreError: where the disk is full.
        """
        items = sorted(set(self._held))
        try:
            self._file = self._file or tempfile.TemporaryFile()  # noqa: SIM115 (closed by close)
            start = self._file.seek(0, 2)
            for place in range(0, len(items), _BLOCK):
                data = marshal.dumps(items[place : place + _BLOCK])
                self._file.write(len(data).to_bytes(4, "little") + data)
            self._file.flush()
            self._runs.append((start, self._file.tell()))
        except OSError as error:
            folder = tempfile.gettempdir()
            fix = "set TMPDIR to a folder with more room"
            raise StoreError(f"cannot be written ({error.strerror}): {fix}", path=folder) from error
        self._held = []

    def _run(self, start: int, end: int) -> Iterator[Item]:
        assert self._file is not None
        while start < end:
            self._file.seek(start)
            size = int.from_bytes(self._file.read(4), "little")
            block = marshal.loads(self._file.read(size))
            start += 4 + size
            yield from block

"""Sorting more than memory holds: sorted runs in temporary files, merged when they are read."""

from __future__ import annotations

import contextlib
import heapq
import marshal
import pickle
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO, Any, Generic, TypeVar

from graph.errors import StoreError

HELD = 8_000_000
"""Items of about so many bytes together are held in memory; beyond that they go to disk."""
_RUNS = 64
"""So many runs of a level become one of the next, so that few are open at a time however many items there are."""
_BLOCK = 64_000
"""Bytes of a run that are read at once."""
_LATELY = 20_000
_OBJECT = 60
"""Bytes that a text or a tuple takes beside its content."""

Item = TypeVar("Item", bound="str | tuple[Any, ...]")
Value = TypeVar("Value")


class Sorter(Generic[Item]):
    """Items in order, each once, however many; those that are few never leave memory.

    Items are text, or tuples of text, bytes, numbers and tuples of these, that can be told apart by comparing.
    """

    def __init__(self) -> None:
        self._held: list[Item] = []
        self._size = 0
        self._levels: list[_Level] = []

    def add(self, item: Item) -> None:
        """Take in an item."""
        self._held.append(item)
        self._size += _OBJECT + len(item) if isinstance(item, str) else size_of(item)
        if self._size >= HELD:
            self._spill()

    def __iter__(self) -> Iterator[Item]:
        """The items in order; they can be read again and again."""
        self._held = sorted(set(self._held))
        if not self._levels:
            yield from self._held
            return
        runs = [run for level in self._levels for run in level.runs()]
        for item, _ in groupby(heapq.merge(*runs, self._held)):
            yield item

    def close(self) -> None:
        """Forget everything."""
        self._held, self._size = [], 0
        for level in self._levels:
            level.close()
        self._levels = []

    def __del__(self) -> None:
        self.close()

    def _spill(self) -> None:
        """Write what is held as a sorted run.

        Raises:
            StoreError: where the disk is full.
        """
        try:
            self._write(sorted(set(self._held)), 0)
        except OSError as error:
            raise _full(error) from error
        self._held, self._size = [], 0

    def _write(self, items: Iterable[Item], number: int) -> None:
        """Write a run to a level; a level that is full then becomes a run of the next."""
        if number == len(self._levels):
            self._levels.append(_Level())
        level = self._levels[number]
        level.write(items)
        if level.count == _RUNS:
            self._write((item for item, _ in groupby(heapq.merge(*level.runs()))), number + 1)
            level.clear()


class Distinct(Sorter[str]):
    """A sorter for text that comes again and again: what has come lately is not taken in twice."""

    def __init__(self) -> None:
        super().__init__()
        self._lately: set[str] = set()

    def add(self, item: str) -> None:
        """Take in a text."""
        if item not in self._lately:
            if len(self._lately) >= _LATELY:
                self._lately.clear()
            self._lately.add(item)
            super().add(item)


class Spool(Generic[Value]):
    """Values in the order in which they came, pickled; those that are few never leave memory."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=HELD)  # noqa: SIM115 (closed by close)

    def take(self, values: Iterable[Value]) -> Iterator[Value]:
        """The same values, which are kept.

        Raises:
            StoreError: where the disk is full.
        """
        for value in values:
            try:
                pickle.dump(value, self._file, pickle.HIGHEST_PROTOCOL)
            except OSError as error:
                raise _full(error) from error
            yield value

    def __iter__(self) -> Iterator[Value]:
        """The values; they can be read again and again."""
        self._file.seek(0)
        with contextlib.suppress(EOFError):
            while True:
                yield pickle.load(self._file)

    def close(self) -> None:
        """Forget everything."""
        self._file.close()


def size_of(item: object) -> int:
    """About how many bytes an item takes."""
    if not isinstance(item, tuple):
        return _OBJECT + (len(item) if isinstance(item, str | bytes) else 0)
    size = _OBJECT * (1 + len(item))
    for part in item:
        kind = type(part)
        if kind is str or kind is bytes:
            size += len(part)
        elif kind is tuple:
            size += size_of(part) - _OBJECT
    return size


def _full(error: OSError) -> StoreError:
    fix = "set TMPDIR to a folder with more room"
    return StoreError(f"cannot be written ({error.strerror}): {fix}", path=tempfile.gettempdir())


class _Level:
    """Sorted runs of about one length, one after the other in a temporary file."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed by close)
        self._runs: list[tuple[int, int]] = []

    @property
    def count(self) -> int:
        return len(self._runs)

    def write(self, items: Iterable[Any]) -> None:
        """Add a run."""
        start = self._file.seek(0, 2)
        block: list[Any] = []
        size = 0
        for item in items:
            block.append(item)
            size += size_of(item)
            if size >= _BLOCK:
                self._write_block(block)
                block, size = [], 0
        self._write_block(block)
        self._file.flush()
        self._runs.append((start, self._file.tell()))

    def _write_block(self, block: list[Any]) -> None:
        data = marshal.dumps(block)
        self._file.write(len(data).to_bytes(4, "little") + data)

    def runs(self) -> list[Iterator[Any]]:
        """The items of each run."""
        return [self._run(start, end) for start, end in self._runs]

    def _run(self, start: int, end: int) -> Iterator[Any]:
        while start < end:
            self._file.seek(start)
            size = int.from_bytes(self._file.read(4), "little")
            block = marshal.loads(self._file.read(size))
            start += 4 + size
            yield from block

    def clear(self) -> None:
        """Take all runs away, and the room they had on disk."""
        self._runs = []
        self._file.seek(0)
        self._file.truncate()

    def close(self) -> None:
        self._file.close()

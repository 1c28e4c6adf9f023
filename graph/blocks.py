"""Blocks on their way into the graph: packed, in order, and each subject once."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path

from graph.namespaces import RDF, dip
from graph.scratch import Shelf
from graph.sorting import Sorter
from graph.turtle import Block, make_block

PART = 1_000_000
"""So many bytes of rows are checked and written at a time, some 10,000 rows."""
_FORM = 2  # of marshal: the same rows give the same bytes
_TYPE, _CLAIM = f"{RDF}type", dip("Claim")

PackedBlock = tuple[str, bytes]
"""A subject, and its rows as bytes that sort and travel quickly."""
Part = list[PackedBlock]


def pack(block: Block) -> PackedBlock:
    """A block as it is sorted and handed to other processes."""
    return block[0], marshal.dumps(block[1], _FORM)


def unpack(part: Iterable[PackedBlock]) -> Iterator[Block]:
    """The blocks that :func:`pack` was given."""
    return ((subject, marshal.loads(rows)) for subject, rows in part)


def classes(block: Block) -> Iterator[tuple[str, str]]:
    """A subject with each of its classes, as far as another node can refer to it; a claim is referred to by none."""
    for predicate, cls, _ in block[1]:
        if predicate != _TYPE:
            return
        if cls != _CLAIM:
            yield block[0], cls


class SortedBlocks:
    """Blocks in the order in which they are written, each subject once; most of them lie on disk.

    Attributes:
        size: bytes of all rows that came; their Turtle has about a third of it.
    """

    def __init__(self) -> None:
        self.size = 0
        self._blocks: Sorter[PackedBlock] = Sorter()
        self._classes: Sorter[tuple[str, str]] = Sorter()

    def add(self, blocks: Iterable[PackedBlock], known: Iterable[tuple[str, str]]) -> None:
        """Take in blocks and what :func:`classes` says of them; the rows of one subject are joined."""
        for block in blocks:
            self._blocks.add(block)
            self.size += len(block[1])
        for pair in known:
            self._classes.add(pair)

    def types(self, path: Path | None = None) -> Shelf[tuple[str, ...]]:
        """The classes of each node by its IRI.

        Args:
            path: a file for them, where other processes are to read them.
        """
        found: Shelf[tuple[str, ...]] = Shelf(path)
        for subject, rows in groupby(self._classes, key=itemgetter(0)):
            found[subject] = tuple(cls for _, cls in rows)
        found.save()
        return found

    def packed(self) -> Iterator[PackedBlock]:
        """The blocks in order."""
        for subject, same in groupby(self._blocks, key=itemgetter(0)):
            first, *more = [rows for _, rows in same]
            if more:
                first = pack(make_block(subject, chain(*map(marshal.loads, (first, *more)))))[1]
            yield subject, first

    def __iter__(self) -> Iterator[Block]:
        return unpack(self.packed())

    def parts(self) -> Iterator[Part]:
        """The same, some at a time."""
        part: Part = []
        size = 0
        for block in self.packed():
            part.append(block)
            size += len(block[1])
            if size >= PART:
                yield part
                part, size = [], 0
        yield part

    def close(self) -> None:
        """Forget everything."""
        self._blocks.close()
        self._classes.close()

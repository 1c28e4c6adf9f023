"""Windows on arrays: as many whole stretches that follow each other as fit, drawn anew in every epoch."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from graph.training.nets.arrays import START

SMALLEST = 20
Window = tuple[int, int]


def windows(starts: Any, size: int, chance: Any) -> Iterator[Window]:
    """The first word and the end of each window.

    Args:
        starts: for each word, whether a stretch starts with it; stretches longer than a window are left out.
        size: the words of a window, at most.
        chance: a numpy generator, which says how full each window gets: one in four is half as long.
    """
    bounds = np.append(np.flatnonzero(starts), len(starts)).tolist()
    first, limit = bounds[0], int(chance.integers(SMALLEST, size + 1))
    for start, end in itertools.pairwise(bounds):
        if end - first > limit and start > first:
            yield first, start
            first, limit = start, int(chance.choice([size, size, size, size // 2]))
        if end - start > size:
            first = end
    if len(starts) > first:
        yield first, len(starts)


def batches(columns: Any, parts: Sequence[Window], size: int, count: int, chance: Any) -> Iterator[Any]:
    """The windows of some parts in any order, as many at once: the numbers of their words, -1 behind their ends.

    Args:
        columns: of :class:`~graph.training.nets.arrays.Arrays`.
        parts: the first word and the end of each part.
        size: the words of a window.
        count: the windows of a batch; what is left over in the end is left out.
        chance: a numpy generator.
    """
    found = [
        (part + first, part + end)
        for part, last in parts
        for first, end in windows(columns[part:last, START] == 1, size, chance)
    ]
    order = chance.permutation(len(found))
    for at in range(0, len(found) - count + 1, count):
        yield padded([found[index] for index in order[at : at + count]], size, count)


def in_order(columns: Any, part: Window, size: int, count: int) -> Iterator[tuple[Any, list[Window]]]:
    """All windows of a part in their order, as many at once as a batch holds, and where each lies."""
    first, last = part
    cuts = windows(columns[first:last, START] == 1, size, np.random.default_rng(0))
    found = [(first + start, first + end) for start, end in cuts]
    for at in range(0, len(found), count):
        yield padded(found[at : at + count], size, count), found[at : at + count]


def padded(found: Sequence[Window], size: int, count: int) -> Any:
    """The numbers of the words of some windows, one line for each, -1 behind their ends."""
    indices = np.full((count, size), -1, dtype="int32")
    for line, (first, end) in enumerate(found):
        indices[line, : end - first] = np.arange(first, end)
    return indices

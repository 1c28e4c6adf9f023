"""The encoder: each word's vector from its features and from all words before and behind it in its line.

Simple recurrent units (Lei et al. 2018, "Simple Recurrent Units for Highly Parallelizable Recurrence") in both
directions: the products of matrices are done for all words of a text at once, and only a few sums and a tanh go from
word to word. The lines of a text are read side by side, each on its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from thinc.api import get_current_ops

from graph.language.net.word_rows import TABLES

Weights = dict[str, Any]
# Longer lines are read in pieces, each with some words of the line on either side, whose vectors are not used.
LONGEST = 160
MARGIN = 24
EPSILON = 1e-5


def product(left: Any, right: Any) -> Any:
    """The product of two matrices, by the BLAS that the settings name."""
    return get_current_ops().gemm(left, right)


def sigmoid(values: Any) -> Any:
    """The logistic function, by the hyperbolic tangent, which numpy computes faster than exponentials."""
    half = np.tanh(0.5 * values)
    half *= 0.5
    half += 0.5
    return half


@dataclass(frozen=True, slots=True)
class Pieces:
    """Stretches of a text, each read on its own, the longest first.

    Attributes:
        order: for each step and each stretch that still has a word, the word's number, step by step.
        turn: for each place in ``order``, that of the same step of the same stretch read from its end.
        bounds: where each step begins in these, and the end of the last.
        used: the places in ``order`` whose vectors count, by the number of their word.
    """

    order: Any
    turn: Any
    bounds: list[int]
    used: Any

    @classmethod
    def of(cls, starts: Sequence[int], count: int) -> Pieces:
        """Cut a text.

        Args:
            starts: the numbers of the words that start a line, ascending, the first of them 0.
            count: the number of words.
        """
        cuts = [
            cut for start, end in zip(starts, [*starts[1:], count], strict=True) for cut in _cut(start, end)
        ]
        cuts.sort(key=lambda cut: cut[0] - cut[1])
        first, end, inner_first, inner_end = (np.array(column) for column in zip(*cuts, strict=True))
        lengths = end - first
        step, piece = np.nonzero(np.arange(lengths[0])[:, None] < lengths[None])
        order = first[piece] + step
        bounds = np.append(0, np.bincount(step).cumsum())
        turn = bounds[lengths[piece] - 1 - step] + piece
        counts = (inner_first[piece] <= order) & (order < inner_end[piece])
        used = np.empty(count, dtype="int64")
        used[order[counts]] = np.flatnonzero(counts)
        return cls(order, turn, bounds.tolist(), used)


def _cut(start: int, end: int) -> list[tuple[int, int, int, int]]:
    """A line in pieces: first word and end of each with its margins, then without."""
    if end - start <= LONGEST:
        return [(start, end, start, end)] if end > start else []
    parts = -(-(end - start) // (LONGEST - 2 * MARGIN))
    at = np.linspace(start, end, parts + 1).astype(int).tolist()
    return [
        (max(start, first - MARGIN), min(end, last + MARGIN), first, last)
        for first, last in itertools.pairwise(at)
    ]


def embed(weights: Weights, rows: Any) -> Any:
    """The words' own vectors: those of all tables, side by side."""
    norm = weights["E.norm"]
    parts = [norm[rows[:, 0]] + norm[rows[:, 1]]]
    parts += [weights[f"E.{table.name}"][rows[:, column]] for column, table in enumerate(TABLES[1:], start=2)]
    return np.hstack(parts)


def encode(weights: Weights, rows: Any, pieces: Pieces) -> list[Any]:
    """The words' vectors after each layer.

    Args:
        weights: of the net.
        rows: a line of table rows for each word.
        pieces: how the text is cut.
    """
    below = embed(weights, rows)[pieces.order]
    outputs = []
    layer = 0
    while f"L{layer}.W" in weights:
        below = _layer(weights, f"L{layer}.", below, pieces)
        outputs.append(below[pieces.used])
        layer += 1
    return outputs


def _layer(weights: Weights, name: str, below: Any, pieces: Pieces) -> Any:
    hidden = weights[f"{name}g"].shape[0] // 2
    gates = product(below, weights[f"{name}W"]).reshape(len(below), 2, 3 * hidden)
    gates += weights[f"{name}b"]
    gates[:, 1] = gates[pieces.turn, 1]
    skipped = product(below, weights[f"{name}P"]) if f"{name}P" in weights else below
    skipped = skipped.reshape(len(below), 2, hidden)
    peep = weights[f"{name}v"]
    fresh, forget, opened = (gates[:, :, part * hidden : (part + 1) * hidden] for part in range(3))
    cells = _run(fresh, forget, peep[0], pieces.bounds)
    # What the gate of the output sees is the cell of the step before.
    for start, end, last in zip(pieces.bounds[1:], pieces.bounds[2:], pieces.bounds, strict=False):
        opened[start:end] += peep[1] * cells[last : last + end - start]
    opened = sigmoid(opened)
    cells[:, 1], opened[:, 1] = cells[pieces.turn, 1], opened[pieces.turn, 1]
    cells -= skipped
    cells *= opened
    cells += skipped
    return _normed(weights, name, cells.reshape(len(below), 2 * hidden))


def _normed(weights: Weights, name: str, values: Any) -> Any:
    """Each word's values with mean 0 and variance 1, then scaled and moved as was learnt."""
    values -= values.mean(axis=1, keepdims=True)
    variance = np.einsum("wv,wv->w", values, values) / values.shape[1]
    values *= (1 / np.sqrt(variance + EPSILON))[:, None]
    values *= weights[f"{name}g"]
    values += weights[f"{name}n"]
    return values


def _run(fresh: Any, forget: Any, peep: Any, bounds: list[int]) -> Any:
    """The cells of all steps: each a mean of the fresh value and the cell before, as the forget gate says."""
    cells = np.empty(fresh.shape, dtype="float32")
    half, half_peep = 0.5 * forget, 0.5 * peep
    cell = np.zeros((bounds[1], *fresh.shape[1:]), dtype="float32")
    for start, end in itertools.pairwise(bounds):
        cell = cell[: end - start]
        new = fresh[start:end]
        kept = np.tanh(half[start:end] + half_peep * cell)
        kept *= 0.5
        kept += 0.5
        cell = new + kept * (cell - new)
        cells[start:end] = cell
    return cells

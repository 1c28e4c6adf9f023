"""Nodes placed by springs and pushed apart, in plain NumPy.

It is the method of Fruchterman and Reingold (1991, https://doi.org/10.1002/spe.4380211102) as networkx has it, a few
times faster. Sums are taken in one order only, so the same input gives the same numbers whatever the threads.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
_NEAREST, _STILL = 0.01, 1e-4
_FRESH = 8
"""After so many rounds the pairs that may overlap are looked for again."""
_MARGIN = 40.0
"""Pairs that are farther apart than this are not looked at until then."""


def pull_together(weights: Points, *, distance: float, rounds: int, seed: int) -> Points:
    """Positions of nodes that all push each other off and are drawn together along their ties.

    Args:
        weights: the strength of each tie, a symmetric matrix with 0 where there is none.
        distance: at which the two forces of a tie of strength 1 are equal.
        rounds: how many steps, each shorter than the one before, from a square of side 1.
        seed: of the random start.
    """
    count = len(weights)
    x, y = np.random.RandomState(seed).rand(count, 2).T.copy()
    longest = max(np.ptp(x), np.ptp(y)) * 0.1
    pull, push = weights / distance, distance * distance
    dx, dy, apart, force = (np.empty((count, count)) for _ in range(4))
    for step in np.linspace(longest, 0.0, rounds + 1, endpoint=False)[:rounds]:
        np.subtract(x[:, None], x, out=dx)
        np.subtract(y[:, None], y, out=dy)
        np.multiply(dx, dx, out=apart)
        apart += np.multiply(dy, dy, out=force)
        np.maximum(apart, _NEAREST * _NEAREST, out=apart)
        np.divide(push, apart, out=force)
        force -= np.multiply(np.sqrt(apart, out=apart), pull, out=apart)
        move_x, move_y = (
            np.multiply(dx, force, out=dx).sum(axis=1),
            np.multiply(dy, force, out=dy).sum(axis=1),
        )
        share = step / np.maximum(np.hypot(move_x, move_y), _NEAREST)
        x += move_x * share
        y += move_y * share
        if np.sqrt(((move_x**2 + move_y**2) * share**2).sum()) < _STILL * count:
            break
    return np.stack([x, y], axis=1)


def push_apart(points: Points, radii: Points, *, rounds: int = 120) -> Points:
    """Move nodes that overlap away from each other, half each, until none do or the rounds are over."""
    points = points.copy()
    # Equal positions part along fixed directions, so that nothing depends on chance.
    turn = np.arange(len(points)) * 2.399963
    nudge = np.stack([np.cos(turn), np.sin(turn)], axis=1) * 0.01
    age = _FRESH
    for _ in range(rounds):
        if age == _FRESH:
            one, other = _near(points + nudge, 2 * float(radii.max()) + _MARGIN)
            need, age = radii[one] + radii[other], 0
        age += 1
        delta = (points + nudge)[one] - (points + nudge)[other]
        distance = np.sqrt((delta**2).sum(axis=1))
        overlap = np.clip(need - distance, 0.0, None)
        if overlap.max(initial=0.0) < 0.5:
            if age == 1:
                break
            age = _FRESH
            continue
        away = delta * (overlap * 0.35 / np.where(distance > 0, distance, 1.0))[:, None]
        for axis in (0, 1):
            moved = np.bincount(one, away[:, axis], len(points)) - np.bincount(
                other, away[:, axis], len(points)
            )
            points[:, axis] += moved
    return points


def _near(points: Points, reach: float) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The pairs of points that are within reach of each other in both directions."""
    near = np.ones((len(points), len(points)), dtype=bool)
    for axis in points.T:
        near &= np.abs(axis[:, None] - axis) < reach
    one, other = np.nonzero(np.triu(near, 1))
    return one, other

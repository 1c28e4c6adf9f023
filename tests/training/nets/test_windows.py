import numpy as np
import pytest

from graph.training.nets.arrays import START
from graph.training.nets.windows import batches, in_order, windows

LENGTHS = [5, 9, 30, 4, 4, 7, 25, 3]
SIZE = 25
STARTS = np.zeros(sum(LENGTHS), dtype=bool)
STARTS[np.cumsum([0, *LENGTHS[:-1]])] = True
TOO_LONG = set(range(14, 44))


@pytest.mark.parametrize("seed", range(20))
def test_windows_hold_whole_stretches_and_leave_out_only_what_is_longer(seed):
    found = list(windows(STARTS, SIZE, np.random.default_rng(seed)))
    assert all(end - first <= SIZE for first, end in found)
    bounds = {*np.flatnonzero(STARTS).tolist(), len(STARTS)}
    assert {bound for window in found for bound in window} <= bounds
    words = [word for window in found for word in range(*window)]
    assert len(words) == len(set(words))
    assert set(words) == set(range(len(STARTS))) - TOO_LONG


def columns():
    found = np.zeros((2 * len(STARTS), 7), dtype="int32")
    found[:, START] = np.tile(STARTS, 2)
    return found


def test_batches_are_of_one_shape_and_read_the_parts_named():
    part = (len(STARTS), 2 * len(STARTS))
    found = list(batches(columns(), [part], SIZE, 2, np.random.default_rng(0)))
    assert {batch.shape for batch in found} == {(2, SIZE)}
    words = np.concatenate(found).ravel()
    words = words[words >= 0]
    assert len(set(words.tolist())) == len(words)
    assert (words >= part[0]).all()


def test_every_window_comes_in_order_where_a_part_is_read():
    part = (len(STARTS), 2 * len(STARTS))
    seen = []
    for indices, cuts in in_order(columns(), part, SIZE, 3):
        assert indices.shape == (3, SIZE)
        for line, (first, end) in enumerate(cuts):
            assert indices[line, : end - first].tolist() == list(range(first, end))
            seen += range(first, end)
    assert seen == [len(STARTS) + word for word in range(len(STARTS)) if word not in TOO_LONG]

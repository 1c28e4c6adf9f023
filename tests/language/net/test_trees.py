import itertools

import numpy as np
import pytest

from graph.language.net.trees import best_tree, is_tree


def total(scores, heads):
    return sum(scores[word, head] for word, head in enumerate(heads))


def every_tree(count):
    for heads in itertools.product(range(count + 1), repeat=count):
        found = np.array(heads)
        if (found == 0).sum() == 1 and is_tree(found):
            yield found


@pytest.mark.parametrize("seed", range(40))
def test_the_tree_has_one_root_and_is_the_best_of_those_with_it(seed):
    chance = np.random.default_rng(seed)
    scores = chance.normal(size=(4, 5))
    scores[np.arange(4), np.arange(4) + 1] = -np.inf
    found = best_tree(scores)
    assert (found == 0).sum() == 1
    assert is_tree(found)
    rooted = [tree for tree in every_tree(4) if tree[int(np.flatnonzero(found == 0)[0])] == 0]
    assert total(scores, found) == pytest.approx(max(total(scores, tree) for tree in rooted))


def test_a_ring_is_no_tree():
    assert is_tree(np.array([0, 1, 2]))
    assert not is_tree(np.array([2, 1, 0]))


def test_one_word_is_the_root():
    assert best_tree(np.array([[0.0, -np.inf]])).tolist() == [0]


def test_a_ring_of_best_heads_is_opened_at_the_root():
    # Each word's best heads lie in the ring of the others; only the first leads out of it, and at a loss.
    count = 9
    scores = np.full((count, count + 1), -1.0)
    scores[np.arange(count), np.arange(count) + 1] = -np.inf
    scores[:, 0] = -50.0
    scores[0, 0] = -40.0
    found = best_tree(scores)
    assert is_tree(found)
    assert np.flatnonzero(found == 0).tolist() == [0]


def test_a_sentence_of_a_whole_page():
    scores = np.random.default_rng(0).normal(size=(1500, 1501))
    scores[np.arange(1500), np.arange(1500) + 1] = -np.inf
    assert is_tree(best_tree(scores))

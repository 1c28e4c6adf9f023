import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.view.springs import pull_together, push_apart


def weights(count, seed):
    chance = np.random.RandomState(seed)
    upper = np.triu((chance.rand(count, count) < 0.2) * chance.rand(count, count), 1)
    return upper + upper.T


@pytest.mark.parametrize("count", [2, 3, 40])
def test_the_springs_are_those_of_networkx(count):
    matrix = weights(count, 1)
    theirs = nx.spring_layout(
        nx.from_numpy_array(matrix), k=0.3, iterations=20, seed=7, weight="weight", method="force"
    )
    mine = pull_together(matrix, distance=0.3, rounds=20, seed=7)
    mine -= mine.mean(axis=0)
    assert np.allclose(
        mine / np.abs(mine).max(), np.array([theirs[node] for node in range(count)]), atol=1e-6
    )


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 60), st.integers(0, 1000), st.sampled_from([0.0, 30.0, 800.0]))
def test_nodes_end_apart_or_stay(count, seed, width):
    chance = np.random.RandomState(seed)
    points, radii = chance.rand(count, 2) * width, 5 + 20 * chance.rand(count)
    moved = push_apart(points, radii, rounds=400)
    distance = np.sqrt(((moved[:, None] - moved[None]) ** 2).sum(axis=2))
    np.fill_diagonal(distance, np.inf)
    assert (radii[:, None] + radii[None] - distance).max() < 0.6
    far = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2)) > radii[:, None] + radii[None]
    np.fill_diagonal(far, True)
    if far.all():
        assert (moved == points).all()

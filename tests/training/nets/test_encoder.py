"""What is trained in JAX is what numpy runs."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from graph.language.net import encoder as numpy_encoder
from graph.language.net.word_rows import TABLES
from graph.training.nets import encoder
from graph.training.nets.encoder import Shape, first_weights, keys

LENGTHS = (7, 1, 12)
SIZES = [TABLES[0].rows, *(table.rows for table in TABLES)]


@pytest.fixture(scope="module")
def weights():
    chance = np.random.default_rng(0)
    found = first_weights(chance, Shape(hidden=8, layers=3))
    # Weights that start alike would hide a mistake.
    for name in found:
        if name[0] == "L":
            found[name] = found[name] + chance.normal(0, 0.3, found[name].shape).astype("float32")
    return found


@pytest.fixture(scope="module")
def rows():
    chance = np.random.default_rng(1)
    return chance.integers(0, np.array(SIZES), (sum(LENGTHS), len(SIZES)))


def test_both_give_the_same_vectors(weights, rows):
    starts = np.cumsum([0, *LENGTHS[:-1]]).tolist()
    ours = numpy_encoder.encode(weights, rows, numpy_encoder.Pieces.of(starts, len(rows)))
    windows = np.zeros((len(LENGTHS), max(LENGTHS), len(SIZES)), dtype="int32")
    mask = np.arange(max(LENGTHS))[None] < np.array(LENGTHS)[:, None]
    windows[mask] = rows
    given = {name: jnp.asarray(values) for name, values in weights.items()}
    theirs = encoder.encode(given, jnp.asarray(windows), jnp.asarray(mask), keys(jax.random.PRNGKey(0)), None)
    assert len(ours) == len(theirs) == 3
    for layer, other in zip(ours, theirs, strict=True):
        assert layer.shape == (len(rows), 16)
        np.testing.assert_allclose(layer, np.asarray(other)[mask], atol=2e-4)


def test_lines_do_not_see_each_other(weights, rows):
    both = numpy_encoder.encode(weights, rows[:10], numpy_encoder.Pieces.of([0, 6], 10))[-1]
    alone = numpy_encoder.encode(weights, rows[6:10], numpy_encoder.Pieces.of([0], 4))[-1]
    np.testing.assert_allclose(both[6:], alone, atol=1e-5)
    joined = numpy_encoder.encode(weights, rows[:10], numpy_encoder.Pieces.of([0], 10))[-1]
    assert np.abs(joined[6:] - alone).max() > 0.01


def test_a_long_line_is_cut_and_every_word_is_read_once(weights):
    count = 3 * numpy_encoder.LONGEST
    chance = np.random.default_rng(2)
    rows = chance.integers(0, np.array(SIZES), (count, len(SIZES)))
    pieces = numpy_encoder.Pieces.of([0], count)
    assert pieces.order[pieces.used].tolist() == list(range(count))
    assert len(pieces.bounds) - 1 <= numpy_encoder.LONGEST
    vectors = numpy_encoder.encode(weights, rows, pieces)[-1]
    first = numpy_encoder.encode(weights, rows[:100], numpy_encoder.Pieces.of([0], 100))[-1]
    np.testing.assert_allclose(vectors[:40], first[:40], atol=0.05)

"""The recogniser of names in training: its first weights and its loss."""

from __future__ import annotations

from typing import Any

from graph.language.net.encoder import Weights
from graph.language.recogniser import marks
from graph.training.nets.arrays import MARK
from graph.training.nets.encoder import (
    Drops,
    Keys,
    Shape,
    bent,
    encode,
    first_layer,
    first_weights,
    keys,
    line,
    loss,
    table_rows,
)

SHAPE = Shape(hidden=192, layers=4)


def first_net(chance: Any, labels: dict[str, list[str]], shape: Shape = SHAPE) -> Weights:
    """The weights of a net that has learnt nothing."""
    weights = first_weights(chance, shape)
    first_layer(chance, weights, "tagh", 2 * shape.hidden, shape.tags)
    first_layer(chance, weights, "tag", shape.tags, len(marks(labels["names"])))
    return weights


def scored(weights: Weights, rows: Any, mask: Any, keys: Keys, drops: Drops | None) -> Any:
    """The scores of each word's marks."""
    vectors = encode(weights, rows, mask, keys, drops)[-1]
    return line(weights, "tag", bent(weights, "tagh", vectors, keys, drops))


def names_loss(drops: Drops) -> Any:
    """The loss of the marks of all words whose name is not left open."""

    def value(weights: Weights, data: dict[str, Any], indices: Any, key: Any) -> Any:
        mask = indices >= 0
        columns, rows = table_rows(data, indices)
        scores = scored(weights, rows, mask, keys(key), drops)
        return loss(scores, columns[..., MARK], mask * (columns[..., MARK] >= 0.0))

    return value

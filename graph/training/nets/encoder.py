"""The encoder of :mod:`graph.language.net.encoder` in JAX, with what training needs: first weights and dropout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from graph.language.net.encoder import EPSILON, Weights
from graph.language.net.layers import SLOPE
from graph.language.net.word_rows import TABLES
from graph.training.nets.arrays import BEFORE, WORD

WIDTH = sum(table.width for table in TABLES)
Keys = Iterator[Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a net is: cells of each direction, layers, and the width of the layer below tags or marks."""

    hidden: int
    layers: int
    tags: int = 192


@dataclass(frozen=True, slots=True)
class Drops:
    """How often (0 to 1) what is left out in training: of vectors, of the words' own, and whole tables of a word."""

    vectors: float
    words: float
    norm: float
    tables: float


def keys(seed: Any) -> Keys:
    """An endless supply of random keys."""
    while True:
        seed, key = jax.random.split(seed)
        yield key


def drop(key: Any, values: Any, rate: float, shape: tuple[int, ...]) -> Any:
    """Values with some put to zero, along the axes of length 1 all or none, and the others made up for it."""
    return values * jax.random.bernoulli(key, 1 - rate, shape) / (1 - rate)


def normal(chance: Any, *shape: int, scale: float | None = None) -> Any:
    """First weights by chance, by default so that sums keep their size."""
    return (chance.standard_normal(shape) * (scale or shape[-2] ** -0.5)).astype("float32")


def first_weights(chance: Any, shape: Shape) -> Weights:
    """The weights of an encoder that has learnt nothing."""
    weights: Weights = {
        f"E.{table.name}": normal(
            chance, table.rows, table.width, scale=0.35 if table.name == "norm" else 0.5
        )
        for table in TABLES
    }
    hidden, below = shape.hidden, WIDTH
    # The gates are open at first.
    gates = np.concatenate([np.zeros(hidden), np.ones(2 * hidden)]).astype("float32")
    for layer in range(shape.layers):
        name = f"L{layer}."
        weights[f"{name}W"] = normal(chance, below, 6 * hidden)
        weights[f"{name}b"] = np.stack([gates, gates])
        if below != 2 * hidden:
            weights[f"{name}P"] = normal(chance, below, 2 * hidden)
        weights[f"{name}v"] = np.zeros((2, 2, hidden), dtype="float32")
        weights[f"{name}g"] = np.ones(2 * hidden, dtype="float32")
        weights[f"{name}n"] = np.zeros(2 * hidden, dtype="float32")
        below = 2 * hidden
    return weights


def first_layer(chance: Any, weights: Weights, name: str, below: int, above: int) -> None:
    """Add a layer that has learnt nothing."""
    weights[f"{name}.W"], weights[f"{name}.b"] = (
        normal(chance, below, above),
        np.zeros(above, dtype="float32"),
    )


def encode(weights: Weights, rows: Any, mask: Any, keys: Keys, drops: Drops | None) -> list[Any]:
    """The vectors after each layer, dropped where training asks for it.

    Args:
        weights: of the net.
        rows: windows of words of table rows.
        mask: where a window has a word.
        keys: random keys.
        drops: what is left out, nothing outside training.
    """
    below = _embed(weights, rows, keys, drops)
    outputs, layer = [], 0
    while f"L{layer}.W" in weights:
        below = _layer(weights, f"L{layer}.", below, mask)
        if drops:
            below = drop(next(keys), below, drops.vectors, (len(below), 1, below.shape[-1]))
        outputs.append(below)
        layer += 1
    return outputs


def _embed(weights: Weights, rows: Any, keys: Keys, drops: Drops | None) -> Any:
    norm = weights["E.norm"]
    parts = [norm[rows[..., 0]] + norm[rows[..., 1]]]
    parts += [
        weights[f"E.{table.name}"][rows[..., column]] for column, table in enumerate(TABLES[1:], start=2)
    ]
    if not drops:
        return jnp.concatenate(parts, axis=-1)
    rates = [drops.norm, *(drops.tables for _ in TABLES[1:-1]), 0.0]
    shape = (*rows.shape[:2], 1)
    parts = [
        drop(next(keys), part, rate, shape) if rate else part for part, rate in zip(parts, rates, strict=True)
    ]
    whole = jnp.concatenate(parts, axis=-1)
    return drop(next(keys), whole, drops.words, (len(whole), 1, whole.shape[-1]))


def _both(values: Any, width: int) -> Any:
    """Values of both directions, the second from the end of the windows: direction, window, word, value."""
    halves = values.reshape(*values.shape[:2], 2, width)
    return jnp.stack([halves[:, :, 0], halves[:, ::-1, 1]])


def _layer(weights: Weights, name: str, below: Any, mask: Any) -> Any:
    hidden = weights[f"{name}g"].shape[0] // 2
    gates = below @ weights[f"{name}W"] + weights[f"{name}b"].reshape(-1)
    skipped = below @ weights[f"{name}P"] if f"{name}P" in weights else below
    inputs = (_both(gates, 3 * hidden), _both(skipped, hidden), jnp.stack([mask, mask[:, ::-1]]))
    peep = weights[f"{name}v"][:, :, None]

    def step(cell: Any, given: Any) -> tuple[Any, Any]:
        gate, skip, there = given
        fresh, forget, reset = jnp.split(gate, 3, axis=-1)
        kept, opened = jax.nn.sigmoid(forget + peep[0] * cell), jax.nn.sigmoid(reset + peep[1] * cell)
        cell = fresh + kept * (cell - fresh)
        return cell * there[..., None], (skip + opened * (cell - skip)) * there[..., None]

    start = jnp.zeros((2, len(below), hidden))
    # Several words at once spare a graphics card launches; a processor takes four times as long over them.
    unroll = 1 if jax.default_backend() == "cpu" else 8
    _, outputs = jax.lax.scan(step, start, tuple(jnp.moveaxis(part, 2, 0) for part in inputs), unroll=unroll)
    forward, backward = jnp.moveaxis(outputs, 0, 2)
    mixed = jnp.concatenate([forward, backward[:, ::-1]], axis=-1)
    mixed -= mixed.mean(axis=-1, keepdims=True)
    mixed *= jax.lax.rsqrt((mixed * mixed).mean(axis=-1, keepdims=True) + EPSILON)
    return mixed * weights[f"{name}g"] + weights[f"{name}n"]


def table_rows(data: dict[str, Any], indices: Any) -> tuple[Any, Any]:
    """The columns of some words, -1 for none, and their table rows with what stands before them."""
    columns = data["columns"][jnp.maximum(indices, 0)]
    rows = data["rows"][columns[..., WORD]].astype("int32")
    return columns, jnp.concatenate([rows, columns[..., BEFORE, None]], axis=-1)


def line(weights: Weights, name: str, vectors: Any) -> Any:
    """A layer without a bend."""
    return vectors @ weights[f"{name}.W"] + weights[f"{name}.b"]


def bent(weights: Weights, name: str, vectors: Any, keys: Keys, drops: Drops | None) -> Any:
    """A layer with a bend at zero, dropped where training asks for it."""
    values = jax.nn.leaky_relu(line(weights, name, vectors), SLOPE)
    return drop(next(keys), values, drops.vectors, (len(values), 1, values.shape[-1])) if drops else values


def loss(scores: Any, right: Any, counts: Any) -> Any:
    """The mean cross entropy of the words that count, each as much as it counts."""
    found = jnp.take_along_axis(jax.nn.log_softmax(scores), jnp.maximum(right, 0)[..., None], axis=-1)[..., 0]
    return -(found * counts).sum() / jnp.maximum(counts.sum(), 1)

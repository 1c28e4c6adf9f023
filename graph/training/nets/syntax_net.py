"""The reader of syntax in training: its first weights, its loss, and what several of them make of a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import optax

from graph.language.net.encoder import Weights
from graph.language.syntax import LOWER
from graph.training.nets.arrays import DEP, FORM, HEAD, NO_HEAD, START, TAG
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
    normal,
    table_rows,
)

SHAPE = Shape(hidden=256, layers=5)
ARC, RELATION = 384, 112
IMPOSSIBLE = -1e9


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a batch of windows teaches: one line for each window."""

    rows: Any
    mask: Any
    sentence: Any
    start: Any
    head: Any
    known: Any
    columns: Any


@dataclass(frozen=True, slots=True)
class Scores:
    """What a net makes of a batch of windows."""

    arc: Any
    above: Any
    below: Any
    tag: Any
    form: Any
    start: Any


def first_net(chance: Any, labels: dict[str, list[str]], shape: Shape = SHAPE) -> Weights:
    """The weights of a net that has learnt nothing."""
    weights, width = first_weights(chance, shape), 2 * shape.hidden
    for name, above in (
        ("head", ARC),
        ("dep", ARC),
        ("lhead", RELATION),
        ("ldep", RELATION),
        ("tagh", shape.tags),
    ):
        first_layer(chance, weights, name, width, above)
    for name, above in (("tag", len(labels["tags"])), ("form", len(labels["forms"])), ("start", 1)):
        first_layer(chance, weights, name, shape.tags, above)
    weights["root"], weights["lroot"] = (normal(chance, 1, size, scale=0.1)[0] for size in (ARC, RELATION))
    weights["arc.W"], weights["arc.h"] = normal(chance, ARC, ARC, scale=ARC**-0.75), 0 * weights["root"]
    weights["lab.W"] = normal(chance, RELATION + 1, len(labels["deps"]) * (RELATION + 1), scale=0.02)
    return weights


def learnt(data: dict[str, Any], indices: Any) -> Learnt:
    """What stands at some numbers of words, -1 for none."""
    mask, here = indices >= 0, jnp.arange(indices.shape[1])[None]
    columns, rows = table_rows(data, indices)
    start = (columns[..., START] == 1) | (here == 0)
    sentence = jnp.where(mask, jnp.cumsum(start, axis=1), 0)
    way = columns[..., HEAD]
    head = jnp.where(way == 0, 0, here + way + 1)
    other = jnp.take_along_axis(sentence, jnp.clip(head - 1, 0, indices.shape[1] - 1), axis=1)
    inside = (head >= 0) & (head <= indices.shape[1]) & ((way == 0) | (other == sentence))
    known = mask & (way != NO_HEAD) & inside
    return Learnt(rows, mask, sentence, start, jnp.where(known, head, 0), known, columns)


def scored(weights: Weights, given: Learnt, keys: Keys, drops: Drops | None) -> Scores:
    """The scores of a batch, sentences being known; heads are counted from 1 within a window, 0 for the root."""
    outputs = encode(weights, given.rows, given.mask, keys, drops)
    head, dep = (bent(weights, name, outputs[-1], keys, drops) for name in ("head", "dep"))
    head = _behind_root(weights["root"], head)
    arc = jnp.einsum("wid,de,wje->wij", dep, weights["arc.W"], head) + (head @ weights["arc.h"])[:, None]
    same = given.sentence[:, :, None] == given.sentence[:, None]
    other = ~jnp.eye(same.shape[1], dtype=bool)[None] & given.mask[:, None]
    possible = jnp.concatenate([jnp.ones((*same.shape[:2], 1), dtype=bool), same & other], axis=2)
    above, below = (bent(weights, name, outputs[-1], keys, drops) for name in ("lhead", "ldep"))
    hidden = bent(weights, "tagh", outputs[LOWER], keys, drops)
    tag, form, start = (line(weights, name, hidden) for name in ("tag", "form", "start"))
    arc = jnp.where(possible, arc, IMPOSSIBLE)
    return Scores(arc, _behind_root(weights["lroot"], above), below, tag, form, start[..., 0])


def _behind_root(root: Any, vectors: Any) -> Any:
    return jnp.concatenate([jnp.broadcast_to(root, (len(vectors), 1, len(root))), vectors], axis=1)


def relations(weights: Weights, scores: Scores, head: Any) -> Any:
    """The scores of each word's relation to a head."""
    one = jnp.ones((*head.shape, 1))
    above = jnp.take_along_axis(scores.above, head[..., None], axis=1)
    above, below = (jnp.concatenate([part, one], axis=-1) for part in (above, scores.below))
    parts = (below @ weights["lab.W"]).reshape(*head.shape, -1, above.shape[-1])
    return jnp.einsum("wirk,wik->wir", parts, above)


def syntax_loss(drops: Drops) -> Any:
    """The loss of heads, relations, tags, forms and sentence starts; unsure heads count as much as they are sure."""

    def value(weights: Weights, data: dict[str, Any], indices: Any, key: Any) -> Any:
        given = learnt(data, indices)
        scores = scored(weights, given, keys(key), drops)
        counts = given.known * data["sure"][jnp.maximum(indices, 0)]
        relation, tag, form = (given.columns[..., column] for column in (DEP, TAG, FORM))
        inner = given.mask & (jnp.arange(indices.shape[1])[None] > 0)
        starts = optax.sigmoid_binary_cross_entropy(scores.start, given.start.astype("float32"))
        return (
            loss(scores.arc, given.head, counts)
            + loss(relations(weights, scores, given.head), relation, counts * (relation >= 0))
            + 0.5 * loss(scores.tag, tag, given.mask * (tag >= 0.0))
            + 0.5 * loss(scores.form, form, given.mask * (form >= 0.0))
            + 2 * (starts * inner).sum() / jnp.maximum(inner.sum(), 1)
        )

    return value


@jax.jit
def read_together(nets: Weights, data: dict[str, Any], indices: Any) -> tuple[Any, ...]:
    """What several nets make of a batch, their probabilities averaged, sentences being known.

    Returns:
        For each word its head, how sure that is, its relation, tag and form.
    """
    given = learnt(data, indices)

    def one(weights: Weights) -> tuple[Any, ...]:
        scores = scored(weights, given, keys(jax.random.PRNGKey(0)), None)
        return scores, *(jax.nn.softmax(part) for part in (scores.arc, scores.tag, scores.form))

    scores, arc, tag, form = jax.vmap(one)(nets)
    heads = arc.mean(axis=0)
    head = heads.argmax(axis=-1)
    relation = jax.vmap(lambda net, found: jax.nn.softmax(relations(net, found, head)))(nets, scores)
    best = (values.mean(axis=0).argmax(axis=-1) for values in (relation, tag, form))
    return head, heads.max(axis=-1), *best


jax.tree_util.register_dataclass(Scores)

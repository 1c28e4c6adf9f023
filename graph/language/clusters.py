"""Brown clusters as word features of the shipped pipeline.

A Brown cluster groups words that stand in the same contexts (Brown et al. 1992, "Class-based n-gram
models of natural language"): capitals share one, reporting verbs another. The clusters let the pipeline
treat a word it was not trained on like its neighbours. The table is that of the package
spacy-lookups-data (MIT), stored beside the weights as two sorted arrays.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import LOWER, ORTH
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)

TABLE = Path(__file__).parent / "clusters.npz"

# How many of the lowest bits of a path make a feature: the root of the tree is in the low bits.
PREFIX_BITS = (4, 6, 10)

# Hashed features must differ between prefix lengths, or "path 3 of 4 bits" and "of 6 bits" would share a row.
_OFFSETS = (7001, 17001, 27001)


@cache
def _table() -> tuple[Any, Any, Any, Any]:
    with np.load(TABLE) as data:
        return data["orth"], data["orth_cluster"], data["lower"], data["lower_cluster"]


def _look_up(keys: Any, hashes: Any, clusters: Any) -> Any:
    """The cluster of each hash, 0 where the table has none."""
    at = np.searchsorted(keys, hashes)
    at[at == len(keys)] = 0
    return np.where(keys[at] == hashes, clusters[at], 0).astype("uint64")


def cluster_ids(doc: Doc) -> Any:
    """The Brown cluster of each token as an unsigned integer, 0 for an unknown word.

    A word that the table lacks as written is looked up in lower case.
    """
    orth, orth_cluster, lower, lower_cluster = _table()
    forms = doc.to_array([ORTH, LOWER]).astype("uint64")
    found = _look_up(orth, forms[:, 0], orth_cluster)
    return np.where(found > 0, found, _look_up(lower, forms[:, 1], lower_cluster))


def _features(doc: Doc, attributes: list[str]) -> Any:
    columns = doc.to_array(list[int | str](attributes)).astype("uint64").reshape(len(doc), len(attributes))
    clusters = cluster_ids(doc)
    known = (clusters > 0).astype("uint64")
    prefixes = [
        (clusters & np.uint64((1 << bits) - 1)) + np.uint64(offset) * known
        for bits, offset in zip(PREFIX_BITS, _OFFSETS, strict=True)
    ]
    extra = np.stack([clusters + np.uint64(1), *prefixes], axis=1)
    return np.hstack([columns, extra]).astype("uint64")


def _feature_layer(attributes: list[str]) -> Model[Any, Any]:
    def forward(_: Model[Any, Any], docs: list[Doc], is_train: bool) -> Any:  # noqa: ARG001
        return [_features(doc, attributes) for doc in docs], lambda _: []

    return Model("cluster_features", forward)


@registry.architectures("graph.ClusterHashEmbed.v1")  # type: ignore[untyped-decorator]
def cluster_hash_embed(width: int, attrs: list[str], rows: list[int]) -> Model[Any, Any]:
    """Embed each token by hashed lexical attributes and by its Brown cluster.

    Args:
        width: the length of each table's vectors and of the result.
        attrs: spaCy token attributes, one table each.
        rows: the rows of the tables: one for each attribute, then one for the whole cluster
            path and one for each of its prefixes.

    Raises:
        ValueError: where ``rows`` does not name every table.
    """
    if len(rows) != len(attrs) + 1 + len(PREFIX_BITS):
        raise ValueError(f"rows needs {len(attrs) + 1 + len(PREFIX_BITS)} numbers, not {len(rows)}")
    tables: list[Model[Any, Any]] = [
        HashEmbed(width, count, column=column, seed=column + 8, dropout=0.0)
        for column, count in enumerate(rows)
    ]
    mix = Maxout(width, nI=width * len(rows), nP=3, dropout=0.0, normalize=True)
    layers: Model[Any, Any] = chain(
        _feature_layer(attrs),
        list2ragged(),
        with_array(concatenate(*tables)),
        with_array(mix),
        ragged2list(),
    )
    return layers

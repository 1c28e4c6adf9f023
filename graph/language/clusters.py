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

TABLE = Path(__file__).parent / "clusters.npz"

# How many of the lowest bits of a path make a feature: the root of the tree is in the low bits.
PREFIX_BITS = (4, 6, 10)


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
    forms = doc.to_array([ORTH, LOWER]).astype("uint64")
    return clusters_of(forms[:, 0], forms[:, 1])


def clusters_of(orths: Any, lowers: Any) -> Any:
    """The Brown cluster of each word, 0 for an unknown one.

    Args:
        orths: the hashes of the words as written.
        lowers: the hashes of their lower-case forms.
    """
    orth, orth_cluster, lower, lower_cluster = _table()
    found = _look_up(orth, orths, orth_cluster)
    return np.where(found > 0, found, _look_up(lower, lowers, lower_cluster))


@cache
def _known() -> Any:
    return np.unique(_table()[1])


def cluster_numbers(clusters: Any) -> Any:
    """Clusters counted from 1 in the order of their paths, 0 where a word has none."""
    return np.where(clusters > 0, np.searchsorted(_known(), clusters) + 1, 0)

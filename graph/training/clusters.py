"""Make the Brown cluster table that the pipeline's features read."""

from __future__ import annotations

import gzip
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from spacy.strings import hash_string  # type: ignore[attr-defined]


def make_clusters(path: Path) -> None:
    """Write the clusters of spacy-lookups-data as sorted arrays of word hashes and clusters.

    Words that the table has only capitalised can also be found in lower case; of several such words the first
    decides.

    Args:
        path: the ``.npz`` file to write.
    """
    words = [(word, cluster) for word, cluster in _table().items() if cluster]
    orth = {hash_string(word): cluster for word, cluster in words}
    lower: dict[int, int] = {}
    for word, cluster in words:
        lower.setdefault(hash_string(word.lower()), cluster)
    extra = {key: cluster for key, cluster in lower.items() if key not in orth}
    keys, clusters = _arrays(orth)
    extra_keys, extra_clusters = _arrays(extra)
    np.savez_compressed(
        path, orth=keys, orth_cluster=clusters, lower=extra_keys, lower_cluster=extra_clusters
    )


def _table() -> dict[str, int]:
    """Cluster by word, as the package stores it (spaCy's own tables keep only hashes of the words)."""
    packed = files("spacy_lookups_data").joinpath("data/en_lexeme_cluster.json.gz").read_bytes()
    table: dict[str, int] = json.loads(gzip.decompress(packed))
    return table


def _arrays(clusters: dict[int, int]) -> tuple[Any, Any]:
    keys = np.array(sorted(clusters), dtype="uint64")
    return keys, np.array([clusters[key] for key in keys.tolist()], dtype="uint32")

"""Lengths of shortest paths, from all nodes to all, some sources at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx
import numpy as np

_CHUNK = 256


def lengths(H: nx.Graph[Any]) -> list[float]:
    """Closeness of each node with Wasserman and Faust's factor for components; 0 where nothing reaches it."""
    values = []
    for block in _blocks(H):
        reached = np.isfinite(block).sum(axis=1) - 1
        total = np.where(np.isfinite(block), block, 0.0).sum(axis=1)
        near = np.divide(reached, total, out=np.zeros(len(block)), where=total > 0)
        values += (near * reached / max(1, len(H) - 1)).tolist()
    return values


def inverse_lengths(H: nx.Graph[Any]) -> list[float]:
    """Mean inverse distance of all others to each node."""
    values: list[float] = []
    for block in _blocks(H):
        near = np.divide(1.0, block, out=np.zeros_like(block), where=block > 0)
        values += (near.sum(axis=1) / max(1, len(H) - 1)).tolist()
    return values


def _blocks(H: nx.Graph[Any]) -> Iterator[Any]:
    """Rows of distances to each node from all others: infinite where there is no way."""
    if not len(H):
        return
    from scipy.sparse.csgraph import dijkstra

    A = nx.to_scipy_sparse_array(H, weight="weight", format="csr").astype(float)
    A.data = 1.0 / A.data
    back = A.T.tocsr()
    for start in range(0, len(H), _CHUNK):
        yield dijkstra(back, indices=range(start, min(start + _CHUNK, len(H))))

"""From scores of heads to a tree: each word's best head where these make one tree, else the best tree."""

from __future__ import annotations

from typing import Any

import numpy as np

# How many heads of each word are tried, beside the root's word, where the best ones make no tree.
TRIED = 4


def best_tree(scores: Any) -> Any:
    """The heads of a sentence's words, counted from 1, 0 for the one root.

    Args:
        scores: a line for each word, of the root and of each word as its head, as logarithms.
    """
    heads = scores.argmax(axis=1)
    if (heads == 0).sum() == 1 and is_tree(heads):
        return heads
    scores = _one_root(scores)
    heads = scores.argmax(axis=1)
    return heads if is_tree(heads) else _arborescence(scores)


def is_tree(heads: Any) -> bool:
    """Whether every word leads to the root."""
    way = np.append(0, heads)
    for _ in range(len(heads).bit_length()):
        way = way[way]
    return not way.any()


def _one_root(scores: Any) -> Any:
    """The scores with one word left that may be the root: the one that loses least by it."""
    scores = scores.copy()
    others = scores[:, 1:].max(axis=1, initial=-np.inf)
    root = int((scores[:, 0] - others).argmax()) if len(scores) > 1 else 0
    scores[np.arange(len(scores)) != root, 0] = -np.inf
    scores[root, 1:] = -np.inf
    return scores


def _arborescence(scores: Any) -> Any:
    """The tree of the highest sum (Chu and Liu 1965, Edmonds 1967) over each word's best heads and the root's word."""
    import networkx as nx  # here, for few sentences need it

    root = int(np.isfinite(scores[:, 0]).argmax()) + 1
    edges: nx.DiGraph[int] = nx.DiGraph()
    edges.add_edge(0, root, weight=0.0)
    for word, line in enumerate(scores, start=1):
        if word != root:
            best = np.argpartition(-line, min(TRIED, len(line) - 1))[:TRIED]
            # With the root's word among them there is a tree for certain.
            for head in {root, *best.tolist()} - {word, 0}:
                edges.add_edge(head, word, weight=float(line[head]))
    tree = nx.maximum_spanning_arborescence(edges)
    heads = np.zeros(len(scores), dtype="int64")
    for head, word in tree.edges:
        heads[word - 1] = head
    return heads

"""Weights on disk in half precision, at work in single: half the size, and the same scores."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spacy.language import Language
from thinc.api import Model

# The parameters that hold nearly all numbers: embedding tables and weight matrices.
LARGE = ("E", "W")


def halve(nlp: Language) -> Language:
    """Make a pipeline's weights half precision, to be written; it does not run so."""
    return _cast(nlp, "float32", "float16")


def restore(nlp: Language) -> Language:
    """Make a pipeline's weights single precision, in which it runs."""
    return _cast(nlp, "float16", "float32")


def _cast(nlp: Language, old: str, new: str) -> Language:
    for node in _nodes(nlp):
        for name in LARGE:
            weights: Any = node.get_param(name) if node.has_param(name) else None
            if weights is not None and weights.dtype == old:
                node.set_param(name, weights.astype(new))
    return nlp


def _nodes(nlp: Language) -> Iterator[Model[Any, Any]]:
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            yield from model.walk()

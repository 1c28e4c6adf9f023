"""What is read off the encoder: plain layers, and such with a bend."""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.language.net.encoder import Weights, product

SLOPE = 0.1


def line(weights: Weights, name: str, vectors: Any) -> Any:
    """A layer without a bend."""
    return product(vectors, weights[f"{name}.W"]) + weights[f"{name}.b"]


def bent(weights: Weights, name: str, vectors: Any) -> Any:
    """A layer with a bend at zero (leaky rectifier)."""
    values = line(weights, name, vectors)
    return np.maximum(values, SLOPE * values)

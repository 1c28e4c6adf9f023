"""Weights on disk: in half precision, with the labels they are for."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import numpy as np

from graph.language.net.encoder import Weights

FILE = "net.npz"
_LABELS = "labels"


def to_bytes(weights: Weights, labels: dict[str, list[str]]) -> bytes:
    """The weights as a compressed numpy archive; the same bytes for the same content."""
    text = np.frombuffer(json.dumps(labels).encode(), dtype="uint8")
    buffer = io.BytesIO()
    halves: dict[str, Any] = {name: values.astype("float16") for name, values in sorted(weights.items())}
    np.savez_compressed(buffer, **{_LABELS: text, **halves})
    return buffer.getvalue()


def from_bytes(data: bytes) -> tuple[Weights, dict[str, list[str]]]:
    """What :func:`to_bytes` wrote, in single precision."""
    with np.load(io.BytesIO(data)) as archive:
        labels: dict[str, list[str]] = json.loads(bytes(archive[_LABELS]))
        return {name: archive[name].astype("float32") for name in archive.files if name != _LABELS}, labels


def write(folder: Path, weights: Weights, labels: dict[str, list[str]]) -> None:
    """Write to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_bytes(to_bytes(weights, labels))


def read(folder: Path) -> tuple[Weights, dict[str, list[str]]]:
    """Read from a folder."""
    return from_bytes((folder / FILE).read_bytes())

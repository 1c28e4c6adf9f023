"""What the pipeline components that read by a net have in common: weights and labels, and how these are saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

from spacy.language import Language
from spacy.pipeline import Pipe

from graph.language.net import store
from graph.language.net.encoder import Weights
from graph.language.net.word_rows import WordRows


class NetComponent(Pipe):
    """A pipeline component with a net, empty until it is given one.

    Args:
        nlp: the pipeline; its vocabulary is used.
        name: the component's name.

    Attributes:
        words: makes words rows of the net's tables.
        weights: of the net.
        kinds: what the numbers stand for that the net gives, by kind.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.vocab = nlp.vocab
        self.name = name
        self.words = WordRows(nlp.vocab)
        self.weights: Weights = {}
        self.kinds: dict[str, list[str]] = {}

    def take(self, weights: Weights, kinds: dict[str, list[str]]) -> Self:
        """Read by a net from now on."""
        self.weights, self.kinds = weights, kinds
        return self

    def to_bytes(self, **_: Any) -> bytes:
        """Weights and labels."""
        return store.to_bytes(self.weights, self.kinds)

    def from_bytes(self, data: bytes, **_: Any) -> Self:
        """Read what :meth:`to_bytes` wrote."""
        return self.take(*store.from_bytes(data))

    def to_disk(self, path: Path | str, **_: Any) -> None:
        """Write to a folder."""
        store.write(Path(path), self.weights, self.kinds)

    def from_disk(self, path: Path | str, **_: Any) -> Self:
        """Read from a folder."""
        return self.take(*store.read(Path(path)))

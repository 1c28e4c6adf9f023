"""The reader of kinds: a second look at what kind of thing each name names.

The recogniser decides a name's label at its first word, with a few words to either side in view. The reader
sees the whole name, its head word, the lists that hold it, the words around it and the labels of the names
it is joined with; its judgement and the recogniser's are added up. It may also say that a span is no name.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from graph.language.lists import NameLists
from graph.language.name_features import SIZE, Joint, NameFeatures, joints, neighbour_rows

FILE = "kinds.bin"
# The label of a span that is no name.
NO_NAME = ""
# How much the recogniser's label counts beside the reader's log-probabilities, tuned on the corpus's dev part.
GUESS = 3.0
# How sure the reader must be, as a logarithm of odds, that a span is no name.
SURE = 0.5

Guess = tuple[int, int, str]


class KindNet:
    """A table of feature vectors, summed over a name's features; one hidden layer; a softmax over labels.

    Args:
        labels: the labels, :data:`NO_NAME` among them.
        width: the length of the vectors.
    """

    def __init__(self, labels: Sequence[str], width: int = 32) -> None:
        self.labels = tuple(labels)
        self.index = {label: number for number, label in enumerate(self.labels)}
        self.table = np.zeros((SIZE + 1, width), dtype="float32")
        self.bias = np.zeros(width, dtype="float32")
        self.out = np.zeros((width, len(self.labels)), dtype="float32")
        self.out_bias = np.zeros(len(self.labels), dtype="float32")

    def summed(self, features: Any) -> Any:
        """The sums of the vectors of each line of features."""
        return self.table[features].sum(axis=1)

    def log_probabilities(self, summed: Any) -> Any:
        """One logarithm of a probability a label for each line of :meth:`summed`."""
        scores = np.maximum(summed + self.bias, 0) @ self.out + self.out_bias
        scores -= scores.max(axis=1, keepdims=True)
        return scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))

    def parts(self) -> list[Any]:
        """All weights, the table first."""
        return [self.table, self.bias, self.out, self.out_bias]

    def to_bytes(self) -> bytes:
        """The weights, the table's columns each in 255 steps."""
        scale = np.maximum(np.abs(self.table).max(axis=0), 1e-9) / 127
        steps = np.rint(self.table / scale).astype("int8")
        numbers = (scale, *self.parts()[1:])
        return bytes(steps.tobytes() + b"".join(part.astype("<f4").tobytes() for part in numbers))

    def from_bytes(self, data: bytes) -> KindNet:
        """Read what :meth:`to_bytes` wrote."""
        steps = np.frombuffer(data, dtype="int8", count=self.table.size).reshape(self.table.shape)
        numbers = np.frombuffer(data, dtype="<f4", offset=self.table.size)
        self.table = steps * numbers[: self.table.shape[1]]
        at = self.table.shape[1]
        for part in self.parts()[1:]:
            part[...] = numbers[at : at + part.size].reshape(part.shape)
            at += part.size
        return self


class NameKinds:
    """The pipeline component: sets the labels of the entities and drops those that are no names.

    Args:
        name: the component's name.
        lists: what lists say of names; also overrules some labels at the end.
        net: the reader.
    """

    def __init__(
        self, name: str = "name_kinds", lists: NameLists | None = None, net: KindNet | None = None
    ) -> None:
        self.name = name
        self.lists = lists or NameLists()
        self.net = net or KindNet((NO_NAME,), width=1)

    def __call__(self, doc: Doc) -> Doc:
        """Correct the document's entities."""
        if doc.ents:
            guesses = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
            doc.ents = tuple(
                Span(doc, start, end, label=self.lists.label(doc[start:end].text, label))
                for start, end, label in self.read(doc, guesses)
            )
        return doc

    def read(self, doc: Doc, guesses: Sequence[Guess]) -> list[Guess]:
        """The names among some guesses, their labels corrected.

        Labels are read twice: joined names first lend each other the recogniser's labels, then the reader's own.
        """
        places = [(start, end) for start, end, _ in guesses]
        guessed = [self.net.index.get(label, -1) for _, _, label in guesses]
        base = self.net.summed(NameFeatures(doc, self.lists.codes).rows(places))
        joined = joints(doc, places)
        labels = guessed
        for _ in range(2 if joined else 1):
            scores = self._scores(base, len(places), joined, labels)
            known = np.flatnonzero(np.array(guessed) >= 0)
            scores[known, np.array(guessed)[known]] += GUESS
            scores[:, self.net.index[NO_NAME]] -= SURE
            labels = scores.argmax(axis=1).tolist()
        found = [(*place, self.net.labels[label]) for place, label in zip(places, labels, strict=True)]
        return [guess for guess in found if guess[2] != NO_NAME]

    def _scores(self, base: Any, count: int, joined: list[Joint], labels: Sequence[int]) -> Any:
        return self.net.log_probabilities(base + self.net.summed(neighbour_rows(count, joined, labels)))

    def to_bytes(self, **_: Any) -> bytes:
        """Lists and weights, compressed; the same bytes for the same content."""
        packed = [zlib.compress(self.lists.to_bytes(), 9), zlib.compress(self.net.to_bytes(), 9)]
        head = {"labels": self.net.labels, "width": len(self.net.bias), "lists": len(packed[0])}
        return b"".join([json.dumps(head).encode(), b"\n", *packed])

    def from_bytes(self, data: bytes, **_: Any) -> NameKinds:
        """Read what :meth:`to_bytes` wrote."""
        first, packed = data.split(b"\n", 1)
        head = json.loads(first)
        self.lists = NameLists().from_bytes(zlib.decompress(packed[: head["lists"]]))
        net = KindNet(head["labels"], head["width"])
        self.net = net.from_bytes(zlib.decompress(packed[head["lists"] :]))
        return self

    def to_disk(self, path: Path | str, **_: Any) -> None:
        """Write to a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: Path | str, **_: Any) -> NameKinds:
        """Read from a folder."""
        return self.from_bytes((Path(path) / FILE).read_bytes())


@Language.factory("name_kinds", assigns=["doc.ents"], requires=["doc.ents"])
def make_name_kinds(nlp: Language, name: str) -> NameKinds:  # noqa: ARG001
    """The component, empty; lists and weights are read from disk."""
    return NameKinds(name)

"""The reader of syntax: tags, features, sentence bounds and parses of a text, off one encoder.

Each word is scored against each other word of its sentence as its head, all pairs at once (Dozat and Manning 2017,
"Deep Biaffine Attention for Neural Dependency Parsing"); the heads of a sentence are the best tree of these scores.
Tags, features and sentence starts are read off a lower layer. White space hangs on the word before it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any, Self

import numpy as np
from spacy.attrs import DEP, HEAD, IS_SPACE, MORPH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from graph.language.net.component import NetComponent
from graph.language.net.encoder import Pieces, Weights, encode, product
from graph.language.net.layers import bent, line
from graph.language.net.trees import best_tree
from graph.language.net.word_rows import LINE

ROOT = "ROOT"
# The layer that tags, features and sentence starts are read off.
LOWER = 2
# Relations are scored for so many words at once: each takes some 20 kB.
TOGETHER = 512
SPACE = ("dep", "_SP", "SPACE", "")
WRITTEN: list[int | str] = [DEP, TAG, POS, MORPH, HEAD]


class SyntaxReader(NetComponent):
    """The pipeline component; its kinds of labels are ``deps``, ``tags`` and ``forms``."""

    def take(self, weights: Weights, kinds: dict[str, list[str]]) -> Self:
        """Read by a net from now on."""
        self._codes: dict[str, Any] | None = None
        return super().take(weights, kinds)

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """The scores of spaCy's tagger, morphologizer and parser."""
        seen = list(examples)
        scores: dict[str, Any] = {}
        for part in ("tagger", "morphologizer", "parser"):
            scores |= registry.scorers.get(f"spacy.{part}_scorer.v1")()(seen)
        return scores

    @property
    def labels(self) -> tuple[str, ...]:
        """The relations it gives."""
        return tuple(self.kinds.get("deps", ()))

    def __call__(self, doc: Doc) -> Doc:
        """Analyse a Doc; sentence starts that are decided already stay as they are."""
        spaces, decided = doc.to_array([IS_SPACE, SENT_START]).T
        words = np.flatnonzero(spaces == 0)
        if not len(words):
            return doc
        codes = self._coded()
        table = np.tile(codes["space"], (len(doc), 1))
        rows = self.words(doc)
        low, high = self._encoded(rows)
        hidden = bent(self.weights, "tagh", low)
        tags, forms = (line(self.weights, kind, hidden).argmax(axis=1) for kind in ("tag", "form"))
        start = _starts(line(self.weights, "start", hidden)[:, 0] > 0, decided[words].astype("int64"))
        heads, deps = self._heads(high, start)
        table[words] = np.column_stack([codes["deps"][deps], codes["tags"][tags], codes["forms"][forms]])
        way = _ways(len(doc), words, heads).astype("uint64")
        analysis: Any = np.column_stack([table, way])
        return doc.from_array(WRITTEN, analysis)

    def _encoded(self, rows: Any) -> tuple[Any, Any]:
        """The words' vectors after the lower layer and after the last."""
        lines = np.flatnonzero(rows[:, -1] >= LINE).tolist()
        outputs = encode(self.weights, rows, Pieces.of(lines, len(rows)))
        return outputs[LOWER], outputs[-1]

    def _heads(self, vectors: Any, start: Any) -> tuple[Any, Any]:
        """The number of each word's head, its own for a root, and of its relation."""
        weights = self.weights
        head, dep = (bent(weights, name, vectors) for name in ("head", "dep"))
        sought = product(dep, weights["arc.W"])
        to_root = sought @ weights["root"] + weights["root"] @ weights["arc.h"]
        prior = head @ weights["arc.h"]
        heads = np.arange(len(vectors))
        bounds = [*np.flatnonzero(start).tolist(), len(vectors)]
        for first, end in itertools.pairwise(bounds):
            if end - first > 1:
                scores = product(sought[first:end], head[first:end].T) + prior[None, first:end]
                np.fill_diagonal(scores, -np.inf)
                tree = best_tree(np.column_stack([to_root[first:end], scores]))
                heads[first:end] = np.where(tree == 0, heads[first:end], first + tree - 1)
        return heads, self._relations(vectors, heads)

    def _relations(self, vectors: Any, heads: Any) -> Any:
        """The number of the relation of each word to its head."""
        weights, root = self.weights, heads == np.arange(len(heads))
        above, below = (bent(weights, name, vectors) for name in ("lhead", "ldep"))
        above = np.where(root[:, None], weights["lroot"], above[heads])
        one = np.ones((len(vectors), 1), dtype="float32")
        above, below = np.hstack([above, one]), np.hstack([below, one])
        scores = np.empty((len(vectors), len(self.kinds["deps"])), dtype="float32")
        for first in range(0, len(vectors), TOGETHER):
            part = slice(first, first + TOGETHER)
            sought = product(below[part], weights["lab.W"]).reshape(-1, *scores.shape[1:], above.shape[1])
            scores[part] = np.matmul(sought, above[part, :, None])[:, :, 0]
        number = self.kinds["deps"].index(ROOT)
        scores[:, number] = -np.inf
        return np.where(root, number, scores.argmax(axis=1))

    def _coded(self) -> dict[str, Any]:
        """The vocabulary's hashes of all labels."""
        if self._codes is None:
            strings, morphology = self.vocab.strings, self.vocab.morphology
            forms = [form.partition("|")[::2] for form in self.kinds["forms"]]
            self._codes = {
                "deps": np.array([strings.add(dep) for dep in self.kinds["deps"]], dtype="uint64"),
                "tags": np.array([strings.add(tag) for tag in self.kinds["tags"]], dtype="uint64"),
                "forms": np.array([(strings.add(p), morphology.add(m)) for p, m in forms], dtype="uint64"),
                "space": np.array([*map(strings.add, SPACE[:3]), morphology.add(SPACE[3])], dtype="uint64"),
            }
        return self._codes


def _starts(guessed: Any, decided: Any) -> Any:
    """Where sentences start: where it is decided, else where the reader thinks so."""
    start = np.where(decided == 0, guessed, decided == 1)
    start[0] = True
    return start


def _ways(count: int, words: Any, heads: Any) -> Any:
    """The way from each token to its head, white space to the word before it, at first to the one behind it.

    Args:
        count: the number of tokens.
        words: the tokens that are words.
        heads: for each of these the number of the word that is its head.
    """
    place = np.arange(count)
    before = np.searchsorted(words, place, side="right") - 1
    target = words[np.maximum(before, 0)]
    target[words] = words[heads]
    return target - place


@Language.factory(
    "syntax_reader",
    assigns=[
        "token.head",
        "token.dep",
        "token.tag",
        "token.pos",
        "token.morph",
        "token.is_sent_start",
        "doc.sents",
    ],
)
def make_syntax_reader(nlp: Language, name: str) -> SyntaxReader:
    """The component, empty; its weights are read from disk."""
    return SyntaxReader(nlp, name)

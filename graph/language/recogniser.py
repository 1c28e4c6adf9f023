"""The recogniser of names: for each word whether it begins, continues or ends a name, and of which kind.

The words' marks are those of the scheme BILOU: begin, inside, last, outside, unit (Ratinov and Roth 2009, "Design
Challenges and Misconceptions in Named Entity Recognition"). The marks of a text are the likeliest that fit together.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from spacy.attrs import IS_SPACE, SENT_START
from spacy.language import Language
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span
from spacy.training import Example

from graph.language.net.component import NetComponent
from graph.language.net.encoder import Pieces, encode
from graph.language.net.layers import bent, line
from graph.language.net.word_rows import LINE

# How likely, as a logarithm, a mark other than "outside" must be to be thought of at all.
THINKABLE = -7.0
OUTSIDE = "O"
Name = tuple[int, int, int]


def marks(labels: list[str]) -> list[str]:
    """All marks, in the order of their scores: outside, then four for each label."""
    return [OUTSIDE, *(f"{mark}-{label}" for label in labels for mark in "BILU")]


class NameRecogniser(NetComponent):
    """The pipeline component; its labels are of the kind ``names``."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels it gives."""
        return tuple(self.kinds.get("names", ()))

    def __call__(self, doc: Doc) -> Doc:
        """Set the names of a document; names that it has already stay, and none is found across them."""
        words = np.flatnonzero(doc.to_array(IS_SPACE) == 0)
        if len(words):
            found = [
                Span(doc, int(words[first]), int(words[last]) + 1, label=self.labels[label])
                for first, last, label in self.names(doc, words)
            ]
            taken = {token.i for name in doc.ents for token in name}
            free = [name for name in found if taken.isdisjoint(range(name.start, name.end))]
            doc.set_ents([*doc.ents, *free])
        return doc

    def names(self, doc: Doc, words: Any) -> Iterator[Name]:
        """The names among the words of a Doc: the first and last word of each, and the number of its label."""
        rows = self.words(doc)
        lines = rows[:, -1] >= LINE
        scores = self.scores(rows, np.flatnonzero(lines).tolist())
        cut = lines | (doc.to_array(SENT_START)[words] == 1)
        thinkable = scores[:, 1:].max(axis=1) > THINKABLE
        # A stretch of words that may be names: it begins behind a sure word or at a line, and ends before such.
        fresh = thinkable & (cut | ~np.append(False, thinkable[:-1]))
        ends = np.append(~thinkable[1:] | cut[1:], True)
        for first in np.flatnonzero(fresh).tolist():
            end = first + 1 + int(ends[first:].argmax())
            for start, last, label in best_names(scores[first:end]):
                yield first + start, first + last, label

    def scores(self, rows: Any, lines: list[int]) -> Any:
        """The logarithm of each mark's probability, one line for each word."""
        vectors = encode(self.weights, rows, Pieces.of(lines, len(rows)))[-1]
        scores = line(self.weights, "tag", bent(self.weights, "tagh", vectors))
        scores -= scores.max(axis=1, keepdims=True)
        return scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))

    def score(self, examples: Any, **_: Any) -> dict[str, Any]:
        """The scores of spaCy's recogniser."""
        seen: list[Example] = list(examples)
        found: dict[str, Any] = get_ner_prf(seen)
        return found


def best_names(scores: Any) -> list[Name]:
    """The names of the likeliest marks of some words: no name is open before them nor behind them.

    Args:
        scores: a line for each word, of the marks in the order of :func:`marks`, as logarithms.
    """
    outside, inner = scores[:, 0], scores[:, 1:].reshape(len(scores), -1, 4)
    begin, inside, last, unit = (inner[:, :, mark] for mark in range(4))
    closed, opened = 0.0, np.full(begin.shape[1], -np.inf)
    # For each word: the label of the name it ends or is, none where it is outside; and which names began there.
    ended: list[tuple[int, bool]] = []
    began: list[Any] = []
    for word in range(len(scores)):
        alone, through = int(unit[word].argmax()), opened + last[word]
        longest = int(through.argmax())
        ways = (closed + outside[word], closed + unit[word, alone], through[longest])
        way = int(np.argmax(ways))
        ended.append(((-1, alone, longest)[way], way == 2))
        began.append(closed + begin[word] > opened + inside[word])
        opened = np.maximum(closed + begin[word], opened + inside[word])
        closed = float(ways[way])
    return list(_trace(ended, began))[::-1]


def _trace(ended: list[tuple[int, bool]], began: list[Any]) -> Iterator[Name]:
    word = len(ended) - 1
    while word >= 0:
        label, several = ended[word]
        first = word
        if several:
            first -= 1
            while not began[first][label]:
                first -= 1
        if label >= 0:
            yield first, word, label
        word = first - 1


@Language.factory("name_recogniser", assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make_name_recogniser(nlp: Language, name: str) -> NameRecogniser:
    """The component, empty; its weights are read from disk."""
    return NameRecogniser(nlp, name)

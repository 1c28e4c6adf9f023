"""The recogniser of names: spaCy's, its greedy search done for all words of a text together.

spaCy goes from word to word and asks its net at each for the best move: no name, a name of one word, the begin of a
longer one; inside a name, the next word or the last. Outside a name the net sees that word alone; inside, the word and
the first five of the name, but never a label. So here all words are read as if each stood outside, and then all names
that might begin are read on together, a word a round, until the last has ended. The moves taken are the same.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.attrs import IS_SPACE, SENT_START
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from thinc.api import Model

# The words that the net sees: the one at hand and the first of the name that is open.
SEEN = 6
# The moves outside a name, in the order of their scores.
_BEGIN, _UNIT, _OUTSIDE = range(3)


class NameRecogniser(EntityRecognizer):  # type: ignore[misc]
    """spaCy's recogniser, which it is trained and saved as; faster on one text."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the names of a document; names that it has bind the search, which is then spaCy's own."""
        if not len(doc) or doc.has_annotation("ENT_IOB"):
            done: Doc = super().__call__(doc)
            return done
        doc.set_ents(self.names(doc))
        return doc

    def names(self, doc: Doc) -> list[Span]:
        """The names of a document, in its order."""
        reading = _Reading(self.model, doc)
        labels = self.labels
        moves = {self.moves.get_class_name(number): number for number in range(self.moves.n_moves)}
        begin, onward, last, unit = (
            np.array([moves[f"{mark}-{label}"] for label in labels]) for mark in "BILU"
        )
        kind, label = reading.outside(begin, unit, moves["O"])
        ends = np.arange(1, len(doc) + 1)
        begins = np.flatnonzero(kind == _BEGIN)
        ends[begins] = reading.ends(begins, onward[label[begins]], last[label[begins]])
        found: list[Span] = []
        for start in np.flatnonzero(kind != _OUTSIDE).tolist():
            if not found or start >= found[-1].end:
                found.append(Span(doc, start, int(ends[start]), label=labels[label[start]]))
        return found


class _Reading:
    """What the net makes of one text."""

    def __init__(self, model: Model[Any, Any], doc: Doc) -> None:
        self.model = model
        tok2vec, lower, self.upper = model.layers
        self.bias = lower.get_param("b")
        # By word, from 1 on, and 0 for none; by place among those seen; by unit and piece.
        self.parts = lower.predict(tok2vec.predict([doc]))
        spaces, starts = doc.to_array([IS_SPACE, SENT_START]).T
        self.space = spaces > 0
        # Whether a name may go on behind a word.
        self.joined = np.append(starts[1:] != 1, False)

    def scores(self, seen: Any) -> Any:
        """The scores of all moves, one line for each line of the words seen."""
        summed = self.parts[seen[:, 0], 0]
        for place in range(1, SEEN):
            summed += self.parts[seen[:, place], place]
        hidden, _ = self.model.ops.maxout(summed + self.bias)
        return self.upper.predict(hidden)

    def outside(self, begin: Any, unit: Any, none: int) -> tuple[Any, Any]:
        """The best move at each word if no name were open: its kind, and the index of its label.

        Args:
            begin: the moves that begin a name, one a label.
            unit: those that make a name of the word.
            none: the move to no name.
        """
        seen = np.zeros((len(self.space), SEEN), dtype="int64")
        seen[:, 0] = np.arange(1, len(seen) + 1)
        scores = self.scores(seen)[:, [*begin, *unit, none]]
        scores[self.space, :-1] = -np.inf
        scores[~self.joined, : len(begin)] = -np.inf
        return np.divmod(scores.argmax(axis=1), len(begin))

    def ends(self, starts: Any, onward: Any, last: Any) -> Any:
        """The ends of the names that begin at some words.

        Args:
            starts: the indices of the words.
            onward: for each name, the move to a word inside it.
            last: the move to its last word.
        """
        ends, going = starts + 1, np.arange(len(starts))
        while going.size:
            at = ends[going, None]
            inside = starts[going, None] + np.arange(SEEN - 1)
            scores = self.scores(np.hstack([at + 1, np.where(inside < at, inside + 1, 0)]))
            lines = np.arange(len(going))
            longer = scores[lines, onward[going]] >= scores[lines, last[going]]
            ends[going] += 1
            going = going[longer & self.joined[at[:, 0]]]
        return ends


@Language.factory(
    "name_recogniser",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={
        "moves": None,
        "update_with_oracle_cut_size": 100,
        "incorrect_spans_key": None,
        "scorer": {"@scorers": "spacy.ner_scorer.v1"},
    },
    default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def make_name_recogniser(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    moves: Any,
    update_with_oracle_cut_size: int,
    incorrect_spans_key: str | None,
    scorer: Any,
) -> NameRecogniser:
    """The component, with the settings of spaCy's own.

    Raises:
        ValueError: where the net does not see :data:`SEEN` words.
    """
    if model.get_ref("lower").get_dim("nF") != SEEN:
        raise ValueError(f"{name}: set extra_state_tokens, that the net may see {SEEN} words")
    return NameRecogniser(
        nlp.vocab,
        model,
        name=name,
        moves=moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        incorrect_spans_key=incorrect_spans_key,
        scorer=scorer,
    )

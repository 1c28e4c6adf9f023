"""Find the finer label of names that a set calls only an organisation or a place.

A reader of kinds, trained on the domain corpus alone, votes over all occurrences of a name in the set.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from typing import Any

import numpy as np
from spacy.language import Language

from graph.language.name_features import NameFeatures
from graph.training.gazetteer import Gazetteer, name_lists
from graph.training.kinds import FAMILIES, KINDS, allowed_kinds, examples, placed, train_net
from graph.training.marked import UNKNOWN, Marked
from graph.training.words import word_list

# The mean probability that a finer label must have; organisations below it stay plain ones, as their span is
# worth learning, and places below it stay unknown.
LEAST_ORGANIZATION = 0.35
LEAST_PLACE = 0.5
EPOCHS = 6
# The share of a name's occurrences that a label must have to be believed.
LEAST_SHARE = 0.3


class Refiner:
    """Replaces family labels by fine ones or by unknown.

    Args:
        nlp: its tokenizer is used.
        gazetteer: decides before the reader does.
        domain: sentences with fine labels, to train the reader on.
    """

    def __init__(self, nlp: Language, gazetteer: Gazetteer, domain: list[Marked]) -> None:
        self.nlp = nlp
        self.gazetteer = gazetteer
        self.listed = name_lists(gazetteer).codes
        self.net = train_net(examples(nlp, domain, self.listed, random.Random(0)), epochs=EPOCHS)

    def refine(self, sentences: list[Marked]) -> list[Marked]:
        """One set's sentences, relabelled; all occurrences of a name vote on its label."""
        odd = _odd(sentences)
        chosen = {}
        for (family, name), total in self._votes(sentences).items():
            shares = dict(zip(KINDS, (total / total.sum()).tolist(), strict=True))
            label = _choose(family, name, shares, self.gazetteer)
            doubtful = (family, name) in odd and self.gazetteer.label(name) is None
            chosen[family, name] = UNKNOWN if doubtful else label
        return [
            sentence.relabelled(
                [
                    chosen.get((label, name), UNKNOWN) if label in FAMILIES else label
                    for name, label in sentence.names()
                ]
            )
            for sentence in sentences
        ]

    def _votes(self, sentences: list[Marked]) -> dict[tuple[str, str], Any]:
        """The summed probabilities of each family label and name."""
        votes: dict[tuple[str, str], Any] = defaultdict(float)
        for sentence in sentences:
            doc, names = placed(self.nlp, sentence)
            names = {place: label for place, label in names.items() if label in FAMILIES}
            if names:
                summed = self.net.summed(NameFeatures(doc, self.listed).rows(list(names)))
                shares = np.exp(self.net.log_probabilities(summed))
                for (start, end), label, share in zip(names, names.values(), shares, strict=True):
                    votes[label, doc[start:end].text] += share * allowed_kinds(label)
        return votes


def _odd(sentences: list[Marked]) -> set[tuple[str, str]]:
    """Labels and names where the name mostly has another label in the set: probably mistakes."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for name, label in sentence.names():
            counts[name][label] += 1
    return {
        (label, name)
        for name, found in counts.items()
        for label, times in found.items()
        if times < LEAST_SHARE * sum(found.values())
    }


def _choose(family: str, name: str, shares: dict[str, float], gazetteer: Gazetteer) -> str:
    """The fine label of a name, from the lists or else from the mean probabilities of its occurrences."""
    best = max(shares, key=lambda label: (shares[label], label))
    known = UNKNOWN if name in word_list("broken_names") else gazetteer.label(name)
    if known is not None:
        return known
    if family == "ORG*":
        return best if shares[best] >= LEAST_ORGANIZATION else "ORG"
    if family == "GPE*":
        return "NORP" if name[:1].isupper() else UNKNOWN
    return best if shares[best] >= LEAST_PLACE else UNKNOWN

"""Find the finer label of names that a set calls only an organisation or a place.

A softmax over hashed features of the name and its neighbours, trained on the domain corpus, votes over all
occurrences of a name in the set.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from spacy.language import Language

from graph.language.clusters import PREFIX_BITS, cluster_ids
from graph.training.gazetteer import Gazetteer
from graph.training.marked import ORGANIZATIONS, PLACES, UNKNOWN, Marked, Span
from graph.training.words import word_list

SIZE = 1 << 15

# The mean probability that a finer label must have; organisations below it stay plain ones, as their span is
# worth learning, and places below it stay unknown.
LEAST_ORGANIZATION = 0.35
LEAST_PLACE = 0.5
# The share of a name's occurrences that a label must have to be believed.
LEAST_SHARE = 0.3


def features(nlp: Language, text: str, span: Span) -> list[int]:
    """Hashed features of one name in its sentence."""
    name = text[span.start : span.end]
    doc = nlp.make_doc(name)
    words = [token.lower_ for token in doc]
    head = words[max(0, words.index("of") - 1)] if "of" in words else words[-1]
    left = text[: span.start].split()[-2:]
    right = text[span.end :].split()[:1]
    found = [f"name={name.lower()}", f"head={head}", f"first={words[0]}", f"n={min(len(words), 5)}"]
    found += [f"caps={name.isupper()}", f"tail={words[-1][-3:]}", f"right={''.join(right).lower()}"]
    found += [f"left{i}={word.lower()}" for i, word in enumerate(reversed(left))]
    found += [f"word={word}" for word in words]
    for cluster in cluster_ids(doc).tolist():
        found += [f"c{bits}={cluster & ((1 << bits) - 1)}" for bits in PREFIX_BITS] + [f"c={cluster}"]
    return [zlib.crc32(feature.encode()) % SIZE for feature in found]


class Typer:
    """A classifier of names into the labels of one family."""

    def __init__(self, nlp: Language, labels: Sequence[str]) -> None:
        self.nlp = nlp
        self.labels = list(labels)
        self.weights = np.zeros((SIZE, len(labels)), dtype="float32")

    def probabilities(self, rows: list[int]) -> Any:
        """One probability a label."""
        scores = self.weights[rows].sum(axis=0)
        scores = np.exp(scores - scores.max())
        return scores / scores.sum()

    def train(self, examples: list[tuple[list[int], str]], *, epochs: int = 8, seed: int = 0) -> None:
        """Stochastic gradient descent with Adagrad's rates."""
        chance = np.random.default_rng(seed)
        squares = np.full((SIZE, 1), 1e-3, dtype="float32")
        for _ in range(epochs):
            for index in chance.permutation(len(examples)):
                rows, label = examples[index]
                gradient = self.probabilities(rows)
                gradient[self.labels.index(label)] -= 1
                squares[rows] += float(gradient @ gradient)
                self.weights[rows] -= 0.2 * gradient / np.sqrt(squares[rows])


def train_typer(nlp: Language, labels: Sequence[str], sentences: Iterable[Marked]) -> Typer:
    """A typer trained on the names of some sentences that have one of the labels."""
    typer = Typer(nlp, labels)
    examples = [
        (features(nlp, sentence.text, span), span.label)
        for sentence in sentences
        for span in sentence.spans
        if span.label in labels
    ]
    typer.train(examples)
    return typer


def refine(
    nlp: Language,
    sentences: list[Marked],
    gazetteer: Gazetteer,
    domain: list[Marked],
) -> list[Marked]:
    """The sentences with every family label replaced by a fine one or by unknown.

    Args:
        nlp: its tokenizer is used.
        sentences: one set's sentences.
        gazetteer: decides before the typers do.
        domain: sentences with fine labels, to learn from.
    """
    typers = {
        "ORG*": train_typer(nlp, ORGANIZATIONS, domain),
        "LOC*": train_typer(nlp, PLACES, domain),
    }
    typers["GPE*"] = typers["LOC*"]
    votes: dict[tuple[str, str], Any] = defaultdict(float)
    for sentence in sentences:
        for span in sentence.spans:
            if span.label in typers:
                rows = features(nlp, sentence.text, span)
                key = (span.label, sentence.text[span.start : span.end])
                votes[key] = votes[key] + typers[span.label].probabilities(rows)
    odd = _odd(sentences)
    chosen = {}
    for (family, name), total in votes.items():
        shares = dict(zip(typers[family].labels, (total / total.sum()).tolist(), strict=True))
        label = _choose(family, name, shares, gazetteer)
        chosen[family, name] = UNKNOWN if (family, name) in odd and gazetteer.label(name) is None else label
    return [
        sentence.relabelled([chosen.get((label, name), label) for name, label in sentence.names()])
        for sentence in sentences
    ]


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

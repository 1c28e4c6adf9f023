"""Train the reader of kinds on gold names, on variants of them, and on spans that are no names."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from spacy.language import Language
from spacy.tokens import Doc

from graph.language.kinds import NO_NAME, KindNet
from graph.language.name_features import EMPTY, INSIDE, OUTSIDE, SIZE, NameFeatures, joints, neighbour_rows
from graph.training.marked import LABELS, ORGANIZATIONS, PLACES, UNKNOWN, Marked

KINDS = (*LABELS, NO_NAME)
# What a set's coarse label may stand for.
FAMILIES = {"ORG*": ORGANIZATIONS, "LOC*": PLACES, "GPE*": (*PLACES, "NORP")}

# How often (0 to 1) a name lends a span that is none, and a capitalised word outside names is one.
NEAR_MISSES = 0.5
CAPITALS = 0.15

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Examples:
    """Names ready to learn from: one line each.

    Attributes:
        features: rows of the net's table.
        allowed: which of :data:`KINDS` the name may be.
        weights: how often each comes in an epoch, a fraction for as good a chance.
    """

    features: Any
    allowed: Any
    weights: Any

    @classmethod
    def joined(cls, parts: Iterable[Examples]) -> Examples:
        """All examples of some parts."""
        columns = zip(*((p.features, p.allowed, p.weights) for p in parts), strict=True)
        return cls(*(np.concatenate(column) for column in columns))


def allowed_kinds(label: str) -> Any:
    """Which of :data:`KINDS` a label, coarse or fine, may stand for."""
    kinds = FAMILIES.get(label, (label,))
    return np.array([kind in kinds for kind in KINDS])


def _near_misses(doc: Doc, names: dict[Place, str], chance: random.Random) -> Iterator[Place]:
    """Spans that are no names: parts of names, names and a word beside them, capitalised words alone."""
    taken = {i for start, end in names for i in range(start, end)}
    for start, end in names:
        if chance.random() < NEAR_MISSES:
            other = chance.choice(list(_beside(doc, start, end)))
            cut = any(i in taken and not start <= i < end for i in range(*other))
            if 0 <= other[0] < other[1] <= len(doc) and not cut:
                yield other
    for token in doc:
        if token.is_title and token.i not in taken and chance.random() < CAPITALS:
            end = token.i + 1
            while end < len(doc) and doc[end].is_title and end not in taken:
                end += 1
            yield token.i, end


def _beside(doc: Doc, start: int, end: int) -> Iterator[Place]:
    """Wrong bounds of a name: a word too few or too many, and the parts around a lower-case word in it."""
    yield from ((start + 1, end), (start, end - 1), (start - 1, end), (start, end + 1))
    for index in range(start + 1, end - 1):
        if doc[index].is_lower:
            yield from ((start, index), (index + 1, end))


def placed(nlp: Language, sentence: Marked) -> tuple[Doc, dict[Place, str]]:
    """A sentence's words, and the labels of its names by first word and end."""
    doc = nlp.make_doc(sentence.text)
    names = {}
    for name in sentence.spans:
        span = doc.char_span(name.start, name.end, alignment_mode="expand")
        if span is not None:
            names[span.start, span.end] = name.label
    return doc, names


def examples(
    nlp: Language,
    sentences: Iterable[Marked],
    listed: Callable[[str], tuple[int, ...]],
    chance: random.Random,
    *,
    weight: float = 1.0,
    complete: Iterable[str] = (),
) -> Examples:
    """The names of some sentences, and spans beside them.

    Args:
        nlp: its tokenizer is used.
        sentences: names with their labels, fine or a family's.
        listed: what lists say of a name.
        chance: the random source.
        weight: of each name.
        complete: the kinds of which the sentences mark every name: whatever else looks like a name there, or
            is marked without a label, is of another kind or none.
    """
    marked = frozenset(complete)
    others = np.array([kind not in marked for kind in KINDS])
    features, allowed = [], []
    for sentence in sentences:
        doc, names = placed(nlp, sentence)
        if marked:
            names |= dict.fromkeys(_near_misses(doc, names, chance), UNKNOWN)
        else:
            names = {place: label for place, label in names.items() if label != UNKNOWN}
        if names:
            places = sorted(names)
            labels = [names[place] for place in places]
            beside = _noisy_neighbours(doc, places, labels, chance)
            features.append(np.hstack([NameFeatures(doc, listed).rows(places), beside]))
            allowed += [allowed_kinds(label) if label != UNKNOWN else others for label in labels]
    return Examples(np.vstack(features), np.array(allowed), np.full(len(allowed), weight))


def _noisy_neighbours(doc: Doc, places: list[Place], labels: list[str], chance: random.Random) -> Any:
    """The labels of joined names, some hidden and some wrong, as they will be in use."""
    lent = []
    for label in labels:
        draw = chance.random()
        lent.append(-1 if draw < 0.3 or label not in LABELS else KINDS.index(label))
        if draw > 0.9:
            lent[-1] = chance.randrange(len(LABELS))
    return neighbour_rows(len(places), joints(doc, places), lent)


class Trainer:
    """Adam over the weights of a net, with features dropped at random.

    Args:
        net: the net to train.
        seed: of all random choices.
        steps: batches in all; the rate falls to zero with the last.
    """

    RATE = 0.003
    DROP_FEATURE, DROP_INSIDE, DROP_OUTSIDE, DROP_HIDDEN = 0.4, 0.25, 0.1, 0.3

    def __init__(self, net: KindNet, *, seed: int, steps: int) -> None:
        self.net = net
        self.chance = np.random.default_rng(seed)
        self.steps = steps
        self.done = 0
        # A feature that is never seen keeps a vector of zeros, so the hidden layer starts from its bias.
        net.bias[...] = self.chance.uniform(0, 0.5, net.bias.shape)
        net.out[...] = self.chance.normal(0, 0.1, net.out.shape)
        self.means = [np.zeros_like(part) for part in net.parts()]
        self.squares = [np.zeros_like(part) for part in net.parts()]

    def _dropped(self, features: Any) -> Any:
        features = np.where(self.chance.random(features.shape) < self.DROP_FEATURE, EMPTY, features)
        draw = self.chance.random(len(features))
        features[draw < self.DROP_INSIDE, INSIDE] = EMPTY
        features[draw > 1 - self.DROP_OUTSIDE, OUTSIDE] = EMPTY
        return features

    def step(self, features: Any, allowed: Any) -> float:
        """Learn from one batch; the mean loss before it."""
        net = self.net
        features = self._dropped(features)
        there = features != EMPTY
        ends = np.concatenate([[0], there.sum(axis=1).cumsum()])
        ones = np.ones(ends[-1], dtype="float32")
        sparse = csr_matrix((ones, features[there], ends), shape=(len(features), SIZE + 1))
        hidden = sparse @ net.table + net.bias
        keep = (self.chance.random(hidden.shape) >= self.DROP_HIDDEN) / np.float32(1 - self.DROP_HIDDEN)
        active = np.maximum(hidden, 0) * keep
        scores = active @ net.out + net.out_bias
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        right = shares * allowed
        total = right.sum(axis=1, keepdims=True) + 1e-9
        error = ((shares - right / total) / len(features)).astype("float32")
        back = (error @ net.out.T) * keep * (hidden > 0)
        self._update([sparse.T @ back, back.sum(axis=0), active.T @ error, error.sum(axis=0)])
        return float(-np.log(total).mean())

    def _update(self, gradients: list[Any]) -> None:
        self.done += 1
        warming = min(1, self.done / max(1, self.steps // 20))
        rate = self.RATE * warming * max(0.0, 1 - self.done / (self.steps + 1))
        parts = zip(self.net.parts(), gradients, self.means, self.squares, strict=True)
        for part, gradient, mean, square in parts:
            mean += 0.1 * (gradient - mean)
            square += 0.001 * (gradient * gradient - square)
            size = np.sqrt(square / (1 - 0.999**self.done)) + 1e-8
            part -= rate / (1 - 0.9**self.done) * mean / size


def train_net(
    data: Examples, *, width: int = 32, epochs: int = 6, seed: int = 0, batch: int = 256
) -> KindNet:
    """A net trained on some examples."""
    net = KindNet(KINDS, width)
    steps = epochs * int(data.weights.sum()) // batch
    trainer = Trainer(net, seed=seed, steps=steps)
    chance = np.random.default_rng(seed)
    for _ in range(epochs):
        times = data.weights.astype(int) + (chance.random(len(data.weights)) < data.weights % 1)
        order = chance.permutation(np.repeat(np.arange(len(times)), times))
        for start in range(0, len(order) - batch + 1, batch):
            chosen = order[start : start + batch]
            trainer.step(data.features[chosen], data.allowed[chosen])
    return net

"""Hashed features of whole names, for the reader of kinds.

A feature is a property in a place: the Brown cluster of the word before the name, the ending of its last
word, the list that holds it. Properties are numbers already (spaCy's string hashes, clusters), so all
features of all names of a text are mixed and folded into rows of one table at once, without a loop over
words. Context ends with the sentence.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from spacy.attrs import LOWER, SHAPE, SUFFIX
from spacy.tokens import Doc

from graph.language.clusters import PREFIX_BITS, cluster_ids

SIZE = 1 << 16
# The row of a feature that is not there; its vector is zero.
EMPTY = SIZE

WORDS = 7
BESIDE = 4
WINDOW = 8
GRAMS = 24
# Words after which a name is no longer about its head: "Ministry of Roads", "Bank for Trade".
AFTER_HEAD = frozenset({"of", "for", "on", "to", "against", "in", "de", "du", "des", "der", "di", "do"})
# Marks that end a sentence; the parser, which knows better, comes later.
ENDS = frozenset(".!?")
# What stands between names of one kind, and before an acronym.
JOINTS = {",": 1, "and": 1, "or": 1, ", and": 1, ", or": 1, "/": 1, ";": 1, "(": 2}

# A token's properties: lower-case form, the whole cluster and three prefixes of it, shape, ending.
_LOWER, _CLUSTER, _SHAPE = 0, 1, 5
_PROPERTIES = 7
_WIDE = (0, 1, 2)
# Pairs of cells, and the property: the words before and after, the two before, the two after, their clusters.
_BIGRAMS = ((0, 2, _LOWER), (1, 0, _LOWER), (2, 3, _LOWER), (0, 2, _CLUSTER))

Places = Sequence[tuple[int, int]]
Joint = tuple[int, int, int]
_HEADS = ("first", "last", "head")
_INSIDE = WORDS * _PROPERTIES + len(_HEADS) * _PROPERTIES + 5 + GRAMS
LISTS = 3
_OUTSIDE = 2 * BESIDE * _PROPERTIES + 2 * WINDOW * len(_WIDE) + 4
INSIDE = slice(0, _INSIDE)
LISTED = slice(_INSIDE, _INSIDE + LISTS)
OUTSIDE = slice(LISTED.stop, LISTED.stop + _OUTSIDE)
ACROSS = slice(OUTSIDE.stop, OUTSIDE.stop + 5)


def _mixed(values: Any, salts: Any) -> Any:
    """Rows of the table for properties in places; no property, no row."""
    mixed = values * np.uint64(0x9E3779B97F4A7C15) + salts * np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0x94D049BB133111EB)
    rows = ((mixed >> np.uint64(32)) % np.uint64(SIZE)).astype("int32")
    rows[values == 0] = EMPTY
    return rows


def _properties(doc: Doc) -> Any:
    """A row of numbers for each token, and one of zeros for no token."""
    forms = doc.to_array([LOWER, SHAPE, SUFFIX]).astype("uint64").reshape(len(doc), 3)
    clusters = cluster_ids(doc)
    prefixes = [
        np.where(clusters > 0, (clusters & np.uint64((1 << bits) - 1)) + np.uint64(bits << 32), 0)
        for bits in PREFIX_BITS
    ]
    columns = [forms[:, 0], clusters, *prefixes, forms[:, 1], forms[:, 2]]
    table = np.zeros((len(doc) + 1, _PROPERTIES), dtype="uint64")
    table[:-1] = np.stack(columns, axis=1)
    return table


@lru_cache(maxsize=1 << 16)
def _grams(word: str) -> tuple[int, ...]:
    """Letter groups of a word: the first four of three letters, its start and its endings."""
    edged = f"^{word}$"
    groups = [edged[i : i + 3] for i in range(min(4, len(edged) - 2))]
    groups += [edged[:4] + "-", *("-" + edged[-count:] for count in (3, 4, 5))]
    return tuple(zlib.crc32(group.encode()) + 1 for group in groups)


def _head(words: list[str]) -> int:
    """The index of a name's head word: the last, or the one before the first preposition."""
    for index, word in enumerate(words[1:]):
        if word in AFTER_HEAD:
            return index
    return len(words) - 1


def _of_text(words: list[str], text: str) -> list[int]:
    """The features of a name's spelling: length, shape, the whole name and its letters."""
    marks = text.isupper() + 2 * any(c.isdigit() for c in text) + 4 * any(c in "-–/" for c in text)
    grams = [gram for word in words[:4] for gram in _grams(word)][:GRAMS]
    grams += [0] * (GRAMS - len(grams))
    return [min(len(words), 6), zlib.crc32(text.lower().encode()) + 1, 1 + marks, *grams]


def _salts() -> Any:
    """One salt a column: bags of words share theirs."""
    properties = np.arange(_PROPERTIES)
    wide = np.array(_WIDE)
    parts = [np.tile(100 + properties, WORDS)]
    parts += [200 + 10 * place + properties for place in range(len(_HEADS))]
    parts += [np.arange(300, 305), np.full(GRAMS, 310), np.arange(320, 320 + LISTS)]
    parts += [400 + 10 * place + properties for place in range(2 * BESIDE)]
    parts += [np.tile(500 + wide, WINDOW), np.tile(510 + wide, WINDOW), np.arange(520, 524)]
    parts += [np.arange(530, 535)]
    return np.concatenate(parts).astype("uint64")


_SALTS = _salts()


class NameFeatures:
    """The features of names of one text.

    Args:
        doc: the text.
        listed: what :data:`LISTS` lists say of a name, 0 for nothing.
    """

    def __init__(self, doc: Doc, listed: Callable[[str], tuple[int, ...]]) -> None:
        self.words = [token.text for token in doc]
        self.spaces = [token.whitespace_ for token in doc]
        self.listed = listed
        self.table = _properties(doc)
        ends = [index + 1 for index, word in enumerate(self.words[:-1]) if word in ENDS or "\n" in word]
        self.begins = np.array([0, *ends, len(doc)])

    def rows(self, spans: Places) -> Any:
        """The features of names, one line of table rows a name.

        Args:
            spans: token index of the first word, and of the one after the last, of each name.

        Returns:
            An array of ints below :data:`SIZE`, :data:`EMPTY` where a name lacks the feature.
        """
        table, none = self.table, len(self.words)
        start, end = np.array(spans, dtype="int64").T
        at_sentence = np.searchsorted(self.begins, start, side="right")
        low, high = self.begins[at_sentence - 1], self.begins[at_sentence]
        texts = [self._text(s, e) for s, e in spans]
        words = [[word.lower() for word in self.words[s:e]] for s, e in spans]
        head = start + np.array([_head(found) for found in words])

        def at(index: Any, first: Any, stop: Any) -> Any:
            return np.where((index >= first[:, None]) & (index < stop[:, None]), index, none)

        inside = at(start[:, None] + np.arange(WORDS), start, end)
        left = at(start[:, None] - 1 - np.arange(WINDOW), low, start)
        right = at(end[:, None] + np.arange(WINDOW), end, high)
        heads = np.stack([start, end - 1, head], axis=1)
        beside = np.hstack([left[:, :BESIDE], right[:, :BESIDE]])
        spelling = np.array([_of_text(w, t) for w, t in zip(words, texts, strict=True)], dtype="uint64")
        lists = np.array([self.listed(text) for text in texts], dtype="uint64")
        cells = table[np.hstack([left[:, :2], right[:, :2], heads])]
        columns = [
            *(table[index].reshape(len(spans), -1) for index in (inside, heads)),
            _pair(cells[:, 4, _CLUSTER], cells[:, 5, _CLUSTER]),
            _pair(cells[:, 4, _SHAPE], cells[:, 5, _SHAPE]),
            spelling,
            lists,
            table[beside].reshape(len(spans), -1),
            *(table[index][:, :, _WIDE].reshape(len(spans), -1) for index in (left, right)),
            *(_pair(cells[:, i, k], cells[:, j, k]) for i, j, k in _BIGRAMS),
            *(_pair(cells[:, i, _CLUSTER], cells[:, j, _CLUSTER]) for i, j in ((5, 0), (5, 2))),
            _pair(cells[:, 6, _CLUSTER], cells[:, 0, _LOWER]),
            *(_pair(lists[:, 0], cells[:, i, _LOWER]) for i in (0, 2)),
        ]
        return _mixed(np.hstack([_column(part) for part in columns]), _SALTS)

    def _text(self, start: int, end: int) -> str:
        pieces = zip(self.words[start:end], self.spaces[start:end], strict=True)
        return "".join(word + space for word, space in pieces).rstrip(" ")


def _column(part: Any) -> Any:
    return part[:, None] if part.ndim == 1 else part


def _pair(one: Any, other: Any) -> Any:
    """Two properties as one; nothing where the first is missing."""
    return np.where(one > 0, one * np.uint64(0x100000001B3) + other, 0)


def joints(doc: Doc, spans: Places) -> list[Joint]:
    """Neighbouring names that are joined: index of the one, of the next, and how, as in :data:`JOINTS`."""
    found = []
    for index in range(len(spans) - 1):
        between = doc[spans[index][1] : spans[index + 1][0]]
        joint = JOINTS.get(between.text.lower(), 0) if len(between) < 3 else 0
        if joint:
            found.append((index, index + 1, joint))
    return found


def neighbour_rows(count: int, joined: list[Joint], labels: Sequence[int]) -> Any:
    """Two further features a name: the labels of the joined names before and after it.

    Args:
        count: how many names there are.
        joined: what :func:`joints` found.
        labels: each name's label as a number, below 0 where it is not known.
    """
    values = np.zeros((count, 2), dtype="uint64")
    for one, other, joint in joined:
        if labels[one] >= 0:
            values[other, 0] = 1 + labels[one] * 4 + joint
        if labels[other] >= 0:
            values[one, 1] = 1 + labels[other] * 4 + joint
    return _mixed(values, np.array([600, 601], dtype="uint64"))

"""Words as rows of embedding tables: what the reader of syntax knows of a word before it has read its neighbours.

A word is looked up by its norm, by its first and last letters, its shape and its Brown cluster; each of these has a
table, in whose rows it is hashed. What stands before the word, a space or a line break, has a table too.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from spacy.attrs import IS_SPACE, LOWER, NORM, ORTH
from spacy.tokens import Doc
from spacy.vocab import Vocab

from graph.language.clusters import PREFIX_BITS, cluster_numbers, clusters_of


@dataclass(frozen=True, slots=True)
class Table:
    """One embedding table: its name, how many rows it has and how long each is."""

    name: str
    rows: int
    width: int


# The norm has two rows, whose sum it is: two words that share one rarely share the other.
TABLES = (
    Table("norm", 12000, 128),
    Table("prefix-1", 300, 16),
    Table("prefix-3", 3000, 48),
    Table("suffix-2", 1500, 48),
    Table("suffix-3", 4000, 48),
    Table("suffix-4", 5000, 48),
    Table("shape", 1500, 48),
    Table("cluster", 1100, 64),
    *(Table(f"cluster-{bits}", 2**bits + 1, 32) for bits in PREFIX_BITS),
    Table("before", 6, 16),
)
# The columns of a word's rows: two for the norm, one for each other table but the last.
COLUMNS = len(TABLES)
_DIGITS = str.maketrans("123456789", "0" * 9)
KEPT_WORDS = 60_000
# From which value on :func:`before` tells of a line break.
LINE = 2


def _row(table: Table, text: str, seed: int = 0) -> int:
    digest = blake2b(
        text.encode("utf8", "surrogatepass"), digest_size=8, person=f"{table.name} {seed}".encode()
    )
    return int.from_bytes(digest.digest(), "little") % table.rows


def rows_of(text: str, norm: str, shape: str, cluster: int, number: int) -> list[int]:
    """The rows of one word, in the order of :data:`TABLES`, the norm's two first.

    Args:
        text: the word as written.
        norm: its norm.
        shape: its shape ("Xxxx").
        cluster: the path of its Brown cluster, 0 where it has none.
        number: the cluster's number, 0 where it has none.
    """
    lower = text.lower()
    parts = (text[:1], lower[:3], lower[-2:], lower[-3:], lower[-4:], shape)
    plain = norm.translate(_DIGITS)
    hashed = [_row(table, part) for table, part in zip(TABLES[1:7], parts, strict=True)]
    prefixes = [1 + (cluster & ((1 << bits) - 1)) if cluster else 0 for bits in PREFIX_BITS]
    return [_row(TABLES[0], plain), _row(TABLES[0], plain, 1), *hashed, number, *prefixes]


class WordRows:
    """The rows of all words seen so far, by number.

    Args:
        vocab: the vocabulary whose hashes the documents have.
        kept: how many words are remembered before all are forgotten.
    """

    def __init__(self, vocab: Vocab, kept: int = KEPT_WORDS) -> None:
        self.vocab, self.kept = vocab, kept
        self._numbers: dict[tuple[int, int], int] = {}
        self._rows: list[list[int]] = []

    def __call__(self, doc: Doc) -> Any:
        """The rows of a Doc's words, spaces left out: one line a word, the last column what stands before it."""
        kinds, place = np.unique(self.numbers(doc), return_inverse=True)
        # Of this Doc's words alone: all that were ever seen are many.
        rows = np.array([self._rows[kind] for kind in kinds.tolist()], dtype="int32").reshape(-1, COLUMNS)
        return np.column_stack([rows[place.reshape(-1)], before(doc)])

    def table(self) -> Any:
        """The rows of every word, by its number."""
        return np.array(self._rows, dtype="int32").reshape(-1, COLUMNS)

    def numbers(self, doc: Doc) -> Any:
        """The number of each word of a Doc, spaces left out."""
        columns = doc.to_array([ORTH, NORM, LOWER, IS_SPACE]).astype("uint64")
        columns = columns[columns[:, 3] == 0]
        if len(self._numbers) > self.kept:
            self._numbers, self._rows = {}, []
        kinds, place = np.unique(columns[:, :3], axis=0, return_inverse=True)
        new = [kind for kind in kinds.tolist() if (kind[0], kind[1]) not in self._numbers]
        self._add(np.array(new, dtype="uint64").reshape(-1, 3))
        numbers = [self._numbers[kind[0], kind[1]] for kind in kinds.tolist()]
        return np.array(numbers, dtype="int32")[place.reshape(-1)]

    def _add(self, kinds: Any) -> None:
        clusters = clusters_of(kinds[:, 0], kinds[:, 2])
        numbers = cluster_numbers(clusters).tolist()
        for (orth, norm, _), cluster, number in zip(kinds.tolist(), clusters.tolist(), numbers, strict=True):
            lexeme = self.vocab[orth]
            self._numbers[orth, norm] = len(self._rows)
            self._rows.append(rows_of(lexeme.text, self.vocab.strings[norm], lexeme.shape_, cluster, number))


def before(doc: Doc) -> Any:
    """What stands before each word of a Doc, spaces left out: 0 nothing, 1 a space, 2 a line break, 4 an empty line.

    The first word has an empty line before it.
    """
    found, breaks, gap = [], 2, 0
    for token in doc:
        if token.is_space:
            breaks, gap = breaks + token.text.count("\n"), 1
            continue
        found.append(4 if breaks > 1 else 2 if breaks else gap)
        breaks, gap = 0, int(bool(token.whitespace_))
    return np.array(found, dtype="int32")

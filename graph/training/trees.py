"""Trees of the field: parses of sentences of diplomatic news, corrected by reading.

The file holds no text. A line names its sentence by the first 12 hexadecimal digits of the SHA-256 of its text
and has, parted by tabs, the heads of its words (counted from 1, 0 for the root), their relations and their tags,
as the shipped tokenizer cuts them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from graph.training.conllu import Sentence, Word
from graph.training.domain import CORPUS

FILE = CORPUS / "trees.tsv"
# One digest in so many goes to the part that teaches nothing and is measured.
DEV = 10


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence's parse: for each word its head, from 1 and 0 for the root, its relation and its tag."""

    heads: tuple[int, ...]
    deps: tuple[str, ...]
    tags: tuple[str, ...]

    @classmethod
    def of(cls, heads: str, deps: str, tags: str) -> Tree:
        """Read from a line of the file."""
        return cls(tuple(map(int, heads.split())), tuple(deps.split()), tuple(tags.split()))


def digest(text: str) -> str:
    """What a sentence is called in the file."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_trees(path: Path = FILE) -> dict[str, Tree]:
    """The trees of a file, by the digests of their sentences."""
    with path.open(encoding="utf8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]
    return {name: Tree.of(*columns) for name, *columns in rows}


def parsed(
    nlp: Language, texts: Iterable[str], trees: dict[str, Tree], *, dev: bool = False
) -> Iterator[Sentence]:
    """The sentences that have a tree, with it; they have neither lemmas nor features.

    Args:
        nlp: its tokenizer cuts them.
        texts: sentences.
        trees: of :func:`read_trees`.
        dev: the part that is kept apart to be measured, else the one that training reads.

    Raises:
        ValueError: where a tree has another number of words than its sentence.
    """
    for text in texts:
        name = digest(text)
        if name in trees and dev == (int(name, 16) % DEV == 0):
            yield _sentence(nlp.make_doc(text), trees[name])


def _sentence(doc: Doc, tree: Tree) -> Sentence:
    if len(doc) != len(tree.heads):
        raise ValueError(f"the tree has {len(tree.heads)} words, and {doc.text!r} has {len(doc)}")
    columns = zip(doc, tree.heads, tree.deps, tree.tags, strict=True)
    return Sentence(
        [Word(t.text, t.text, "", tag, "", head, dep, bool(t.whitespace_)) for t, head, dep, tag in columns]
    )

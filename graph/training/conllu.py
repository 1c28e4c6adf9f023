"""Read CoNLL-U treebanks as spaCy documents.

A multiword token ("don't") becomes its words without a space between, as spaCy's own tokenizer splits
it, so that gold tokens and those of the pipeline stay aligned.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab


@dataclass(slots=True)
class Word:
    """One syntactic word. ``head`` counts from 1 within its sentence, 0 for the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    dep: str
    space: bool


@dataclass(slots=True)
class Sentence:
    """The words of one sentence and whether a document or paragraph starts with it."""

    words: list[Word] = field(default_factory=list)
    new_doc: bool = False
    new_par: bool = False


def read_sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file, in its order."""
    with path.open(encoding="utf8") as lines:
        yield from map(_sentence, blocks(lines))


def blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    """What stands between empty lines, as lists of lines without their ends."""
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line.rstrip("\n"))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _sentence(block: list[str]) -> Sentence:
    comments = [line for line in block if line.startswith("#")]
    rows = [line.split("\t") for line in block if not line.startswith("#")]
    return Sentence(
        words=_words(rows),
        new_doc=any(line.startswith("# newdoc") for line in comments),
        new_par=any(line.startswith("# newpar") for line in comments),
    )


def _words(rows: list[list[str]]) -> list[Word]:
    words: list[Word] = []
    last_of_multiword, surface, space_after, first = 0, "", True, 0
    for row in rows:
        if "." in row[0]:  # an empty node of the enhanced graph
            continue
        if "-" in row[0]:
            last_of_multiword = int(row[0].split("-")[1])
            surface, space_after, first = row[1], "SpaceAfter=No" not in row[9], len(words)
            continue
        space = "SpaceAfter=No" not in row[9]
        inside = int(row[0]) <= last_of_multiword
        if inside:
            space = space_after and int(row[0]) == last_of_multiword
        words.append(_word(row, space))
        if inside and int(row[0]) == last_of_multiword:
            _spell_as_written(words[first:], surface)
    return words


def _word(row: list[str], space: bool) -> Word:
    form = row[1].replace(" ", "\u00a0")
    lemma = row[2] if row[2] != "_" or form == "_" else form
    feats = "" if row[5] == "_" else row[5]
    return Word(form, lemma, row[3], row[4], feats, int(row[6]), row[7], space)


def _spell_as_written(words: list[Word], surface: str) -> None:
    """Cut the surface form into its words where the lengths allow, so that case and marks agree."""
    if sum(len(word.form) for word in words) != len(surface):
        return
    at = 0
    for word in words:
        word.form = surface[at : at + len(word.form)]
        at += len(word.form)


def to_doc(vocab: Vocab, sentences: list[Sentence], breaks: list[bool]) -> Doc:
    """One gold document of some sentences.

    Args:
        vocab: the vocabulary to share.
        sentences: the sentences, in order.
        breaks: for each sentence, whether an empty line stands before it.
    """
    words: list[Word] = []
    heads: list[int] = []
    starts: list[bool] = []
    for sentence, broken in zip(sentences, breaks, strict=True):
        if broken and words:
            words[-1].space = False
            words.append(Word("\n\n", "\n\n", "SPACE", "_SP", "", 0, "dep", False))
            heads.append(len(words) - 2)
            starts.append(False)
        offset = len(words)
        for index, word in enumerate(sentence.words):
            words.append(word)
            heads.append(offset + (word.head - 1 if word.head else index))
            starts.append(index == 0)
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        tags=[word.xpos for word in words],
        pos=[word.upos for word in words],
        morphs=[word.feats for word in words],
        lemmas=[word.lemma for word in words],
        heads=heads,
        deps=["ROOT" if word.dep == "root" else word.dep for word in words],
    )


def read_docs(vocab: Vocab, path: Path, *, size: int, break_rate: float, seed: int) -> list[Doc]:
    """The file as documents of at most ``size`` sentences, an original document never joined to another.

    Args:
        vocab: the vocabulary to share.
        path: a CoNLL-U file.
        size: sentences a document, at most.
        break_rate: how often (0 to 1) an empty line is put before a sentence, as between paragraphs.
        seed: of the random choice of these places.
    """
    return to_docs(vocab, read_sentences(path), size=size, break_rate=break_rate, seed=seed)


def to_docs(
    vocab: Vocab, sentences: Iterable[Sentence], *, size: int, break_rate: float, seed: int
) -> list[Doc]:
    """Sentences as documents, as :func:`read_docs` makes them."""
    chance = random.Random(seed)
    docs: list[Doc] = []
    group: list[Sentence] = []
    breaks: list[bool] = []
    for sentence in sentences:
        if group and (sentence.new_doc or len(group) >= size):
            docs.append(to_doc(vocab, group, breaks))
            group, breaks = [], []
        group.append(sentence)
        breaks.append(chance.random() < break_rate)
    if group:
        docs.append(to_doc(vocab, group, breaks))
    return docs

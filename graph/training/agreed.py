"""Sentences without gold parses on which two parsers agree, to train a third on (self-training).

After McClosky, Charniak and Johnson 2006, "Effective Self-Training for Parsing". The texts are those of the Groningen
Meaning Bank, in the public domain: news of the world's politics, which the treebanks hold little of.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from graph.training.sources import read_gmb

WORDS = range(8, 41)
DOCUMENT = 8  # sentences
ATTRIBUTES = ("ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP")


def write_agreed(first: Language, second: Language, texts: Path, out: Path, *, count: int, seed: int) -> int:
    """Parse sentences with both pipelines and write those that both read alike.

    Args:
        first: a pipeline with tagger, morphologizer and parser.
        second: another.
        texts: the Groningen Meaning Bank's name extract.
        out: the file to write, in spaCy's binary form.
        count: how many sentences to draw.
        seed: of the draw.

    Returns:
        How many sentences were written.
    """
    found = [sentence.text for sentence in read_gmb(texts) if len(sentence.text.split()) in WORDS]
    random.Random(seed).shuffle(found)
    kept = DocBin(attrs=list(ATTRIBUTES))
    for doc in agreed(first, second, found[:count]):
        kept.add(doc)
    out.parent.mkdir(parents=True, exist_ok=True)
    kept.to_disk(out)
    return len(kept)


def agreed(first: Language, second: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """The texts that both pipelines read as one sentence with the same tags, features and tree."""
    for doc, other in zip(*(nlp.pipe(texts) for nlp in (first, second)), strict=True):
        if len(list(doc.sents)) == 1 and _reading(doc) == _reading(other):
            yield doc


def _reading(doc: Doc) -> list[tuple[str, str, str, str, int, str]]:
    return [(t.text, t.tag_, t.pos_, str(t.morph), t.head.i, t.dep_) for t in doc]


def read_agreed(vocab: Vocab, path: Path) -> list[Doc]:
    """The written sentences as documents of eight; what is left over is left out."""
    docs = list(DocBin().from_disk(path).get_docs(vocab))
    groups = [docs[start : start + DOCUMENT] for start in range(0, len(docs) - DOCUMENT + 1, DOCUMENT)]
    return [Doc.from_docs(group) for group in groups]

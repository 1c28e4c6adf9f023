"""Streams of training documents: treebanks with fresh variants, news without parses, sentences with names."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from graph.training.augment import name_pool, vary
from graph.training.conllu import read_docs, to_docs
from graph.training.domain import CORPUS
from graph.training.marked import read_marked
from graph.training.sources import read_gmb
from graph.training.trees import parsed, read_trees

SENTENCES = 10  # of a document
BREAKS = 0.15  # how often (0 to 1) an empty line stands before a sentence
# How often (0 to 1) the documents of a variant of the treebanks are changed, and in what.
RATES = {"masks": 0.4, "names": 0.4, "quotes": 0.25, "lower": 0.04}
# The sentences of the Groningen Meaning Bank that are parsed, by their words.
NEWS_WORDS = range(4, 61)


def treebank(nlp: Language, paths: Sequence[Path]) -> list[Doc]:
    """Treebank files as gold documents of ten sentences, with empty lines before some."""
    return [
        doc for path in paths for doc in read_docs(nlp.vocab, path, size=SENTENCES, break_rate=BREAKS, seed=0)
    ]


def field(nlp: Language, texts: Iterable[str], *, dev: bool = False) -> list[Doc]:
    """The sentences that have a tree of the field, as such documents; :mod:`graph.training.trees` tells of them."""
    sentences = parsed(nlp, texts, read_trees(), dev=dev)
    return to_docs(nlp.vocab, sentences, size=SENTENCES, break_rate=BREAKS, seed=0)


def plain(nlp: Language, docs: Sequence[Doc]) -> Iterator[Example]:
    """Gold documents, each with its text as the pipeline's tokenizer cuts it."""
    for doc in docs:
        yield Example(nlp.make_doc(doc.text), doc)


def variants(nlp: Language, docs: Sequence[Doc], *, seed: int) -> Iterator[Example]:
    """Gold documents in any order, many of them with other names, masks, quotes or in lower case."""
    chance = random.Random(seed)
    pool = name_pool(list(docs))
    for doc in chance.sample(docs, len(docs)):
        yield vary(nlp, doc, pool, RATES, chance) or Example(nlp.make_doc(doc.text), doc)


def news(path: Path) -> list[str]:
    """The sentences of the Groningen Meaning Bank's name extract that are of usual length."""
    return [sentence.text for sentence in read_gmb(path) if len(sentence.text.split()) in NEWS_WORDS]


def written() -> list[str]:
    """The sentences of the domain corpus's training files."""
    return [sentence.text for path in sorted(CORPUS.glob("train-*.txt")) for sentence in read_marked(path)]

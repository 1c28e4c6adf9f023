"""Corpus readers for ``spacy.training``: streams of Examples, with fresh variants in every epoch."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from graph.training.agreed import read_agreed
from graph.training.augment import name_pool, vary
from graph.training.conllu import read_docs

Reader = Callable[[Language], Iterator[Example]]


def _example(nlp: Language, doc: Doc) -> Example:
    return Example(nlp.make_doc(doc.text), doc)


@registry.readers("graph.treebanks.v1")  # type: ignore[untyped-decorator]
def treebanks(
    paths: list[str],
    sentences: int,
    break_rate: float,
    masks: float,
    names: float,
    quotes: float,
    lower: float,
    seed: int,
    agreed: str | None = None,
    share: float = 0.0,
) -> Reader:
    """Treebank files as a stream of training Examples, shuffled.

    spaCy's own reader tokenises and aligns everything again in each epoch and once a component at the
    start; here the plain Examples are made once and only the variants anew.

    Args:
        paths: CoNLL-U files.
        sentences: sentences a document, at most.
        break_rate: how often (0 to 1) an empty line stands before a sentence.
        masks: how often (0 to 1) the name chains of a document become one word each.
        names: how often the names of a document are exchanged for others.
        quotes: how often its quotes become curly.
        lower: how often it is put in lower case.
        seed: of all random choices.
        agreed: a file of sentences on which two parsers agree; their names are not exchanged for.
        share: how many of their documents an epoch draws, as a part of the treebanks' documents.
    """
    rates = {"masks": masks, "names": names, "quotes": quotes, "lower": lower}
    chance = random.Random(seed)
    plain: list[tuple[Doc, Example]] = []
    extra: list[tuple[Doc, Example]] = []
    pool: dict[str, list[str]] = {}

    def read(nlp: Language) -> Iterator[Example]:
        if not plain:
            docs = [
                doc
                for path in paths
                for doc in read_docs(nlp.vocab, Path(path), size=sentences, break_rate=break_rate, seed=seed)
            ]
            plain.extend((doc, _example(nlp, doc)) for doc in docs)
            pool.update(name_pool(docs))
            more = read_agreed(nlp.vocab, Path(agreed)) if agreed else []
            extra.extend((doc, _example(nlp, doc)) for doc in more)
        epoch = plain + chance.sample(extra, min(len(extra), round(share * len(plain))))
        if any(rates.values()):
            chance.shuffle(epoch)
        for doc, example in epoch:
            yield vary(nlp, doc, pool, rates, chance) or example

    return read

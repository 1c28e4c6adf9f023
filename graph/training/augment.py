"""Variants of gold documents: other names, curly quotes, lower case.

Treebanks hold few of the names that diplomatic news is full of, and mostly straight quotes. A variant
keeps every annotation and changes spellings only, so that the parser learns to read the structure
around a name it has never seen.
"""

from __future__ import annotations

import random

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from graph.training.words import word_list


def name_pool(docs: list[Doc]) -> dict[str, list[str]]:
    """Capitalised proper nouns of the corpus by whether they stand inside a name chain or alone."""
    pool: dict[str, list[str]] = {"chain": [], "alone": []}
    for doc in docs:
        for token in doc:
            if _is_name(doc, token.i):
                pool[_place(doc, token.i)].append(token.text)
    return pool


def _is_name(doc: Doc, index: int) -> bool:
    token = doc[index]
    return (
        token.tag_ == "NNP"
        and token.text not in word_list("structure")
        and token.text.istitle()
        and len(token) > 2
    ) and token.text.isalpha()


def _place(doc: Doc, index: int) -> str:
    return "chain" if doc[index].dep_ in ("flat", "compound") else "alone"


def _swap_names(doc: Doc, pool: dict[str, list[str]], chance: random.Random) -> list[str]:
    """The words of a document with every name exchanged, the same name always for the same other."""
    chosen: dict[str, str] = {}
    words = []
    for token in doc:
        word = token.text
        if _is_name(doc, token.i):
            word = chosen.setdefault(word, chance.choice(pool[_place(doc, token.i)]))
        words.append(word)
    return words


def _curl(words: list[str]) -> list[str]:
    curled = []
    inside = False
    for word in words:
        if word in ('"', "``", "''"):
            curled.append("“" if word == "``" or (word == '"' and not inside) else "”")
            inside = not inside
        else:
            curled.append(word.replace("'", "’"))
    return curled


def respell(doc: Doc, words: list[str]) -> Doc:
    """A copy of a gold document whose tokens are spelled otherwise."""
    return Doc(
        doc.vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in doc],
        pos=[token.pos_ for token in doc],
        morphs=[str(token.morph) for token in doc],
        lemmas=[token.lemma_ for token in doc],
        heads=[token.head.i for token in doc],
        deps=[token.dep_ for token in doc],
    )


def vary(
    nlp: Language,
    doc: Doc,
    pool: dict[str, list[str]],
    rates: dict[str, float],
    chance: random.Random,
) -> Example | None:
    """An Example of a variant of a document, or None where the document stays as it is.

    Args:
        nlp: its tokenizer makes the predicted side.
        doc: the gold document.
        pool: names to exchange for, by place.
        rates: how often (0 to 1) each kind of variant is made: ``names``, ``quotes``, ``lower``.
        chance: the random source.
    """
    words = [token.text for token in doc]
    varied = words
    if chance.random() < rates["names"]:
        varied = _swap_names(doc, pool, chance)
    if chance.random() < rates["quotes"]:
        varied = _curl(varied)
    if chance.random() < rates["lower"]:
        varied = [word.lower() for word in varied]
    if varied == words:
        return None
    other = respell(doc, varied)
    return Example(nlp.make_doc(other.text), other)

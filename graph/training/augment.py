"""Variants of gold documents: other names, name chains as one word, curly quotes, lower case.

Treebanks hold few of the names that diplomatic news is full of, and mostly straight quotes. A variant
keeps the annotation of every word it keeps, so that the parser learns to read the structure
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
    return _copy(doc, words, list(range(len(doc))))


def _copy(doc: Doc, words: list[str], place: list[int]) -> Doc:
    """A copy of a gold document in which some tokens are joined.

    Args:
        doc: the document.
        words: how each of its tokens is spelled; of joined ones, the head's spelling counts.
        place: for each token, the one it is joined to, itself where it stays.
    """
    kept = [index for index, other in enumerate(place) if index == other]
    number = {index: count for count, index in enumerate(kept)}
    last = {place[index]: index for index in range(len(doc))}
    return Doc(
        doc.vocab,
        words=[words[index] for index in kept],
        spaces=[bool(doc[last[index]].whitespace_) for index in kept],
        tags=[doc[index].tag_ for index in kept],
        pos=[doc[index].pos_ for index in kept],
        morphs=[str(doc[index].morph) for index in kept],
        lemmas=[doc[index].lemma_ for index in kept],
        heads=[number[place[doc[index].head.i]] for index in kept],
        deps=[doc[index].dep_ for index in kept],
    )


def _chains(doc: Doc) -> list[int]:
    """For each token the head of the name chain it belongs to, itself where it belongs to none."""
    place = list(range(len(doc)))
    for head in doc:
        if head.tag_ != "NNP":
            continue
        inner = {t.i for t in head.children if t.dep_ in ("flat", "compound") and t.tag_ == "NNP"}
        start, end = head.i, head.i
        while start - 1 in inner:
            start -= 1
        while end + 1 in inner:
            end += 1
        for index in (*range(start, head.i), *range(head.i + 1, end + 1)):
            place[index] = head.i
    # A chain within a chain keeps its own shape.
    return [place[index] if place[place[index]] == place[index] else index for index in range(len(doc))]


def mask_names(doc: Doc, pool: dict[str, list[str]], chance: random.Random) -> Doc:
    """A copy of a gold document whose name chains are one word each, some name that stands alone elsewhere."""
    place = _chains(doc)
    joined = {other for index, other in enumerate(place) if index != other}
    words = [chance.choice(pool["alone"]) if token.i in joined else token.text for token in doc]
    return _copy(doc, words, place)


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
        rates: how often (0 to 1) each kind of variant is made: ``masks``, ``names``, ``quotes``, ``lower``.
        chance: the random source.
    """
    plain = len(doc)
    if chance.random() < rates["masks"]:
        doc = mask_names(doc, pool, chance)
    words = [token.text for token in doc]
    varied = words
    if chance.random() < rates["names"]:
        varied = _swap_names(doc, pool, chance)
    if chance.random() < rates["quotes"]:
        varied = _curl(varied)
    if chance.random() < rates["lower"]:
        varied = [word.lower() for word in varied]
    if varied == words and len(doc) == plain:
        return None
    other = respell(doc, varied)
    return Example(nlp.make_doc(other.text), other)

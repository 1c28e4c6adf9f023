"""Make the lemmatizer's table and index from spacy-lookups-data and the treebanks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graph.language.lemmas import KEEPS_CAPITAL, RULES, Lemmas
from graph.training.conllu import Sentence, read_sentences

KINDS = ("noun", "verb", "adj", "adv")


def make_lemmas(treebanks: Iterable[Path]) -> Lemmas:
    """The lemmatizer's data.

    Args:
        treebanks: CoNLL-U files, the train parts only.
    """
    index, exceptions = _lookups()
    sentences = [sentence for path in treebanks for sentence in read_sentences(path)]
    for kind, words in _base_forms(sentences).items():
        index[kind] |= words
    lemmas = Lemmas(exceptions, index)
    for tag, forms in _corrections(lemmas, sentences).items():
        lemmas.table.setdefault(tag, {}).update(forms)
    return lemmas


def _lookups() -> tuple[dict[str, set[str]], dict[str, dict[str, str]]]:
    """Base forms and irregular forms of spacy-lookups-data."""
    from spacy.lookups import load_lookups

    names = ["lemma_index", "lemma_exc"]
    tables: Any = load_lookups("en", names)
    found = tables.get_table("lemma_index")
    index = {kind: {word for word in found[kind] if word.isalpha()} for kind in KINDS}
    irregular = tables.get_table("lemma_exc")
    exceptions: dict[str, dict[str, str]] = {}
    for tag, (kind, rules) in RULES.items():
        endings = tuple(old for old, _ in rules)
        exceptions[tag] = {
            form: bases[0]
            for form, bases in irregular[kind].items()
            if form.isalpha() and (tag in ("VBD", "VBN") or form.endswith(endings))
        }
    return index, exceptions


def _base_forms(sentences: list[Sentence]) -> dict[str, set[str]]:
    """Lemmas that the treebanks have at least twice."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence.words:
            if word.xpos in RULES and word.lemma.isalpha():
                counts[RULES[word.xpos][0]][word.lemma.lower()] += 1
    return {kind: {lemma for lemma, n in found.items() if n > 1} for kind, found in counts.items()}


def _corrections(lemmas: Lemmas, sentences: list[Sentence]) -> dict[str, dict[str, str]]:
    """For each form and tag, the treebanks' usual lemma where it is not what the rules say."""
    wrong: dict[str, dict[str, str]] = defaultdict(dict)
    counts = _counts(sentences)
    for tag, form in sorted(counts, key=lambda key: (key[0], key[1] != key[1].lower(), key[1])):
        found, lower = counts[tag, form], form.lower()
        lemma, times = max(found.items(), key=lambda item: (item[1], item[0]))
        guess = wrong[tag].get(lower) or lemmas.lemma(form, tag)
        if lemma == "_" or times <= 0.6 * sum(found.values()):
            continue
        if guess != lemma and _is_slip(lemmas, tag, lemma, str(guess)):
            continue
        if guess != lemma:
            wrong[tag][form] = lemma
        elif tag in KEEPS_CAPITAL and lemma == form != lower and (tag, lower) not in counts:
            wrong[tag][lower] = lemma  # "Russian" at the start of a sentence
    return wrong


def _is_slip(lemmas: Lemmas, tag: str, lemma: str, guess: str) -> bool:
    """Whether a treebank's lemma is no known base form where the rules' one is ("freed": "fre")."""
    known = lemmas.index.get(RULES[tag][0], frozenset()) if tag in RULES else frozenset()
    return guess.lower() in known and lemma.lower() not in known


def _counts(sentences: list[Sentence]) -> dict[tuple[str, str], Counter[str]]:
    """How often each tag and form has each lemma; a capital at the start of a sentence does not count."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for index, word in enumerate(sentence.words):
            form = word.form.replace("’", "'") if len(word.form) > 1 else word.form
            if index == 0 or not form[:1].isupper():
                form = form.lower()
            counts[word.xpos, form][word.lemma] += 1
    return counts

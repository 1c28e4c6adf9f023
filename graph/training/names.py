"""The names that the recogniser learns from: an endless stream of documents, other variants in each."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from graph.training.domain import blank_pipeline, domain_parts
from graph.training.gazetteer import known_names, place_lists, written_lists
from graph.training.marked import Marked, Span, to_doc
from graph.training.prepare import general_sets

# Names whose words agree with those around them, or are half grammar, are never exchanged.
KEPT = frozenset({"DATE", "QUANTITY", "LAW", ""})
# How often each set comes in an epoch, a fraction for a part of it.
WEIGHTS = {"domain": 2.5, "uner": 1.0, "crossner": 8.0, "gmb": 0.2, "re3d": 1.0}
# How often (0 to 1) the names of a sentence are exchanged, its quotes respelled, all put in capitals or lower case.
RATES = {"names": 0.6, "quotes": 0.2, "capitals": 0.03, "lower": 0.02}
SENTENCES = 5  # of a document, at most


@cache
def _sets(ner: Path) -> dict[str, list[Marked]]:
    domain, dev = domain_parts()
    return {**general_sets(blank_pipeline(), ner, domain), "domain": domain, "domain-dev": dev}


def exchange_names(marked: Marked, pool: dict[str, list[list[str]]], chance: random.Random) -> Marked:
    """The sentence with each name, by an even chance, replaced by another of its label."""
    text, spans, at = "", [], 0
    for span in marked.spans:
        name = marked.text[span.start : span.end]
        if span.label not in KEPT and not name.isupper() and chance.random() < 0.5:
            name = chance.choice(chance.choice(pool[span.label]))
        text += marked.text[at : span.start]
        spans.append(Span(len(text), len(text) + len(name), span.label))
        text += name
        at = span.end
    return Marked(text + marked.text[at:], tuple(spans))


def name_pool(sentences: list[Marked]) -> dict[str, list[list[str]]]:
    """Lists of names by label, each list drawn from as often: the sentences' own, and those of the gazetteer.

    Names in capitals are left out.
    """
    seen: dict[str, set[str]] = {}
    for sentence in sentences:
        for name, label in sentence.names():
            if not name.isupper():
                seen.setdefault(label, set()).add(name)
    pool = {label: [sorted(names)] for label, names in seen.items()}
    actors: dict[str, set[str]] = {}
    for name, label in known_names():
        actors.setdefault(label, set()).add(name)
    for label, found in actors.items():
        pool[label].append(sorted(found))
    for lists in (place_lists(), written_lists()):
        for label, names in lists.items():
            pool[label].append(names)
    return pool


def respell(marked: Marked, rates: dict[str, float], chance: random.Random) -> Marked:
    """Variants of the same length: curly or straight quotes, all in capitals or in lower case."""
    text = marked.text
    if chance.random() < rates["quotes"]:
        text = text.replace("'", "’") if "'" in text else text.replace("’", "'")
        text = text.replace("“", '"').replace("”", '"')
    if chance.random() < rates["capitals"] and len(text.upper()) == len(text):
        text = text.upper()
    elif chance.random() < rates["lower"] and len(text.lower()) == len(text):
        text = text.lower()
    return Marked(text, marked.spans)


def epoch(sets: dict[str, list[Marked]], weights: dict[str, float], chance: random.Random) -> list[Marked]:
    """One epoch's sentences: each set as many times as its weight says, a fraction of it drawn anew."""
    chosen: list[Marked] = []
    for name, weight in sorted(weights.items()):
        chosen += sets[name] * int(weight)
        chosen += chance.sample(sets[name], int(len(sets[name]) * (weight - int(weight))))
    chance.shuffle(chosen)
    return chosen


def documents(nlp: Language, ner: Path, *, seed: int) -> Iterator[Doc]:
    """One epoch of documents with names, drawn and varied anew for each seed.

    Args:
        nlp: its tokenizer is used.
        ner: the folder of the general sets.
        seed: of all random choices.
    """
    chance = random.Random(seed)
    sets = _sets(ner)
    pool = name_pool(sets["domain"] + sets["crossner"])
    pool["PERSON"].append(
        sorted({name for s in sets["gmb"] for name, label in s.names() if label == "PERSON"})
    )
    sentences = epoch(sets, WEIGHTS, chance)
    while sentences:
        group = [sentences.pop() for _ in range(min(len(sentences), chance.randint(1, SENTENCES)))]
        group = [exchange_names(s, pool, chance) if chance.random() < RATES["names"] else s for s in group]
        yield to_doc(nlp, [respell(sentence, RATES, chance) for sentence in group])

"""Make the general name sets agree with the domain corpus's guide, and say what they leave open."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language

from graph.knowledge.cues import Cues, load_cues
from graph.resources import ontology_dir
from graph.training.gazetteer import Gazetteer, load_gazetteer
from graph.training.marked import UNKNOWN, Marked, Span
from graph.training.sources import read_crossner, read_gmb, read_re3d, read_uner, without_article
from graph.training.subtypes import Refiner
from graph.training.words import word_list

_WORD = re.compile(r"\S+")
_CALENDAR = frozenset({*calendar.day_name, *calendar.month_name})
_MARKS = "\"'“”‘’()[],.;:!?"


def titles(cues: Cues) -> frozenset[str]:
    """Words that stand before a person's name and are no part of it."""
    names = ("heads", "modifiers", "honorifics", "descriptions", "former", "acting")
    return frozenset().union(*(cues.words("positions", name) for name in names)) | {"general"}


def strip_title(marked: Marked, words: frozenset[str], gazetteer: Gazetteer) -> Marked:
    """Names without their article, and people's without the offices and nationalities before them."""
    spans = []
    for span in marked.spans:
        span = without_article(marked.text, span)
        if span.label == "PERSON":
            start = _name_start(marked.text[span.start : span.end], words, gazetteer)
            span = Span(span.start + start, span.end, span.label)
        if span.start < span.end:
            spans.append(span)
    return Marked(marked.text, tuple(spans))


def _name_start(name: str, words: frozenset[str], gazetteer: Gazetteer) -> int:
    """Where the name proper starts: after the last title, the whole length where only titles are there."""
    start = 0
    for word in _WORD.finditer(name):
        bare = word.group().lower()
        leading = word.group() in gazetteer.actors or bare in ("of", "for", "and", "the")
        if bare in words or bare.rstrip(".") in words or (start == word.start() and leading):
            start = word.end() + 1
    return min(start, len(name))


def hide(marked: Marked, lower: frozenset[str], known: frozenset[str], *, capitals: bool = True) -> Marked:
    """The words that might belong to a name of a kind the set does not annotate, as unknown.

    Args:
        marked: the sentence.
        lower: words often seen in lower case; at the start of a sentence they are no names.
        known: title words; they are outside for certain.
        capitals: whether capitalised words may be such names; else only dates and quantities.
    """
    spans = list(marked.spans)
    taken = [(span.start, span.end) for span in spans]
    for word in _WORD.finditer(marked.text):
        bare = word.group().strip(_MARKS)
        if not bare or bare.lower() in known or any(s < word.end() and word.start() < e for s, e in taken):
            continue
        usual = bare.lower() in lower and (word.start() == 0 or bare == "I")
        capital = bare[:1].isupper() and not usual and (capitals or bare in _CALENDAR)
        number = any(c.isdigit() or c == "$" for c in word.group())
        if capital or number or bare.lower() in word_list("dates_and_quantities"):
            spans.append(Span(word.start(), word.end(), UNKNOWN))
    return Marked(marked.text, tuple(sorted(spans, key=lambda span: span.start)))


def open_dates(marked: Marked) -> Marked:
    """Dates beside further words of a date as unknown: the set may have left those out."""
    labels = []
    for span in marked.spans:
        before = marked.text[: span.start].rsplit(maxsplit=1)[-1:]
        after = marked.text[span.end :].split(maxsplit=1)[:1]
        beside = {word.strip(_MARKS).lower() for word in (*before, *after)}
        cut = span.label == "DATE" and beside & (word_list("dates_and_quantities") | {"the", "of"})
        labels.append(UNKNOWN if cut else span.label)
    return marked.relabelled(labels)


def adherents(marked: Marked, gazetteer: Gazetteer) -> Marked:
    """Single capitalised words without a label as adherents or peoples, if no list says otherwise."""
    labels = []
    for name, label in marked.names():
        single = label == UNKNOWN and name[:1].isupper() and name.isalpha() and not name.isupper()
        labels.append("NORP" if single and gazetteer.label(name) in (None, "NORP") else label)
    return marked.relabelled(labels)


def usual_words(sentences: Iterable[Marked], *, least: int = 3) -> frozenset[str]:
    """Words that stand in lower case at least some times."""
    counts = Counter(
        word.strip(_MARKS) for sentence in sentences for word in sentence.text.split() if word[:1].islower()
    )
    return frozenset(word for word, count in counts.items() if count >= least)


def general_sets(nlp: Language, ner: Path, domain: list[Marked]) -> dict[str, list[Marked]]:
    """The general sets, ready to train on, by name; those ending in ``-dev`` to watch it with.

    Args:
        nlp: its tokenizer is used.
        ner: the folder with the sets' files.
        domain: sentences with fine labels, to learn the finer types from.
    """
    gazetteer = load_gazetteer()
    sets = coarse_sets(ner, gazetteer)
    lower = usual_words(sentence for part in sets.values() for sentence in part)
    known = titles(load_cues(ontology_dir()))
    refiner = Refiner(nlp, gazetteer, domain)
    return {
        # UNER's train file marks other names too, if without their kind.
        name: [hide(s, lower, known, capitals=name != "uner") for s in refiner.refine(part)]
        for name, part in sets.items()
    }


def coarse_sets(ner: Path, gazetteer: Gazetteer) -> dict[str, list[Marked]]:
    """The general sets with bounds as the domain corpus's guide has them, their labels fine or a family's."""
    sets = {
        "uner": list(read_uner(ner / "uner-ewt-train.iob2")),
        "crossner": list(read_crossner(ner / "crossner-politics-train.txt")),
        "gmb": [s for s in read_gmb(ner / "gmb-ner.csv.zip") if s.spans],
        "uner-dev": list(read_uner(ner / "uner-ewt-dev.iob2")),
        "crossner-dev": list(read_crossner(ner / "crossner-politics-dev.txt")),
        "re3d": list(read_re3d(ner / "re3d")),
    }
    known = titles(load_cues(ontology_dir()))
    ready = {}
    for name, part in sets.items():
        stripped = [strip_title(open_dates(sentence), known, gazetteer) for sentence in part]
        adhering = name.startswith("crossner")
        ready[name] = [adherents(s, gazetteer) for s in stripped] if adhering else stripped
    return ready

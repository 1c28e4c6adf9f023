"""How alike two names are, whatever their accents, transliteration, initials and titles' order.

Scores run from 0 (different) to 1 (the same). They look at letters alone; what speaks for or against two
names beside their letters is :mod:`graph.linking`'s business.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from rapidfuzz import fuzz

from graph.errors import KnowledgeError
from graph.resources import ontology_dir

SAME = 0.85
"""From this score on, two names are taken for one without further reasons."""
ALIKE = 0.7
"""From this score on, two names are taken for one where the context agrees."""

_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_NOT_WORD = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"\b(?:[Tt]he|THE|an?)\s+(?=\S)")
_DOUBLED = re.compile(r"(.)\1+")


@cache
def fold(name: str) -> str:
    """The name in lower case without accents, articles, possessives and punctuation; never empty."""
    plain = unicodedata.normalize("NFKD", _ARTICLE.sub("", name))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    words = _NOT_WORD.sub(" ", _POSSESSIVE.sub("", plain)).split()
    return " ".join(words) or name.strip().casefold() or "?"


@cache
def sound(name: str) -> str:
    """The folded name with one spelling for each sound: ``sergei lavrov`` for Sergey and Sergej alike."""
    text = " " + fold(name)
    for written, meant in _spellings():
        text = text.replace(written, meant)
    return _DOUBLED.sub(r"\1", text).strip()


def person_score(one: str, other: str) -> float:
    """How well two names of persons agree.

    1 the same letters; .95 the same sounds; .92 a name within a longer one; .9 another order or a surname
    spelt slightly otherwise; .8 an initial; .75 given names that are alike; .6 one is only the other's
    surname; 0 else.
    """
    if fold(one) == fold(other):
        return 1.0
    a, b = sound(one).split(), sound(other).split()
    if a == b:
        return 0.95
    if min(len(a), len(b)) == 1:
        return 0.6 if a[-1] == b[-1] else 0.0
    if sorted(a) == sorted(b):
        return 0.9
    surname = fuzz.ratio(a[-1], b[-1])
    if surname < 88:
        return 0.0
    return min(_given_score(a[:-1], b[:-1]), 1.0 if surname == 100 else 0.9)


def _given_score(a: list[str], b: list[str]) -> float:
    short, long = sorted((a, b), key=len)
    if all(word in long for word in short):
        return 0.92
    pairs = list(zip(short, long, strict=False))
    if all(one == other or (one[0] == other[0] and min(len(one), len(other)) == 1) for one, other in pairs):
        return 0.8
    alike = all(one[0] == other[0] and fuzz.ratio(one, other) >= 85 for one, other in pairs)
    return 0.75 if alike and len(a) == len(b) else 0.0


def name_score(one: str, other: str) -> float:
    """How well two names that are no person's agree; numbers in them must be the same.

    1 the same letters; .95 the same sounds; else .9 where at most a letter or two of a long name differ,
    whatever the order of words; 0 else.
    """
    if fold(one) == fold(other):
        return 1.0
    a, b = sound(one), sound(other)
    if a == b:
        return 0.95
    if min(len(a), len(b)) < 8 or len(a.split()) != len(b.split()):
        return 0.0
    if fuzz.token_sort_ratio(a, b) < 93 or re.findall(r"\d+", a) != re.findall(r"\d+", b):
        return 0.0
    return 0.9


@cache
def _spellings() -> tuple[tuple[str, str], ...]:
    path = ontology_dir() / "spelling.tsv"
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) != 3:
                raise KnowledgeError("three columns expected: from, to, examples", path=path, line=number)
            rows.append((cells[0].replace("^", " "), cells[1] if cells[0][0] != "^" else f" {cells[1]}"))
    return tuple(rows)

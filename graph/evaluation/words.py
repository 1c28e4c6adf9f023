"""How names, titles and quotes are compared: by their plain words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

_POSSESSIVE = re.compile(r"[’']s\b")
_NO_WORD = re.compile(r"[^a-z0-9 ]+")
_ARTICLES = frozenset({"the", "a", "an"})
_LINKS = frozenset({"of", "to", "for", "and", "in"})
LONGEST_QUOTE = 90  # words: evidence is a sentence, not a page
SHORTEST_QUOTE = 4  # words, or the whole gold quote where that is shorter


@cache
def plain(text: str) -> str:
    """A text in lower case without accents, articles, possessives and punctuation."""
    letters = unicodedata.normalize("NFKD", text)
    folded = "".join(char for char in letters if not unicodedata.combining(char)).casefold()
    words = _NO_WORD.sub(" ", _POSSESSIVE.sub("", folded)).split()
    return " ".join(word for word in words if word not in _ARTICLES)


def plain_names(names: Iterable[str]) -> frozenset[str]:
    """The plain forms of names, without empty ones."""
    return frozenset(filter(None, map(plain, names)))


def overlap(gold: str, found: str) -> float:
    """Which share of the words of the shorter quote the longer one holds, 0 to 1.

    Args:
        gold: the annotator's quote.
        found: the claim's quote; one of a page, or of a word or two, is no evidence and counts 0.
    """
    left, right = plain(gold).split(), plain(found).split()
    if not left or not right or max(len(left), len(right)) > LONGEST_QUOTE:
        return 0.0
    if len(right) < min(SHORTEST_QUOTE, len(left)):
        return 0.0
    shorter, longer = sorted((left, right), key=len)
    few = set(shorter)
    return len(few & set(longer)) / len(few)


def same_title(one: str, other: str) -> bool:
    """Whether two offices share at least half of their words: a foreign minister is no prime minister."""
    left, right = (set(plain(title).split()) - _LINKS for title in (one, other))
    return bool(left | right) and 2 * len(left & right) >= len(left | right)

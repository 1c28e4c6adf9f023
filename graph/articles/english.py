"""Whether a text is English, by the share of words that every English text is full of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.articles.boilerplate import load_boilerplate
from graph.model import Span

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 2000


def is_english(text: str, body: Sequence[Span]) -> bool:
    """Whether the body of an article is English; a short one is taken for it unless its script is another.

    Args:
        text: the whole text.
        body: its body, of which the first 2000 words are looked at.
    """
    lists = load_boilerplate()
    words: list[str] = []
    for span in body:
        words += _WORD.findall(text[span.start : span.end].casefold())
        if len(words) >= _ENOUGH:
            break
    latin = sum(word[0] < "\u0250" for word in words)
    if latin < 0.5 * len(words):
        return False
    known = sum(word in lists.english for word in words)
    return len(words) < lists.english_words or known >= lists.english_share * len(words)

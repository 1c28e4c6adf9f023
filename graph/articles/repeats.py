"""Pull quotes and other paragraphs that repeat the running text nearly word for word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from graph.articles.boilerplate import load_boilerplate
from graph.articles.paragraphs import Paragraph

_WORD = re.compile(r"\w+")
_NAME = re.compile(r"\b[A-Z\d][\w.,]*\w|\b\d")


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _names(paragraph: Paragraph) -> frozenset[str]:
    """The names and numbers of a paragraph, less its first word."""
    return frozenset(_NAME.findall(paragraph.text, paragraph.text.find(" ") + 1))


def find_repeats(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs that repeat others, in order; the one in the running text is never among them.

    A repeat brings no new name and no new number. A paragraph that ends as a sentence repeats one that
    came before; one that does not (a pull quote, a sub-headline) repeats what running text says anywhere,
    and in looser words.

    Args:
        paragraphs: running text alone, in order.
    """
    lists = load_boilerplate()
    shingles = {paragraph: _shingles(paragraph.text) for paragraph in paragraphs}
    seen: set[tuple[str, ...]] = set()
    names: Counter[str] = Counter(name for p in paragraphs for name in _names(p))
    running = frozenset().union(*(shingles[p] for p in paragraphs if p.complete))
    for paragraph in paragraphs:
        mine = shingles[paragraph]
        others = seen if paragraph.complete else seen | running
        share = lists.repeat_share if paragraph.complete else lists.pull_quote_share
        new = any(names[name] == 1 for name in _names(paragraph))
        if (
            paragraph.words >= lists.repeat_words
            and mine
            and not new
            and len(mine & others) >= share * len(mine)
        ):
            yield paragraph
        else:
            seen |= mine

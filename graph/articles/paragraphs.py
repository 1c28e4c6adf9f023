"""Paragraphs of a text by offsets: lines, put together where a page broke one sentence over several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_WORDS = re.compile(r"[^\s\u200b-\u200d\u2060\ufeff](?:.*[^\s\u200b-\u200d\u2060\ufeff])?", re.DOTALL)
_CLOSING = "\"'”’»)]*_ \u200d"
_WIDEST_WRAP = 120
_NARROWEST_WRAP = 40


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text without white space at its ends. Offsets are characters, half-open."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        """How many words, as white space parts them."""
        return len(self.text.split())

    @property
    def complete(self) -> bool:
        """Whether it ends as a sentence does, closing quotes and brackets aside."""
        return self.text.rstrip(_CLOSING).endswith((".", "!", "?", "…"))

    @property
    def punctuated(self) -> bool:
        """Whether it ends in any mark that running text may end in."""
        return self.complete or self.text.rstrip(_CLOSING).endswith((":", ";", ",", "–", "—"))


def _lines(text: str, start: int) -> Iterator[Paragraph]:
    for match in _LINE.finditer(text, start):
        words = _WORDS.search(text, match.start(), match.end())
        if words:
            yield Paragraph(words.start(), words.end(), words.group())


def _wrap_width(text: str, lines: list[Paragraph]) -> int | None:
    """The column at which a text was wrapped by a program, or None.

    A line of such a text leaves no room for the next line's first word; four in five must.
    """
    width = max((len(line.text) for line in lines), default=0)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return None
    pairs = [(a, b) for a, b in pairwise(lines) if _adjacent(text, a, b)]
    full = sum(_is_full(a, b, width) for a, b in pairs)
    return width if len(pairs) >= 4 and full >= 0.8 * len(pairs) else None


def _adjacent(text: str, a: Paragraph, b: Paragraph) -> bool:
    between = text[a.end : b.start]
    return between.count("\n") + between.count("\r") - between.count("\r\n") == 1


def _is_full(a: Paragraph, b: Paragraph, width: int) -> bool:
    return len(a.text) + 1 + len(b.text.split()[0]) > width - 4


def _goes_on(a: Paragraph, b: Paragraph) -> bool:
    """Whether ``b`` goes on with a sentence that ``a`` breaks off."""
    return not a.punctuated and a.words >= 5 and b.text[0].islower() and b.complete and b.words >= 3


def split_paragraphs(text: str, *, start: int = 0) -> list[Paragraph]:
    """The paragraphs of a text in order, by offsets into it.

    A paragraph is a line with words. Lines are put together where the text was wrapped at a fixed
    column, and where one breaks off and the next, in lower case, goes on with the sentence.

    Args:
        text: the text as read.
        start: where to begin, in characters.
    """
    lines = list(_lines(text, start))
    width = _wrap_width(text, lines)
    merged: list[Paragraph] = []
    last: Paragraph | None = None
    for line in lines:
        wrapped = width and last and _adjacent(text, last, line) and _is_full(last, line, width)
        if merged and (wrapped or _goes_on(merged[-1], line)):
            begin = merged.pop().start
            merged.append(Paragraph(begin, line.end, text[begin : line.end]))
        else:
            merged.append(line)
        last = line
    return merged

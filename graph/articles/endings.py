"""Where an article ends on its page: headings of what follows, teasers, the author's lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.articles.boilerplate import load_boilerplate
from graph.articles.paragraphs import Paragraph

_COUNT = re.compile(r"^\(?\d+\)?\s+|\s*[(\[]?\d+[)\]]?$")
_READ_TIME = re.compile(r"^\d+\s*-?\s*(?:mins?|minutes?)\s+read$", re.IGNORECASE)
_CUT_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])$")


def line_key(text: str) -> str:
    """A short line for comparison: lower case, without counts and surrounding punctuation."""
    if len(text) > 80:
        return ""
    flat = " ".join(text.replace("’", "'").split()).casefold().strip(" .:;,!?|>»›·•*#_-–—…()[]")
    return _COUNT.sub("", flat).strip(" .:")


def is_running(paragraph: Paragraph) -> bool:
    """Whether a paragraph reads as running text: it ends in punctuation, leads on, or is long."""
    lists = load_boilerplate()
    if paragraph.text.startswith("#"):
        return False
    last = paragraph.text.split()[-1].casefold()
    return paragraph.punctuated or last in lists.leads_on or paragraph.words > lists.heading_words


def find_ending(paragraphs: Sequence[Paragraph]) -> tuple[int, str] | None:
    """The first paragraph that no longer belongs to the article, with the reason.

    Nothing ends an article before it has begun: enough running text must have come before.

    Returns:
        (index, reason), or None where the article goes on to the end of the text.
    """
    lists = load_boilerplate()
    words = 0
    for i, paragraph in enumerate(paragraphs):
        if words >= lists.body_words_before_ending:
            if line_key(paragraph.text) in lists.endings:
                return i, "related"
            start = _teaser_start(paragraphs, i)
            if start is not None:
                return start, "teaser"
        if is_running(paragraph):
            words += paragraph.words
    return None


def _is_mark(paragraph: Paragraph) -> bool:
    alone = all(char in load_boilerplate().legend_marks for char in paragraph.text)
    return alone or bool(_READ_TIME.search(paragraph.text))


def _is_blurb(paragraph: Paragraph) -> bool:
    return paragraph.words <= load_boilerplate().teaser_words


def _is_headline(paragraph: Paragraph) -> bool:
    return 4 <= paragraph.words <= load_boilerplate().title_words and not paragraph.punctuated


def _teaser_start(paragraphs: Sequence[Paragraph], i: int) -> int | None:
    """The headline of a block of teasers whose first sure sign is paragraph ``i``, or None.

    A sign is "6 min read", a lone bullet, or a blurb that is cut off; one alone counts only where the
    text ends with it.
    """
    here = paragraphs[i]
    cut_off = bool(_CUT_OFF.search(here.text)) and _is_blurb(here)
    if not cut_off and not _is_mark(here):
        return None
    start = next((j for j in (i - 1, i - 2) if j > 0 and _is_headline(paragraphs[j])), None)
    if start is None or (start == i - 2 and (cut_off or not _is_blurb(paragraphs[i - 1]))):
        return None
    rest = paragraphs[i + 1 :]
    signs = sum(_is_mark(p) or bool(_CUT_OFF.search(p.text)) for p in rest)
    last = not any(is_running(p) for p in rest) and _is_title_case(paragraphs[start].text)
    return start if signs or last else None


def _is_title_case(text: str) -> bool:
    long = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(long) >= 2 and sum(word[0].isupper() for word in long) >= 0.6 * len(long)


def is_question_heading(paragraph: Paragraph) -> bool:
    """Whether a line is a heading in the form of a question or a cry, by its capitals."""
    short = 3 <= paragraph.words <= load_boilerplate().heading_words
    return short and paragraph.text.endswith(("?", "!")) and _is_title_case(paragraph.text)


def closing_reason(paragraph: Paragraph) -> str | None:
    """Why a paragraph cannot be the last of an article, or None where it can."""
    reason = load_boilerplate().reason(paragraph.text, end=True)
    if reason:
        return reason
    if not is_running(paragraph) or paragraph.text.endswith(":"):
        return "after the end"
    return None

"""Which stretches of a page's text are the article's own, and why the others are not.

The text is never edited: what is kept and what is left out are offsets into it. An ordinary article
loses nothing but its title, its headings and its date line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.articles.boilerplate import load_boilerplate
from graph.articles.dates import find_date, read_date_line
from graph.articles.endings import closing_reason, find_ending, is_question_heading, is_running, line_key
from graph.articles.paragraphs import Paragraph, split_paragraphs
from graph.articles.repeats import find_repeats
from graph.model import LeftOut, Span

_WORD = re.compile(r"\w")
_MARKUP = re.compile(r"(?:[>*•‣·–—-]|\d{1,2}[.)])\s+(?=\S)")
_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.'’-]*(?:[ /](?:de |of )?[A-Z][\w.'’-]*){0,3}(?:, ?[A-Z][\w.'’ -]{2,24}?)?)"
    r"(?P<date>,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)?"
    r"(?P<agency>,? ?\([^()]{2,40}\))?\s{0,2}(?P<mark>--?|–|—|:)\s{1,2}(?=[\"“'‘]?[A-Z0-9])"
)


@dataclass(frozen=True, slots=True)
class Selection:
    """What was found in a text: offsets are characters, half-open, ordered and disjoint."""

    body: tuple[Span, ...]
    left_out: tuple[LeftOut, ...]
    title: str | None = None
    date: str | None = None
    publisher: str | None = None


class _Page:
    """The paragraphs of a text with the reason why each is left out, if it is."""

    def __init__(self, text: str, start: int) -> None:
        self.paragraphs = split_paragraphs(text, start=start)
        self.reasons: dict[Paragraph, str] = {}

    def kept(self) -> list[Paragraph]:
        return [p for p in self.paragraphs if p not in self.reasons]

    def head(self) -> list[Paragraph]:
        """What stands before the first paragraph of running text, whether left out or not."""
        running = (i for i, p in enumerate(self.paragraphs) if p not in self.reasons and is_running(p))
        return self.paragraphs[: next(running, len(self.paragraphs))]


def select_body(text: str, *, start: int = 0, title: str | None = None) -> Selection:
    """Find the article in the text of a page.

    Args:
        text: the text as read.
        start: the first character after the front matter, which is left out.
        title: the headline, where metadata tell it; else the first line may be one.

    Returns:
        The body, what was left out with reasons, and the title, date and publisher that the head tells.
    """
    page = _Page(text, start)
    _leave_out_known_lines(page)
    date, publisher = _date_lines(page)
    found = _title(page, title)
    _leave_out_ending(page)
    _leave_out_headings(page)
    _close(page)
    for paragraph in list(find_repeats([p for p in page.kept() if is_running(p)])):
        page.reasons[paragraph] = "repeat"
    _rescue(page)
    body, datelines, told = _spans(page)
    front = (LeftOut(0, start, "front matter"),) if _WORD.search(text[:start]) else ()
    left = [LeftOut(p.start, p.end, reason) for p, reason in page.reasons.items() if _WORD.search(p.text)]
    ordered = (*front, *sorted(left + datelines))
    return Selection(body, ordered, title or found, date or told, publisher)


def _leave_out_known_lines(page: _Page) -> None:
    lists = load_boilerplate()
    previous: Paragraph | None = None
    for i, paragraph in enumerate(page.paragraphs):
        after = page.paragraphs[i + 1] if i + 1 < len(page.paragraphs) else None
        if not _WORD.search(paragraph.text):
            page.reasons[paragraph] = "ornament"
        elif line_key(paragraph.text) in lists.navigation:
            page.reasons[paragraph] = "navigation"
        elif reason := lists.reason(paragraph.text):
            page.reasons[paragraph] = reason
        elif paragraph.text[0] in lists.legend_marks and not is_running(paragraph):
            page.reasons[paragraph] = "legend"
        elif _is_stray(paragraph, previous, after):
            page.reasons[paragraph] = "stray words"
        else:
            previous = paragraph


def _is_stray(paragraph: Paragraph, before: Paragraph | None, after: Paragraph | None) -> bool:
    """A few lower-case words between two whole paragraphs: the text of an image or an advert."""
    few = paragraph.words <= 4 and paragraph.text[0].islower() and not paragraph.punctuated
    whole = before is None or before.complete or before.words > load_boilerplate().heading_words
    return few and whole and not (after and after.text[0].islower() and after.punctuated)


def _date_lines(page: _Page) -> tuple[str | None, str | None]:
    """Leave out date lines; the first date that stands before much running text is the article's."""
    date = publisher = None
    words = 0
    for paragraph in page.paragraphs:
        early = words < load_boilerplate().body_words_before_ending
        reason = page.reasons.get(paragraph)
        line = read_date_line(paragraph.text) if reason in {None, "byline"} else None
        if line:
            page.reasons[paragraph] = "date line"
            if early:
                date, publisher = date or line[0], publisher or line[1]
        elif reason == "byline" and early and (stated := find_date(paragraph.text)):
            date = date or stated[0]
        elif not reason and paragraph.complete:
            words += paragraph.words
    return date, publisher


def _title(page: _Page, known: str | None) -> str | None:
    """Leave out the title and its copies in the head; return it where the text alone tells it."""
    lists = load_boilerplate()
    key = line_key(known or "") or None
    found = None
    head = [p for p in page.head() if p not in page.reasons]
    running = next((p for p in page.kept() if is_running(p)), None)
    if running and not head and _is_headline(running) and len(page.kept()) > 1:
        head = [running]
    for paragraph in head:
        same = key is not None and line_key(paragraph.text) == key
        if same or (key is None and running and paragraph.words <= lists.title_words):
            page.reasons[paragraph] = "title"
            found = found or " ".join(paragraph.text.lstrip("# ").split())
            key = key or line_key(paragraph.text)
    return found


def _is_headline(paragraph: Paragraph) -> bool:
    """A first line that is long for a heading, or a question, and yet one."""
    long = paragraph.words <= load_boilerplate().title_words and not paragraph.punctuated
    return (long and not re.search(r"[.!?] ", paragraph.text)) or is_question_heading(paragraph)


def _leave_out_ending(page: _Page) -> None:
    ending = find_ending(page.paragraphs)
    if ending:
        for paragraph in page.paragraphs[ending[0] :]:
            page.reasons[paragraph] = ending[1]


def _leave_out_headings(page: _Page) -> None:
    bullets = load_boilerplate().bullets
    for paragraph in page.kept():
        item = paragraph.text[0] in bullets and paragraph.words > 3
        if (not is_running(paragraph) and not item) or is_question_heading(paragraph):
            page.reasons[paragraph] = "heading"


def _close(page: _Page) -> None:
    """Take from the end what cannot be an article's last paragraph."""
    kept = page.kept()
    words = sum(p.words for p in kept)
    while kept and (reason := closing_reason(kept[-1])):
        words -= kept[-1].words
        if words < load_boilerplate().body_words_before_ending:
            break
        page.reasons[kept.pop()] = reason


def _rescue(page: _Page) -> None:
    """A text of headlines alone keeps them: better a heading read than nothing."""
    if not page.kept():
        for paragraph, reason in list(page.reasons.items()):
            if reason in {"heading", "title"} and paragraph.words > 3:
                del page.reasons[paragraph]


def _spans(page: _Page) -> tuple[tuple[Span, ...], list[LeftOut], str | None]:
    """The body, less list marks and the dateline of the first paragraphs, with the dateline's date."""
    spans, left, date = [], [], None
    for i, paragraph in enumerate(page.kept()):
        start = paragraph.start
        if mark := _MARKUP.match(paragraph.text):
            start += mark.end()
        elif i < 2 and (line := _DATELINE.match(paragraph.text)) and _is_dateline(line):
            start += line.end()
            left.append(LeftOut(paragraph.start, start, "dateline"))
            stated = find_date(line["date"] or "")
            date = date or (stated[0] if stated else None)
        spans.append(Span(start, paragraph.end))
    return tuple(spans), left, date


def _is_dateline(line: re.Match[str]) -> bool:
    """A place with a date or an agency, or a long place in capitals, before the first sentence."""
    if line["date"] or line["agency"]:
        return True
    place = line["place"]
    return place.isupper() and len(place) > 5 and place.count(" ") < 2 and line["mark"] != "-"

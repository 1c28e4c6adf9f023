"""Dates in a text, resolved against the article's own date and never guessed.

What is told is kept as precise as it is told: a day, a month, a year, or an interval of days. A weekday or a month
without a year is the nearest one before the article's date, or after it where the clause speaks of the future; with
no date of the article it stays open, unless the text itself names the year it is speaking of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Doc, Span

_MONTHS = (
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|"
    "october oct|november nov|december dec"
)
MONTHS = {name: number for number, names in enumerate(_MONTHS.split("|"), 1) for name in names.split()}
WEEKDAYS = {
    name: n
    for n, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve"
NUMBERS = {word: number for number, word in enumerate(_NUMBERS.split())} | {"a": 1, "an": 1}
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_TO = r"(?:\s*[-–—]\s*(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"

_UNITS = r"(?P<number>\d{1,3}|[A-Za-z]+)\s+(?P<unit>day|week|month|year)s?"
MAX_SHIFT = 60  # tokens within which "two days later" counts from a date told before


@dataclass(frozen=True, slots=True)
class Time:
    """A date expression.

    Attributes:
        start, end: tokens, half-open.
        date, date_end: ISO 8601 for a clause about the past; None where it cannot be resolved.
        future, future_end: the same for a clause about the future.
    """

    start: int
    end: int
    date: str | None
    date_end: str | None
    future: str | None
    future_end: str | None


Dates = tuple[str | None, str | None, str | None, str | None]


def _same(start: str | None, end: str | None = None) -> Dates:
    return start, end, start, end


@dataclass(frozen=True, slots=True)
class Reference:
    """What relative dates are counted from: the article's day, or only a year that its text speaks of."""

    day: date | None
    year: int | None


def reference_of(doc: Doc, article_date: str | None) -> Reference:
    """The reference of an article; without a date, the year that most months in the text carry."""
    if article_date and len(article_date) == 10:
        day = date.fromisoformat(article_date)
        return Reference(day, day.year)
    if article_date:
        return Reference(None, int(article_date[:4]))
    years = Counter(int(m["year"]) for m in re.finditer(rf"{_MONTH},?\s+(?:\d\d?,\s+)?{_YEAR}", doc.text))
    if not years:
        return Reference(None, None)
    return Reference(None, max(years, key=lambda year: (years[year], year)))


def find_times(doc: Doc, article_date: str | None) -> list[Time]:
    """The date expressions of a document, disjoint and in text order.

    Args:
        doc: a tokenised document.
        article_date: ISO 8601 or None.
    """
    reference = reference_of(doc, article_date)
    text = doc.text
    taken = bytearray(len(text))  # 1 for each character of a time already found
    found = []
    for pattern, resolve in _PATTERNS:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
            if span is None or (resolve is _year and _ends_name(doc, span.start)):
                continue
            dates = resolve(match, reference)
            if dates is None:
                continue
            taken[match.start() : match.end()] = b"\1" * len(match[0])
            if _is_set(doc, span):
                dates = (dates[2], dates[3], dates[2], dates[3])
            found.append(Time(span.start, span.end, *dates))
    return _with_anaphors(doc, text, sorted(found, key=lambda time: time.start), reference)


def _is_set(doc: Doc, span: Span) -> bool:
    """Whether a day is one to come, as in "was summoned for Wednesday", but not in "thanked X for Wednesday's help"."""
    after = doc[span.end].text if span.end < len(doc) else ""
    told = doc[span.start].lower_ == "last" or after in ("'s", "’s")
    return span.start > 0 and doc[span.start - 1].lower_ == "for" and not told


def _with_anaphors(doc: Doc, text: str, times: list[Time], reference: Reference) -> list[Time]:
    """Add what is counted from the last date told before it: "the same day", "two months later"."""
    matches = [*_ANAPHOR.finditer(text), *_SHIFTED.finditer(text)]
    for match in sorted(matches, key=lambda match: match.start()):
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is None:
            continue
        before = [t for t in times if t.end <= span.start and t.date and not _names(doc, t)]
        if match.re is _SHIFTED:
            near = before[-1].date if before and span.start - before[-1].end < MAX_SHIFT else None
            times.append(Time(span.start, span.end, *_shifted(match, near, reference)))
        else:
            days = [str(t.date) for t in before if t.date is not None and len(t.date) == 10]
            if not days:
                continue
            shift = 0 if match["which"].lower() == "same" else 1
            day = (date.fromisoformat(days[-1]) + timedelta(days=shift)).isoformat()
            times.append(Time(span.start, span.end, day, None, day, None))
        times.sort(key=lambda time: time.start)
    return times


def _shifted(match: re.Match[str], near: str | None, reference: Reference) -> Dates:
    """As in "six days earlier", from the date told before, else "earlier" than the article."""
    earlier = match["way"] == "earlier"
    if near is None:
        return (_ago(match, reference) if earlier else None) or _same(None)
    count, unit = _count(match), match["unit"].lower()
    if count is None or unit == "week" or len(near) < {"day": 10, "month": 7, "year": 4}[unit]:
        return _same(None)
    count = -count if earlier else count
    if unit == "day":
        return _same((date.fromisoformat(near) + timedelta(days=count)).isoformat())
    return _same(_months_on(int(near[:4]), int(near[5:7] or 1), count, unit))


def _ends_name(doc: Doc, index: int) -> bool:
    """Whether a year is the end of a name ("Vision 2030")."""
    before = doc[index - 1] if index else None
    return before is not None and before.pos_ == "PROPN" and before.text.lower().rstrip(".") not in MONTHS


def _names(doc: Doc, time: Time) -> bool:
    """Whether a date is part of what a thing is called ("the May 3 agreement"): nothing is told of that day."""
    return time.end < len(doc) and doc[time.end].pos_ in ("NOUN", "ADJ") and doc[time.start - 1].pos_ == "DET"


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _month_day(match: re.Match[str], reference: Reference) -> Dates | None:
    groups = match.groupdict()
    month = MONTHS[groups["month"].lower().rstrip(".")]
    day = int(groups["day"])
    last = int(groups["day2"]) if groups.get("day2") else None
    if groups.get("year"):
        year = int(groups["year"])
        return _same(_day(year, month, day), (last and _day(year, month, last)) or None)
    if reference.day is None:
        if reference.year is None:
            return None, None, None, None
        return _same(_day(reference.year, month, day), (last and _day(reference.year, month, last)) or None)
    years = []
    for future in (False, True):
        year = reference.day.year
        here = _day(year, month, day)
        if here and future and here < (reference.day - timedelta(days=1)).isoformat():
            year += 1
        elif here and not future and here > (reference.day + timedelta(days=1)).isoformat():
            year -= 1
        years.append(year)
    past, coming = years
    end = [(last and _day(year, month, last)) or None for year in years]
    return _day(past, month, day), end[0], _day(coming, month, day), end[1]


def _month_only(match: re.Match[str], reference: Reference) -> Dates | None:
    month = MONTHS[match["month"].lower().rstrip(".")]
    year = match.groupdict().get("year")
    if year:
        return _same(f"{year}-{month:02d}")
    if reference.year is None:
        return None, None, None, None
    if reference.day is None:
        return _same(f"{reference.year}-{month:02d}")
    past = reference.day.year if month <= reference.day.month else reference.day.year - 1
    coming = reference.day.year if month >= reference.day.month else reference.day.year + 1
    return f"{past}-{month:02d}", None, f"{coming}-{month:02d}", None


def _named_month_before(match: re.Match[str], reference: Reference) -> Dates | None:
    """As in "last April", "next May"."""
    month = MONTHS[match["month"].lower().rstrip(".")]
    if reference.day is None:
        return None, None, None, None
    year = reference.day.year
    if match["which"].lower() == "next":
        return _same(f"{year if month > reference.day.month else year + 1}-{month:02d}")
    return _same(f"{year if month < reference.day.month else year - 1}-{month:02d}")


def _weekday(match: re.Match[str], reference: Reference) -> Dates | None:
    if reference.day is None:
        return None, None, None, None
    wanted = WEEKDAYS[match["weekday"].lower()]
    back = (reference.day.weekday() - wanted) % 7
    which = (match.groupdict().get("which") or "").lower()
    if which in ("last", "past") and back == 0:
        back = 7
    past = (reference.day - timedelta(days=back)).isoformat()
    ahead = (wanted - reference.day.weekday()) % 7
    if which == "next" or ahead == 0:
        ahead = ahead or 7
    coming = (reference.day + timedelta(days=ahead)).isoformat()
    return (coming, None, coming, None) if which == "next" else (past, None, coming, None)


def _near_day(match: re.Match[str], reference: Reference) -> Dates | None:
    if reference.day is None:
        return None, None, None, None
    word = match["word"].lower()
    shift = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    return _same((reference.day + timedelta(days=shift)).isoformat())


def _near_unit(match: re.Match[str], reference: Reference) -> Dates | None:
    """As in "last week", "this month", "next year", "earlier this month"."""
    unit, which = match["unit"].lower(), match["which"].lower()
    shift = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(which, 0)
    if unit == "year":
        return None if reference.year is None else _same(str(reference.year + shift))
    if reference.day is None:
        return None, None, None, None
    if unit == "month":
        at = reference.day.year * 12 + reference.day.month - 1 + shift
        return _same(f"{at // 12}-{at % 12 + 1:02d}")
    monday = reference.day - timedelta(days=reference.day.weekday()) + timedelta(weeks=shift)
    if unit == "weekend":
        return _same((monday + timedelta(days=5)).isoformat(), (monday + timedelta(days=6)).isoformat())
    return _same(monday.isoformat(), (monday + timedelta(days=6)).isoformat())


def _count(match: re.Match[str]) -> int | None:
    word = match["number"].lower()
    return int(word) if word.isdigit() else NUMBERS.get(word)


def _months_on(year: int, month: int, count: int, unit: str) -> str:
    """The month, or for years the year, so many units after a month."""
    at = year * 12 + month - 1 + count * (12 if unit == "year" else 1)
    return str(at // 12) if unit == "year" else f"{at // 12}-{at % 12 + 1:02d}"


def _ago(match: re.Match[str], reference: Reference) -> Dates | None:
    """As in "three days ago": as precise as its unit."""
    count = _count(match)
    if count is None or reference.day is None:
        return None, None, None, None
    unit = match["unit"].lower()
    if unit == "day":
        return _same((reference.day - timedelta(days=count)).isoformat())
    if unit == "week":
        return None, None, None, None
    return _same(_months_on(reference.day.year, reference.day.month, -count, unit))


def _iso(match: re.Match[str], _: Reference) -> Dates | None:
    return _same(match.group()) if _day(*map(int, match.group().split("-"))) else None


def _year(match: re.Match[str], _: Reference) -> Dates | None:
    last = match.groupdict().get("year2")
    return _same(match["year"], last)


def _decade(match: re.Match[str], _: Reference) -> Dates | None:
    start = int(match["decade"])
    return _same(str(start), str(start + 9))


_ANAPHOR = re.compile(r"\bthe (?P<which>[Ss]ame|[Ff]ollowing|[Nn]ext) day\b")
_SHIFTED = re.compile(rf"\b{_UNITS}\s+(?P<way>earlier|later)\b")
_PATTERNS: list[tuple[re.Pattern[str], Callable[[re.Match[str], Reference], Dates | None]]] = [
    (re.compile(r"\b(?:19|20)\d\d-[01]\d-[0-3]\d\b"), _iso),
    (re.compile(rf"\b(?:{_WEEKDAY},?\s+)?{_MONTH}\s+{_DAY}{_TO}(?:,?\s+{_YEAR})?\b(?![\d%])"), _month_day),
    (re.compile(rf"\b(?:{_WEEKDAY},?\s+)?{_DAY}{_TO}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?\b"), _month_day),
    (re.compile(rf"\b(?P<which>[Ll]ast|[Nn]ext)\s+{_MONTH}\b"), _named_month_before),
    (re.compile(rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b"), _month_only),
    (re.compile(rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast)\s+)?{_WEEKDAY}\b"), _weekday),
    (re.compile(r"\b(?P<word>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow)\b"), _near_day),
    (
        re.compile(
            r"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]revious|[Cc]oming)\s+(?P<unit>week|month|year|weekend)\b"
        ),
        _near_unit,
    ),
    (re.compile(r"\b[Ee]arlier (?:in )?(?P<which>the|this) (?P<unit>month|year|week)\b"), _near_unit),
    (
        re.compile(rf"\b{_UNITS}\s+ago\b"),
        _ago,
    ),
    (re.compile(rf"\b(?<=[Ii]n )(?:early |late |mid-)?{_MONTH}\b(?!\s+[A-Z])"), _month_only),
    (re.compile(rf"\((?:early |late )?{_MONTH}\)"), _month_only),
    (re.compile(rf"(?<=[Ss]ince ){_MONTH}\b"), _month_only),
    (re.compile(r"\b(?P<decade>(?:19|20)\d0)s\b"), _decade),
    (
        re.compile(
            rf"\b(?<![$€£\d.,-]){_YEAR}(?:\s*[-–]\s*(?P<year2>(?:19|20)\d\d))?\b(?!\s*(?:percent|%|troops|people|million|billion|UTC|km|miles|jobs))"
        ),
        _year,
    ),
]

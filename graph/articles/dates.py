"""Dates as news pages write them, as precise as told."""

from __future__ import annotations

import re
from datetime import date as calendar_date

from graph.articles.boilerplate import load_boilerplate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?!\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}-(?P<number>\d\d)(?:-(?P<day>\d\d))?(?!\d)(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?",
        rf"(?<!\w){_MONTH} {_DAY},? {_YEAR}",
        rf"(?<!\d){_DAY}[ -]{_MONTH},?[ -]{_YEAR}",
        rf"(?<!\w){_MONTH},? {_YEAR}",
        rf"(?<!\d)(?P<day>\d\d?)(?P<mark>[-./])(?P<number>\d\d?)(?P=mark){_YEAR}",
        rf"(?<!\d){_YEAR}(?P<between>[./])(?P<number>\d\d?)(?P=between)(?P<day>\d\d?)(?!\d)",
    )
)
_CLOCK = re.compile(
    r"\d{1,2}(?:[:.]\d\d){1,2}\s*(?:[ap]\.?m\.?)?(?:\s*\(?(?:GMT|UTC|IST|EST|EDT|ET|CET|CEST|BST|MSK|Z)\b\)?)?"
    r"(?:\s*[+-]\d\d:?\d\d)?|\d{1,2}\s*[ap]\.?m\.?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?", re.IGNORECASE
)


def find_date(text: str) -> tuple[str, int, int] | None:
    """The first date in a text with its year: ISO 8601 as precise as told, and its offsets.

    A day that may be a month ("03/04/2025") is left open and the year alone is taken; with hyphens or
    full stops the day comes first.

    Args:
        text: a line, not a whole article.
    """
    for form in _FORMS:
        for match in form.finditer(text):
            iso = _iso(match.groupdict())
            if iso:
                return iso, match.start(), match.end()
    return None


def normalise_date(text: str | None) -> str | None:
    """A date given as metadata in ISO 8601, as precise as told, or None where it is none."""
    text = " ".join((text or "").split())
    if re.fullmatch(r"(?:1[89]|20)\d\d", text):
        return text
    found = find_date(text)
    return found[0] if found else None


def _iso(parts: dict[str, str | None]) -> str | None:
    year, day, number, month = (parts.get(key) for key in ("year", "day", "number", "month"))
    first = int(day) if day else None
    second = int(number) if number else _MONTHS.index(month[:3].lower()) + 1 if month else None
    mark = parts.get("mark")
    if mark == "/" and first and second and first <= 12 and second <= 12 and first != second:
        return year
    if mark and first and second and second > 12 >= first:
        first, second = second, first
    return _checked(int(year or 0), second, first)


def _checked(year: int, month: int | None, day: int | None) -> str | None:
    try:
        whole = calendar_date(year, month or 1, day or 1).isoformat()
    except ValueError:
        return None
    return whole if day else whole[:7] if month else whole[:4]


def read_date_line(line: str) -> tuple[str | None, str | None] | None:
    """What a line tells that holds a date and little else: the date and the publisher beside it.

    "Wednesday, January 23, 2019", "Updated on 3 May 2025, 10:15 IST", "Moscow, 3 May 2025",
    "Daily Herald | 3 May 2025", "Daily Herald03-05-2025", and an empty "Date:".

    Returns:
        (ISO date or None, publisher or None), or None where the line is no date line.
    """
    if len(line) > 120:
        return None
    flat = " ".join(line.split())
    found = find_date(flat)
    if not found:
        return (None, None) if flat.casefold().rstrip(" :") in {"date", "published", "updated"} else None
    iso, start, end = found
    rest = _remainder(f"{flat[:start]} {flat[end:]}")
    if not rest:
        return iso, None
    before = flat[:start]
    if _is_name(rest, 5) and not flat[end:].strip(" .|"):
        if before[-1:].isalpha() or before.rstrip()[-1:] in "|·•":
            return iso, rest
        if before.rstrip()[-1:] in ",–—-:/" and _is_name(rest, 3):
            return iso, None
    return None


def _remainder(text: str) -> str:
    """What is left of a date line without weekday, hour and labels."""
    text = _WEEKDAY.sub(" ", _CLOCK.sub(" ", text))
    text = " ".join(text.split()).strip(" ,.:;|·•-–—/()[]")
    labels = load_boilerplate().date_labels
    kept = text.casefold()
    while kept:
        label = max(
            (x for x in labels if kept == x or kept.startswith((x + " ", x + ":"))), key=len, default=None
        )
        if label is None:
            return text
        text = text[len(label) :].strip(" ,.:;|·•-–—/")
        kept = text.casefold()
    return ""


def _is_name(text: str, words: int) -> bool:
    parts = text.split()
    return len(parts) <= words and all(x[0].isupper() or x in {"of", "the", "and", "&"} for x in parts)

"""Dates as precise as they are told: first and last day, windows, months."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from graph.network.errors import NetworkError, choose

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
UNITS = {"year": 4, "month": 7, "day": 10}
"""Units of time with the length of their ISO 8601 text."""

Window = str | tuple[str | None, str | None]
"""A period such as ``2024``, ``2024-11`` or ``2024-06/2024-11-15``, or its first and last date."""


def days(text: str | None) -> tuple[date, date] | None:
    """The first and the last day of a date as told, or None where it is no date.

    >>> days("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    told = _ISO.fullmatch((text or "").strip())
    if told is None:
        return None
    year, month, day = (int(part) if part else None for part in told.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        last = date(first.year, month or 12, day or calendar.monthrange(first.year, month or 12)[1])
    except ValueError:
        return None
    return first, last


def bounds(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """The first day of ``since`` and the last day of ``until``.

    Raises:
        NetworkError: where one is no date, or they are in the wrong order.
    """
    first, last = _bound("since", since), _bound("until", until)
    start, end = first and first[0], last and last[1]
    if start and end and start > end:
        raise NetworkError(f"since {since} is after until {until}: swap them")
    return start, end


def around(*windows: Window) -> tuple[str | None, str | None]:
    """The first and the last day of the time that holds all windows, None where one is open."""
    spans = [bounds(*window(each)) for each in windows]
    starts = [start.isoformat() for start, _ in spans if start]
    ends = [end.isoformat() for _, end in spans if end]
    all_start, all_end = len(starts) == len(spans), len(ends) == len(spans)
    return min(starts) if all_start else None, max(ends) if all_end else None


def _bound(name: str, text: str | None) -> tuple[date, date] | None:
    found = days(text)
    if text is not None and found is None:
        raise NetworkError(f"{name} {text!r} is no date: write 2024, 2024-11 or 2024-11-28")
    return found


def window(text: Window) -> tuple[str | None, str | None]:
    """The first and last date of a window, as dates are told.

    >>> window("2024-06/2024-11")
    ('2024-06', '2024-11')
    >>> window("2024")
    ('2024', '2024')

    Raises:
        NetworkError: where the text is no period.
    """
    if isinstance(text, str):
        first, mark, last = text.partition("/")
        since, until = (first or None, last or None) if mark else (first, first)
    else:
        since, until = text
    bounds(since, until)
    return since, until


def within(told: str | None, end: str | None, start: date | None, stop: date | None) -> bool | None:
    """Whether an event falls into a window.

    One with an end counts where its days overlap the window; one without counts where all days that its
    date leaves open are inside: "2024" does not fall into November.

    Args:
        told: its date, as precise as told.
        end: its last date, or None.
        start: first day of the window, or None where it is open.
        stop: last day of the window, or None.

    Returns:
        None where the event has no date.
    """
    first, last = days(told), days(end)
    if first is None:
        return None
    low, high = start or date.min, stop or date.max
    if last is not None:
        return first[0] <= high and last[1] >= low
    return low <= first[0] and first[1] <= high


def unit(text: str | None, by: str) -> str | None:
    """The year, month or day of a date as told, or None where it is not told so precisely."""
    length = UNITS[choose("by", by, UNITS)]
    return text[:length] if text and days(text) and len(text) >= length else None


def spell(first: str, last: str, by: str) -> Iterator[str]:
    """Every year, month or day from the first to the last, both included."""
    day = (days(first) or (date.min,))[0]
    while day.isoformat()[: UNITS[by]] <= last:
        text = day.isoformat()[: UNITS[by]]
        yield text
        day = date.fromordinal((days(text) or (day, day))[1].toordinal() + 1)

"""Dates and date lines as pages write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.articles.dates import find_date, normalise_date, read_date_line

DATES = [
    ("2025-06-03", "2025-06-03"),
    ("2025-06-03T10:15:00Z", "2025-06-03"),
    ("2025-06-03 10:15:00+02:00", "2025-06-03"),
    ("2025-06", "2025-06"),
    ("2025", "2025"),
    ("June 3, 2025", "2025-06-03"),
    ("Jun. 3 2025", "2025-06-03"),
    ("3rd of no month", None),
    ("3rd June 2025", "2025-06-03"),
    ("3-Jun-2025", "2025-06-03"),
    ("Sept. 30, 2024", "2024-09-30"),
    ("June 2025", "2025-06"),
    ("Tue, 03 Jun 2025 10:15:00 GMT", "2025-06-03"),
    ("03.06.2025", "2025-06-03"),
    ("03-06-2025", "2025-06-03"),
    ("06-23-2025", "2025-06-23"),
    ("23/06/2025", "2025-06-23"),
    ("06/23/2025", "2025-06-23"),
    ("03/06/2025", "2025"),
    ("06/06/2025", "2025-06-06"),
    ("2025/06/03", "2025-06-03"),
    ("February 30, 2025", None),
    ("31-31-2025", None),
    ("resolution 2231", None),
    ("1749081600", None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("text", "iso"), DATES)
def test_normalise_date(text: str | None, iso: str | None) -> None:
    assert normalise_date(text) == iso


LINES = [
    ("Wednesday, June 4, 2025", ("2025-06-04", None)),
    ("Updated on 4 June 2025, 10:15 IST", ("2025-06-04", None)),
    ("Published: June 4, 2025 at 9:05 p.m. EDT", ("2025-06-04", None)),
    ("Moscow, 4 June 2025", ("2025-06-04", None)),
    ("The Coast Herald | 4 June 2025", ("2025-06-04", "The Coast Herald")),
    ("The Coast Herald04-06-2025", ("2025-06-04", "The Coast Herald")),
    ("Date:", (None, None)),
    ("Joint declaration of 4 June 2025", None),
    ("On 4 June 2025 the ministers met in Lima.", None),
    ("A treaty signed on 4 June 2025 | Background", None),
    ("The summit", None),
]


@pytest.mark.parametrize(("line", "told"), LINES)
def test_read_date_line(line: str, told: tuple[str | None, str | None] | None) -> None:
    assert read_date_line(line) == told


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_found_in_every_plain_form(day: date) -> None:
    month = day.strftime("%B")
    for text in (day.isoformat(), f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}"):
        assert find_date(f"x {text} y") == (day.isoformat(), 2, 2 + len(text))


@given(st.text(max_size=150))
def test_any_line_is_read_without_error(text: str) -> None:
    read_date_line(text)
    normalise_date(text)

"""Date expressions against an article's date."""

from itertools import pairwise

import pytest
from spacy.lang.en import English

from graph.extraction.times import find_times, reference_of

NLP = English()
DAY = "2031-06-12"  # a Thursday

# Text, what a past clause means, what a future one means; (start, end) where it is an interval.
KNOWN = [
    ("on 28 November 2024", "2024-11-28", "2024-11-28"),
    ("on November 28, 2024", "2024-11-28", "2024-11-28"),
    ("on Nov. 28, 2024", "2024-11-28", "2024-11-28"),
    ("on 2029-02-03", "2029-02-03", "2029-02-03"),
    ("on 3rd March 2030", "2030-03-03", "2030-03-03"),
    ("on Thursday, 3 April 2031", "2031-04-03", "2031-04-03"),
    ("on 1 June", "2031-06-01", "2032-06-01"),
    ("on June 20", "2030-06-20", "2031-06-20"),
    ("on 12 June", "2031-06-12", "2031-06-12"),
    ("on 11-13 March 2030", ("2030-03-11", "2030-03-13"), ("2030-03-11", "2030-03-13")),
    ("on March 11–13, 2030", ("2030-03-11", "2030-03-13"), ("2030-03-11", "2030-03-13")),
    ("in November 2024", "2024-11", "2024-11"),
    ("in November", "2030-11", "2031-11"),
    ("in June", "2031-06", "2031-06"),
    ("in March", "2031-03", "2032-03"),
    ("in early March", "2031-03", "2032-03"),
    ("since April", "2031-04", "2032-04"),
    ("last April", "2031-04", "2031-04"),
    ("last August", "2030-08", "2030-08"),
    ("next August", "2031-08", "2031-08"),
    ("next April", "2032-04", "2032-04"),
    ("in 2014", "2014", "2014"),
    ("the 2024 election", "2024", "2024"),
    ("in 2022-2024", ("2022", "2024"), ("2022", "2024")),
    ("in the 1970s", ("1970", "1979"), ("1970", "1979")),
    ("on Monday", "2031-06-09", "2031-06-16"),
    ("on Wednesday", "2031-06-11", "2031-06-18"),
    ("on Thursday", "2031-06-12", "2031-06-19"),
    ("on Friday", "2031-06-06", "2031-06-13"),
    ("last Monday", "2031-06-09", "2031-06-16"),
    ("for Wednesday", "2031-06-18", "2031-06-18"),
    ("for 1 June", "2032-06-01", "2032-06-01"),
    ("for 3 March 2030", "2030-03-03", "2030-03-03"),
    ("for Wednesday's raid", "2031-06-11", "2031-06-18"),
    ("for last Monday", "2031-06-09", "2031-06-16"),
    ("last Thursday", "2031-06-05", "2031-06-19"),
    ("next Tuesday", "2031-06-17", "2031-06-17"),
    ("this Friday", "2031-06-06", "2031-06-13"),
    ("yesterday", "2031-06-11", "2031-06-11"),
    ("Today", "2031-06-12", "2031-06-12"),
    ("tomorrow", "2031-06-13", "2031-06-13"),
    ("last week", ("2031-06-02", "2031-06-08"), ("2031-06-02", "2031-06-08")),
    ("this week", ("2031-06-09", "2031-06-15"), ("2031-06-09", "2031-06-15")),
    ("next week", ("2031-06-16", "2031-06-22"), ("2031-06-16", "2031-06-22")),
    ("next weekend", ("2031-06-21", "2031-06-22"), ("2031-06-21", "2031-06-22")),
    ("last month", "2031-05", "2031-05"),
    ("earlier this month", "2031-06", "2031-06"),
    ("earlier in the month", "2031-06", "2031-06"),
    ("next month", "2031-07", "2031-07"),
    ("last year", "2030", "2030"),
    ("next year", "2032", "2032"),
    ("this year", "2031", "2031"),
    ("three days ago", "2031-06-09", "2031-06-09"),
    ("10 days ago", "2031-06-02", "2031-06-02"),
    ("a day earlier", "2031-06-11", "2031-06-11"),
    ("two months ago", "2031-04", "2031-04"),
    ("a year ago", "2030", "2030"),
    ("six months ago", "2030-12", "2030-12"),
]
OPEN = [
    ("several years ago", None),
    ("two weeks ago", None),
    ("on 31 February", None),
]
# Without a date of the article: nothing is guessed.
UNKNOWN = [
    ("on Monday", None),
    ("yesterday", None),
    ("last week", None),
    ("last month", None),
    ("in March", None),
    ("on 3 March", None),
    ("three days ago", None),
    ("on 3 March 2030", "2030-03-03"),
    ("in March 2030", "2030-03"),
    ("in 2014", "2014"),
    ("last August", None),
]
# Only a year is known of the article.
YEAR_ONLY = [
    ("in March", "2031-03"),
    ("on 3 March", "2031-03-03"),
    ("last year", "2030"),
    ("on Monday", None),
    ("yesterday", None),
    ("last month", None),
]
NO_DATE = [
    "2030 troops stood by",
    "it cost $2030",
    "2024 percent",
    "May God help",
    "the marching band",
    "Sunni monks",
    "a second ago it rained",
    "the weekly report",
    "number 1,970",
]


def both(text, date):
    found = find_times(NLP(f"They met {text} ."), date)
    assert len(found) == 1, found
    time = found[0]
    return tuple(
        (start, end) if end else start
        for start, end in ((time.date, time.date_end), (time.future, time.future_end))
    )


@pytest.mark.parametrize(("text", "past", "future"), KNOWN)
def test_with_the_article_s_date(text, past, future):
    assert both(text, DAY) == (past, future)


@pytest.mark.parametrize(("text", "expected"), OPEN)
def test_what_stays_open(text, expected):
    assert both(text, DAY) == (expected, expected)


@pytest.mark.parametrize(("text", "expected"), UNKNOWN)
def test_without_a_date_of_the_article(text, expected):
    assert both(text, None) == (expected, expected)


@pytest.mark.parametrize(("text", "expected"), YEAR_ONLY)
def test_with_the_article_s_year(text, expected):
    assert both(text, "2031") == (expected, expected)


@pytest.mark.parametrize("text", NO_DATE)
def test_no_date(text):
    assert find_times(NLP(text), DAY) == []


def test_a_year_spoken_of_serves_where_the_article_has_no_date():
    doc = NLP("In March 2019 they met. On 4 April they met again. In May it ended.")
    assert reference_of(doc, None).year == 2019
    assert [time.date for time in find_times(doc, None)] == ["2019-03", "2019-04-04", "2019-05"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 3 March 2030 they met. Six days earlier they had spoken.", ["2030-03-03", "2030-02-25"]),
        ("On 3 March 2030 they met. Two months later they met again.", ["2030-03-03", "2030-05"]),
        ("In 2029 they met. A year later they met again.", ["2029", "2030"]),
        ("In 2029 they met. A day later they met again.", ["2029", None]),
        ("They met. Two days later they met again.", [None]),
        ("They met. Two days earlier they had spoken.", ["2031-06-10"]),
    ],
)
def test_earlier_and_later_count_from_the_date_told_before(text, expected):
    assert [time.date for time in find_times(NLP(text), DAY)] == expected


def test_expressions_are_disjoint_and_in_order():
    doc = NLP("On Monday, 3 March 2031, and last week, and in 2014.")
    found = find_times(doc, DAY)
    assert [doc[time.start : time.end].text for time in found] == [
        "Monday, 3 March 2031",
        "last week",
        "2014",
    ]
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_the_number_of_cases():
    assert len(KNOWN) + len(OPEN) + len(UNKNOWN) + len(YEAR_ONLY) + len(NO_DATE) == 87

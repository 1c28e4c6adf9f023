"""Which part of a page is the article."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.articles.body import Selection, select_body

ARTICLE = [
    "The foreign ministers of Peru and Chile met in Lima on Tuesday to reopen talks on fishing rights.",
    "Santiago had broken off the talks in March, after a trawler was held for nine days in a Peruvian port.",
    "A joint commission is to meet in June, the Peruvian minister told reporters, and both expect progress.",
    "Neither government has said whether the two presidents will attend the signing of an agreement.",
]


def page(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def body(text: str, found: Selection) -> list[str]:
    return [text[span.start : span.end] for span in found.body]


def reasons(text: str, found: Selection) -> dict[str, str]:
    return {text[left.start : left.end]: left.reason for left in found.left_out}


def test_an_ordinary_article_loses_nothing() -> None:
    text = page(*ARTICLE)
    found = select_body(text)
    assert body(text, found) == ARTICLE
    assert found.left_out == ()
    assert (found.title, found.date, found.publisher) == (None, None, None)


# (paragraph beside the article, reason) wherever it stands between two paragraphs
BESIDE = [
    ("ads", "navigation"),
    ("Advertisement", "navigation"),
    ("Share this article:", "navigation"),
    ("blue lantern", "stray words"),
    ("The mood in Lima", "heading"),
    ("Why Do the Talks Matter to Both Capitals?", "heading"),
    ("Photo: a trawler in the port of Callao", "caption"),
    ("Fishermen mend nets in the harbour of Ilo. (AP Photo/Rosa Quispe)", "caption"),
    ("Image courtesy the Ministry of Fisheries.", "caption"),
    ("██ Peruvian waters", "legend"),
    ("○", None),
    ("Also read: Bolivia asks for a port", "related"),
    ("Read more: Five ships that made history", "related"),
    ("Follow us on Instagram for more pictures from the coast.", "share line"),
    ("14 views2 comments", "counter"),
    ("5 min read", "counter"),
    ("Editor's note: an earlier version misspelt the name of the port.", "editorial note"),
    ("This story has been updated with the reply of the Chilean ministry.", "editorial note"),
    ("The views expressed in this article are those of the author alone.", "disclaimer"),
    ("This article is authored by Ana Rojas, who teaches law in Arica.", "byline"),
    ("Wednesday, 4 June 2025", "date line"),
    ("© 2025 The Coast Herald", "caption"),
]


@pytest.mark.parametrize(("beside", "reason"), BESIDE)
def test_what_stands_beside_an_article_is_left_out(beside: str, reason: str | None) -> None:
    text = page(*ARTICLE[:2], beside, *ARTICLE[2:])
    found = select_body(text)
    assert body(text, found) == ARTICLE
    assert reasons(text, found) == ({} if reason is None else {beside: reason})


KEPT = [
    "Will the commission find an answer?",
    "They want peace.",
    "“We have waited long enough,”",
    "The author of the plan is an admiral from Callao.",
    "The writer is a critic of the fishing fleet and was arrested in May.",
    "The photos released by the ministry show an empty harbour.",
    "Comments by the minister were not welcome in Santiago.",
    "The minister listed three demands:",
    "Related disputes have troubled the two navies since 1929, when the border was drawn.",
    "“The talks go on,” the Chilean envoy said…",
    "By Monday, the trawler had left the port.",
    "Speaking in Arica, the Chilean envoy said",
    "Brazil: The neighbour has offered to host the next round.",
]


@pytest.mark.parametrize("sentence", KEPT)
def test_running_text_stays(sentence: str) -> None:
    text = page(*ARTICLE[:2], sentence, *ARTICLE[2:])
    found = select_body(text)
    assert sentence in body(text, found)
    assert found.left_out == ()


ENDINGS = [
    [
        "Related articles",
        "Storm on the coast",
        "A storm has closed four harbours in the south of the country.",
    ],
    ["More like this", "Ships and nets", "The fleet of the future..."],
    ["3 Comments", "Pedro says: I have fished there all my life and never saw a patrol boat."],
    ["Download our app", "Get the news wherever you are and never miss an alert."],
    ["You may also like", "Ten harbours to visit before the summer ends."],
    [
        "Navies Plan a Joint Search for the Lost Trawler",
        "Two patrol boats left Callao on Monday and…",
        "4 mins read",
    ],
    [
        "The Lost Trawler and Its Nine Days in Port",
        "The captain had no radio and…",
        "What the Fishermen of Arica Want From the Ministers",
        "We asked forty of them on the quay and…",
    ],
    ["The writer is a retired envoy who served in Lima and La Paz."],
    ["Ana Rojas is a senior fellow at the Institute of the Pacific Coast in Arica."],
    ["ana rojas", "–The writer is a lawyer in Arica. The views expressed are of the writer."],
    ["Harbour at night", "See what our readers say about the coast:"],
]


@pytest.mark.parametrize("rest", ENDINGS, ids=lambda rest: rest[0])
def test_what_follows_the_end_is_left_out(rest: list[str]) -> None:
    text = page(*ARTICLE, *rest)
    found = select_body(text)
    assert body(text, found) == ARTICLE
    assert list(reasons(text, found)) == rest


def test_nothing_ends_an_article_that_has_not_begun() -> None:
    text = page("Comments", "Share", *ARTICLE)
    assert body(text, select_body(text)) == ARTICLE


def test_pull_quotes_are_left_out_wherever_they_stand() -> None:
    looser = "Chile had broken off the talks in March. A trawler was held for nine days in a port"
    exact = ARTICLE[2].rstrip(".")
    text = page(ARTICLE[0], exact, *ARTICLE[1:], looser, ARTICLE[0])
    found = select_body(text)
    assert body(text, found) == ARTICLE
    assert [left.reason for left in found.left_out] == ["repeat"] * 3


TITLES = [
    (page("Peru and Chile reopen talks", *ARTICLE), "Peru and Chile reopen talks"),
    (page("# Peru and Chile reopen talks", *ARTICLE), "Peru and Chile reopen talks"),
    (page("logo", "Peru and Chile talk", "Peru and Chile talk", *ARTICLE), "Peru and Chile talk"),
    (page("Can Peru and Chile Share a Sea?", *ARTICLE), "Can Peru and Chile Share a Sea?"),
    (page("Fishing rights bring the ministers of Peru and Chile back to one table at last", *ARTICLE),
     "Fishing rights bring the ministers of Peru and Chile back to one table at last"),
    (page(*ARTICLE), None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_title(text: str, title: str | None) -> None:
    found = select_body(text)
    assert found.title == title
    assert body(text, found) == ARTICLE


def test_a_known_title_is_left_out_and_kept_as_told() -> None:
    text = page("Peru and Chile Reopen Talks!", *ARTICLE)
    found = select_body(text, title="Peru and Chile reopen talks")
    assert found.title == "Peru and Chile reopen talks"
    assert reasons(text, found) == {"Peru and Chile Reopen Talks!": "title"}


DATELINES = [
    ("LIMA, June 3, 2025 (ACN) - ", "2025-06-03"),
    ("LIMA, June 3 (ACN) -- ", None),
    ("Lima (ACN) — ", None),
    ("SANTIAGO — ", None),
    ("Lima/Santiago, 3 June 2025: ", "2025-06-03"),
]


@pytest.mark.parametrize(("dateline", "date"), DATELINES)
def test_a_dateline_is_left_out_of_the_first_sentence(dateline: str, date: str | None) -> None:
    text = page(dateline + ARTICLE[0], *ARTICLE[1:])
    found = select_body(text)
    assert body(text, found) == ARTICLE
    assert found.date == date


def test_the_first_date_line_wins_and_only_the_head_counts() -> None:
    text = page(
        "Peru and Chile talk", "The Coast Herald03-06-2025", "Updated 5 June 2025", *ARTICLE, "7 June 2025"
    )
    found = select_body(text)
    assert (found.date, found.publisher) == ("2025-06-03", "The Coast Herald")
    late = page(*ARTICLE, "7 June 2025")
    assert select_body(late).date is None
    assert body(late, select_body(late)) == ARTICLE


def test_a_sentence_broken_over_paragraphs_stays_whole() -> None:
    broken = ARTICLE[1].replace("trawler was held", "trawler was\n\nheld")
    text = page(ARTICLE[0], broken, *ARTICLE[2:])
    assert body(text, select_body(text)) == [ARTICLE[0], broken, *ARTICLE[2:]]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_wrapped_at_a_column_keeps_its_paragraphs(end: str) -> None:
    import textwrap

    wrapped = [end.join(textwrap.wrap(paragraph, 60)) for paragraph in ARTICLE]
    text = (end * 2).join(wrapped)
    assert body(text, select_body(text)) == wrapped


def test_list_marks_are_left_out_and_the_items_stay() -> None:
    items = [
        "- an end to the detention of crews",
        "- a shared map of the border",
        "1. Talks begin on Monday.",
    ]
    text = page(*ARTICLE[:3], "The ministers agreed on these points:", *items, ARTICLE[3])
    kept = body(text, select_body(text))
    assert kept[4:7] == [re.sub(r"^(-|1\.) ", "", item) for item in items]


def test_a_text_of_headlines_keeps_them() -> None:
    text = "Peru visits Chile for talks"
    assert body(text, select_body(text)) == [text]


PIECES = st.sampled_from(
    [
        *ARTICLE,
        *(beside for beside, _ in BESIDE),
        *(x for rest in ENDINGS for x in rest),
        "\n",
        " ",
        "…",
        "\r",
        "\x00",
        "-",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=20).map("\n\n".join))


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, start=st.integers(0, 40))
def test_spans_are_disjoint_ordered_inside_and_cover_every_word(text: str, start: int) -> None:
    start = min(start, len(text))
    found = select_body(text, start=start)
    stretches = sorted((span.start, span.end) for span in (*found.body, *found.left_out))
    assert all(0 <= a < b <= len(text) for a, b in stretches)
    assert all(a[1] <= b[0] for a, b in pairwise(stretches))
    assert list(found.body) == sorted(found.body)
    assert list(found.left_out) == sorted(found.left_out)
    covered = {i for a, b in stretches for i in range(a, b)}
    assert all(i in covered for i, char in enumerate(text) if re.match(r"\w", char))
    assert all(span.start >= start for span in found.body)


@pytest.mark.parametrize(
    "text", ["a" * 500_000, "A-" * 20_000, "(" * 9000, ". " * 50_000, "1 " * 40_000, "ab\n" * 20_000]
)
def test_hostile_texts_take_no_time(text: str) -> None:
    import time

    begin = time.perf_counter()
    select_body(text)
    assert time.perf_counter() - begin < 5

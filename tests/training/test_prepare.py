import pytest

from graph.training.gazetteer import Gazetteer
from graph.training.marked import Marked, Span, parse_line
from graph.training.prepare import adherents, hide, open_dates, strip_title, usual_words

GAZETTEER = Gazetteer({"French": "NORP", "France": "STATE"}, {"George": "CITY"})
TITLES = frozenset({"president", "foreign", "minister", "mr", "secretary"})


def marked(text: str, *names: tuple[str, str]) -> Marked:
    spans = [Span(text.index(name), text.index(name) + len(name), label) for name, label in names]
    return Marked(text, tuple(spans))


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("President Ana Ruiz", ["Ana Ruiz"]),
        ("Mr. Ruiz", ["Ruiz"]),
        ("French Foreign Minister Ana Ruiz", ["Ana Ruiz"]),
        ("Secretary of Foreign Ana Ruiz", ["Ana Ruiz"]),
        ("George Ruiz", ["George Ruiz"]),
        ("President", []),
    ],
)
def test_titles_are_no_part_of_a_name(name, bare):
    stripped = strip_title(marked(f"Yesterday {name} spoke.", (name, "PERSON")), TITLES, GAZETTEER)
    assert [text for text, _ in stripped.names()] == bare


def test_an_article_is_no_part_of_a_name():
    stripped = strip_title(marked("Near the Caribbean", ("the Caribbean", "LOC*")), TITLES, GAZETTEER)
    assert [text for text, _ in stripped.names()] == ["Caribbean"]


def test_what_may_be_a_name_is_hidden():
    sentence = parse_line(
        "The envoy met [Ruiz](PERSON) at Blue House on 3 May, President Oda said last week."
    )
    hidden = hide(sentence, frozenset({"the"}), TITLES)
    assert [text for text, label in hidden.names() if not label] == [
        "Blue",
        "House",
        "3",
        "May,",
        "Oda",
        "last",
        "week.",
    ]


def test_only_dates_are_hidden_where_names_are_all_marked():
    sentence = parse_line("Blue House closed on 3 May.")
    hidden = hide(sentence, frozenset(), TITLES, capitals=False)
    assert [text for text, _ in hidden.names()] == ["3", "May."]


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("It rained on [Monday](DATE).", ["DATE"]),
        ("It rained last [Monday](DATE).", [""]),
        ("In the [1990s](DATE) it rained.", [""]),
    ],
)
def test_dates_beside_more_of_a_date_are_unknown(line, labels):
    assert [label for _, label in open_dates(parse_line(line)).names()] == labels


def test_single_unknown_words_are_adherents():
    sentence = marked(
        "Liberals and the New Deal and France", ("Liberals", ""), ("New Deal", ""), ("France", "")
    )
    assert [label for _, label in adherents(sentence, GAZETTEER).names()] == ["NORP", "", ""]


def test_usual_words_are_those_in_lower_case():
    assert usual_words([parse_line("the cat the dog the Cat")]) == {"the"}

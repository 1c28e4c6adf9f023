import pytest

from graph.evaluation.words import overlap, plain, plain_names, same_title

PLAIN = [
    ("The Kremlin's press office", "kremlin press office"),
    ("Nicolás Maduro", "nicolas maduro"),
    ("a U.S.-led coalition", "u s led coalition"),
    ("S-400", "s 400"),
    ("  An   Apple ", "apple"),
    ("the", ""),
]
OVERLAPS = [
    ("Norway signed the pact", "On Monday Norway signed the pact in Oslo.", 1.0),
    ("Norway signed the pact", "Norway signed a treaty with Peru on Monday", 2 / 3),
    ("Norway signed the ferry pact", "Norway signed it", 0.0),
    ("Norway left", "Norway left", 1.0),
    ("", "Norway left the pact today", 0.0),
    ("Norway signed the pact", "Norway signed the pact " * 40, 0.0),
]
TITLES = [
    ("Foreign Minister", "Minister of Foreign Affairs", True),
    ("Foreign Minister", "Prime Minister", False),
    ("President", "Vice President", True),
    ("Secretary of State", "Secretary for Defence", False),
    ("of the", "of", False),
]


@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_plain(text, expected):
    assert plain(text) == expected


@pytest.mark.parametrize(("gold", "found", "expected"), OVERLAPS)
def test_overlap(gold, found, expected):
    assert overlap(gold, found) == pytest.approx(expected)


@pytest.mark.parametrize(("one", "other", "expected"), TITLES)
def test_titles(one, other, expected):
    assert same_title(one, other) is expected
    assert same_title(other, one) is expected


def test_names_without_empty_ones():
    assert plain_names(["The", "Peru's"]) == {"peru"}

import pytest

from graph.linking.names import ALIKE, SAME, fold, name_score, person_score, sound
from graph.resources import ontology_dir

ROWS = [
    line.split("\t")
    for line in (ontology_dir() / "spelling.tsv").read_text(encoding="utf8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_examples_of_each_spelling_sound_alike(row):
    one, other = row[2].split(", ")
    assert sound(one) == sound(other)


def test_the_spellings_are_all_there():
    assert len(ROWS) >= 25


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The Élysée", "elysee"),
        ("Russia's", "russia"),
        ("S-400", "s 400"),
        ("…", "…"),
        ("", "?"),
        ("the", "the"),
        ("中国", "中国"),
    ],
)
def test_fold(name, folded):
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        ("Sergei Lavrov", "Sergey Lavrov", 0.95),
        ("Sergej Lavrov", "SERGEY LAVROV", 0.95),
        ("Dmitriy Medvedev", "Dmitry Medvedev", 0.95),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky", 0.95),
        ("Recep Tayyip Erdoğan", "Recep Erdogan", 0.92),
        ("Vladimir Vladimirovich Putin", "Vladimir Putin", 0.92),
        ("Xi Jinping", "Jinping Xi", 0.9),
        ("S. Lavrov", "Sergei Lavrov", 0.8),
        ("Lavrov", "Sergei Lavrov", 0.6),
        ("Manmohan Singh", "Rajnath Singh", 0.0),
        ("Arjun Singh", "Meera Singh", 0.0),
        ("George Bush", "George Brown", 0.0),
        ("Sergei", "Sergei Lavrov", 0.0),
        ("Marina Petrova", "Maria Petrova", 0.75),
    ],
)
def test_persons(one, other, score):
    assert person_score(one, other) == score == person_score(other, one)


def test_a_fuzzy_given_name_needs_context():
    assert ALIKE <= person_score("Marina Petrova", "Maria Petrova") < SAME


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        ("the Lakeside Institute", "Lakeside Institute", 1.0),
        ("Ministry of Defence of Ruritania", "Ministry of Defense of Ruritania", 0.9),
        ("Resolution 1701", "Resolution 1702", 0.0),
        ("S-300", "S-400", 0.0),
        ("Quad", "Quads", 0.0),
        ("Minsk Agreements", "Minsk Agreement", 0.9),
        ("North Korea Party", "South Korea Party", 0.0),
    ],
)
def test_other_names(one, other, score):
    assert name_score(one, other) == score == name_score(other, one)

import pytest

from graph.errors import GraphError
from graph.evaluation.gold import read_gold, read_gold_file
from tests.evaluation.small import GOLD

ABOUT = [
    ("01-ferry.txt", True),
    ("wire/01-ferry.txt", True),
    ("01_wire.txt", True),
    ("01.md", True),
    ("010.txt", False),
    ("1_wire.txt", False),
]
WRONG = [
    ("entities: [", "cannot be read"),
    ("- a list", "form of GUIDE.md"),
    ("doc: x", "lacks the field 'entities'"),
    ("entities: [{id: a, canonical: A}]", "lacks the field 'mentions'"),
    (GOLD.replace("subject: chile,", "subject: peru,"), "names peru, which is none of its entities"),
    (GOLD.replace("attributed_to: norway", "attributed_to: tass"), "names tass"),
]


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "01.yaml"
    path.write_text(GOLD, encoding="utf8")
    return read_gold_file(path)


def test_names_are_all_forms_and_a_surname(gold):
    assert gold.entities["norway"].names == {"norway", "oslo", "norwegian"}
    assert "dahl" in gold.entities["dahl"].names
    assert "ferry pact" in gold.entities["pact"].names
    assert gold.entities["pact"].types == {"Agreement", "Law"}


def test_a_content_is_an_event_of_its_own(gold):
    inner = next(event for event in gold.events if event.parent == "e4")
    assert (inner.id, inner.type, inner.core, inner.statuses) == ("e4+", "Investment", False, {"requested"})
    assert [event.id for event in gold.events] == ["e1", "e2", "e3", "e4", "e4+"]


def test_a_pact_with_one_partner_is_symmetric(gold):
    assert [relation.symmetric for relation in gold.relations] == [False, False, True]


@pytest.mark.parametrize(("article", "expected"), ABOUT)
def test_file_of_an_article(gold, article, expected):
    assert gold.is_about(article) is expected


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_faults_are_named(tmp_path, text, message):
    path = tmp_path / "02.yaml"
    path.write_text(text, encoding="utf8")
    with pytest.raises(GraphError, match=message) as raised:
        read_gold(tmp_path)
    assert raised.value.path == path


def test_a_folder_without_gold(tmp_path):
    with pytest.raises(GraphError, match="holds no gold"):
        read_gold(tmp_path)

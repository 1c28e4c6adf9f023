"""A user's own lexicon file: new wordings and new classes, with no Python."""

from pathlib import Path

import pytest

from graph.builder import build
from graph.evaluation.examples import judge
from graph.extractor import Extractor
from graph.knowledge_graph import open_graph

LEXICON = Path(__file__).parent / "data" / "pilgrimage.tsv"
TEXT = """Peruvian President Ana Quispe made a pilgrimage to Italy on Monday.

Norwegian Prime Minister Siv Dahl alighted in Peru two days earlier.
"""


@pytest.fixture(scope="module")
def kg(nlp, tmp_path_factory):  # noqa: ARG001 (skips where there are no weights)
    folder = tmp_path_factory.mktemp("own")
    (folder / "a.txt").write_text(TEXT, encoding="utf8")
    build([folder / "a.txt"], folder / "kg", lexicon=[LEXICON])
    return open_graph(folder / "kg")


def test_its_own_examples_fire_and_stay_silent(nlp):
    extractor = Extractor(lexicon=[LEXICON])
    extractor.__dict__["nlp"] = nlp
    own = [frame for frame in extractor.knowledge.lexicon.frames if frame.source == "tests"]
    verdicts = list(judge(own, extractor))
    assert [frame.event_class for frame in own] == ["Pilgrimage", "Visit"]
    assert [(v.fired, v.roles_right, v.silent) for v in verdicts] == [(True, 2, True), (True, 2, True)]


def test_a_new_wording_is_in_the_graph(kg):
    (visit,) = kg.event_records(types=["Visit"])
    assert (visit.actors, visit.targets) == (("Siv Dahl",), ("Peru",))
    assert visit.quote == "Norwegian Prime Minister Siv Dahl alighted in Peru two days earlier."


def test_the_class_is_in_the_article_s_record(kg):
    assert "Pilgrimage(actor Ana Quispe, target Italy)" in str(kg.explain("a.txt"))


@pytest.mark.xfail(reason="a build sets aside events of a class that diplomacy.ttl does not have")
def test_a_new_class_is_in_the_graph(kg):
    (event,) = kg.event_records(types=["Pilgrimage"])
    assert (event.actors, event.targets) == (("Ana Quispe",), ("Italy",))

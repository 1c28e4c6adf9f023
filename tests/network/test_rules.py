import shutil

import pytest

from graph.errors import KnowledgeError
from graph.network.rules import load_rules
from graph.resources import ontology_dir


@pytest.fixture
def folder(tmp_path):
    for name in ("diplomacy.ttl", "projection.toml"):
        shutil.copy(ontology_dir() / name, tmp_path)
    return tmp_path


def test_the_packaged_rules():
    rules = load_rules()
    assert sorted(rules.layers["cooperation"] + rules.layers["conflict"]) == list(rules.quads)
    assert rules.quad("ACCUSE") == "VerbalConflict"
    assert rules.quad(None) is None
    assert {(rule.source, rule.target): rule.directed for rule in rules.edges}["actor", "target"]
    assert rules.relations.keys() <= rules.ontology.relations.keys()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"Bloc"', '"Bloque"', "the ontology has no Bloque"),
        ("[layers]", "[layer]", "the key 'layers' is missing"),
        ("pairwise = 2", "pairwise = ", "not a table of rules"),
        ('from = "actor"', 'from = "place"', "'place' is no role"),
    ],
)
def test_a_wrong_file_is_told(folder, old, new, message):
    path = folder / "projection.toml"
    text = path.read_text(encoding="utf8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf8")
    with pytest.raises(KnowledgeError, match=message) as error:
        load_rules(folder)
    assert str(path) in str(error.value)


def test_other_rules_are_read(folder):
    path = folder / "projection.toml"
    path.write_text(path.read_text(encoding="utf8").replace("pairwise = 2", "pairwise = 5"), encoding="utf8")
    assert load_rules(folder).pairwise == 5

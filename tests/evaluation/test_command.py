"""``diplograph evaluate`` on the graph of the sample records."""

import json

import pytest

from graph.cli import main
from graph.knowledge_graph import open_graph

GOLD = """
doc: sample
source_file: {source}
entities:
  - {{id: one, canonical: {name}, type: {type}, mentions: [{name}]}}
  - {{id: other, canonical: Atlantis, type: State, mentions: [Atlantis]}}
"""


@pytest.fixture
def gold(sample_kg, tmp_path):
    """Gold for one of the graph's articles: an entity that it has and one that it has not."""
    tables = open_graph(sample_kg).tables
    article = next(iter(tables.articles.values()))
    entity = next(row for row in tables.entities.values() if article.iri in row.articles)
    name = article.id.rsplit("/", 1)[-1]
    text = GOLD.format(source=name, name=entity.label, type=entity.type)
    (tmp_path / "sample.yaml").write_text(text, encoding="utf8")
    return tmp_path


def test_table(sample_kg, gold, capsys):
    assert main(["evaluate", str(sample_kg), "--gold", str(gold)]) == 0
    out = capsys.readouterr().out
    assert "entity_R         0.500  1/2" in out
    assert "Atlantis" not in out


def test_misses(sample_kg, gold, capsys):
    assert main(["evaluate", str(sample_kg), "--gold", str(gold), "--misses"]) == 0
    assert "sample  missing entity: Atlantis (State)" in capsys.readouterr().out


def test_json(sample_kg, gold, capsys):
    assert main(["evaluate", str(sample_kg), "--gold", str(gold), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["measures"]["entity_R"] == 0.5
    assert data["measures"] == open_graph(sample_kg).evaluate(gold).measures


def test_a_folder_without_gold(sample_kg, tmp_path, capsys):
    assert main(["evaluate", str(sample_kg), "--gold", str(tmp_path)]) == 1
    assert "holds no gold" in capsys.readouterr().err

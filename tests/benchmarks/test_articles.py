import subprocess
import sys
from pathlib import Path

from graph.articles import read_articles
from graph.checks import check
from tests.benchmarks.articles import make_article, make_articles, write_articles
from tests.samples import ontology

ROOT = Path(__file__).parents[2]


def test_articles_are_read_as_they_were_made(tmp_path):
    read = list(read_articles(write_articles(30, tmp_path)))
    made = [each.article for each in make_articles(30)]
    assert [(each.id, each.content_hash) for each in read] == [(each.id, each.content_hash) for each in made]


def test_what_is_told_stands_in_the_text():
    for record in make_articles(60):
        assert check(record, ontology=ontology())[1] == ()
        assert len(record.events) == 14
        for entity in record.entities:
            shown = {record.article.text[each.start : each.end] for each in entity.mentions}
            assert shown <= {entity.name, *entity.aliases}


def test_an_article_depends_on_its_number_seed_and_length_alone(tmp_path):
    command = [sys.executable, "-m", "tests.benchmarks.articles", "3", str(tmp_path), "--sentences", "5"]
    subprocess.run(command, check=True, cwd=ROOT)
    found = {path.name: path.read_text(encoding="utf8") for path in tmp_path.rglob("*.md")}
    assert sorted(found) == ["000000.md", "000001.md", "000002.md"]
    assert found["000002.md"] == make_article(2, sentences=5).article.text
    assert make_article(2, sentences=5, seed=1).article.text != found["000002.md"]

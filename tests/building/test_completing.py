"""What is computed from the records has the same bytes however little of it is held in memory."""

from __future__ import annotations

from collections import Counter

import pytest

from graph import blocks, joining, scratch, sorting
from graph.builder import build
from graph.building import drawing, gathered, ledger
from graph.knowledge_graph import open_graph
from graph.linking import nodes
from tests.benchmarks.articles import PROVENANCE, make_article, write_articles
from tests.builds import contents

COUNT = 40


class MadeUp:
    """Reads an article of the generator by making it again."""

    provenance = PROVENANCE

    def __call__(self, article):
        return make_article(int(article.id.rpartition("/")[2].partition(".")[0]))


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return write_articles(COUNT, tmp_path_factory.mktemp("made") / "articles")


@pytest.fixture(scope="module")
def whole(source):
    kg = source.parent / "kg"
    return build(source, kg, extractor=MadeUp()), kg


def test_nothing_held_gives_the_same_bytes(source, whole, tmp_path, monkeypatch):
    monkeypatch.setattr(sorting, "HELD", 10_000)
    monkeypatch.setattr(sorting, "_RUNS", 3)
    monkeypatch.setattr(sorting, "_LATELY", 10)
    monkeypatch.setattr(scratch, "_OBJECTS", 3)
    monkeypatch.setattr(nodes, "HELD", 20)
    monkeypatch.setattr(joining, "_LATELY", 3)
    monkeypatch.setattr(gathered, "KEPT", 0)
    monkeypatch.setattr(blocks, "PART", 1500)
    monkeypatch.setattr(ledger, "_PAGE", 7)
    report = build(source, tmp_path / "kg", extractor=MadeUp())
    assert contents(tmp_path / "kg") == contents(whole[1])
    assert report.events == whole[0].events


def test_the_counts_are_those_of_the_graph(sample_kg, whole):
    for kg in (sample_kg, whole[1]):
        tables = open_graph(kg).tables
        counts = open_graph(kg).folder.manifest().counts
        statuses = Counter(event.status for event in tables.events.values())
        events = {
            name.partition(".")[2]: count for name, count in counts.items() if name.startswith("events.")
        }
        assert events == dict(statuses)
        rows = (tables.entities, tables.tenures, tables.relations)
        assert [counts["entities"], counts["tenures"], counts["relations"]] == list(map(len, rows))


def test_the_page_of_a_large_graph_shows_the_latest_articles(source, whole, tmp_path, monkeypatch):
    monkeypatch.setattr(gathered, "VIEW_ARTICLES", 5)
    seen = []

    def draw(tables, title=None):
        seen.append((tables, title))
        return "page"

    monkeypatch.setattr(drawing, "view_page", draw)
    build(source, tmp_path / "kg", extractor=MadeUp())
    ((tables, title),) = seen
    dates = sorted(row.date for row in open_graph(whole[1]).tables.articles.values())
    assert sorted(row.date for row in tables.articles.values()) == dates[-5:]
    assert title == "Who did what to whom: the latest 5 of 40 articles"
    files = {
        name: data for name, data in contents(whole[1]).items() if name not in ("view.html", "manifest.json")
    }
    assert files.items() <= contents(tmp_path / "kg").items()

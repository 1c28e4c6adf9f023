"""The seeds are read whole, and their gold speaks of their bodies alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.articles import read_articles
from graph.model import Article

ROOT = Path(__file__).parents[2]
GOLD = sorted((ROOT / "tests" / "gold").glob("*.yaml"))


def load(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text(encoding="utf8")))


@pytest.fixture(scope="module")
def seeds() -> dict[str, Article]:
    found = list(read_articles([ROOT / "seeds"]))
    assert all(isinstance(article, Article) for article in found)
    return {article.id: article for article in found if isinstance(article, Article)}


def test_there_are_five_seeds_with_gold(seeds: dict[str, Article]) -> None:
    assert len(GOLD) == 5
    assert [f"{path.stem}.md" for path in GOLD] == list(seeds)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_the_body_is_the_article(path: Path, seeds: dict[str, Article]) -> None:
    gold, article = load(path), seeds[f"{path.stem}.md"]
    body = [article.text[span.start : span.end] for span in article.body]
    assert body[0].startswith(gold["body_start_quote"])
    assert body[-1].endswith(gold["body_end_quote"])
    assert (article.title, article.publisher) == (gold["title"], gold["publisher"])
    assert article.date == gold["article_date"]["stated"]
    headings = [article.text[x.start : x.end].lstrip("# ") for x in article.left_out if x.reason == "heading"]
    assert headings == gold["section_headings"]
    assert 350 <= sum(len(paragraph.split()) for paragraph in body) <= 800
    assert not any(noise["first_words"] in paragraph for noise in gold["noise"] for paragraph in body)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_quote_of_the_gold_stands_in_the_body(path: Path, seeds: dict[str, Article]) -> None:
    gold, article = load(path), seeds[f"{path.stem}.md"]
    body = [article.text[span.start : span.end] for span in article.body]
    quotes = [quote for x in gold["relations"] + gold["events"] for quote in (x["quote"], *x.get("also", []))]
    assert len(quotes) > 30
    assert [quote for quote in quotes if not any(quote in paragraph for paragraph in body)] == []


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_the_gold_names_only_its_own_entities(path: Path) -> None:
    gold = load(path)
    known = {entity["id"] for entity in gold["entities"]}
    roles = [
        "actors",
        "targets",
        "participants",
        "optional_args",
        "actors_alt",
        "targets_alt",
        "participants_alt",
    ]
    named = {x for event in gold["events"] for role in roles for x in event.get(role, [])}
    named |= {event["attributed_to"] for event in gold["events"] if "attributed_to" in event}
    named |= {entity["represents"] for entity in gold["entities"] if "represents" in entity}
    named |= {relation["subject"] for relation in gold["relations"]}
    assert named - known == set()
    assert len({x["id"] for part in ("relations", "events") for x in gold[part]}) == len(
        gold["relations"]
    ) + len(gold["events"])


def test_nobody_is_quoted_in_the_seeds(seeds: dict[str, Article]) -> None:
    for article in seeds.values():
        body = article.text[article.body[0].start :]
        assert not set(body) & set('"“”«»')

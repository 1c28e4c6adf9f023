"""Whatever helpers there are, and whatever becomes of them, the results are the same."""

from __future__ import annotations

import os
import signal
from dataclasses import replace

import pytest

from graph.builder import build
from graph.building.helpers import Helpers
from graph.errors import StoreError
from graph.model import Argument
from tests.benchmarks.articles import PROVENANCE, make_article, write_articles
from tests.builds import contents

COUNT = 40


class Spoilt:
    """Reads an article of the generator by making it again; one in three has an event in a person."""

    provenance = PROVENANCE

    def __call__(self, article):
        number = int(article.id.rpartition("/")[2].partition(".")[0])
        record = make_article(number)
        person = next(entity.key for entity in record.entities if entity.type == "Person")
        if number % 3:
            return record
        spoilt = replace(record.events[0], arguments=(*record.events[0].arguments, Argument("place", person)))
        return replace(record, events=(spoilt, *record.events[1:]))


def nothing(_none: None) -> None:
    pass


def started(number):
    helpers = Helpers(number)
    helpers.start(nothing)
    helpers.start(nothing)
    return helpers


def measure(text: str) -> tuple[int, str]:
    return len(text), text


def double(number: int) -> int:
    return 2 * number


def whose(parent: int) -> bool:
    return os.getpid() == parent


def fail_at_three(number: int) -> int:
    if number == 3:
        raise StoreError("three is damaged")
    return number


def die_at_three(item: tuple[int, int]) -> int:
    number, parent = item
    if number == 3 and os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.parametrize("number", [0, 1, 3])
@pytest.mark.parametrize("together", [1, 4])
def test_results_come_in_the_order_of_the_items(number, together):
    with started(number) as helpers:
        assert list(helpers.map(double, range(50), together=together)) == [2 * each for each in range(50)]
        assert list(helpers.map(double, [])) == []


def test_large_items_and_results_pass_each_other():
    items = [str(number) * 1_000_000 for number in range(12)]
    with started(2) as helpers:
        assert list(helpers.map(measure, items)) == [measure(item) for item in items]


def test_few_items_are_held():
    taken = []

    def items():
        for number in range(1000):
            taken.append(number)
            yield number

    with started(2) as helpers:
        assert next(helpers.map(double, items())) == 0
        assert len(taken) < 10


def test_an_error_is_raised_where_the_result_is_looked_for():
    with started(2) as helpers:
        results = helpers.map(fail_at_three, range(6))
        assert [next(results) for _ in range(3)] == [0, 1, 2]
        with pytest.raises(StoreError, match="three is damaged"):
            next(results)


@pytest.mark.parametrize("number", [1, 3])
def test_a_helper_that_is_killed_is_done_without(number):
    items = [(each, os.getpid()) for each in range(30)]
    with started(number) as helpers:
        assert list(helpers.map(die_at_three, items, together=2)) == list(range(30))
        assert list(helpers.map(double, range(9))) == list(range(0, 18, 2))


def test_a_call_that_was_begun_has_a_helper_of_its_own():
    with started(1) as helpers:
        result = helpers.begin(whose, os.getpid())
        assert list(helpers.map(whose, [os.getpid()])) == [True]
        assert result() is False
        again = helpers.begin(whose, os.getpid())
        assert list(helpers.map(double, range(40))) == [2 * each for each in range(40)]
        assert again() is False
        assert list(helpers.map(whose, [os.getpid()])) == [False]
    assert Helpers().begin(whose, os.getpid())() is True


def test_a_build_with_helpers_has_the_same_bytes(tmp_path):
    source = write_articles(COUNT, tmp_path / "articles")
    alone = build(source, tmp_path / "alone", extractor=Spoilt())
    helped = build(source, tmp_path / "helped", extractor=Spoilt(), workers=2)
    assert alone.set_aside == helped.set_aside == COUNT // 3 + 1
    assert "view.html" in contents(tmp_path / "alone")
    assert contents(tmp_path / "alone") == contents(tmp_path / "helped")
    assert not [path.name for path in (tmp_path / "helped").iterdir() if path.name.startswith(".tmp-")]

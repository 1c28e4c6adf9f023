"""The figures that were measured keep the promises made of them, and every table is whole."""

import itertools
import re
from pathlib import Path

from tests.benchmarks.bench_sparql import QUERIES

TEXT = (Path(__file__).parent / "RESULTS.md").read_text(encoding="utf8")


def table(first):
    """The rows of the table whose first headings are given, as dictionaries."""
    lines = TEXT[TEXT.index(f"| {first} |") :].split("\n\n")[0].strip().splitlines()
    head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [dict(zip(head, row, strict=True)) for row in rows]


def number(cell):
    return float(cell.replace(",", "").removesuffix(" %"))


def test_queries_take_no_longer_than_half_again():
    rows = table("query")
    assert [row["query"] for row in rows] == list(QUERIES)
    for row in rows:
        assert number(row["rows"]) > 0
        assert number(row["ratio"]) <= 1.5
        assert {"parsing, s", "transport, s"} < row.keys()


def test_the_index_spares_most_of_a_cold_start():
    index, turtle = table("a query in its own process")
    assert number(index["processor, s"]) < number(turtle["processor, s"]) / 3
    assert number(index["memory, MB"]) < number(turtle["memory, MB"]) / 3


def test_a_build_with_nothing_new_is_next_to_nothing():
    first, again = table("build")
    assert (number(first["articles read"]), number(again["articles read"])) == (200, 0)
    assert number(again["processor, s"]) <= 0.05 * number(first["processor, s"])
    assert number(again["of the first"]) <= 5
    assert again["spaCy loaded"] == "no"


def test_linking_grows_with_the_articles():
    rows = table("articles linked")
    for one, twice in itertools.pairwise(rows):
        assert number(twice["linking, s"]) <= 2.5 * number(one["linking, s"])


def test_memory_hardly_grows_with_the_articles():
    few, many = table("articles | MB at most")
    assert (number(few["articles"]), number(many["articles"])) == (2000, 20000)
    assert number(many["MB at most"]) <= 1.3 * number(few["MB at most"])


def test_a_second_worker_reads_nearly_twice_as_fast():
    one, two = table("workers, 600 articles")
    assert number(two["reading, times as fast"]) >= 1.7
    assert number(two["reading, times as fast"]) == round(
        number(one["reading, s"]) / number(two["reading, s"]), 2
    )


def test_the_whole_build_gains_by_a_second_worker():
    one, two = table("workers, 600 articles")
    assert number(two["whole"]) >= 1.7
    assert number(two["whole"]) == round(number(one["whole build, s"]) / number(two["whole build, s"]), 2)


def test_a_build_takes_less_than_twice_the_bare_pipeline():
    rows = {row["600 articles"].partition(" (")[0]: row for row in table("600 articles")}
    whole, bare = rows["whole build"], rows["bare pipeline"]
    assert number(whole["of the bare pipeline"]) < 2
    assert number(whole["of the bare pipeline"]) == round(number(whole["s"]) / number(bare["s"]), 2)


def test_each_table_tells_how_it_was_made():
    parts = re.split(r"(?m)^# ", TEXT)[1:]
    assert len(parts) >= 3
    assert all("python -m tests.benchmarks." in part for part in parts)

"""A graph held against gold: measures over all articles, for each article and for each event class."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.errors import GraphError
from graph.evaluation.counting import count_article
from graph.evaluation.counts import Counts, Miss
from graph.evaluation.gold import GoldArticle, read_gold
from graph.evaluation.scores import MEANINGS, RATIOS, scores
from graph.evaluation.told import NOTHING, told_of
from graph.tables import GraphTables
from graph.text import aligned

# What the table of articles shows.
SHOWN = (
    "entity_F1",
    "entity_type",
    "relation_F1",
    "event_P",
    "event_R",
    "full_R",
    "role",
    "status",
    "time",
    "speaker",
    "negatives_fired",
)


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One event class.

    Attributes:
        name: of the class.
        gold, found, full: core gold events of it, those found, and those found whole.
        built, right: events of it in the graph, and those that gold explains.
        recall, precision: ``found / gold`` and ``right / built``, None where there is nothing to divide by.
    """

    name: str
    gold: int
    found: int
    full: int
    built: int
    right: int

    @property
    def recall(self) -> float | None:
        """Share of the gold events found."""
        return self.found / self.gold if self.gold else None

    @property
    def precision(self) -> float | None:
        """Share of the graph's events that gold explains."""
        return self.right / self.built if self.built else None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How good a graph is by gold.

    Attributes:
        measures: every measure over all articles, counts pooled.
        counts: what the measures divide.
        articles: every measure for each gold file.
        classes: a row for each event class, by name.
        misses: what is missing, unexplained or wrong, by article.
        unread: gold files whose article the graph lacks; they count as missed.
    """

    measures: dict[str, float]
    counts: dict[str, int]
    articles: dict[str, dict[str, float]]
    classes: tuple[ClassRow, ...]
    misses: tuple[Miss, ...]
    unread: tuple[str, ...]

    def __str__(self) -> str:
        return self.to_text()

    def to_json(self) -> str:
        """Everything as one JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    def to_text(self, *, misses: bool = False) -> str:
        """Tables for reading: measures, articles, classes and, where asked for, what is missed."""
        tables = (self.measure_rows(), self.article_rows(), self.class_rows())
        parts = ["\n".join(aligned(rows)) for rows in tables]
        if misses:
            parts.append("\n".join(map(_line, self.misses)))
        parts += [f"no article in the graph for {name}" for name in self.unread]
        return "\n\n".join(filter(None, parts)) + "\n"

    def measure_rows(self) -> list[list[str]]:
        """A header and a row for each measure: value, counts and meaning."""
        rows = [["measure", "value", "counts", "share of"]]
        for name, value in self.measures.items():
            above, below = RATIOS[name]
            of = f"{self.counts.get(above, 0)}/{self.counts.get(below, 0)}" if above else ""
            rows.append([name, f"{value:.3f}", of, MEANINGS[name]])
        return rows

    def article_rows(self) -> list[list[str]]:
        """A header and a row for each article."""
        rows = [["article", *SHOWN]]
        rows += [[name, *(f"{row[key]:.2f}" for key in SHOWN)] for name, row in self.articles.items()]
        return rows

    def class_rows(self) -> list[list[str]]:
        """A header and a row for each event class."""
        rows = [["class", "gold", "found", "whole", "recall", "built", "right", "precision"]]
        for row in self.classes:
            counts = [row.gold, row.found, row.full], [row.built, row.right]
            recall, precision = (_share(value) for value in (row.recall, row.precision))
            rows.append([row.name, *map(str, counts[0]), recall, *map(str, counts[1]), precision])
        return rows


def evaluate(tables: GraphTables, gold: Path | str) -> Evaluation:
    """Hold a graph against gold.

    Args:
        tables: the graph.
        gold: a folder of gold files. An article of the graph belongs to one by the name of its file.

    Raises:
        GraphError: where a gold file is missing or wrong, or the graph has none of the articles.
    """
    from graph.knowledge.ontology import load_ontology
    from graph.resources import ontology_dir

    supers = load_ontology(ontology_dir()).supers
    read = read_gold(gold)
    found = {each.doc: _article(tables, each) for each in read}
    if not any(found.values()):
        raise GraphError("is gold for none of the graph's articles: build the graph from them", path=gold)
    counted = {
        each.doc: count_article(each, told_of(tables, iri, supers) if (iri := found[each.doc]) else NOTHING)
        for each in read
    }
    return _evaluation(counted, [doc for doc, iri in found.items() if iri is None])


def _article(tables: GraphTables, gold: GoldArticle) -> str | None:
    return next((iri for iri, row in tables.articles.items() if gold.is_about(row.id)), None)


def _evaluation(counted: dict[str, Counts], unread: Sequence[str]) -> Evaluation:
    pooled = Counts()
    for counts in counted.values():
        pooled.add(counts)
    classes = (
        ClassRow(name, *(each[key] for key in ("gold", "hit", "full", "built", "right")))
        for name, each in sorted(pooled.classes.items())
        if each["gold"] or each["built"]
    )
    return Evaluation(
        measures=scores(pooled.totals),
        counts=dict(sorted(pooled.totals.items())),
        articles={doc: scores(counts.totals) for doc, counts in counted.items()},
        classes=tuple(classes),
        misses=tuple(pooled.misses),
        unread=tuple(unread),
    )


def _line(miss: Miss) -> str:
    quote = f" | {miss.quote}" if miss.quote else ""
    return f"{miss.article}  {miss.kind}: {miss.what}{quote}"


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"

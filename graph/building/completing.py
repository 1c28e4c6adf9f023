"""Everything that is computed from the records: links, triples, the view, and the manifest at the end."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path

from graph import __version__
from graph.building.run import Run
from graph.checks import SetAside, check
from graph.conformance import SortedBlocks, Without, conforming
from graph.iris import OWN_CLASS
from graph.knowledge import graph_knowledge_version
from graph.knowledge.actors import Actors, load_actors
from graph.knowledge.ontology import Ontology, load_ontology
from graph.linking import link, read_overrides, tsv_lines
from graph.linking.overrides import EXAMPLE
from graph.manifest import Manifest
from graph.model import Extraction, Status
from graph.namespaces import RDF, SKOS, dip
from graph.resources import ontology_dir
from graph.shapes import Shapes
from graph.sorting import Distinct
from graph.store import ASIDE, GRAPH, LINKS, OVERRIDES, VIEW, GraphFolder, file_digest, to_jsonl
from graph.subjects import sort_subjects
from graph.tables import GraphTables, make_tables
from graph.triples import make_blocks
from graph.turtle import Block, Row, turtle_lines

KEPT = 500
"""Of so many articles the records are held in memory."""
VIEW_ARTICLES = 2000
"""The page shows no more articles than this, the latest."""
_TYPE = f"{RDF}type"
_ENDS = tuple(RDF + end for end in ("subject", "predicate", "object"))


def complete(run: Run, stage: Callable[[str], None]) -> dict[str, int]:
    """Link and write everything that comes from the records, unless nothing changed; the counts.

    Args:
        run: the build.
        stage: told what begins.
    """
    folder = run.folder
    overrides = folder.path / OVERRIDES
    knowledge = graph_knowledge_version()
    if not overrides.exists():
        folder.write_text(OVERRIDES, EXAMPLE)
    decided = file_digest(overrides)
    old = run.manifest
    made_with = (__version__, knowledge, decided)
    fresh = old and not folder.unfinished and (old.program, old.knowledge, old.overrides) == made_with
    if old and fresh and all(folder.digest(name) == digest for name, digest in old.files.items()):
        return old.counts
    ontology, actors = linking_knowledge()
    stage("checking")
    records = CheckedRecords(folder, run.record_paths, ontology)
    stage("linking")
    links = link(records, ontology=ontology, actors=actors, overrides=read_overrides(overrides))
    folder.begin()
    run.arrange()
    stage("writing")
    blocks, forbidden = conforming(records, links, Shapes(ontology_dir()))
    aside = sorted([*records.aside, *forbidden])
    counts = Counts(ontology)
    files = {
        GRAPH: folder.write_parts(GRAPH, turtle_lines(counts.watch(blocks))),
        LINKS: folder.write_parts(LINKS, tsv_lines(links.decisions)),
        ASIDE: folder.write_text(ASIDE, to_jsonl([asdict(each) for each in aside])),
    }
    stage("drawing")
    shown = blocks
    if title := _part_title(len(run.known)):
        blocks.close()
        latest = CheckedRecords(folder, partial(run.record_paths, records.latest), ontology)
        dropped = {(each.article, each.key) for each in forbidden}
        shown = SortedBlocks(make_blocks(Without(latest, dropped), links))
    tables = make_tables(sort_subjects(shown))
    shown.close()
    if page := view_page(tables, title):
        files[VIEW] = folder.write_text(VIEW, page)
    else:
        folder.remove(VIEW)
    doubtful = sum(each.doubtful for each in links.decisions)
    found = counts.found() | {"doubtful": doubtful, "set_aside": len(aside)}
    made = ((article, known.made) for article, known in run.known.items())
    folder.finish(Manifest(__version__, knowledge, decided, files, found), made)
    return found


def linking_knowledge() -> tuple[Ontology, Actors]:
    """What linking knows of the world."""
    folder = ontology_dir()
    return load_ontology(folder), load_actors(folder)


def view_page(tables: GraphTables, title: str | None = None) -> str | None:
    """The page of a graph; None where no event ties two actors."""
    from graph.view import ViewError, render

    try:
        return render(tables, title=title)
    except ViewError:
        return None


def _part_title(articles: int) -> str | None:
    """The title of a page that does not show all articles; None where it does."""
    if articles <= VIEW_ARTICLES:
        return None
    return f"Who did what to whom: the latest {VIEW_ARTICLES:,} of {articles:,} articles"


class CheckedRecords:
    """The records of a folder in the order of their articles, without what fails a check.

    They are read from disk each time, unless they are few.

    Args:
        folder: the graph folder.
        paths: where the records are; asked each time.
        ontology: what they are checked against.

    Attributes:
        aside: what fails; known once all were read.
        latest: the articles that the page shows, in order; known then too.
    """

    def __init__(self, folder: GraphFolder, paths: Callable[[], Iterable[Path]], ontology: Ontology) -> None:
        self._folder = folder
        self._paths = paths
        self._ontology = ontology
        self._kept: list[Extraction] | None = None
        self.aside: list[SetAside] = []
        self.latest: list[str] = []

    def __iter__(self) -> Iterator[Extraction]:
        if self._kept is not None:
            yield from self._kept
            return
        kept: list[Extraction] = []
        aside: list[SetAside] = []
        latest: list[tuple[str, str]] = []
        count = 0
        for count, path in enumerate(self._paths(), start=1):
            record, failed = check(self._folder.read_record(path), ontology=self._ontology)
            aside += failed
            kept.append(record)
            if count > KEPT:
                kept.clear()
            heapq.heappush(latest, (record.article.date or "", record.article.id))
            if count > VIEW_ARTICLES:
                heapq.heappop(latest)
            yield record
        self.aside, self.latest = aside, sorted(article for _, article in latest)
        self._kept = kept if count <= KEPT else None


class Counts:
    """How many of each thing a graph holds, counted while its blocks go by."""

    def __init__(self, ontology: Ontology) -> None:
        self._events = {dip(name) for name in ontology.event_classes}
        self._statuses: Counter[str] = Counter()
        self._other: Counter[str] = Counter()
        self._relations = Distinct()

    def watch(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """The same blocks."""
        for block in blocks:
            self._count({predicate: value for predicate, value, _ in block[1]}, block[1])
            yield block

    def _count(self, values: Mapping[str, str], rows: Iterable[Row]) -> None:
        types = {value for predicate, value, _ in rows if predicate == _TYPE}
        self._other["tenures"] += dip("Tenure") in types
        self._other["entities"] += f"{SKOS}prefLabel" in values
        if types & self._events or any(each.startswith(OWN_CLASS) for each in types):
            self._statuses[values[dip("status")]] += 1
        if ends := tuple(values[end] for end in _ENDS if end in values):
            self._relations.add(" ".join(ends))

    def found(self) -> dict[str, int]:
        """The counts; events by status in the order of the statuses."""
        statuses = {f"events.{status}": self._statuses[dip(status)] for status in Status}
        return {name: count for name, count in statuses.items() if count} | {
            "entities": self._other["entities"],
            "tenures": self._other["tenures"],
            "relations": sum(1 for _ in self._relations),
        }

"""Everything that is computed from the records: links, triples, the view, and the manifest at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict

from graph import __version__
from graph.building.run import Run
from graph.checks import SetAside, check
from graph.conformance import conforming
from graph.knowledge import graph_knowledge_version
from graph.knowledge.actors import Actors, load_actors
from graph.knowledge.ontology import Ontology, load_ontology
from graph.linking import Links, link, read_overrides, to_tsv
from graph.linking.overrides import EXAMPLE
from graph.model import Extraction, Status
from graph.resources import ontology_dir
from graph.shapes import Shapes
from graph.store import ASIDE, GRAPH, LINKS, OVERRIDES, VIEW, Manifest, file_digest, to_jsonl
from graph.tables import GraphTables, read_tables
from graph.turtle import write_turtle


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
    records, aside = _checked(run, ontology)
    stage("linking")
    links = link(records, ontology=ontology, actors=actors, overrides=read_overrides(overrides))
    folder.begin()
    run.arrange()
    stage("writing")
    triples, forbidden = conforming(records, links, Shapes(ontology_dir()))
    aside = sorted([*aside, *forbidden])
    files = {
        GRAPH: folder.write_text(GRAPH, write_turtle(triples)),
        LINKS: folder.write_text(LINKS, to_tsv(links.decisions)),
        ASIDE: folder.write_text(ASIDE, to_jsonl([asdict(each) for each in aside])),
    }
    stage("drawing")
    tables = read_tables(folder.load())
    if page := view_page(tables):
        files[VIEW] = folder.write_text(VIEW, page)
    else:
        folder.remove(VIEW)
    counts = _counts(tables, links, aside)
    made = {article: known.made for article, known in run.known.items()}
    folder.finish(Manifest(__version__, knowledge, decided, made, files, counts))
    return counts


def linking_knowledge() -> tuple[Ontology, Actors]:
    """What linking knows of the world."""
    folder = ontology_dir()
    return load_ontology(folder), load_actors(folder)


def view_page(tables: GraphTables) -> str | None:
    """The page of the whole graph; None where no event ties two actors."""
    from graph.view import ViewError, render

    try:
        return render(tables)
    except ViewError:
        return None


def _checked(run: Run, ontology: Ontology) -> tuple[list[Extraction], list[SetAside]]:
    records: list[Extraction] = []
    aside: list[SetAside] = []
    for article in sorted(run.known):
        record, failed = check(run.folder.read_record(run.known[article].path), ontology=ontology)
        records.append(record)
        aside += failed
    return records, aside


def _counts(tables: GraphTables, links: Links, aside: Sequence[SetAside]) -> dict[str, int]:
    """How many of each thing the graph holds; events by status in the order of the statuses."""
    statuses = Counter(event.status for event in tables.events.values())
    counts = {f"events.{status}": statuses[status] for status in Status if statuses[status]}
    return counts | {
        "entities": len(tables.entities),
        "tenures": len(tables.tenures),
        "relations": len(tables.relations),
        "doubtful": len(links.doubtful),
        "set_aside": len(aside),
    }

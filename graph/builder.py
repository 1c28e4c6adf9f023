"""From articles to a graph folder, doing only what changed.

First each new or changed article is read by the language pipeline and leaves a record; then everything else
is computed from the records. A build that was interrupted is completed by the next one.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from graph import __version__
from graph.articles import Skipped, read_articles
from graph.build_report import BuildReport
from graph.checks import SetAside, check
from graph.conformance import conforming
from graph.errors import StoreError
from graph.extractor import Extractor
from graph.knowledge import graph_knowledge_version
from graph.knowledge.actors import Actors, load_actors
from graph.knowledge.ontology import Ontology, load_ontology
from graph.linking import Links, link, read_overrides, to_tsv
from graph.linking.overrides import EXAMPLE
from graph.model import Article, Extraction, Provenance, Status
from graph.resources import ontology_dir
from graph.shapes import Shapes
from graph.store import (
    ASIDE,
    FLAT,
    GRAPH,
    LINKS,
    OVERRIDES,
    VIEW,
    GraphFolder,
    Made,
    Manifest,
    file_digest,
    to_jsonl,
)
from graph.tables import GraphTables, read_tables
from graph.turtle import write_turtle

Progress = Callable[[str], None]
"""Called with an article's id when it is done."""


def build(
    sources: Sequence[Path | str] | Path | str,
    out: Path | str,
    *,
    model: str | None = None,
    keep: bool = False,
    lexicon: Sequence[Path | str] = (),
    progress: Progress | None = None,
    extractor: Callable[[Article], Extraction] | None = None,
) -> BuildReport:
    """Build a graph folder from articles, or bring it up to date.

    Args:
        sources: files and folders of articles, ``-`` for standard input.
        out: the graph folder; made where there is none.
        model: an installed spaCy pipeline to use instead of the shipped one.
        keep: keep articles of the folder that are not among the sources; otherwise they are removed.
        lexicon: lexicon files of the user's own; their rows win over the packaged ones.
        progress: called with each article's id when it is done.
        extractor: what reads an article, instead of the pipeline; its attribute ``provenance``, where it has
            one, tells its version.

    Raises:
        GraphError: where a source does not exist, the folder is in use or cannot be written, and the like. An
            article that cannot be read is no error: it is listed in the report.
    """
    begun = time.perf_counter()
    chosen = extractor or Extractor(model=model, lexicon=lexicon)
    folder = GraphFolder(out)
    with folder.writing():
        run = _Run(folder, chosen)
        for item in read_articles(sources):
            if isinstance(item, Skipped):
                run.skip(item)
                continue
            run.take(item)
            if progress:
                progress(item.id)
        if not keep:
            run.drop(run.known.keys() - run.seen)
        run.mend(keep=keep)
        counts = run.complete()
        return run.report(counts, seconds=time.perf_counter() - begun)


def remove(kg: Path | str, article: str) -> BuildReport:
    """Take an article and its claims out of a graph folder.

    Args:
        kg: the graph folder.
        article: the article's id, as ``dcterms:identifier`` has it.

    Raises:
        StoreError: where there is no such article.
    """
    begun = time.perf_counter()
    folder = GraphFolder(kg)
    with _changing(folder) as run:
        if article not in run.known:
            raise StoreError(f"holds no article {article!r}: ids are listed in links.tsv", path=folder.path)
        run.mend(keep=True)
        run.drop({article})
        return run.report(run.complete(), seconds=time.perf_counter() - begun)


def relink(kg: Path | str) -> BuildReport:
    """Compute a graph folder anew from its records, after a change of ``overrides.toml``.

    Raises:
        StoreError: where there is no graph.
    """
    begun = time.perf_counter()
    folder = GraphFolder(kg)
    with _changing(folder) as run:
        run.mend(keep=True)
        return run.report(run.complete(), seconds=time.perf_counter() - begun)


@contextmanager
def _changing(folder: GraphFolder) -> Iterator[_Run]:
    """A change of a graph that is there, without articles."""
    if not folder.exists:
        raise StoreError("holds no graph: name a folder that `build` has made", path=folder.path)
    with folder.writing():
        yield _Run(folder, None)


@dataclass(slots=True)
class _Known:
    """A record that stands in the folder."""

    path: Path
    made: Made


@dataclass
class _Run:
    """One build: what stood there, what is read, what is written."""

    folder: GraphFolder
    extractor: Callable[[Article], Extraction] | None
    skipped: list[Skipped] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    read: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.resumed = self.folder.unfinished
        self.manifest = self.folder.manifest()
        self.known, self.damaged = _known(self.folder, self.manifest)
        made_with = getattr(self.extractor, "provenance", None)
        self.provenance = made_with or Provenance(__version__, "own", "own")

    def skip(self, item: Skipped) -> None:
        """Keep what was read before of a source that cannot be read now: that it is gone is not known."""
        below = f"{item.id}/"
        kept = {each for each in self.known if each == item.id or each.startswith(below)} - self.seen
        if item.unread and kept:
            self.seen |= kept
            item = replace(item, reason=f"{item.reason}; what was read of it before stays")
        self.skipped.append(item)

    def take(self, article: Article) -> None:
        """Read an article, unless its record says all that it would say again."""
        self.seen.add(article.id)
        known = self.known.get(article.id)
        if known and known.made.content == article.content_hash and _made_with(known.made) == self.provenance:
            return
        assert self.extractor is not None
        record = replace(self.extractor(article), provenance=self.provenance)
        self.folder.begin()
        sharded = known is not None and known.path.parent != self.folder.records_path
        digest = self.folder.write_record(record, sharded=sharded)
        path = self.folder.record_path(article.id, sharded=sharded)
        self.known[article.id] = _Known(path, _made(record, digest))
        self.read.append(article.id)

    def drop(self, articles: Iterable[str]) -> None:
        """Take records out."""
        for article in sorted(articles):
            self.folder.begin()
            self.folder.remove_record(self.known.pop(article).path)
            self.removed.append(article)

    def mend(self, *, keep: bool) -> None:
        """Take out damaged records whose articles were read again or are gone.

        Raises:
            StoreError: where one is to be kept and its article was not among the sources.
        """
        written = {known.path for known in self.known.values()}
        for path in self.damaged - written:
            if keep:
                raise StoreError("the record is damaged: build with its article, or delete it", path=path)
            self.folder.begin()
            self.folder.remove_record(path)

    def complete(self) -> dict[str, int]:
        """Link and write everything that comes from the records, unless nothing changed; the counts."""
        folder = self.folder
        overrides = folder.path / OVERRIDES
        knowledge = graph_knowledge_version()
        if not overrides.exists():
            folder.write_text(OVERRIDES, EXAMPLE)
        decided = file_digest(overrides)
        old = self.manifest
        made_with = (__version__, knowledge, decided)
        fresh = old and not folder.unfinished and (old.program, old.knowledge, old.overrides) == made_with
        if old and fresh and all(folder.digest(name) == digest for name, digest in old.files.items()):
            return old.counts
        ontology, actors = _linking_knowledge()
        records, aside = self._checked(ontology)
        links = link(records, ontology=ontology, actors=actors, overrides=read_overrides(overrides))
        folder.begin()
        self._arrange()
        triples, forbidden = conforming(records, links, Shapes(ontology_dir()))
        aside = sorted([*aside, *forbidden])
        files = {
            GRAPH: folder.write_text(GRAPH, write_turtle(triples)),
            LINKS: folder.write_text(LINKS, to_tsv(links.decisions)),
            ASIDE: folder.write_text(ASIDE, to_jsonl([asdict(each) for each in aside])),
        }
        tables = read_tables(folder.load())
        if page := _view(tables):
            files[VIEW] = folder.write_text(VIEW, page)
        else:
            folder.remove(VIEW)
        counts = _counts(tables, links, aside)
        made = {article: known.made for article, known in self.known.items()}
        folder.finish(Manifest(__version__, knowledge, decided, made, files, counts))
        return counts

    def _checked(self, ontology: Ontology) -> tuple[list[Extraction], list[SetAside]]:
        records: list[Extraction] = []
        aside: list[SetAside] = []
        for article in sorted(self.known):
            record, failed = check(self.folder.read_record(self.known[article].path), ontology=ontology)
            records.append(record)
            aside += failed
        return records, aside

    def _arrange(self) -> None:
        """Move the records to where they belong by their number."""
        sharded = len(self.known) > FLAT
        for article, known in sorted(self.known.items()):
            known.path = self.folder.move_record(known.path, article, sharded=sharded)

    def report(self, counts: dict[str, int], *, seconds: float) -> BuildReport:
        """What was done."""
        events = {key.partition(".")[2]: count for key, count in counts.items() if key.startswith("events.")}
        return BuildReport(
            path=self.folder.path,
            articles=len(self.known),
            read=tuple(self.read),
            removed=tuple(self.removed),
            entities=counts["entities"],
            events=events,
            tenures=counts["tenures"],
            relations=counts["relations"],
            doubtful=counts["doubtful"],
            set_aside=counts["set_aside"],
            skipped=tuple(self.skipped),
            resumed=self.resumed,
            seconds=seconds,
        )


def _known(folder: GraphFolder, manifest: Manifest | None) -> tuple[dict[str, _Known], set[Path]]:
    """The records that stand in the folder by article, and the files of damaged ones.

    Those that the manifest vouches for are not parsed. A second copy, which an interrupted build may leave,
    is taken out.
    """
    vouched = {
        made.record: (article, made) for article, made in (manifest.articles if manifest else {}).items()
    }
    known: dict[str, _Known] = {}
    damaged: set[Path] = set()
    for path in folder.record_paths():
        digest = file_digest(path)
        if digest in vouched:
            article, made = vouched[digest]
        else:
            try:
                record = folder.read_record(path)
            except StoreError:
                damaged.add(path)
                continue
            article, made = record.article.id, _made(record, digest)
        if article in known:
            folder.remove_record(path)
        else:
            known[article] = _Known(path, made)
    return known, damaged


def _made(record: Extraction, digest: str) -> Made:
    made_with = record.provenance or Provenance("", "", "")
    return Made(
        record.article.content_hash, made_with.program, made_with.pipeline, made_with.ontology, digest
    )


def _made_with(made: Made) -> Provenance:
    return Provenance(made.program, made.pipeline, made.ontology)


def _linking_knowledge() -> tuple[Ontology, Actors]:
    folder = ontology_dir()
    return load_ontology(folder), load_actors(folder)


def _view(tables: GraphTables) -> str | None:
    """The page of the whole graph; None where no event ties two actors."""
    from graph.view import ViewError, render

    try:
        return render(tables)
    except ViewError:
        return None


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

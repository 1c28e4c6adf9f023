"""Everything that is computed from the records: links, triples, the view, and the manifest at the end."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import IO

from graph import __version__
from graph.blocks import Part, SortedBlocks, unpack
from graph.building import gathered
from graph.building.gathered import Records
from graph.building.helpers import Helpers
from graph.building.run import Run
from graph.building.work import Knowledge, Total, judge, write
from graph.conformance import Dropped, conforming
from graph.files import temporary_path, write_whole
from graph.joining import sort_blocks
from graph.knowledge import graph_knowledge_version
from graph.linking import Links, link_digests, read_overrides, tsv_lines
from graph.linking.overrides import EXAMPLE
from graph.manifest import Manifest
from graph.processes import rare_collections
from graph.queries.index import write_index
from graph.shapes import Violation
from graph.store import ASIDE, GRAPH, LINKS, OVERRIDES, VIEW, file_digest, to_jsonl
from graph.subjects import sort_subjects
from graph.tables import GraphTables, make_tables
from graph.turtle import Block, turtle_head


def complete(run: Run, stage: Callable[[str], None], *, helpers: int = 0) -> dict[str, int]:
    """Link and write everything that comes from the records, unless nothing changed; the counts.

    Args:
        run: the build.
        stage: told what begins.
        helpers: how many processes help; the bytes written are the same.
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
        write_index(folder.path)
        return old.counts
    with Helpers(helpers) as given, rare_collections():
        files, found = _Completion(run, given, stage).make()
    made = ((article, known.made) for article, known in run.known.items())
    folder.finish(Manifest(__version__, knowledge, decided, files, found), made)
    return found


class _Completion:
    """All that is made of the records of one build.

    Args:
        run: the build.
        helpers: who helps.
        stage: told what begins.
    """

    def __init__(self, run: Run, helpers: Helpers, stage: Callable[[str], None]) -> None:
        self._run, self._helpers, self._stage = run, helpers, stage
        self._folder = run.folder
        self._knowledge = Knowledge()
        self._records = Records(run.folder, run.places, self._knowledge, helpers)

    def make(self) -> tuple[dict[str, str], dict[str, int]]:
        """Write all files but the manifest: the digest of each by its name, and the counts."""
        self._stage("checking")
        links = self._link()
        self._folder.begin()
        self._run.arrange()
        self._stage("writing")
        blocks, forbidden = conforming(partial(self._records.told, links), self._faults, self._records, links)
        aside = sorted([*self._records.aside, *forbidden])
        dropped: dict[str, set[str]] = defaultdict(set)
        for each in forbidden:
            dropped[each.article].add(each.key)
        with self._page(blocks, links, dropped) as page:
            files, counts = self._write(blocks, links)
            files[ASIDE] = self._folder.write_text(ASIDE, to_jsonl([asdict(each) for each in aside]))
            self._stage("drawing")
            write_index(self._folder.path)
            if text := page():
                files[VIEW] = self._folder.write_text(VIEW, text)
            else:
                self._folder.remove(VIEW)
        blocks.close()
        doubtful = sum(each.doubtful for each in links.decisions)
        return files, counts | {"doubtful": doubtful, "set_aside": len(aside)}

    def _link(self) -> Links:
        overrides = read_overrides(self._folder.path / OVERRIDES)
        ontology, actors = self._knowledge.ontology, self._knowledge.actors
        self._stage("linking")
        digests = self._records.digests(overrides)
        return link_digests(digests, ontology=ontology, actors=actors, overrides=overrides)

    def _faults(self, blocks: SortedBlocks) -> Iterator[Violation]:
        """What the shapes forbid."""
        with self._shared("types") as path:
            types = blocks.types(path)
            for faults in self._helpers.map(partial(judge, self._knowledge, types), blocks.parts()):
                yield from faults
            types.close()

    def _write(self, blocks: SortedBlocks, links: Links) -> tuple[dict[str, str], dict[str, int]]:
        """Write the graph and the links; the digest of each file, and the counts."""
        total = Total()

        def parts() -> Iterator[str]:
            yield turtle_head()
            for text, counts in self._helpers.map(partial(write, self._knowledge), blocks.parts()):
                total.add(counts)
                yield text

        files = {
            GRAPH: self._folder.write_parts(GRAPH, parts()),
            LINKS: self._folder.write_parts(LINKS, tsv_lines(links.decisions)),
        }
        return files, total.found()

    @contextmanager
    def _page(
        self, blocks: SortedBlocks, links: Links, dropped: Dropped
    ) -> Iterator[Callable[[], str | None]]:
        """Begin to draw the page, where there are helpers; what is given waits for it, or else draws it."""
        title = _part_title(len(self._run.known))
        with self._shared("page") as path:
            if path is None:
                yield lambda: _draw(self._shown(blocks, links, dropped), title)
                return
            parts = self._shown(blocks, links, dropped).parts()
            write_whole(path, map(pickle.dumps, parts), lasting=False)
            yield self._helpers.begin(draw, (path, title))

    def _shown(self, blocks: SortedBlocks, links: Links, dropped: Dropped) -> SortedBlocks:
        """What the page shows: everything, or the latest articles of many."""
        if len(self._run.known) <= gathered.VIEW_ARTICLES:
            return blocks
        places = partial(self._run.places, self._records.latest)
        latest = Records(self._folder, places, self._knowledge, self._helpers)
        return sort_blocks(latest.told(links, dropped), links.nodes)

    @contextmanager
    def _shared(self, name: str) -> Iterator[Path | None]:
        """A temporary file that helpers read; None where there are none."""
        if not self._helpers.number:
            yield None
            return
        path = temporary_path(self._folder.path / name)
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)


def draw(item: tuple[Path, str | None]) -> str | None:
    """The page of blocks that lie in a file, and its title."""
    path, title = item
    with path.open("rb") as file:
        parts = iter(partial(_load, file), None)
        return _draw((block for part in parts for block in unpack(part)), title)


def view_page(tables: GraphTables, title: str | None = None) -> str | None:
    """The page of a graph; None where no event ties two actors."""
    from graph.view import ViewError, render

    try:
        return render(tables, title=title)
    except ViewError:
        return None


def _draw(blocks: Iterable[Block], title: str | None) -> str | None:
    return view_page(make_tables(sort_subjects(blocks)), title)


def _load(file: IO[bytes]) -> Part | None:
    try:
        part: Part = pickle.load(file)
    except EOFError:
        return None
    return part


def _part_title(articles: int) -> str | None:
    """The title of a page that does not show all articles; None where it does."""
    most = gathered.VIEW_ARTICLES
    return None if articles <= most else f"Who did what to whom: the latest {most:,} of {articles:,} articles"

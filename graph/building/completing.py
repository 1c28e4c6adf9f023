"""Everything that is computed from the records: links, triples, the view, and the manifest at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path

from graph import __version__
from graph.blocks import SortedBlocks
from graph.building.drawing import Drawing, prepare
from graph.building.gathered import Records
from graph.building.helpers import Helpers
from graph.building.run import Run
from graph.building.work import Knowledge, Total, judge, write
from graph.conformance import Dropped, conforming
from graph.files import temporary_path
from graph.knowledge import graph_knowledge_version
from graph.linking import Links, link_digests, read_overrides, tsv_lines
from graph.linking.overrides import EXAMPLE
from graph.manifest import Manifest
from graph.processes import rare_collections
from graph.queries.index import IndexMaking, write_index
from graph.shapes import Violation
from graph.store import ASIDE, GRAPH, LINKS, OVERRIDES, VIEW, file_digest, to_jsonl
from graph.turtle import turtle_head


def complete(run: Run, stage: Callable[[str], None], helpers: Helpers) -> dict[str, int]:
    """Link and write everything that comes from the records, unless nothing changed; the counts.

    Args:
        run: the build.
        stage: told what begins.
        helpers: who helps; the bytes written are the same whoever does.
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
    helpers.start(prepare)
    with rare_collections():
        files, found = _Completion(run, helpers, stage).make()
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
        with self._shared("page") as path:
            drawing = Drawing(self._run, self._records, self._helpers, path)

            def judge(blocks: SortedBlocks, dropped: Dropped) -> Iterator[Violation]:
                drawing.begin(blocks, links, dropped)
                return self._faults(blocks)

            blocks, forbidden = conforming(partial(self._records.told, links), judge, self._records, links)
            aside = sorted([*self._records.aside, *forbidden])
            index = (
                IndexMaking(self._folder.path, expected=blocks.size // 3) if self._helpers.number else None
            )
            files, counts = self._write(blocks, links, index)
            files[ASIDE] = self._folder.write_text(ASIDE, to_jsonl([asdict(each) for each in aside]))
            self._stage("drawing")
            write_index(self._folder.path, index)
            if page := drawing.page():
                files[VIEW] = self._folder.write_text(VIEW, page)
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

    def _write(
        self, blocks: SortedBlocks, links: Links, index: IndexMaking | None
    ) -> tuple[dict[str, str], dict[str, int]]:
        """Write the graph and the links; the digest of each file, and the counts."""
        total = Total()

        def parts() -> Iterator[str]:
            yield turtle_head()
            for text, counts in self._helpers.map(partial(write, self._knowledge), blocks.parts()):
                total.add(counts)
                yield text

        files = {
            GRAPH: self._folder.write_parts(GRAPH, index.watch(parts()) if index else parts()),
            LINKS: self._folder.write_parts(LINKS, tsv_lines(links.decisions)),
        }
        return files, total.found()

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

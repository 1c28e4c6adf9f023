"""The page of a build, drawn by a helper while the graph is checked and written."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import IO

from graph.blocks import Part, SortedBlocks, unpack
from graph.building import gathered
from graph.building.gathered import Records
from graph.building.helpers import Helpers
from graph.building.run import Run
from graph.conformance import Dropped
from graph.files import write_whole
from graph.joining import sort_blocks
from graph.linking import Links
from graph.subjects import sort_subjects
from graph.tables import GraphTables, make_tables
from graph.turtle import Block


class Drawing:
    """The page of a build.

    Args:
        run: the build.
        records: what its articles say.
        helpers: who draws.
        path: a file in which a helper finds what is shown; None where there are no helpers.
    """

    def __init__(self, run: Run, records: Records, helpers: Helpers, path: Path | None) -> None:
        self._run, self._records, self._helpers, self._path = run, records, helpers, path
        self._begun: Callable[[], str | None] | None = None

    def begin(self, blocks: SortedBlocks, links: Links, dropped: Dropped) -> None:
        """Draw what blocks say, instead of what was begun before; without helpers when it is asked for."""
        count, most = len(self._run.known), gathered.VIEW_ARTICLES
        title = f"Who did what to whom: the latest {most:,} of {count:,} articles" if count > most else None
        if self._path is None:
            self._begun = lambda: _draw(self._shown(blocks, links, dropped), title)
            return
        if self._begun:
            self._begun()
        parts = self._shown(blocks, links, dropped).parts()
        write_whole(self._path, map(pickle.dumps, parts), lasting=False)
        self._begun = self._helpers.begin(draw, (self._path, title))

    def page(self) -> str | None:
        """The page; None where no event ties two actors."""
        return self._begun() if self._begun else None

    def _shown(self, blocks: SortedBlocks, links: Links, dropped: Dropped) -> SortedBlocks:
        """What the page shows: everything, or the latest articles of many."""
        if len(self._run.known) <= gathered.VIEW_ARTICLES:
            return blocks
        latest = self._records.among(partial(self._run.places, self._records.latest))
        return sort_blocks(latest.told(links, dropped), links.nodes)


def draw(item: tuple[Path, str | None]) -> str | None:
    """The page of blocks that lie in a file, with a title."""
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


def prepare(_nothing: None) -> None:
    """Load in a helper what it will need first, and the packages that draw."""
    import graph.building.work
    import graph.network.rules
    import graph.view.payload  # noqa: F401


def _draw(blocks: Iterable[Block], title: str | None) -> str | None:
    return view_page(make_tables(sort_subjects(blocks)), title)


def _load(file: IO[bytes]) -> Part | None:
    try:
        part: Part = pickle.load(file)
    except EOFError:
        return None
    return part

"""The records of a build as linking and writing ask for them: read by helpers, or here and kept where they are few."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from graph.building.helpers import Helpers
from graph.building.work import Knowledge, Linked, Source, digest, tell_linked
from graph.checks import SetAside
from graph.conformance import Dropped
from graph.linking import Digest, Links, Override
from graph.model import Extraction
from graph.store import GraphFolder
from graph.triples import Told

KEPT = 500
"""Of so many articles the records are held in memory, where no helpers read them."""
VIEW_ARTICLES = 2000
"""The page shows no more articles than this, the latest."""
_TOGETHER = 8


class Records(Iterable[Extraction]):
    """The records of a folder in the order of their articles, without what fails a check.

    Args:
        folder: the graph folder.
        places: the articles and where their records are; asked each time.
        knowledge: what they are checked against.
        helpers: who reads them.

    Attributes:
        aside: what fails; known once all were read for linking.
        latest: the articles that the page shows, in order; known then too.
    """

    def __init__(
        self,
        folder: GraphFolder,
        places: Callable[[], Iterable[tuple[str, Path]]],
        knowledge: Knowledge,
        helpers: Helpers,
    ) -> None:
        self._folder = folder
        self._places = places
        self._knowledge = knowledge
        self._helpers = helpers
        self._kept: list[tuple[str, Source]] | None = None
        self.aside: list[SetAside] = []
        self.latest: list[str] = []

    def __iter__(self) -> Iterator[Extraction]:
        for _, source in self._sources():
            yield source.read(self._knowledge.ontology)[0]

    def among(self, places: Callable[[], Iterable[tuple[str, Path]]]) -> Records:
        """The records of some of the articles."""
        return Records(self._folder, places, self._knowledge, self._helpers)

    def digests(self, overrides: Sequence[Override]) -> Iterator[Digest]:
        """What linking has to know of each."""
        latest: list[tuple[str, str]] = []
        sources = (source for _, source in self._sources())
        task = partial(digest, self._knowledge, overrides)
        given = sources if self._helpers.number else self._held(sources)
        for found, failed in self._helpers.map(task, given, together=_TOGETHER):
            self.aside += failed
            heapq.heappush(latest, (found.article.date or "", found.article.id))
            if len(latest) > VIEW_ARTICLES:
                heapq.heappop(latest)
            yield found
        self.latest = sorted(article for _, article in latest)

    def told(self, links: Links, dropped: Dropped) -> Iterator[Told]:
        """What each says, once linked, without some claims."""
        linked = (
            Linked(source, links.entities.of(article), links.events.of(article), dropped.get(article, ()))
            for article, source in self._sources()
        )
        return self._helpers.map(partial(tell_linked, self._knowledge), linked, together=_TOGETHER)

    def _sources(self) -> Iterator[tuple[str, Source]]:
        if self._kept is not None:
            yield from self._kept
            return
        for article, path in self._places():
            yield article, Source(self._folder.path, path)

    def _held(self, sources: Iterable[Source]) -> Iterator[Source]:
        """The same with their records, which are kept where they are few."""
        kept: list[tuple[str, Source]] = []
        count = 0
        for count, source in enumerate(sources, start=1):
            record, failed = source.read(self._knowledge.ontology)
            self.aside += failed
            held = replace(source, record=record)
            kept.append((record.article.id, held))
            if count > KEPT:
                kept.clear()
            yield held
        self._kept = kept if count <= KEPT else None

"""The records of a graph folder during a build: which stand, which are read, which go."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.articles import Skipped
from graph.building.ledger import Ledger
from graph.building.shards import ExtractorLike, Outcome, provenance_of
from graph.errors import StoreError
from graph.manifest import Made, Manifest
from graph.model import Article, Provenance
from graph.records import from_json
from graph.scratch import Listing
from graph.store import FLAT, GraphFolder, file_digest


@dataclass
class Run:
    """One build: what stood there, what is read, what is written.

    Attributes:
        folder: the graph folder, held for writing.
        extractor: what reads articles; None where none is read.
        skipped: what was no readable article.
        removed: ids of those taken out.
        known: the records that stand, and the articles that were among the sources.
        resumed: whether an interrupted build was found.
        manifest: what the graph that stood there was made of.
    """

    folder: GraphFolder
    extractor: ExtractorLike | None
    skipped: Listing[Skipped] = field(default_factory=Listing)
    removed: Listing[str] = field(default_factory=Listing)

    def __post_init__(self) -> None:
        self.resumed = self.folder.unfinished
        self.known = Ledger(self.folder.records_path)
        self.manifest = self._vouched()
        self.damaged = self._find_records()
        self.provenance = provenance_of(self.extractor) if self.extractor else None

    def _vouched(self) -> Manifest | None:
        """The manifest that stands, its records expected; None where it cannot be trusted."""
        manifest = self.folder.manifest()
        try:
            if manifest:
                self.known.vouch(self.folder.made())
        except StoreError:
            self.known.forget_missing()
            return None
        return manifest

    def _find_records(self) -> set[Path]:
        """Find the records that stand in the folder; the files of damaged ones are given back.

        Those that the manifest vouches for are not parsed. A second copy, which an interrupted build may leave,
        is taken out.
        """
        damaged: set[Path] = set()
        for path in self.folder.record_paths():
            digest = file_digest(path)
            found = self.known.vouched(digest)
            if found is None:
                try:
                    record = self.folder.read_record(path)
                except StoreError:
                    damaged.add(path)
                    continue
                found = record.article.id, _made(record.article.content_hash, record.provenance, digest)
            if found[0] in self.known:
                self.folder.remove_record(path)
            else:
                self.known.enter(found[0], path, found[1])
        self.known.forget_missing()
        return damaged

    def skip(self, item: Skipped) -> None:
        """Keep what was read before of a source that cannot be read now: that it is gone is not known."""
        kept = self.known.unseen(item.id) if item.unread else []
        if kept:
            for article in kept:
                self.known.see(article)
            item = replace(item, reason=f"{item.reason}; what was read of it before stays")
        self.skipped.append(item)

    def wants(self, article: Article) -> bool:
        """Whether an article has to be read: no record says all that it would say again."""
        self.known.see(article.id)
        known = self.known.get(article.id)
        same = known is not None and known.made.content == article.content_hash
        return not (same and known and _made_with(known.made) == self.provenance)

    def take(self, outcome: Outcome) -> None:
        """Write the record of an article that was read, or tell why it has none."""
        article = outcome.article
        if outcome.record is None:
            self.known.unsee(article)
            self.skip(Skipped(article, article, outcome.failure or "it was not read", unread=True))
            return
        self.folder.begin()
        known = self.known.get(article)
        sharded = known.path.parent != self.folder.records_path if known else len(self.known) >= FLAT
        data = outcome.record.encode("utf8")
        path = self.folder.write_record(article, data, sharded=sharded)
        digest = hashlib.sha256(data).hexdigest()
        self.known.enter(article, path, _made(outcome.content, self.provenance, digest))
        self.known.set_read(article)
        self.damaged.discard(path)

    def adopt(self, outcomes: Iterable[Outcome]) -> None:
        """Write records that an earlier build had made and not yet taken, unless newer ones stand."""
        for outcome in outcomes:
            known = self.known.get(outcome.article)
            stands = known is not None and _made_with(known.made) == self.provenance
            if not stands and from_json(outcome.record or "").provenance == self.provenance:
                self.take(outcome)

    def drop(self, articles: Iterable[str]) -> None:
        """Take records out, in the order given."""
        for article in articles:
            self.folder.begin()
            self.folder.remove_record(self.known.pop(article).path)
            self.removed.append(article)

    def mend(self, *, keep: bool) -> None:
        """Take out damaged records whose articles were read again or are gone.

        Raises:
            StoreError: where one is to be kept and its article was not among the sources.
        """
        for path in self.damaged:
            if keep:
                raise StoreError("the record is damaged: build with its article, or delete it", path=path)
            self.folder.begin()
            self.folder.remove_record(path)

    def places(self, articles: Iterable[str] | None = None) -> Iterator[tuple[str, Path]]:
        """The articles and where their records stand, in their order, or some articles in theirs."""
        if articles is None:
            return ((article, known.path) for article, known in self.known.items())
        return ((article, known.path) for article in articles if (known := self.known.get(article)))

    def arrange(self) -> None:
        """Move the records to where they belong by their number, and see to it that they last."""
        sharded = len(self.known) > FLAT
        for article, known in self.known.items():
            path = self.folder.move_record(known.path, article, sharded=sharded)
            if path != known.path:
                self.known.enter(article, path, known.made)
        self.folder.flush_records(path for _, path in self.places(self.known.read()))


def _made(content: str, provenance: Provenance | None, digest: str) -> Made:
    made_with = provenance or Provenance("", "", "")
    return Made(content, made_with.program, made_with.pipeline, made_with.ontology, digest)


def _made_with(made: Made) -> Provenance:
    return Provenance(made.program, made.pipeline, made.ontology)

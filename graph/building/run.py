"""The records of a graph folder during a build: which stand, which are read, which go."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.articles import Skipped
from graph.building.shards import ExtractorLike, Outcome, provenance_of
from graph.errors import StoreError
from graph.model import Article, Extraction, Provenance
from graph.records import from_json
from graph.store import FLAT, GraphFolder, Made, Manifest, file_digest


@dataclass(slots=True)
class Known:
    """A record that stands in the folder."""

    path: Path
    made: Made


@dataclass
class Run:
    """One build: what stood there, what is read, what is written.

    Attributes:
        folder: the graph folder, held for writing.
        extractor: what reads articles; None where none is read.
        skipped: what was no readable article.
        seen: ids of the articles among the sources, in their order.
        read: ids of those whose records were written.
        removed: ids of those taken out.
        known: the records that stand.
        resumed: whether an interrupted build was found.
        manifest: what the graph that stood there was made of.
    """

    folder: GraphFolder
    extractor: ExtractorLike | None
    skipped: list[Skipped] = field(default_factory=list)
    seen: dict[str, None] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    removed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.resumed = self.folder.unfinished
        self.manifest = self.folder.manifest()
        self.known, self.damaged = _known(self.folder, self.manifest)
        self.provenance = provenance_of(self.extractor) if self.extractor else None

    def skip(self, item: Skipped) -> None:
        """Keep what was read before of a source that cannot be read now: that it is gone is not known."""
        below = f"{item.id}/"
        kept = {each for each in self.known if each == item.id or each.startswith(below)} - self.seen.keys()
        if item.unread and kept:
            self.seen |= dict.fromkeys(sorted(kept))
            item = replace(item, reason=f"{item.reason}; what was read of it before stays")
        self.skipped.append(item)

    def wants(self, article: Article) -> bool:
        """Whether an article has to be read: no record says all that it would say again."""
        self.seen[article.id] = None
        known = self.known.get(article.id)
        same = known is not None and known.made.content == article.content_hash
        return not (same and known and _made_with(known.made) == self.provenance)

    def take(self, outcome: Outcome) -> None:
        """Write the record of an article that was read, or tell why it has none."""
        article = outcome.article
        if outcome.record is None:
            del self.seen[article]
            self.skip(Skipped(article, article, outcome.failure or "it was not read", unread=True))
            return
        self.folder.begin()
        known = self.known.get(article)
        sharded = known is not None and known.path.parent != self.folder.records_path
        data = outcome.record.encode("utf8")
        path = self.folder.write_record(article, data, sharded=sharded)
        digest = hashlib.sha256(data).hexdigest()
        self.known[article] = Known(path, _made(outcome.content, self.provenance, digest))
        self.read.add(article)

    def adopt(self, outcomes: Iterable[Outcome]) -> None:
        """Write records that an earlier build had made and not yet taken, unless newer ones stand."""
        for outcome in outcomes:
            known = self.known.get(outcome.article)
            stands = known is not None and _made_with(known.made) == self.provenance
            if not stands and from_json(outcome.record or "").provenance == self.provenance:
                self.take(outcome)

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

    def record_paths(self) -> list[Path]:
        """Where the records stand, in the order of their articles."""
        return [self.known[article].path for article in sorted(self.known)]

    def arrange(self) -> None:
        """Move the records to where they belong by their number."""
        sharded = len(self.known) > FLAT
        for article, known in sorted(self.known.items()):
            known.path = self.folder.move_record(known.path, article, sharded=sharded)


def _known(folder: GraphFolder, manifest: Manifest | None) -> tuple[dict[str, Known], set[Path]]:
    """The records that stand in the folder by article, and the files of damaged ones.

    Those that the manifest vouches for are not parsed. A second copy, which an interrupted build may leave,
    is taken out.
    """
    vouched = {
        made.record: (article, made) for article, made in (manifest.articles if manifest else {}).items()
    }
    known: dict[str, Known] = {}
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
            article, made = record.article.id, _made_of(record, digest)
        if article in known:
            folder.remove_record(path)
        else:
            known[article] = Known(path, made)
    return known, damaged


def _made_of(record: Extraction, digest: str) -> Made:
    return _made(record.article.content_hash, record.provenance, digest)


def _made(content: str, provenance: Provenance | None, digest: str) -> Made:
    made_with = provenance or Provenance("", "", "")
    return Made(content, made_with.program, made_with.pipeline, made_with.ontology, digest)


def _made_with(made: Made) -> Provenance:
    return Provenance(made.program, made.pipeline, made.ontology)

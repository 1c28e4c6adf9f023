"""From articles to a graph folder, doing only what changed.

First each new or changed article is read by the language pipeline and leaves a record; then everything else
is computed from the records. A build that was interrupted is completed by the next one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from graph.articles import Skipped, read_articles
from graph.articles.files import total_bytes
from graph.build_report import BuildReport
from graph.building.cluster import Cluster
from graph.building.completing import complete
from graph.building.drawing import prepare
from graph.building.helpers import Helpers
from graph.building.pool import Pool, limit
from graph.building.progress import Progress, ShardLog, Tell
from graph.building.run import Run
from graph.building.shards import ExtractorLike, Outcome, Shard, read_here, shards
from graph.errors import GraphError, StoreError
from graph.extractor import Extractor
from graph.model import Article
from graph.scratch import Listing
from graph.settings import load_settings
from graph.store import SHARDS, GraphFolder


def build(
    sources: Sequence[Path | str] | Path | str,
    out: Path | str,
    *,
    model: str | None = None,
    keep: bool = False,
    lexicon: Sequence[Path | str] = (),
    workers: int | None = None,
    scheduler: str | None = None,
    storage: str | None = None,
    progress: Tell | None = None,
    log: Path | str | None = None,
    extractor: ExtractorLike | None = None,
) -> BuildReport:
    """Build a graph folder from articles, or bring it up to date.

    Args:
        sources: files and folders of articles, ``-`` for standard input.
        out: the graph folder; made where there is none.
        model: an installed spaCy pipeline to use instead of the shipped one.
        keep: keep articles of the folder that are not among the sources; otherwise they are removed.
        lexicon: lexicon files of the user's own; their rows win over the packaged ones.
        workers: how many processes read articles, and help with what is made of them where they are two or
            more; None reads them in this one, where an article that takes too long is not ended. The bytes
            written are the same.
        scheduler: address of a dask.distributed scheduler whose workers read the articles instead.
        storage: a path or URL (fsspec) that those workers and this machine share; by default a folder of the
            graph folder.
        progress: called at each step, after each article.
        log: a file to which a line of JSON is added for each shard of articles that is read.
        extractor: what reads an article, instead of the pipeline; its attribute ``provenance``, where it has
            one, tells its version. Workers get it by pickle.

    Raises:
        GraphError: where a source does not exist, the folder is in use or cannot be written, and the like. An
            article that cannot be read is no error: it is listed in the report.
    """
    if workers is not None and workers < 1:
        raise GraphError(f"{workers} workers cannot read: name at least 1")
    if workers and scheduler:
        raise GraphError("a cluster has workers of its own: give --workers or --scheduler")
    begun = time.perf_counter()
    chosen = extractor or Extractor(model=model, lexicon=lexicon)
    folder = GraphFolder(out)
    with folder.writing(), Helpers(workers if workers and workers > 1 else 0) as helpers:
        run = Run(folder, chosen)
        steps = _Steps(sources, progress)
        with ShardLog(Path(log) if log else None) as shard_log:
            given = shard_log.watch(shards(_to_be_read(run, sources, steps)))
            for outcome in _read(run, _then_start(helpers, given), workers, scheduler, storage):
                run.take(outcome)
                shard_log.take(outcome)
                steps.done(outcome.article)
        if not keep:
            run.drop(run.known.unseen())
        run.mend(keep=keep)
        return _report(run, begun, steps.stage, helpers)


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
        run.drop([article])
        return _report(run, begun, lambda _stage: None, Helpers())


def relink(kg: Path | str) -> BuildReport:
    """Compute a graph folder anew from its records, after a change of ``overrides.toml``.

    Raises:
        StoreError: where there is no graph.
    """
    begun = time.perf_counter()
    folder = GraphFolder(kg)
    with _changing(folder) as run:
        run.mend(keep=True)
        return _report(run, begun, lambda _stage: None, Helpers())


@contextmanager
def _changing(folder: GraphFolder) -> Iterator[Run]:
    """A change of a graph that is there, without articles."""
    if not folder.exists:
        raise StoreError("holds no graph: name a folder that `build` has made", path=folder.path)
    with folder.writing():
        yield Run(folder, None)


def _read(
    run: Run, given: Iterator[Shard], workers: int | None, scheduler: str | None, storage: str | None
) -> Iterator[Outcome]:
    """What comes of the shards, read here, by processes of this machine or by a cluster."""
    assert run.extractor is not None
    seconds = load_settings().article_seconds
    if scheduler:
        place = storage or str(run.folder.path.resolve() / SHARDS)
        cluster = Cluster(run.extractor, scheduler=scheduler, storage=place, article_seconds=seconds)
        run.adopt(cluster.finished())
        return cluster.read(_begun(run, given))
    if workers:
        return Pool(run.extractor, workers=workers, limit=partial(limit, seconds)).read(given)
    return read_here(run.extractor, given)


def _then_start(helpers: Helpers, given: Iterator[Shard]) -> Iterator[Shard]:
    """The same shards; after the last the helpers start, while the last ones are read."""
    shard: Shard | None = None
    for shard in given:
        yield shard
    if shard:
        helpers.start(prepare)


def _begun(run: Run, given: Iterator[Shard]) -> Iterator[Shard]:
    """The same shards; the folder is marked as being built before the first, which may leave files in it."""
    for shard in given:
        run.folder.begin()
        yield shard


class _Steps:
    """Tells who watches how far the build is."""

    def __init__(self, sources: Sequence[Path | str] | Path | str, tell: Tell | None) -> None:
        self._tell = tell
        self._total = total_bytes(sources) if tell else None
        self._taken = 0

    def meter(self, count: int) -> None:
        self._taken += count

    def done(self, article: str) -> None:
        if self._tell:
            share = min(1.0, self._taken / self._total) if self._total else None
            self._tell(Progress("reading", article, share))

    def stage(self, name: str) -> None:
        if self._tell:
            self._tell(Progress(name))


def _to_be_read(run: Run, sources: Sequence[Path | str] | Path | str, steps: _Steps) -> Iterator[Article]:
    """The articles of the sources that are new or changed, one at a time."""
    for item in read_articles(sources, meter=steps.meter):
        if isinstance(item, Skipped):
            run.skip(item)
        elif run.wants(item):
            yield item
        else:
            steps.done(item.id)


def _report(run: Run, begun: float, stage: Callable[[str], None], helpers: Helpers) -> BuildReport:
    """Complete a build, and what was done."""
    counts = complete(run, stage, helpers)
    events = {key.partition(".")[2]: count for key, count in counts.items() if key.startswith("events.")}
    return BuildReport(
        path=run.folder.path,
        articles=len(run.known),
        read=Listing(run.known.read()),
        removed=run.removed,
        entities=counts["entities"],
        events=events,
        tenures=counts["tenures"],
        relations=counts["relations"],
        doubtful=counts["doubtful"],
        set_aside=counts["set_aside"],
        skipped=run.skipped,
        resumed=run.resumed,
        seconds=time.perf_counter() - begun,
    )

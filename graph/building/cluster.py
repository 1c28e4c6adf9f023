"""Articles read by the workers of a cluster: dask.distributed does the scheduling, the shards are the same.

Each worker writes the records of a shard to shared storage, under a name made of what the shard holds; the
scheduler carries no records. The client takes what is finished into the graph folder. Where a client dies, the
next one takes what the workers have left behind before it gives out work.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import pickle
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from functools import cache, partial
from typing import Any
from uuid import uuid4

from graph import __version__
from graph.building.pool import Pool, limit
from graph.building.shards import ExtractorLike, Outcome, Shard, provenance_of
from graph.errors import GraphError

CONNECT_SECONDS = 30
_AHEAD = 3
"""So many shards are given out for each thread of the cluster."""
_SUFFIX = ".shard"
_ONE_AT_A_TIME = threading.Lock()


class Storage:
    """The folder, on a shared disk or in an object store, through which workers hand over their shards.

    Args:
        url: a path or any URL that fsspec opens.

    Raises:
        GraphError: where it cannot be opened.
    """

    def __init__(self, url: str) -> None:
        import fsspec

        self.url = url
        try:
            self._fs, self._root = fsspec.core.url_to_fs(url)
        except (ImportError, ValueError, OSError) as error:
            raise GraphError(f"{url}: the storage cannot be opened ({error})") from error

    def prepare(self) -> None:
        """Make the folder."""
        self._fs.makedirs(self._root, exist_ok=True)

    def names(self) -> list[str]:
        """The shards that are there."""
        if not self._fs.exists(self._root):
            return []
        found = (path.rpartition("/")[2] for path in self._fs.ls(self._root, detail=False, refresh=True))
        return sorted(name for name in found if name.endswith(_SUFFIX))

    def write(self, name: str, outcomes: Sequence[Outcome]) -> None:
        """Write a shard so that it is whole or not there."""
        lines = "".join(f"{json.dumps(asdict(each))}\n" for each in outcomes)
        part = f"{self._root}/{uuid4().hex}.part"
        self._fs.pipe_file(part, gzip.compress(lines.encode("ascii"), mtime=0))
        self._fs.mv(part, f"{self._root}/{name}")

    def read(self, name: str) -> list[Outcome] | None:
        """A shard; None where it is missing or damaged."""
        try:
            data = gzip.decompress(self._fs.cat_file(f"{self._root}/{name}"))
            return [Outcome(**json.loads(line)) for line in data.splitlines()]
        except (OSError, EOFError, ValueError, TypeError):
            return None

    def remove(self, name: str) -> None:
        """Take a shard away."""
        self._fs.rm_file(f"{self._root}/{name}")

    def clear(self) -> None:
        """Take the folder away, and what workers that were killed left in it."""
        if self._fs.exists(self._root):
            self._fs.rm(self._root, recursive=True)


def shard_name(shard: Shard, extractor: ExtractorLike) -> str:
    """What a shard's file is called: the same articles read with the same versions have the same name."""
    digest = hashlib.sha256(repr(provenance_of(extractor)).encode("utf8"))
    for article in shard.articles:
        digest.update(f"\0{article.id}\0{article.content_hash}".encode("utf8", "surrogatepass"))
    return digest.hexdigest()[:32] + _SUFFIX


def read_shard(extractor: bytes, shard: Shard, article_seconds: float, url: str, name: str) -> None:
    """What a worker does: read the articles of a shard and write it to the storage.

    It reads them in a process below it, so an article that ends its process or hangs is named and harms neither
    the worker nor the other articles.

    Args:
        extractor: pickled.
        shard: the articles.
        article_seconds: how long 100,000 characters may take.
        url: the storage.
        name: what to call the shard there.
    """
    from distributed import get_worker

    with _ONE_AT_A_TIME:
        outcomes = list(_pool(extractor, article_seconds).run(iter([shard])))
    address = str(get_worker().address)
    Storage(url).write(name, [replace(each, worker=address) for each in outcomes])


@cache
def _pool(extractor: bytes, article_seconds: float) -> Pool:
    """The process below this worker; it stays for all shards."""
    return Pool(pickle.loads(extractor), workers=1, limit=partial(limit, article_seconds))


class Cluster:
    """The workers of a cluster.

    Args:
        extractor: what reads an article; it is sent to the workers.
        scheduler: address of the scheduler, such as ``tcp://head:8786``.
        storage: where the workers put their shards; it is the same place for them and here.
        article_seconds: how long 100,000 characters of an article may take.

    Raises:
        GraphError: where packages are missing, no scheduler answers, or no worker of this version is there.
    """

    def __init__(
        self, extractor: ExtractorLike, *, scheduler: str, storage: str, article_seconds: float
    ) -> None:
        try:
            import distributed  # noqa: F401
            import fsspec  # noqa: F401
        except ImportError as error:
            raise GraphError("a cluster needs packages: pip install 'diplograph[cluster]'") from error
        self._extractor = extractor
        self._pickled = pickle.dumps(extractor)
        self._article_seconds = article_seconds
        self._storage = Storage(storage)
        self._scheduler = scheduler

    def finished(self) -> Iterator[Outcome]:
        """What workers had finished for a client that died."""
        for name in self._storage.names():
            yield from (each for each in self._storage.read(name) or () if each.record)
            self._storage.remove(name)

    def read(self, shards: Iterator[Shard]) -> Iterator[Outcome]:
        """Read shards; no more are given out than the workers need to be busy.

        Raises:
            GraphError: where the cluster cannot be used.
        """
        first = next(shards, None)
        if first is None:
            return
        self._storage.prepare()
        with _client(self._scheduler) as client:
            yield from self._read(client, first, shards)
        self._storage.clear()

    def _read(self, client: Any, first: Shard, shards: Iterator[Shard]) -> Iterator[Outcome]:
        from distributed import as_completed

        open_: dict[str, Shard] = {}
        running = as_completed(loop=client.loop)
        shard: Shard | None = first
        while True:
            wanted = _AHEAD * max(1, sum(client.nthreads().values()))
            while shard is not None and len(open_) < wanted:
                running.add(self._submit(client, shard, open_))
                shard = next(shards, None)
            if not open_:
                return
            future = next(running)
            done = open_.pop(future.key)
            if future.status in ("pending", "lost"):  # its worker died with the result in hand
                running.add(self._submit(client, done, open_))
                continue
            if future.status != "finished":
                raise _reason(future.exception())
            yield from self._fetch(done)

    def _submit(self, client: Any, shard: Shard, open_: dict[str, Shard]) -> Any:
        name = shard_name(shard, self._extractor)
        arguments = (self._pickled, shard, self._article_seconds, self._storage.url, name)
        future = client.submit(read_shard, *arguments, key=f"diplograph-{name}", pure=False)
        open_[future.key] = shard
        return future

    def _fetch(self, shard: Shard) -> Iterator[Outcome]:
        name = shard_name(shard, self._extractor)
        outcomes = self._storage.read(name)
        if outcomes is None:
            fix = "name storage that all machines share with --storage"
            raise GraphError(f"{self._storage.url}: a shard that a worker wrote is not there: {fix}")
        yield from outcomes
        self._storage.remove(name)


def _reason(error: BaseException) -> GraphError:
    """Why a shard cannot be read at all: articles are not to blame, they are named by the workers."""
    if isinstance(error, GraphError):
        return error
    cause = " ".join(f"{type(error).__name__}: {error}".split())
    return GraphError(f"the cluster fails ({cause}): see its logs, then build again to go on")


def _client(scheduler: str) -> Any:
    """A connection to a cluster that has workers of this version."""
    from distributed import Client

    try:
        client = Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        fix = "start one with `dask scheduler`, and workers with `dask worker ADDRESS --nthreads 1`"
        raise GraphError(f"no scheduler answers at {scheduler}: {fix}") from error
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        versions = set(client.run(version).values())
    except TimeoutError as error:
        client.close()
        raise GraphError(f"no worker has joined {scheduler}: start some with `dask worker`") from error
    except Exception as error:  # a worker without this package raises whatever unpickling stumbles over
        client.close()
        cause = " ".join(f"{type(error).__name__}: {error}".split())
        raise GraphError(f"the workers cannot run diplograph ({cause}): install it there") from error
    if versions != {__version__}:
        client.close()
        told = ", ".join(sorted(map(str, versions)))
        raise GraphError(f"the workers have diplograph {told}, this is {__version__}: install the same")
    return client


def version() -> str:
    """The version that a worker has."""
    return __version__

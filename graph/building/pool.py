"""Worker processes that may be killed or hang: the work goes on, and an article that is to blame is named.

The standard library's pools stop or wait for ever when a worker is killed. Here each worker has a channel of
its own; when one is gone, another takes its place and what was not yet read of its shard is repeated, first
the article that it was at, alone. An article at which two workers were lost is set aside.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait

from graph.building.process import Refusal, Task
from graph.building.shards import ExtractorLike, Outcome, Shard
from graph.errors import GraphError
from graph.model import Article
from graph.processes import Process, end, ending, start

START_SECONDS = 600.0
"""How long a worker may take to load the pipeline."""
_STARTS = 3
_TRIES = 2

Limit = Callable[[Article], float]
"""How many seconds an article may take."""


@dataclass(eq=False)
class _Worker:
    """A process, what it is to read, and until when it has to speak again."""

    process: Process
    channel: Connection
    deadline: float
    ready: bool = False
    shard: int = 0
    left: deque[Article] = field(default_factory=deque)


def limit(article_seconds: float, article: Article) -> float:
    """How many seconds an article may take: so many for each 100,000 characters begun."""
    return article_seconds * (1 + len(article.text) // 100_000)


class Pool:
    """Processes of this machine that read articles.

    Args:
        extractor: what reads an article; it is sent to each worker.
        workers: how many processes.
        limit: how long an article may take.
    """

    def __init__(self, extractor: ExtractorLike, *, workers: int, limit: Limit) -> None:
        self._extractor = extractor
        self._number = workers
        self._limit = limit
        self._workers: list[_Worker] = []
        self._waiting: deque[Shard] = deque()
        self._lost: dict[str, int] = {}
        self._failed_starts = 0

    def read(self, shards: Iterator[Shard]) -> Iterator[Outcome]:
        """Read shards as :meth:`run` does, and end the workers."""
        try:
            yield from self.run(shards)
        finally:
            self.close()

    def run(self, shards: Iterator[Shard]) -> Iterator[Outcome]:
        """Read shards, as they come; no more are held than there are workers, twice over.

        Yields:
            One outcome an article, in the order in which they are done.

        Raises:
            GraphError: where the workers cannot be started.
        """
        more = True
        while True:
            self._hand_out()
            if not more and not self._waiting and not any(each.left for each in self._workers):
                return
            ahead = more and len(self._waiting) < self._number
            spoken = self._listen(0 if ahead else None)
            if not spoken and ahead:
                more = self._take(shards)
            for worker in spoken:
                yield from self._hear(worker)
            for worker in self._late():
                yield from self._lose(worker, late=True)

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.wait()
            worker.channel.close()
        self._workers.clear()

    def _take(self, shards: Iterator[Shard]) -> bool:
        """Read one shard ahead; False where there is none left."""
        shard = next(shards, None)
        if shard is not None:
            self._waiting.append(shard)
        return shard is not None

    def _hand_out(self) -> None:
        idle = [each for each in self._workers if each.ready and not each.left]
        starting = sum(not each.ready for each in self._workers)
        while self._waiting and idle:
            self._give(idle.pop(), self._waiting.popleft())
        while len(self._waiting) > starting and len(self._workers) < self._number:
            self._start()
            starting += 1

    def _start(self) -> None:
        process, channel = start("graph.building.process", "work")
        self._workers.append(_Worker(process, channel, time.monotonic() + START_SECONDS))
        try:
            channel.send(self._extractor)
        except (BrokenPipeError, ConnectionResetError):
            return  # it is gone: told when it is next listened to
        except (TypeError, AttributeError, ValueError) as error:
            raise GraphError(f"the extractor cannot be sent to other processes ({error})") from error

    def _give(self, worker: _Worker, shard: Shard) -> None:
        worker.shard, worker.left = shard.number, deque(shard.articles)
        seconds = tuple(map(self._limit, shard.articles))
        worker.deadline = time.monotonic() + seconds[0]
        try:
            worker.channel.send(Task(shard.number, shard.articles, seconds))
        except (BrokenPipeError, ConnectionResetError):
            return

    def _listen(self, seconds: float | None) -> list[_Worker]:
        """The workers that have something to say, or are gone."""
        by_channel = {each.channel: each for each in self._workers}
        if seconds is None:
            waited_for = (each.deadline for each in self._workers if each.left or not each.ready)
            seconds = max(0.0, min(waited_for, default=0.0) - time.monotonic())
        return [by_channel[channel] for channel in wait(by_channel, seconds)]  # type: ignore[index]

    def _hear(self, worker: _Worker) -> Iterator[Outcome]:
        try:
            said = worker.channel.recv()
        except (EOFError, OSError):
            yield from self._lose(worker)
            return
        if isinstance(said, Refusal):
            raise GraphError(said.reason)
        if not worker.ready:
            worker.ready = True
            self._failed_starts = 0
            return
        worker.left.popleft()
        if worker.left:
            worker.deadline = time.monotonic() + self._limit(worker.left[0])
        yield said

    def _late(self) -> list[_Worker]:
        now = time.monotonic()
        waited_for = [each for each in self._workers if each.left or not each.ready]
        return [each for each in waited_for if now > each.deadline and not each.channel.poll()]

    def _lose(self, worker: _Worker, *, late: bool = False) -> Iterator[Outcome]:
        """Repeat what a worker leaves; an article at which it is the second to be lost is named."""
        end(worker.process, worker.channel)
        self._workers.remove(worker)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts == _STARTS:
                raise GraphError(_no_start(worker.process.returncode, late=late))
        if not worker.left:
            return
        suspect = worker.left.popleft()
        if worker.left:
            self._waiting.appendleft(Shard(worker.shard, tuple(worker.left)))
        self._lost[suspect.id] = self._lost.get(suspect.id, 0) + 1
        if self._lost[suspect.id] < _TRIES:
            self._waiting.appendleft(Shard(worker.shard, (suspect,)))
            return
        failure = _late_reason(self._limit(suspect)) if late else _gone_reason(worker.process.returncode)
        yield Outcome(suspect.id, suspect.content_hash, worker.shard, failure=failure)


def _late_reason(seconds: float) -> str:
    return f"reading it takes longer than {seconds:g} s: shorten it, or raise article_seconds"


def _gone_reason(code: int | None) -> str:
    return f"the process that reads it ends each time ({ending(code)}): leave it out, or give more memory"


def _no_start(code: int | None, *, late: bool) -> str:
    how = f"nothing is heard for {START_SECONDS:g} s" if late else ending(code)
    return f"the worker processes do not start ({how}): build without --workers to see the cause"

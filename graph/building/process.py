"""What a worker process does: it is given articles and gives their records back, one by one."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection

from graph.errors import GraphError
from graph.model import Article

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


@dataclass(frozen=True, slots=True)
class Task:
    """Articles to be read in their order; ``seconds`` has how long each may take."""

    shard: int
    articles: tuple[Article, ...]
    seconds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a worker cannot work at all."""

    reason: str


def work(descriptor: int) -> None:
    """Read what comes by the channel of a file descriptor, until it is closed.

    The first message is the extractor, each later one a :class:`Task`; the answers are one
    :class:`~graph.building.shards.Outcome` an article. A worker whose parent is gone ends when it next
    speaks, and one that hangs then is ended by its own alarm.
    """
    channel = Connection(descriptor)
    for name in ONE_THREAD:
        os.environ[name] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told and ends its workers
    try:
        _work(channel)
    except GraphError as error:
        channel.send(Refusal(str(error)))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass


def _work(channel: Connection) -> None:
    from graph.building.shards import read_article

    try:
        extractor = channel.recv()
    except (AttributeError, ImportError) as error:
        cause = f"the extractor cannot be loaded by other processes ({error})"
        raise GraphError(f"{cause}: define it in a module that they can import") from error
    if load := getattr(extractor, "load", None):
        load()
    channel.send(None)
    worker = str(os.getpid())
    while True:
        task: Task = channel.recv()
        for article, seconds in zip(task.articles, task.seconds, strict=True):
            signal.setitimer(signal.ITIMER_REAL, 2 * seconds)
            channel.send(read_article(extractor, article, shard=task.shard, worker=worker))
        signal.setitimer(signal.ITIMER_REAL, 0)

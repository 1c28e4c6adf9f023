"""How far a build is: told to whoever watches, and a log of one line a shard."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from graph.building.shards import Outcome, Shard
from graph.errors import StoreError


@dataclass(frozen=True, slots=True)
class Progress:
    """A step of a build.

    Attributes:
        stage: ``reading``, ``checking``, ``linking``, ``writing`` or ``drawing``.
        article: id of the article that is done, while reading.
        share: how much of the sources was read, 0 to 1 by bytes; None where that is not known.
    """

    stage: str
    article: str | None = None
    share: float | None = None


Tell = Callable[[Progress], None]
"""Called at each step."""


@dataclass(slots=True)
class _Open:
    """A shard that is being read."""

    left: int
    articles: int
    characters: int
    events: int = 0
    seconds: float = 0.0
    set_aside: list[str] = field(default_factory=list)
    workers: set[str] = field(default_factory=set)


class ShardLog:
    """A file of JSON lines, one a shard when it is done; it is added to.

    Args:
        path: the file; None keeps no log.

    Raises:
        StoreError: where it cannot be written.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._open: dict[int, _Open] = {}
        self._file: IO[str] | None = None
        if path is not None:
            try:
                self._file = path.open("a", encoding="utf8")
            except OSError as error:
                raise StoreError(
                    f"cannot be written ({error.strerror}): name another log", path=path
                ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._file:
            self._file.close()

    def watch(self, shards: Iterable[Shard]) -> Iterator[Shard]:
        """The same shards; what comes of each is waited for."""
        for shard in shards:
            number, characters = len(shard.articles), sum(len(each.text) for each in shard.articles)
            self._open[shard.number] = _Open(number, number, characters)
            yield shard

    def take(self, outcome: Outcome) -> None:
        """Count an article; the line of its shard is written after its last."""
        shard = self._open[outcome.shard]
        shard.left -= 1
        shard.events += outcome.events
        shard.seconds += outcome.seconds
        shard.workers.add(outcome.worker)
        if outcome.failure:
            shard.set_aside.append(outcome.article)
        if not shard.left:
            self._write(outcome.shard, self._open.pop(outcome.shard))

    def _write(self, number: int, shard: _Open) -> None:
        if self._file is None:
            return
        line = {
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "shard": number,
            "articles": shard.articles,
            "characters": shard.characters,
            "events": shard.events,
            "seconds": round(shard.seconds, 3),
            "workers": sorted(shard.workers),
            "set_aside": shard.set_aside,
        }
        try:
            self._file.write(f"{json.dumps(line, ensure_ascii=False)}\n")
            self._file.flush()
        except (OSError, UnicodeEncodeError) as error:
            raise StoreError(f"cannot be written ({error}): name another log", path=self._path) from error

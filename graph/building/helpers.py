"""Processes that help to complete a build: each is given calls and gives back what they return.

What a helper cannot do, because it is gone or because the call fails, is done in this process; so the results are
the same however many helpers there are, and an error is raised where it is looked for.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from graph.building.process import ONE_THREAD
from graph.processes import Process, end, rare_collections, start

AHEAD = 2
"""So many calls are given to a helper before the first result is taken."""
_GONE = (EOFError, OSError)

Item = TypeVar("Item")
Result = TypeVar("Result")


def serve(descriptor: int) -> None:
    """Do what comes by the channel of a file descriptor, until it is closed.

    A thread takes in what comes meanwhile, so that the parent can always send and neither waits for the other.
    """
    channel = Connection(descriptor)
    for name in ONE_THREAD:
        os.environ[name] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told and ends its helpers
    calls: SimpleQueue[Any] = SimpleQueue()
    Thread(target=_take_in, args=(channel, calls), daemon=True).start()
    with rare_collections(), contextlib.suppress(*_GONE):
        while call := calls.get():
            channel.send(_answer(*call))


def _answer(function: Callable[[Item], Result], items: list[Item]) -> list[Result] | None:
    try:
        return [function(item) for item in items]
    except Exception:  # noqa: BLE001 (it is raised where the parent does the same)
        return None


def _take_in(channel: Connection, calls: SimpleQueue[Any]) -> None:
    with contextlib.suppress(*_GONE):
        while True:
            calls.put(channel.recv())
    calls.put(None)


@dataclass(eq=False)
class _Call(Generic[Item, Result]):
    """Items for one helper, and what came of them."""

    function: Callable[[Item], Result]
    items: list[Item]
    results: list[Result] | None = None

    def done(self) -> list[Result]:
        """The results, which are made here where no helper has made them."""
        return [self.function(item) for item in self.items] if self.results is None else self.results


@dataclass(eq=False)
class _Helper:
    process: Process
    channel: Connection
    calls: deque[_Call[Any, Any]] = field(default_factory=deque)
    alone: bool = False


class Helpers:
    """Some processes of this machine; with none of them everything is done here.

    Args:
        number: how many.
    """

    def __init__(self, number: int = 0) -> None:
        self._helpers: list[_Helper] = []
        self._started = False
        self.number = number

    def start(self, prepare: Callable[[None], object]) -> None:
        """Start the processes, which begin with a call of a function, unless they were started before."""
        if self._started:
            return
        self._started = True
        self._helpers = [_Helper(*start("graph.building.helpers", "serve")) for _ in range(self.number)]
        for _ in self._helpers:
            self._give(_Call(prepare, [None]))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: type[BaseException] | BaseException | TracebackType | None) -> None:
        for helper in self._helpers:
            end(helper.process, helper.channel)
        self._helpers.clear()

    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item], *, together: int = 1
    ) -> Iterator[Result]:
        """What a function gives of each item, in their order; few items are held.

        Args:
            function: at the top of a module.
            items: what it is called with.
            together: how many items a helper is sent at once.
        """
        if not self.number:
            yield from map(function, items)
            return
        left = iter(items)
        open_: deque[_Call[Item, Result]] = deque()
        while True:
            while len(open_) < AHEAD * len(self._helpers) or not open_:
                if not (some := list(islice(left, together))):
                    break
                open_.append(self._give(_Call(function, some)))
            if not open_:
                return
            yield from self._wait(open_.popleft()).done()

    def begin(self, function: Callable[[Item], Result], item: Item) -> Callable[[], Result]:
        """Begin a call; its result is waited for when it is asked for.

        The helper that does it is given nothing else until it is done.
        """
        call: _Call[Item, Result] = self._give(_Call(function, [item]))
        for helper in self._helpers:
            helper.alone = helper.alone or call in helper.calls

        return lambda: self._wait(call).done()[0]

    def _give(self, call: _Call[Item, Result]) -> _Call[Item, Result]:
        """Send a call to the helper with the fewest."""
        free = [each for each in self._helpers if not each.alone]
        if free:
            helper = min(free, key=lambda each: len(each.calls))
            helper.calls.append(call)
            try:
                helper.channel.send((call.function, call.items))
            except OSError:
                self._lose(helper)
        return call

    def _wait(self, call: _Call[Item, Result]) -> _Call[Item, Result]:
        """Listen to the helpers until one has done a call, or it is clear that none will."""
        while any(call in each.calls for each in self._helpers):
            by_channel = {each.channel: each for each in self._helpers if each.calls}
            for channel in wait(by_channel):
                helper = by_channel[channel]  # type: ignore[index]
                try:
                    helper.calls[0].results = helper.channel.recv()
                    helper.calls.popleft()
                    helper.alone = helper.alone and bool(helper.calls)
                except _GONE:
                    self._lose(helper)
        return call

    def _lose(self, helper: _Helper) -> None:
        """Do without a helper that is gone; its calls are left."""
        self._helpers.remove(helper)
        end(helper.process, helper.channel)

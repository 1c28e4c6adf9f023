"""Web pages and PDF files, read by a process of their own: what they hold may take any time and any memory.

The process is kept for the next file. Where a file takes too long or too much, it is ended, the file is named,
and another process reads the others.
"""

from __future__ import annotations

import errno
import resource
import signal
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

from graph.articles.decoding import MAX_BYTES
from graph.articles.drafts import Draft
from graph.errors import ArticleError
from graph.processes import Process, end, ending, start
from graph.settings import load_settings

_FIX = "leave it out, or save its text as .txt"
_MEMORY = "MemoryError"


@dataclass(frozen=True, slots=True)
class Page:
    """A file to be read: the text of a web page, or the bytes of a PDF."""

    content: str | bytes
    id: str
    path: str


class GuardedReader:
    """Reads web pages and PDF files; to be closed.

    Args:
        seconds: how long one may take; by default as in the settings.
        megabytes: how much memory the process may have; by default as in the settings.
    """

    def __init__(self, *, seconds: float | None = None, megabytes: int | None = None) -> None:
        settings = load_settings()
        self._seconds = settings.file_seconds if seconds is None else seconds
        self._megabytes = settings.file_megabytes if megabytes is None else megabytes
        self._running: tuple[Process, Connection] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def read(self, page: Page) -> Draft:
        """The article of a file.

        Raises:
            ArticleError: where there is none in it.
            OSError: where reading it takes too long or too much memory, or ends the process.
        """
        process, channel = self._running = self._running or self._start()
        try:
            channel.send(page)
            found = channel.recv() if channel.poll(self._seconds) else None
        except (EOFError, OSError):
            self.close()
            told = f"the process that reads it ends ({ending(process.returncode)}): {_FIX}"
            raise OSError(errno.EIO, told) from None
        if isinstance(found, Draft):
            return found
        if found is None:
            self.close()
            raise OSError(errno.ETIME, f"it takes longer than {self._seconds:g} s: {_FIX}")
        if found == _MEMORY:
            self.close()
            raise OSError(errno.ENOMEM, f"it takes more than {self._megabytes} MB of memory: {_FIX}")
        raise ArticleError(found, path=page.path)

    def close(self) -> None:
        """End the process."""
        if self._running:
            end(*self._running)
        self._running = None

    def _start(self) -> tuple[Process, Connection]:
        process, channel = start(__name__, "work")
        channel.send((self._seconds, self._megabytes))
        return process, channel


def work(descriptor: int) -> None:
    """Read what comes by the channel of a file descriptor, until it is closed.

    The first message are the limits, each later one a :class:`Page`; the answers are a draft or the reason why
    there is none. Where the parent is gone, the process ends when it next speaks or by its own alarm.
    """
    channel = Connection(descriptor)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        seconds, megabytes = channel.recv()
        with suppress(OSError, ValueError):  # not every system has this limit
            resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000,) * 2)
        while True:
            page: Page = channel.recv()
            signal.setitimer(signal.ITIMER_REAL, 2 * seconds)
            channel.send(_answer(page))
            signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(page: Page) -> Draft | str:
    try:
        draft = _read(page)
    except ArticleError as error:
        return error.message
    except MemoryError:
        return _MEMORY
    if len(draft.text) > MAX_BYTES:
        return f"more than {MAX_BYTES // 1_000_000} million characters, no single article; split it"
    return draft


def _read(page: Page) -> Draft:
    if isinstance(page.content, bytes):
        from graph.articles.portable import read_pdf

        return read_pdf(page.content, id=page.id, path=page.path)
    from graph.articles.web_page import read_html

    return read_html(page.content, id=page.id, path=page.path)

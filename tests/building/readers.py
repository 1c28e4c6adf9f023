"""Readers that go wrong in ways an article can make them go wrong, for tests with real processes."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from graph.errors import GraphError
from graph.model import Article, Extraction
from tests.builds import Reader

WRONGS = {"kill": signal.SIGKILL, "stop": signal.SIGSTOP, "crash": signal.SIGSEGV}


class Wrong(Reader):
    """Does what the first word in brackets says: ``[kill]``, ``[hang]``, ``[raise]`` and so on.

    Args:
        once: a folder; what goes wrong goes wrong only the first time for each article.
    """

    def __init__(self, once: Path | None = None) -> None:
        super().__init__()
        self.once = once

    def __call__(self, article: Article) -> Extraction:
        wrong = article.text.partition("[")[2].partition("]")[0]
        if wrong in {*WRONGS, "hang", "raise", "exit"} and not self._was(article):
            self._go(wrong)
        return super().__call__(article)

    def _was(self, article: Article) -> bool:
        if self.once is None:
            return False
        mark = self.once / article.id.replace("/", "_")
        done = mark.exists()
        mark.touch()
        return done

    def _go(self, wrong: str) -> None:
        if wrong == "raise":
            raise ValueError("a fault\nof two lines")
        if wrong == "hang":
            time.sleep(1000)
        if wrong == "exit":
            os._exit(3)
        os.kill(os.getpid(), WRONGS[wrong])


class Unusable(Reader):
    """Cannot be loaded."""

    def load(self) -> None:
        raise GraphError("no spaCy pipeline named 'x' is installed")


class NeverReady(Reader):
    """Ends its process when it is loaded."""

    def load(self) -> None:
        os._exit(7)


class Slow(Reader):
    """Takes a while over each article."""

    def __call__(self, article: Article) -> Extraction:
        time.sleep(0.3)
        return super().__call__(article)

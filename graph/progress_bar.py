"""The line that shows how far a build is, on standard error and only where that is a terminal."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from tqdm import tqdm

from graph.building.progress import Progress

_FORMAT = "{desc}: {n_fmt} articles, {rate_fmt}, {elapsed} gone, {remaining} left"


class ProgressBar:
    """Shows a build's progress with its rate and the time left.

    Attributes:
        shown: whether standard error is a terminal.
    """

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty()
        self._bar = tqdm(
            desc="reading",
            unit=" articles",
            file=sys.stderr,
            disable=not self.shown,
            leave=False,
            bar_format=_FORMAT,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._bar.close()

    def __call__(self, progress: Progress) -> None:
        """Show a step; how many articles there will be is guessed from the share of bytes read."""
        if progress.article is None:
            self._bar.bar_format = "{desc}, {elapsed} gone"
            self._bar.set_description(progress.stage)
            return
        if progress.share:
            self._bar.total = round((self._bar.n + 1) / progress.share)
        self._bar.update()

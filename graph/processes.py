"""Processes of this package's own that may be ended at any time, each with a channel to talk by."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

Process = subprocess.Popen[bytes]
_RARE = (20_000, 20, 20)


def start(module: str, function: str) -> tuple[Process, Connection]:
    """Start a process that calls a function with the number of its end of the channel; our end is given back.

    Args:
        module: where the function is.
        function: its name.
    """
    ours, theirs = Pipe()
    path = os.pathsep.join(each or str(Path.cwd()) for each in sys.path)
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", f"from {module} import {function}; {function}({theirs.fileno()})"],
        stdin=subprocess.DEVNULL,
        pass_fds=[theirs.fileno()],
        env={**os.environ, "PYTHONPATH": path},
    )
    theirs.close()
    return process, ours


@contextmanager
def rare_collections() -> Iterator[None]:
    """Look for cycles of objects rarely, and among new ones only.

    What is made of records has next to none, and each search takes its time, most of all where the language
    pipeline is in memory.
    """
    before, ours = gc.get_threshold(), not gc.get_freeze_count()
    if ours:
        gc.freeze()
    gc.set_threshold(*_RARE)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if ours:
            gc.unfreeze()


def end(process: Process, channel: Connection) -> None:
    """End a process, whatever it is doing."""
    process.kill()
    process.wait()
    channel.close()


def ending(code: int | None) -> str:
    """How a process ended: the name of a signal, or its exit code."""
    try:
        return signal.Signals(-(code or 0)).name
    except ValueError:
        return f"exit code {code}"

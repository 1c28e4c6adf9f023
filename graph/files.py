"""Writing files that are whole or not there: temporary file, flush to disk, replace, flush the folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreError

_TEMPORARY = ".tmp-"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, whatever happens in between.

    Raises:
        StoreError: where the disk is full, the folder is read-only or missing, and the like.
    """
    temporary = path.with_name(f"{_TEMPORARY}{os.getpid()}-{path.name[-100:]}")
    try:
        try:
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        flush_folder(path.parent)
    except OSError as error:
        raise StoreError(f"cannot be written ({error.strerror})", path=path) from error


def remove(path: Path) -> None:
    """Remove a file for good; nothing happens where there is none.

    Raises:
        StoreError: where the folder is read-only and the like.
    """
    try:
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            flush_folder(path.parent)
    except OSError as error:
        raise StoreError(f"cannot be removed ({error.strerror})", path=path) from error


def make_folder(path: Path) -> None:
    """Make a folder with those above it.

    Raises:
        StoreError: where a file stands in its place, or it may not be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"no folder can be made here ({error.strerror})", path=path) from error


def flush_folder(folder: Path) -> None:
    """Write a folder's list of files to disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove temporary files that an interrupted writer left in a folder and below."""
    for path in sorted(folder.rglob(f"{_TEMPORARY}*")):
        remove(path)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock file; it is free again when the process ends, however it ends.

    Raises:
        StoreError: where another process holds it.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(f"cannot be written ({error.strerror})", path=path) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise StoreError("another build is writing here: wait until it is done", path=path.parent) from error
    finally:
        os.close(handle)

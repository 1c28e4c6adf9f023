"""Writing files that are whole or not there: temporary file, flush to disk, replace, flush the folder."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreError

_TEMPORARY = ".tmp-"


def write_whole(path: Path, data: bytes | Iterable[bytes], *, lasting: bool = True) -> None:
    """Write a file so that a reader sees the old one or the new one, whatever happens in between.

    Args:
        path: the file.
        data: its content, whole or in parts.
        lasting: wait until it is on disk. Without that it may be the old one again, or damaged, after a loss of
            power, until :func:`flush` is called for it and its folder; many files are written faster so.

    Raises:
        StoreError: where the disk is full, the folder is read-only or missing, and the like.
    """
    temporary = temporary_path(path)
    try:
        try:
            with temporary.open("wb") as file:
                file.writelines([data] if isinstance(data, bytes) else data)
                file.flush()
                if lasting:
                    os.fsync(file.fileno())
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        if lasting:
            flush(path.parent)
    except OSError as error:
        fix = "check the permissions and the free space"
        raise StoreError(f"cannot be written ({error.strerror}): {fix}", path=path) from error


def temporary_path(path: Path) -> Path:
    """Where a file is written before it is whole: beside its place, under a name that this process alone uses."""
    return path.with_name(f"{_TEMPORARY}{os.getpid()}-{path.name[-100:]}")


def remove(path: Path) -> None:
    """Remove a file for good; nothing happens where there is none.

    Raises:
        StoreError: where the folder is read-only and the like.
    """
    try:
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            flush(path.parent)
    except OSError as error:
        raise StoreError(f"cannot be removed ({error.strerror}): check the permissions", path=path) from error


def move(path: Path, wanted: Path) -> None:
    """Give a file another place on the same disk; it is at one of them whatever happens in between.

    The two folders are to be flushed after it.

    Raises:
        StoreError: where a folder is read-only and the like.
    """
    try:
        path.replace(wanted)
    except OSError as error:
        raise StoreError(f"cannot be moved ({error.strerror}): check the permissions", path=path) from error


def walk(folder: Path) -> Iterator[Path]:
    """The files of a folder and of those below it, sorted; the names of one folder at a time are held.

    Raises:
        StoreError: where it cannot be read.
    """
    for name in list_names(folder):
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            yield from walk(path)
        else:
            yield path


def is_file(path: Path) -> bool:
    """Whether a file stands here.

    Raises:
        StoreError: where that cannot be found out: no permission, a name too long.
    """
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise StoreError(f"cannot be read ({error.strerror}): check the path", path=path) from error


def list_names(folder: Path) -> list[str]:
    """What a folder holds; nothing where there is none.

    Raises:
        StoreError: where it cannot be read.
    """
    try:
        return sorted(path.name for path in folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise StoreError(f"cannot be read ({error.strerror}): check the path", path=folder) from error


def is_temporary(name: str) -> bool:
    """Whether a file of this name is what :func:`write_whole` was writing."""
    return name.startswith(_TEMPORARY)


def make_folder(path: Path) -> None:
    """Make a folder with those above it.

    Raises:
        StoreError: where a file stands in its place, or it may not be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fix = "name another folder or check the permissions"
        raise StoreError(f"no folder can be made here ({error.strerror}): {fix}", path=path) from error


def flush(path: Path) -> None:
    """Write a file, or a folder's list of files, to disk.

    Raises:
        StoreError: where that fails.
    """
    try:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        fix = "check the permissions and the free space"
        raise StoreError(f"cannot be written ({error.strerror}): {fix}", path=path) from error


def sweep(folder: Path) -> None:
    """Remove temporary files that an interrupted writer left in a folder and below."""
    for path in sorted(folder.rglob(f"{_TEMPORARY}*")):
        if is_file(path):
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
        raise StoreError(f"cannot be written ({error.strerror}): check the permissions", path=path) from error
    try:
        _lock(handle, path)
        yield
    finally:
        os.close(handle)


def is_locked(path: Path) -> bool:
    """Whether a process holds a lock file; False where there is none."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(handle)
    return False


def _lock(handle: int, path: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise StoreError("another build is writing here: wait until it is done", path=path.parent) from error
    except OSError as error:
        fix = "name a folder on another file system"
        raise StoreError(f"cannot be locked ({error.strerror}): {fix}", path=path) from error

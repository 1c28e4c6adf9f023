"""Which files the sources given name, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from graph.articles.drafts import Skipped
from graph.articles.unpacking import PACKINGS
from graph.errors import ArticleError

SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf", ".jsonl", ".csv", ".rss", ".atom", ".xml")
STDIN = "-"


def suffix_of(path: Path | str) -> str:
    """The kind of a file by its name, in lower case, ``.gz`` and ``.zst`` aside."""
    name = PurePosixPath(str(path).lower())
    return name.with_suffix("").suffix if name.suffix in PACKINGS else name.suffix


def list_files(sources: Sequence[Path | str]) -> Iterator[tuple[str, Path] | Skipped]:
    """The files of all sources as (id, path), sources in the order given, folders sorted.

    The id is the path below the folder given, or the file's name. In a folder, hidden files and a
    ``README`` are no articles.

    Raises:
        ArticleError: before the first file, where a source does not exist; a graph built from the others
            would lack articles without a word.
    """
    paths = [Path(source) for source in sources]
    for path in paths:
        if str(path) != STDIN and not os.path.lexists(path):
            raise ArticleError("no such file or folder", path=path)
    for path in paths:
        if str(path) == STDIN:
            yield STDIN, path
        elif path.is_dir():
            yield from _folder(path)
        else:
            yield _printable(path.name), path


def total_bytes(sources: Sequence[Path | str] | Path | str) -> int | None:
    """How many bytes the files of all sources have on disk; None where they come by standard input."""
    sources = [sources] if isinstance(sources, str | Path) else sources
    if any(str(source) == STDIN for source in sources):
        return None
    total = 0
    for found in list_files(sources):
        if not isinstance(found, Skipped):
            with suppress(OSError):
                total += found[1].stat().st_size
    return total


def _folder(folder: Path, below: str = "") -> Iterator[tuple[str, Path] | Skipped]:
    """The files of a folder in the order of their paths; the names of one folder at a time are held."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(name for entry in entries if (name := _sort_name(entry)))
    except OSError as error:
        reason = f"the folder cannot be read: {error.strerror}"
        yield Skipped(_printable(below.rstrip("/")) or ".", _printable(str(folder)), reason, unread=True)
        return
    for name in names:
        if name.endswith("/"):
            yield from _folder(folder / name, below + name)
        else:
            yield _printable(below + name), folder / name


def _sort_name(entry: os.DirEntry[str]) -> str:
    """The name of a file, that of a folder with a slash at its end, nothing for what is no source.

    Names with the slash are in the order of whole paths. A link to a folder is not followed.
    """
    if not entry.is_dir():
        return "" if _is_set_apart(entry.name) else entry.name
    return "" if entry.name.startswith(".") or entry.is_symlink() else f"{entry.name}/"


def _is_set_apart(name: str) -> bool:
    return name.startswith(".") or name.split(".")[0].upper() == "README"


def _printable(name: str) -> str:
    """A file name as text, whatever its bytes."""
    return os.fsencode(name).decode("utf8", "replace")

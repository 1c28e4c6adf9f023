"""Which files the sources given name, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from graph.articles.drafts import Skipped
from graph.errors import ArticleError

SUFFIXES = (".txt", ".md", ".html", ".htm", ".jsonl", ".csv")
STDIN = "-"


def suffix_of(path: Path | str) -> str:
    """The kind of a file by its name, in lower case, ``.gz`` aside."""
    return PurePosixPath(str(path).lower().removesuffix(".gz")).suffix


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


def _folder(folder: Path) -> Iterator[tuple[str, Path] | Skipped]:
    unreadable: list[OSError] = []
    found: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(root, name) for name in names if not _is_set_apart(name)]
    for path in sorted(found, key=lambda path: path.relative_to(folder).as_posix()):
        yield _printable(path.relative_to(folder).as_posix()), path
    for error in sorted(unreadable, key=lambda error: str(error.filename)):
        path = Path(error.filename)
        name = _printable(path.relative_to(folder).as_posix())
        yield Skipped(
            name, _printable(str(path)), f"the folder cannot be read: {error.strerror}", unread=True
        )


def _is_set_apart(name: str) -> bool:
    return name.startswith(".") or name.split(".")[0].upper() == "README"


def _printable(name: str) -> str:
    """A file name as text, whatever its bytes."""
    return os.fsencode(name).decode("utf8", "replace")

"""The errors a user can cause. Each is one plain line that names the thing and the fix."""

from __future__ import annotations

from pathlib import Path

from graph.text import printable


class GraphError(Exception):
    """A mistake in the input or in how the program is called; its text is one line for the user.

    Args:
        message: what is wrong and how to mend it, without a final period.
        path: the file concerned, if any.
        line: the line in that file, counted from 1.

    Attributes:
        message: the line without the file.
    """

    def __init__(self, message: str, *, path: Path | str | None = None, line: int | None = None) -> None:
        self.path = path
        self.line = line
        self.message = " ".join(message.split())
        super().__init__(f"{_where(path, line)}{self.message}")


class ArticleError(GraphError):
    """An article or a file of articles cannot be read."""


class KnowledgeError(GraphError):
    """A file of the ontology, the lexicon or the actors is wrong."""


class KnowledgeWarning(UserWarning):
    """Something in a lexicon of the user's own that is allowed and probably not meant; one line, like an error.

    Args:
        message: what it is, and what may be meant.
        path: the file concerned.
        line: the line in that file, counted from 1.
    """

    def __init__(self, message: str, *, path: Path | str, line: int) -> None:
        super().__init__(f"{_where(path, line)}{message}")


class StoreError(GraphError):
    """A graph folder is missing, locked, damaged or cannot be written."""


class QueryError(GraphError):
    """A query is wrong, refused or took too long."""


def _where(path: Path | str | None, line: int | None) -> str:
    """What a line for the user begins with."""
    name = printable(str(path))
    return "" if path is None else f"{name}: " if line is None else f"{name}:{line}: "

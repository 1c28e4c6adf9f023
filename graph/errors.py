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
        name = printable(str(path))
        where = "" if path is None else f"{name}: " if line is None else f"{name}:{line}: "
        self.message = " ".join(message.split())
        super().__init__(f"{where}{self.message}")


class ArticleError(GraphError):
    """An article or a file of articles cannot be read."""


class KnowledgeError(GraphError):
    """A file of the ontology, the lexicon or the actors is wrong."""


class StoreError(GraphError):
    """A graph folder is missing, locked, damaged or cannot be written."""


class QueryError(GraphError):
    """A query is wrong, refused or took too long."""

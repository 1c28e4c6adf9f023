"""What the readers hand on: a text with its metadata, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from graph.text import printable


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was to be read and was set aside, while the others go on.

    Attributes:
        id: what the article would be called, with the line for a row of a table.
        path: the file it stands in, or ``-`` for standard input.
        reason: one plain line.
        unread: True where the file or folder could not be read, so that nothing is known of its content.
        repeated: True where nothing is wrong with it but that its text has been read already.
    """

    id: str
    path: str
    reason: str
    unread: bool = False
    repeated: bool = False

    def __str__(self) -> str:
        return printable(f"{self.path}: {self.reason} ({self.id} is left out)")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as it was read, before its body is selected.

    Attributes:
        id: path relative to the source given, or the row's id.
        path: the file it stands in.
        text: never edited from here on.
        start: the first character after the front matter.
        title, date, publisher, url: as the metadata tell them; the date is ISO 8601.
    """

    id: str
    path: str
    text: str
    start: int = 0
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None

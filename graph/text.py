"""Text made fit for where it goes: a line, a table, XML, or a cell of a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)
"""All that may become a link."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def printable(text: str) -> str:
    """Text on one line: a space for each character that cannot be printed, line ends among them."""
    return "".join(char if char.isprintable() else " " for char in text)


def cut(text: str, length: int) -> str:
    """Text of so many characters at most, an ellipsis for the rest."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def in_words(name: str) -> str:
    """The name of a class as words: ``JointExercise`` as "joint exercise"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def plural(count: int, noun: str) -> str:
    """A count with its noun, such as ``1 file`` and ``2 files``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def aligned(rows: Iterable[Sequence[str]], *, right: Sequence[bool] = (), rule: bool = False) -> list[str]:
    """Rows as lines whose columns stand below each other, two spaces apart, without spaces at their ends.

    Args:
        rows: cells, as many in each row.
        right: for each column whether its cells stand to the right; all to the left where it is left out.
        rule: put a line of hyphens below the first row.
    """
    table = list(rows)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    sides = right or [False] * len(widths)
    lines = [
        "  ".join(
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(row, widths, sides, strict=True)
        ).rstrip()
        for row in table
    ]
    if rule:
        lines.insert(1, "  ".join("-" * width for width in widths))
    return lines


def xml_text(text: str) -> str:
    """Text with U+FFFD for each character that XML 1.0 cannot hold; markup is not escaped."""
    return _NOT_XML.sub("\ufffd", text)


def inert(text: str) -> str:
    """Text for a cell that a spreadsheet must not take for a formula.

    What begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return gets an apostrophe before it. For
    text alone: a negative number is no formula. Nor is a row of signs such as ``+--``.
    """
    return f"'{text}" if text.startswith(_FORMULA) and text.strip("+-") else text

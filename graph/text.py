"""Text made fit for where it goes: XML, or a cell of a spreadsheet."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def xml_text(text: str) -> str:
    """Text with U+FFFD for each character that XML 1.0 cannot hold; markup is not escaped."""
    return _NOT_XML.sub("\ufffd", text)


def inert(text: str) -> str:
    """Text for a cell that a spreadsheet must not take for a formula.

    What begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return gets an apostrophe before it. For
    text alone: a negative number is no formula.
    """
    return f"'{text}" if text.startswith(_FORMULA) else text

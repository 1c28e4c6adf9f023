"""Bytes to text: which encoding a file is in, whether it is text at all, and its size."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from graph.articles.unpacking import Meter, open_bytes
from graph.errors import ArticleError

MAX_BYTES = 16_000_000
"""No single article is larger; a row of a table neither."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = {
    b"%PDF-": "a PDF (its name must end in .pdf)",
    b"PK\x03\x04": "a ZIP or office document",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
}
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9._-]{2,30})", re.IGNORECASE)


def read_bytes(path: Path, *, most: int = MAX_BYTES, meter: Meter | None = None) -> bytes:
    """The bytes of a file, unpacked.

    Args:
        path: the file.
        most: how many bytes one article may have.
        meter: told how many bytes are taken from disk.

    Raises:
        ArticleError: where the file cannot be read, is damaged or too large to be one article.
    """
    try:
        with open_bytes(path, meter=meter) as stream:
            data = stream.read(most + 1)
    except OSError as error:
        raise ArticleError(f"cannot be read: {error.strerror or error}", path=path) from error
    if len(data) > most:
        raise ArticleError(f"larger than {most // 1_000_000} MB, no single article; split it", path=path)
    return data


def sniff_encoding(data: bytes, *, html: bool = False) -> str:
    """The encoding of a text from its first bytes: BOM, declared charset, UTF-8, UTF-16, else cp1252."""
    marked = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    if marked:
        return marked
    declared = _CHARSET.search(data[:2048]) if html else None
    if declared and (name := _known(declared.group(1).decode("ascii"))):
        return name
    if (wide := _utf16(data[:4096])) is not None:
        return wide
    good, bad = _utf8_balance(data)
    return "utf-8" if bad == 0 or good >= bad else "cp1252"


def _known(name: str) -> str | None:
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    return "cp1252" if found in {"iso8859-1", "ascii"} else found


def _utf16(data: bytes) -> str | None:
    """UTF-16 without BOM: in Latin text every second byte is zero."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = max(len(data) // 2, 1)
    if len(data) >= 8 and odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    if len(data) >= 8 and even > 0.4 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _utf8_balance(data: bytes) -> tuple[int, int]:
    """How many characters beyond ASCII are right as UTF-8, and how many bytes are wrong.

    A character cut at the end of the data is not counted.
    """
    text = data.decode("utf-8", "replace")
    bad = text.count("�") - data.count("�".encode())
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    if bad == 1 and text.endswith("�") and len(data) >= 3 and data[-1] >= 0x80:
        bad = 0
    return good, bad


def clean(text: str) -> str:
    """Read characters that no text may hold (NUL and other controls, lone surrogates) as U+FFFD.

    As many characters come out as go in, so that offsets stay.
    """
    return _NOT_TEXT.sub("�", text)


def decode(data: bytes, *, path: Path | str, html: bool = False) -> str:
    """The text of an article file, line ends as they are.

    Raises:
        ArticleError: where the bytes are no text.
    """
    kind = next((name for mark, name in _SIGNATURES.items() if data.startswith(mark)), None)
    if kind:
        raise ArticleError(f"no text but {kind}", path=path)
    text = data.decode(sniff_encoding(data, html=html), "replace")
    cleaned = clean(text)
    if cleaned.count("�") > 0.02 * len(cleaned) + 2:
        raise ArticleError("no text but binary data", path=path)
    return cleaned

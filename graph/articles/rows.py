"""Tables of articles: JSON Lines and CSV, a row an article, bad rows named by their line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from graph.articles.dates import normalise_date
from graph.articles.decoding import MAX_BYTES, clean, sniff_encoding
from graph.articles.drafts import Draft, Skipped

COLUMNS = ("id", "title", "text", "date", "publisher", "url")


def _as_text(stream: IO[bytes]) -> io.TextIOWrapper:
    """A stream of bytes as text with line ends as they are, its encoding found from the beginning."""
    buffered = io.BufferedReader(_Raw(stream), 1 << 16)
    return io.TextIOWrapper(buffered, sniff_encoding(buffered.peek(1 << 16)), errors="replace", newline="")


class _Raw(io.RawIOBase):
    """Any readable stream of bytes as a raw one, so that it can be peeked into."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def read_jsonl(stream: IO[bytes], *, name: str, path: str) -> Iterator[Draft | Skipped]:
    """The articles of a JSON Lines stream.

    Args:
        stream: bytes, in any encoding that text files may be in.
        name: what rows without an id are called after, with ``:LINE``.
        path: the file, for messages.
    """
    for number, line in enumerate(_lines(_as_text(stream)), start=1):
        if not line.strip("\ufeff \t\r\n"):
            continue
        where = f"{name}:{number}"
        if len(line) > MAX_BYTES:
            yield Skipped(where, path, f"line {number} is longer than any article")
            continue
        try:
            row = json.loads(line.lstrip("\ufeff"))
        except (ValueError, RecursionError):
            yield Skipped(where, path, f"line {number} is not JSON")
            continue
        yield _draft(row, where, path, number)


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """The lines of a stream, none held in memory beyond what an article may have."""
    while line := text.readline(MAX_BYTES + 1):
        end = line
        while len(end) > MAX_BYTES and not end.endswith("\n"):
            end = text.readline(MAX_BYTES + 1)
        yield line


def read_csv(stream: IO[bytes], *, name: str, path: str) -> Iterator[Draft | Skipped]:
    """The articles of a CSV stream with a header; commas, semicolons or tabs part the columns."""
    csv.field_size_limit(MAX_BYTES)
    text = _as_text(stream)
    header = text.readline(MAX_BYTES).lstrip("\ufeff")
    mark = max(",;\t", key=header.count)
    columns = [column.strip().casefold() for column in next(csv.reader([header], delimiter=mark), [])]
    if "text" not in columns:
        yield Skipped(name, path, f"no column is named text; the columns are {', '.join(COLUMNS)}")
        return
    reader = csv.reader(text, delimiter=mark)
    for number, cells in _numbered(reader):
        where = f"{name}:{number}"
        if isinstance(cells, str):
            yield Skipped(where, path, f"line {number} is not CSV: {cells}")
        elif len(cells) > len(columns):
            yield Skipped(where, path, f"line {number} has {len(cells)} columns instead of {len(columns)}")
        elif any(cell.strip() for cell in cells):
            yield _draft(dict(zip(columns, cells, strict=False)), where, path, number)


def _numbered(reader: Any) -> Iterator[tuple[int, list[str] | str]]:
    """Rows with the line (of the file) that each begins on, or the reason why one cannot be read."""
    while True:
        number = reader.line_num + 2
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, str(error)


def _draft(row: object, where: str, path: str, number: int) -> Draft | Skipped:
    """A row as a draft, or why it is none."""
    if not isinstance(row, Mapping):
        return Skipped(where, path, f"line {number} is not an object with the keys {', '.join(COLUMNS)}")
    fields = {str(key).strip().casefold(): value for key, value in row.items()}
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        return Skipped(where, path, f"line {number} has no text")
    title, date, publisher, url, known = _strings(fields, ("title", "date", "publisher", "url", "id"))
    return Draft(known or where, path, clean(text), 0, title, normalise_date(date), publisher, url)


def _strings(fields: Mapping[str, object], keys: Iterable[str]) -> Iterator[str | None]:
    """Simple values as one line of text each; None where there is none."""
    for key in keys:
        value = fields.get(key)
        simple = isinstance(value, str | int | float) and not isinstance(value, bool)
        yield (" ".join(clean(str(value)).split()) or None) if simple else None

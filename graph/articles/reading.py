"""Articles from files, folders and standard input, one after the other."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from graph.articles import portable
from graph.articles.body import select_body
from graph.articles.dates import normalise_date
from graph.articles.decoding import decode, read_bytes
from graph.articles.drafts import Draft, Skipped
from graph.articles.english import is_english
from graph.articles.feeds import read_feed
from graph.articles.files import STDIN, SUFFIXES, list_files, suffix_of
from graph.articles.front_matter import read_front_matter
from graph.articles.guarded import GuardedReader, Page
from graph.articles.register import Register
from graph.articles.rows import read_csv, read_jsonl
from graph.articles.unpacking import Meter, open_bytes
from graph.errors import ArticleError
from graph.model import Article, Span

_MANY: Mapping[str, Callable[..., Iterator[Draft | Skipped]]] = {
    ".jsonl": read_jsonl,
    ".csv": read_csv,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
}
"""Readers of the files that hold many articles."""


def read_articles(
    sources: Sequence[Path | str] | Path | str,
    *,
    stdin: IO[bytes] | None = None,
    meter: Meter | None = None,
) -> Iterator[Article | Skipped]:
    """Read articles, each once, in a fixed order; only the one at hand is held.

    Files and folders (recursive) of ``.txt`` and ``.md`` with YAML front matter, ``.html``, ``.pdf`` (extra
    ``pdf``), ``.jsonl`` and ``.csv`` with the fields id, title, text, date, publisher and url, RSS and Atom
    feeds as ``.rss``, ``.atom`` or ``.xml``, any of them also as ``.gz`` or ``.zst`` (extra ``zstd``), and
    ``-`` for JSON Lines on standard input. Web pages and PDF files are read by a process of their own, within
    the settings ``file_seconds`` and ``file_megabytes``. What cannot be read, holds no English text or repeats
    an article already read comes out as a :class:`Skipped` with the reason, and the others go on.

    Args:
        sources: paths, or one of them.
        stdin: where ``-`` reads from; by default standard input.
        meter: called with how many bytes were taken from disk, again and again; all come to
            :func:`graph.articles.files.total_bytes`.

    Raises:
        ArticleError: where a source does not exist.

    Example:
        >>> [article.id for article in read_articles(["seeds"])]  # doctest: +SKIP
        ['01-summit-agreements.md', ...]
    """
    sources = [sources] if isinstance(sources, str | Path) else sources
    register = Register()
    try:
        with GuardedReader() as pages:
            for draft in _drafts(sources, stdin, meter, pages):
                yield draft if isinstance(draft, Skipped) else _new(draft, register)
    finally:
        register.close()


def _new(draft: Draft, register: Register) -> Article | Skipped:
    """The article of a draft, unless its id or its text was read before."""
    if (known := register.first("id", draft.id)) is not None:
        reason = f"another article ({known}) has this id; rename one, or give the folder that holds both"
        return Skipped(draft.id, draft.path, reason)
    article = _article(draft)
    if isinstance(article, Skipped):
        return article
    words = " ".join(_words(article.text, article.body))
    if (first := register.first("text", words)) is not None:
        return Skipped(draft.id, draft.path, f"the same text as {first}", repeated=True)
    register.enter("text", words, draft.id)
    register.enter("id", draft.id, draft.path)
    return article


def _drafts(
    sources: Sequence[Path | str], stdin: IO[bytes] | None, meter: Meter | None, pages: GuardedReader
) -> Iterator[Draft | Skipped]:
    for found in list_files(sources):
        if isinstance(found, Skipped):
            yield found
            continue
        name, path = found
        try:
            if str(path) == STDIN:  # a file of that name in a folder has the folder before it
                yield from read_jsonl(stdin or _standard_input(), name="stdin", path=STDIN)
            else:
                yield from _file(name, path, meter, pages)
        except ArticleError as error:
            yield Skipped(name, str(path), error.message)
        except OSError as error:
            yield Skipped(name, str(path), f"cannot be read: {error.strerror or error}", unread=True)


def _standard_input() -> IO[bytes]:
    if sys.stdin is None:
        raise ArticleError("standard input is closed: give it articles", path=STDIN)
    return sys.stdin.buffer


def _file(name: str, path: Path, meter: Meter | None, pages: GuardedReader) -> Iterator[Draft | Skipped]:
    """The drafts of one file."""
    suffix = suffix_of(path)
    if suffix not in SUFFIXES:
        raise ArticleError(f"an unknown kind of file; known are {', '.join(SUFFIXES)}", path=path)
    if suffix in _MANY:
        with open_bytes(path, meter=meter) as stream:
            yield from _MANY[suffix](stream, name=name, path=str(path))
    elif suffix == ".pdf":
        data = read_bytes(path, most=portable.MAX_BYTES, meter=meter)
        yield pages.read(Page(data, name, str(path)))
    else:
        html = suffix in {".html", ".htm"}
        text = _text(path, read_bytes(path, meter=meter), html=html)
        yield pages.read(Page(text, name, str(path))) if html else _plain(text, name, path)


def _text(path: Path, data: bytes, *, html: bool) -> str:
    text = decode(data, path=path, html=html)
    if not text.strip("\ufeff \t\r\n"):
        raise ArticleError("the file is empty", path=path)
    return text


def _plain(text: str, name: str, path: Path) -> Draft:
    fields, start = read_front_matter(text)
    title, publisher, url = (fields.get(key) for key in ("title", "publisher", "url"))
    return Draft(name, str(path), text, start, title, normalise_date(fields.get("date")), publisher, url)


def _article(draft: Draft) -> Article | Skipped:
    """The article of a draft, its body selected."""
    found = select_body(draft.text, start=draft.start, title=draft.title)
    if not found.body:
        return Skipped(draft.id, draft.path, "no running text is found in it")
    if not is_english(draft.text, found.body):
        return Skipped(draft.id, draft.path, "the text is not English")
    return Article(
        id=draft.id,
        text=draft.text,
        body=found.body,
        left_out=found.left_out,
        title=found.title,
        date=draft.date or found.date,
        publisher=draft.publisher or found.publisher,
        url=draft.url,
    )


def _words(text: str, body: Sequence[Span]) -> Iterator[str]:
    """The words of a body, whatever the white space and the metadata around them."""
    for span in body:
        yield from text[span.start : span.end].split()

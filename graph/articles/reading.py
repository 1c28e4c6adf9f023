"""Articles from files, folders and standard input, one after the other."""

from __future__ import annotations

import hashlib
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from graph.articles.body import select_body
from graph.articles.dates import normalise_date
from graph.articles.decoding import decode, open_bytes, read_bytes
from graph.articles.drafts import Draft, Skipped
from graph.articles.english import is_english
from graph.articles.files import STDIN, SUFFIXES, list_files, suffix_of
from graph.articles.front_matter import read_front_matter
from graph.articles.rows import read_csv, read_jsonl
from graph.errors import ArticleError
from graph.model import Article, Span


def read_articles(
    sources: Sequence[Path | str] | Path | str, *, stdin: IO[bytes] | None = None
) -> Iterator[Article | Skipped]:
    """Read articles, each once, in a fixed order.

    Files and folders (recursive) of ``.txt`` and ``.md`` with YAML front matter, ``.html``, ``.jsonl`` and
    ``.csv`` with the fields id, title, text, date, publisher and url, any of them also as ``.gz``, and
    ``-`` for JSON Lines on standard input. What cannot be read, holds no English text or repeats an
    article already read comes out as a :class:`Skipped` with the reason, and the others go on.

    Args:
        sources: paths, or one of them.
        stdin: where ``-`` reads from; by default standard input.

    Raises:
        ArticleError: where a source does not exist.

    Example:
        >>> [article.id for article in read_articles(["seeds"])]  # doctest: +SKIP
        ['01-summit-agreements.md', ...]
    """
    sources = [sources] if isinstance(sources, str | Path) else sources
    ids: dict[str, str] = {}
    texts: dict[bytes, str] = {}
    for draft in _drafts(sources, stdin):
        if isinstance(draft, Skipped):
            yield draft
            continue
        article = _article(draft)
        known = ids.get(draft.id)
        if known is not None:
            reason = f"another article ({known}) has this id; rename one, or give the folder that holds both"
            yield Skipped(draft.id, draft.path, reason)
        elif isinstance(article, Skipped):
            yield article
        elif (first := texts.setdefault(_fingerprint(article), draft.id)) != draft.id:
            yield Skipped(draft.id, draft.path, f"the same text as {first}")
        else:
            ids[draft.id] = draft.path
            yield article


def _drafts(sources: Sequence[Path | str], stdin: IO[bytes] | None) -> Iterator[Draft | Skipped]:
    for found in list_files(sources):
        if isinstance(found, Skipped):
            yield found
            continue
        name, path = found
        try:
            if str(path) == STDIN:  # a file of that name in a folder has the folder before it
                yield from read_jsonl(stdin or _standard_input(), name="stdin", path=STDIN)
            else:
                yield from _file(name, path)
        except ArticleError as error:
            yield Skipped(name, str(path), error.message)
        except (OSError, EOFError, zlib.error) as error:
            reason = getattr(error, "strerror", None) or error
            yield Skipped(name, str(path), f"cannot be read: {reason}", unread=True)


def _standard_input() -> IO[bytes]:
    if sys.stdin is None:
        raise ArticleError("standard input is closed: give it articles", path=STDIN)
    return sys.stdin.buffer


def _file(name: str, path: Path) -> Iterator[Draft | Skipped]:
    """The drafts of one file."""
    suffix = suffix_of(path)
    if suffix not in SUFFIXES:
        raise ArticleError(f"an unknown kind of file; known are {', '.join(SUFFIXES)}", path=path)
    if suffix in {".jsonl", ".csv"}:
        with open_bytes(path) as stream:
            read = read_jsonl if suffix == ".jsonl" else read_csv
            yield from read(stream, name=name, path=str(path))
        return
    text = decode(read_bytes(path), path=path, html=suffix in {".html", ".htm"})
    if not text.strip("\ufeff \t\r\n"):
        raise ArticleError("the file is empty", path=path)
    if suffix in {".html", ".htm"}:
        from graph.articles.web_page import read_html

        yield read_html(text, id=name, path=str(path))
    else:
        yield _plain(text, name, path)


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


def _fingerprint(article: Article) -> bytes:
    """The words of the body, whatever the white space and the metadata around them."""
    words = " ".join(_words(article.text, article.body))
    return hashlib.sha256(words.encode("utf8", "replace")).digest()


def _words(text: str, body: Sequence[Span]) -> Iterator[str]:
    for span in body:
        yield from text[span.start : span.end].split()

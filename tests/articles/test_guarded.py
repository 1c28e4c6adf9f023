"""Web pages and PDF files that take too long or too much are named, and the others are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.articles import Skipped, guarded, read_articles
from graph.articles.guarded import GuardedReader, Page
from graph.errors import ArticleError
from graph.settings import load_settings
from tests.articles.test_portable import LINES, pdf
from tests.articles.test_reading import HTML

PAGE = Page(HTML, "a.html", "a.html")


BOMB = Page(pdf([["The road is long."] * 300_000]), "b.pdf", "b.pdf")
"""A page of many lines, which takes minutes."""


@pytest.fixture
def reader() -> Iterator[GuardedReader]:
    with GuardedReader(seconds=5) as made:
        yield made


def test_one_process_reads_all(reader: GuardedReader) -> None:
    first = reader.read(PAGE)
    running = reader._running
    assert "road" in first.text
    assert reader.read(Page(pdf(LINES), "c.pdf", "c.pdf")).id == "c.pdf"
    with pytest.raises(ArticleError, match="no article is found"):
        reader.read(replace(PAGE, content="<html></html>"))
    assert reader._running is running


def test_what_takes_too_long_is_ended_and_the_next_is_read(reader: GuardedReader) -> None:
    with pytest.raises(OSError, match=r"longer than 5 s: leave it out, or save its text as \.txt"):
        reader.read(BOMB)
    assert reader.read(PAGE).id == "a.html"


def test_what_takes_too_much_memory_is_ended() -> None:
    with GuardedReader(seconds=60, megabytes=200) as small:
        with pytest.raises(OSError, match="more than 200 MB of memory"):
            small.read(BOMB)
        assert small.read(PAGE).id == "a.html"


def test_a_process_that_is_gone_is_named_and_replaced(reader: GuardedReader) -> None:
    reader.read(PAGE)
    assert reader._running
    reader._running[0].kill()
    with pytest.raises(OSError, match=r"the process that reads it ends \(SIGKILL\)"):
        reader.read(PAGE)
    assert reader.read(PAGE).id == "a.html"


def test_more_text_than_any_article_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "MAX_BYTES", 100)
    assert "no single article; split it" in str(guarded._answer(PAGE))


def test_the_other_files_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = replace(load_settings(), file_seconds=5.0)
    monkeypatch.setattr(guarded, "load_settings", lambda: limits)
    for name, content in (("a.html", HTML.encode()), ("b.pdf", BOMB.content), ("c.pdf", pdf(LINES))):
        assert isinstance(content, bytes)
        (tmp_path / name).write_bytes(content)
    first, skipped, last = read_articles(tmp_path)
    assert [first.id, last.id] == ["a.html", "c.pdf"]
    assert isinstance(skipped, Skipped)
    assert (skipped.id, skipped.unread) == ("b.pdf", True)
    assert "cannot be read: it takes longer than 5 s" in str(skipped)

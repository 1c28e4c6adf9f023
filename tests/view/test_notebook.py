"""The view where a notebook shows it: in a frame of its own, as JupyterLab and nbconvert make it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest

from graph.tables import GraphTables
from graph.view import build_view
from tests.notebooks import FOLDER
from tests.view.conftest import Opened, Opener

pytestmark = pytest.mark.browser
HOST = '<!doctype html><html data-ready="1"><meta charset="utf-8"><title>host</title><body>{}</body></html>'


@pytest.fixture
def cell(open_page: Opener, sample: GraphTables, tmp_path: Path) -> Opened:
    """A page that shows the view as the output of a cell."""
    path = tmp_path / "cell.html"
    shown = build_view(sample)._repr_mimebundle_()["text/html"]
    path.write_text(HOST.format(shown), encoding="utf8")
    return open_page(path)


def frame_of(opened: Opened) -> Any:
    frame = opened.page.frame_locator("iframe")
    frame.locator('html[data-ready="1"]').wait_for(state="attached")
    return frame


def test_it_works_in_the_frame(cell: Opened) -> None:
    frame = frame_of(cell)
    frame.locator("#search").fill("india")
    frame.locator("#search").press("Enter")
    assert frame.locator("#card h2").inner_text() == "India"
    # A frame has no address that a link could lead to.
    assert not frame.locator("#copy-link").is_visible()
    assert cell.complaints == []


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_pictures_are_saved_from_the_frame(cell: Opened, ending: str) -> None:
    frame = frame_of(cell)
    with cell.page.expect_download() as waiting:
        frame.locator(f"#save-{ending}").click()
    assert waiting.value.suggested_filename == f"who-did-what-to-whom.{ending}"
    assert Path(waiting.value.path()).stat().st_size > 2000


def test_articles_open_from_the_frame(cell: Opened) -> None:
    frame = frame_of(cell)
    article = frame.locator("#card figcaption a[target]").first
    with cell.page.context.expect_page() as waiting:
        article.click()
    assert waiting.value.evaluate("opener") is None


def test_the_frame_cannot_reach_the_notebook(cell: Opened) -> None:
    frame_of(cell)
    page = next(each for each in cell.page.frames if each.parent_frame)
    tried = "() => { try { return parent.document.title; } catch (error) { return error.name; } }"
    assert page.evaluate(tried) == "SecurityError"
    assert page.evaluate("origin") == "null"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
def test_what_the_saved_notebooks_show_asks_for_nothing(
    open_page: Opener, tmp_path: Path, path: Path
) -> None:
    cells = nbformat.read(path, as_version=4).cells
    shown = [
        output["data"]["text/html"]
        for each in cells
        for output in each.get("outputs", ())
        if "text/html" in output.get("data", {})
    ]
    host = tmp_path / "notebook.html"
    host.write_text(HOST.format("".join(f"<div>{each}</div>" for each in shown)), encoding="utf8")
    opened = open_page(host)
    for frame in opened.page.locator("iframe").all():
        frame.scroll_into_view_if_needed()  # out of sight nothing is drawn
        frame.content_frame.locator('html[data-ready="1"]').wait_for(state="attached")
    assert [each for each in opened.requests if not each.startswith(("data:", "about:"))] == [host.as_uri()]
    assert opened.complaints == []

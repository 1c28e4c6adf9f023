"""Chromium for the tests of the page. Without it they are skipped; its path may stand in ``CHROMIUM``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from graph.tables import GraphTables
from graph.view import render
from tests.view.chromium import ARGUMENTS, find_chromium, missing
from tests.view.graphs import make_tables

# Without a browser one line tells it: that of test_page.py.
collect_ignore = ["test_export.py", "test_jupyterlab.py", "test_notebook.py"] if missing() else []


@dataclass
class Opened:
    """A page with all that it asked for and complained about, and how long it took to be painted."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def counter(self) -> list[int]:
        """The counter's numbers: actors, events, sentences."""
        words = self.page.locator("#counter").inner_text().replace(",", "").split()
        return [int(word) for word in words if word.isdigit()]

    def click_node(self, iri: str) -> None:
        at = self.page.evaluate("id => diplograph.nodeAt(id)", iri)
        self.click_picture(at["x"], at["y"])

    def click_picture(self, x: float, y: float) -> None:
        box = self.page.locator("#picture").bounding_box()
        self.page.mouse.click(box["x"] + x, box["y"] + y)
        self.page.wait_for_timeout(50)


Opener = Callable[..., Opened]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Opener]:
    """Opens a file offline, waits until it is painted, and closes it after the test."""
    contexts = []

    def opened(path: Path, *, hash: str = "", size: tuple[int, int] = (1440, 900), **options: Any) -> Opened:
        context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        contexts.append(context)
        context.set_offline(True)
        result = Opened(context.new_page())
        result.page.on("request", lambda request: result.requests.append(request.url))
        result.page.on("pageerror", lambda error: result.complaints.append(str(error)))
        result.page.on("console", lambda message: result.complaints.append(f"{message.type}: {message.text}"))
        result.page.goto(path.resolve().as_uri() + hash)
        result.page.wait_for_selector('html[data-ready="1"]', state="attached", timeout=10_000)
        # From the start of navigation to the frame after the first one that was drawn.
        painted = "(performance.getEntriesByName('painted')[0]?.startTime ?? 0) / 1000"
        result.seconds = result.page.evaluate(painted)
        return result

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def tables_30() -> GraphTables:
    return make_tables(30)


@pytest.fixture(scope="session")
def tables_300() -> GraphTables:
    return make_tables(300)


@pytest.fixture(scope="session")
def tables_3000() -> GraphTables:
    return make_tables(3000)


def _written(folder: Any, tables: GraphTables) -> Path:
    path = Path(folder) / "view.html"
    path.write_text(render(tables), encoding="utf8", newline="\n")
    return path


@pytest.fixture(scope="session")
def page_30(tables_30: GraphTables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written(tmp_path_factory.mktemp("30"), tables_30)


@pytest.fixture(scope="session")
def page_300(tables_300: GraphTables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written(tmp_path_factory.mktemp("300"), tables_300)


@pytest.fixture(scope="session")
def page_3000(tables_3000: GraphTables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written(tmp_path_factory.mktemp("3000"), tables_3000)


@pytest.fixture(scope="session")
def sample() -> GraphTables:
    """The graph of three small articles."""
    import pyoxigraph as ox

    from graph.tables import read_tables

    store = ox.Store()
    path = Path(__file__).parent.parent / "data" / "sample.ttl"
    store.load(path.read_bytes(), format=ox.RdfFormat.TURTLE)
    return read_tables(store)


@pytest.fixture(scope="session")
def page_sample(sample: GraphTables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written(tmp_path_factory.mktemp("sample"), sample)

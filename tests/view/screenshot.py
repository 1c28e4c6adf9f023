"""The picture in README: a graph folder's view as PNG, made with Chromium.

Run ``python -m tests.view.screenshot KG OUT.png [HASH] [WIDTHxHEIGHT] [light|dark]`` where ``CHROMIUM`` or
the search path leads to a browser; ``HASH`` is what the page's "Copy link" gives after the ``#``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from graph.knowledge_graph import open_graph
from tests.view.chromium import ARGUMENTS, find_chromium


def take(kg: str, out: str, hash: str = "", size: str = "1440x900", scheme: str = "light") -> None:
    """Write the picture.

    Args:
        kg: the graph folder.
        out: the PNG to write.
        hash: what is selected, such as ``sel=dyad:state/IND|state/RUS``.
        size: of the window.
        scheme: ``light`` or ``dark``.
    """
    width, height = map(int, size.split("x"))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "view.html"
        open_graph(kg).view().write_html(page_file)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
        page.goto(f"{page_file.as_uri()}#{hash}")
        page.wait_for_selector('html[data-ready="1"]', state="attached")
        page.screenshot(path=out)
        browser.close()


if __name__ == "__main__":
    take(*sys.argv[1:])

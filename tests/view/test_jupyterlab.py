"""The view in a real JupyterLab, where that is installed: run, seen, saved, and nothing asked of the net."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

pytest.importorskip("jupyterlab", reason="JupyterLab is not installed: pip install jupyterlab")

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ROOT = Path(__file__).parents[2]
# The view comes first: JupyterLab draws only what is in sight.
CELLS = ('from graph import open_graph\nkg = open_graph("kg")\nkg.view()', "kg", 'kg.card("India")')


@pytest.fixture
def address(sample_kg: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a notebook that a server of its own has, not run yet."""
    shutil.copytree(sample_kg, tmp_path / "work" / "kg")
    cells = [nbformat.v4.new_code_cell(text) for text in CELLS]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), tmp_path / "work" / "a.ipynb")
    homes = {f"JUPYTER_{name}_DIR": str(tmp_path / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        "--port=0",
        "--ServerApp.token=t",
    ]
    told = tmp_path / "log"
    with told.open("w", encoding="utf8") as log:
        environment = os.environ | homes | {"HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, cwd=tmp_path / "work", env=environment, stderr=log)
    try:
        server = _server(told)
        yield f"{server}/lab/tree/a.ipynb?token=t"
        shut = urllib.request.Request(f"{server}/api/shutdown?token=t", method="POST")
        urllib.request.urlopen(shut, timeout=10).close()
        process.wait(20)
    finally:
        process.kill()
        process.wait()


def _server(log: Path) -> str:
    """Where the server says that it is."""
    for _ in range(600):
        if found := re.search(r"http://127\.0\.0\.1:\d+", log.read_text(encoding="utf8")):
            return found[0]
        time.sleep(0.1)
    raise TimeoutError(log.read_text(encoding="utf8"))


def test_the_view_works_in_jupyterlab(chromium: Any, address: str) -> None:
    page = chromium.new_context(viewport={"width": 1400, "height": 1800}).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
    page.locator(".lm-MenuBar-item", has_text="Run").click()
    page.get_by_text("Run All Cells", exact=True).click()
    frame = page.frame_locator(".jp-OutputArea-output iframe")
    frame.locator('html[data-ready="1"]').wait_for(state="attached", timeout=60_000)
    assert "articles" in page.locator(".jp-OutputArea-output table").first.inner_text()
    assert "India (State)" in page.locator(".jp-OutputArea-output h3").first.inner_text()
    frame.locator("#search").fill("russia")
    frame.locator("#search").press("Enter")
    assert frame.locator("#card h2").inner_text() == "Russia"
    with page.expect_download() as waiting:
        frame.locator("#save-png").click()
    assert Path(waiting.value.path()).stat().st_size > 2000
    server = address.partition("/lab")[0]
    assert [each for each in asked if not each.startswith((server, "data:", "blob:", "about:"))] == []
    page.context.close()

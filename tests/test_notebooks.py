"""The notebooks run, their two forms are the same, and what they show asks nothing of the network."""

import html
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from graph import language
from tests.notebooks import FOLDER, ROOT, SOURCES, read_source

SAVED = tuple(sorted(FOLDER.glob("*.ipynb")))
FETCHES = re.compile(
    r"""<(?:script|img|iframe|link|source|video|audio|embed|object)\b[^>]*?(?:src|href|data)\s*=\s*["']?\s*(?:https?:)?//"""
    r"""|@import|url\(\s*["']?(?:https?:)?//|\bimport\s*\(|require\.config""",
    re.IGNORECASE,
)
ABSOLUTE = re.compile(r"(?<![\w.:/])/(?:home|Users|root|tmp|work|var|usr)/|[A-Z]:\\\\Users")


def outputs(path):
    """The texts that a saved notebook shows, frames unfolded."""
    for cell in nbformat.read(path, as_version=4).cells:
        for output in cell.get("outputs", ()):
            yield output.get("text", "")
            for kind, text in output.get("data", {}).items():
                if kind.startswith("text/"):
                    yield html.unescape(text) if kind == "text/html" else text


def test_there_are_five_pairs():
    assert len(SOURCES) == 5
    assert [path.stem for path in SAVED] == [path.stem for path in SOURCES]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_pairs_are_in_step(source):
    saved = nbformat.read(source.with_suffix(".ipynb"), as_version=4)
    nbformat.validate(saved)
    ours = [(cell.id, cell.cell_type, cell.source) for cell in read_source(source).cells]
    assert [(cell.id, cell.cell_type, cell.source) for cell in saved.cells] == ours


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.stem)
def test_saved_outputs_are_whole_and_ask_nothing_of_the_network(path):
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    texts = list(outputs(path))
    assert len(texts) >= 4
    for text in texts:
        assert not FETCHES.search(text)
        assert not ABSOLUTE.search(text)
        assert "Traceback" not in text
    assert not ABSOLUTE.search(path.with_suffix(".py").read_text(encoding="utf8"))


def test_what_would_fetch_is_seen():
    for text in (
        '<script src="https://cdn.example.org/a.js">',
        "<link rel='stylesheet' href=//cdn.example.org/a.css>",
        "<style>@import 'a.css'</style>",
        "a { background: url(https://example.org/b.png) }",
    ):
        assert FETCHES.search(text)
    assert not FETCHES.search('<a href="https://example.org">source</a><img src="data:image/png;base64,AA">')


@pytest.mark.slow
@pytest.mark.skipif(not language.WEIGHTS.is_dir(), reason="the pipeline's weights are not in this checkout")
def test_all_run(tmp_path):
    command = [sys.executable, "-m", "tests.notebooks", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in Path(tmp_path).glob("*.ipynb")) == [path.name for path in SAVED]

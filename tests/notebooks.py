"""The notebooks: Python sources in ``notebooks/`` and beside each its ``.ipynb`` with what it shows.

``python -m tests.notebooks`` runs the sources and writes the pairs anew; ``python -m tests.notebooks FOLDER``
writes them to another folder. They run in a copy of the working folder with seeds, gold and program linked.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "notebooks"
SOURCES = tuple(sorted(FOLDER.glob("*.py")))
LINKED = ("graph", "ontology", "seeds", "tests")


def read_source(path: Path) -> Any:
    """A source as a notebook without outputs; cells are numbered, so that two runs give the same file."""
    notebook = jupytext.read(path)
    for number, cell in enumerate(notebook.cells, start=1):
        cell["id"] = f"cell-{number:02}"
    return notebook


def run(notebook: Any, folder: Path) -> None:
    """Run a notebook in a folder and keep its outputs in it.

    Raises:
        nbclient.exceptions.CellExecutionError: where a cell fails.
    """
    os.environ["PYTHONPATH"] = str(ROOT)
    client = NotebookClient(
        notebook, timeout=300, resources={"metadata": {"path": str(folder)}}, record_timing=False
    )
    client.execute()
    notebook.metadata["language_info"] = {"name": "python", "file_extension": ".py"}
    notebook.nbformat, notebook.nbformat_minor = 4, 5


def main() -> None:
    """Write all pairs."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "notebooks")
        folder.mkdir()
        for linked in LINKED:
            Path(name, linked).symlink_to(ROOT / linked)
        for path in SOURCES:
            notebook = read_source(path)
            run(notebook, folder)
            nbformat.write(notebook, target / f"{path.stem}.ipynb")


if __name__ == "__main__":
    main()

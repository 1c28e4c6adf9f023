import subprocess
import sys

import pytest

from graph.builder import build
from tests.benchmarks.articles import write_articles

AGAIN = """
import sys
from graph.builder import build
report = build(sys.argv[1], sys.argv[2])
print(len(report.read), report.articles, sorted({"spacy", "thinc"} & set(sys.modules)))
"""


@pytest.mark.usefixtures("nlp")
def test_where_nothing_changed_no_model_is_loaded(tmp_path):
    source = write_articles(2, tmp_path / "source", sentences=3)
    build(source, tmp_path / "kg")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "kg").rglob("*")}
    run = subprocess.run(
        [sys.executable, "-c", AGAIN, str(source), str(tmp_path / "kg")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "0 2 []"
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "kg").rglob("*")} == before

import subprocess
import sys
import time

import pytest

from graph.builder import build
from tests.benchmarks.articles import make_article, write_articles

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


@pytest.mark.usefixtures("nlp")
@pytest.mark.parametrize("run", ["(" * 50_000, "\u201c" * 50_000, "-" * 50_000, "a" * 50_000, "[[" * 25_000])
def test_a_run_of_marks_does_not_hold_a_build_up(tmp_path, run):
    text = make_article(0, sentences=3).article.text
    (tmp_path / "a.md").write_text(f"{text.rstrip()} {run}\n\n{run}\n", encoding="utf8")
    begun = time.process_time()
    report = build(tmp_path / "a.md", tmp_path / "kg")
    assert report.articles == 1
    assert time.process_time() - begun < 20

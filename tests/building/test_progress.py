"""The log of shards, the bar, and the report of what was left out."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
import termios

import pytest

from graph.build_report import BuildReport
from graph.builder import build
from graph.building import shards
from graph.errors import StoreError
from tests.building.readers import Wrong
from tests.builds import Reader, write_corpus

MANY = {f"{number:02}.txt": f"India visited Kenya on 2024-05-{number + 1:02}." for number in range(10)}


@pytest.fixture
def source(tmp_path):
    (tmp_path / "source").mkdir()
    return write_corpus(tmp_path / "source", MANY)


@pytest.mark.parametrize("workers", [None, 2])
def test_a_line_a_shard(source, tmp_path, monkeypatch, workers):
    monkeypatch.setattr(shards, "ARTICLES", 4)
    write_corpus(source, {**MANY, "05.txt": "[raise] no."})
    log = tmp_path / "log.jsonl"
    build(source, tmp_path / "kg", extractor=Wrong(), workers=workers, log=log)
    lines = sorted(
        (json.loads(line) for line in log.read_text().splitlines()), key=lambda line: line["shard"]
    )
    assert [(line["shard"], line["articles"], line["events"], line["set_aside"]) for line in lines] == [
        (1, 4, 4, []), (2, 4, 3, ["05.txt"]), (3, 2, 2, []),
    ]  # fmt: skip
    assert all(line["seconds"] >= 0 and line["characters"] > 100 for line in lines)
    assert all(len(line["workers"]) == 1 for line in lines)
    build(source, tmp_path / "kg", extractor=Reader("2"), log=log)
    assert len(log.read_text().splitlines()) == 6


def test_a_log_that_cannot_be_written(source, tmp_path):
    with pytest.raises(StoreError, match=r": cannot be written \(Is a directory\): name another log"):
        build(source, tmp_path / "kg", extractor=Reader(), log=source.parent)


def test_the_report_tells_reasons_and_rate(source, tmp_path):
    for number in range(3):
        (source / f"copy{number}.txt").write_bytes((source / "00.txt").read_bytes())
    (source / "empty.txt").touch()
    rows = ['{"id": "x", "text": ""}', "no"]
    (source / "rows.jsonl").write_text("\n".join(rows), encoding="utf8")
    report = build(source, tmp_path / "kg", extractor=Reader())
    assert report.reasons() == [
        ("the same text", 3), ("line … has no text", 1), ("line … is not JSON", 1), ("the file is empty", 1),
    ]  # fmt: skip
    assert "0 claims, 6 files\n             3 the same text\n" in str(report)
    assert "articles a second)" in str(report)
    again = build(source, tmp_path / "kg", extractor=Reader())
    assert isinstance(again, BuildReport)
    assert "articles a second" not in str(again)


CODE = """
import sys
from graph.builder import build
from graph.progress_bar import ProgressBar
from tests.builds import Reader

with ProgressBar() as bar:
    build(sys.argv[1], sys.argv[2], extractor=Reader(), progress=bar if bar.shown else None)
"""


def run_on(stderr, source, kg):
    return subprocess.Popen(
        [sys.executable, "-c", CODE, str(source), str(kg)],
        stderr=stderr,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def test_a_terminal_sees_how_far_it_is(source, tmp_path):
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    run = run_on(theirs, source, tmp_path / "kg")
    os.close(theirs)
    seen = io.BytesIO()
    try:
        while data := os.read(ours, 4096):
            seen.write(data)
    except OSError:  # the other end is closed
        pass
    assert run.wait() == 0
    text = seen.getvalue().decode()
    assert "reading: 0 articles" in text
    assert "left" in text
    assert "linking" in text


def test_a_pipe_sees_nothing(source, tmp_path):
    run = run_on(subprocess.PIPE, source, tmp_path / "kg")
    assert run.communicate()[1] == b""
    assert run.returncode == 0

"""Real worker processes: the same bytes, and nothing that an article or a signal does stops the others."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time

import pytest

from graph.builder import build
from graph.building import pool, shards
from graph.building.pool import Pool, limit
from graph.building.shards import read_here
from graph.errors import GraphError
from graph.model import Article, Span
from graph.store import GraphFolder
from tests.building.readers import NeverReady, Unusable, Wrong
from tests.builds import CORPUS, Reader, contents, write_corpus

MANY = {f"{number:02}.txt": f"India visited Kenya on 2024-05-{number + 1:02}." for number in range(24)}


@pytest.fixture(autouse=True)
def _small_shards(monkeypatch):
    monkeypatch.setattr(shards, "ARTICLES", 4)


def articles(*texts):
    return [Article(f"{number:02}.txt", text, (Span(0, len(text)),)) for number, text in enumerate(texts)]


def read(reader, given, *, workers=2, seconds=30.0):
    outcomes = Pool(reader, workers=workers, limit=lambda _article: seconds).read(shards.shards(given))
    return {outcome.article: outcome for outcome in outcomes}


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_same_records_for_any_number(workers):
    given = articles(*MANY.values())
    here = {each.article: each.record for each in read_here(Reader(), shards.shards(given))}
    there = read(Reader(), given, workers=workers)
    assert {name: outcome.record for name, outcome in there.items()} == here
    assert len({outcome.worker for outcome in there.values()}) <= workers
    assert {outcome.shard for outcome in there.values()} == {1, 2, 3, 4, 5, 6}


REASONS = [
    ("kill", r"the process that reads it ends each time \(SIGKILL\)"),
    ("crash", r"the process that reads it ends each time \(SIGSEGV\)"),
    ("exit", r"the process that reads it ends each time \(exit code 3\)"),
    ("hang", r"reading it takes longer than 3 s"),
    ("stop", r"reading it takes longer than 3 s"),
    ("raise", r"the pipeline fails on it \(ValueError: a fault of two lines\)"),
]


@pytest.mark.parametrize(("wrong", "reason"), REASONS)
def test_an_article_to_blame_is_named_and_the_others_go_on(wrong, reason):
    given = articles(*list(MANY.values())[:9])
    given[5] = articles(*[f"[{wrong}] India visited Kenya on 2024."] * 6)[5]
    found = read(Wrong(), given, seconds=3.0)
    failed = {name: outcome.failure for name, outcome in found.items() if outcome.failure}
    assert list(failed) == ["05.txt"]
    assert re.search(reason, failed["05.txt"])
    assert "\n" not in failed["05.txt"]
    assert len(found) == 9
    assert all(outcome.record for name, outcome in found.items() if name != "05.txt")


@pytest.mark.parametrize("wrong", ["kill", "stop"])
def test_a_worker_lost_once_is_replaced_and_its_shard_repeated(wrong, tmp_path):
    given = articles(*[f"[{wrong}] {text}" for text in list(MANY.values())[:3]])
    found = read(Wrong(tmp_path), given, seconds=3.0)
    assert len(found) == 3
    assert all(outcome.record for outcome in found.values())


def test_a_build_with_workers_has_the_same_bytes(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    write_corpus(source, MANY)
    build(source, tmp_path / "one", extractor=Reader())
    report = build(source, tmp_path / "two", extractor=Reader(), workers=2)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert report.read == tuple(MANY)


def test_a_poisoned_article_is_reported_and_its_old_record_stays(tmp_path):
    source, kg = tmp_path / "source", tmp_path / "kg"
    source.mkdir()
    build(write_corpus(source), kg, extractor=Wrong())
    write_corpus(source, {**CORPUS, "b.txt": "[kill] " + CORPUS["b.txt"], "new.txt": "[exit] Kenya."})
    report = build(source, kg, extractor=Wrong(), workers=1)
    assert report.articles == 3
    said = sorted(map(str, report.skipped))
    assert [line.partition(":")[0] for line in said] == ["b.txt", "new.txt"]
    assert "what was read of it before stays" in said[0]
    assert "stays" not in said[1]


def test_workers_that_cannot_work_are_told_in_one_line(monkeypatch):
    with pytest.raises(GraphError, match="no spaCy pipeline named 'x' is installed"):
        read(Unusable(), articles("India."))
    with pytest.raises(GraphError, match=r"do not start \(exit code 7\): build without --workers"):
        read(NeverReady(), articles("India."))
    with pytest.raises(GraphError, match="the extractor cannot be sent to other processes"):
        read(lambda article: article, articles("India."))
    with pytest.raises(GraphError, match="0 workers cannot read"):
        build("seeds", "kg", workers=0)
    monkeypatch.setattr(pool, "START_SECONDS", 0.0)
    with pytest.raises(GraphError, match="nothing is heard for 0 s"):
        read(Reader(), articles("India."))


def test_a_long_article_has_more_time():
    short, long = articles("x" * 10, "x" * 250_000)
    assert limit(9.0, long) == 3 * limit(9.0, short) == 27.0


def test_no_more_is_read_ahead_than_the_window():
    taken = []

    def source():
        for article in articles(*[text for text in MANY.values() for _ in range(10)]):
            taken.append(article)
            yield article

    reading = Pool(Reader(), workers=2, limit=lambda _article: 30.0).read(shards.shards(source()))
    next(reading)
    assert len(taken) <= 4 * 5
    reading.close()


KILLED = """
import sys
from graph.builder import build
from tests.building.readers import Slow

if __name__ == "__main__":
    build(sys.argv[1], sys.argv[2], extractor=Slow(), workers=2)
"""


def test_the_whole_killed_leaves_no_process_and_is_resumed(tmp_path):
    source, kg, script = tmp_path / "source", tmp_path / "kg", tmp_path / "script.py"
    source.mkdir()
    write_corpus(source, MANY)
    script.write_text(KILLED, encoding="utf8")
    run = subprocess.Popen(
        [sys.executable, str(script), str(source), str(kg)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        start_new_session=True,
    )
    folder = GraphFolder(kg)
    until = time.monotonic() + 60
    while len(list(folder.record_paths())) < 5 and time.monotonic() < until:
        time.sleep(0.05)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    assert 5 <= len(list(folder.record_paths())) < len(MANY)
    while _alive(run.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _alive(run.pid)
    before = len(list(folder.record_paths()))
    report = build(source, kg, extractor=Reader(), workers=2)
    assert report.resumed
    assert len(report.read) == len(MANY) - before
    build(source, tmp_path / "fresh", extractor=Reader())
    assert contents(kg) == contents(tmp_path / "fresh")


def _alive(group):
    """Whether a process of the group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True

"""A real cluster of two processes on this machine, one of them killed in mid-run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from graph.builder import build
from graph.building import cluster as clusters
from graph.building import shards
from graph.building.cluster import Cluster, Storage, shard_name
from graph.building.shards import Outcome, Shard, read_here
from graph.errors import GraphError
from graph.store import GraphFolder
from tests.building.readers import Slow, Wrong
from tests.building.test_pool import MANY, articles
from tests.builds import Reader, contents, write_corpus

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),  # those of another project's threads and sockets
]


@pytest.fixture(scope="module")
def local():
    """A scheduler and two workers, each a process with its nanny."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, memory_limit=0
    ) as cluster:
        yield cluster


@pytest.fixture
def source(tmp_path):
    (tmp_path / "source").mkdir()
    return write_corpus(tmp_path / "source", MANY)


@pytest.fixture(autouse=True)
def _small_shards(monkeypatch):
    monkeypatch.setattr(shards, "ARTICLES", 4)


@pytest.fixture
def fresh(source, tmp_path):
    build(source, tmp_path / "fresh", extractor=Reader())
    return contents(tmp_path / "fresh")


def test_the_same_bytes_though_a_worker_is_killed(local, source, tmp_path, fresh):
    killed = []

    def kill(progress):
        if progress.article and not killed:
            killed.append(local.workers[0].pid)
            os.kill(killed[0], signal.SIGKILL)

    log = tmp_path / "log"
    report = build(
        source, tmp_path / "kg", extractor=Slow(), scheduler=local.scheduler_address, progress=kill, log=log
    )
    assert killed
    assert contents(tmp_path / "kg") == fresh
    assert report.skipped == ()
    assert len(log.read_text().splitlines()) == 6


def test_an_article_that_ends_its_workers_is_named(local, source, tmp_path):
    write_corpus(source, {**dict(list(MANY.items())[:6]), "bad.txt": "[exit] Kenya."})
    report = build(source, tmp_path / "kg", extractor=Wrong(), scheduler=local.scheduler_address)
    assert report.articles == 6
    (skipped,) = report.skipped
    assert skipped.id == "bad.txt"
    assert "the process that reads it ends each time (exit code 3)" in skipped.reason
    assert not (tmp_path / "kg" / "shards").exists()


CLIENT = """
import sys
from graph.builder import build
from graph.building import shards
from tests.building.readers import Slow

shards.ARTICLES = 4
build(sys.argv[1], sys.argv[2], extractor=Slow(), scheduler=sys.argv[3], storage=sys.argv[4])
"""


def test_a_client_that_dies_is_started_again(local, source, tmp_path, fresh):
    kg, storage = tmp_path / "kg", tmp_path / "storage"
    run = subprocess.Popen(
        [sys.executable, "-c", CLIENT, str(source), str(kg), local.scheduler_address, str(storage)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    until = time.monotonic() + 120
    while not list(storage.glob("*.shard")) and time.monotonic() < until:
        time.sleep(0.01)
    run.kill()
    run.wait()
    records = sum(1 for _ in GraphFolder(kg).record_paths())
    assert records < len(MANY)
    options = {"extractor": Slow(), "scheduler": local.scheduler_address, "storage": str(storage)}
    report = build(source, kg, **options)
    assert report.resumed
    assert contents(kg) == fresh
    assert not storage.exists()


def outcomes(version="1"):
    shard = Shard(1, tuple(articles(*list(MANY.values())[:3])))
    return list(read_here(Reader(version), [shard]))


def test_what_a_dead_client_left_is_taken(tmp_path):
    storage = Storage(str(tmp_path / "storage"))
    storage.prepare()
    storage.write("a.shard", outcomes())
    storage.write("b.shard", outcomes("0"))
    (tmp_path / "storage" / "c.shard").write_bytes(b"torn")
    cluster = Cluster(Reader(), scheduler="tcp://127.0.0.1:1", storage=storage.url, article_seconds=9.0)
    found = list(cluster.finished())
    assert len(found) == 6
    assert storage.names() == []


def test_storage_of_any_kind():
    storage = Storage("memory://kg/shards")
    assert storage.names() == []
    storage.prepare()
    storage.write("a.shard", outcomes())
    assert storage.names() == ["a.shard"]
    assert storage.read("a.shard") == outcomes_without_time(storage.read("a.shard"))
    assert storage.read("b.shard") is None
    storage.clear()
    assert storage.names() == []


def outcomes_without_time(found):
    assert all(isinstance(each, Outcome) for each in found)
    assert [each.record for each in found] == [each.record for each in outcomes()]
    return found


def test_a_name_tells_what_a_shard_holds():
    one, other = articles("India.", "Kenya.")
    names = {
        shard_name(Shard(number, held), Reader(version))
        for number, held, version in [
            (1, (one,), "1"),
            (2, (one,), "1"),
            (1, (other,), "1"),
            (1, (one,), "2"),
        ]
    }
    assert len(names) == 3


def test_what_is_wrong_is_told_in_one_line(local, source, tmp_path, monkeypatch):
    monkeypatch.setattr(clusters, "CONNECT_SECONDS", 1)
    with pytest.raises(GraphError, match=r"no scheduler answers at tcp://127\.0\.0\.1:1: start one with"):
        build(source, tmp_path / "kg", extractor=Reader(), scheduler="tcp://127.0.0.1:1")
    with pytest.raises(GraphError, match="give --workers or --scheduler"):
        build(source, tmp_path / "kg", extractor=Reader(), scheduler="x", workers=2)
    with pytest.raises(GraphError, match="nosuch://x: the storage cannot be opened"):
        build(source, tmp_path / "kg", extractor=Reader(), scheduler="x", storage="nosuch://x")
    monkeypatch.setattr(clusters, "__version__", "9")
    with pytest.raises(GraphError, match=r"the workers have diplograph 0\.1\.0, this is 9"):
        build(source, tmp_path / "kg", extractor=Reader(), scheduler=local.scheduler_address)
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(GraphError, match=r"pip install 'diplograph\[cluster\]'"):
        build(source, tmp_path / "kg", extractor=Reader(), scheduler="x")

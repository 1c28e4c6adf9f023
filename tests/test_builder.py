import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import graph.articles.reading
import graph.files
from graph.articles import Skipped
from graph.builder import build, relink, remove
from graph.errors import ArticleError, StoreError
from graph.knowledge_graph import decide
from graph.linking import Override
from graph.store import GraphFolder
from tests.builds import CORPUS, FILLER, Reader, contents, known_once, write_corpus


@pytest.fixture(scope="module", autouse=True)
def _knowledge():
    with known_once():
        yield


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    return write_corpus(folder)


@pytest.fixture
def kg(tmp_path):
    return tmp_path / "kg"


def fresh(tmp_path, corpus):
    """The files of a build from scratch."""
    folder = tmp_path / "fresh"
    number = len(list(folder.glob("*"))) if folder.exists() else 0
    source = folder / str(number)
    source.mkdir(parents=True)
    build(write_corpus(source, corpus), source / "kg", extractor=Reader())
    return contents(source / "kg")


def test_a_build(source, kg):
    done = []
    report = build(source, kg, extractor=Reader(), progress=done.append)
    assert (report.articles, report.read) == (3, ("a.txt", "b.txt", "deep/c.txt"))
    assert [step.article for step in done if step.article] == ["a.txt", "b.txt", "deep/c.txt"]
    assert [step.share for step in done][:3] == sorted(step.share for step in done[:3])
    assert done[2].share == 1
    assert [step.stage for step in done[3:]] == ["checking", "linking", "writing", "drawing"]
    assert (report.entities, report.events) == (4, {"Occurred": 4})
    assert (report.set_aside, report.doubtful, report.skipped, report.resumed) == (0, 0, (), False)
    assert sorted(name for name in contents(kg) if "/" not in name) == [
        ".lock", "graph.ttl", "links.tsv", "manifest.json", "overrides.toml", "setaside.jsonl", "view.html",
    ]  # fmt: skip
    assert "3 articles (3 read, 0 removed)" in str(report)
    assert "events     4 (4 occurred)" in str(report)


def test_nothing_changed_nothing_read(source, kg):
    first = build(source, kg, extractor=Reader())
    before = {path: path.stat().st_mtime_ns for path in kg.rglob("*")}
    reader = Reader()
    second = build(source, kg, extractor=reader)
    assert reader.read == []
    assert {path: path.stat().st_mtime_ns for path in kg.rglob("*")} == before
    assert (second.entities, second.events, second.read) == (first.entities, first.events, ())


def test_only_what_changed_is_read(source, kg, tmp_path):
    build(source, kg, extractor=Reader())
    corpus = {
        **CORPUS,
        "b.txt": "Brazil visited Kenya on 2024-06-02.",
        "new.txt": "Kenya visited India on 2024-01.",
    }
    del corpus["a.txt"]
    reader = Reader()
    report = build(write_corpus(source, corpus), kg, extractor=reader)
    assert reader.read == ["b.txt", "new.txt"]
    assert report.removed == ("a.txt",)
    assert contents(kg) == fresh(tmp_path, corpus)


def test_keep(source, kg):
    build(source, kg, extractor=Reader())
    (source / "a.txt").unlink()
    assert build(source, kg, extractor=Reader(), keep=True).articles == 3
    assert build(source, kg, extractor=Reader()).articles == 2


def test_another_version_reads_all_again(source, kg):
    build(source, kg, extractor=Reader())
    reader = Reader("2")
    build(source, kg, extractor=reader)
    assert len(reader.read) == 3


def test_remove(source, kg, tmp_path):
    build(source, kg, extractor=Reader())
    report = remove(kg, "b.txt")
    assert (report.articles, report.removed) == (2, ("b.txt",))
    assert contents(kg) == fresh(tmp_path, {name: text for name, text in CORPUS.items() if name != "b.txt"})
    with pytest.raises(StoreError, match=r"holds no article 'b.txt'"):
        remove(kg, "b.txt")


def test_the_users_decisions_survive(source, kg):
    build(source, kg, extractor=Reader())
    (kg / "overrides.toml").write_text('[[drop]]\nname = "Kenya"\n', encoding="utf8")
    reader = Reader()
    assert build(source, kg, extractor=reader).entities == 3
    assert reader.read == []
    (kg / "overrides.toml").write_text('[[drop]]\nname = "Brazil"\n', encoding="utf8")
    assert relink(kg).entities == 3
    assert b"state:BRA" not in (kg / "graph.ttl").read_bytes()


steps = st.lists(
    st.dictionaries(
        st.sampled_from(["a.txt", "b.txt", "x/c.txt", "d.txt"]),
        st.sampled_from([*CORPUS.values(), "India visited Kenya on 2024."]),
        min_size=1,
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_any_sequence_equals_a_build_from_scratch(tmp_path_factory, history):
    folder = tmp_path_factory.mktemp("sequence")
    source, kg = folder / "source", folder / "kg"
    source.mkdir()
    for corpus in history:
        build(write_corpus(source, corpus), kg, extractor=Reader())
    assert contents(kg) == fresh(folder, history[-1])


class Killed(BaseException):
    pass


def killed_after(monkeypatch, count, *, half):
    """Let the process die at the given file operation: before it, or in its middle."""
    left = [count]

    def dying(function, *, leave):
        def call(path, *args, **options):
            left[0] -= 1
            if left[0] < 0:
                if half:
                    leave(path, *args)
                raise Killed
            return function(path, *args, **options)

        return call

    def torn(path, data):
        data = data if isinstance(data, bytes) else b"".join(data)
        path.with_name(f".tmp-1-{path.name}").write_bytes(data[: len(data) // 2])

    def untouched(path, *_wanted):
        assert path.exists()

    for name, leave in (("write_whole", torn), ("remove", untouched), ("move", untouched)):
        patched = dying(getattr(graph.files, name), leave=leave)
        monkeypatch.setattr(f"graph.files.{name}", patched)
        monkeypatch.setattr(f"graph.store.{name}", patched)


@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize("flat", [2000, 1])
def test_a_build_killed_anywhere_is_completed_by_the_next(source, tmp_path, half, flat, monkeypatch):
    monkeypatch.setattr("graph.building.run.FLAT", flat)
    old = {"a.txt": CORPUS["a.txt"], "gone.txt": "Kenya visited India on 2023."}
    expected = fresh(tmp_path, CORPUS)
    died = 0
    for count in range(40):
        here = tmp_path / f"kg{count}"
        build(write_corpus(source, old), here, extractor=Reader())
        write_corpus(source, CORPUS)
        with monkeypatch.context() as patch:
            killed_after(patch, count, half=half)
            try:
                build(source, here, extractor=Reader())
            except Killed:
                died += 1
            else:
                break
        GraphFolder(here).load()
        report = build(source, here, extractor=Reader())
        assert contents(here) == expected
        assert report.articles == 3
    assert died >= 7
    assert not GraphFolder(here).unfinished


def test_a_real_kill(source, kg, tmp_path):
    code = (
        "import os, sys, graph.store, graph.files\n"
        "from graph.builder import build\n"
        "from tests.builds import Reader\n"
        "whole = graph.files.write_whole\n"
        "def write(path, data, **options):\n"
        "    if path.name == 'links.tsv': os.kill(os.getpid(), 9)\n"
        "    whole(path, data, **options)\n"
        "graph.store.write_whole = write\n"
        "build(sys.argv[1], sys.argv[2], extractor=Reader())\n"
    )
    run = subprocess.run([sys.executable, "-c", code, str(source), str(kg)], capture_output=True, check=False)
    assert run.returncode == -9, run.stderr
    assert GraphFolder(kg).unfinished
    reader = Reader()
    report = build(source, kg, extractor=reader)
    assert report.resumed
    assert reader.read == []
    assert contents(kg) == fresh(tmp_path, CORPUS)


def test_two_builds_keep_apart(source, kg):
    build(source, kg, extractor=Reader())
    with GraphFolder(kg).writing(), pytest.raises(StoreError, match="another build is writing here"):
        build(source, kg, extractor=Reader())
    build(source, kg, extractor=Reader())


@pytest.mark.parametrize("name", ["graph.ttl", "links.tsv", "setaside.jsonl", "view.html", "manifest.json"])
@pytest.mark.parametrize("damage", [b"", b"\xff\x00{", None])
def test_damaged_files_are_made_again(source, kg, name, damage):
    build(source, kg, extractor=Reader())
    before = contents(kg)
    if damage is None:
        (kg / name).unlink()
    else:
        (kg / name).write_bytes(damage)
    reader = Reader()
    build(source, kg, extractor=reader)
    assert contents(kg) == before
    assert reader.read == []


def _with_a_list(line):
    return re.sub(rb'("program": )("[^"]*")', rb"\1[\2]", line)


@pytest.mark.parametrize("damage", [lambda line: line + line, _with_a_list])
def test_a_damaged_line_of_the_manifest_is_made_again(source, kg, damage):
    build(source, kg, extractor=Reader())
    before = contents(kg)
    manifest = kg / "manifest.json"
    lines = manifest.read_bytes().splitlines(keepends=True)
    first = next(i for i, line in enumerate(lines) if line.startswith(b'"a.txt"'))
    lines[first] = damage(lines[first])
    assert b"".join(lines) != before["manifest.json"]
    manifest.write_bytes(b"".join(lines))
    build(source, kg, extractor=Reader())
    assert contents(kg) == before


@pytest.mark.parametrize("damage", [b"", b"\xff", b"{}", b'{"format":1,'])
def test_a_damaged_record_is_read_again_or_named(source, kg, damage):
    build(source, kg, extractor=Reader())
    before = contents(kg)
    record = GraphFolder(kg).record_path("a.txt", sharded=False)
    record.write_bytes(damage)
    with pytest.raises(StoreError, match="the record is damaged"):
        relink(kg)
    reader = Reader()
    build(source, kg, extractor=reader)
    assert reader.read == ["a.txt"]
    assert contents(kg) == before


def test_what_fails_a_check_is_set_aside(source, kg):
    class Wrong(Reader):
        def __call__(self, article):
            record = super().__call__(article)
            claims = tuple(
                replace(claim, end=99999) if claim.key == "c1" else claim for claim in record.claims
            )
            return replace(record, claims=claims)

    report = build(source, kg, extractor=Wrong())
    assert (report.set_aside, report.events) == (1, {"Occurred": 3})
    (row,) = [json.loads(line) for line in (kg / "setaside.jsonl").read_text(encoding="utf8").splitlines()]
    assert (row["article"], row["key"], row["what"], row["reason"]) == (
        "deep/c.txt", "c1", "Visit", "offsets outside the text",
    )  # fmt: skip


def test_what_is_no_article_is_named(source, kg):
    (source / "empty.txt").write_text("", encoding="utf8")
    (source / "copy.txt").write_bytes((source / "a.txt").read_bytes())
    report = build(source, kg, extractor=Reader())
    assert sorted(skipped.id for skipped in report.skipped) == ["copy.txt", "empty.txt"]
    assert report.articles == 3


def test_what_cannot_be_read_for_now_stays(source, kg, monkeypatch):
    build(source, kg, extractor=Reader())
    before = contents(kg)

    def refused(path, **_options):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("graph.articles.reading.read_bytes", refused)
    report = build(source, kg, extractor=Reader())
    assert (report.removed, contents(kg)) == ((), before)
    assert "Permission denied; what was read of it before stays (a.txt is left out)" in str(report.skipped[0])


def test_a_folder_that_cannot_be_read_keeps_its_articles(source, kg, monkeypatch):
    build(source, kg, extractor=Reader())
    whole = graph.articles.reading.list_files

    def without_the_folder(sources):
        yield from (found for found in whole(sources) if not found[0].startswith("deep/"))
        yield Skipped("deep", "source/deep", "the folder cannot be read: Permission denied", unread=True)

    monkeypatch.setattr("graph.articles.reading.list_files", without_the_folder)
    assert build(source, kg, extractor=Reader()).removed == ()
    monkeypatch.undo()
    (source / "deep" / "c.txt").unlink()
    assert build(source, kg, extractor=Reader()).removed == ("deep/c.txt",)


@pytest.mark.parametrize("mark", ["manifest.json", ".lock", "building"])
def test_a_folder_of_another_program_is_left_alone(source, tmp_path, mark):
    other = tmp_path / "web"
    (other / "articles").mkdir(parents=True)
    for name in (mark, "view.html", "articles/post.json"):
        (other / name).write_text("{}", encoding="utf8")
    before = contents(other)
    with pytest.raises(StoreError, match="is not empty and holds no graph"):
        build(source, other, extractor=Reader())
    assert contents(other) == before


@pytest.mark.parametrize("name", ["articles", ".lock", "overrides.toml", ".tmp-1-graph.ttl"])
def test_what_a_kill_before_the_first_record_leaves_is_taken(source, kg, name):
    kg.mkdir()
    (kg / name).mkdir() if name == "articles" else (kg / name).touch()
    assert build(source, kg, extractor=Reader()).articles == 3


def test_a_name_too_long_in_one_line(source, tmp_path):
    with pytest.raises(StoreError, match=r"cannot be read \(File name too long\): check the path"):
        build(source, tmp_path / ("x" * 300), extractor=Reader())


def test_a_damaged_record_stops_a_removal_before_it_starts(source, kg):
    build(source, kg, extractor=Reader())
    GraphFolder(kg).record_path("a.txt", sharded=False).write_bytes(b"{")
    before = contents(kg)
    with pytest.raises(StoreError, match="the record is damaged"):
        remove(kg, "b.txt")
    assert contents(kg) == before


def test_a_decision_for_no_class_is_refused_and_not_kept(source, kg):
    build(source, kg, extractor=Reader())
    before = contents(kg)
    with pytest.raises(StoreError, match="'Foo' is no class of entities: name one such as Company"):
        decide(kg, [Override("type", "India", "Foo")])
    assert contents(kg) == before
    (kg / "overrides.toml").write_text('[[type]]\nname = "India"\nto = "Visit"\n', encoding="utf8")
    with pytest.raises(StoreError, match="'Visit' is no class of entities"):
        relink(kg)


def test_errors_in_one_line(source, kg, tmp_path):
    with pytest.raises(ArticleError):
        build(tmp_path / "nowhere", kg, extractor=Reader())
    with pytest.raises(StoreError, match="is not empty and holds no graph"):
        build(source, source, extractor=Reader())
    with pytest.raises(StoreError, match="no folder can be made here"):
        build(source, source / "a.txt", extractor=Reader())
    with pytest.raises(StoreError, match="holds no graph"):
        remove(tmp_path / "nowhere", "a.txt")
    with pytest.raises(StoreError, match="holds no graph"):
        relink(tmp_path / "nowhere")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")  # noqa: PTH110
def test_a_full_disk(tmp_path, monkeypatch):
    target = tmp_path / ".tmp-x"
    target.symlink_to("/dev/full")
    monkeypatch.setattr("pathlib.Path.with_name", lambda _path, _name: target)
    with pytest.raises(
        StoreError, match=r"graph\.ttl: cannot be written \(No space left on device\)"
    ) as caught:
        graph.files.write_whole(tmp_path / "graph.ttl", b"x" * 10)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("reason", [28, 30])  # no space left; a file system that has become read-only
def test_a_disk_that_refuses_at_any_moment(source, kg, tmp_path, reason, monkeypatch):
    write_corpus(source, {"a.txt": CORPUS["b.txt"]})
    build(source, kg, extractor=Reader())
    write_corpus(source, CORPUS)
    expected, sync = fresh(tmp_path, CORPUS), os.fsync
    refused = 0
    for count in range(60):
        left = [count]

        def refusing(handle, left=left):
            left[0] -= 1
            if left[0] < 0:
                raise OSError(reason, os.strerror(reason))
            sync(handle)

        here = shutil.copytree(kg, tmp_path / f"kg{count}")
        with monkeypatch.context() as patch:
            patch.setattr("os.fsync", refusing)
            try:
                build(source, here, extractor=Reader())
            except StoreError as error:
                refused += 1
                said = str(error)
            else:
                break
        assert os.strerror(reason) in said
        assert "\n" not in said
        build(source, here, extractor=Reader())
        assert contents(here) == expected
    assert refused > 10


def test_a_read_only_folder(source, kg, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    build(source, kg, extractor=Reader())
    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(StoreError, match=r"cannot be written \(Permission denied\)"):
        build(source, kg, extractor=Reader("2"))


def test_order_of_sources_does_not_count(source, kg, tmp_path):
    files = [source / name for name in ("a.txt", "b.txt")]
    build(files, kg, extractor=Reader())
    build(files[::-1], tmp_path / "other", extractor=Reader())
    assert contents(kg) == contents(tmp_path / "other")
    assert FILLER in next((kg / "articles").glob("*.json")).read_text(encoding="utf8")

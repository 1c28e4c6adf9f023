"""Whatever is done to a graph folder, in whatever order and surroundings, it is what a build from scratch gives."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from graph.builder import build, relink, remove
from graph.knowledge_graph import decide
from graph.linking import Override
from graph.store import ASIDE, GRAPH, LINKS, MANIFEST, OVERRIDES, VIEW, GraphFolder
from tests.builds import CORPUS, Reader, contents, known_once, write_corpus

ROOT = Path(__file__).parents[1]
NAMES = st.sampled_from(["a.txt", "b.txt", "x/c.txt", "d.txt"])
TEXTS = st.sampled_from([*CORPUS.values(), "India visited Kenya on 2024.", "Kenya visited India on 2024-06."])
DECISIONS = st.sampled_from(
    [
        Override("drop", "Kenya"),
        Override("rename", "India", "Bharat"),
        Override("same", "Brazil", "state/KEN"),
        Override("different", "Russia", "Russia", "a.txt"),
    ]
)


@pytest.fixture(scope="module", autouse=True)
def _knowledge():
    with known_once():
        yield


class Folder(RuleBasedStateMachine):
    """A graph folder, and what it should hold."""

    def __init__(self):
        super().__init__()
        self.base = Path(tempfile.mkdtemp())
        self.kg = self.base / "kg"
        self.source = {}
        self.held = {}
        self.files = self.base / "source"
        self.files.mkdir()

    def teardown(self):
        if self.held:
            self.is_what_a_build_from_scratch_gives()
        shutil.rmtree(self.base)

    @rule(name=NAMES, text=TEXTS)
    def write(self, name, text):
        self.source[name] = text

    @precondition(lambda self: len(self.source) > 1)
    @rule(data=st.data())
    def delete(self, data):
        del self.source[data.draw(st.sampled_from(sorted(self.source)))]

    @precondition(lambda self: self.source)
    @rule(keep=st.booleans())
    def build(self, keep):
        build(write_corpus(self.files, self.source), self.kg, keep=keep, extractor=Reader())
        self.held = (self.held if keep else {}) | self.source

    @precondition(lambda self: len(self.held) > 1)
    @rule(data=st.data())
    def remove(self, data):
        name = data.draw(st.sampled_from(sorted(self.held)))
        remove(self.kg, name)
        del self.held[name]

    @precondition(lambda self: self.held)
    @rule(decision=DECISIONS)
    def decide(self, decision):
        decide(self.kg, [decision])

    @precondition(lambda self: self.held)
    @rule(
        name=st.sampled_from([GRAPH, LINKS, ASIDE, VIEW, MANIFEST]),
        data=st.sampled_from([b"", b"\xff{", None]),
    )
    def damage(self, name, data):
        (self.kg / name).write_bytes(data) if data is not None else (self.kg / name).unlink(missing_ok=True)
        relink(self.kg)

    @precondition(lambda self: self.held)
    @rule()
    def interrupt(self):
        GraphFolder(self.kg).begin()
        relink(self.kg)

    @precondition(lambda self: self.held)
    @rule()
    def is_what_a_build_from_scratch_gives(self):
        fresh = Path(tempfile.mkdtemp(dir=self.base))
        (fresh / "source").mkdir()
        (fresh / "kg").mkdir()
        shutil.copy(self.kg / OVERRIDES, fresh / "kg")
        build(write_corpus(fresh / "source", self.held), fresh / "kg", extractor=Reader())
        assert contents(self.kg) == contents(fresh / "kg")


Folder.TestCase.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
TestAnySequence = Folder.TestCase

BUILD = """
import sys
from graph.builder import build
from tests.builds import Reader
build(sys.argv[2:-1], sys.argv[1], extractor=Reader(), workers=int(sys.argv[-1]) or None)
"""


def started(kg, *sources, workers=0, **surroundings):
    """A build in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, str(kg), *map(str, sources), str(workers)],
        env={**os.environ, **surroundings},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    write_corpus(folder, {name.replace("/", "-"): text for name, text in CORPUS.items()})
    return sorted(folder.iterdir())


SURROUNDINGS = [
    {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Pacific/Auckland"},
    {"PYTHONHASHSEED": "2", "LC_ALL": "C", "TZ": "America/Los_Angeles"},
    {"PYTHONHASHSEED": "3", "LC_ALL": "POSIX", "TZ": "UTC", "PYTHONUTF8": "0"},
]


def test_the_surroundings_do_not_count(files, tmp_path):
    runs = [
        started(tmp_path / "0", *files, **SURROUNDINGS[0]),
        started(tmp_path / "1", *files[::-1], **SURROUNDINGS[1]),
        started(tmp_path / "2", *files[1:], files[0], workers=2, **SURROUNDINGS[2]),
    ]
    for run in runs:
        assert run.wait() == 0, run.communicate()
        run.communicate()
    assert contents(tmp_path / "0") == contents(tmp_path / "1") == contents(tmp_path / "2")
    assert len(contents(tmp_path / "0")) == 10


def test_builds_at_one_time_keep_apart(files, tmp_path):
    runs = [started(tmp_path / "kg", *files) for _ in range(4)]
    said = [run.communicate()[1] for run in runs]
    codes = [run.returncode for run in runs]
    assert 0 in codes
    for code, words in zip(codes, said, strict=True):
        assert code == 0 or "another build is writing here: wait until it is done" in words.splitlines()[-1]
    alone = started(tmp_path / "alone", *files)
    assert alone.wait() == 0
    alone.communicate()
    assert contents(tmp_path / "kg") == contents(tmp_path / "alone")

"""Builds that are killed with SIGKILL: ``python -m tests.crashing moments|points DIR`` tells in JSON what came of it.

A process of its own that has everything imported forks a child for each build, so that a build costs a tenth of
a second. It builds and opens nothing itself: a store on disk has threads, which a fork would lose. ``moments``
kills builds of two kinds (from nothing, and over an older graph) at random moments of their course, every other
one a second time while it is completed; ``points`` kills one at each operation on files below the graph folder.
After each kill the folder is opened as it is, then a build that nobody disturbs completes it. The index of large
graphs is made too; the page is one line, and the articles are read by a few lines of Python.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from graph.builder import build
from graph.errors import StoreError
from graph.knowledge_graph import open_graph
from graph.model import Article, Extraction
from graph.queries import index
from graph.store import GRAPH, GraphFolder
from tests.builds import Reader, contents, known_once, write_corpus

KILLS = 50
_STATES = ("India", "Russia", "Brazil", "Kenya")
_EVENTS = {"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir"}


def corpus(names: range, month: int) -> dict[str, str]:
    """An article a number, other ones in another month."""
    visits = {}
    for number in names:
        one, other = _STATES[number % 4], _STATES[(number + 1 + number // 4 % 3) % 4]
        visits[f"{number % 3}/{number}.txt"] = f"{one} visited {other} on 2024-{month:02d}-{number + 1:02d}."
    return visits


OLD = {**corpus(range(3, 9), 5), **corpus(range(9, 12), 6)}
NEW = corpus(range(9), 6)


class SlowReader(Reader):
    """Takes its time, so that reading is a good part of a build."""

    def __call__(self, article: Article) -> Extraction:
        time.sleep(0.02)
        return super().__call__(article)


class Ground:
    """A folder with the sources and with what builds start from and should end in."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.source = base / "source"
        self.source.mkdir(parents=True)
        write_corpus(self.source, OLD)
        assert not killed(self.child(base / "old"))
        write_corpus(self.source, NEW)
        begun = time.perf_counter()
        assert not killed(self.child(base / "expected"))
        self.seconds = time.perf_counter() - begun
        self.expected = truth(base / "expected")
        self.count = 0

    def start(self, *, fresh: bool) -> Path:
        """Where the next build is to write."""
        self.count += 1
        kg = self.base / f"kg{self.count}"
        if not fresh:
            shutil.copytree(self.base / "old", kg)
        return kg

    def child(self, kg: Path, prepare: Callable[[], None] | None = None) -> int:
        """A process that builds; its id."""
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                if prepare:
                    prepare()
                build(self.source, kg, extractor=SlowReader())
                code = 0
            finally:
                os._exit(code)
        return pid

    def finish(self, kg: Path) -> dict[str, object]:
        """Open what a kill left behind, complete it, and tell what was found; in a child."""
        told = self.base / "told.json"
        if (pid := os.fork()) == 0:
            try:
                told.write_text(json.dumps(self._finished(kg)), encoding="utf8")
            finally:
                os._exit(0)
        os.waitpid(pid, 0)
        found: dict[str, object] = json.loads(told.read_text(encoding="utf8"))
        told.unlink()
        shutil.rmtree(kg)
        return found

    def _finished(self, kg: Path) -> dict[str, object]:
        folder = GraphFolder(kg)
        told = {"unfinished": folder.unfinished, "graph": (kg / GRAPH).is_file(), "opens": True}
        try:
            _ = open_graph(kg).store
        except StoreError as error:
            told["opens"] = "\n" not in str(error) and not told["graph"]
        report = build(self.source, kg, extractor=SlowReader())
        told["resumed"] = report.resumed == told["unfinished"]
        told["read"] = len(report.read)
        told["same"] = truth(kg) == self.expected and index.find_index(kg) is not None
        return told


def truth(kg: Path) -> dict[str, bytes]:
    """The bytes of all files but the derived index."""
    return {name: data for name, data in contents(kg).items() if not name.startswith("index/")}


def killed(pid: int) -> bool:
    """Wait for a child; whether it was killed."""
    _, status = os.waitpid(pid, 0)
    if not os.WIFSIGNALED(status):
        assert os.waitstatus_to_exitcode(status) == 0, "the build failed"
        return False
    return os.WTERMSIG(status) == signal.SIGKILL


def kill_at(pid: int, seconds: float) -> bool:
    """Kill a child after a time; whether it still ran."""
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    return killed(pid)


def at_moments(ground: Ground, seed: int = 7) -> list[dict[str, object]]:
    """Kill until so many builds were killed in their course."""
    rng = random.Random(seed)
    found: list[dict[str, object]] = []
    for attempt in range(20 * KILLS):
        if len(found) == KILLS:
            break
        kg = ground.start(fresh=attempt % 3 == 0)
        if not kill_at(ground.child(kg), rng.random() * ground.seconds * 1.2):
            shutil.rmtree(kg)
            continue
        if attempt % 2:
            kill_at(ground.child(kg), rng.random() * ground.seconds)
        found.append(ground.finish(kg))
    return found


def at_points(ground: Ground) -> list[dict[str, object]]:
    """Kill at the first, second ... operation on files, until a build comes to its end."""
    found: list[dict[str, object]] = []
    while True:
        kg = ground.start(fresh=False)
        if not killed(ground.child(kg, partial(die_at, kg, len(found)))):
            return found
        found.append(ground.finish(kg))


def die_at(kg: Path, left: int) -> None:
    """Kill this process before the operation on files below a folder that comes after so many others."""
    counted = [left]

    def watch(event: str, given: tuple[object, ...]) -> None:
        writes = event in _EVENTS and str(given[0]).startswith(str(kg))
        if writes and (event != "open" or (isinstance(given[2], int) and given[2] & os.O_WRONLY)):
            counted[0] -= 1
            if counted[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def main() -> None:
    """Run one of the two and print what was found."""
    what, base = sys.argv[1:]
    index.LARGE = 1
    with known_once():
        ground = Ground(Path(base))
        json.dump(at_moments(ground) if what == "moments" else at_points(ground), sys.stdout)


if __name__ == "__main__":
    main()

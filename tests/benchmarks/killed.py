"""A build by two workers that is killed twice, a worker and then the whole, and completed: are the bytes the same?

``python -m tests.benchmarks.killed N`` builds N articles undisturbed, then killed, and prints what happened and the
most memory that the process had which links and writes. Articles are read by the shipped pipeline.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from graph.store import GraphFolder
from tests.benchmarks.articles import write_articles
from tests.builds import contents

SENTENCES = 3


def started(source: Path, kg: Path, log: Path) -> subprocess.Popen[bytes]:
    """The command, running."""
    command = [sys.executable, "-m", "graph", "build", source, "--out", kg, "--workers", "2", "--log", log]
    return subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def ended(run: subprocess.Popen[bytes]) -> float:
    """Wait until it is done; the megabytes that it had at most, its workers aside, where there is ``/proc``."""
    most = 0.0
    while run.poll() is None:
        try:
            told = Path(f"/proc/{run.pid}/status").read_text(encoding="ascii")
            most = max(most, *(int(size) / 1024 for size in re.findall(r"VmHWM:\s+(\d+)", told)))
        except OSError:
            pass
        time.sleep(0.5)
    assert run.returncode in (0, 1), run.returncode  # 1: some article is too short to be told for English
    return most


def records(kg: Path) -> int:
    """How many records stand."""
    return sum(1 for _ in GraphFolder(kg).record_paths())


def reached(kg: Path, count: int) -> int:
    """Wait until so many records stand."""
    while (found := records(kg)) < count:
        time.sleep(1)
    return found


def written(kg: Path) -> dict[str, bytes]:
    """The bytes of all files but the index, in which the engine tells its times."""
    return {name: data for name, data in contents(kg).items() if not name.startswith("index/")}


def children(pid: int) -> list[int]:
    """The processes below one, where the system has ``/proc``."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return list(map(int, found.split()))


def tell(what: str, since: float) -> None:
    """Print a line with the seconds since a moment."""
    print(f"{time.perf_counter() - since:7.0f} s  {what}", flush=True)


def main() -> None:
    """Build undisturbed, build killed twice, compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", metavar="N", type=int)
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    options = parser.parse_args()
    count = options.count
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = write_articles(count, folder / "articles", sentences=options.sentences)
        whole, kg, log = folder / "undisturbed", folder / "kg", folder / "log.jsonl"
        begun = time.perf_counter()
        most = ended(started(source, whole, log))
        tell(
            f"undisturbed: {records(whole)} articles, {most:.0f} MB at most, load {os.getloadavg()[1]:.1f}",
            begun,
        )
        begun = time.perf_counter()
        run = started(source, kg, log)
        found = reached(kg, count // 4)
        os.kill(children(run.pid)[0], signal.SIGKILL)
        tell(f"killed a worker after {found} records", begun)
        found = reached(kg, count // 2)
        run.kill()
        run.wait()
        tell(f"killed the build after {found} records", begun)
        most = ended(started(source, kg, log))
        same = written(kg) == written(whole)
        tell(f"completed: {'the same bytes' if same else 'OTHER BYTES'}, {most:.0f} MB at most", begun)
        sys.exit(not same)


if __name__ == "__main__":
    main()

"""A build by two workers that is killed twice, a worker and then the whole, and completed: are the bytes the same?

``python -m tests.benchmarks.killed N`` prints what happened. Articles are read by the shipped pipeline.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from graph.store import GraphFolder
from tests.benchmarks.articles import write_articles
from tests.builds import contents


def started(source: Path, kg: Path, log: Path) -> subprocess.Popen[bytes]:
    """The command, running."""
    command = [sys.executable, "-m", "graph", "build", source, "--out", kg, "--workers", "2", "--log", log]
    return subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL)


def reached(kg: Path, records: int) -> None:
    """Wait until so many records stand."""
    while sum(1 for _ in GraphFolder(kg).record_paths()) < records:
        time.sleep(0.2)


def children(pid: int) -> list[int]:
    """The processes below one, where the system has ``/proc``."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return list(map(int, found.split()))


def main() -> None:
    """Build undisturbed, build killed twice, compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", metavar="N", type=int)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, kg, log = write_articles(count, folder / "articles"), folder / "kg", folder / "log.jsonl"
        assert started(source, folder / "undisturbed", log).wait() == 0
        run = started(source, kg, log)
        reached(kg, count // 4)
        worker = children(run.pid)[0]
        os.kill(worker, signal.SIGKILL)
        print(f"killed a worker after {sum(1 for _ in GraphFolder(kg).record_paths())} of {count} records")
        reached(kg, count // 2)
        run.kill()
        run.wait()
        print(f"killed the build after {sum(1 for _ in GraphFolder(kg).record_paths())} records")
        assert started(source, kg, log).wait() == 0
        same = contents(kg) == contents(folder / "undisturbed")
        print(f"completed: {'the same bytes' if same else 'OTHER BYTES'}")
        sys.exit(not same)


if __name__ == "__main__":
    main()

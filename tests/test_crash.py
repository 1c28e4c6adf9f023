"""A build that is killed at any moment is completed by the next one, to the byte."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MEMORY = Path("/dev/shm")  # writing to disk takes most of the time, and a killed process loses nothing there


def crash(what):
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as base:
        command = [sys.executable, "-W", "error", "-m", "tests.crashing", what, str(Path(base) / "ground")]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def check(found):
    assert all(each["opens"] for each in found)
    assert all(each["resumed"] for each in found)
    assert all(each["same"] for each in found)
    # in its whole course: before anything was written, among the records, after them, and after the graph
    assert {each["unfinished"] for each in found} == {True, False}
    assert {0, 9} < {each["read"] for each in found}


@pytest.mark.slow
def test_killed_at_fifty_random_moments():
    found = crash("moments")
    assert len(found) == 50
    check(found)


@pytest.mark.slow
def test_killed_at_each_operation_on_files():
    found = crash("points")
    assert len(found) >= 40
    check(found)

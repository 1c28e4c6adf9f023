"""The wheel holds all that the default job needs and works in an empty directory."""

from __future__ import annotations

import email
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "graph" / "language" / "weights"
ARTICLE = """---
title: Norway's foreign minister goes to Nairobi
date: 2024-03-05
publisher: diplograph
---
Norway's Foreign Minister Espen Barth Eide will visit Kenya next week, his ministry said on Tuesday.

He met Kenyan President William Ruto in Oslo last year, and the two governments signed an agreement on ports.
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    pytest.importorskip("hatchling")
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def metadata(wheel, names):
    (path,) = (name for name in names if name.endswith(".dist-info/METADATA"))
    with zipfile.ZipFile(wheel) as archive:
        return email.message_from_bytes(archive.read(path))


def files_of(folder: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_package_is_whole(names):
    assert files_of("graph") <= names
    assert {"graph/py.typed", "graph/default.toml", "graph/language/clusters.npz"} <= names


def test_the_view_brings_its_page(names):
    page = {name for name in names if name.startswith("graph/view/page/")}
    assert {Path(name).suffix for name in page} >= {".css", ".j2", ".js"}


def test_the_knowledge_stands_in_the_package(names):
    held = {f"graph/{name}" for name in files_of("ontology")}
    assert held <= names
    needed = ("diplomacy.ttl", "actors.ttl", "shapes.ttl", "cues.toml", "queries/planned-visits.rq")
    assert {f"graph/ontology/{name}" for name in needed} <= held
    assert len([name for name in held if "/lexicon/" in name]) >= 7


@pytest.mark.skipif(not WEIGHTS.is_dir(), reason="this checkout has no weights")
def test_the_weights_are_shipped(names):
    assert {
        f"graph/language/weights/{name}" for name in ("config.cfg", "meta.json", "vocab/strings.json")
    } <= names


def test_nothing_else_is_shipped(names):
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {"graph"}
    assert not [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".log"))]


def test_the_wheel_is_small(wheel):
    assert wheel.stat().st_size < 50_000_000


def test_the_licences_are_named_and_included(names, metadata):
    assert metadata["License-Expression"] == "Apache-2.0 AND CC-BY-SA-4.0 AND CC-BY-4.0"
    wanted = {"LICENSE", "LICENSES/CC-BY-SA-4.0.txt", "LICENSES/CC-BY-4.0.txt"}
    assert wanted <= set(metadata.get_all("License-File"))
    assert wanted <= {name.partition(".dist-info/licenses/")[2] for name in names}


def test_the_readme_is_the_description(metadata):
    assert metadata["Name"] == "diplograph"
    assert metadata.get_payload().startswith("# diplograph")


@pytest.mark.skipif(not WEIGHTS.is_dir(), reason="this checkout has no weights")
def test_it_works_installed_in_an_empty_directory(wheel, tmp_path):
    site, here = tmp_path / "site", tmp_path / "empty"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    here.mkdir()
    (here / "note.md").write_text(ARTICLE, encoding="utf8")
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1"}

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "graph", *arguments]
        done = subprocess.run(
            command, cwd=here, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "1 articles" in run("build", "note.md", "--out", "kg")
    assert "Visit" in run("events", "kg", "--format", "csv")
    assert {path.name for path in here.iterdir()} == {"note.md", "kg"}

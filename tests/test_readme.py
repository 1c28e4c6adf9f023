"""What README.md says works: its commands, its code, its links."""

from __future__ import annotations

import argparse
import re
import shlex
import tomllib

import pytest
import yaml

from graph.cli import _parser
from graph.knowledge.lexicon import read_lexicon_file
from graph.linking import read_overrides
from tests.readme import README, ROOT, blocks, bring, commands, run

TEXT = README.read_text(encoding="utf8")
WEIGHTS = ROOT / "graph" / "language" / "weights"
needs_weights = pytest.mark.skipif(not WEIGHTS.is_dir(), reason="this checkout has no weights")


def subcommands() -> dict[str, argparse.ArgumentParser]:
    parser = _parser()
    (found,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return dict(found.choices)


def test_the_blocks_are_found():
    assert len(blocks("console")) >= 9
    assert len(blocks("python")) >= 1
    assert len(list(commands())) >= 14


def test_the_two_commands_stand_there():
    build = "python -m venv .venv && . .venv/bin/activate && pip install . && diplograph build seeds --out kg"
    assert f"{build}\n" in [block.text for block in blocks("sh")]
    assert "pip install '.[test]' && pytest\n" in [block.text for block in blocks("sh")]
    script = (ROOT / ".ci" / "run").read_text(encoding="utf8")
    assert "\npip install -q '.[test]'\npytest\n" in script


def test_every_command_is_documented():
    documented = set(re.findall(r"^\| `diplograph (\w+)[ `]", TEXT, re.MULTILINE))
    assert documented == set(subcommands())


@pytest.mark.parametrize("command", sorted(set(commands())), ids=lambda command: command[:60])
def test_commands_can_be_parsed(command):
    options = _parser().parse_args(shlex.split(command)[1:])
    assert callable(options.run)


def test_options_named_in_the_text_exist():
    told = set(re.findall(r"`(--[\w-]+)`", TEXT))
    known = {option for parser in subcommands().values() for option in parser._option_string_actions}
    assert told
    assert told <= known | {"--help"}


def test_extras_exist():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    named = {extra for group in re.findall(r"\.\[([\w,]+)\]", TEXT) for extra in group.split(",")}
    assert named >= {"test", "browser", "plots"}
    assert named <= set(project["optional-dependencies"])


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "LICENSES/README.md", "CHANGELOG.md"])
def test_links_lead_somewhere(name):
    path = ROOT / name
    links = re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf8"))
    missing = [link for link in links if "://" not in link and not (path.parent / link).exists()]
    assert not missing


def test_data_blocks_are_read(tmp_path):
    (front_matter,) = blocks("yaml")
    assert {"title", "date", "publisher", "url"} <= yaml.safe_load(
        front_matter.text.replace("---", "")
    ).keys()
    (overrides,) = blocks("toml")
    (tmp_path / "overrides.toml").write_text(overrides.text, encoding="utf8")
    assert str(read_overrides(tmp_path / "overrides.toml"))
    (lexicon,) = blocks("tsv")
    (tmp_path / "own.tsv").write_text(lexicon.text, encoding="utf8")
    assert [frame.event_class for frame in read_lexicon_file(tmp_path / "own.tsv")] == [
        "Appointment",
        "Pilgrimage",
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the seeds, the graph that the first console block makes of them, and the own lexicon."""
    folder = tmp_path_factory.mktemp("readme")
    bring(folder)
    first = blocks("console")[0]
    done = run(first.command, folder)
    assert done.returncode == 0, done.stderr
    return folder


@needs_weights
@pytest.mark.slow
@pytest.mark.parametrize("block", blocks("console")[1:], ids=lambda block: block.command[:50])
def test_console_blocks_run(block, folder):
    done = run(block.command, folder)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    shown = block.text.removeprefix(block.with_output("")).split()
    assert shown, "no output stands in README.md: python -m tests.readme"
    assert done.stdout.split()[0] == shown[0]


@needs_weights
@pytest.mark.slow
def test_python_blocks_run(folder, monkeypatch):
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    for block in blocks("python"):
        exec(compile(block.text, str(README), "exec"), names)
    assert len(names["planned"]) > 3
    assert names["G"].number_of_edges() > 5
    assert (folder / "india.html").stat().st_size > 100_000


@needs_weights
@pytest.mark.slow
def test_the_lexicon_of_the_example_is_used(folder):
    (folder / "own.tsv").write_text(blocks("tsv")[0].text, encoding="utf8")
    text = "Norway accredited an ambassador from Kenya on Monday, the foreign ministry in Oslo said."
    other = "Peru's president made a pilgrimage to Italy on Friday."
    (folder / "note.txt").write_text(f"An envoy for Oslo\n\n{text}\n\n{other}\n", encoding="utf8")
    done = run("diplograph build note.txt --out own --lexicon own.tsv && diplograph events own", folder)
    assert "Appointment" in done.stdout, done.stderr
    assert "Pilgrimage" in done.stdout

"""The floors of the house: imports run downwards, and each heavy package is used in its rooms only."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Rooms are the modules and folders directly in graph/; a room imports its own floor or lower ones.
FLOORS = (
    {"errors", "files", "frames", "model", "processes", "resources", "scratch", "settings", "sorting", "text"},
    {"iris", "knowledge", "namespaces", "turtle"},
    {"articles", "language"},
    {"extraction"},
    {"records"},
    {"blocks", "checks", "conformance", "constraints", "joining", "linking", "shapes", "triples"},
    {"cards", "event_table", "exports", "manifest", "queries", "status", "store", "subjects", "tables", "validation"}
    | {"parquet_tables", "wanted"},
    {"figure_style", "network", "plots", "view"},
    {"build_report", "builder", "building", "evaluation", "explanations", "extractor", "knowledge_graph", "serve"}
    | {"source_graph", "tabled", "training"},
    {"__main__", "cli", "progress_bar"},
)  # fmt: skip
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}

NLP = {"extraction", "language", "training"}
RDF = {"knowledge"} | {room for room, floor in FLOOR.items() if floor >= 5}
NETWORKS = {room for room, floor in FLOOR.items() if floor >= 7}
DRAWING = {"figure_style", "plots", "view"}
USED_IN = {
    "jinja2": {"view"},
    "matplotlib": DRAWING,
    "jax": {"training"},
    "networkx": NETWORKS | {"language"},  # the best tree of a sentence
    "optax": {"training"},
    "oxrdflib": RDF,
    "pyoxigraph": RDF,
    "pyvis": {"view"},
    "rdflib": RDF,
    "spacy": NLP,
    "thinc": NLP,
    "dask": {"building"},
    "distributed": {"building"},
    "lxml": {"articles"},
    "pypdf": {"articles"},
    "trafilatura": {"articles"},
    "zstandard": {"articles"},
}

# Distributions whose import name differs, and packages that come with another.
DISTRIBUTION = {"yaml": "pyyaml", "spacy_lookups_data": "spacy-lookups-data"}
COMES_WITH = {"markupsafe": "jinja2", "pyparsing": "rdflib", "thinc": "spacy"}

# Files may be about 300 lines long. These are longer, for the reason given.
LINES = 350
LONGER = {
    "graph/cli.py": (630, "one small function a command and one for its options"),
    "graph/extraction/coreference.py": (360, "one algorithm whose steps share the mentions of an article"),
    "graph/extraction/clauses.py": (400, "one small function a way to say who does it"),
    "graph/extraction/mentions.py": (650, "one generator a kind of name"),
    "graph/extraction/positions.py": (330, "one generator a way to write a position"),
    "graph/extraction/relations.py": (500, "one generator a way to write a relation"),
    "graph/extraction/status.py": (500, "one function a sign of status"),
}


@dataclass(frozen=True)
class Import:
    """One imported module: where, what, whether at run time and whether at the top of the file."""

    path: Path
    line: int
    module: str
    runtime: bool
    top: bool

    @property
    def room(self) -> str:
        return room_of(self.path)

    @property
    def package(self) -> str:
        return self.module.partition(".")[0]

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line} imports {self.module}"


def room_of(path: Path) -> str:
    return path.relative_to(ROOT / "graph").parts[0].removesuffix(".py")


@cache
def sources() -> tuple[Path, ...]:
    return tuple(sorted((ROOT / "graph").rglob("*.py")))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf8"))


@cache
def imports() -> tuple[Import, ...]:
    return tuple(found for path in sources() for found in read_imports(path))


def read_imports(path: Path) -> Iterator[Import]:
    typing = {
        id(child)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for child in ast.walk(node)
    }
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "graph":
            names = [f"graph.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno} imports relatively"
            names = [node.module or ""]
        else:
            continue
        for name in names:
            yield Import(path, node.lineno, name, id(node) not in typing, node.col_offset == 0)


def inner() -> list[Import]:
    """Imports of one room by another; the package's own lazy names are no room."""
    rooms = set(FLOOR)
    return [
        found
        for found in imports()
        if found.package == "graph"
        and found.room in rooms
        and (target := found.module.split(".")[1]) in rooms
        and target != found.room
    ]


def outer() -> list[Import]:
    """Imports of third-party packages."""
    return [found for found in imports() if found.package not in sys.stdlib_module_names | {"graph"}]


def told(found: list[Import]) -> str:
    return "\n".join(map(str, found))


def test_the_rules_read_the_whole_package():
    assert len(sources()) > 100
    assert len(inner()) > 200
    assert len(outer()) > 80


def test_every_room_has_a_floor():
    rooms = {room_of(path) for path in sources()} - {"__init__"}
    assert rooms <= FLOOR.keys()


def test_imports_run_downwards():
    wrong = [found for found in inner() if FLOOR[found.module.split(".")[1]] > FLOOR[found.room]]
    assert not wrong, told(wrong)


def test_rooms_of_one_floor_do_not_import_each_other_in_a_circle():
    needs: dict[str, set[str]] = {}
    for found in inner():
        if found.runtime:
            needs.setdefault(found.room, set()).add(found.module.split(".")[1])
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        pytest.fail(f"imports run in a circle: {error.args[1]}")


@pytest.mark.parametrize("package", USED_IN)
def test_a_package_is_used_in_its_rooms_only(package):
    uses = [found for found in outer() if found.runtime and found.package == package]
    wrong = [found for found in uses if found.room not in USED_IN[package]]
    assert not wrong, told(wrong)


def declared() -> dict[str, set[str]]:
    """The distributions of each extra, those of the default job under the empty name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    extras = {"": project["dependencies"], **project["optional-dependencies"]}
    return {
        extra: {re.split(r"[^\w.-]", line.lower(), maxsplit=1)[0] for line in lines}
        for extra, lines in extras.items()
    }


def distribution(found: Import) -> str:
    package = COMES_WITH.get(found.package, found.package)
    return DISTRIBUTION.get(package, package).lower()


def test_what_is_imported_is_declared():
    known = set().union(*declared().values())
    wrong = [found for found in outer() if distribution(found) not in known]
    assert not wrong, told(wrong)


def test_what_is_imported_at_the_top_needs_no_extra():
    """But for the trainings of nets, which the stages import when they run."""
    wrong = [
        found
        for found in outer()
        if found.top and distribution(found) not in declared()[""] and found.package not in {"jax", "optax"}
    ]
    assert not wrong, told(wrong)


def test_the_stages_of_training_are_known_without_jax():
    code = "import sys; import graph.cli, graph.training.stages; print('jax' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "False"


HEAVY = {"jinja2", "matplotlib", "networkx", "numpy", "pandas", "pyoxigraph", "pyvis", "rdflib", "spacy"}


def test_the_bare_import_is_quick_and_loads_nothing():
    code = (
        "import sys, time; begun = time.process_time(); import graph; "
        "print(time.process_time() - begun, *sys.modules)"
    )
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
            for _ in range(5)]  # fmt: skip
    seconds = min(float(run.stdout.split()[0]) for run in runs)
    loaded = set(runs[0].stdout.split()[1:])
    assert "graph" in loaded
    assert not loaded & HEAVY
    assert seconds < 0.05


def test_files_are_short():
    lines = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf8").count("\n") for path in sources()
    }
    assert not {path: count for path, count in lines.items() if count > LONGER.get(path, (LINES, ""))[0]}


def test_only_what_exists_may_be_longer():
    assert all((ROOT / path).is_file() and reason for path, (_lines, reason) in LONGER.items())


Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions() -> Iterator[tuple[str, Function]]:
    for path in sources():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, Function):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node


def lines_of(function: Function) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_functions_are_short():
    lines = {name: lines_of(function) for name, function in functions()}
    assert not [name for name, count in lines.items() if count > 60]
    assert statistics.median(lines.values()) < 10
    assert statistics.quantiles(lines.values(), n=10)[-1] <= 30


def variables(path: Path) -> Iterator[tuple[str, int]]:
    """Names of variables and arguments; the fields of a class are no variables."""
    fields = {
        id(child)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef)
        for statement in node.body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        for child in ast.walk(statement)
    }
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and id(node) not in fields:
            yield node.id, node.lineno


@pytest.mark.parametrize("name", ["graph", "statement"])
def test_names_that_would_be_ambiguous_are_not_used(name):
    used = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sources()
        for variable, line in variables(path)
        if variable == name
    ]
    assert not used


# A path of one machine, or a note to be dealt with later, has no place in what is published.
LEFT_OVER = re.compile(r"[\"'`( ]/(home|mnt|opt|root|srv|tmp|Users|work)/|\b(TODO|FIXME|XXX|HACK)\b")
PUBLISHED = (".cfg", ".css", ".html", ".js", ".json", ".md", ".py", ".rq", ".toml", ".tsv", ".yaml")


def published() -> list[Path]:
    folders = (ROOT / name for name in ("graph", "notebooks", "ontology", "seeds", "tests"))
    found = [path for folder in folders for path in folder.rglob("*") if path.suffix in PUBLISHED]
    words = "weights"  # the strings of a vocabulary are no text of ours
    return sorted([*(path for path in found if words not in path.parts), *ROOT.glob("*.md")])


def test_nothing_is_left_over():
    paths = [path for path in published() if path != Path(__file__)]
    assert len(paths) > 200
    left = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), start=1)
        if LEFT_OVER.search(line)
    ]
    assert not left, "\n".join(left)

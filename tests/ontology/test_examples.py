"""Every valid example conforms to the shapes; every invalid one does not, for the reason it names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph
from rdflib.namespace import SH

from graph.resources import ontology_dir

EXAMPLES = ontology_dir() / "examples"
VALID = sorted((EXAMPLES / "valid").glob("*.ttl"))
INVALID = sorted((EXAMPLES / "invalid").glob("*.ttl"))


def read(*paths: Path) -> Graph:
    g = Graph()
    for path in paths:
        g.parse(path)
    return g


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return read(ontology_dir() / "diplomacy.ttl")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return read(ontology_dir() / "shapes.ttl")


def messages(data: Graph, shapes: Graph, ontology: Graph) -> tuple[bool, set[str]]:
    """Whether the data conform, and what the report says of them."""
    conforms, report, _ = pyshacl.validate(data + ontology, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph)
    return bool(conforms), {str(text) for text in report.objects(None, SH.resultMessage)}


def ids(paths: Iterable[Path]) -> list[str]:
    return [path.stem for path in paths]


def test_there_are_examples() -> None:
    assert len(VALID) == 5
    assert len(INVALID) == 43


@pytest.mark.parametrize("path", VALID, ids=ids(VALID))
def test_valid_examples_conform(path: Path, shapes: Graph, ontology: Graph) -> None:
    assert messages(read(path), shapes, ontology) == (True, set())


@pytest.mark.parametrize("path", INVALID, ids=ids(INVALID))
def test_invalid_examples_have_the_fault_they_name(path: Path, shapes: Graph, ontology: Graph) -> None:
    fault = path.read_text(encoding="utf8").splitlines()[0].removeprefix("# Fault: ")
    conforms, found = messages(read(path), shapes, ontology)
    assert not conforms
    assert found == {fault}


def test_the_actors_conform(shapes: Graph, ontology: Graph) -> None:
    assert messages(read(ontology_dir() / "actors.ttl"), shapes, ontology) == (True, set())


def test_the_shapes_are_shacl(shapes: Graph) -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text

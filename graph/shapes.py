"""The SHACL shapes of ``ontology/shapes.ttl``, compiled once to plain checks over blocks.

They say the same as pySHACL about the part of SHACL that the shapes use, some hundred times faster; a shape
that uses another part is an error and never passed over. What single values are asked is in :mod:`graph.constraints`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from graph.constraints import COMPONENTS, SH, Check, Classes, Data, Types, Value, Values, each_value
from graph.errors import KnowledgeError
from graph.knowledge.turtle import Table
from graph.namespaces import RDF
from graph.turtle import Block

_PLAIN = {f"{RDF}type", f"{SH}message", f"{SH}severity", f"{SH}path", f"{SH}property"}
_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """Something that a shape forbids.

    Attributes:
        node: IRI of the focus node.
        shape: local name of the shape, such as ``Claim-quote``.
        message: the shape's message.
        warning: whether the graph may be right all the same.
        value: the value at fault, where it is one value.
    """

    node: str
    shape: str
    message: str
    warning: bool = False
    value: str | None = None


@dataclass(frozen=True, slots=True)
class _Shape:
    """A shape; its property shapes are asked always, or only of nodes that have their predicate.

    Nothing but a least number of values can be at fault where there are none.
    """

    name: str
    path: tuple[str, ...]
    checks: tuple[Check, ...]
    always: tuple[_Shape, ...]
    by_predicate: Mapping[str, tuple[_Shape, ...]]
    message: str
    warning: bool

    def conforms(self, data: Data, focus: Value) -> bool:
        """Whether nothing is wrong with a focus node."""
        return self._holds(data, focus, data.nodes.get(focus[0], {}))

    def _holds(self, data: Data, focus: Value, row: Mapping[str, Values]) -> bool:
        path = self.path
        values = (
            (focus,) if not path else row.get(path[0], ()) if len(path) == 1 else data.values(focus[0], path)
        )
        for check in self.checks:
            if check(data, focus[0], values) is not True:
                return False
        for inner in self.always:
            if not inner._holds(data, focus, row):
                return False
        if self.by_predicate:
            for predicate in row:
                for inner in self.by_predicate.get(predicate, ()):
                    if not inner._holds(data, focus, row):
                        return False
        return True

    def faults(self, data: Data, focus: Value) -> Iterator[Violation]:
        """What is wrong with a focus node, each shape once."""
        node = focus[0]
        values = data.values(node, self.path) if self.path else (focus,)
        for check in self.checks:
            wrong = check(data, node, values)
            if wrong is not True:
                value = wrong[0] if isinstance(wrong, tuple) and self.path else None
                yield Violation(node, self.name, self.message, self.warning, value)
                break
        present = (self.by_predicate.get(predicate, ()) for predicate in data.nodes.get(node, ()))
        for inner in chain(self.always, *present):
            yield from inner.faults(data, focus)


class Shapes:
    """Compiled shapes.

    Args:
        folder: the folder ``ontology/``.

    Raises:
        KnowledgeError: where a file is missing, or the shapes use what cannot be compiled.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "shapes.ttl"
        self._table = Table(self._path)
        self._ontology = Classes(Table(folder / "diplomacy.ttl"))
        self._compiled: dict[str, _Shape] = {}
        for name in self._table.subjects([f"{SH}NodeShape", f"{SH}PropertyShape"]):
            self._shape(name)
        self._targets = {kind: self._targeted(SH + kind) for kind in _TARGETS}
        self._of_classes: dict[frozenset[str], list[_Shape]] = {}

    def check(self, blocks: Iterable[Block], *, types: Types | None = None) -> list[Violation]:
        """What the shapes forbid in a graph, sorted; of one node and shape the first fault.

        A graph can be given in parts, each of some subjects with all their rows. Of other nodes a shape may
        then ask no more than their class.

        Args:
            blocks: the graph, or a part of it; each subject once.
            types: the classes of the nodes that are subjects in other parts.
        """
        data = Data(blocks, types=types or {}, ontology=self._ontology)
        found: set[Violation] = set()
        for node, row in data.nodes.items():
            for shape, focus in self._asked(data, node, row):
                if not shape.conforms(data, focus):
                    found.update(shape.faults(data, focus))
        return sorted(found, key=lambda each: (each.node, each.shape))

    def _asked(self, data: Data, node: str, row: Mapping[str, Values]) -> Iterator[tuple[_Shape, Value]]:
        """The shapes that a node and its values have to conform to."""
        own = (node, "")
        for shape in self._for(data.classes(node)):
            yield shape, own
        subjects, objects = self._targets["targetSubjectsOf"], self._targets["targetObjectsOf"]
        for predicate in row.keys() & subjects.keys():
            yield from ((shape, own) for shape in subjects[predicate])
        for predicate in row.keys() & objects.keys():
            yield from ((shape, value) for shape in objects[predicate] for value in row[predicate])

    def _targeted(self, kind: str) -> dict[str, list[_Shape]]:
        """The shapes by what one kind of target names."""
        found: dict[str, list[_Shape]] = defaultdict(list)
        for name, shape in self._compiled.items():
            for target in self._table.all(name, kind):
                found[target].append(shape)
        return found

    def _for(self, classes: frozenset[str]) -> list[_Shape]:
        """The shapes of nodes that are of these classes."""
        found = self._of_classes.get(classes)
        if found is None:
            by_class = self._targets["targetClass"]
            found = [shape for cls in sorted(classes) for shape in by_class.get(cls, ())]
            self._of_classes[classes] = found
        return found

    def _shape(self, name: str) -> _Shape:
        if name not in self._compiled:
            table = self._table
            checks = [
                self._check(name, predicate, value)
                for predicate, values in table.rows[name].items()
                if predicate not in _PLAIN and predicate.removeprefix(SH) not in _TARGETS
                for value in values
            ]
            inner = [self._shape(each) for each in table.all(name, f"{SH}property")]
            rest = [each for each in inner if self._only_with_values(each)]
            self._compiled[name] = _Shape(
                name=name.rpartition("#")[2],
                path=self._read_path(name),
                checks=tuple(checks),
                always=tuple(each for each in inner if each not in rest),
                by_predicate={
                    each.path[0]: tuple(on for on in rest if on.path == each.path) for each in rest
                },
                message=table.first(name, f"{SH}message") or "",
                warning=table.first(name, f"{SH}severity") == f"{SH}Warning",
            )
        return self._compiled[name]

    def _only_with_values(self, shape: _Shape) -> bool:
        """Whether nothing is at fault with a node that has no value of one predicate."""
        nothing = Data((), types={}, ontology=self._ontology)
        alone = len(shape.path) == 1 and not shape.always and not shape.by_predicate
        return alone and all(check(nothing, "", ()) is True for check in shape.checks)

    def _read_path(self, name: str) -> tuple[str, ...]:
        """The predicates of a path: one, or the alternatives (2.3.1.2)."""
        path = self._table.first(name, f"{SH}path")
        if path is None:
            return ()
        if path not in self._table.rows:
            return (path,)
        alternatives = self._table.first(path, f"{SH}alternativePath")
        if alternatives is None or len(self._table.rows[path]) > 1:
            raise KnowledgeError(f"the path of {name} cannot be compiled", path=self._path)
        return tuple(self._list(alternatives))

    def _list(self, cell: str) -> list[str]:
        items = []
        while cell != f"{RDF}nil":
            items += self._table.all(cell, f"{RDF}first")
            cell = self._table.first(cell, f"{RDF}rest") or f"{RDF}nil"
        return items

    def _check(self, shape: str, predicate: str, value: str) -> Check:
        component = predicate.removeprefix(SH)
        if component in ("or", "xone"):
            members = [self._shape(inner) for inner in self._list(value)]
            return _some(members) if component == "or" else _exactly_one(members)
        if component not in COMPONENTS:
            raise KnowledgeError(f"{shape} uses {predicate}, which cannot be compiled", path=self._path)
        return COMPONENTS[component](value)


def _some(members: list[_Shape]) -> Check:
    """4.6.3."""
    return each_value(lambda data, _, value: any(each.conforms(data, value) for each in members))


def _exactly_one(members: list[_Shape]) -> Check:
    """4.6.4."""
    return each_value(lambda data, _, value: sum(each.conforms(data, value) for each in members) == 1)

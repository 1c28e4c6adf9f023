"""The SHACL shapes of ``ontology/shapes.ttl``, compiled once to plain checks over triples.

They say the same as pySHACL about the part of SHACL that the shapes use, some hundred times faster; a shape
that uses another part is an error and never passed over. Sections are those of https://www.w3.org/TR/shacl/.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.errors import KnowledgeError
from graph.iris import OWN_CLASS
from graph.knowledge.turtle import Table
from graph.namespaces import DIP, RDF, RDFS, XSD
from graph.turtle import Term, Triple

SH = "http://www.w3.org/ns/shacl#"
_TYPE = f"{RDF}type"
_PLAIN = {f"{RDF}type", f"{SH}message", f"{SH}severity", f"{SH}path", f"{SH}property"}
_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
_NUMBERS = {f"{XSD}{name}" for name in ("integer", "decimal", "double", "float")}
_LEXICAL = {
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}boolean": re.compile(r"true|false|0|1"),
}

Types = Mapping[str, tuple[str, ...]]
Values = frozenset[Term]
Check = Callable[["Data", str, Values], "Term | bool"]
"""Of data, a focus node and its value nodes: True where all is well, else a value at fault or False."""


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


class Data:
    """Triples by subject and predicate, and the classes of every node.

    Args:
        triples: all those of some subjects.
        ontology: the classes.
        types: the classes of nodes that are no subjects here.
    """

    def __init__(self, triples: Iterable[Triple], *, ontology: Table, types: Types) -> None:
        self.nodes: dict[str, dict[str, set[Term]]] = {}
        self.ontology = ontology
        self._types = types
        for subject, predicate, value in triples:
            self.nodes.setdefault(subject, {}).setdefault(predicate, set()).add(value)
        self.by_class: dict[str, list[str]] = defaultdict(list)
        self._classes: dict[str, frozenset[str]] = {}
        for node in self.nodes:
            for cls in self.classes(node):
                self.by_class[cls].append(node)

    def values(self, node: str, path: tuple[str, ...]) -> Values:
        """The values of a node over one of several predicates."""
        row = self.nodes.get(node, {})
        return frozenset(value for predicate in path for value in row.get(predicate, ()))

    def classes(self, node: str) -> frozenset[str]:
        """All classes of a node, those above its own included."""
        found = self._classes.get(node)
        if found is None:
            own = {value.value for value in self.values(node, (_TYPE,))}
            own.update(self._types.get(node, ()))
            own.update(self.ontology.all(node, _TYPE))
            found = self._classes[node] = frozenset().union(*map(self._above, own))
        return found

    def _above(self, cls: str) -> frozenset[str]:
        """A class and those above it; one of the user's own is declared in the graph, below ``dip:Event``."""
        known = f"{DIP}Event" if cls.startswith(OWN_CLASS) else cls
        return self.ontology.closure(known, f"{RDFS}subClassOf") | {cls}


@dataclass(frozen=True, slots=True)
class _Shape:
    name: str
    path: tuple[str, ...]
    checks: tuple[Check, ...]
    properties: tuple[_Shape, ...]
    message: str
    warning: bool

    def faults(self, data: Data, focus: Term) -> Iterable[Violation]:
        """What is wrong with a focus node, each shape once."""
        node = focus.value
        values = data.values(node, self.path) if self.path else frozenset({focus})
        for check in self.checks:
            found = check(data, node, values)
            if found is not True:
                value = found.value if isinstance(found, Term) and self.path else None
                yield Violation(node, self.name, self.message, self.warning, value)
                break
        for inner in self.properties:
            yield from inner.faults(data, focus)

    def conforms(self, data: Data, focus: Term) -> bool:
        return next(iter(self.faults(data, focus)), None) is None


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
        self._ontology = Table(folder / "diplomacy.ttl")
        self._compiled: dict[str, _Shape] = {}
        for name in self._table.subjects([f"{SH}NodeShape", f"{SH}PropertyShape"]):
            self._shape(name)
        self._targets = [
            (kind, target, shape)
            for name, shape in self._compiled.items()
            for kind in _TARGETS
            for target in self._table.all(name, SH + kind)
        ]

    def check(self, triples: Iterable[Triple], *, types: Types | None = None) -> list[Violation]:
        """What the shapes forbid in a graph, sorted; of one node and shape the first fault.

        A graph can be given in parts, each of some subjects with all their triples. Of other nodes a shape may
        then ask no more than their class.

        Args:
            triples: the graph, or a part of it.
            types: the classes of the nodes that are subjects in other parts.
        """
        data = Data(triples, ontology=self._ontology, types=types or {})
        objects: dict[str, set[Term]] = defaultdict(set)
        subjects: dict[str, set[Term]] = defaultdict(set)
        for node, row in data.nodes.items():
            for predicate, values in row.items():
                objects[predicate] |= values
                subjects[predicate].add(Term(node))
        found: set[Violation] = set()
        for kind, target, shape in self._targets:
            focuses: Iterable[Term] = map(Term, data.by_class.get(target, ()))
            if kind != "targetClass":
                focuses = (subjects if kind == "targetSubjectsOf" else objects)[target]
            for focus in focuses:
                found.update(shape.faults(data, focus))
        return sorted(found, key=lambda each: (each.node, each.shape))

    def _shape(self, name: str) -> _Shape:
        if name not in self._compiled:
            table = self._table
            checks = [
                self._check(name, predicate, value)
                for predicate, values in table.rows[name].items()
                if predicate not in _PLAIN and predicate.removeprefix(SH) not in _TARGETS
                for value in values
            ]
            self._compiled[name] = _Shape(
                name=name.rpartition("#")[2],
                path=self._read_path(name),
                checks=tuple(checks),
                properties=tuple(self._shape(inner) for inner in table.all(name, f"{SH}property")),
                message=table.first(name, f"{SH}message") or "",
                warning=table.first(name, f"{SH}severity") == f"{SH}Warning",
            )
        return self._compiled[name]

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
        if component not in _COMPONENTS:
            raise KnowledgeError(f"{shape} uses {predicate}, which cannot be compiled", path=self._path)
        return _COMPONENTS[component](value)


def _each(fits: Callable[[Data, str, Term], bool]) -> Check:
    """A check that holds for a set of values where it holds for each."""

    def check(data: Data, focus: str, values: Values) -> Term | bool:
        wrong = [value for value in values if not fits(data, focus, value)]
        return min(wrong, key=lambda value: value.value) if wrong else True

    return check


def _some(members: list[_Shape]) -> Check:
    """4.6.3."""
    return _each(lambda data, _, value: any(each.conforms(data, value) for each in members))


def _exactly_one(members: list[_Shape]) -> Check:
    """4.6.4."""
    return _each(lambda data, _, value: sum(each.conforms(data, value) for each in members) == 1)


def _min_count(count: str) -> Check:
    """4.2.1."""
    return lambda _data, _focus, values: len(values) >= int(count)


def _max_count(count: str) -> Check:
    """4.2.2."""
    return lambda _data, _focus, values: len(values) <= int(count)


def _class(cls: str) -> Check:
    """4.1.1."""
    return _each(lambda data, _, value: value.datatype is None and cls in data.classes(value.value))


def _datatype(datatype: str) -> Check:
    """4.1.2; the lexical form has to fit."""
    lexical = _LEXICAL[datatype]
    return _each(
        lambda _, _focus, value: value.datatype == datatype and lexical.fullmatch(value.value) is not None
    )


def _node_kind(kind: str) -> Check:
    """4.1.3."""
    literal = {f"{SH}Literal": True, f"{SH}IRI": False}[kind]
    return _each(lambda _, _focus, value: (value.datatype is not None) == literal)


def _min_length(length: str) -> Check:
    """4.4.1."""
    return _each(lambda _, _focus, value: len(value.value) >= int(length))


def _pattern(pattern: str) -> Check:
    """4.4.3."""
    compiled = re.compile(pattern)
    return _each(lambda _, _focus, value: compiled.search(value.value) is not None)


def _min_inclusive(limit: str) -> Check:
    """4.3.2."""
    return _each(lambda _, _focus, value: (number := _number(value)) is not None and number >= float(limit))


def _max_inclusive(limit: str) -> Check:
    """4.3.4."""
    return _each(lambda _, _focus, value: (number := _number(value)) is not None and number <= float(limit))


def _less_than(predicate: str) -> Check:
    """4.5.3."""

    def fits(data: Data, focus: str, value: Term) -> bool:
        number = _number(value)
        others = [_number(other) for other in data.values(focus, (predicate,))]
        return all(number is not None and other is not None and number < other for other in others)

    return _each(fits)


def _number(value: Term) -> float | None:
    if value.datatype not in _NUMBERS:
        return None
    try:
        return float(value.value)
    except ValueError:
        return None


_COMPONENTS: Mapping[str, Callable[[str], Check]] = {
    "class": _class,
    "datatype": _datatype,
    "lessThan": _less_than,
    "maxCount": _max_count,
    "maxInclusive": _max_inclusive,
    "minCount": _min_count,
    "minInclusive": _min_inclusive,
    "minLength": _min_length,
    "nodeKind": _node_kind,
    "pattern": _pattern,
}

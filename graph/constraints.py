"""What a SHACL shape can ask of values, each a plain check. Sections are those of https://www.w3.org/TR/shacl/."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from graph.iris import OWN_CLASS
from graph.knowledge.turtle import Table
from graph.namespaces import DIP, RDF, RDFS, XSD
from graph.turtle import Block

SH = "http://www.w3.org/ns/shacl#"
_TYPE = f"{RDF}type"
_NUMBERS = {f"{XSD}{name}" for name in ("integer", "decimal", "double", "float")}
_LEXICAL = {
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}boolean": re.compile(r"true|false|0|1"),
}

Types = Mapping[str, tuple[str, ...]]
Value = tuple[str, str]
"""A value node: the IRI or the text, and the datatype, which is empty for an IRI."""
Values = Sequence[Value]
Check = Callable[["Data", str, Values], "Value | bool"]
"""Of data, a focus node and its value nodes: True where all is well, else a value at fault or False."""


class Data:
    """Blocks by subject and predicate, and the classes of every node.

    Args:
        blocks: some subjects, each with all its rows.
        types: the classes of nodes that are no subjects here.
        ontology: the classes.
    """

    def __init__(self, blocks: Iterable[Block], *, types: Types, ontology: Classes) -> None:
        self.nodes: dict[str, dict[str, list[Value]]] = {}
        self._types = types
        self._ontology = ontology
        self._classes: dict[str, frozenset[str]] = {}
        for subject, rows in blocks:
            node = self.nodes[subject] = {}
            for predicate, value, datatype in rows:
                if predicate in node:
                    node[predicate].append((value, datatype))
                else:
                    node[predicate] = [(value, datatype)]

    def values(self, node: str, path: tuple[str, ...]) -> Values:
        """The values of a node over one of several predicates, each once."""
        row = self.nodes.get(node, {})
        if len(path) == 1:
            return row.get(path[0], ())
        return list(dict.fromkeys(value for predicate in path for value in row.get(predicate, ())))

    def classes(self, node: str) -> frozenset[str]:
        """All classes of a node, those above its own included."""
        found = self._classes.get(node)
        if found is None:
            row = self.nodes.get(node)
            own = [value for value, _ in row.get(_TYPE, ())] if row else self._types.get(node, ())
            found = self._classes[node] = self._ontology.all(node, own)
        return found


class Classes:
    """The classes of the ontology, and those above each.

    Args:
        table: the ontology.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._known: dict[tuple[str, ...], frozenset[str]] = {}

    def all(self, node: str, own: Iterable[str]) -> frozenset[str]:
        """The classes of a node, those above them and what the ontology says of it included."""
        types = tuple(dict.fromkeys((*own, *self._table.all(node, _TYPE))))
        found = self._known.get(types)
        if found is None:
            found = self._known[types] = frozenset().union(*map(self._above, types))
        return found

    def _above(self, cls: str) -> frozenset[str]:
        """A class and those above it; one of the user's own is declared in the graph, below ``dip:Event``."""
        known = f"{DIP}Event" if cls.startswith(OWN_CLASS) else cls
        return self._table.closure(known, f"{RDFS}subClassOf") | {cls}


def each_value(fits: Callable[[Data, str, Value], bool]) -> Check:
    """A check that holds for values where it holds for each."""

    def check(data: Data, focus: str, values: Values) -> Value | bool:
        for value in values:
            if not fits(data, focus, value):
                return min(value for value in values if not fits(data, focus, value))
        return True

    return check


def _min_count(count: str) -> Check:
    """4.2.1."""
    least = int(count)
    return lambda _data, _focus, values: len(values) >= least


def _max_count(count: str) -> Check:
    """4.2.2."""
    most = int(count)
    return lambda _data, _focus, values: len(values) <= most


def _class(cls: str) -> Check:
    """4.1.1."""
    return each_value(lambda data, _, value: not value[1] and cls in data.classes(value[0]))


def _datatype(datatype: str) -> Check:
    """4.1.2; the lexical form has to fit."""
    lexical = _LEXICAL[datatype]
    return each_value(
        lambda _, _focus, value: value[1] == datatype and lexical.fullmatch(value[0]) is not None
    )


def _node_kind(kind: str) -> Check:
    """4.1.3."""
    literal = {f"{SH}Literal": True, f"{SH}IRI": False}[kind]
    return each_value(lambda _, _focus, value: (value[1] != "") == literal)


def _min_length(length: str) -> Check:
    """4.4.1."""
    least = int(length)
    return each_value(lambda _, _focus, value: len(value[0]) >= least)


def _pattern(pattern: str) -> Check:
    """4.4.3."""
    search = re.compile(pattern).search
    return each_value(lambda _, _focus, value: search(value[0]) is not None)


def _min_inclusive(limit: str) -> Check:
    """4.3.2."""
    least = float(limit)
    return each_value(lambda _, _focus, value: (number := _number(value)) is not None and number >= least)


def _max_inclusive(limit: str) -> Check:
    """4.3.4."""
    most = float(limit)
    return each_value(lambda _, _focus, value: (number := _number(value)) is not None and number <= most)


def _less_than(predicate: str) -> Check:
    """4.5.3."""

    def fits(data: Data, focus: str, value: Value) -> bool:
        number = _number(value)
        others = [_number(other) for other in data.values(focus, (predicate,))]
        return all(number is not None and other is not None and number < other for other in others)

    return each_value(fits)


def _number(value: Value) -> float | None:
    if value[1] not in _NUMBERS:
        return None
    try:
        return float(value[0])
    except ValueError:
        return None


COMPONENTS: Mapping[str, Callable[[str], Check]] = {
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

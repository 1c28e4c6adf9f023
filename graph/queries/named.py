"""The named queries of ``ontology/queries``: SPARQL that an analyst would ask, with typed parameters.

A file begins with TOML in comments (title, description, parameters), and is a plain query after that, which
any engine runs: a parameter that is not given is an unbound variable and restricts nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyoxigraph as ox

from graph.errors import KnowledgeError, QueryError
from graph.model import Status
from graph.namespaces import DIP, ID, TERMS
from graph.queries.engine import Bindable, QueryEngine, standing_engine, to_term
from graph.queries.results import QueryResult
from graph.resources import ontology_dir

TYPES = ("class", "date", "entity", "node", "number", "status", "text")
"""Of parameters. ``entity`` is a name, ISO code or id; ``node`` an id; ``class`` a term's local name."""

_NODE = re.compile(r"([a-z]+)[:/]([A-Za-z0-9-]+)")
_CANDIDATES = 20
_FIND = """\
SELECT DISTINCT ?entity ?label WHERE {
  ?entity skos:prefLabel ?label ; skos:prefLabel|skos:altLabel|dip:iso3 ?form .
  FILTER(LCASE(STR(?form)) = LCASE(?name))
} ORDER BY ?entity"""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query.

    Attributes:
        name: that of its variable.
        type: one of :data:`TYPES`.
        about: what it does.
        required: whether it must be given.
        default: its value where it is not given; None restricts nothing.
    """

    name: str
    type: str
    about: str
    required: bool = False
    default: str | int | float | None = None


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A named query.

    Attributes:
        name: that of its file, such as ``planned-visits``.
        title: a few words.
        description: what its rows are.
        parameters: by name.
        sparql: the whole file.
    """

    name: str
    title: str
    description: str
    parameters: Mapping[str, Parameter]
    sparql: str

    def __str__(self) -> str:
        """Name, title, description and one line a parameter."""
        lines = [f"{self.name}: {self.title}", f"  {self.description}"]
        for each in self.parameters.values():
            needed = " (needed)" if each.required else "" if each.default is None else f" ({each.default})"
            lines.append(f"  {each.name}: {each.type}{needed}, {each.about}")
        return "\n".join(lines)


def named_queries(folder: Path | None = None) -> Mapping[str, NamedQuery]:
    """All named queries by name, sorted.

    Args:
        folder: where the files are; by default the packaged ones.

    Raises:
        KnowledgeError: where a file's header is wrong.
    """
    return _read_all(folder or ontology_dir() / "queries")


def run_named(
    path: Path | str,
    name: str,
    *,
    bindings: Mapping[str, Bindable] | None = None,
    seconds: float,
    rows: int,
    once: bool = False,
) -> QueryResult:
    """Answer a named query on a graph folder.

    Args:
        path: the graph folder, or its Turtle file.
        name: the query's.
        bindings: values of its parameters; those not given restrict nothing or have their default.
        seconds: after so long the query is ended.
        rows: how many rows at most.
        once: as for :class:`~graph.queries.engine.QueryEngine`.

    Raises:
        QueryError: where there is no such query or parameter, or a value does not fit.
    """
    query = named_queries().get(name)
    if query is None:
        raise QueryError(f"no query is named {name!r}: choose one of {', '.join(named_queries())}")
    engine = standing_engine(path, once=once)
    given = _complete(query, bindings or {})
    terms = {
        each: _term(query.parameters[each], value, engine, seconds=seconds) for each, value in given.items()
    }
    return engine.run(query.sparql, bindings=terms, seconds=seconds, rows=rows)


@cache
def _read_all(folder: Path) -> Mapping[str, NamedQuery]:
    return MappingProxyType({path.stem: _read(path) for path in sorted(folder.glob("*.rq"))})


def _read(path: Path) -> NamedQuery:
    sparql = path.read_text(encoding="utf8")
    header = re.match(r"(#.*\n)*", sparql)
    assert header is not None
    lines = [line.removeprefix("#").removeprefix(" ") for line in header[0].splitlines()]
    try:
        values: dict[str, Any] = tomllib.loads("\n".join(lines))
        parameters = {
            name: Parameter(name, **fields) for name, fields in values.pop("parameters", {}).items()
        }
        query = NamedQuery(path.stem, parameters=MappingProxyType(parameters), sparql=sparql, **values)
    except (tomllib.TOMLDecodeError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"the header is no description of a query ({error})", path=path) from None
    for parameter in parameters.values():
        if parameter.type not in TYPES:
            raise KnowledgeError(f"parameter {parameter.name} has no type of {', '.join(TYPES)}", path=path)
    return query


def _complete(query: NamedQuery, given: Mapping[str, Bindable]) -> dict[str, Bindable]:
    """The values given and the defaults of the others."""
    for name in given:
        if name not in query.parameters:
            known = ", ".join(query.parameters) or "none"
            raise QueryError(f"{query.name} has no parameter {name!r}: it has {known}")
    values: dict[str, Bindable] = {}
    for name, parameter in query.parameters.items():
        value = given.get(name, parameter.default)
        if value is not None:
            values[name] = value
        elif parameter.required:
            raise QueryError(f"{query.name} needs the parameter {name}: {parameter.about}")
    return values


def _term(
    parameter: Parameter, value: Bindable, engine: QueryEngine, *, seconds: float
) -> ox.NamedNode | ox.Literal:
    if isinstance(value, ox.NamedNode | ox.Literal):
        return value
    if parameter.type == "entity":
        return node(str(value)) or _entity(str(value), engine, seconds=seconds)
    try:
        return _PARSERS[parameter.type](str(value))
    except ValueError:
        expected = f"{parameter.name} takes a {parameter.type}, not {str(value)!r}"
        raise QueryError(f"{expected}: {_HINTS[parameter.type]}") from None


def _entity(name: str, engine: QueryEngine, *, seconds: float) -> ox.NamedNode:
    """The one entity of a name, an ISO code or an alias, upper and lower case alike."""
    found = engine.run(_FIND, bindings={"name": name}, seconds=seconds, rows=_CANDIDATES).values
    exact = [row for row in found if row[1] == name]
    chosen = exact if len(exact) == 1 else found
    if not chosen:
        raise QueryError(f"no entity of the graph is called {name!r}")
    if len(chosen) > 1:
        ids = ", ".join(str(row[0]).removeprefix(ID) for row in chosen)
        raise QueryError(f"several entities are called {name!r}: give an id ({ids})")
    return ox.NamedNode(str(chosen[0][0]))


def node(text: str) -> ox.NamedNode | None:
    """The IRI that a text is, whole or as ``state/IND`` or ``state:IND``; None where it is none."""
    if text.startswith(("http://", "https://")):
        try:
            return ox.NamedNode(text)
        except ValueError:
            return None
    found = _NODE.fullmatch(text)
    return ox.NamedNode(f"{ID}{found[1]}/{found[2]}") if found else None


def _node(text: str) -> ox.NamedNode:
    found = node(text)
    if found is None:
        raise ValueError(text)
    return found


def _date(text: str) -> ox.Literal:
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text, re.ASCII):
        raise ValueError(text)
    date.fromisoformat(text + "-01-01"[len(text) - 10 :] if len(text) < 10 else text)
    return ox.Literal(text)


def _class(text: str) -> ox.NamedNode:
    if text not in TERMS:
        raise ValueError(text)
    return ox.NamedNode(DIP + text)


def _status(text: str) -> ox.NamedNode:
    return ox.NamedNode(DIP + Status(text))


def _number(text: str) -> ox.NamedNode | ox.Literal:
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", text, re.ASCII):
        raise ValueError(text)
    return to_term(Decimal(text))


_PARSERS: dict[str, Callable[[str], ox.NamedNode | ox.Literal]] = {
    "class": _class,
    "date": _date,
    "node": _node,
    "number": _number,
    "status": _status,
    "text": to_term,
}
_HINTS = {
    "class": "name a class of the ontology, such as Visit",
    "date": "write 2024, 2024-11 or 2024-11-28",
    "node": "write an id such as event:0a1b2c3d4e5f6071",
    "number": "write it like 0.8",
    "status": f"choose one of {', '.join(Status)}",
    "text": "write any text",
}

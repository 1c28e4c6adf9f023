"""What a query may not do, found by walking the parsed query: no engine has a switch for it.

Reading is all that a query does here: no update, no other endpoint, no other graph, no file. rdflib's grammar
gives the tree that is walked. The engine has a grammar of its own, so what the two could read differently
(code point escapes, lone carriage returns) is refused or made plain before either sees the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pyoxigraph as ox
from pyparsing import ParseBaseException, ParseResults
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue

from graph.errors import QueryError
from graph.namespaces import ID
from graph.turtle import NAMESPACES

_REFUSED = {
    "ServiceGraphPattern": "SERVICE is refused: a query reads this graph alone and opens no connection",
    "DatasetClause": "FROM is refused: a query reads this graph alone, so leave FROM and FROM NAMED out",
}
_ESCAPE = re.compile(r"\\[uU][0-9A-Fa-f]{4}")
_TOKEN = re.compile(
    r'#[^\n]*|<[^<>"{}|^`\\\x00-\x20]*>'
    r'|"""(?:[^"\\]|\\.|"{1,2}(?!"))*"""|\'\'\'(?:[^\'\\]|\\.|\'{1,2}(?!\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|[{}]|[A-Za-z_][\w:.-]*',
    re.DOTALL,
)


def check_query(sparql: str) -> str:
    """The query as both grammars read it alike, if it only reads.

    Raises:
        QueryError: where it is no SPARQL 1.1 query, would change the graph, or would leave it.
    """
    text = sparql.replace("\r\n", "\n").replace("\r", "\n")
    if _ESCAPE.search(text):
        raise QueryError("code point escapes (\\u0041) are refused in a query: write the character itself")
    for component in _components(_parse(text)):
        if reason := _REFUSED.get(component.name):
            raise QueryError(reason)
    return text


def _parse(text: str) -> ParseResults:
    try:
        return parseQuery(text)
    except ParseBaseException as error:
        if _is_update(text):
            message = "an update is refused: a graph changes only by building it again"
        else:
            near = text[error.loc : error.loc + 20].strip() or "the end"
            message = f"not a SPARQL 1.1 query: line {error.lineno}, column {error.column}, near {near!r}"
        raise QueryError(message) from None
    except RecursionError:
        raise QueryError("the query is nested too deeply: write it in fewer levels") from None


def _is_update(text: str) -> bool:
    try:
        parts = {part.name for part in _components(parseUpdate(text))}
    except (ParseBaseException, RecursionError):
        return False
    return not parts <= {"Update", "PrefixDecl", "Base"}


def _components(tree: object) -> Iterator[CompValue]:
    """Every named part of a parse tree, wherever it stands."""
    open_: list[object] = [tree]
    while open_:
        part = open_.pop()
        if isinstance(part, CompValue):
            yield part
            open_.extend(part.values())
        elif isinstance(part, ParseResults | list | tuple):
            open_.extend(part)


def bind(text: str, bindings: Mapping[str, ox.NamedNode | ox.Literal]) -> str:
    """The query with variables bound: a VALUES block at the beginning of its outermost pattern.

    The terms are written by the engine, never pasted, so no value can change what the query does. A variable
    is bound in that whole pattern, its filters included, whether it is selected or not.

    Args:
        text: a query that :func:`check_query` gave back.
        bindings: a term for each variable, named without question mark.

    Raises:
        QueryError: where a name is no variable's or the query has no pattern that can take it.
    """
    if not bindings:
        return text
    for name in bindings:
        if not re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII):
            raise QueryError(f"{name!r} is no name of a variable: use letters, digits and underscores")
    place = _pattern_start(text)
    names = " ".join(f"?{name}" for name in bindings)
    terms = " ".join(str(term) for term in bindings.values())
    return f"{text[:place]} VALUES ({names}) {{ ({terms}) }} {text[place:]}"


def _pattern_start(text: str) -> int:
    """The offset after the brace that opens the outermost pattern."""
    depth, template = 0, False
    tokens = [token for token in _TOKEN.finditer(text) if token[0][0] not in "#<\"'"]
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        word = token[0].upper()
        if word == "CONSTRUCT":
            template = following is not None and following[0] == "{"
        elif word == "{" and not template and depth == 0:
            if following is not None and following[0].upper() == "SELECT":
                raise QueryError("to bind variables, put the inner SELECT into braces of its own")
            return token.end()
        elif word == "{":
            depth += 1
        elif word == "}":
            depth -= 1
            template = template and depth > 0
    raise QueryError("the query has no WHERE pattern in which variables could be bound")


def prologue(text: str) -> str:
    """The usual prefixes that a query does not declare itself, on one line that ends in a space."""
    declared = set(re.findall(r"\bPREFIX\s+([\w.-]*):", text, re.IGNORECASE))
    usual = {**NAMESPACES, ID: "id"}
    return "".join(f"PREFIX {name}: <{iri}> " for iri, name in usual.items() if name not in declared)

"""The process that runs queries: one graph in memory, one query after another, killed at any moment.

:func:`main` is its whole life; it speaks pickles over its standard input and output. Once the graph is loaded
it gives up the right to open anything, so that even a query that got past the guard reaches no file and no
network (where the system has such limits: not on Windows). An alarm of the system's ends it soon after a
query's time, should the process that started it be gone.
"""

from __future__ import annotations

import itertools
import math
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

from graph.errors import GraphError, QueryError, StoreError
from graph.queries.guard import bind, check_query, prologue
from graph.queries.index import load_ontology_graph, open_index
from graph.queries.protocol import Answer, Job, Source, messages, send

_GRACE = 5


def load(source: Source) -> ox.Store:
    """The graph, with the ontology as a named graph: its index where there is one, else in memory.

    Raises:
        StoreError: where the file is missing or is not Turtle.
    """
    if source.index and (store := open_index(source.index)):
        return store
    store = ox.Store()
    try:
        if source.data is not None:
            store.bulk_load(input=source.data, format=ox.RdfFormat.N_QUADS)
        elif source.path is not None:
            store.bulk_load(path=source.path, format=ox.RdfFormat.TURTLE)
    except OSError as error:
        message = f"cannot be read ({error.strerror or error}): build the graph first"
        raise StoreError(message, path=source.path) from None
    except SyntaxError as error:
        message = f"not Turtle ({error.msg}): build the graph again"
        raise StoreError(message, path=source.path, line=error.lineno) from None
    load_ontology_graph(store)
    return store


def answer(store: ox.Store, job: Job) -> Answer:
    """Check a query and run it.

    Raises:
        QueryError: where it is refused or wrong.
    """
    begun = time.perf_counter()
    text = check_query(job.sparql)
    text = prologue(text) + bind(text, {name: _parsed(term) for name, term in job.bindings})
    checked = time.perf_counter()
    try:
        found = collect(store.query(text), job.rows)
    except SyntaxError as error:
        raise QueryError(f"not a SPARQL 1.1 query: {error.msg}") from None
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"the query cannot be run: {error}") from None
    found["checking"], found["running"] = checked - begun, time.perf_counter() - checked
    return Answer(**found)


def _parsed(term: str) -> Any:
    (quad,) = ox.parse(f"<a:a> <a:a> {term} .", format=ox.RdfFormat.N_TRIPLES)
    return quad.object


def collect(found: Any, limit: int) -> dict[str, Any]:
    """The fields of an :class:`Answer` that an engine's solutions, truth or triples (or a list of these) give."""
    if isinstance(found, ox.QueryBoolean):
        return {"kind": "ask", "truth": bool(found)}
    if isinstance(found, ox.QueryTriples | list):
        rows: Iterable[Any] = ((triple.subject, triple.predicate, triple.object) for triple in found)
        head: dict[str, Any] = {"kind": "construct", "variables": ("subject", "predicate", "object")}
    else:
        rows, head = found, {"kind": "select", "variables": tuple(each.value for each in found.variables)}
    plain: Iterator[Any] = (tuple(map(_plain, row)) for row in rows)
    if head["kind"] == "construct":
        plain = _distinct(plain)
    taken = list(itertools.islice(plain, limit + 1))
    truncated = len(taken) > limit
    del taken[limit:]
    if head["kind"] == "construct":
        taken.sort(key=lambda row: [[part or "" for part in term] for term in row])
    return {**head, "rows": tuple(taken), "truncated": truncated}


def _distinct(rows: Iterable[Any]) -> Iterator[Any]:
    seen = set()
    for row in rows:
        if row not in seen:
            seen.add(row)
            yield row


def _plain(term: Any) -> tuple[str, str, str | None, str | None] | None:
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return "iri", term.value, None, None
    if isinstance(term, ox.Literal):
        return "literal", term.value, term.datatype.value, term.language
    return "bnode", term.value if isinstance(term, ox.BlankNode) else str(term), None, None


def _lock() -> None:
    """Give up opening files and sockets: what is open stays open."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def _alarm(seconds: int) -> None:
    """End this process by the system's own clock, which no busy engine can delay; 0 calls it off."""
    if sys.platform != "win32":
        signal.alarm(seconds)


def main() -> None:
    """Load what the first message names, then answer the queries that follow."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inbox, outbox = messages(sys.stdin.buffer), sys.stdout.buffer
    sys.stdout = sys.stderr
    try:
        store = load(next(inbox))
        answer(store, Job("SELECT * { VALUES ?a { 1 } }", (), 1, 1.0))
    except GraphError as error:
        send(outbox, error)
        return
    _lock()
    send(outbox, None)
    for job in inbox:
        _alarm(math.ceil(job.seconds) + _GRACE)
        try:
            send(outbox, answer(store, job))
        except GraphError as error:
            send(outbox, error)
        _alarm(0)

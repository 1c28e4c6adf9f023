"""A graph that answers queries in a process of its own, within a time that holds.

No engine stops a query when asked: the process that runs it is killed instead, and a new one is started for
the next query. Graphs of any size are served this way.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any

import pyoxigraph as ox

from graph.errors import QueryError, StoreError
from graph.namespaces import XSD
from graph.queries.index import find_index
from graph.queries.protocol import Answer, Job, Source, messages, send
from graph.queries.results import QueryResult, Value
from graph.store import GRAPH

Bindable = ox.NamedNode | ox.Literal | str | bool | int | float | Decimal | date
"""What a variable can be bound to; a ``str`` is a plain literal, so give an IRI as ``ox.NamedNode``."""

_KEPT = 4
_PACKAGE_PARENT = str(Path(__file__).parents[2])


def to_result(answer: Answer) -> QueryResult:
    """What a worker found, as the user gets it."""
    cells = tuple(tuple(cell and Value(*cell) for cell in row) for row in answer.rows)
    shape = (answer.kind, answer.variables, cells, answer.truth, answer.truncated)
    return QueryResult(*shape, answer.checking, answer.running)


class QueryEngine:
    """One graph and the process that answers queries on it; safe to share between threads.

    Args:
        source: a graph folder, its Turtle file, or a store, whose content is copied.
        once: few queries will come: of a large graph, its index on disk is read, where it has one. The first
            answer comes at once, a heavy query takes up to four times as long.

    The process starts with the first query and reads the graph once.
    """

    def __init__(self, source: Path | str | ox.Store, *, once: bool = False) -> None:
        if isinstance(source, ox.Store):
            self._source = Source(data=source.dump(format=ox.RdfFormat.N_QUADS))
        else:
            file = graph_file(source)
            index = find_index(file.parent) if once and file.name == GRAPH else None
            self._source = Source(path=str(file), index=str(index) if index else None)
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> QueryEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(
        self, sparql: str, *, bindings: Mapping[str, Bindable] | None = None, seconds: float, rows: int
    ) -> QueryResult:
        """Answer a query; the usual prefixes need not be declared.

        Args:
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE. The ontology is the named graph
                ``https://w3id.org/diplograph/ontology``.
            bindings: values of variables, by name without question mark.
            seconds: after so long the query is ended.
            rows: of more rows (or triples), the first so many are given and the result says so.

        Raises:
            QueryError: where the query is wrong, refused, or took too long.
            StoreError: where the graph cannot be read.
        """
        terms = tuple((name, str(to_term(value))) for name, value in (bindings or {}).items())
        job = Job(sparql, terms, rows, seconds)
        with self._lock:
            answer = self._ask(self._started(), job)
        return to_result(answer)

    def close(self) -> None:
        """End the process; the next query would start it again."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = _spawn()
            if error := self._exchange(self._process, self._source):
                self.close()
                raise error
        return self._process

    def _exchange(self, process: subprocess.Popen[bytes], message: object) -> Any:
        """Send a message and read what comes back; a StoreError where the process ends instead."""
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(OSError):
            send(process.stdin, message)
        ended = StoreError("the graph cannot be loaded for queries: build it again", path=self._source.path)
        return next(messages(process.stdout), ended)

    def _ask(self, process: subprocess.Popen[bytes], job: Job) -> Answer:
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(job.seconds, end)
        timer.start()
        try:
            answer = self._exchange(process, job)
        finally:
            timer.cancel()
        if isinstance(answer, Answer):
            return answer
        if isinstance(answer, QueryError):
            raise answer
        self.close()
        if late.is_set():
            raise QueryError(
                f"the query took longer than {job.seconds:g} seconds: narrow it or allow more time"
            )
        raise QueryError("the query ended its process (out of memory, or nested too deeply): narrow it")


def graph_file(path: Path | str) -> Path:
    """The Turtle file of a graph folder, or the file itself.

    Raises:
        StoreError: where there is none.
    """
    file = Path(path)
    if file.is_dir():
        file /= GRAPH
    if not file.is_file():
        raise StoreError("there is no graph here: build it first", path=file)
    return file


def to_term(value: Bindable) -> ox.NamedNode | ox.Literal:
    """A Python value as a term.

    Raises:
        QueryError: for a value of another type, or a text that no literal can hold.
    """
    if isinstance(value, ox.NamedNode | ox.Literal):
        return value
    if isinstance(value, Decimal):
        return ox.Literal(f"{value:f}", datatype=ox.NamedNode(f"{XSD}decimal"))
    if isinstance(value, date) and not isinstance(value, datetime):
        return ox.Literal(value.isoformat(), datatype=ox.NamedNode(f"{XSD}date"))
    if isinstance(value, str | bool | int | float):
        try:
            return ox.Literal(value)
        except ValueError:
            raise QueryError("a text with half a surrogate pair cannot be looked for") from None
    raise QueryError(f"a variable cannot be bound to a {type(value).__name__}")


def _spawn() -> subprocess.Popen[bytes]:
    paths = [_PACKAGE_PARENT, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-c", "from graph.queries.worker import main; main()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONWARNINGS": "ignore"},
    )


_standing: OrderedDict[tuple[str, int, int, bool], QueryEngine] = OrderedDict()
_registry = threading.Lock()


def run_query(
    store_or_path: ox.Store | Path | str,
    sparql: str,
    *,
    bindings: Mapping[str, Bindable] | None = None,
    seconds: float,
    rows: int,
    once: bool = False,
) -> QueryResult:
    """Answer one query as :meth:`QueryEngine.run` does; ``once`` is that of :class:`QueryEngine`.

    The process of a path stays for the next query until the file changes; a store is copied each time.
    """
    if isinstance(store_or_path, ox.Store):
        with QueryEngine(store_or_path) as engine:
            return engine.run(sparql, bindings=bindings, seconds=seconds, rows=rows)
    engine = standing_engine(store_or_path, once=once)
    return engine.run(sparql, bindings=bindings, seconds=seconds, rows=rows)


def standing_engine(path: Path | str, *, once: bool = False) -> QueryEngine:
    """The engine of a graph folder or file as it is now; of the last few, each is kept."""
    file = graph_file(path).resolve()
    state = file.stat()
    key = (str(file), state.st_mtime_ns, state.st_size, once)
    with _registry:
        outdated = [each for each in _standing if each[0] == key[0] and each[:3] != key[:3]]
        engine = _standing.get(key) or QueryEngine(file, once=once)
        _standing[key] = engine
        _standing.move_to_end(key)
        dropped = [_standing.pop(each) for each in outdated]
        while len(_standing) > _KEPT:
            dropped.append(_standing.popitem(last=False)[1])
    for each in dropped:
        each.close()
    return engine


@atexit.register
def close_standing() -> None:
    """End the processes of :func:`run_query`."""
    with _registry:
        while _standing:
            _standing.popitem()[1].close()

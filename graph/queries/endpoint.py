"""A query to a SPARQL server: for graphs too large to be held here, loaded there from an export in shards.

The protocol is that of https://www.w3.org/TR/sparql11-protocol/ (query by POST). The query is checked as for a
graph folder, so it reads only and nothing but the server's own graph.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pyoxigraph as ox

from graph import __version__
from graph.errors import QueryError
from graph.queries.engine import Bindable, to_result, to_term
from graph.queries.guard import bind, check_query, prologue
from graph.queries.protocol import Answer
from graph.queries.results import QueryResult
from graph.queries.worker import collect
from graph.subjects import Ask, Row
from graph.text import cut, printable

MAX_BYTES = 1_000_000_000
_BLOCK = 1 << 20
_ACCEPT = "application/sparql-results+json, application/n-triples"


def query_endpoint(
    url: str,
    sparql: str,
    *,
    bindings: Mapping[str, Bindable] | None = None,
    seconds: float,
    rows: int,
) -> QueryResult:
    """Answer a query by a server; the usual prefixes need not be declared.

    Args:
        url: the server's address for queries, such as ``http://127.0.0.1:7878/query``.
        sparql: SELECT, ASK, CONSTRUCT or DESCRIBE.
        bindings: values of variables, by name without question mark.
        seconds: after so long the answer is given up.
        rows: of more rows (or triples), the first so many are given and the result says so.

    Raises:
        QueryError: where the query is wrong or refused, or the server does not answer it whole and in time.
    """
    _check_url(url)
    begun = time.perf_counter()
    text = check_query(sparql)
    text = prologue(text) + bind(text, {name: to_term(value) for name, value in (bindings or {}).items()})
    checked = time.perf_counter()
    kind, data = _ask(url, text, seconds)
    try:
        found = collect(_parsed(kind, data), rows)
    except (SyntaxError, ValueError) as error:
        raise _cut(url) from error
    found["checking"], found["running"] = checked - begun, time.perf_counter() - checked
    return to_result(Answer(**found))


def ask_endpoint(url: str, *, seconds: float) -> Ask:
    """How a server is asked for many rows, which are read as they come.

    Args:
        url: the server's address for queries.
        seconds: how long it may be silent.

    Raises:
        QueryError: where it is no address; when it is asked, where the server does not answer, or not whole.
    """
    _check_url(url)

    def ask(sparql: str) -> Iterator[Row]:
        with _asked(url, sparql, seconds) as answer:
            try:
                rows = ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON)
                for row in rows if isinstance(rows, ox.QuerySolutions) else ():
                    yield tuple(cell and cell.value for cell in row)
            except (SyntaxError, ValueError) as error:
                raise _cut(url) from error

    return ask


def _check_url(url: str) -> None:
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        scheme = ""
    if scheme not in ("http", "https"):
        raise QueryError(f"{url}: no address of a server: it begins with http:// or https://")


def _cut(url: str) -> QueryError:
    return QueryError(f"{url}: the answer is cut short or no SPARQL result: ask for less")


def _ask(url: str, text: str, seconds: float) -> tuple[str, bytes]:
    """The type and the body of the server's answer."""
    until = time.monotonic() + seconds
    with _asked(url, text, seconds) as answer:
        return answer.headers.get_content_type(), _read(answer, until)


@contextmanager
def _asked(url: str, text: str, seconds: float) -> Iterator[HTTPResponse]:
    """The server's answer, to be read."""
    headers = {
        "Content-Type": "application/sparql-query",
        "Accept": _ACCEPT,
        "User-Agent": f"diplograph/{__version__}",
    }
    request = Request(url, data=text.encode("utf8"), headers=headers)
    try:
        with urlopen(request, timeout=seconds) as answer:
            yield answer
    except HTTPError as error:
        said = cut(" ".join(printable(error.read(2000).decode("utf8", "replace")).split()), 200)
        raise QueryError(f"{url}: the server refuses ({error.code} {error.reason}): {said}") from None
    except TimeoutError:
        raise QueryError(f"{url}: no answer within {seconds:g} s: ask for less, or give --seconds") from None
    except (URLError, HTTPException, OSError, UnicodeError) as error:
        reason = getattr(error, "reason", None) or error
        raise QueryError(f"{url}: no answer ({reason}): is the server running?") from None


def _read(answer: HTTPResponse, until: float) -> bytes:
    blocks, size = [], 0
    while block := answer.read(_BLOCK):
        blocks.append(block)
        size += len(block)
        if time.monotonic() > until:
            raise TimeoutError
        if size > MAX_BYTES:
            raise QueryError(f"the answer is longer than {MAX_BYTES // 1_000_000} MB: ask for less")
    return b"".join(blocks)


def _parsed(kind: str, data: bytes) -> object:
    if kind == "application/n-triples":
        return [quad.triple for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES)]
    if kind == "application/sparql-results+json":
        return ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
    raise ValueError(kind)

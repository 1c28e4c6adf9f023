"""The web application: the query operation of the SPARQL 1.1 Protocol and two pages.

Sections are those of https://www.w3.org/TR/sparql11-protocol/.
"""

from __future__ import annotations

import html
import json
import queue
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from graph.errors import QueryError, StoreError
from graph.queries import QueryEngine, QueryResult, named_queries

MOST_BYTES = 1_000_000
"""Of a request's body."""

_ROWS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "text/plain": "table",
}
_TRIPLES = {"text/turtle": "turtle", "application/n-triples": "ntriples", "text/plain": "ntriples"}
_LOCAL_NAMES = {"127.0.0.1", "localhost", "[::1]"}
_HEADERS = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store"),
]
_PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'"
_STATUS = {
    200: "200 OK",
    400: "400 Bad Request",
    403: "403 Forbidden",
    404: "404 Not Found",
    405: "405 Method Not Allowed",
    406: "406 Not Acceptable",
    413: "413 Content Too Large",
    415: "415 Unsupported Media Type",
    500: "500 Internal Server Error",
    503: "503 Service Unavailable",
}

Environ = Mapping[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], Any]


@dataclass(frozen=True, slots=True)
class Response:
    """What goes back."""

    status: int
    body: bytes
    type: str = "text/plain; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


class Refusal(Exception):  # noqa: N818 (it is an answer, not a fault of the program)
    """A request that gets no answer; the text tells why in one line."""

    def __init__(self, status: int, message: str) -> None:
        self.response = Response(status, f"{message}\n".encode())
        super().__init__(message)


class SparqlApp:
    """A WSGI application over one graph.

    Args:
        path: the graph folder.
        seconds: how long a query may take; so long a request waits for a free process, too.
        rows: how many rows an answer may have.
        view: makes the page at ``/view``.
        workers: how many queries run at a time.

    Raises:
        StoreError: where there is no graph.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        seconds: float,
        rows: int,
        view: Callable[[], str] | None = None,
        workers: int = 2,
    ) -> None:
        self._limits: dict[str, Any] = {"seconds": seconds, "rows": rows}
        self._make_view = view
        self._engines = [QueryEngine(path) for _ in range(workers)]
        self._free: queue.Queue[QueryEngine] = queue.Queue()
        for engine in self._engines:
            self._free.put(engine)

    def close(self) -> None:
        """End the processes."""
        for engine in self._engines:
            engine.close()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        try:
            response = self._answer(environ)
        except Refusal as refusal:
            response = refusal.response
        headers = [("Content-Type", response.type), ("Content-Length", str(len(response.body)))]
        start_response(_STATUS[response.status], [*headers, *response.headers, *_HEADERS])
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else response.body]

    def _answer(self, environ: Environ) -> Response:
        _check_sender(environ)
        path, method = environ.get("PATH_INFO", "/"), environ["REQUEST_METHOD"]
        if path in ("/sparql", "/query"):
            return self._sparql(environ)
        if path not in ("/", "/view"):
            raise Refusal(404, "nothing is here: the endpoint is /sparql, the pages are / and /view")
        if method not in ("GET", "HEAD"):
            return Response(405, b"only GET is answered here\n", headers=(("Allow", "GET, HEAD"),))
        return self._page if path == "/" else self._view

    @cached_property
    def _page(self) -> Response:
        named = {
            each.name: {"title": each.title, "about": each.description, "sparql": each.sparql}
            for each in named_queries().values()
        }
        options = "".join(
            f'<option value="{html.escape(name)}">{html.escape(each["title"])}</option>'
            for name, each in named.items()
        )
        data = json.dumps(named).replace("<", "\\u003c")
        page = (Path(__file__).parent / "page.html").read_text(encoding="utf8")
        page = page.replace("<!-- options -->", options).replace("/* queries */ {}", data)
        return _html(page, policy=_PAGE_POLICY)

    @cached_property
    def _view(self) -> Response:
        if self._make_view is None:
            raise Refusal(404, "there is no view of this graph")
        return _html(self._make_view())

    def _sparql(self, environ: Environ) -> Response:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD", "POST"):
            return Response(405, b"use GET or POST\n", headers=(("Allow", "GET, HEAD, POST"),))
        result = self._run(_read_query(environ))
        media = _TRIPLES if result.kind == "construct" else _ROWS
        chosen = choose_type(environ.get("HTTP_ACCEPT", "*/*"), media)
        if result.truncated:
            raise Refusal(500, f"the answer has more than {len(result)} rows: add LIMIT or ask for less")
        return Response(200, result.to_text(media[chosen]).encode("utf8"), f"{chosen}; charset=utf-8")

    def _run(self, sparql: str) -> QueryResult:
        try:
            engine = self._free.get(timeout=self._limits["seconds"])
        except queue.Empty:
            raise Refusal(503, "too many queries are running: try again later") from None
        try:
            return engine.run(sparql, **self._limits)
        except QueryError as error:
            late = "took longer" in str(error)
            raise Refusal(503 if late else 400, str(error)) from None
        except StoreError as error:
            raise Refusal(500, str(error)) from None
        finally:
            self._free.put(engine)


def _check_sender(environ: Environ) -> None:
    """Refuse what a page of another site sends: a name that leads here by a trick, or a foreign origin."""
    host = environ.get("HTTP_HOST", "")
    if host.rpartition(":")[0] not in _LOCAL_NAMES and host not in _LOCAL_NAMES:
        raise Refusal(403, "this server answers to 127.0.0.1 and localhost only")
    origin = environ.get("HTTP_ORIGIN")
    if origin and urlsplit(origin).netloc != host:
        raise Refusal(403, "pages of other sites may not ask here")


def _read_query(environ: Environ) -> str:
    """The query of a request (2.1.1 to 2.1.3)."""
    values: dict[str, list[str]] = parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True)
    if environ["REQUEST_METHOD"] == "POST":
        sent = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
        body = _body(environ)
        if sent == "application/sparql-query":
            values["query"] = [body]
        elif sent == "application/x-www-form-urlencoded":
            values = parse_qs(body, keep_blank_values=True)
        else:
            raise Refusal(415, "send application/sparql-query or application/x-www-form-urlencoded")
    if "update" in values:
        raise Refusal(400, "an update is refused: a graph changes only by building it again")
    if "default-graph-uri" in values or "named-graph-uri" in values:
        raise Refusal(400, "other graphs are refused: leave default-graph-uri and named-graph-uri out")
    if len(values.get("query", [])) != 1:
        raise Refusal(400, "give one query")
    return values["query"][0]


def _body(environ: Environ) -> str:
    try:
        length = int(environ.get("CONTENT_LENGTH") or 0)
    except ValueError:
        raise Refusal(400, "the length of the body is no number") from None
    if length > MOST_BYTES:
        raise Refusal(413, f"a query may have {MOST_BYTES} bytes")
    try:
        data: bytes = environ["wsgi.input"].read(length)
        return data.decode("utf8")
    except UnicodeDecodeError:
        raise Refusal(400, "the body is not UTF-8") from None


def choose_type(accept: str, known: Iterable[str]) -> str:
    """The media type that a client likes best; of several equal ones, the first that is known.

    Raises:
        Refusal: where it accepts none (406).
    """
    ranges = [_range(part) for part in accept.split(",")]

    def liking(type: str) -> float:
        fitting = [
            (len(name) if "*" not in name else name.count("/") - name.count("*"), quality)
            for name, quality in ranges
            if name in (type, f"{type.partition('/')[0]}/*", "*/*")
        ]
        return max(fitting, default=(0, 0.0))[1]

    types = list(known)
    best = max(types, key=liking)
    if not liking(best):
        raise Refusal(406, f"choose one of {', '.join(types)}")
    return best


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return name, float(parameter[2:])
            except ValueError:
                return name, 0.0
    return name, 1.0


def _html(page: str, *, policy: str | None = None) -> Response:
    headers = (("Content-Security-Policy", policy),) if policy else ()
    return Response(200, page.encode("utf8"), "text/html; charset=utf-8", headers)

"""A graph on this machine's loopback: SPARQL 1.1 Protocol, a query page and the view, all read-only.

The server is waitress, the engine the one of :mod:`graph.queries`. Two ready-made SPARQL servers were considered
first. Oxigraph 0.5.13 (``serve-read-only``), measured: it let ``SERVICE`` reach another address, answered 200 when
that failed, and ran a query for over 30 s with ``--timeout-s 2``. rdflib-endpoint 0.6.3, not run: it needs FastAPI,
rests on rdflib (14 to 30 times slower on a million triples) and fetches what ``SERVICE`` and ``FROM`` name. Neither
can be told to refuse these, so either would need the guard and the time limit of :mod:`graph.queries` before it.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

from graph.errors import GraphError
from graph.serve.app import SparqlApp

__all__ = ["GraphServer", "SparqlApp"]


class GraphServer:
    """A server on 127.0.0.1.

    Args:
        path: the graph folder. After a build, start the server anew.
        port: 0 takes a free one.
        seconds: how long a query may take.
        rows: how many rows an answer may have; of a longer one the client is told, and gets nothing.
        view: makes the page at ``/view``.
        workers: how many queries run at a time; each has the graph in memory once.

    Attributes:
        url: where it is.

    Raises:
        GraphError: where waitress is not installed, there is no graph, or the port is taken.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        port: int,
        seconds: float,
        rows: int,
        view: Callable[[], str] | None = None,
        workers: int = 2,
    ) -> None:
        try:
            import waitress
        except ImportError as error:
            raise GraphError("serving needs waitress: pip install 'diplograph[serve]'") from error
        self._app = SparqlApp(path, seconds=seconds, rows=rows, view=view, workers=workers)
        try:
            socket_ = socket.create_server(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            message = f"port {port} cannot be used ({error}): give another with --port"
            raise GraphError(message) from None
        self._server = waitress.create_server(self._app, sockets=[socket_], threads=workers + 2, ident=None)
        self.url = f"http://127.0.0.1:{self._server.effective_port}/"

    def run(self) -> None:
        """Serve until interrupted or closed."""
        try:
            self._server.run()
        finally:
            self._app.close()

    def close(self) -> None:
        """End the server and its processes."""
        self._server.close()
        self._app.close()

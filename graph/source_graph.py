"""A graph that is not in a folder of its own: on a SPARQL server, or exported as tables in Parquet."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import GraphError
from graph.tabled import TabledGraph
from graph.tables import GraphTables, make_tables
from graph.wanted import Source

if TYPE_CHECKING:
    import pyoxigraph as ox

SILENT = 300.0
"""So many seconds a server may take before it answers."""


def open_endpoint(url: str) -> SourceGraph:
    """Open the graph that a SPARQL server has in its default graph.

    Args:
        url: the server's address for queries, such as ``http://127.0.0.1:7878/query``.

    Raises:
        QueryError: where it is no address; when the graph is asked, where the server does not answer.

    Example:
        >>> kg = open_endpoint("http://127.0.0.1:7878/query")  # doctest: +SKIP
        >>> top = kg.rank(since="2024", level="state", top=5)  # doctest: +SKIP
    """
    from graph.queries.endpoint import ask_endpoint
    from graph.queries.source import SparqlSource

    return SourceGraph(SparqlSource(ask_endpoint(url, seconds=SILENT)), name=url)


def open_tables(folder: Path | str) -> SourceGraph:
    """Open the tables that ``export --format tables`` has written.

    Raises:
        StoreError: where pyarrow is missing, or there are none.

    Example:
        >>> kg = open_tables("tables")  # doctest: +SKIP
        >>> planned = kg.events(status="Planned")  # doctest: +SKIP
    """
    from graph.parquet_tables import TableSource

    return SourceGraph(TableSource(Path(folder)), name=str(folder))


class SourceGraph(TabledGraph):
    """A graph of which each question reads what it needs.

    Args:
        source: where it is.
        name: what it is called.
    """

    def __init__(self, source: Source, *, name: str) -> None:
        self._source = source
        self.name = name

    def __repr__(self) -> str:
        return f"<SourceGraph {self.name}>"

    @cached_property
    def tables(self) -> GraphTables:
        """All rows; a large graph takes much memory."""
        return make_tables(self._source.whole())

    def source(self) -> Source:
        """Where a part of the graph is read from."""
        return self._source

    def export(self, path: Path | str, *, format: str | None = None, **options: Any) -> Path:
        """Write the events or the network in the format of another program.

        Args:
            path: the file to write.
            format: ``csv``, ``parquet``, ``graphml`` or ``gexf``, by default what the file's name ends in.
            options: of :meth:`network`, for GraphML and GEXF.

        Raises:
            GraphError: where there is no such format, a package is missing, or the file cannot be written.
        """
        from graph.exports import write

        def store() -> ox.Store:
            raise GraphError(f"{self.name}: only csv, parquet, graphml and gexf are written from here")

        return write(
            path,
            format=format,
            store=store,
            tables=lambda: self._part(shown=True),
            network=lambda: self.network(**options),
        )

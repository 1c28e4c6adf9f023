"""A graph folder, open: every command of the command line is a method, here or in :mod:`graph.tabled`."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import GraphError, StoreError
from graph.model import Status
from graph.store import GRAPH, OVERRIDES, GraphFolder
from graph.subjects import asking
from graph.tabled import TabledGraph
from graph.tables import GraphTables, read_tables

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib import Graph

    from graph.build_report import BuildReport
    from graph.evaluation.evaluation import Evaluation
    from graph.explanations import Explanation
    from graph.linking import Link
    from graph.linking.overrides import Override
    from graph.queries import Bindable, QueryResult
    from graph.serve import GraphServer
    from graph.validation import ValidationReport
    from graph.wanted import Source


def open_graph(path: Path | str) -> KnowledgeGraph:
    """Open a graph folder that :func:`graph.build` has made.

    Raises:
        StoreError: where there is no graph, or its file is damaged.

    Example:
        >>> kg = open_graph("kg")
        >>> planned_visits = kg.events(types=["Visit"], status=["Planned"])
    """
    return KnowledgeGraph(path)


class KnowledgeGraph(TabledGraph):
    """A graph folder, open for reading.

    Args:
        path: the folder.

    Attributes:
        path: the folder.
        folder: the same with its files.
        unfinished: whether a build was interrupted or is running; the graph is then that of the last build
            which was completed, or of this one.

    Raises:
        StoreError: where there is no graph, or its file is not the one that was written.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self.folder = GraphFolder(path)
        self.unfinished = self.folder.unfinished
        self.folder.require()
        manifest = self.folder.manifest()
        if manifest and manifest.files.get(GRAPH) != self.folder.digest(GRAPH):
            raise StoreError("is damaged or was changed by hand: build again", path=self.path / GRAPH)

    def __repr__(self) -> str:
        counts = (len(self.tables.articles), len(self.tables.entities), len(self.tables.events))
        return f"<KnowledgeGraph {self.path}: {counts[0]} articles, {counts[1]} entities, {counts[2]} events>"

    def _repr_html_(self) -> str:
        """What the graph holds, in a small table for a notebook."""
        tables = self.tables
        statuses = Counter(event.status for event in tables.events.values())
        told = ", ".join(f"{statuses[status]} {status.lower()}" for status in Status if statuses[status])
        rows = {
            "articles": str(len(tables.articles)),
            "entities": str(len(tables.entities)),
            "events": f"{len(tables.events)} ({told})" if told else "0",
            "positions": str(len(tables.tenures)),
            "relations": str(len(tables.relations)),
        }
        body = "".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in rows.items())
        return f"<table><caption>Graph {html.escape(str(self.path))}</caption>{body}</table>"

    @cached_property
    def store(self) -> ox.Store:
        """All triples in memory; only to be read."""
        return self.folder.load()

    def to_rdflib(self) -> Graph:
        """A copy as a graph of rdflib, kept by Oxigraph: for those who want rdflib's objects.

        Its own ``query`` has no limits and may open connections (``SERVICE``): ask what others wrote by
        :meth:`query`. rdflib is told not to fetch what ``FROM`` names.

        Raises:
            GraphError: where oxrdflib is not installed.
        """
        try:
            from oxrdflib import OxigraphStore
        except ImportError as error:
            raise GraphError("rdflib's objects need oxrdflib: pip install 'diplograph[rdflib]'") from error
        from rdflib import Graph
        from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
        from rdflib.plugins import sparql

        sparql.SPARQL_LOAD_GRAPHS = False
        return Graph(OxigraphStore(store=self.folder.load()), identifier=DATASET_DEFAULT_GRAPH_ID)

    @cached_property
    def _source(self) -> Source | None:
        """The index of a large graph, from which a part can be read; None where there is none."""
        from graph.queries.index import find_index, open_index
        from graph.queries.source import SparqlSource

        index = find_index(self.path)
        store = index and open_index(index)
        return SparqlSource(asking(store)) if store else None

    def source(self) -> Source | None:
        """Where a part of the graph can be read from; None once all of it is in memory, or where it is small."""
        return None if "tables" in self.__dict__ else self._source

    @cached_property
    def tables(self) -> GraphTables:
        """All rows."""
        return read_tables(self.store)

    def query(
        self,
        sparql: str | None = None,
        *,
        name: str | None = None,
        bindings: Mapping[str, Bindable] | None = None,
        seconds: float | None = None,
        rows: int | None = None,
        once: bool = False,
    ) -> QueryResult:
        """Answer a SPARQL query, read-only, within a time and a number of rows.

        Args:
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE; the usual prefixes need not be declared.
            name: of one of the queries in ``ontology/queries``, instead.
            bindings: values of the query's variables or parameters.
            seconds: how long it may take; by default as in the settings.
            rows: how many rows it may give; by default as in the settings.
            once: few queries will come: a large graph is read from its index on disk, not into memory.

        Raises:
            QueryError: where the query is wrong, refused or took too long.

        Example:
            >>> hosted = kg.query(name="planned-visits", bindings={"host": "India"})
            >>> text = hosted.to_text("csv")
        """
        from graph.queries import run_query
        from graph.queries.named import run_named
        from graph.settings import load_settings

        settings = load_settings()
        limits: dict[str, Any] = {
            "seconds": settings.query_seconds if seconds is None else seconds,
            "rows": settings.query_rows if rows is None else rows,
        }
        if name is not None and sparql is None:
            return run_named(self.path, name, bindings=bindings, once=once, **limits)
        if sparql is not None and name is None:
            return run_query(self.path, sparql, bindings=bindings, once=once, **limits)
        raise GraphError("give either a query or the name of one")

    def select(self, sparql: str, **bindings: Bindable) -> list[dict[str, str | None]]:
        """The rows of a SELECT as dictionaries of plain text.

        Args:
            sparql: the query.
            bindings: values of variables.

        Example:
            >>> states = kg.select("SELECT ?name { ?state a dip:State ; skos:prefLabel ?name }")
        """
        result = self.query(sparql, bindings=bindings)
        return [dict(zip(result.variables, row, strict=True)) for row in result.values]

    def export(self, path: Path | str, *, format: str | None = None, **options: Any) -> Path:
        """Write the graph in the format of another program.

        Args:
            path: the file to write.
            format: one of :data:`graph.exports.FORMATS`, by default what the file's name ends in; or ``shards``
                for a folder of packed N-Triples, ``tables`` for one of Parquet tables.
            options: of :meth:`network`, for GraphML and GEXF.

        Raises:
            GraphError: where there is no such format, a package is missing, or the file cannot be written.
        """
        from graph.exports import bulk, write

        if format == "shards":
            return bulk.write_shards(self.path / GRAPH, Path(path))
        if format == "tables":
            from graph.parquet_tables import write_tables

            return write_tables(self.path / GRAPH, Path(path))
        return write(
            path,
            format=format,
            store=lambda: self.store,
            tables=lambda: self._part(shown=True),
            network=lambda: self.network(**options),
        )

    def serve(self, *, port: int = 7878) -> GraphServer:
        """A read-only SPARQL endpoint on this machine's loopback; its ``run()`` serves until interrupted.

        Args:
            port: 0 takes a free one.

        Raises:
            GraphError: where the port is taken, or the extra ``serve`` is not installed.
        """
        from graph.serve import GraphServer
        from graph.settings import load_settings

        limits = load_settings()
        return GraphServer(
            self.path,
            port=port,
            seconds=limits.query_seconds,
            rows=limits.query_rows,
            view=lambda: self.view().generate_html(),
        )

    def validate(self) -> ValidationReport:
        """Check the graph against the ontology's shapes and its evidence against the articles.

        Raises:
            StoreError: where a record is damaged.
        """
        from graph.validation import validate

        records = (self.folder.read_record(path) for path in self.folder.record_paths())
        return validate(self.store, self.tables, records)

    def evaluate(self, gold: Path | str) -> Evaluation:
        """Measure the graph by articles that were read by hand.

        Args:
            gold: a folder of gold files, as ``graph/evaluation/GUIDE.md`` describes them.

        Raises:
            GraphError: where a gold file is missing or wrong, or the graph has none of the articles.
        """
        from graph.evaluation import evaluate

        return evaluate(self.tables, gold)

    def explain(self, article: str) -> Explanation:
        """What was found in an article, sentence by sentence.

        Args:
            article: its id.

        Raises:
            StoreError: where there is no such article, or its record is damaged.
        """
        from graph.explanations import Explanation

        for sharded in (False, True):
            path = self.folder.record_path(article, sharded=sharded)
            if path.is_file():
                return Explanation(self.folder.read_record(path))
        raise StoreError(f"holds no article {article!r}: ids are listed in links.tsv", path=self.path)

    def doubtful_links(self) -> tuple[Link, ...]:
        """The decisions of linking that a human should look at."""
        from graph.building.work import Knowledge
        from graph.checks import check
        from graph.linking import link, read_overrides

        known = Knowledge()
        paths = self.folder.record_paths()
        records = (check(self.folder.read_record(path), ontology=known.ontology)[0] for path in paths)
        overrides = read_overrides(self.path / OVERRIDES)
        return link(records, ontology=known.ontology, actors=known.actors, overrides=overrides).doubtful


def decide(kg: Path | str, decisions: Sequence[Override]) -> BuildReport:
    """Add decisions to a graph folder's ``overrides.toml`` and compute the graph anew.

    Args:
        kg: the graph folder.
        decisions: they are added at the end of the file; the last of several on one name wins.

    Raises:
        StoreError: where there is no graph, it cannot be written, or a decision cannot hold; nothing is
            written then.
    """
    from graph.builder import relink
    from graph.knowledge.ontology import load_ontology
    from graph.linking import read_overrides
    from graph.linking.overrides import check_classes
    from graph.resources import ontology_dir

    folder = GraphFolder(kg)
    if decisions and folder.exists:
        check_classes(decisions, load_ontology(ontology_dir()))
        path = folder.path / OVERRIDES
        with folder.writing():
            read_overrides(path)
            before = folder.read_text(OVERRIDES) if path.exists() else ""
            blocks = "".join(each.to_toml() for each in decisions)
            folder.write_text(OVERRIDES, f"{before.rstrip()}\n\n{blocks}".lstrip())
    return relink(kg)

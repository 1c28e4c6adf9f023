"""SPARQL on a graph: read-only, within a time and a number of rows, and named queries to begin with."""

from __future__ import annotations

from graph.queries.endpoint import query_endpoint
from graph.queries.engine import Bindable, QueryEngine, run_query, standing_engine
from graph.queries.named import NamedQuery, Parameter, named_queries, run_named
from graph.queries.results import FORMATS, QueryResult, Value

__all__ = [
    "FORMATS",
    "Bindable",
    "NamedQuery",
    "Parameter",
    "QueryEngine",
    "QueryResult",
    "Value",
    "named_queries",
    "query_endpoint",
    "run_named",
    "run_query",
    "standing_engine",
]

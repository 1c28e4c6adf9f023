"""diplograph: news about diplomacy as a knowledge graph that can be cited.

>>> import graph
>>> report = graph.build("seeds", "kg")  # doctest: +SKIP
>>> kg = graph.open_graph("kg")  # doctest: +SKIP

Names are loaded when they are first used, so that ``import graph`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.articles import read_articles
    from graph.build_report import BuildReport
    from graph.builder import build, relink, remove
    from graph.errors import GraphError
    from graph.extractor import Extractor
    from graph.knowledge_graph import KnowledgeGraph, decide, open_graph
    from graph.language import load_pipeline
    from graph.source_graph import open_endpoint, open_tables

__version__ = "0.1.0"

_HOMES = {
    "BuildReport": "graph.build_report",
    "Extractor": "graph.extractor",
    "GraphError": "graph.errors",
    "KnowledgeGraph": "graph.knowledge_graph",
    "build": "graph.builder",
    "decide": "graph.knowledge_graph",
    "load_pipeline": "graph.language",
    "open_endpoint": "graph.source_graph",
    "open_graph": "graph.knowledge_graph",
    "open_tables": "graph.source_graph",
    "read_articles": "graph.articles",
    "relink": "graph.builder",
    "remove": "graph.builder",
}

__all__ = [
    "BuildReport",
    "Extractor",
    "GraphError",
    "KnowledgeGraph",
    "__version__",
    "build",
    "decide",
    "load_pipeline",
    "open_endpoint",
    "open_graph",
    "open_tables",
    "read_articles",
    "relink",
    "remove",
]


def __getattr__(name: str) -> Any:
    """Load a public name from the module that defines it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'graph' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """The public names, for completion."""
    return __all__

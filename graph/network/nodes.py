"""Nodes and their attributes, added in the order of their IRIs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx as nx

from graph.tables import ClaimRow, EventRow, GraphTables


def add_nodes(G: nx.Graph[str], tables: GraphTables, iris: Iterable[str]) -> None:
    """Add entities, events and articles by IRI, each with ``label``, ``type`` and ``kind``."""
    for iri in sorted(set(iris)):
        G.add_node(iri, **_attributes(tables, iri))


def _attributes(tables: GraphTables, iri: str) -> dict[str, Any]:
    if (entity := tables.entities.get(iri)) is not None:
        return {"label": entity.label, "type": entity.type, "kind": "entity", "iso3": entity.iso3}
    if (event := tables.events.get(iri)) is not None:
        return {"label": event.label, "type": event.type, "kind": "event", "date": event.date}
    article = tables.articles[iri]
    return {"label": article.title or article.id, "type": "Article", "kind": "article", "date": article.date}


def event_attributes(event: EventRow, claims: Iterable[ClaimRow], quad: str | None) -> dict[str, Any]:
    """What an edge that is one event tells of it."""
    return {
        "events": (event.iri,),
        "claims": tuple(sorted(claim.iri for claim in claims)),
        "type": event.type,
        "label": event.label,
        "status": event.status,
        "plover": event.plover,
        "quad": quad,
        "goldstein": event.goldstein,
        "plover_score": event.plover_score,
        "date": event.date,
    }

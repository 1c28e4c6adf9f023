"""What a graph says of its nodes, sorted by kind of node: from a store, or from its blocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from graph.namespaces import DIP, RDF, SKOS
from graph.turtle import Block

SELECT_PREFIXES = f"PREFIX dip: <{DIP}> PREFIX rdf: <{RDF}> PREFIX skos: <{SKOS}> "
Node = Mapping[str, Sequence[str]]
"""The values of one subject by predicate, IRIs and literals alike as text, sorted."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """The nodes of a graph by IRI; ``events`` are those that a claim asserts and that are no tenure."""

    articles: Mapping[str, Node]
    entities: Mapping[str, Node]
    events: Mapping[str, Node]
    tenures: Mapping[str, Node]
    claims: Mapping[str, Node]


Row = tuple[str | None, ...]
Ask = Callable[[str], Iterable[Row]]
"""Answers a SELECT: the values of each row as text, None where a variable has none."""


def asking(store: ox.Store) -> Ask:
    """How a store is asked."""

    def ask(sparql: str) -> Iterator[Row]:
        for row in store.query(sparql):  # type: ignore[union-attr]
            yield tuple(cell and cell.value for cell in row)

    return ask


def select_subjects(ask: Ask) -> Subjects:
    """All nodes of a graph. Reading single triples through Python is slow; five SELECTs are not.

    Args:
        ask: of a graph in the vocabulary of ``ontology/diplomacy.ttl``, in the default graph.
    """
    tenures = select_nodes(ask, "?s a dip:Tenure ; ?p ?o")
    asserted = select_nodes(ask, "{ SELECT DISTINCT ?s { ?claim dip:asserts ?s } } ?s ?p ?o")
    return Subjects(
        articles=select_nodes(ask, "?s a dip:Article ; ?p ?o"),
        entities=select_nodes(ask, "?s skos:prefLabel ?label ; ?p ?o"),
        events={iri: node for iri, node in asserted.items() if iri not in tenures},
        tenures=tenures,
        claims=select_nodes(ask, "?s a dip:Claim ; ?p ?o"),
    )


def select_nodes(ask: Ask, pattern: str) -> dict[str, dict[str, list[str]]]:
    """All values of the subjects that a pattern with ``?s``, ``?p`` and ``?o`` finds, by subject and predicate."""
    found: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value in ask(f"{SELECT_PREFIXES}SELECT ?s ?p ?o WHERE {{ {pattern} }}"):
        found.setdefault(subject or "", {}).setdefault(predicate or "", []).append(value or "")
    for node in found.values():
        _sort_values(node)
    return found


def _sort_values(node: dict[str, list[str]]) -> None:
    for values in node.values():
        values.sort()


def sort_subjects(blocks: Iterable[Block]) -> Subjects:
    """The nodes of a graph from its blocks."""
    found: dict[str, dict[str, Node]] = defaultdict(dict)
    for iri, rows in blocks:
        node: dict[str, list[str]] = {}
        for predicate, value, _ in rows:
            node.setdefault(predicate, []).append(value)
        found[node_kind(node)][iri] = node
    return Subjects(
        articles=found["Article"],
        entities=found["Entity"],
        events=found["Event"],
        tenures=found["Tenure"],
        claims=found["Claim"],
    )


def node_kind(node: Node) -> str:
    """``Article``, ``Tenure``, ``Claim``, ``Entity`` or ``Event``; empty for what is none of these.

    Nothing but an event has a status and none of the other kinds.
    """
    types = {each.removeprefix(DIP) for each in node.get(f"{RDF}type", ())}
    if kind := next((kind for kind in ("Article", "Tenure", "Claim") if kind in types), ""):
        return kind
    return "Entity" if f"{SKOS}prefLabel" in node else "Event" if f"{DIP}status" in node else ""

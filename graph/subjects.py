"""What a graph says of its nodes, sorted by kind of node: from a store, or from triples in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import pyoxigraph as ox

from graph.namespaces import DIP, RDF, SKOS
from graph.turtle import Triple

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


def select_subjects(store: ox.Store) -> Subjects:
    """The nodes of a store. Reading single triples through Python is slow; five SELECTs are not.

    Args:
        store: a graph in the vocabulary of ``ontology/diplomacy.ttl``, in the default graph.
    """
    tenures = _select(store, "?s a dip:Tenure ; ?p ?o")
    asserted = _select(store, "{ SELECT DISTINCT ?s { ?claim dip:asserts ?s } } ?s ?p ?o")
    return Subjects(
        articles=_select(store, "?s a dip:Article ; ?p ?o"),
        entities=_select(store, "?s skos:prefLabel ?label ; ?p ?o"),
        events={iri: node for iri, node in asserted.items() if iri not in tenures},
        tenures=tenures,
        claims=_select(store, "?s a dip:Claim ; ?p ?o"),
    )


def sort_subjects(triples: Iterable[Triple]) -> Subjects:
    """The nodes of a graph whose triples come subject by subject."""
    found: dict[str, dict[str, Node]] = {"Article": {}, "Tenure": {}, "Claim": {}, "Entity": {}, "": {}}
    for iri, block in groupby(triples, key=lambda triple: triple.subject):
        node: dict[str, list[str]] = {}
        for _, predicate, value in block:
            node.setdefault(predicate, []).append(value.value)
        for values in node.values():
            values.sort()
        found[_kind(node)][iri] = node
    asserted = {each for node in found["Claim"].values() for each in node.get(f"{DIP}asserts", ())}
    return Subjects(
        articles=found["Article"],
        entities=found["Entity"],
        events={iri: node for iri, node in found[""].items() if iri in asserted},
        tenures=found["Tenure"],
        claims=found["Claim"],
    )


def _kind(node: Node) -> str:
    """The kind of a node, empty for an event and for what is none of these."""
    types = {each.removeprefix(DIP) for each in node.get(f"{RDF}type", ())}
    named = "Entity" if f"{SKOS}prefLabel" in node else ""
    return next((kind for kind in ("Article", "Tenure", "Claim") if kind in types), named)


def _select(store: ox.Store, pattern: str) -> dict[str, dict[str, list[str]]]:
    """All values of the subjects that a pattern finds, by subject and predicate."""
    query = f"PREFIX dip: <{DIP}> PREFIX skos: <{SKOS}> SELECT ?s ?p ?o WHERE {{ {pattern} }}"
    found: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value in store.query(query):  # type: ignore[union-attr]
        found.setdefault(subject.value, {}).setdefault(predicate.value, []).append(value.value)
    for node in found.values():
        for values in node.values():
            values.sort()
    return found

"""The ontology keeps its own style: what each query finds is a fault."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.namespaces import DIP
from graph.resources import ontology_dir

FOLDER = ontology_dir()
EXAMPLES = sorted(FOLDER.glob("examples/*/*.ttl"))
FILES = [FOLDER / "diplomacy.ttl", FOLDER / "actors.ttl", FOLDER / "shapes.ttl", *EXAMPLES]
PREFIXES = """
    PREFIX dcterms: <http://purl.org/dc/terms/>
    PREFIX dip: <https://w3id.org/diplograph/ontology#>
    PREFIX owl: <http://www.w3.org/2002/07/owl#>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    PREFIX schema: <https://schema.org/>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
FAULTS = {
    "no label": "?t a ?c FILTER NOT EXISTS { ?t skos:prefLabel ?l }",
    "two labels": "?t skos:prefLabel ?l, ?m FILTER (?l != ?m)",
    "no definition": "?t a ?c FILTER NOT EXISTS { ?t skos:definition ?l }",
    "two definitions": "?t skos:definition ?l, ?m FILTER (?l != ?m)",
    "no example": "?t a ?c FILTER NOT EXISTS { ?t skos:example ?e }",
    "a definition without an end": "?t skos:definition ?d FILTER (!STRENDS(STR(?d), '.'))",
    "not English": "?t skos:prefLabel|skos:definition|skos:example ?l FILTER (LANG(?l) != 'en')",
    "not of this ontology": "?t a ?c FILTER NOT EXISTS"
    " { ?t rdfs:isDefinedBy <https://w3id.org/diplograph/ontology> }",
    "a cycle of classes": "?t rdfs:subClassOf+ ?t",
    "a cycle of properties": "?t rdfs:subPropertyOf+ ?t",
    "a cycle of concepts": "?t skos:broader+ ?t",
    "a class that hangs in the air": "?t a owl:Class FILTER NOT EXISTS { ?t rdfs:subClassOf ?up }"
    " FILTER (?t NOT IN (dip:Entity, dip:Event, dip:Claim, dip:Tenure))",
    "a class under an unknown one": "?x rdfs:subClassOf ?t FILTER (STRSTARTS(STR(?t), STR(dip:)))"
    " FILTER NOT EXISTS { ?t a owl:Class }",
    "an event class without its symmetry": "?t rdfs:subClassOf+ dip:Event"
    " FILTER NOT EXISTS { ?t dip:symmetric ?s } FILTER NOT EXISTS { ?below rdfs:subClassOf ?t }",
    "an event group with a code": "?t dip:symmetric ?s . ?below rdfs:subClassOf ?t",
    "a root without its planned root": "?t dip:ploverRoot ?r FILTER NOT EXISTS { ?t dip:ploverPlanned ?p }",
    "a code that is no root": "?x dip:ploverRoot|dip:ploverPlanned ?t"
    " FILTER NOT EXISTS { ?t a dip:PloverRoot }",
    "a value off the scale": "?t dip:goldsteinValue|dip:ploverValue ?v FILTER (?v < -10 || ?v > 10)",
    "a class that begins small": "?t a owl:Class FILTER (!REGEX(STR(?t), '#[A-Z][A-Za-z]+$'))",
    "a property that begins large": "?t a ?k FILTER (?k IN (owl:ObjectProperty, owl:DatatypeProperty,"
    " owl:AnnotationProperty)) FILTER (!REGEX(STR(?t), '#[a-z][A-Za-z0-9]+$'))",
    "a property without domain": "?t a ?k FILTER (?k IN (owl:ObjectProperty, owl:DatatypeProperty))"
    " FILTER NOT EXISTS { ?t rdfs:domain|schema:domainIncludes ?d }",
    "a property without range": "?t a ?k FILTER (?k IN (owl:ObjectProperty, owl:DatatypeProperty))"
    " FILTER NOT EXISTS { ?t rdfs:range|schema:rangeIncludes ?d }",
    "two terms with one label": "?t skos:prefLabel ?l . ?x skos:prefLabel ?l FILTER (?x != ?t)"
    " FILTER EXISTS { ?t a ?k . ?x a ?k FILTER (?k != owl:NamedIndividual) }",
    "an alignment with itself": "?t skos:closeMatch|skos:exactMatch ?o"
    " FILTER (STRSTARTS(STR(?o), STR(dip:)))",
}


def load(*paths: Path) -> ox.Store:
    store = ox.Store()
    for path in paths:
        store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    return store


def found(store: ox.Store, pattern: str) -> list[str]:
    rows = store.query(f"{PREFIXES} SELECT DISTINCT ?t {{ {pattern} FILTER (STRSTARTS(STR(?t), '{DIP}')) }}")
    assert isinstance(rows, ox.QuerySolutions)
    return sorted(str(row["t"].value) for row in rows)


@pytest.fixture(scope="module")
def ontology() -> ox.Store:
    return load(FOLDER / "diplomacy.ttl")


@pytest.mark.parametrize("fault", FAULTS)
def test_no_term_has_the_fault(ontology: ox.Store, fault: str) -> None:
    assert found(ontology, FAULTS[fault]) == []


@pytest.mark.parametrize(
    ("fault", "broken"),
    [
        ("a cycle of classes", "dip:A rdfs:subClassOf dip:B . dip:B rdfs:subClassOf dip:A ."),
        ("no example", "dip:A a owl:Class ."),
        ("two labels", 'dip:A a owl:Class ; skos:prefLabel "a"@en, "b"@en .'),
        ("no definition", "dip:A a owl:Class ."),
        ("a class that hangs in the air", "dip:A a owl:Class ."),
        ("a value off the scale", "dip:A dip:goldsteinValue 11.0 ."),
    ],
)
def test_the_queries_find_faults(fault: str, broken: str) -> None:
    store = ox.Store()
    prefixes = PREFIXES.replace("PREFIX", "@prefix").replace(">\n", "> .\n")
    store.load((prefixes + broken).encode(), format=ox.RdfFormat.TURTLE)
    assert DIP + "A" in found(store, FAULTS[fault])


def test_there_is_something_to_check(ontology: ox.Store) -> None:
    assert len(found(ontology, "?t a owl:Class")) > 80
    assert len(found(ontology, "?t a owl:ObjectProperty")) > 35
    assert len(found(ontology, "?t a dip:PloverRoot")) == 16
    assert len(found(ontology, "?t skos:closeMatch ?o")) > 90
    assert len(EXAMPLES) == 48


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_files_are_plain_turtle(path: Path) -> None:
    text = path.read_text(encoding="utf8")
    quads = list(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))
    assert quads
    assert not any(isinstance(term, ox.BlankNode) for quad in quads for term in quad.triple)
    assert "<<" not in text
    assert "\t" not in text
    assert text.endswith(".\n")


def test_every_term_used_is_defined(ontology: ox.Store) -> None:
    defined = set(found(ontology, "?t a ?c"))
    data = load(FOLDER / "actors.ttl", FOLDER / "shapes.ttl", *FOLDER.glob("examples/valid/*.ttl"))
    used = {term.value for quad in data for term in quad.triple if isinstance(term, ox.NamedNode)}
    assert {iri for iri in used if iri.startswith(DIP)} <= defined

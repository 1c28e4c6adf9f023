import warnings

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from graph.namespaces import DCTERMS, ID, RDF, XSD
from graph.turtle import Term, Triple, boolean, moment, number, text, write_turtle

HOSTILE = [
    'quote " and \\ backslash',
    '"""',
    "line\nfeed\r\nand\ttab",
    "bell \x07 escape \x1b delete \x7f nel \x85",
    "separators \u2028 \u2029",
    "right-to-left \u202e mark",
    "\ufeffbyte order mark",
    "a lone surrogate \ud800",
    "NUL \x00",
    "<script>alert(1)</script>",
    "😀 中国",
    "\\u0041 is not an A",
    "\ufffe\uffff",
]
any_text = st.text(st.characters() | st.sampled_from('\x00\ud800"\\\n\r\x85\u2028'), max_size=30)


def both(turtle):
    """The triples as both parsers read them, as N-Triples-like rows."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        g = rdflib.Graph().parse(data=turtle, format="turtle")
    one = {(str(s), str(p), str(o)) for s, p, o in g}
    other = {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in ox.parse(turtle.encode("utf8"), format=ox.RdfFormat.TURTLE)
    }
    return one, other


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_literals_are_read_alike(value):
    turtle = write_turtle([Triple(f"{ID}thing/x", f"{DCTERMS}title", text(value))])
    one, other = both(turtle)
    assert one == other == {(f"{ID}thing/x", f"{DCTERMS}title", text(value).value)}


@given(any_text)
def test_any_literal_comes_back(value):
    turtle = write_turtle([Triple(f"{ID}thing/x", f"{DCTERMS}title", text(value))])
    one, other = both(turtle)
    assert one == other == {(f"{ID}thing/x", f"{DCTERMS}title", text(value).value)}
    assert len(turtle.splitlines()) == len(turtle.split("\n")) - 1


@given(any_text)
def test_any_iri_gives_turtle_that_both_read(value):
    turtle = write_turtle([Triple(f"{ID}thing/{value}", f"{RDF}type", Term(f"{ID}thing/{value}#{value}"))])
    one, other = both(turtle)
    assert len(one) == len(other) == 1
    assert one == other


@pytest.mark.parametrize(
    ("term", "written"),
    [
        (number(120), "120"),
        (number(0.87), "0.87"),
        (number(-10.0), "-10.0"),
        (number(1e-7), "0.0000001"),
        (number(1e20), "100000000000000000000.0"),
        (boolean(True), "true"),
        (moment("2024-11-28"), '"2024-11-28"^^xsd:date'),
        (moment("2024-11"), '"2024-11"^^xsd:gYearMonth'),
        (moment("2024"), '"2024"^^xsd:gYear'),
        (text("plain"), '"plain"'),
        (Term("x", f"{XSD}anyURI"), '"x"^^xsd:anyURI'),
        (Term(f"{ID}state/IND"), "state:IND"),
        (Term("https://news.example/a b"), "<https://news.example/a%20b>"),
    ],
)
def test_terms(term, written):
    turtle = write_turtle([Triple(f"{ID}thing/x", f"{DCTERMS}title", term)])
    assert turtle.endswith(f"\nthing:x\n    dcterms:title {written} .\n")


def test_order_of_triples_does_not_count():
    triples = [
        Triple(f"{ID}thing/b", f"{DCTERMS}title", text("B")),
        Triple(f"{ID}thing/b", f"{RDF}type", Term(f"{ID}thing/c")),
        Triple(f"{ID}thing/a", f"{DCTERMS}title", text("2")),
        Triple(f"{ID}thing/a", f"{DCTERMS}title", text("1")),
    ]
    written = write_turtle(triples)
    assert written == write_turtle([*reversed(triples), *triples])
    assert written.partition("\n\n")[2] == (
        "thing:a\n"
        '    dcterms:title "1" ;\n'
        '    dcterms:title "2" .\n'
        "\n"
        "thing:b\n"
        "    a thing:c ;\n"
        '    dcterms:title "B" .\n'
    )

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.queries.guard import bind, check_query, prologue

IRI = "http://127.0.0.1:9/"


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?s ?p ?o }",
        "ASK { ?s a <http://x.example/a#b> }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "DESCRIBE <http://x.example/>",
        "SELECT ?s { ?s ?p 'SERVICE <http://x.example/> { }' } # FROM <http://x.example/>",
        "PREFIX dip: <http://x.example/> SELECT (COUNT(*) AS ?n) { { SELECT ?s { ?s dip:p+ ?o } } }",
        "SELECT ?service ?from { ?service ?from ?load }",
        "SELECT * { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_queries_that_only_read_pass(sparql):
    assert check_query(sparql) == sparql


@pytest.mark.parametrize(
    ("sparql", "reason"),
    [
        (f"SELECT * {{ SERVICE <{IRI}> {{ ?s ?p ?o }} }}", "SERVICE is refused"),
        (f"SELECT * {{ service silent <{IRI}> {{ ?s ?p ?o }} }}", "SERVICE is refused"),
        ("SELECT * { ?s ?p ?e SERVICE ?e { ?s ?p ?o } }", "SERVICE is refused"),
        (f"ASK {{ OPTIONAL {{ {{ SELECT * {{ SERVICE <{IRI}> {{}} }} }} }} }}", "SERVICE is refused"),
        (f"ASK {{ FILTER NOT EXISTS {{ SERVICE <{IRI}> {{}} }} }}", "SERVICE is refused"),
        (f"ASK {{ ?s ?p ?o MINUS {{ ?s ?p ?o . SERVICE <{IRI}> {{}} }} }}", "SERVICE is refused"),
        (f"SELECT (EXISTS {{ SERVICE <{IRI}> {{}} }} AS ?x) {{}}", "SERVICE is refused"),
        (f"ASK {{ BIND(EXISTS {{ SERVICE <{IRI}> {{}} }} AS ?x) }}", "SERVICE is refused"),
        (f"SELECT * {{}} ORDER BY EXISTS {{ SERVICE <{IRI}> {{}} }}", "SERVICE is refused"),
        (f"SELECT * {{}} GROUP BY (EXISTS {{ SERVICE <{IRI}> {{}} }} AS ?x)", "SERVICE is refused"),
        (f"SELECT (1 AS ?x) {{}} HAVING (EXISTS {{ SERVICE <{IRI}> {{}} }})", "SERVICE is refused"),
        (f"DESCRIBE ?s {{ SERVICE <{IRI}> {{ ?s ?p ?o }} }}", "SERVICE is refused"),
        (f"CONSTRUCT {{ ?s ?p ?o }} {{ SERVICE <{IRI}> {{ ?s ?p ?o }} }}", "SERVICE is refused"),
        (f"ASK {{ # a comment ends here\rSERVICE <{IRI}> {{}} }}", "SERVICE is refused"),
        (f"SELECT * FROM <{IRI}> {{ ?s ?p ?o }}", "FROM is refused"),
        (f"SELECT * FROM NAMED <{IRI}> {{ ?s ?p ?o }}", "FROM is refused"),
        ("DESCRIBE <a:b> FROM <file:///etc/passwd>", "FROM is refused"),
        (f"CONSTRUCT FROM <{IRI}> WHERE {{ ?s ?p ?o }}", "FROM is refused"),
        (f"LOAD <{IRI}>", "an update is refused"),
        (f"LOAD SILENT <file:///etc/passwd> INTO GRAPH <{IRI}>", "an update is refused"),
        ("INSERT DATA { <a:a> <a:b> 1 }", "an update is refused"),
        ("DELETE WHERE { ?s ?p ?o }", "an update is refused"),
        ("DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }", "an update is refused"),
        ("CLEAR ALL", "an update is refused"),
        ("DROP DEFAULT", "an update is refused"),
        ("CREATE GRAPH <a:b>", "an update is refused"),
        ("SELECT * { ?s ?p ?o } ; DROP ALL", "not a SPARQL 1.1 query"),
        ('ASK { FILTER("a\\u0022 # ") SERVICE <a:b> {} \n }', "code point escapes"),
        ("ASK { \\U00000053ERVICE <a:b> {} }", "code point escapes"),
        ("SELECT * { ?s ?p }", "not a SPARQL 1.1 query: line 1, column "),
        ("SELECT *\n{ ?s ?p ?o", "not a SPARQL 1.1 query: line 2"),
        ("PREFIX a: <b:c>", "not a SPARQL 1.1 query"),
        ("", "not a SPARQL 1.1 query: line 1, column 1, near 'the end'"),
        ("ASK " + "{" * 4000 + "}" * 4000, "the query is nested too deeply"),
    ],
)
def test_what_is_refused(sparql, reason):
    with pytest.raises(QueryError) as error:
        check_query(sparql)
    assert str(error.value).startswith(reason)
    assert "\n" not in str(error.value)


def values(sparql, **bindings):
    return [[term and term.value for term in row] for row in ox.Store().query(bind(sparql, bindings))]


TERM = ox.Literal("x")


@pytest.mark.parametrize(
    ("sparql", "found"),
    [
        ("SELECT ?v {}", [["x"]]),
        ("SELECT ?v WHERE{}", [["x"]]),
        ("PREFIX a: <http://x.example/#> SELECT ?v { # }\n}", [["x"]]),
        ("SELECT ('{' AS ?b) ?v {}", [["{", "x"]]),
        ("SELECT (STRLEN(?v) AS ?n) { FILTER(BOUND(?v)) }", [["1"]]),
        ("SELECT (COUNT(?v) AS ?n) { FILTER EXISTS { FILTER(?v = 'x') } }", [["1"]]),
        ("SELECT ?v { { SELECT ?v { BIND('y' AS ?v) } } }", []),
        ("SELECT ?v { VALUES ?v { 'x' 'y' } }", [["x"]]),
    ],
)
def test_a_bound_variable_is_bound_in_the_whole_pattern(sparql, found):
    assert values(sparql, v=TERM) == found


def test_construct_is_bound_in_its_pattern():
    text = bind("CONSTRUCT { <a:a> <a:b> ?v . <a:a> <a:c> ?v } WHERE { }", {"v": TERM})
    assert {triple.object.value for triple in ox.Store().query(text)} == {"x"}
    assert bool(ox.Store().query(bind("ASK { FILTER(?v = 'x') }", {"v": TERM})))


@pytest.mark.parametrize("sparql", ["DESCRIBE <a:b>", "SELECT ?v { SELECT ?v {} }"])
def test_what_cannot_be_bound(sparql):
    with pytest.raises(QueryError):
        bind(sparql, {"v": TERM})


@pytest.mark.parametrize("name", ["", "a b", "v) { } #", "?v", "é", "v\n"])
def test_names_of_variables(name):
    with pytest.raises(QueryError, match="no name of a variable"):
        bind("SELECT * {}", {name: TERM})


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_changes_what_a_query_does(text):
    assert values("SELECT ?v { }", v=ox.Literal(text)) == [[text]]


@pytest.mark.parametrize("text", ['" } INSERT DATA { <a:a> <a:b> "', "x' # ", '"""', "\\u0022 }", "\r\n{"])
def test_injected_text_stays_text(text):
    assert values("SELECT ?v { FILTER(ISLITERAL(?v)) }", v=ox.Literal(text)) == [[text]]


def test_prefixes_are_there_unless_declared():
    assert "PREFIX dip: " in prologue("SELECT * {}")
    assert "PREFIX state: " in prologue("SELECT * {}")
    assert "PREFIX dip: " not in prologue("prefix dip: <a:b#> SELECT * {}")

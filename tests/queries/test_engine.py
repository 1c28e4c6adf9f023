import contextlib
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest

from graph.errors import QueryError, StoreError
from graph.namespaces import ID
from graph.queries import QueryEngine, run_query, standing_engine
from graph.queries.engine import to_term
from graph.queries.protocol import Job, Source
from graph.queries.worker import answer, load
from tests.samples import SAMPLE_TTL

LIMITS = {"seconds": 20, "rows": 1000}
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def engine():
    with QueryEngine(SAMPLE_TTL) as engine:
        yield engine


def test_select(engine):
    result = engine.run("SELECT ?code { ?s a dip:State ; dip:iso3 ?code } ORDER BY ?code", **LIMITS)
    assert (result.kind, result.variables, result.truncated) == ("select", ("code",), False)
    assert [code for (code,) in result.values] == ["BRA", "IND", "IRN", "NPL", "RUS", "TUR"]


def test_ask(engine):
    assert engine.run("ASK { state:IND dip:memberOf org:brics }", **LIMITS).truth is True
    assert engine.run("ASK { state:IRN dip:memberOf org:brics }", **LIMITS).truth is False


def test_construct_and_describe_give_sorted_triples_once(engine):
    described = engine.run("DESCRIBE state:NPL", **LIMITS)
    assert described.kind == "construct"
    assert list(described.rows) == sorted(described.rows)
    assert {str(value) for _, _, value in described} >= {"Nepal", "NPL"}
    built = engine.run(
        "CONSTRUCT { ?s a dip:State } { ?s a dip:State ; skos:prefLabel|dip:iso3 ?n }", **LIMITS
    )
    assert len(built) == 6


def test_the_ontology_is_a_graph_of_its_own(engine):
    classes = "GRAPH <https://w3id.org/diplograph/ontology> { ?class rdfs:subClassOf+ dip:SpeechAct }"
    found = engine.run(f"SELECT DISTINCT ?class {{ ?e a ?class . {classes} }} ORDER BY ?class", **LIMITS)
    assert [iri.rpartition("#")[2] for (iri,) in found.values][:2] == ["Announcement", "Criticism"]
    assert engine.run("ASK { dip:Visit a owl:Class }", **LIMITS).truth is False


@pytest.mark.parametrize(
    ("value", "sparql"),
    [
        ("IND", "ASK { ?s dip:iso3 ?v }"),
        (ox.NamedNode(f"{ID}state/IND"), "ASK { ?v dip:iso3 'IND' }"),
        (date(2024, 12, 9), "ASK { ?s dip:date ?v }"),
        (Decimal("-4.0"), "ASK { ?s dip:goldstein ?v }"),
        (True, "ASK { ?s dip:contested ?v }"),
        (334, "ASK { ?s dip:startOffset ?v }"),
        (0.5, "ASK { FILTER(?v = 0.5) }"),
    ],
)
def test_bindings(engine, value, sparql):
    assert engine.run(sparql, bindings={"v": value}, **LIMITS).truth


def test_what_no_variable_can_be_bound_to():
    with pytest.raises(QueryError, match="a list"):
        to_term([])
    with pytest.raises(QueryError, match="surrogate"):
        to_term("\ud800")


@pytest.mark.parametrize(
    ("rows", "given", "truncated"), [(5, 5, True), (6, 6, False), (7, 6, False), (0, 0, True)]
)
def test_the_row_limit(engine, rows, given, truncated):
    for sparql in ("SELECT ?s { ?s a dip:State }", "CONSTRUCT { ?s a dip:State } { ?s a dip:State }"):
        result = engine.run(sparql, seconds=20, rows=rows)
        assert (len(result), result.truncated) == (given, truncated)
        assert (result.notice is not None) == truncated


def test_the_time_limit_holds_and_the_next_query_is_answered(engine):
    begun = time.perf_counter()
    with pytest.raises(QueryError, match=r"took longer than 0\.5 seconds"):
        engine.run(RUNAWAY, seconds=0.5, rows=10)
    assert time.perf_counter() - begun < 5
    assert engine.run("ASK { ?s ?p ?o }", **LIMITS).truth


def test_the_time_limit_holds_for_parsing_too(engine):
    nested = "ASK { FILTER(" + "(" * 24 + "1" + ")" * 24 + ") }"
    begun = time.perf_counter()
    with contextlib.suppress(QueryError):
        engine.run(nested, seconds=1, rows=10)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    "sparql",
    [
        "ASK { " + "{" * 90 + "}" * 90 + " }",
        "SELECT (" + "!" * 5000 + "1 AS ?x) {}",
        "ASK { FILTER(" + "-" * 5000 + "1) }",
        "ASK { ?s " + "(" * 60 + "a" + ")" * 60 + " ?o }",
        "ASK { ?s " + "^" * 5000 + "a ?o }",
        "SELECT * { ?s ?p " + "[ ?p " * 500 + "1" + "]" * 500 + "}",
    ],
)
def test_deep_queries_do_no_harm(engine, sparql):
    with contextlib.suppress(QueryError):
        assert engine.run(sparql, seconds=5, rows=10).rows is not None
    assert engine.run("ASK { ?s ?p ?o }", **LIMITS).truth


def test_queries_of_several_threads_do_not_mix(engine):
    codes = ["BRA", "IND", "IRN", "NPL", "RUS", "TUR"] * 5

    def ask(code):
        found = engine.run("SELECT ?v { ?s dip:iso3 ?v }", bindings={"v": code}, **LIMITS)
        return found.values

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, codes)) == [[(code,)] for code in codes]


def test_the_worker_can_open_nothing():
    """Even past the guard: neither SERVICE nor a file can be reached from the process that runs queries."""
    if sys.platform == "win32":
        pytest.skip("no such limit on this system")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        code = f"""
import pyoxigraph as ox
from graph.queries.worker import _lock
store = ox.Store()
_lock()
for attempt in (
    lambda: list(store.query("SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")),
    lambda: store.update("LOAD <{address}>"),
    lambda: open("/etc/hosts"),
):
    try:
        attempt()
    except OSError as error:
        print("refused")
    except RuntimeError:
        print("refused")
"""
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.split() == ["refused"] * 3
        with pytest.raises(TimeoutError):
            server.accept()


def test_no_query_reaches_the_network(engine):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        for sparql in (
            f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
            f"SELECT * FROM <{address}> {{ ?s ?p ?o }}",
            f"LOAD <{address}>",
        ):
            with pytest.raises(QueryError):
                engine.run(sparql, **LIMITS)
        with pytest.raises(TimeoutError):
            server.accept()


def test_an_orphaned_worker_ends_by_the_systems_clock():
    if sys.platform == "win32":
        pytest.skip("no such clock on this system")
    code = f"""
from graph.queries import engine
from graph.queries.protocol import Job, send
running = engine.QueryEngine({str(SAMPLE_TTL)!r})
process = running._started()
send(process.stdin, Job({RUNAWAY!r}, (), 1, -4.0))
print(process.pid)
engine.os._exit(0)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for _ in range(100):
        if not is_running(int(done.stdout)):
            return
        time.sleep(0.1)
    pytest.fail("the worker still runs")


def is_running(pid):
    """Whether a process runs; one that ended and is not yet reaped does not."""
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return found.stdout.strip()[:1] not in ("", "Z")


def test_a_store_is_copied():
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("a:a"), ox.NamedNode("a:b"), ox.Literal("c", language="en")))
    result = run_query(store, "SELECT ?s ?p ?o { ?s ?p ?o }", **LIMITS)
    assert [str(cell.term) for cell in result.rows[0]] == ["<a:a>", "<a:b>", '"c"@en']


def test_the_engine_of_a_path_stays_until_the_file_changes(tmp_path):
    path = tmp_path / "graph.ttl"
    path.write_text("<a:a> <a:b> 1 .", encoding="utf8")
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert run_query(tmp_path, count, **LIMITS).values == [("1",)]
    first = standing_engine(path)
    assert standing_engine(tmp_path) is first
    path.write_text("<a:a> <a:b> 1, 2 .", encoding="utf8")
    assert run_query(tmp_path, count, **LIMITS).values == [("2",)]
    assert first._process is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "there is no graph here: build it first"),
        ("<a:a> <a:b>", "not Turtle"),
        ("<a:a> <a:b> " + "[ <a:b> " * 200_000, "build"),
        ('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aa">]><r>&a;</r>', "not Turtle"),
    ],
)
def test_a_missing_or_damaged_graph_is_one_line(tmp_path, text, message):
    path = tmp_path / "graph.ttl"
    if text:
        path.write_text(text, encoding="utf8")
    with pytest.raises(StoreError, match=message) as error:
        run_query(path, "ASK {}", **LIMITS)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_unknown_functions_are_no_crash(engine):
    with pytest.raises(QueryError, match="cannot be run"):
        engine.run("SELECT (<http://x.example/f>(1) AS ?x) {}", **LIMITS)


def test_the_worker_answers_in_process_too():
    found = answer(load(Source(path=str(SAMPLE_TTL))), Job("ASK { state:IND ?p ?o }", (), 1, 1.0))
    assert found.truth
    assert found.checking > 0 < found.running

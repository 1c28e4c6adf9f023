"""The endpoint, asked by clients that know nothing of it: urllib, rdflib and roqet."""

import io
import json
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager

import pytest
from rdflib import Graph
from rdflib.query import Result

from graph.builder import build
from graph.errors import GraphError
from graph.serve import GraphServer, SparqlApp
from graph.serve.app import MOST_BYTES, Refusal, choose_type
from tests.builds import Reader, write_corpus
from tests.samples import SAMPLE_TTL

pytest.importorskip("waitress", reason="waitress is not installed")

STATES = "SELECT ?code { ?s a dip:State ; dip:iso3 ?code } ORDER BY ?code"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@contextmanager
def running(**options):
    server = GraphServer(SAMPLE_TTL, port=0, rows=100, **options)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield server.url.rstrip("/")
    server.close()
    thread.join(10)


@pytest.fixture(scope="module")
def server():
    with running(seconds=20, view=lambda: "<p>the view</p>") as url:
        yield url


def ask(url, *, accept="*/*", data=None, headers=(), method=None):
    """Status, media type and body of an answer."""
    request = urllib.request.Request(
        url, data=data, headers={"Accept": accept, **dict(headers)}, method=method
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.status, response.headers["Content-Type"], response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["Content-Type"], error.read()


def get(server, sparql, **options):
    return ask(f"{server}/sparql?{urllib.parse.urlencode({'query': sparql})}", **options)


@pytest.mark.parametrize("how", ["get", "form", "direct"])
def test_the_three_ways_to_send_a_query(server, how):
    if how == "get":
        answer = get(server, STATES)
    elif how == "form":
        data = urllib.parse.urlencode({"query": STATES}).encode()
        answer = ask(f"{server}/sparql", data=data)
    else:
        answer = ask(
            f"{server}/sparql", data=STATES.encode(), headers={"Content-Type": "application/sparql-query"}
        )
    status, media, body = answer
    assert (status, media) == (200, "application/sparql-results+json; charset=utf-8")
    found = [row["code"]["value"] for row in json.loads(body)["results"]["bindings"]]
    assert found == ["BRA", "IND", "IRN", "NPL", "RUS", "TUR"]


@pytest.mark.parametrize(
    ("accept", "type", "known_as"),
    [
        ("application/sparql-results+xml", "application/sparql-results+xml", "xml"),
        ("text/csv", "text/csv", "csv"),
        ("text/html, text/tab-separated-values;q=0.5", "text/tab-separated-values", "tsv"),
        ("application/sparql-results+json;q=0.1, */*;q=0.05", "application/sparql-results+json", "json"),
    ],
)
def test_formats_of_rows(server, accept, type, known_as):
    status, got, body = get(server, STATES, accept=accept)
    assert (status, got) == (200, f"{type}; charset=utf-8")
    read = Result.parse(io.BytesIO(body), format=known_as)
    assert [str(row[0]) for row in read] == ["BRA", "IND", "IRN", "NPL", "RUS", "TUR"]


@pytest.mark.parametrize(
    ("accept", "known_as"), [("*/*", "turtle"), ("text/turtle", "turtle"), ("application/n-triples", "nt")]
)
def test_formats_of_triples(server, accept, known_as):
    status, _, body = get(server, "DESCRIBE state:IND", accept=accept)
    assert status == 200
    assert len(Graph().parse(data=body, format=known_as)) == 6


@pytest.mark.parametrize(
    ("sparql", "status", "message"),
    [
        ("SELECT * {", 400, "not a SPARQL 1.1 query"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 400, "SERVICE is refused"),
        ("SELECT * FROM <http://127.0.0.1/> { ?s ?p ?o }", 400, "FROM is refused"),
        ("DROP ALL", 400, "an update is refused"),
        ("SELECT * { ?s ?p ?o }", 500, "the answer has more than 100 rows"),
    ],
)
def test_refusals_are_one_line(server, sparql, status, message):
    got, media, body = get(server, sparql)
    assert (got, media) == (status, "text/plain; charset=utf-8")
    assert body.decode().startswith(message)
    assert body.count(b"\n") == 1


@pytest.mark.parametrize(
    ("path", "options", "status"),
    [
        ("/sparql", {}, 400),
        ("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", {}, 400),
        ("/sparql?query=ASK%7B%7D&default-graph-uri=http://x.example/", {}, 400),
        ("/sparql?query=ASK%7B%7D&named-graph-uri=http://x.example/", {}, 400),
        ("/sparql", {"data": b"update=DROP+ALL"}, 400),
        ("/sparql", {"data": b"DROP ALL", "headers": {"Content-Type": "application/sparql-update"}}, 415),
        ("/sparql", {"data": b"\xff", "headers": {"Content-Type": "application/sparql-query"}}, 400),
        ("/sparql", {"data": b" " * (MOST_BYTES + 1)}, 413),
        ("/sparql?query=ASK%7B%7D", {"method": "PUT"}, 405),
        ("/sparql?query=ASK%7B%7D", {"method": "OPTIONS"}, 405),
        ("/sparql?query=ASK%7B%7D", {"accept": "image/png"}, 406),
        ("/sparql?query=ASK%7B%7D", {"headers": {"Host": "evil.example"}}, 403),
        ("/sparql?query=ASK%7B%7D", {"headers": {"Origin": "https://evil.example"}}, 403),
        ("/update", {"data": b"update=DROP+ALL"}, 404),
        ("/../../etc/passwd", {}, 404),
        ("/", {"method": "POST", "data": b""}, 405),
        ("/sparql?query=ASK%7B%7D", {"method": "HEAD"}, 200),
        ("/query?query=ASK%7B%7D", {}, 200),
        ("/view", {}, 200),
    ],
)
def test_requests(server, path, options, status):
    assert ask(server + path, **options)[0] == status


def test_the_page_works_without_a_network(server):
    status, media, body = ask(f"{server}/")
    page = body.decode()
    assert (status, media) == (200, "text/html; charset=utf-8")
    assert "http://" not in page.replace("http://www.w3.org", "").replace("http://purl.org", "")
    assert "Planned visits and who says so" in page
    assert ask(f"{server}/view")[2] == b"<p>the view</p>"


def test_headers(server):
    with urllib.request.urlopen(f"{server}/", timeout=60) as response:
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert "Access-Control-Allow-Origin" not in response.headers


def test_a_runaway_query_is_ended_and_others_are_answered():
    answers = []
    with running(seconds=3, workers=2) as url:
        slow = threading.Thread(target=lambda: answers.append(get(url, RUNAWAY)))
        slow.start()
        time.sleep(0.2)
        assert get(url, "ASK { ?s ?p ?o }")[0] == 200
        slow.join(30)
    (answer,) = answers
    assert answer[0] == 503
    assert answer[2].decode().startswith("the query took longer than 3 seconds")


def test_roqet_reads_the_answers(server):
    if not shutil.which("roqet"):
        pytest.skip("roqet (Debian package rasqal-utils) is not installed")
    command = ["roqet", "-q", "-p", f"{server}/sparql", "-r", "csv", "-e"]
    query = f"PREFIX dip: <https://w3id.org/diplograph/ontology#> {STATES}"
    done = subprocess.run([*command, query], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["code", "BRA", "IND", "IRN", "NPL", "RUS", "TUR"]


@pytest.mark.parametrize(
    ("accept", "type"),
    [
        ("*/*", "a/x"),
        ("a/y", "a/y"),
        ("a/*;q=0.5, b/z", "b/z"),
        ("a/x;q=0, */*", "a/y"),
        ("a/x;q=high, b/*", "b/z"),
        ("A/Y ; Q=0.2", "a/y"),
    ],
)
def test_media_types(accept, type):
    assert choose_type(accept, ["a/x", "a/y", "b/z"]) == type


def test_no_media_type():
    with pytest.raises(Refusal):
        choose_type("c/d", ["a/x"])


def test_a_taken_port_and_a_missing_graph_are_one_line(server, tmp_path):
    with pytest.raises(GraphError, match="give another with --port"):
        GraphServer(SAMPLE_TTL, port=int(server.rpartition(":")[2]), seconds=1, rows=1)
    with pytest.raises(GraphError, match="there is no graph here"):
        SparqlApp(tmp_path, seconds=1, rows=1)


def test_the_command_says_where_and_ends_when_interrupted(tmp_path):
    build(write_corpus(tmp_path / "in"), tmp_path / "kg", extractor=Reader())
    command = [sys.executable, "-m", "graph", "serve", str(tmp_path / "kg"), "--port", "0"]
    # A shell's background job ignores interrupts and hands that down; a handled signal is handed down as usual.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, before)
    with process:
        try:
            url, _, hint = process.stdout.readline().partition(" ")
            assert hint.strip() == "(end with Ctrl+C)"
            assert get(url.rstrip("/"), "ASK { state:IND ?p ?o }")[0] == 200
            assert b"<html" in ask(f"{url}view")[2]
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
        finally:
            process.kill()

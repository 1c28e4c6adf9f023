"""A real SPARQL server, loaded in bulk from an export in shards."""

from __future__ import annotations

import gzip
import http.server
import shutil
import sys
import threading
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.cli import main
from graph.errors import QueryError, StoreError
from graph.exports.bulk import write_shards
from graph.knowledge_graph import open_graph
from graph.queries import query_endpoint

LIMITS = {"seconds": 20.0, "rows": 1000}
OXIGRAPH = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}") or shutil.which("oxigraph")


def test_shards_hold_the_graph_and_have_the_same_bytes(sample_kg, shards, tmp_path):
    paths = sorted(shards.iterdir())
    assert [path.name for path in paths] == [f"part-{number:05}.nt.gz" for number in range(1, 7)]
    lines = [gzip.decompress(path.read_bytes()).splitlines() for path in paths]
    assert [len(part) for part in lines] == [100] * 5 + [len(lines[-1])]
    store = ox.Store()
    for part in lines:
        store.load(b"\n".join(part), format=ox.RdfFormat.N_TRIPLES)
    assert set(store) == set(open_graph(sample_kg).store)
    again = write_shards(sample_kg / "graph.ttl", tmp_path, triples=100)
    assert [path.read_bytes() for path in sorted(again.iterdir())] == [path.read_bytes() for path in paths]
    (tmp_path / "mine.txt").touch()
    write_shards(sample_kg / "graph.ttl", tmp_path, triples=400)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "mine.txt",
        "part-00001.nt.gz",
        "part-00002.nt.gz",
    ]


def test_the_command_that_exports_shards(sample_kg, tmp_path, capsys):
    assert main(["export", str(sample_kg), "--out", str(tmp_path / "bulk"), "--format", "shards"]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'bulk'}\n"
    assert (tmp_path / "bulk" / "part-00001.nt.gz").is_file()
    (tmp_path / "bad.ttl").write_text("no turtle", encoding="utf8")
    with pytest.raises(StoreError, match="is damaged"):
        write_shards(tmp_path / "bad.ttl", tmp_path / "x")


QUERIES = [
    "SELECT ?claim ?quote { ?claim a dip:Claim ; dip:quote ?quote } ORDER BY ?claim",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?s ?none { ?s a dip:Article OPTIONAL { ?s dip:none ?none } } ORDER BY ?s",
    "ASK { ?visit a dip:Visit }",
    "CONSTRUCT { ?s skos:prefLabel ?o } WHERE { ?s skos:prefLabel ?o }",
]


@pytest.mark.parametrize("sparql", QUERIES)
def test_a_server_answers_as_the_folder_does(server, sample_kg, sparql):
    here = open_graph(sample_kg).query(sparql)
    there = query_endpoint(server, sparql, **LIMITS)
    assert (there.kind, there.variables, there.truth) == (here.kind, here.variables, here.truth)
    assert sorted(map(str, there.rows)) == sorted(map(str, here.rows))


def test_rows_and_bindings(server):
    sparql = "SELECT ?s { ?s dcterms:identifier ?id }"
    found = query_endpoint(server, sparql, seconds=9, rows=2)
    assert (len(found), found.truncated) == (2, True)
    assert len(query_endpoint(server, sparql, bindings={"id": "row-7"}, **LIMITS)) == 1


def test_the_command(server, tmp_path, capsys):
    assert main(["query", "--endpoint", server, QUERIES[1], "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "n"
    (tmp_path / "q.rq").write_text(QUERIES[3], encoding="utf8")
    assert main(["query", "--endpoint", server, "--file", str(tmp_path / "q.rq")]) == 0


@pytest.mark.parametrize(
    "arguments",
    [["kg"], [], ["--endpoint", "http://x"], ["--endpoint", "http://x", "--name", "x"]],
)
def test_a_wrong_command(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(["query", *arguments])
    assert caught.value.code == 2
    assert "usage: diplograph query" in capsys.readouterr().err


@pytest.fixture(scope="module")
def odd_server():
    """A server that answers each path in a way of its own."""
    answers = {
        "/cut": (
            200,
            "application/sparql-results+json",
            b'{"head": {"vars": ["a"]}, "results": {"bindings": [',
        ),
        "/html": (200, "text/html", b"<html>"),
        "/busy": (503, "text/plain", b"too many\nqueries"),
    }

    class Odd(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/slow":
                time.sleep(3)
                return
            code, kind, body = answers[self.path]
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Odd) as odd:
        threading.Thread(target=odd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{odd.server_port}"
        odd.shutdown()


WRONG = [
    ("/cut", "the answer is cut short or no SPARQL result"),
    ("/html", "the answer is cut short or no SPARQL result"),
    ("/busy", r"the server refuses \(503 Service Unavailable\): too many queries"),
    ("/slow", "no answer within 0.5 s"),
]


@pytest.mark.parametrize(("path", "reason"), WRONG)
def test_what_a_server_does_wrong_is_told_in_one_line(odd_server, path, reason):
    with pytest.raises(QueryError, match=reason):
        query_endpoint(odd_server + path, "SELECT ?a { ?a ?b ?c }", seconds=0.5, rows=10)


def test_what_is_never_sent():
    for url in ("file:///etc/passwd", "x", "http://[x/query"):
        with pytest.raises(QueryError, match="no address of a server"):
            query_endpoint(url, "ASK {}", **LIMITS)
    with pytest.raises(QueryError, match="an update is refused"):
        query_endpoint("http://127.0.0.1:1", "DELETE WHERE { ?s ?p ?o }", **LIMITS)
    with pytest.raises(QueryError, match="no answer"):
        query_endpoint("http://a..b/query", "ASK {}", **LIMITS)
    with pytest.raises(QueryError, match=r"127\.0\.0\.1:1: no answer .*is the server running\?"):
        query_endpoint("http://127.0.0.1:1", "ASK {}", **LIMITS)

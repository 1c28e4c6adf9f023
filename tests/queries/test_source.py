"""Networks and event tables of a part of a graph are those of the whole, wherever the part is read from."""

from __future__ import annotations

import pytest

from graph import parquet_tables
from graph.cli import main
from graph.errors import GraphError, QueryError, StoreError
from graph.exports.networks import to_graphml
from graph.knowledge_graph import open_graph
from graph.queries import index
from graph.queries.source import SparqlSource
from graph.source_graph import SourceGraph, open_endpoint, open_tables
from graph.subjects import asking
from tests.benchmarks.articles import write_articles
from tests.benchmarks.bench_scale import MadeUp

TIMES = [{}, {"since": "2021"}, {"until": "2022-03"}, {"since": "2020-06-15", "until": "2021-02"}]
NETWORKS = [
    {},
    {"status": None},
    {"status": ["Planned"], "kind": "dyads"},
    {"level": "state", "kind": "signed"},
    {"kind": "coparticipation", "types": ["Meeting"]},
    {"kind": "bipartite", "level": "state", "quad": ["VerbalConflict"]},
    {"kind": "conflict", "cliques": True},
    {"kind": "relations"},
    {"kind": "articles"},
    {"sources": ["Harbour Wire"], "kind": "multigraph"},
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    from graph.builder import build

    folder = tmp_path_factory.mktemp("made")
    build(write_articles(60, folder / "articles"), folder / "kg", extractor=MadeUp())
    return open_graph(folder / "kg")


@pytest.fixture(scope="module", params=["SPARQL", "Parquet"])
def asked(whole, request):
    if request.param == "SPARQL":
        return SourceGraph(SparqlSource(asking(whole.store)), name="made up")
    return open_tables(whole.export(whole.path.parent / "tables", format="tables"))


@pytest.mark.parametrize("times", TIMES, ids=str)
@pytest.mark.parametrize("options", NETWORKS, ids=str)
def test_a_network_of_a_part_is_that_of_the_whole(whole, asked, options, times):
    expected, found = whole.network(**options, **times), asked.network(**options, **times)
    assert found.graph == expected.graph
    assert to_graphml(found) == to_graphml(expected)


@pytest.mark.parametrize("times", TIMES, ids=str)
@pytest.mark.parametrize(
    "filters", [{}, {"status": "Planned"}, {"types": ["Visit"]}, {"entity": ""}], ids=str
)
def test_an_event_table_of_a_part_is_that_of_the_whole(whole, asked, filters, times):
    if "entity" in filters:
        filters = {"entity": whole.rank(top=1).rows[0].name}
    expected = whole.event_records(**filters, **times)
    assert expected or times
    assert asked.event_records(**filters, **times) == expected


def test_dyads_and_windows(whole, asked):
    pair = whole.dyads(status=None).rows[0]
    for options in ({}, {"between": (pair.a, pair.b), "by": "year", "status": None}):
        assert asked.dyads(**options) == whole.dyads(**options)
    assert asked.tables == whole.tables
    assert asked.compare("2019/2020", "2020-06/2024") == whole.compare("2019/2020", "2020-06/2024")


def test_only_the_part_is_read(whole):
    asked = []

    def ask(sparql):
        for row in asking(whole.store)(sparql):
            asked.append(row)
            yield row

    part = SourceGraph(SparqlSource(ask), name="watched").network(since="2022", status="Planned")
    read = len(asked)
    asked.clear()
    assert len(SourceGraph(SparqlSource(ask), name="watched").tables.events) > 10 * part.graph["events"]
    assert read < len(asked) / 10


def test_of_a_large_folder_the_index_is_read_and_never_the_whole(whole, tmp_path, monkeypatch):
    monkeypatch.setattr(index, "LARGE", 1)
    index.write_index(whole.path)
    large = open_graph(whole.path)
    assert large.rank(since="2022") == whole.rank(since="2022")
    assert large.event_records(status="Planned") == whole.event_records(status="Planned")
    assert large.export(tmp_path / "a.csv").read_bytes() == whole.export(tmp_path / "b.csv").read_bytes()
    assert not {"store", "tables"} & vars(large).keys()
    assert large.tables == whole.tables
    assert large.source() is None


NAMES = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix id: <https://w3id.org/diplograph/id/> .
    <https://x.example/1> skos:prefLabel "Türkiye" . <https://x.example/2> skos:altLabel "Tu\u0308RKIYE" .
    <https://x.example/3> skos:prefLabel "Turkiyeli" . <https://x.example/4> skos:prefLabel "Côte d’Ivoire" .
    <https://x.example/5> skos:prefLabel "The Straße (a.b)" . <https://x.example/6> skos:prefLabel "Łódź" .
    <https://x.example/7> skos:prefLabel "Москва" . <https://x.example/8> skos:prefLabel "India's" ."""


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Turkiye", "12"),
        ("türkiye", "12"),
        ("TÜRKIYE", "12"),
        ("Turkiy", ""),
        ("cote d'ivoire", "4"),
        ("strasse a.b", "5"),
        ("Łodz", "6"),
        ("МОСКВА", "7"),
        ("India", "8"),
        ("[a-z", ""),
        ("...", ""),
        ('"', ""),
    ],
)
def test_a_server_finds_names_whatever_their_accents(name, found):
    import pyoxigraph as ox

    store = ox.Store()
    store.load(NAMES.encode(), format=ox.RdfFormat.TURTLE)
    iris = SparqlSource(asking(store)).called([name, "Nobody"])
    assert sorted(iri[-1] for iri in iris if iri.startswith("https://x.")) == list(found)


def test_what_there_is_not_is_told_as_of_a_folder(whole, asked):
    for options in ({"status": ["Done"]}, {"types": ["Party"]}, {"since": "soon"}, {"sources": ["Nobody"]}):
        with pytest.raises(GraphError) as expected:
            whole.network(**options)
        with pytest.raises(GraphError) as found:
            asked.network(**options)
        assert str(found.value) == str(expected.value)
    with pytest.raises(GraphError, match="no entity is called 'Atlantis'"):
        asked.dyads(between=("Atlantis", "Lyonesse"))


COMMANDS = [
    ["events", "--status", "Occurred", "--format", "csv"],
    ["show", "Russia"],
    ["rank", "--level", "state", "--format", "csv"],
    ["dyads", "--format", "json"],
    ["dyads", "--between", "India,Russia", "--by", "year"],
    ["compare", "--window", "2023", "--window", "2024"],
    ["communities", "--format", "csv"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_commands_read_from_a_server_and_from_tables(server, sample_kg, command, capsys, tmp_path):
    name, *options = command
    assert main([name, str(sample_kg), *options]) == 0
    expected = capsys.readouterr().out
    assert main([name, *options, "--endpoint", server]) == 0
    assert capsys.readouterr().out == expected
    assert main(["export", str(sample_kg), "--format", "tables", "--out", str(tmp_path)]) == 0
    capsys.readouterr()
    assert main([name, str(tmp_path), *options]) == 0
    assert capsys.readouterr().out == expected


def test_tables_are_typed_and_have_the_same_bytes(whole, tmp_path, monkeypatch):
    import pyarrow.parquet as pq

    first = whole.export(tmp_path / "first", format="tables")
    monkeypatch.setattr(parquet_tables, "_ROWS", 7)
    again = open_tables(whole.export(tmp_path / "again", format="tables"))
    assert again.tables == whole.tables
    events = pq.read_table(first / "events.parquet")
    assert str(events.schema.field("goldstein").type) == "double"
    assert str(events.schema.field("actor").type) == "list<element: string>"
    assert set(events["status"].to_pylist()) == {"Occurred", "Planned", "Negated"}
    row = next(row for row in events.to_pylist() if row["date"])
    assert (row["first_day"], row["last_day"]) == (row["date"], row["date"])
    monkeypatch.undo()
    whole.export(tmp_path / "third", format="tables")
    assert (tmp_path / "third" / "claims.parquet").read_bytes() == (first / "claims.parquet").read_bytes()
    assert sorted(path.name for path in first.iterdir()) == [
        f"{name}.parquet" for name in ("articles", "claims", "entities", "events", "tenures")
    ]


def test_what_is_wrong_with_tables_is_one_line(whole, tmp_path):
    with pytest.raises(StoreError, match="export some with --format tables"):
        open_tables(tmp_path)
    folder = whole.export(tmp_path / "tables", format="tables")
    tables = folder / "events.parquet"
    data = tables.read_bytes()
    tables.write_bytes(data[:4] + bytes(200) + data[204:])
    with pytest.raises(StoreError, match="a table is damaged"):
        open_tables(folder).events()
    tables.write_bytes(b"PAR1 nothing")
    with pytest.raises(StoreError, match="a table is damaged"):
        open_tables(folder)
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="no folder can be made here"):
        whole.export(tmp_path / "file", format="tables")


def test_an_export_that_fails_leaves_nothing_half_written(tmp_path):
    turtle, folder = tmp_path / "graph.ttl", tmp_path / "tables"
    turtle.write_text("no Turtle at all", encoding="utf8")
    with pytest.raises(StoreError, match="is damaged"):
        parquet_tables.write_tables(turtle, folder)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["events.csv", "network.graphml"])
def test_exports_are_written_from_a_server(server, sample_kg, tmp_path, name):
    folder = open_graph(sample_kg).export(tmp_path / f"folder-{name}")
    assert main(["export", "--endpoint", server, "--out", str(tmp_path / name)]) == 0
    assert (tmp_path / name).read_bytes() == folder.read_bytes()


def test_the_page_of_a_server(server, sample_kg, tmp_path):
    assert main(["view", "--endpoint", server, "--out", str(tmp_path / "page.html")]) == 0
    assert (tmp_path / "page.html").read_bytes() == open_graph(sample_kg).view().generate_html().encode(
        "utf8"
    )


def test_what_is_wrong_with_a_server_is_one_line(tmp_path, capsys, server):
    assert main(["rank", "--endpoint", "http://127.0.0.1:9/query"]) == 1
    assert "is the server running?" in capsys.readouterr().err
    with pytest.raises(QueryError, match="no address of a server"):
        open_endpoint("kg")
    assert main(["export", "--endpoint", server, "--out", str(tmp_path / "kg.nq")]) == 1
    assert "only csv, parquet, graphml and gexf" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["rank", "kg", "--endpoint", "http://127.0.0.1:9/query"])
    assert "either a graph folder or a server" in capsys.readouterr().err

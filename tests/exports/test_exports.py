"""Each format is read back by a program that did not write it."""

import csv
import io
import json
import shutil
import subprocess
from dataclasses import replace

import networkx as nx
import pandas as pd
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Dataset, Graph, URIRef

from graph.builder import build
from graph.cli import main
from graph.errors import GraphError
from graph.exports import FORMATS, format_of, to_bytes
from graph.exports.dyad_rows import COLUMNS, dyad_rows, to_csv
from graph.exports.networks import to_gexf, to_graphml
from graph.exports.quads import article_quads
from graph.knowledge_graph import open_graph
from graph.namespaces import DIP, ID, XSD
from graph.network import project
from graph.tables import read_tables
from tests.builds import Reader, write_corpus
from tests.samples import SAMPLE_TTL

ORLOV, PACT, ROW = (
    f"{ID}article/{name}" for name in ("wire-orlov-txt-df086b70", "wire-pact-txt-4ac43b7e", "row-7-9e4ccd0e")
)
ODD = "a \"b\" <c> & 'd'\n\té\x0b"


@pytest.fixture(scope="module")
def store():
    store = ox.Store()
    store.load(path=str(SAMPLE_TTL), format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def written(store):
    tables = read_tables(store)
    sources = {
        "store": lambda: store,
        "tables": lambda: tables,
        "network": lambda: project(tables, status=None),
    }
    return {name: to_bytes(name, **sources) for name in FORMATS}


def values(triples):
    """Triples with numbers as numbers: 1.0 and 1 are one value."""
    decimal = URIRef(f"{XSD}decimal")
    return {(s, p, float(o) if getattr(o, "datatype", None) == decimal else o) for s, p, o in triples}


@pytest.fixture(scope="module")
def turtle():
    return values(Graph().parse(SAMPLE_TTL))


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize(("name", "known_as"), [("nquads", "nquads"), ("trig", "trig")])
def test_named_graphs(written, turtle, name, known_as):
    read = Dataset()
    read.parse(data=written[name].decode(), format=known_as)
    named = {str(each.identifier): each for each in read.graphs()}
    assert named.keys() - {"urn:x-rdflib:default"} == {ORLOV, PACT, ROW}
    assert values(triple for each in named.values() for triple in each) == turtle
    visit = URIRef(f"{ID}event/080ae6896bce00de")
    assert [bool(list(named[each].triples((visit, None, None)))) for each in (ORLOV, PACT, ROW)] == [
        True,
        True,
        False,
    ]
    member = (URIRef(f"{ID}state/IND"), URIRef(f"{DIP}memberOf"), URIRef(f"{ID}org/brics"))
    assert [member in named[each] for each in (ORLOV, PACT, ROW)] == [True, False, False]


def rapper(data: bytes, syntax: str) -> list[str]:
    if not shutil.which("rapper"):
        pytest.skip("rapper (Debian package raptor2-utils) is not installed")
    command = ["rapper", "-q", "-i", syntax, "-o", "ntriples", "-", "http://x.example/"]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    assert done.stderr == b""
    return sorted(set(done.stdout.decode().splitlines()))


@pytest.mark.parametrize(("name", "syntax"), [("nquads", "nquads"), ("trig", "trig")])
def test_rapper_reads_as_many_triples(written, name, syntax):
    assert len(rapper(written[name], syntax)) == len(rapper(SAMPLE_TTL.read_bytes(), "turtle")) == 501


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_jsonld(written, turtle, store):
    assert values(Graph().parse(data=written["jsonld"], format="json-ld")) == turtle
    other = {quad.triple for quad in ox.parse(written["jsonld"], format=ox.RdfFormat.JSON_LD)}
    assert other == {quad.triple for quad in store}
    nodes = json.loads(written["jsonld"])["@graph"]
    assert [node["@id"] for node in nodes] == sorted(node["@id"] for node in nodes)


def test_graphml(written):
    G = nx.read_graphml(io.BytesIO(written["graphml"]), force_multigraph=True)
    check(G)
    assert G.graph["kind"] == "multigraph"


def test_gexf(written):
    check(nx.read_gexf(io.BytesIO(written["gexf"])))


def check(G):
    assert G.is_directed()
    assert len(G) == 13
    assert G.number_of_edges() == 12
    assert G.nodes[f"{ID}state/IND"]["label"] == "India"
    assert G.nodes[f"{ID}state/IND"]["iso3"] == "IND"
    sanctions = G.get_edge_data(f"{ID}org/european-union", f"{ID}state/RUS").values()
    assert sorted(each["goldstein"] for each in sanctions) == [-6.0, -6.0, -4.0]
    assert {each["plover"] for each in sanctions} == {"SANCTION", "THREATEN"}


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("multiple", [True, False])
def test_odd_networks(directed, multiple):
    G = nx.empty_graph(create_using={
        (True, True): nx.MultiDiGraph, (True, False): nx.DiGraph,
        (False, True): nx.MultiGraph, (False, False): nx.Graph,
    }[directed, multiple])  # fmt: skip
    G.add_node(ODD, label=ODD, size=1)
    G.add_node("b", label="b", size="big", open=True)
    G.add_edge(ODD, "b", weight=2.5, events=("x", "y"), none=None)
    for read in (
        nx.read_graphml(io.BytesIO(to_graphml(G)), force_multigraph=multiple),
        nx.read_gexf(io.BytesIO(to_gexf(G))),
    ):
        name = ODD.replace("\x0b", "\ufffd")
        assert set(read) == {name, "b"}
        assert read.nodes[name]["label"] == name
        assert read.nodes["b"]["open"] is True
        assert [data["events"] for _, _, data in read.edges(data=True)] == ["x; y"]
        assert [data["weight"] for _, _, data in read.edges(data=True)] == [2.5]
        assert read.is_directed() == directed


@settings(deadline=None)
@given(st.text())
def test_no_text_breaks_the_files(text):
    G = nx.Graph()
    G.add_node("a", label=text)
    nx.read_graphml(io.BytesIO(to_graphml(G)))
    nx.read_gexf(io.BytesIO(to_gexf(G)))


def test_the_event_table(written):
    table = pd.read_csv(io.BytesIO(written["csv"]), dtype={"event_date": str})
    assert tuple(table.columns) == COLUMNS
    assert len(table) == 14
    visit = table[table.event_type == "Visit"].iloc[0]
    assert (visit.source_name, visit.source_country, visit.target_name, visit.target_country) == (
        "Sergei Orlov", "RUS", "India", "IND",
    )  # fmt: skip
    assert (visit.plover_root, visit.quad_class, visit.goldstein) == ("CONSULT", "VerbalCooperation", 1.0)
    assert (visit.event_date, visit.date_precision, visit.claims) == ("2024-12-09", "day", 2)
    assert (visit.article_id, visit.publisher, visit.story_date) == (
        "wire/pact.txt",
        "Delta Post",
        "2024-12-10",
    )
    drill = table[table.event_type == "JointExercise"].iloc[0]
    assert (drill.source_country, drill.target_country, drill.symmetric) == ("IND", "RUS", True)
    assert table[table.event_type == "ArmsTransfer"].contested.tolist() == [True]
    said = table[table.event_type == "Statement"].iloc[0]
    assert (said.source_name, pd.isna(said.target_name), said.source_type) == (
        "TASS",
        True,
        "MediaOrganization",
    )


def test_no_cell_is_a_formula(store):
    tables = read_tables(store)
    event = next(event for event in tables.events.values() if event.type == "Visit")
    tables.events[event.iri] = replace(event, theme="=1+1", goldstein=-4.0)
    tables.entities[event.targets[0]] = replace(tables.entities[event.targets[0]], label="@India")
    rows = csv.DictReader(io.StringIO(to_csv(tables).decode()))
    (row,) = [row for row in rows if row["event_type"] == "Visit"]
    assert (row["theme"], row["goldstein"], row["target_name"]) == ("'=1+1", "-4.0", "'@India")


def test_parquet_holds_the_same(written):
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    table = pd.read_parquet(io.BytesIO(written["parquet"]))
    rows = list(csv.DictReader(io.StringIO(written["csv"].decode())))
    assert table.shape == (len(rows), len(COLUMNS))
    assert table.event_id.tolist() == [row["event_id"] for row in rows]
    assert table.goldstein.dtype == "float64"
    assert table.contested.dtype == "bool"


def test_rows_are_in_order(store):
    rows = dyad_rows(read_tables(store))
    assert [row.event_date for row in rows][:3] == ["2022-02", "2023", "2024-11"]
    assert rows[-1].event_date is None


def test_every_triple_stands_somewhere(store):
    assert {quad.triple for quad in article_quads(store)} == {quad.triple for quad in store}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_graph_gives_the_same_bytes(written, name):
    again = ox.Store()
    again.extend(reversed(list(ox.parse(path=str(SAMPLE_TTL), format=ox.RdfFormat.TURTLE))))
    tables = read_tables(again)
    made = to_bytes(
        name, store=lambda: again, tables=lambda: tables, network=lambda: project(tables, status=None)
    )
    assert made == written[name]


def test_a_graph_folder_is_exported(tmp_path):
    build(write_corpus(tmp_path / "in"), tmp_path / "kg", extractor=Reader())
    assert main(["export", str(tmp_path / "kg"), "--out", str(tmp_path / "kg.nq")]) == 0
    assert len(list(ox.parse(path=str(tmp_path / "kg.nq"), format=ox.RdfFormat.N_QUADS))) > 50
    path = open_graph(tmp_path / "kg").export(tmp_path / "kg.xml", format="graphml", level="state")
    assert len(nx.read_graphml(path)) == 4
    with pytest.raises(GraphError, match="cannot be written"):
        open_graph(tmp_path / "kg").export(tmp_path / "none" / "kg.csv")


def test_formats():
    assert format_of("a/b.TRIG") == "trig"
    with pytest.raises(GraphError, match=r"no format ends so: name a file in \.nq, \.trig"):
        format_of("kg.docx")
    with pytest.raises(GraphError, match="no format 'docx': choose one of nquads"):
        to_bytes("docx", store=None, tables=None, network=None)

import csv
import doctest
import io
import json
import subprocess
import sys

import pytest
from rdflib import SKOS, URIRef
from rdflib.plugins import sparql

import graph
from graph.errors import GraphError, StoreError
from graph.event_table import COLUMNS, short_id, to_csv, to_json, to_text
from graph.explanations import Explanation
from graph.knowledge_graph import KnowledgeGraph, decide, open_graph
from graph.linking import Override
from graph.namespaces import ID
from graph.tabled import TabledGraph
from tests.samples import first, third


@pytest.fixture(scope="module")
def kg(sample_kg):
    return open_graph(sample_kg)


def test_opening(kg):
    assert repr(kg).endswith(": 3 articles, 23 entities, 14 events>")
    assert not kg.unfinished


def test_display_in_a_notebook(kg):
    shown = kg._repr_html_()
    assert "<th>articles</th><td>3</td>" in shown
    assert "<th>events</th><td>14 (" in shown
    for thing in (
        kg,
        kg.card("India"),
        kg.events(),
        kg.rank(top=3),
        kg.query("SELECT ?s { ?s a dip:State }"),
    ):
        found = thing._repr_html_()
        assert "<table" in found or "<h3>" in found
        assert "http-equiv" not in found
        assert "<script" not in found
    view = kg.view()._repr_mimebundle_()
    assert view["text/plain"]
    assert "srcdoc" in view["text/html"]


def test_display_escapes(kg):
    assert "&lt;b&gt;" in kg.query('SELECT ("<b>" AS ?x) {}')._repr_html_()
    assert kg.query("ASK { ?s a dip:State }")._repr_html_() == "<p>yes</p>"


def test_event_records(kg):
    records = kg.event_records()
    assert len(records) == 14
    assert [record.date for record in records][:2] == ["2022-02", "2023"]
    assert records[-1].date is None
    (visit,) = kg.event_records(types=["Visit"])
    assert visit.id.startswith("event:")
    assert (visit.actors, visit.targets, visit.status) == (("Sergei Orlov",), ("India",), "Occurred")
    assert (visit.attributed_to, visit.article, visit.confidence) == (("Kremlin",), "wire/pact.txt", 0.95)
    assert visit.quote == "Sergey Orlov, Russia's foreign minister, visited India on 9 December 2024."


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"status": ["Planned"]}, 2),
        ({"types": ["Sanction", "Threat"]}, 3),
        ({"since": "2025"}, 4),
        ({"since": "2024-12", "until": "2024-12"}, 3),
        ({"until": "2023"}, 2),
        ({"entity": "Meera Singh"}, 1),
        ({"entity": "ind"}, 3),
        ({"entity": "state/IND", "status": ["Occurred"]}, 2),
    ],
)
def test_filters(kg, filters, count):
    assert len(kg.event_records(**filters)) == count


@pytest.mark.parametrize(
    "filters",
    [
        {"types": ["SpeechAct"]},
        {"since": "2024-11", "until": "2024-12-09"},
        {"since": "2024-02", "until": "2025-01"},
        {"status": "Planned", "since": "2025"},
        {"sources": ["Delta Post"], "min_confidence": 0.5},
    ],
)
def test_a_list_holds_what_a_network_counts(kg, filters):
    chosen = {
        record.id
        for record in kg.event_records(**filters)
        if record.actors or record.targets or record.participants
    }
    G = kg.network(kind="bipartite", **{"status": None, **filters})
    assert chosen == {short_id(node) for node, kind in G.nodes(data="kind") if kind == "event"}
    assert chosen


def test_filters_that_name_nothing(kg):
    with pytest.raises(GraphError, match="event type 'Vist' is unknown"):
        kg.event_records(types=["Vist"])
    with pytest.raises(GraphError, match="since 'soon' is no date"):
        kg.events(since="soon")


def test_text_forms(kg):
    records = kg.event_records()
    rows = list(csv.DictReader(io.StringIO(to_csv(records))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(json.loads(to_json(records))) == 14
    exercise = next(row for row in rows if row["type"] == "JointExercise")
    assert exercise["participants"] == "Indian Navy; Russian Navy"
    table = to_text(records).splitlines()
    assert table[0].split()[:3] == ["date", "type", "status"]
    assert len(table) == 15


def test_data_frame(kg):
    frame = kg.events(status=["Occurred"])
    assert list(frame.columns) == list(COLUMNS)
    assert frame.explode("actors")["actors"].value_counts()["Russia"] == 1


def test_short_ids():
    assert short_id(f"{ID}state/IND") == "state:IND"
    assert short_id("https://other.example/x") == "https://other.example/x"


def test_select(kg):
    rows = kg.select("SELECT ?name { ?e a dip:Visit ; dip:actor [ skos:prefLabel ?name ] }")
    assert rows == [{"name": "Sergei Orlov"}]
    with pytest.raises(GraphError, match="either a query or the name of one"):
        kg.query()


def test_a_card(kg):
    text = str(kg.card("sergey ORLOV"))
    assert text.splitlines()[0] == "Sergei Orlov (Person, for Russia)"
    for part in (
        "Also\n  Orlov, Sergey Orlov",
        "Positions\n  Foreign Minister of Russia (current)",
        "  Visit: Sergei Orlov -> India, 2024-12-09 (occurred, according to Kremlin)\n      “Sergey Orlov, ",
        "Takes part\n  Agreement signed: ",
        "row-7, Week in brief, Delta Post, 2025-01-15",
    ):
        assert part in text


def test_the_card_of_a_state(kg):
    text = str(kg.card("RUS"))
    assert "Russia: member of" not in text
    for part in (
        "member of: BRICS",
        "Represented by\n  Kremlin, Russian Navy, Sergei Orlov",
        "occurred, contested",
    ):
        assert part in text
    assert "India: member of it" in str(kg.card("BRICS"))
    assert "member of: Indian Navy (former)" in str(kg.card("Arjun Singh"))


def test_a_card_in_a_notebook(kg):
    markup = kg.card("Orlov")._repr_html_()
    assert markup.startswith("<div><h3>Sergei Orlov (Person, for Russia)</h3>")
    assert "Russia&#x27;s foreign minister" in markup
    address = "https://news.example/orlov?id=1"
    assert f', <a href="{address}" target="_blank" rel="noopener noreferrer">{address}</a></li>' in markup


def test_names_that_are_none(kg):
    with pytest.raises(GraphError, match=r"no entity is called 'Mera Sing'; did you mean Meera Singh"):
        kg.card("Mera Sing")


def test_ranks_and_networks(kg):
    network = kg.network(status=None)
    assert len(network) > 5
    ranking = kg.rank(top=3, status=None)
    assert len(ranking.rows) >= 3


def test_the_examples_in_the_documentation_run(kg, sample_kg, tmp_path, monkeypatch):
    (tmp_path / "kg").symlink_to(sample_kg)
    monkeypatch.chdir(tmp_path)
    names = {"kg": kg, "open_graph": open_graph}
    found = [
        each
        for documented in (open_graph, KnowledgeGraph, TabledGraph)
        for each in doctest.DocTestFinder().find(documented, globs=names)
        if each.examples
    ]
    assert {each.name for each in found} >= {"open_graph", "TabledGraph.rank", "TabledGraph.view"}
    for each in found:
        told = io.StringIO()
        doctest.DocTestRunner().run(each, out=told.write)
        assert told.getvalue() == ""


def test_a_view(kg, tmp_path):
    kg.view(focus="India").write_html(tmp_path / "india.html")
    assert b"Meera Singh" in (tmp_path / "india.html").read_bytes()


def test_explanations(kg):
    text = str(kg.explain("wire/orlov.txt"))
    assert text.startswith("wire/orlov.txt: Orlov to visit India in December, 2024-11-28")
    assert (
        "    + Visit(actor Sergei Orlov, target India), 2024-12-09; trigger “visit”; planned; says Kremlin"
        in text
    )
    assert "    + Sergei Orlov: Foreign Minister of Russia (current)" in text
    assert "    + India memberOf BRICS" in text
    assert "by the name of Moscow" in text
    assert "    Meera Singh (Person, for India), 1 mentions" in text
    with pytest.raises(StoreError, match="holds no article 'x'"):
        kg.explain("x")


def test_explanations_tell_what_was_passed_over():
    from dataclasses import replace

    from graph.model import LeftOut, Rejection

    start = first().claims[0].start
    record = replace(
        first(),
        article=replace(first().article, left_out=(LeftOut(0, 5, "advert"),)),
        rejections=(
            Rejection(start + 3, start + 9, "announce", "no actor"),
            Rejection(0, 5, "visit", "in a title"),
        ),
    )
    text = str(Explanation(record))
    assert "    - announce: no actor" in text
    assert "[0:5] Orlov\n    - visit: in a title" in text
    assert "Left out of the body\n    [0:5] advert" in text
    assert "(former)" in str(Explanation(third()))


def test_doubtful_links_and_decisions(own_kg):
    (doubtful,) = open_graph(own_kg).doubtful_links()
    assert doubtful.name == "Singh"
    report = decide(own_kg, [Override("same", "Singh", "Meera Singh", article="wire/pact.txt")])
    assert (report.doubtful, report.entities) == (0, 22)
    kg = open_graph(own_kg)
    assert kg.doubtful_links() == ()
    assert [event.type for event in kg.event_records(entity="Meera Singh")] == ["AgreementSigned", "Meeting"]
    assert (own_kg / "overrides.toml").read_text(encoding="utf8").count("\n[[same]]") == 1


def test_what_is_no_graph(tmp_path, own_kg):
    with pytest.raises(StoreError, match="holds no graph: name a folder that `build` has made"):
        open_graph(tmp_path)
    (own_kg / "graph.ttl").write_text("", encoding="utf8")
    with pytest.raises(StoreError, match=r"graph\.ttl: is damaged or was changed by hand: build again"):
        open_graph(own_kg)
    (own_kg / "building").write_text("", encoding="utf8")
    (own_kg / "graph.ttl").write_text("x y", encoding="utf8")
    kg = open_graph(own_kg)
    assert kg.unfinished
    with pytest.raises(StoreError, match="is damaged"):
        _ = kg.store
    (own_kg / "graph.ttl").unlink()
    with pytest.raises(StoreError, match="holds no graph: build it again"):
        open_graph(own_kg)


def test_public_names():
    for name in graph.__all__:
        assert getattr(graph, name) is not None
    assert dir(graph) == graph.__all__
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = graph.nothing


def test_import_loads_nothing_heavy():
    code = (
        "import sys, time; t = time.process_time(); import graph; seconds = time.process_time() - t\n"
        "heavy = {'spacy', 'numpy', 'pyoxigraph', 'rdflib', 'networkx', 'pyvis'} & set(sys.modules)\n"
        "print(heavy, seconds < 0.05)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set() True"


def test_the_graph_as_rdflib_has_it(kg):
    g = kg.to_rdflib()
    assert len(g) == len(kg.store)
    assert {str(name) for name in g.objects(URIRef(f"{ID}state/IND"), SKOS.prefLabel)} == {"India"}
    g.remove((None, None, None))
    assert len(kg.store) > len(g) == 0
    assert sparql.SPARQL_LOAD_GRAPHS is False


def test_no_name_is_read_as_a_pattern(kg):
    assert kg.event_records(entity="India")
    with pytest.raises(GraphError, match="no entity is called"):
        kg.event_records(entity="(I|n|d)+ia$")

"""A user's own lexicon file: new wordings and new classes, with no Python."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS

from graph.builder import build, relink, remove
from graph.checks import check
from graph.cli import main
from graph.errors import GraphError, KnowledgeError, KnowledgeWarning
from graph.evaluation.examples import judge
from graph.extractor import Extractor
from graph.knowledge.lexicon import COLUMNS
from graph.knowledge_graph import open_graph
from graph.namespaces import DIP, ID
from graph.queries import index, run_query
from graph.validation import shacl
from tests.samples import first, ontology

LEXICON = Path(__file__).parent / "data" / "pilgrimage.tsv"
TEXT = """Peruvian President Ana Quispe made a pilgrimage to Italy on Monday.

Norwegian Prime Minister Siv Dahl alighted in Peru two days earlier.
"""
IN_GROUP = f"""
SELECT ?name {{
    ?event a ?class .
    GRAPH <{index.ONTOLOGY_GRAPH}> {{ ?class rdfs:subClassOf* dip:Event ; skos:prefLabel ?name }}
}} ORDER BY ?name"""


@pytest.fixture(scope="module")
def kg(nlp, tmp_path_factory):  # noqa: ARG001 (skips where there are no weights)
    folder = tmp_path_factory.mktemp("own")
    (folder / "a.txt").write_text(TEXT, encoding="utf8")
    build([folder / "a.txt"], folder / "kg", lexicon=[LEXICON])
    return open_graph(folder / "kg")


@pytest.fixture
def copy(kg, tmp_path):
    """The folder of the articles and the graph, to be changed."""
    return shutil.copytree(kg.path.parent, tmp_path / "copy")


def test_its_own_examples_fire_and_stay_silent(nlp):
    extractor = Extractor(lexicon=[LEXICON])
    extractor.__dict__["nlp"] = nlp
    own = [frame for frame in extractor.knowledge.lexicon.frames if frame.source == "tests"]
    verdicts = list(judge(own, extractor))
    assert [frame.event_class for frame in own] == ["Pilgrimage", "Visit"]
    assert [(v.fired, v.roles_right, v.silent) for v in verdicts] == [(True, 2, True), (True, 2, True)]


def test_a_new_wording_is_in_the_graph(kg):
    (visit,) = kg.event_records(types=["Visit"])
    assert (visit.actors, visit.targets) == (("Siv Dahl",), ("Peru",))
    assert visit.quote == "Norwegian Prime Minister Siv Dahl alighted in Peru two days earlier."


def test_the_class_is_in_the_article_s_record(kg):
    assert "Pilgrimage(actor Ana Quispe, target Italy)" in str(kg.explain("a.txt"))


def test_a_new_class_is_in_the_graph(kg):
    (event,) = kg.event_records(types=["Pilgrimage"])
    assert (event.actors, event.targets) == (("Ana Quispe",), ("Italy",))
    assert [each.type for each in kg.event_records(types=["Event"])] == ["Pilgrimage", "Visit"]


def test_the_turtle_declares_it(kg):
    g, cls = Graph().parse(kg.path / "graph.ttl"), URIRef(f"{ID}class/Pilgrimage")
    assert set(g.predicate_objects(cls)) == {
        (RDF.type, OWL.Class),
        (RDFS.subClassOf, URIRef(f"{DIP}Event")),
        (RDFS.label, Literal("pilgrimage")),
    }
    assert len(set(g.subjects(RDF.type, cls))) == 1


def test_the_graph_conforms_and_the_shapes_reach_the_event(kg):
    report = kg.validate()
    assert report.findings == ()
    assert report.claims == 6
    store = kg.folder.load()
    for quad in list(store.quads_for_pattern(None, None, None)):
        if quad.predicate.value == f"{DIP}status":
            store.remove(quad)
    assert "Event-status" in {fault.shape for fault in shacl(store) if fault.node.endswith(pilgrimage(kg))}


def pilgrimage(kg):
    (event,) = kg.event_records(types=["Pilgrimage"])
    return event.id.partition(":")[2]


def test_queries_find_it_by_name_and_by_group(kg):
    assert kg.select("SELECT ?of { ?e a class:Pilgrimage ; dip:actor/skos:prefLabel ?of }") == [
        {"of": "Ana Quispe"}
    ]
    assert [row["name"] for row in kg.select(IN_GROUP)] == ["pilgrimage", "visit"]
    assert ("pilgrimage", "Occurred", "1") in kg.query(name="event-counts").values


def test_the_index_of_a_large_graph_has_it(copy, monkeypatch):
    monkeypatch.setattr(index, "LARGE", 1)
    index.write_index(copy / "kg")
    found = run_query(copy / "kg", IN_GROUP, once=True, seconds=20, rows=10)
    assert [row[0] for row in found.values] == ["pilgrimage", "visit"]
    large = open_graph(copy / "kg")
    assert large.source() is not None
    assert len(large.event_records(types=["Pilgrimage"])) == 1
    assert large.event_records(types=["Pilgrimage"], status=["Planned"]) == []


def test_networks_cards_views_and_exports_have_it(kg, tmp_path):
    G = kg.network(types=["Pilgrimage"])
    assert [(G.nodes[a]["label"], G.nodes[b]["label"]) for a, b in G.edges()] == [("Ana Quispe", "Italy")]
    assert "Pilgrimage: Ana Quispe -> Italy" in str(kg.card("Italy"))
    assert "Pilgrimage" in kg.view().generate_html()
    trig = kg.export(tmp_path / "kg.trig").read_text(encoding="utf8")
    assert f"<{ID}class/Pilgrimage> <{RDFS.subClassOf}> <{DIP}Event> ." in trig


def test_it_stays_while_a_record_tells_it_and_goes_with_it(copy):
    before = (copy / "kg" / "graph.ttl").read_bytes()
    (copy / "kg" / "graph.ttl").unlink()
    assert relink(copy / "kg").set_aside == 0
    assert (copy / "kg" / "graph.ttl").read_bytes() == before
    (copy / "b.txt").write_text("Kenya's president visited Ghana on Friday.\n", encoding="utf8")
    build([copy / "b.txt"], copy / "kg", keep=True)
    assert len(open_graph(copy / "kg").event_records(types=["Pilgrimage"])) == 1
    remove(copy / "kg", "a.txt")
    assert b"class/Pilgrimage" not in (copy / "kg" / "graph.ttl").read_bytes()


def test_without_the_lexicon_it_goes(copy):
    report = build([copy / "a.txt"], copy / "kg")
    assert (report.read, report.set_aside) == (("a.txt",), 0)
    assert "a class:" not in (copy / "kg" / "graph.ttl").read_text(encoding="utf8")
    with pytest.raises(GraphError, match="'Pilgrimage' is unknown"):
        open_graph(copy / "kg").event_records(types=["Pilgrimage"])
    build([copy / "a.txt"], copy / "kg", lexicon=[LEXICON])
    assert len(open_graph(copy / "kg").event_records(types=["Pilgrimage"])) == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [("Picnic", True), ("SpeechAct", False), ("Person", False), ("a b", False), ("Fête", False), ("", False)],
)
def test_a_record_may_add_no_other_classes(name, kept):
    record = first()
    told = replace(record, events=(replace(record.events[0], type=name), *record.events[1:]))
    _, aside = check(replace(told, own_classes=(name,)), ontology=ontology())
    assert [each.reason for each in aside] == ([] if kept else [f"unknown class {name}"])
    _, aside = check(told, ontology=ontology())
    assert [each.reason for each in aside] == [f"unknown class {name}"]


def lexicon(path, *classes):
    rows = [f"alight\tverb\t{each}\t\tsubj>actor\t\t\t\t\t" for each in classes]
    path.write_text("\n".join(["# Mine.", "\t".join(COLUMNS), *rows]), encoding="utf8")
    return path


@pytest.mark.parametrize(
    ("name", "meant"),
    [("Vist", "Visit"), ("Visits", "Visit"), ("Armstransfer", "ArmsTransfer"), ("Sanctions", "Sanction")],
)
def test_a_class_that_looks_misspelt_is_warned_of_once(tmp_path, name, meant):
    path = lexicon(tmp_path / "own.tsv", "Visit", name, name)
    with pytest.warns(KnowledgeWarning) as told:
        Extractor(lexicon=[path])
    assert [str(each.message) for each in told] == [
        f"{path}:4: class {name} is taken for a new one: is {meant} meant?"
    ]


def test_other_new_classes_are_not(tmp_path):
    names = ("Pilgrimage", "AirspaceClosure", "CableLaying", "Blockade", "StateFuneral", "Strike", "Raid")
    extractor = Extractor(lexicon=[lexicon(tmp_path / "own.tsv", "Visit", *names)])
    assert extractor.knowledge.own_classes == set(names)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "visit",
            "class 'visit' is no name for a class: write a capital, then letters and digits, as in Visit",
        ),
        ("state visit", "class 'state visit' is no name for a class: write a capital"),
        ("", "class '' is no name for a class"),
        ("Consultation", "class 'Consultation' of the ontology is none that an event can have: name another"),
        ("Person", "class 'Person' of the ontology is none that an event can have"),
    ],
)
def test_what_is_no_class_is_told_in_one_line(tmp_path, name, said):
    path = lexicon(tmp_path / "own.tsv", "Visit", name)
    with pytest.raises(KnowledgeError) as caught:
        Extractor(lexicon=[path])
    assert str(caught.value).startswith(f"{path}:4: {said}")


@pytest.mark.filterwarnings("default")
def test_the_command_line_warns_in_one_line(tmp_path, capsys):
    path = lexicon(tmp_path / "own.tsv", "Vist")
    assert main(["explain", str(tmp_path / "none.txt"), "--lexicon", str(path)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == f"diplograph: {path}:3: class Vist is taken for a new one: is Visit meant?"
    assert len(lines) == 2

import os
import subprocess
import sys
import warnings
from dataclasses import replace

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from graph.iris import article_iri
from graph.linking import Override, link
from graph.model import Argument, Entity, Event, Extraction, Status
from graph.namespaces import DIP, ID, RDF
from graph.turtle import write_turtle
from tests.samples import (
    ACTORS,
    SAMPLE_TTL,
    first,
    links,
    make_triples,
    ontology,
    records,
    second,
    third,
    write_sample,
)
from tests.test_turtle import HOSTILE


def parse(turtle):
    store = ox.Store()
    store.load(turtle.encode("utf8"), format=ox.RdfFormat.TURTLE)
    return store


def graph_of(*chosen, overrides=()):
    linked = link(chosen, ontology=ontology(), actors=ACTORS, overrides=overrides)
    return write_turtle(make_triples(chosen, linked))


def ask(turtle, pattern):
    return bool(parse(turtle).query(f"PREFIX dip: <{DIP}> PREFIX id: <{ID}> ASK {{ {pattern} }}"))


def test_the_sample_is_up_to_date():
    assert SAMPLE_TTL.read_bytes() == write_sample().encode("utf8"), "run: python -m tests.samples"


def test_both_parsers_read_the_same():
    g = rdflib.Graph().parse(SAMPLE_TTL, format="turtle")
    store = parse(SAMPLE_TTL.read_text(encoding="utf8"))
    assert len(g) == len(store) == len(set(make_triples(records(), links())))
    quads = ox.parse(path=str(SAMPLE_TTL), format=ox.RdfFormat.TURTLE)
    ntriples = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    assert isomorphic(g, rdflib.Graph().parse(data=ntriples, format="nt"))
    assert not [node for node in g.all_nodes() if isinstance(node, rdflib.BNode)]


def test_order_of_records_does_not_count():
    shuffled = third(), first(), second()
    assert write_turtle(make_triples(shuffled, links(*shuffled))) == write_sample()


@pytest.mark.parametrize("seed", ["0", "1"])
def test_hash_seeds_do_not_count(seed):
    code = (
        "import sys; from tests.samples import write_sample; sys.stdout.buffer.write(write_sample().encode())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
    )
    assert run.stdout == SAMPLE_TTL.read_bytes()


def test_all_terms_are_in_the_ontology():
    from graph.namespaces import TERMS

    used = {
        value.removeprefix(DIP)
        for triple in make_triples(records(), links())
        for value in (triple.predicate, triple.object.value)
        if value.startswith(DIP)
    }
    assert used <= TERMS
    assert len(used) > 40


def test_quotes_are_the_text_between_the_offsets():
    query = f"""PREFIX dip: <{DIP}> SELECT ?article ?quote ?start ?end
        {{ ?c dip:inArticle ?article ; dip:quote ?quote ; dip:startOffset ?start ; dip:endOffset ?end }}"""
    texts = {article_iri(record.article.id): record.article.text for record in records()}
    found = [tuple(term.value for term in row) for row in parse(write_sample()).query(query)]
    assert (
        len(found) == len({claim.key + str(i) for i, r in enumerate(records()) for claim in r.claims}) == 23
    )
    assert all(texts[article][int(start) : int(end)] == quote for article, quote, start, end in found)


@pytest.mark.parametrize(
    ("chosen", "pattern", "holds"),
    [
        # the status is that of the latest article that tells it
        ((first,), "?e a dip:Visit ; dip:status dip:Planned ; dip:plover dip:AGREE", True),
        ((first, second), "?e a dip:Visit ; dip:status dip:Occurred ; dip:plover dip:CONSULT", True),
        ((first, second), "?e a dip:Visit ; dip:status dip:Planned", False),
        # claims disagree
        ((first,), "?e dip:contested true", False),
        ((first, second), "?e a dip:ArmsTransfer ; dip:contested true", True),
        ((first, second), "?e a dip:Visit ; dip:contested true", False),
        # a relation stands with its claim
        ((first,), "id:state\\/IND dip:memberOf id:org\\/brics", True),
        ((third,), f"?c <{RDF}predicate> dip:memberOf ; dip:tenureStatus dip:Former", True),
        # a metonym's place is in the graph, and is not mentioned
        ((first,), "?c dip:metonym id:city\\/moscow . id:city\\/moscow a dip:City", True),
        ((first,), "?a dip:mentions id:city\\/moscow", False),
        # a state that is only represented is in the graph, and is not mentioned
        ((third,), "id:org\\/russian-navy dip:represents id:state\\/RUS . id:state\\/RUS a dip:State", True),
        ((third,), "?a dip:mentions id:state\\/RUS", False),
        # an event may be what another one is about
        ((first,), "?a a dip:Announcement ; dip:concerns ?v . ?v a dip:Visit", True),
        # nothing of other actors
        ((third,), "id:org\\/brics a ?t", False),
    ],
)
def test_what_the_graph_says(chosen, pattern, holds):
    assert ask(graph_of(*(one() for one in chosen)), pattern) is holds


def test_what_no_claim_asserts_is_not_said():
    record = replace(
        first(), claims=tuple(claim for claim in first().claims if claim.asserts not in ("v1", "t2"))
    )
    turtle = graph_of(record)
    assert not ask(turtle, "?e a dip:Visit")
    assert not ask(turtle, "?a a dip:Announcement ; dip:concerns ?v")
    assert not ask(turtle, "?t dip:holder id:person\\/meera-singh")
    assert ask(turtle, "id:person\\/meera-singh a dip:Person")


def test_a_dropped_entity_takes_its_tenure_with_it():
    turtle = graph_of(first(), overrides=(Override("drop", "Meera Singh"),))
    assert not ask(turtle, "id:person\\/meera-singh ?p ?o")
    assert ask(turtle, "?e a dip:Meeting ; dip:participant id:person\\/sergei-orlov")
    assert (
        parse(turtle).query(f"SELECT (COUNT(?t) AS ?n) {{ ?t a <{DIP}Tenure> }}").__next__()[0].value == "1"
    )


@pytest.mark.parametrize(
    "name", [*HOSTILE, "", "a" * 5000, "> <http://evil.example/> .", "{}|^`\\", "../../etc"]
)
def test_hostile_names(name):
    base = first()
    text = base.article.text
    article = replace(
        base.article, id=name + "x", title=name, publisher=name, url=f"https://x.example/{name}"
    )
    entities = (
        replace(base.entities[0], name=name, aliases=(name + "b",)),
        Entity("e3", "Organization", name, mentions=base.entities[2].mentions),
    )
    event = Event(
        "v1",
        "Visit",
        Status.PLANNED,
        (Argument("actor", "e1"), Argument("target", "e3")),
        date="2024",
        theme=name,
    )
    claim = replace(base.claims[0], trigger=name, attribution_text=name, attributed_to=None)
    record = Extraction(replace(article, text=text), entities, (event,), (), (), (claim,))
    turtle = graph_of(record, second())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        g = rdflib.Graph().parse(data=turtle, format="turtle")
    assert len(g) == len(parse(turtle))
    assert ask(turtle, "?e a dip:Visit ; dip:actor ?a ; dip:target ?t . FILTER(?a != ?t)")

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import KnowledgeError
from graph.namespaces import DIP, ID, RDF, SKOS, XSD
from graph.resources import ontology_dir
from graph.shapes import Shapes
from graph.turtle import Term, Triple, to_blocks, write_turtle
from graph.validation import shacl
from tests.samples import SAMPLE_TTL

EXAMPLES = sorted((ontology_dir() / "examples").rglob("*.ttl"))
SHAPES = Shapes(ontology_dir())


def triples(path: Path) -> list[Triple]:
    found = []
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        datatype = quad.object.datatype.value if isinstance(quad.object, ox.Literal) else ""
        found.append(Triple(quad.subject.value, quad.predicate.value, Term(quad.object.value, datatype)))
    return found


def verdicts(changed: list[Triple]) -> tuple[set[tuple[str, str, bool]], set[tuple[str, str, bool]]]:
    """The faults by node and shape, as compiled and as pySHACL finds them."""
    store = ox.Store()
    store.load(write_turtle(changed).encode(), format=ox.RdfFormat.TURTLE)
    return (
        {(each.node, each.shape, each.warning) for each in SHAPES.check(to_blocks(changed))},
        {(each.node, each.shape, each.warning) for each in shacl(store)},
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples(path):
    fault = path.read_text(encoding="utf8").splitlines()[0].removeprefix("# Fault: ")
    expected = {fault} if path.parent.name == "invalid" else set()
    assert {each.message for each in SHAPES.check(to_blocks(triples(path)))} == expected
    compiled, judged = verdicts(triples(path))
    assert compiled == judged


def test_the_sample_conforms():
    assert SHAPES.check(to_blocks(triples(SAMPLE_TTL))) == []
    assert verdicts(triples(SAMPLE_TTL)) == (set(), set())
    assert SHAPES.check([]) == []


SAMPLE = sorted(triples(SAMPLE_TTL))
TERMS = [
    *(
        Term(ID + name)
        for name in ("state/IND", "city/moscow", "person/sergei-orlov", "text/civil-shipping-agreement")
    ),
    *(Term(ID + name) for name in ("event/080ae6896bce00de", "article/row-7-9e4ccd0e", "thing/unknown")),
    *(
        Term(DIP + name)
        for name in ("Planned", "Current", "AID", "Visit", "State", "Claim", "memberOf", "Person")
    ),
    Term("https://x.example/page"),
    *(Term(value, f"{XSD}string") for value in ("", "word", "2024-11", "IND")),
    *(Term(value, f"{XSD}integer") for value in ("-1", "0", "7", "400")),
    # "10", not "10.0": rdflib writes decimals its own way before pySHACL sees them
    *(Term(value, f"{XSD}decimal") for value in ("0.5", "-10.5", "10")),
    Term("true", f"{XSD}boolean"),
    Term("2024-11-28", f"{XSD}date"),
    Term("2024", f"{XSD}gYear"),
]
PREDICATES = sorted(
    {triple.predicate for triple in SAMPLE} | {f"{DIP}capitalOf", f"{DIP}dateEnd", f"{SKOS}altLabel"}
)
SUBJECTS = sorted({triple.subject for triple in SAMPLE} | {f"{ID}event/new", "https://x.example/new"})
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("drop"), st.sampled_from(SAMPLE)),
        st.tuples(st.just("value"), st.sampled_from(SAMPLE), st.sampled_from(TERMS)),
        st.tuples(
            st.just("add"),
            st.builds(Triple, st.sampled_from(SUBJECTS), st.sampled_from(PREDICATES), st.sampled_from(TERMS)),
        ),
        st.tuples(
            st.just("add"),
            st.builds(
                Triple,
                st.sampled_from(SUBJECTS),
                st.just(f"{RDF}type"),
                st.sampled_from(
                    [Term(DIP + name) for name in ("Person", "Visit", "Claim", "Tenure", "Article")]
                ),
            ),
        ),
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.slow
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(CHANGES)
def test_the_compiled_checks_judge_as_pyshacl_does(changes):
    changed = set(SAMPLE)
    for kind, triple, *rest in changes:
        if kind == "add":
            changed.add(triple)
        else:
            changed.discard(triple)
        if kind == "value":
            changed.add(triple._replace(object=rest[0]))
    compiled, judged = verdicts(sorted(changed))
    assert compiled == judged


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("shape:A a sh:NodeShape ; sh:closed true .", "uses http://www.w3.org/ns/shacl#closed"),
        (
            "shape:B a sh:PropertyShape ; sh:path shape:C . shape:C sh:inversePath dip:of .",
            "the path of https://w3id.org/diplograph/shapes#B cannot be compiled",
        ),
    ],
)
def test_what_cannot_be_compiled_is_not_passed_over(tmp_path, text, message):
    head = (
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dip: <https://w3id.org/diplograph/ontology#> .\n"
    )
    head += "@prefix shape: <https://w3id.org/diplograph/shapes#> .\n"
    (tmp_path / "shapes.ttl").write_text(head + text, encoding="utf8")
    (tmp_path / "diplomacy.ttl").write_text("", encoding="utf8")
    with pytest.raises(KnowledgeError, match=message):
        Shapes(tmp_path)

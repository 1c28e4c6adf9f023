from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.checks import check
from graph.conformance import conforming, without
from graph.model import Argument, Relation, Status
from graph.resources import ontology_dir
from graph.shapes import Shapes
from graph.turtle import turtle_blocks, turtle_head
from graph.validation import shacl
from tests.samples import first, links, ontology, records, second, tellings, third

SHAPES = Shapes(ontology_dir())


def made(*changed):
    checked = [check(record, ontology=ontology())[0] for record in changed]
    return conform(checked, links(*checked))


def conform(given, linked):
    return conforming(
        lambda dropped: tellings(without(given, dropped), linked),
        lambda blocks, _dropped: SHAPES.check(blocks, types=blocks.types()),
        given,
        linked,
    )


def shown(aside):
    return [(each.article, each.key, each.what, each.reason.partition(":")[0]) for each in aside]


def with_event(record, number, **fields):
    events = (*record.events[:number], replace(record.events[number], **fields), *record.events[number + 1 :])
    return replace(record, events=events)


def test_good_records_are_kept_whole():
    blocks, aside = made(*records())
    assert aside == ()
    assert sum(len(rows) for _, rows in blocks) == 501


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            with_event(third(), 1, arguments=(Argument("participant", "e4"), Argument("place", "e1"))),
            [("row-7", "c2", "JointExercise", "Event-place")],
        ),
        (
            replace(third(), tenures=(replace(third().tenures[0], holder="e7"),)),
            [("row-7", "c7", "Tenure", "Tenure-holder")],
        ),
    ],
)
def test_a_claim_that_the_shapes_forbid_is_set_aside(changed, expected):
    blocks, aside = made(first(), second(), changed)
    assert shown(aside) == expected
    assert SHAPES.check(blocks) == []


def test_a_relation_that_linking_spoils_is_set_aside():
    """Two articles give one name two classes; the class that linking chooses decides about the relation."""
    record = replace(third(), relations=(Relation("r1", "e1", "memberOf", "e4"),))
    spoilt = links(first(), second(), record)
    node = spoilt.nodes[spoilt.entities["row-7", "e4"]]
    spoilt.nodes[node.iri] = replace(node, type="Region")
    blocks, aside = conform([first(), second(), record], spoilt)
    assert ("row-7", "c8", "memberOf", "memberOf-to") in shown(aside)
    assert SHAPES.check(blocks) == []


KEYS = [f"e{number}" for number in range(1, 15)] + ["v1", "v2", "v3"]
ROLES = ["actor", "target", "participant", "place", "concerns"]


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([first, second, third]),
    st.integers(0, 4),
    st.lists(st.builds(Argument, st.sampled_from(ROLES), st.sampled_from(KEYS)), max_size=4),
    st.sampled_from(list(Status)),
    st.sampled_from([None, "", "2024", "2024-02-30", "soon", "2024-02"]),
    st.sampled_from([None, 0.0, -11.0]),
)
def test_whatever_a_record_says_the_graph_conforms(record, number, arguments, status, date, value):
    arguments = tuple(sorted(set(arguments)))
    changed = with_event(record(), number, arguments=arguments, status=status, date=date, goldstein=value)
    blocks, _ = made(changed)
    store = ox.Store()
    store.load((turtle_head() + "".join(turtle_blocks(blocks))).encode(), format=ox.RdfFormat.TURTLE)
    assert [each for each in shacl(store) if not each.warning] == []

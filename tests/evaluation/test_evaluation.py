import json
from dataclasses import replace

import pytest

from graph.errors import GraphError
from graph.evaluation import evaluate
from graph.evaluation.report import replace_section, to_markdown
from tests.evaluation.small import (
    ENTITIES,
    GOLD,
    RELATION,
    SIGNING,
    TENURE,
    VISIT,
    claim,
    entity,
    event,
    tables,
)


@pytest.fixture
def gold(tmp_path):
    (tmp_path / "01.yaml").write_text(GOLD, encoding="utf8")
    return tmp_path


# Counted by hand on GOLD and the graph of small.py: 3 core events, 2 of them found; 4 required entities, all
# found and typed; 5 nodes, Lima unexplained; a tenure and a relation, both right.
BY_HAND = {
    "entity_P": 4 / 5,
    "entity_R": 1.0,
    "entity_F1": 8 / 9,
    "entity_type": 1.0,
    "noise_leaked": 0.0,
    "relation_P": 1.0,
    "relation_R": 1.0,
    "relation_F1": 1.0,
    "event_P": 1.0,
    "event_R": 2 / 3,
    "event_F1": 4 / 5,
    "full_R": 2 / 3,
    "duplicates": 0.0,
    "class": 1.0,
    "role": 1.0,
    "arg_P": 1.0,
    "status": 1.0,
    "time": 1.0,
    "date_invented": 0.0,
    "speaker": 1.0,
    "speaker_P": 1.0,
    "negatives_fired": 0.0,
}


def test_measures_counted_by_hand(gold):
    found = evaluate(tables(), gold)
    assert found.measures == pytest.approx(BY_HAND)
    assert found.articles["01"] == found.measures
    assert list(found.measures) == list(BY_HAND)


# Another graph, and the measures that it changes.
CASES = {
    "an event too many": (
        {"events": (VISIT, SIGNING, event("event/x", "War", "Peru fought a war", actors=["chile"]))},
        {"event_P": 2 / 3, "event_F1": 2 / 3},
    ),
    "a second telling": (
        {"events": (VISIT, SIGNING, replace(SIGNING, iri="event/signing2"))},
        {"event_P": 1.0, "duplicates": 1 / 3},
    ),
    "a ratification for a signature is as good": (
        {"events": (VISIT, replace(SIGNING, type="Ratification"))},
        {"class": 1.0},
    ),
    "the same root in another class": (
        {"events": (VISIT, replace(SIGNING, type="Cooperation", plover="SUPPORT"))},
        {"class": 1 / 2, "event_R": 2 / 3},
    ),
    "another class and another root": (
        {"events": (VISIT, replace(SIGNING, type="Cooperation"))},
        {"event_P": 1 / 2, "event_R": 1 / 3, "event_F1": 2 / 5, "full_R": 1 / 3, "time": 1.0},
    ),
    "a visit the wrong way round": (
        {"events": (replace(VISIT, actors=("chile",), targets=("dahl",)), SIGNING)},
        {"role": 2 / 4, "full_R": 1 / 3, "negatives_fired": 1 / 4},
    ),
    "a visit by the state itself": ({"events": (replace(VISIT, actors=("norway",)), SIGNING)}, {"role": 1.0}),
    "participants stand for both sides": (
        {"events": (replace(VISIT, actors=(), targets=(), participants=("dahl", "chile")), SIGNING)},
        {"role": 1.0, "arg_P": 1.0},
    ),
    "a wrong argument": (
        {"events": (replace(VISIT, targets=("chile", "lima")), SIGNING)},
        {"role": 1.0, "arg_P": 4 / 5},
    ),
    "a visit that has happened": (
        {
            "events": (
                replace(VISIT, status="Occurred", claims=(replace(VISIT.claims[0], status="Occurred"),)),
                SIGNING,
            )
        },
        {"status": 1 / 2, "full_R": 1 / 3, "negatives_fired": 1 / 4},
    ),
    "the status of this article's claims counts": (
        {"events": (replace(VISIT, status="Occurred"), SIGNING)},
        {"status": 1.0, "negatives_fired": 0.0},
    ),
    "a date in the right month": ({"events": (replace(VISIT, date="2031-05"), SIGNING)}, {"time": 1.0}),
    "a year is no month": ({"events": (replace(VISIT, date="2031"), SIGNING)}, {"time": 0.0}),
    "no date": ({"events": (replace(VISIT, date=None), SIGNING)}, {"time": 0.0}),
    "a date that nobody told": ({"events": (VISIT, replace(SIGNING, date="2031"))}, {"date_invented": 1.0}),
    "no speaker": (
        {"events": (replace(VISIT, claims=(replace(VISIT.claims[0], attributed_to=None),)), SIGNING)},
        {"speaker": 0.0, "speaker_P": 0.0},
    ),
    "a claim of another article": (
        {"events": (VISIT, replace(SIGNING, claims=(replace(SIGNING.claims[0], article="article/2"),)))},
        {"event_R": 1 / 3, "event_F1": 1 / 2, "full_R": 1 / 3},
    ),
    "a speech act found by its content": (
        {
            "events": (
                VISIT,
                SIGNING,
                event(
                    "event/i",
                    "Investment",
                    "Norway urged Chile to invest in harbours",
                    status="Requested",
                    actors=["chile"],
                ),
            )
        },
        {"event_R": 1.0, "event_F1": 1.0, "full_R": 2 / 3},
    ),
    "a reporting clause beside what it reports": (
        {"events": (VISIT, SIGNING, event("event/s", "Statement", VISIT.claims[0].quote, actors=["norway"]))},
        {"event_P": 1.0, "duplicates": 0.0},
    ),
    "a minor relation, either way round": (
        {
            "relations": (
                RELATION,
                replace(RELATION, subject="chile", predicate="strategicPartnerOf", object="norway"),
            )
        },
        {"relation_P": 1.0},
    ),
    "a relation the wrong way round": (
        {"relations": (replace(RELATION, subject="pact", object="chile"),)},
        {"relation_P": 1 / 2, "relation_R": 1 / 2, "relation_F1": 1 / 2},
    ),
    "a relation that negatives name": (
        {"relations": (RELATION, replace(RELATION, subject="norway"))},
        {"relation_P": 2 / 3, "relation_F1": 4 / 5, "negatives_fired": 1 / 4},
    ),
    "a relation that is not counted": (
        {"relations": (RELATION, replace(RELATION, predicate="ideology"))},
        {"relation_P": 1.0},
    ),
    "another office": (
        {"tenures": (replace(TENURE, position="Fisheries Minister"),)},
        {"relation_P": 1 / 2, "relation_R": 1 / 2, "relation_F1": 1 / 2},
    ),
    "an office of another state": (
        {"tenures": (replace(TENURE, of="chile"),)},
        {"relation_P": 1.0, "relation_R": 1 / 2, "relation_F1": 2 / 3},
    ),
    "a type too far": (
        {"entities": (*ENTITIES[:3], entity("pact", "Project", "Ferry Pact"), ENTITIES[4])},
        {"entity_type": 3 / 4, "entity_R": 1.0},
    ),
    "noise": (
        {"entities": (*ENTITIES, entity("wire", "MediaOrganization", "Harbour Wire"))},
        {"noise_leaked": 1.0, "entity_P": 4 / 6, "entity_F1": 4 / 5},
    ),
    "an optional entity": (
        {"entities": (*ENTITIES, entity("bergen", "City", "Bergen"))},
        {"entity_P": 5 / 6, "entity_F1": 10 / 11},
    ),
    "a city taken for a state": (
        {"entities": (*ENTITIES, entity("bergen", "State", "Bergen"))},
        {"negatives_fired": 1 / 4},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_changes_a_measure(gold, case):
    changed, expected = CASES[case]
    measures = evaluate(tables(**changed), gold).measures
    assert {name: measures[name] for name in expected} == pytest.approx(expected)


def test_the_number_of_cases():
    assert len(CASES) == 29


def test_classes(gold):
    rows = {row.name: row for row in evaluate(tables(), gold).classes}
    assert list(rows) == ["AgreementSigned", "Appeal", "Visit"]
    assert (rows["Visit"].gold, rows["Visit"].found, rows["Visit"].full, rows["Visit"].built) == (1, 1, 1, 1)
    assert (rows["Appeal"].recall, rows["Appeal"].precision) == (0.0, None)


def test_misses_name_what_is_missed(gold):
    wrong = replace(VISIT, status="Occurred", claims=(claim("c", "event/visit", VISIT.claims[0].quote),))
    kinds = {(miss.kind, miss.what) for miss in evaluate(tables(events=(wrong,)), gold).misses}
    assert ("missing event", "e2 AgreementSigned or Ratification") in kinds
    assert ("unexplained entity", "Lima (City)") in kinds
    assert ("wrong", "n1 still to come") in kinds
    assert ("wrong speaker", "e1 norway, not nobody") in kinds
    assert any(
        kind == "inexact event" and what.startswith("e1 Visit: Visit occurred") for kind, what in kinds
    )


def test_an_article_that_the_graph_lacks_is_missed(gold):
    (gold / "09.yaml").write_text(GOLD.replace("01-ferry", "09-other"), encoding="utf8")
    found = evaluate(tables(), gold)
    assert found.unread == ("09",)
    assert found.measures["event_R"] == pytest.approx(2 / 6)
    assert "no article in the graph for 09" in str(found)


def test_gold_for_other_articles_is_an_error(gold):
    (gold / "01.yaml").rename(gold / "07.yaml")
    with pytest.raises(GraphError, match="none of the graph's articles"):
        evaluate(replace(tables(), articles={}), gold)


def test_text_and_json(gold):
    found = evaluate(tables(), gold)
    text = found.to_text()
    assert "event_R          0.667  2/3" in text
    assert "missing event" not in text
    assert "01  missing event: e4 Appeal | Norway urged Chile" in found.to_text(misses=True)
    data = json.loads(found.to_json())
    assert data["measures"] == found.measures
    assert data["counts"]["event_gold"] == 3


def test_a_section_of_results(gold, tmp_path):
    found = evaluate(tables(), gold)
    path = tmp_path / "RESULTS.md"
    path.write_text("# Results\n\nAbove.\n\n## Other\n\nBelow.\n", encoding="utf8")
    for commit in ("aaaa", "bbbb"):
        section = to_markdown(
            found, title="Seeds", command="diplograph evaluate", date="2031-01-01", commit=commit
        )
        replace_section(path, section)
    text = path.read_text(encoding="utf8")
    assert "aaaa" not in text
    assert text.startswith(
        "# Results\n\nAbove.\n\n## Other\n\nBelow.\n\n## Seeds\n\n`diplograph evaluate`, 2031-01-01"
    )
    assert "| event_R | 0.667 | 2/3 | core events found |" in text
    replace_section(path, "## Other\n\nNew.\n")
    assert "Below" not in path.read_text(encoding="utf8")
    assert "## Other\n\nNew.\n\n## Seeds" in path.read_text(encoding="utf8")


def test_a_section_needs_a_file(tmp_path):
    with pytest.raises(GraphError, match="cannot be written"):
        replace_section(tmp_path / "none.md", "## A\n")

from dataclasses import replace

import pytest

from graph.checks import check, is_date
from graph.model import Argument, Mention, Relation, Status
from tests.samples import first, ontology, records


@pytest.mark.parametrize("record", records(), ids=lambda record: record.article.id)
def test_good_records_pass(record):
    assert check(record, ontology=ontology()) == (record, ())


def changed(**changes):
    """The first sample with its visit's claim, the visit, a tenure or a relation changed."""
    record = first()
    for part, fields in changes.items():
        items = getattr(record, part)
        record = replace(record, **{part: (replace(items[0], **fields), *items[1:])})
    return record


@pytest.mark.parametrize(
    ("record", "key", "reason"),
    [
        (changed(claims={"start": -1}), "c1", "offsets outside the text"),
        (changed(claims={"end": 10**6}), "c1", "offsets outside the text"),
        (changed(claims={"start": 0}), "c1", "quote outside the article's body"),
        (changed(claims={"trigger_start": 5}), "c1", "trigger outside the quote"),
        (changed(claims={"confidence": 1.5}), "c1", "confidence not between 0 and 1"),
        (changed(claims={"plover": "SMILE"}), "c1", "unknown PLOVER root SMILE"),
        (changed(claims={"attributed_to": "e99"}), "c1", "unknown source e99"),
        (changed(claims={"asserts": "v99"}), "c1", "asserts nothing: v99"),
        (changed(claims={"status": None}), "c1", "no status"),
        (changed(events={"type": "Picnic"}), "c1", "unknown class Picnic"),
        (changed(events={"type": "SpeechAct"}), "c1", "unknown class SpeechAct"),
        (changed(events={"arguments": ()}), "c1", "no argument"),
        (changed(events={"arguments": (Argument("host", "e1"),)}), "c1", "unknown role host"),
        (changed(events={"arguments": (Argument("actor", "v2"),)}), "c1", "unknown actor v2"),
        (changed(events={"arguments": (Argument("concerns", "v99"),)}), "c1", "unknown concerns v99"),
        (changed(events={"date": "2024-13"}), "c1", "date '2024-13' is no date"),
        (changed(events={"date_end": "soon"}), "c1", "date_end 'soon' is no date"),
        (changed(events={"plover": "SMILE"}), "c1", "unknown PLOVER root SMILE"),
        (changed(events={"goldstein": 11.0}), "c1", "score 11.0 not between -10 and 10"),
        (changed(tenures={"holder": "e99"}), "c6", "unknown holder e99"),
        (changed(tenures={"of": "e99"}), "c6", "unknown body e99"),
        (changed(tenures={"position": " "}), "c6", "no position"),
        (changed(relations={"predicate": "likes"}), "c8", "unknown relation likes"),
        (changed(relations={"predicate": "actor"}), "c8", "unknown relation actor"),
        (changed(relations={"subject": "e99"}), "c8", "an end of the relation is unknown"),
        (changed(relations={"predicate": "capitalOf"}), "c8", "capitalOf does not go from State to"),
    ],
)
def test_what_fails(record, key, reason):
    checked, aside = check(record, ontology=ontology())
    found = next(each for each in aside if each.key == key)
    assert found.reason.startswith(reason)
    assert found.article == "wire/orlov.txt"
    assert key not in {claim.key for claim in checked.claims}
    assert len(checked.claims) == len(record.claims) - len(aside)


def test_an_entity_of_an_unknown_class_takes_its_claims_with_it():
    record = changed(entities={"type": "Wizard"})
    checked, aside = check(record, ontology=ontology())
    assert "e1" not in {entity.key for entity in checked.entities}
    assert {each.key for each in aside} == {"e1", "c1", "c3", "c6"}


def test_mentions_outside_the_body_do_not_count():
    record = first()
    noisy = replace(record.entities[0], mentions=(Mention(0, 5), *record.entities[0].mentions))
    checked, aside = check(replace(record, entities=(noisy, *record.entities[1:])), ontology=ontology())
    assert checked == record
    assert aside == ()


def test_a_date_that_is_none_is_no_date_of_an_article():
    record = replace(first(), article=replace(first().article, date="28 November"))
    assert check(record, ontology=ontology())[0].article.date is None


@pytest.mark.parametrize("text", ["2024", "2024-02", "2024-02-29", "0001"])
def test_dates(text):
    assert is_date(text)


@pytest.mark.parametrize(
    "text", ["", "24", "2023-02-29", "2024-00", "2024-1-1", "0000", "٢٠٢٤", "2024-02-29T00", "2024-02-"]
)
def test_no_dates(text):
    assert not is_date(text)


def test_relations_may_be_former():
    record = replace(first(), relations=(Relation("r1", "e3", "memberOf", "e7"),))
    assert [each.reason for each in check(record, ontology=ontology())[1]] == ["asserts nothing: r2"]
    assert all(claim.status in (None, *Status) for claim in record.claims)

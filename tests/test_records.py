import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import model
from graph.errors import StoreError
from graph.records import from_json, to_json

text = st.text(
    st.characters(codec="utf-8") | st.just("\ud800") | st.sampled_from('\x00"\\\n\u2028'), max_size=12
)
number = st.integers(0, 9999)
plain = {
    model.Article: st.builds(model.Article, text, text, st.tuples(st.builds(model.Span, number, number))),
    model.Entity: st.builds(
        model.Entity,
        text,
        text,
        text,
        aliases=st.tuples(text),
        actor=st.none() | text,
        mentions=st.lists(st.builds(model.Mention, number, number, text, st.booleans())).map(tuple),
    ),
    model.Event: st.builds(
        model.Event,
        text,
        text,
        st.sampled_from(model.Status),
        st.lists(st.builds(model.Argument, text, text)).map(tuple),
        goldstein=st.none() | st.floats(-10, 10),
        date=st.none() | text,
    ),
    model.Claim: st.builds(
        model.Claim,
        text,
        text,
        number,
        number,
        text,
        number,
        status=st.none() | st.sampled_from(model.Status),
    ),
}
extractions = st.builds(
    model.Extraction,
    plain[model.Article],
    st.lists(plain[model.Entity], max_size=3).map(tuple),
    st.lists(plain[model.Event], max_size=3).map(tuple),
    claims=st.lists(plain[model.Claim], max_size=3).map(tuple),
    relations=st.lists(st.builds(model.Relation, text, text, text, text), max_size=2).map(tuple),
    rejections=st.lists(st.builds(model.Rejection, number, number, text, text), max_size=2).map(tuple),
    provenance=st.none() | st.builds(model.Provenance, text, text, text),
)


@given(extractions)
def test_round_trip(extraction):
    record = to_json(extraction)
    again = from_json(record.encode("utf8").decode("utf8"))
    assert again == extraction
    assert again.rejections == extraction.rejections
    assert to_json(again) == record


def test_every_part_of_an_extraction_is_kept():
    article = model.Article("a.txt", "Text.", (model.Span(0, 5),), (model.LeftOut(4, 5, "advert"),))
    tenure = model.Tenure("t1", "e1", "President", None, model.TenureStatus.FORMER)
    full = model.Extraction(article, tenures=(tenure,))
    assert from_json(to_json(full)).tenures == (tenure,)
    assert from_json(to_json(full)).article == article
    assert {field.name for field in fields(model.Extraction)} >= set(json.loads(to_json(full))) - {"format"}


def test_one_item_stands_on_one_line():
    article = model.Article("a.txt", "Two\nlines.", (model.Span(0, 3), model.Span(4, 10)))
    record = to_json(
        model.Extraction(article, (model.Entity("e1", "Person", "A"), model.Entity("e2", "City", "B")))
    )
    assert record.splitlines()[1].startswith('"article":{"body":[{"end":3,"start":0}')
    assert record.splitlines()[2:5] == [
        '"entities":[',
        '{"key":"e1","name":"A","type":"Person"},',
        '{"key":"e2","name":"B","type":"City"}',
    ]


@pytest.mark.parametrize(
    ("damaged", "said"),
    [
        ("", "Expecting value"),
        ("[]", "not an object"),
        ("{}", "format None"),
        ('{"format":99}', "format 99"),
        ('{"format":1}', "lacks 'article'"),
        ('{"format":1,"article":{"id":"a","text":"t","body":[]},"extra":1}', "no field 'extra'"),
        ('{"format":1,"article":{"id":"a","text":7,"body":[]}}', "str expected, not int"),
        ('{"format":1,"article":{"id":"a","text":"t","body":{}}}', "list expected, not dict"),
        (
            '{"format":1,"article":{"id":"a","text":"t","body":[{"start":true,"end":1}]}}',
            "int expected, not bool",
        ),
        (
            '{"format":1,"article":{"id":"a","text":"t","body":[]},"events":[{"key":"v","type":"Visit","status":"X"}]}',
            "X",
        ),
        ('{"format":1,"article":{"id":"a","text":"t","body":[]},"events":[NaN]}', "NaN is no number"),
        ("[" * 100000, "damaged"),
    ],
)
def test_damage_is_one_line_that_names_the_file(damaged, said):
    with pytest.raises(StoreError) as caught:
        from_json(damaged, path="kg/articles/a.json")
    message = str(caught.value)
    assert message.startswith("kg/articles/a.json: ")
    assert said in message
    assert "\n" not in message
    assert "build again" in message

import pyoxigraph as ox
import pytest

from graph.namespaces import ID
from graph.tables import event_label, read_tables
from tests.samples import SAMPLE_TTL


@pytest.fixture(scope="module")
def tables():
    store = ox.Store()
    store.load(path=str(SAMPLE_TTL), format=ox.RdfFormat.TURTLE)
    return read_tables(store)


def event(tables, label):
    (found,) = (row for row in tables.events.values() if row.label == label)
    return found


def test_everything_is_read(tables):
    assert len(tables.articles) == 3
    assert len(tables.entities) == 23
    assert len(tables.events) == 14
    assert len(tables.tenures) == 3
    assert len(tables.relations) == 3


def test_an_article(tables):
    (row,) = (row for row in tables.articles.values() if row.id == "wire/orlov.txt")
    assert (row.title, row.date, row.publisher) == (
        "Orlov to visit India in December",
        "2024-11-28",
        "Harbour Wire",
    )
    assert row.url == "https://news.example/orlov?id=1"


def test_an_entity(tables):
    row = tables.entities[f"{ID}person/sergei-orlov"]
    assert (row.type, row.label) == ("Person", "Sergei Orlov")
    assert row.aliases == ("Orlov", "Sergey Orlov")
    assert row.represents == f"{ID}state/RUS"
    assert len(row.articles) == 3
    state = tables.entities[f"{ID}state/IND"]
    assert (state.iso3, state.same_as) == ("IND", ("http://www.wikidata.org/entity/Q668",))


def test_an_event_of_two_articles(tables):
    row = event(tables, "Visit: Sergei Orlov -> India, 2024-12-09")
    assert (row.type, row.status, row.plover, row.goldstein, row.plover_score) == (
        "Visit",
        "Occurred",
        "CONSULT",
        1,
        4,
    )
    assert not row.contested
    assert row.actors == (f"{ID}person/sergei-orlov",)
    planned = next(claim for claim in row.claims if claim.status == "Planned")
    assert (planned.attributed_to, planned.attribution_cue) == (f"{ID}org/kremlin", "announced")
    assert (planned.trigger, planned.confidence, planned.plover) == ("visit", 0.92, "AGREE")
    assert planned.quote.startswith("Russian Foreign Minister Sergei Orlov will visit")
    assert planned.end - planned.start == len(planned.quote)


def test_a_contested_event(tables):
    row = event(tables, "Arms transfer: Russia -> Iran, 2024-11")
    assert row.contested
    assert row.status == "Occurred"
    assert {claim.status for claim in row.claims} == {"Occurred", "Negated"}
    assert {place for claim in row.claims for place in claim.metonyms} == {f"{ID}city/moscow"}
    assert row.concerns == (f"{ID}thing/varuna-missiles",)


def test_an_amount(tables):
    row = event(tables, "Aid: Turkey -> Nepal, 2023")
    assert (row.amount, row.unit) == ("5 million", "USD")


def test_tenures_and_relations(tables):
    former = [row for row in tables.tenures.values() if row.status == "Former"]
    assert [(row.holder, row.position, row.of) for row in former] == [
        (f"{ID}person/arjun-singh", "navy chief", f"{ID}org/indian-navy")
    ]
    assert [(row.subject, row.predicate, row.object, row.status) for row in tables.relations] == [
        (f"{ID}person/arjun-singh", "memberOf", f"{ID}org/indian-navy", "Former"),
        (f"{ID}state/IND", "memberOf", f"{ID}org/brics", None),
        (f"{ID}state/RUS", "memberOf", f"{ID}org/brics", None),
    ]
    assert all(row.claims for row in (*tables.relations, *tables.tenures.values(), *tables.events.values()))


@pytest.mark.parametrize(
    ("sides", "date", "label"),
    [
        ((["A"], ["B"], []), "2024", "Arms transfer: A -> B, 2024"),
        (([], [], ["A", "B"]), None, "Arms transfer: A, B"),
        (([], ["B"], []), None, "Arms transfer: -> B"),
        ((list("ABCD"), [], []), None, "Arms transfer: A, B and 2 others"),
        (([], [], []), None, "Arms transfer"),
    ],
)
def test_labels(sides, date, label):
    actors, targets, participants = sides
    assert (
        event_label("ArmsTransfer", actors=actors, targets=targets, participants=participants, date=date)
        == label
    )

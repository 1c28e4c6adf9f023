import pytest

from graph.linking import link
from graph.model import Argument, Article, Entity, Event, Extraction, Mention, Span, Status
from tests.samples import ACTORS, ontology

A = Entity("a", "State", "India", actor="state/IND", mentions=(Mention(0, 1),))
B = Entity("b", "State", "Russia", actor="state/RUS", mentions=(Mention(1, 2),))
C = Entity("c", "State", "Iran", actor="state/IRN", mentions=(Mention(2, 3),))


def event(type="Visit", roles="actor=a target=b", date=None, theme=None, key="v"):
    arguments = tuple(sorted(Argument(*role.split("=")) for role in roles.split()))
    return Event(key, type, Status.OCCURRED, arguments, date=date, theme=theme)


def record(id, *events, date="2024-05-10"):
    return Extraction(Article(id, "text", (Span(0, 4),), date=date), (A, B, C), events)


def events(*records):
    forwards = link(records, ontology=ontology(), actors=ACTORS).events
    assert link(records[::-1], ontology=ontology(), actors=ACTORS).events == forwards
    return forwards


CASES = [
    # dates
    (event(date="2024-05-08"), event(date="2024-05-08"), True),
    (event(date="2024-05-08"), event(date="2024-05"), True),
    (event(date="2024-05-08"), event(date="2024"), True),
    (event(date="2024-05-08"), event(date="2024-05-09"), False),
    (event(date="2024-05-08"), event(date="2024-06"), False),
    (event(date="2024-05-08"), event(), True),
    (event(date="2024-04-08"), event(), False),
    (event(date="2024"), event(), False),
    (event(), event(), True),
    # type and arguments
    (event(), event("Meeting"), False),
    (event(), event(roles="actor=b target=a"), False),
    (event(), event(roles="actor=a target=c"), False),
    (event("Meeting", "participant=a participant=b"), event("Meeting", "actor=b target=a"), True),
    (event(roles="actor=a", date="2024-05-08"), event(roles="actor=a", date="2024-05-08"), True),
    (event(roles="actor=a"), event(roles="actor=a"), False),
    (event(roles="actor=a", theme="grain trade"), event(roles="actor=a", theme="the grain trade"), True),
    (event(roles="", date="2024-05-08"), event(roles="", date="2024-05-08"), False),
    # place and matter do not tell events apart
    (event(roles="actor=a target=b place=c"), event(), True),
    # what is said needs its theme too
    (event("Statement", "actor=a", "2024-05-08"), event("Statement", "actor=a", "2024-05-08"), False),
    (
        event("Statement", "actor=a", "2024-05-08", "grain"),
        event("Statement", "actor=a", "2024-05-08", "grain"),
        True,
    ),
    (
        event("Statement", "actor=a", "2024-05-08", "grain"),
        event("Statement", "actor=a", "2024-05-08", "gas"),
        False,
    ),
    (
        event("Criticism", "actor=a target=b", "2024-05-08"),
        event("Criticism", "actor=a target=b", "2024-05-08"),
        True,
    ),
]


@pytest.mark.parametrize(("one", "other", "same"), CASES)
def test_two_articles(one, other, same):
    found = events(record("x", one), record("y", other))
    assert (len(set(found.values())) == 1) is same


def test_two_events_of_one_article_are_two():
    found = events(record("x", event(date="2024-05-08"), event(date="2024-05-08", key="w")))
    assert len(set(found.values())) == 2


def test_a_year_that_fits_two_days_fits_neither():
    chosen = [
        record("x", event(date="2024-05-08")),
        record("y", event(date="2024-03-01")),
        record("z", event(date="2024")),
    ]
    assert len(set(events(*chosen).values())) == 3
    assert len(set(events(chosen[0], chosen[2]).values())) == 1


def test_dates_must_agree_with_all():
    chosen = [
        record("x", event(date="2024-05-08")),
        record("y", event(date="2024-05")),
        record("z", event(date="2024-05-09")),
    ]
    assert len(set(events(*chosen).values())) == 3


@pytest.mark.parametrize("date", ["2024-05-08", "2024-05", None])
def test_an_iri_stays_when_later_articles_come(date):
    first = record("x", event(date=date))
    before = events(first)["x", "v"]
    more = [
        record("y", event(date="2024-05-08"), date="2024-05-11"),
        record("w", event("War"), date="1999-01-01"),
    ]
    assert events(first, *more)["x", "v"] == before


def test_an_undated_article_comes_last():
    dated, undated = record("y", event(date="2024-05")), record("x", event(date="2024-05-08"), date=None)
    assert events(dated, undated)["x", "v"] == events(dated)["y", "v"]

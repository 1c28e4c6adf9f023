from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import graph.linking.entities
import graph.linking.happenings
from graph.linking import link
from graph.linking.happenings import Told, _Happening, find_happenings
from graph.linking.names import fold
from graph.model import Article, Entity, Extraction, Mention, Span
from tests.samples import ACTORS, ontology

ARGUMENTS = ("actor=a", "target=b")


def told(number, on, date, theme, *, speech=False, arguments=ARGUMENTS):
    return Told("Visit", arguments, f"{number:04d}", "v", on, date, fold(theme) if theme else "", speech, 1)


def without_index(block):
    """The same by comparing each with all."""
    found = []
    for each in sorted(block, key=lambda each: (-len(each.when or ""), each.order)):
        fits = [one for one in found if each.arguments and one.takes(each)]
        if len(fits) != 1:
            fits = [_Happening()]
            found += fits
        fits[0].add(each)
    return [sorted(one.tellings, key=lambda each: each.order) for one in found]


days = st.dates(date(2024, 2, 25), date(2024, 3, 9)).map(date.isoformat)
dates = st.one_of(
    days, st.none(), st.sampled_from(["2024", "2024-02", "2024-03", "0001-01-01", "9999-12-31", "2024-02-31"])
)
themes = st.sampled_from([None, "grain", "the grain trade", "gas", "gas prices", "?"])


@given(st.lists(st.tuples(dates, dates, themes), max_size=12), st.booleans(), st.sampled_from([0, 1, 2]))
def test_the_index_leaves_nothing_out(rows, speech, arguments):
    block = [
        told(number, *row, speech=speech, arguments=ARGUMENTS[:arguments]) for number, row in enumerate(rows)
    ]
    assert find_happenings(block) == without_index(block)


def comparisons(monkeypatch, module, name, work):
    """How often a function is called."""
    called = []
    whole = getattr(module, name)
    with monkeypatch.context() as patch:
        patch.setattr(module, name, lambda *given: called.append(1) or whole(*given))
        work()
    return len(called)


@pytest.mark.parametrize("dated", [True, False])
def test_a_long_war_takes_no_more_than_its_length(monkeypatch, dated):
    def block(length):
        start = date(2010, 1, 1)
        when = [(start + timedelta(20 * number)).isoformat() for number in range(length)]
        return [told(number, day, day if dated else None, None) for number, day in enumerate(when)]

    counts = [
        comparisons(monkeypatch, graph.linking.happenings, "_same", lambda n=n: find_happenings(block(n)))
        for n in (100, 400)
    ]
    assert counts[1] <= 5 * max(counts[0], 10)


def entities(count, name, kind):
    """One article each that speaks of the same thing."""
    return [
        Extraction(
            Article(f"{number:04d}", "text", (Span(0, 4),)),
            (Entity("x", "Company", name, mentions=(Mention(0, 1, kind),)),),
        )
        for number in range(count)
    ]


def test_bare_descriptions_are_compared_with_nothing(monkeypatch):
    named = Entity("y", "Company", "Company", mentions=(Mention(0, 1),))
    records = entities(50, "the company", "nominal")
    records.append(Extraction(Article("z", "text", (Span(0, 4),)), (named,)))
    found = link(records, ontology=ontology(), actors=ACTORS)
    assert len(found.nodes) == 51
    assert found.doubtful == ()
    assert not comparisons(
        monkeypatch,
        graph.linking.entities,
        "_score",
        lambda: link(records, ontology=ontology(), actors=ACTORS),
    )


def test_bodies_with_one_word_in_common_are_not_all_compared(monkeypatch):
    words = ["amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "hazel", "islet", "jetty"]
    records = [
        Extraction(
            Article(f"{one}-{two}", "text", (Span(0, 4),)),
            (Entity("x", "Organization", f"Institute {one} {two}", mentions=(Mention(0, 1),)),),
        )
        for one in words
        for two in words
    ]
    count = comparisons(
        monkeypatch,
        graph.linking.entities,
        "_score",
        lambda: link(records, ontology=ontology(), actors=ACTORS),
    )
    assert count <= len(records)

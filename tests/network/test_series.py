import pytest

from graph.errors import GraphError
from graph.network import NetworkError, compare, dyads
from graph.network.periods import days, spell, unit, window, within
from tests.network.tables import TABLES, iri


def test_a_series_has_every_month_and_what_has_no_date():
    found = dyads(TABLES, between=("Arland", "Bo"))
    assert (found.a, found.b, found.by) == ("Arland", "Borland", "month")
    rows = [(row.period, row.events, row.a_to_b, row.b_to_a, row.mutual, row.net) for row in found.rows]
    assert rows == [("2024-11", 1, 1, 0, 0, 1), ("2024-12", 1, 0, 0, 1, 1)]
    assert found.columns[0] == "period"


def test_conflict_and_dates_not_told_so_precisely():
    found = dyads(TABLES, between=("BBB", "CCC"))
    (row,) = found.rows
    assert (row.period, row.events, row.a_to_b, row.b_to_a) == ("undated", 2, 1, 1)
    assert (row.cooperation, row.conflict, row.net, row.goldstein) == (0, 2, -2, -5.0)
    years = dyads(TABLES, between=("BBB", "CCC"), by="year")
    assert [(row.period, row.net) for row in years.rows] == [("2024", -1), ("undated", -1)]


def test_the_order_of_the_names_sets_the_direction():
    rows = dyads(TABLES, between=("Borland", "Arland")).rows
    assert [(row.a_to_b, row.b_to_a) for row in rows] == [(0, 1), (0, 0)]


def test_empty_months_are_told():
    found = dyads(TABLES, between=("Arland", "Borland"), cliques=True)
    assert [(row.period, row.events) for row in found.rows] == [
        ("2024-10", 1),
        ("2024-11", 1),
        ("2024-12", 1),
    ]
    found = dyads(TABLES, between=("Arland", "Corland"), status=None, cliques=True)
    assert [row.events for row in found.rows] == [1, 0, 0, 1]


def test_all_pairs():
    found = dyads(TABLES)
    assert [(row.a, row.b, row.events, row.net) for row in found.rows] == [
        ("Arland", "Borland", 2, 2),
        ("Borland", "Corland", 2, -2),
    ]
    assert (found.rows[0].first, found.rows[0].last) == ("2024-11-05", "2024-12")
    assert found.parameters["status"] == ("Occurred", "Ongoing")
    assert found.rows[0].iris == (iri("event/meeting"), iri("event/visit"))
    assert len(dyads(TABLES, level="actor").rows) == 5


@pytest.mark.parametrize(
    ("between", "options", "message"),
    [
        (("Arland", "Nowhere"), {}, "no entity is called 'Nowhere'"),
        (("Arland", "Ana"), {}, "both Arland at the level state"),
        (("Arland", "Arl"), {}, "'Arl' is no node at the level state"),
        (("Arland", "Borland"), {"by": "week"}, "by 'week' is unknown"),
        (None, {"level": "city"}, "level 'city' is unknown"),
    ],
)
def test_mistakes_are_told(between, options, message):
    with pytest.raises(GraphError, match=message):
        dyads(TABLES, between=between, **options)


def test_compare_tells_rise_and_fall():
    found = compare(TABLES, "2024-10", ("2024-11", None), measure="strength")
    rows = {row.name: row for row in found.rows}
    assert rows["Dorland"].rank_a == 1
    assert rows["Dorland"].rank_b is rows["Dorland"].change is None
    assert rows["Ana"].rank_b == 1
    assert rows["Borland"].change == 1 - rows["Borland"].rank_b
    assert found.rows[-1].rank_b is None
    assert (found.window_a, found.window_b) == (("2024-10", "2024-10"), ("2024-11", None))
    assert found.graphs[0] != found.graphs[1]


def test_compare_takes_options_of_the_network_and_the_measure():
    found = compare(TABLES, "2024-10", "2024-11/2024-12", level="state", parameters={"damping": 0.5}, top=1)
    assert found.parameters["damping"] == 0.5
    assert {row.type for row in found.rows} == {"State"}
    with pytest.raises(NetworkError, match="no date"):
        compare(TABLES, "then", "now")
    with pytest.raises(NetworkError, match="top -1 is too few"):
        compare(TABLES, "2023", "2024", top=-1)


@pytest.mark.parametrize(
    ("told", "end", "since", "until", "expected"),
    [
        ("2024-11-05", None, "2024-11-05", "2024-11-05", True),
        ("2024-11", None, "2024-11-02", None, False),
        ("2024", None, "2024", None, True),
        ("2024", None, None, "2024-11", False),
        ("2022-02", "2024-11-03", "2024-11", None, True),
        ("2022-02", "2024-11-03", "2024-12", None, False),
        (None, None, "2024", None, None),
        ("soon", None, "2024", None, None),
    ],
)
def test_within(told, end, since, until, expected):
    start, stop = days(since), days(until)
    assert within(told, end, start and start[0], stop and stop[1]) is expected


def test_periods():
    assert [*spell("2023-11", "2024-02", "month")] == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert [*spell("2023", "2024", "year")] == ["2023", "2024"]
    assert [*spell("2024-02-28", "2024-03-01", "day")] == ["2024-02-28", "2024-02-29", "2024-03-01"]
    assert [unit(text, "month") for text in ("2024-11-05", "2024-11", "2024", None)] == ["2024-11"] * 2 + [
        None
    ] * 2
    assert [window(text) for text in ("2024", "2024/", "/2024-03", "2023/2024")] == [
        ("2024", "2024"),
        ("2024", None),
        (None, "2024-03"),
        ("2023", "2024"),
    ]

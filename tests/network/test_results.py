import csv
import json
import sys
from dataclasses import replace

import networkx as nx
import pytest

from graph.errors import GraphError
from graph.network import DyadTable, communities, dyads, rank
from graph.network.results import clean, ranks
from tests.network.tables import TABLES


@pytest.fixture
def ranking():
    G = nx.Graph()
    G.add_node("1", label='<b>"Ana", & co</b>', type="Person")
    G.add_node("2", label="Bo\nBo", type="Person")
    G.add_node("3", label="Zoë", type="State")
    G.add_edges_from([("1", "2"), ("1", "3")])
    return rank(G, measure="degree")


def test_csv_is_read_back(ranking):
    rows = list(csv.DictReader(ranking.to_csv().splitlines(keepends=True)))
    assert [row["name"] for row in rows] == ['<b>"Ana", & co</b>', "Bo\nBo", "Zoë"]
    assert [float(row["value"]) for row in rows] == [2, 1, 1]
    assert rows[0]["iri"] == "1"


def test_csv_tells_several_names_apart():
    (row,) = csv.DictReader(communities(nx.Graph([("New Zealand", "Iran")])).to_csv().splitlines())
    assert (row["names"], row["iris"]) == ("Iran; New Zealand", "Iran; New Zealand")


def test_data_frames_need_pandas(ranking, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(GraphError, match=r"pip install 'diplograph\[plots\]'"):
        ranking.to_pandas()


def test_csv_holds_no_formula():
    G = nx.DiGraph()
    G.add_node("1", label='=HYPERLINK("x")', type="State")
    G.add_node("2", label="@b", type="State")
    names = [row["name"] for row in csv.DictReader(rank(G, measure="degree").to_csv().splitlines())]
    assert names == ['\'=HYPERLINK("x")', "'@b"]
    pair = dyads(TABLES).rows[0]
    table = DyadTable((replace(pair, a="+a", net=-2, goldstein=-4.5),), {})
    (row,) = csv.DictReader(table.to_csv().splitlines())
    assert (row["a"], row["net"], row["goldstein"]) == ("'+a", "-2", "-4.5")


def test_json_says_what_it_is_about(ranking):
    found = json.loads(ranking.to_json())
    assert (found["measure"], found["nodes"], found["graph"]) == ("degree", 3, ranking.graph)
    assert found["rows"][2] == {"rank": 2, "name": "Zoë", "type": "State", "value": 1.0, "iri": "3"}


def test_text_is_aligned_and_on_one_line_a_row(ranking):
    lines = str(ranking).splitlines()
    assert len(lines) == 5
    assert lines[0].split() == ["rank", "name", "type", "value"]
    assert "Bo Bo" in lines[3]
    assert all(line.endswith(("2", "1")) for line in lines[2:])


def test_html_is_escaped(ranking):
    html = ranking._repr_html_()
    assert "<b>" not in html
    assert "&lt;b&gt;" in html
    assert html.count("<tr>") == 4


def test_pandas(ranking):
    pytest.importorskip("pandas")
    frame = ranking.to_pandas()
    assert list(frame.columns) == ["rank", "name", "type", "value", "iri"]
    assert frame["value"].tolist() == [2.0, 1.0, 1.0]
    assert frame.attrs["measure"] == "degree"


@pytest.mark.parametrize(
    ("values", "expected"), [([], []), ([3, 2, 2, 1], [1, 2, 2, 4]), ([1, 1, 1], [1, 1, 1])]
)
def test_ranks(values, expected):
    assert ranks(values) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(1 / 3, 0.333333333333), (-0.0, 0.0), (1e-17, 0.0), (0.1 + 0.2, 0.3)]
)
def test_clean(value, expected):
    assert clean(value) == expected
    assert str(clean(-0.0)) == "0.0"

import math

import networkx as nx
import pytest

from graph.network import MEASURES, NetworkError, large, measures, project, rank
from tests.network.tables import TABLES, iri


def test_florentine_families():
    G = nx.florentine_families_graph()
    betweenness = rank(G, measure="betweenness")
    assert [row.name for row in betweenness.rows[:3]] == ["Medici", "Guadagni", "Albizzi"]
    assert betweenness.rows[0].value == pytest.approx(47.5 / 91)
    assert measures.degree(G)["Medici"] == 6
    assert measures.closeness(G)["Medici"] == pytest.approx(14 / 25)
    assert measures.eigenvector(G)["Medici"] == pytest.approx(0.4303081, abs=1e-7)


def test_karate_club():
    G = nx.karate_club_graph()
    nx.set_edge_attributes(G, 1, "weight")
    assert [row.name for row in rank(G, measure="degree", top=3).rows] == ["33", "0", "32"]
    assert measures.betweenness(G)[0] == pytest.approx(231.0714286 / 528, abs=1e-9)
    assert max(measures.core(G).values()) == 4
    assert measures.clustering(G)[0] == pytest.approx(0.15)


def test_heavy_edges_are_short():
    G = nx.Graph()
    G.add_weighted_edges_from([("a", "b", 4), ("b", "c", 4), ("a", "c", 1)])
    assert measures.betweenness(G)["b"] == 1.0
    assert measures.harmonic(G) == pytest.approx({"a": 3, "b": 4, "c": 3})
    assert measures.closeness(G) == pytest.approx({"a": 2 / 0.75, "b": 4, "c": 2 / 0.75})


def test_equal_lengths_are_told_where_floats_differ():
    G = nx.Graph()
    G.add_weighted_edges_from([("s", "a", 10), ("a", "t", 5), ("s", "b", 20 / 3), ("b", "t", 20 / 3)])
    assert 1 / 10 + 1 / 5 != 2 * (3 / 20)
    assert measures.betweenness(G)["a"] == measures.betweenness(G)["b"] == pytest.approx(1 / 6)


def test_pagerank_by_hand():
    G = nx.DiGraph([("a", "b")])
    p = measures.pagerank(G, damping=0.5)
    # a = 1/4 + b/4, b = 1/4 + b/4 + a/2, a + b = 1
    assert p == pytest.approx({"a": 0.4, "b": 0.6})


def test_eigenvector_is_of_the_largest_component():
    values = measures.eigenvector(nx.Graph([("a", "b"), ("b", "c"), ("x", "y")]))
    assert values == pytest.approx({"a": 0.5, "b": math.sqrt(0.5), "c": 0.5, "x": 0, "y": 0})


def test_the_eigenvector_of_a_larger_network_is_one():
    G = nx.barabasi_albert_graph(600, 3, seed=1)
    A = nx.to_numpy_array(G)
    x = list(measures.eigenvector(G).values())
    product = A @ x
    assert product == pytest.approx([product[0] / x[0] * value for value in x], abs=1e-9)


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_ranks_every_kind_of_network_even_an_empty_one(measure):
    assert rank(nx.Graph(), measure=measure).rows == ()
    assert len(rank(nx.empty_graph(1), measure=measure)) == 1
    found = rank(project(TABLES), measure=measure)
    assert found.nodes == len(found.rows) == 8
    assert [row.rank for row in found.rows] == sorted(row.rank for row in found.rows)
    assert iri("event/summit") not in {row.iri for row in found.rows}


def test_equal_values_share_a_rank():
    found = rank(nx.star_graph(3), measure="degree")
    assert [(row.rank, row.name) for row in found.rows] == [(1, "0"), (2, "1"), (2, "2"), (2, "3")]
    assert len(rank(nx.star_graph(3), measure="degree", top=2).rows) == 4
    assert len(rank(nx.star_graph(3), measure="degree", top=1).rows) == 1


def test_parameters_are_recorded():
    G = project(TABLES)
    found = rank(G, damping=0.5)
    assert found.parameters == {"damping": 0.5, "directed": True, "backend": "networkx"}
    assert (found.measure, found.graph) == ("pagerank", G.graph["id"])
    assert found.rows != rank(G).rows


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"measure": "fame"}, "measure 'fame' is unknown"),
        ({"dampening": 1}, "pagerank has no parameter 'dampening': damping, directed"),
        ({"damping": 1}, "damping 1 is out of range"),
        ({"backend": "gpu"}, "backend 'gpu' is unknown"),
        ({"top": 0}, "top 0 is too few: write 1 or more"),
        ({"measure": "degree", "backend": "networkit"}, "networkit's measure 'degree' is unknown"),
    ],
)
def test_mistakes_are_told(options, message):
    with pytest.raises(NetworkError, match=message):
        rank(project(TABLES), **options)


def test_negative_weights_are_refused_but_for_sums():
    G = project(TABLES, kind="signed", level="state")
    with pytest.raises(NetworkError, match="weights are negative"):
        rank(G)
    assert rank(G, measure="strength").rows[-1].value == -10.0


def test_large_networks_go_to_networkit_where_it_is_faster(monkeypatch):
    pytest.importorskip("networkit")
    monkeypatch.setattr(large, "FROM", {"betweenness": 5})
    G = nx.path_graph(9)
    assert rank(G, measure="betweenness").parameters["backend"] == "networkit"
    assert rank(G).parameters["backend"] == "networkx"
    assert rank(nx.path_graph(4), measure="betweenness").parameters["backend"] == "networkx"
    monkeypatch.setattr(large, "installed", lambda: False)
    assert rank(G, measure="betweenness").parameters["backend"] == "networkx"
    with pytest.raises(NetworkError, match=r"pip install 'diplograph\[large\]'"):
        rank(nx.path_graph(9), backend="networkit")

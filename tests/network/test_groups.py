import random

import networkx as nx
import pytest

from graph.network import NetworkError, communities, project
from tests.network.tables import TABLES, iri


@pytest.fixture
def club():
    G = nx.karate_club_graph()
    nx.set_edge_attributes(G, 1, "weight")
    return G


def parts(found):
    return sorted(row.iris for row in found.rows)


def test_louvain_on_the_karate_club(club):
    found = communities(club, seed=3)
    assert found.modularity > 0.41
    assert found.modularity == pytest.approx(
        nx.community.modularity(club, [set(map(int, row.iris)) for row in found.rows])
    )
    assert sum(row.size for row in found.rows) == 34
    assert [row.size for row in found.rows] == sorted((row.size for row in found.rows), reverse=True)
    assert parts(communities(club, seed=3)) == parts(found)
    assert found.numbers()[found.rows[1].iris[0]] == 2


def test_greedy_is_newmans(club):
    found = communities(club, method="greedy")
    assert found.modularity == pytest.approx(0.3806706, abs=1e-6)
    assert len(found.rows) == 3


@pytest.mark.parametrize("backend", ["igraph", "networkit"])
def test_leiden_through_an_extra(club, backend):
    pytest.importorskip(backend)
    state = random.getstate()
    found = communities(club, method="leiden", backend=backend, seed=5)
    assert found.modularity == pytest.approx(0.4197896, abs=0.01)
    assert parts(communities(club, method="leiden", backend=backend, seed=5)) == parts(found)
    assert random.getstate() == state


def test_networkit_louvain(club):
    pytest.importorskip("networkit")
    found = communities(club, backend="networkit")
    assert found.modularity > 0.4
    assert found.parameters == {"resolution": 1.0, "seed": 0, "backend": "networkit"}


def test_resolution_makes_smaller_groups(club):
    assert len(communities(club, resolution=3).rows) > len(communities(club).rows)


def test_hubs_bind_and_are_not_listed():
    found = communities(project(TABLES))
    assert iri("event/summit") not in found.numbers()
    assert len(found.numbers()) == 8


def test_a_network_without_edges():
    assert [row.names for row in communities(nx.empty_graph(["b", "a"])).rows] == [("a",), ("b",)]
    assert communities(nx.Graph()).rows == ()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"method": "magic"}, "method 'magic' is unknown"),
        ({"method": "leiden", "backend": "networkx"}, "does not do"),
    ],
)
def test_mistakes_are_told(club, options, message):
    with pytest.raises(NetworkError, match=message):
        communities(club, **options)

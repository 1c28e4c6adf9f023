import itertools

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.network import NetworkError, balance, project, reciprocity
from tests.network.tables import TABLES


@pytest.mark.parametrize(
    ("signs", "kind", "balanced"),
    [
        ((1, 1, 1), "+++", 1.0),
        ((1, 1, -1), "++-", 0.0),
        ((1, -1, -1), "+--", 1.0),
        ((-1, -1, -1), "---", 0.0),
    ],
)
def test_one_triad(signs, kind, balanced):
    G = nx.Graph()
    G.add_weighted_edges_from((*pair, sign) for pair, sign in zip(("ab", "bc", "ac"), signs, strict=True))
    found = balance(G)
    assert found.balanced == balanced
    assert {key for key, count in found.counts.items() if count} == {kind}
    (row,) = found.rows
    assert (row.a, row.b, row.c) == ("a", "b", "c")
    assert row.signs == "".join("+" if sign > 0 else "-" for sign in signs)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from([-1, 0, 1]), min_size=15, max_size=15))
def test_all_triads_are_found(signs):
    G = nx.Graph()
    G.add_nodes_from(range(6))
    G.add_weighted_edges_from(
        (u, v, sign) for (u, v), sign in zip(itertools.combinations(range(6), 2), signs, strict=True)
    )
    ties = {frozenset((u, v)): data["weight"] for u, v, data in G.edges(data=True)}
    products = [
        ties[frozenset((a, b))] * ties[frozenset((b, c))] * ties[frozenset((a, c))]
        for a, b, c in itertools.combinations(range(6), 3)
    ]
    found = balance(G)
    assert len(found.rows) == sum(product != 0 for product in products)
    assert sum(row.balanced for row in found.rows) == sum(product > 0 for product in products)


def test_directions_are_summed_and_nothing_is_no_tie():
    G = nx.DiGraph()
    G.add_weighted_edges_from([("a", "b", 2), ("b", "a", -3), ("b", "c", 1), ("c", "a", 1), ("a", "c", -1)])
    assert balance(G).rows == ()
    assert balance(G).balanced is None
    G.add_edge("a", "c", weight=1)
    assert balance(G).counts["++-"] == 1


def test_reciprocity_by_hand():
    G = nx.DiGraph()
    G.add_weighted_edges_from([("a", "b", 3), ("b", "a", 1), ("a", "c", 2)])
    found = reciprocity(G)
    assert found.binary == pytest.approx(2 / 3)
    assert found.weighted == pytest.approx(2 / 6)
    assert found.binary == pytest.approx(nx.overall_reciprocity(G))


def test_mutual_acts_are_left_out_unless_asked():
    for kind in ("multigraph", "dyads"):
        G = project(TABLES, kind=kind, level="state", since="2024-11")
        assert (reciprocity(G).binary, reciprocity(G, mutual=True).binary) == (0.0, 1.0)
    assert reciprocity(nx.DiGraph()).weighted is None


def test_negative_weights_are_refused():
    with pytest.raises(NetworkError, match="negative"):
        reciprocity(project(TABLES, kind="signed"))

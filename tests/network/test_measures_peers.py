"""The measures against igraph and networkit, on random networks."""

import math

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.network import large, measures

igraph = pytest.importorskip("igraph")

TOLERANCE = 1e-9


@st.composite
def networks(draw):
    """Random multigraphs with whole and broken weights, directed or not."""
    n = draw(st.integers(2, 12))
    weights = st.sampled_from([1.0, 2.0, 3.0, 0.5, 1 / 3, 7.0])
    ends = st.integers(0, n - 1)
    edges = draw(st.lists(st.tuples(ends, ends, weights), max_size=40))
    G = nx.MultiDiGraph() if draw(st.booleans()) else nx.MultiGraph()
    G.add_nodes_from(range(n))
    G.add_weighted_edges_from(edges)
    return G


def peer(G, *, directed):
    """The same network in igraph, parallel edges summed by igraph itself, loops left out."""
    edges = [(u, v, w) for u, v, w in G.edges(data="weight")]
    if directed and not G.is_directed():
        edges += [(v, u, w) for u, v, w in edges]
    H = igraph.Graph(n=len(G), edges=[edge[:2] for edge in edges], directed=directed)
    H.es["weight"] = [edge[2] for edge in edges]
    return H.simplify(combine_edges="sum")


def distances(H):
    return [1 / weight for weight in H.es["weight"]]


def near(ours, theirs):
    assert list(ours.values()) == pytest.approx(theirs, abs=TOLERANCE, rel=TOLERANCE)


checked = settings(max_examples=60, deadline=None, derandomize=True)


@checked
@given(networks(), st.booleans())
def test_pagerank_is_igraphs(G, directed):
    H = peer(G, directed=directed)
    near(measures.pagerank(G, directed=directed), H.pagerank(weights="weight", directed=directed))


@checked
@given(networks(), st.booleans())
def test_betweenness_is_igraphs(G, directed):
    H = peer(G, directed=directed)
    n = len(G)
    pairs = (n - 1) * (n - 2) / (1 if directed else 2) or 1
    theirs = [value / pairs for value in H.betweenness(weights=distances(H), directed=directed)]
    near(measures.betweenness(G, directed=directed), theirs)


@checked
@given(networks(), st.booleans())
def test_harmonic_is_igraphs(G, directed):
    H = peer(G, directed=directed)
    near(
        measures.harmonic(G, directed=directed),
        H.harmonic_centrality(weights=distances(H), mode="in" if directed else "all"),
    )


@checked
@given(networks(), st.booleans())
def test_closeness_is_igraphs_times_the_share_reached(G, directed):
    H = peer(G, directed=directed)
    mode = "in" if directed else "all"
    reach = [len(part) - 1 for part in H.neighborhood(order=len(G), mode=mode)]
    theirs = H.closeness(weights=distances(H), mode=mode)
    expected = [
        0.0 if math.isnan(near) else near * r / (len(G) - 1) for near, r in zip(theirs, reach, strict=True)
    ]
    near(measures.closeness(G, directed=directed), expected)


@checked
@given(networks())
def test_eigenvector_is_igraphs_on_a_connected_network(G):
    nx.add_path(G, range(len(G)), weight=1.0)
    values = peer(G, directed=False).eigenvector_centrality(weights="weight", scale=True)
    length = math.sqrt(sum(value * value for value in values))
    ours = measures.eigenvector(G)
    near(ours, [value / length for value in values])


@checked
@given(networks())
def test_counts_are_igraphs(G):
    H, K = peer(G, directed=False), peer(G, directed=True)
    near(measures.degree(G), H.degree())
    near(measures.strength(G), H.strength(weights="weight"))
    near(measures.in_degree(G), K.degree(mode="in"))
    near(measures.out_degree(G), K.degree(mode="out"))
    near(measures.in_strength(G), K.strength(weights="weight", mode="in"))
    near(measures.out_strength(G), K.strength(weights="weight", mode="out"))
    near(measures.core(G), H.coreness())
    near(measures.clustering(G), H.transitivity_local_undirected(mode="zero"))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(networks(), st.booleans())
def test_networkit_gives_the_same(G, directed):
    pytest.importorskip("networkit")
    for name, tolerance in (("pagerank", 1e-9), ("harmonic", 1e-9)):
        ours = getattr(measures, name)(G, directed=directed)
        theirs = large.MEASURES[name](G, directed=directed)
        assert theirs == pytest.approx(ours, abs=tolerance)
    assert large.core(G) == measures.core(G)


def test_networkit_betweenness_where_no_lengths_tie():
    pytest.importorskip("networkit")
    G = nx.karate_club_graph()
    nx.set_edge_attributes(G, 1, "weight")
    assert large.betweenness(G) == pytest.approx(measures.betweenness(G), abs=TOLERANCE)
    assert large.betweenness(G, pivots=10, seed=1) == large.betweenness(G, pivots=10, seed=1)

"""Communities: groups with more weight inside than chance would give."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, ClassVar

import networkx as nx

from graph.network import large
from graph.network.errors import NetworkError, choose
from graph.network.projection import known_id
from graph.network.results import Result, clean
from graph.network.simple import simplify

Groups = list[set[Any]]


@dataclass(frozen=True, slots=True)
class CommunityRow:
    """A community: its number from 1, its size and its members' names and IRIs, sorted by name."""

    community: int
    size: int
    names: tuple[str, ...]
    iris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Communities(Result):
    """A partition of the entities of a network, the largest community first.

    Attributes:
        method: how it was found.
        parameters: ``seed``, ``resolution`` and ``backend``.
        graph: the network's id.
        modularity: Q of the partition, hubs included; at most 1.
    """

    rows: tuple[CommunityRow, ...]
    method: str
    parameters: dict[str, Any]
    graph: str
    modularity: float

    row_type: ClassVar[type] = CommunityRow

    def numbers(self) -> dict[str, int]:
        """The community of each node by IRI."""
        return {iri: row.community for row in self.rows for iri in row.iris}


def communities(
    G: nx.Graph[Any],
    *,
    method: str = "louvain",
    resolution: float = 1.0,
    seed: int = 0,
    backend: str = "auto",
) -> Communities:
    """Part the entities of a network into communities by modularity.

    Q = sum over communities of [ w_in / m - resolution * (s / 2m)^2 ], with w_in the weight inside, s the sum
    of its members' strengths and m the weight of all edges. A heavier edge binds more; directions are left
    out; hubs bind their participants and are not listed.

    References: Newman and Girvan, Physical Review E 69 (2004), 026113; ``louvain``: Blondel et al., Journal
    of Statistical Mechanics (2008), P10008; ``leiden``: Traag, Waltman and van Eck, Scientific Reports 9
    (2019), 5233; ``greedy``: Clauset, Newman and Moore, Physical Review E 70 (2004), 066111.

    Args:
        G: a network without negative weights.
        method: ``louvain``, ``greedy``, or ``leiden``, for which igraph or networkit must be installed.
        resolution: above 1 for smaller communities, below for larger.
        seed: of the order in which nodes are visited; ``greedy`` has no use for it.
        backend: ``networkx``, ``networkit``, ``igraph``, or ``auto``: networkx for Louvain below 20,000
            nodes, else networkit where it is installed; for Leiden igraph, or else networkit.

    Raises:
        NetworkError: where an option is unknown or nothing is installed that can do it.
    """
    H = simplify(G, directed=False)
    choose("method", method, ("louvain", "greedy", "leiden"))
    chosen = _backend(method, backend, len(H))
    if H.number_of_edges():
        parts = _METHODS[method, chosen](H, resolution, seed)
        quality = nx.community.modularity(H, parts, resolution=resolution)
    else:
        parts, quality = [{node} for node in H], 0.0
    return Communities(
        rows=_rows(G, parts),
        method=method,
        parameters={"resolution": resolution, "seed": seed, "backend": chosen},
        graph=known_id(G),
        modularity=clean(quality),
    )


def _backend(method: str, backend: str, nodes: int) -> str:
    choose("backend", backend, ("auto", "networkx", "networkit", "igraph"))
    if backend == "auto":
        if method == "leiden":
            backend = "igraph" if find_spec("igraph") else "networkit"
        else:
            backend = "networkit" if large.worthwhile(method, nodes) else "networkx"
    if (method, backend) not in _METHODS:
        raise NetworkError(f"{backend} does not do {method} here: leave the backend out")
    return backend


def _rows(G: nx.Graph[Any], parts: Groups) -> tuple[CommunityRow, ...]:
    named = []
    for part in parts:
        entities = [node for node in part if G.nodes[node].get("kind", "entity") == "entity"]
        members = sorted((str(G.nodes[node].get("label", node)), str(node)) for node in entities)
        if members:
            named.append(members)
    named.sort(key=lambda members: (-len(members), members))
    return tuple(
        CommunityRow(
            number, len(members), tuple(name for name, _ in members), tuple(iri for _, iri in members)
        )
        for number, members in enumerate(named, start=1)
    )


def _louvain(H: nx.Graph[Any], resolution: float, seed: int) -> Groups:
    parts: Groups = nx.community.louvain_communities(H, weight="weight", resolution=resolution, seed=seed)
    return parts


def _greedy(H: nx.Graph[Any], resolution: float, seed: int) -> Groups:
    del seed
    found = nx.community.greedy_modularity_communities(H, weight="weight", resolution=resolution)
    return [set(part) for part in found]


def _networkit(H: nx.Graph[Any], resolution: float, seed: int, name: str) -> Groups:
    with large.networkit(seed) as kit:
        N = large.convert(kit, H)
        algorithm = getattr(kit.community, name)
        labels = algorithm(N, gamma=resolution).run().getPartition().getVector()
    return _parts(H, labels)


def _networkit_louvain(H: nx.Graph[Any], resolution: float, seed: int) -> Groups:
    return _networkit(H, resolution, seed, "PLM")


def _networkit_leiden(H: nx.Graph[Any], resolution: float, seed: int) -> Groups:
    return _networkit(H, resolution, seed, "ParallelLeiden")


def _igraph_leiden(H: nx.Graph[Any], resolution: float, seed: int) -> Groups:
    if not find_spec("igraph"):
        raise NetworkError("igraph is not installed: pip install igraph")
    igraph = import_module("igraph")

    number = {node: place for place, node in enumerate(H)}
    edges = [(number[source], number[target]) for source, target in H.edges()]
    weights = [data["weight"] for _, _, data in H.edges(data=True)]
    N = igraph.Graph(n=len(H), edges=edges)
    igraph.set_random_number_generator(random.Random(seed))
    try:
        found = N.community_leiden("modularity", weights=weights, resolution=resolution, n_iterations=-1)
    finally:
        igraph.set_random_number_generator(random)
    return _parts(H, found.membership)


def _parts(H: nx.Graph[Any], labels: list[int]) -> Groups:
    parts: dict[int, set[Any]] = {}
    for node, label in zip(H, labels, strict=True):
        parts.setdefault(label, set()).add(node)
    return list(parts.values())


_METHODS: dict[tuple[str, str], Callable[[nx.Graph[Any], float, int], Groups]] = {
    ("louvain", "networkx"): _louvain,
    ("louvain", "networkit"): _networkit_louvain,
    ("greedy", "networkx"): _greedy,
    ("leiden", "igraph"): _igraph_leiden,
    ("leiden", "networkit"): _networkit_leiden,
}

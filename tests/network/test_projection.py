import itertools
import json

import networkx as nx
import pytest

from graph.network import KINDS, NetworkError, graph_id, project
from graph.network.simple import simplify
from tests.network.tables import POST, TABLES, WIRE, iri

A, B, C, D = (iri(f"state/{code}") for code in ("AAA", "BBB", "CCC", "DDD"))
ANA, BO = iri("person/ana"), iri("person/bo")


def events(G):
    return sorted(
        {name.removeprefix(iri("event/")) for _, _, data in G.edges(data=True) for name in data["events"]}
    )


FILTERS = [
    ({}, ["inside", "meeting", "praise", "sanction", "summit", "threat", "visit"]),
    ({"status": None}, ["aid", "inside", "meeting", "praise", "sanction", "summit", "threat", "visit"]),
    ({"status": "Planned"}, ["aid"]),
    ({"status": ["Planned", "Ongoing"]}, ["aid", "sanction"]),
    ({"types": "Visit"}, ["visit"]),
    ({"types": ["Visit", "Sanction"]}, ["sanction", "visit"]),
    ({"types": "SpeechAct"}, ["praise", "threat"]),
    ({"since": "2024-11"}, ["inside", "meeting", "visit"]),
    ({"since": "2024-11-06"}, ["inside", "meeting"]),
    ({"until": "2024-11"}, ["inside", "summit", "visit"]),
    ({"since": "2024", "until": "2024"}, ["inside", "meeting", "sanction", "summit", "visit"]),
    ({"since": "2024-10-23", "until": "2024-10-23"}, ["summit"]),
    ({"sources": "post.txt"}, ["meeting"]),
    ({"sources": ["Post", WIRE], "types": "Meeting"}, ["inside", "meeting", "summit"]),
    ({"min_confidence": 0.5}, ["meeting"]),
    ({"min_confidence": 0.95}, []),
    ({"quad": "VerbalConflict"}, ["threat"]),
    ({"quad": ["VerbalConflict", "MaterialConflict"]}, ["sanction", "threat"]),
]


@pytest.mark.parametrize(("options", "expected"), FILTERS, ids=lambda value: str(value)[:60])
def test_filters(options, expected):
    assert events(project(TABLES, **options)) == expected


def test_edges_keep_only_the_claims_that_pass():
    G = project(TABLES, sources="post.txt")
    ((_, _, data),) = G.edges(data=True)
    assert data["claims"] == (iri("claim/meeting-2"),)
    ((_, _, data),) = project(TABLES, types="Meeting", min_confidence=0.3).edges(data=True)
    assert data["claims"] == (iri("claim/meeting-1"), iri("claim/meeting-2"))


def test_multigraph_has_one_edge_an_event_from_actor_to_target():
    G = project(TABLES)
    assert isinstance(G, nx.MultiDiGraph)
    visit = G.edges[ANA, B, iri("event/visit")]
    assert (visit["type"], visit["quad"], visit["directed"]) == ("Visit", "VerbalCooperation", True)
    assert (visit["status"], visit["goldstein"], visit["weight"]) == ("Occurred", 1.0, 1.0)
    assert not G.edges[ANA, BO, iri("event/meeting")]["directed"]
    assert G.nodes[ANA] == {"label": "Ana", "type": "Person", "kind": "entity", "iso3": None}


def test_many_participants_meet_at_a_hub():
    G = project(TABLES, types="Meeting", since="2024-10", until="2024-10")
    hub = iri("event/summit")
    assert G.nodes[hub]["kind"] == "event"
    assert {frozenset(edge) for edge in G.edges()} == {frozenset((hub, state)) for state in (A, B, C, D)}
    assert all(data["hub"] for _, _, data in G.edges(data=True))


def test_cliques_share_one_event_among_the_others():
    G = project(TABLES, since="2024-10", until="2024-10", cliques=True)
    pairs = {frozenset(edge) for edge in G.edges()}
    assert pairs == {frozenset(pair) for pair in itertools.combinations((A, B, C, D), 2)}
    assert all(data["weight"] == pytest.approx(1 / 3) for _, _, data in G.edges(data=True))
    assert dict(simplify(G, directed=False).degree(weight="weight"))[A] == pytest.approx(1)


def test_folding_follows_chains_and_drops_what_represents_no_state():
    G = project(TABLES, level="state")
    assert set(G) == {A, B, C, D, iri("event/summit")}
    assert G.has_edge(A, B, iri("event/visit"))
    assert G.has_edge(A, B, iri("event/meeting"))
    assert G.graph["left_out"] == {"no tie": 3, "not a node": 2, "self-loop": 1, "status": 1}


def test_a_chain_in_a_circle_ends():
    from graph.network.rules import load_rules
    from graph.network.ties import folding

    rules = load_rules()
    fold = folding(TABLES, rules.levels["state"], rules)
    assert fold(iri("person/x")) is None
    assert fold(iri("nobody")) is None
    assert fold(ANA) == A


def test_dyads_sum_events_and_count_mutual_ones_each_way():
    G = project(TABLES, kind="dyads", level="state")
    assert isinstance(G, nx.DiGraph)
    weights = {(u, v): data["weight"] for u, v, data in G.edges(data=True)}
    assert weights == {(A, B): 2.0, (B, A): 1.0, (B, C): 1.0, (C, B): 1.0}
    assert G.edges[A, B]["mutual"] == 1.0
    assert G.edges[A, B]["events"] == (iri("event/meeting"), iri("event/visit"))
    assert (G.edges[A, B]["first"], G.edges[A, B]["last"]) == ("2024-11-05", "2024-12")
    assert G.graph["left_out"]["more than two participants"] == 1
    assert simplify(G, directed=False).edges[A, B]["weight"] == 2.0


def test_undirected_dyads_count_an_event_once():
    G = project(TABLES, kind="dyads", level="state", directed=False)
    assert {(u, v): data["weight"] for u, v, data in G.edges(data=True)} == {(A, B): 2.0, (B, C): 2.0}


def test_signed_dyads_sum_a_score():
    G = project(TABLES, kind="signed", level="state", directed=False)
    assert {(u, v): data["weight"] for u, v, data in G.edges(data=True)} == {(A, B): 2.0, (B, C): -10.0}
    H = project(TABLES, kind="signed", level="state", directed=False, weight="plover_score")
    assert H.edges[B, C]["weight"] == -20.0


@pytest.mark.parametrize(
    ("kind", "weight", "expected"),
    [
        ("cooperation", "count", {(A, B): 2.0}),
        ("cooperation", "goldstein", {(A, B): 2.0}),
        ("conflict", "count", {(B, C): 2.0}),
        ("conflict", "goldstein", {(B, C): 10.0}),
        ("conflict", "plover_score", {(B, C): 20.0}),
    ],
)
def test_layers_are_apart_and_never_negative(kind, weight, expected):
    G = project(TABLES, kind=kind, level="state", directed=False, weight=weight)
    assert {(u, v): data["weight"] for u, v, data in G.edges(data=True)} == expected


def test_bipartite_ties_actors_to_events_with_their_roles():
    G = project(TABLES, kind="bipartite")
    assert nx.is_bipartite(G)
    assert G.edges[ANA, iri("event/visit")]["roles"] == ("actor",)
    assert G.edges[B, iri("event/visit")]["roles"] == ("target",)
    assert G.nodes[ANA]["bipartite"] == 0
    assert G.nodes[iri("event/visit")]["bipartite"] == 1
    assert G.has_edge(iri("person/free"), iri("event/said"))


def test_articles_hold_every_entity_and_their_claims():
    G = project(TABLES, kind="articles")
    assert set(G[POST]) == {A, iri("person/free")}
    assert iri("city/arl") in G[WIRE]
    assert G.edges[ANA, WIRE]["claims"] == tuple(
        iri(f"claim/{name}-1") for name in ("inside", "meeting", "visit")
    )
    assert set(project(TABLES, kind="articles", since="2024-12-01")) == set(G[WIRE]) | {WIRE}
    assert set(project(TABLES, kind="articles", sources="post")) == {A, iri("person/free"), POST}


def test_coparticipation_gives_each_one_of_an_event():
    G = project(TABLES, kind="coparticipation", level="state")
    assert G.edges[A, D]["weight"] == pytest.approx(1 / 3)
    assert G.edges[A, B]["weight"] == pytest.approx(2 + 1 / 3)
    assert G.edges[A, B]["count"] == 3


def test_relations_that_hold_are_edges():
    G = project(TABLES, kind="relations")
    assert {(u, v, key) for u, v, key in G.edges(keys=True)} == {
        (A, B, "strategicPartnerOf"),
        (BO, B, "nationality"),
    }
    assert G.graph["left_out"] == {"relation": 1, "status": 1}


@pytest.mark.parametrize(
    "wrong",
    [{"status": "Ocurred"}, {"types": "Nonsense"}, {"quad": "Peace"}, {"since": "soon"}, {"sources": "none"}],
)
@pytest.mark.parametrize("kind", KINDS)
def test_every_projection_refuses_unknown_filters(kind, wrong):
    with pytest.raises(NetworkError):
        project(TABLES, kind=kind, **wrong)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", ["actor", "state"])
def test_every_projection_is_ordered_records_itself_and_keeps_claims(kind, level):
    G = project(TABLES, kind=kind, level=level)
    H = project(TABLES, kind=kind, level=level)
    assert list(G) == sorted(G)
    assert list(G.edges(data=True)) == list(H.edges(data=True))
    assert G.number_of_edges() > 1
    assert all("claims" in data and "events" in data for _, _, data in G.edges(data=True))
    assert (G.graph["kind"], G.graph["level"], G.graph["status"]) == (kind, level, ("Occurred", "Ongoing"))
    assert json.dumps(G.graph)
    assert G.graph["id"] == H.graph["id"] == graph_id(G)


def test_the_id_differs_with_parameters_and_content():
    ids = {project(TABLES, **options).graph["id"] for options in ({}, {"cliques": True}, {"until": "2024"})}
    assert len(ids) == 3


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"kind": "tree"}, "kind 'tree' is unknown"),
        ({"level": "planet"}, "level 'planet' is unknown"),
        ({"status": "Maybe"}, "status 'Maybe' is unknown"),
        ({"types": "Picnic"}, "event type 'Picnic' is unknown"),
        ({"quad": "Love"}, "quad 'Love' is unknown"),
        ({"sources": "nowhere"}, "no article or publisher is 'nowhere'"),
        ({"since": "soon"}, "since 'soon' is no date"),
        ({"since": "2024-02-30"}, "is no date"),
        ({"since": "2025", "until": "2024"}, "swap them"),
        ({"kind": "signed", "weight": "count"}, "weighted by a score"),
        ({"kind": "dyads", "weight": "goldstein"}, "can be negative"),
        ({"kind": "articles", "types": "Visit"}, "use kind bipartite"),
    ],
)
def test_mistakes_are_told_in_one_line(options, message):
    with pytest.raises(NetworkError, match=message) as error:
        project(TABLES, **options)
    assert "\n" not in str(error.value)

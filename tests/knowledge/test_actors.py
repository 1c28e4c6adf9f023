"""The typed actors say what the Turtle says."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from graph.errors import KnowledgeError
from graph.knowledge.actors import Actor, Actors, Capital, load_actors
from graph.resources import ontology_dir


@pytest.fixture(scope="module")
def actors() -> Actors:
    return load_actors(ontology_dir())


def test_a_state(actors: Actors) -> None:
    india = actors.by_id["state/IND"]
    assert (india.type, india.name, india.official, india.iso3) == (
        "State",
        "India",
        "Republic of India",
        "IND",
    )
    assert "Bharat" in india.names
    assert india.name not in india.names
    assert india.adjectives == ("Indian",)
    assert india.people == ("Indian", "Indians")
    assert india.combining == ("Indo-",)
    assert india.wikidata == "Q668"
    assert india.capitals == (Capital("city/new-delhi", "New Delhi", ("New Delhi", "Delhi"), None, True),)
    assert "South Block" in {seat.name for seat in india.seats}
    assert {"org/un", "org/brics"} <= set(india.member_of)


def test_an_organisation_knows_its_members(actors: Actors) -> None:
    assert actors.by_id["org/aukus"].members == ("state/AUS", "state/GBR", "state/USA")
    assert len(actors.by_id["org/un"].members) == 193
    assert len(actors.by_id["org/eu"].members) == 27
    assert len(actors.by_id["org/nato"].members) == 32


@pytest.mark.parametrize(
    ("state", "city", "seat"),
    [
        ("state/NLD", "city/amsterdam", False),
        ("state/NLD", "city/the-hague", True),
        ("state/BOL", "city/la-paz", True),
        ("state/ZAF", "city/pretoria", True),
        ("state/AUS", "city/canberra", True),
        ("state/LKA", "city/colombo", True),
    ],
)
def test_seats_of_government(actors: Actors, state: str, city: str, seat: bool) -> None:
    capitals = {capital.id: capital for capital in actors.by_id[state].capitals}
    assert capitals[city].seat_of_government is seat
    assert actors.by_id[city].located_in == state


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kremlin", "org/kremlin"), ("Pentagon", "org/us-department-of-defense"), ("UK", "state/GBR"),
        ("Holland", "state/NLD"), ("Burma", "state/MMR"), ("Türkiye", "state/TUR"), ("U.S.", "state/USA"),
        ("Ivory Coast", "state/CIV"), ("DPRK", "state/PRK"), ("Congo", "state/COD"), ("Kiev", "city/kyiv"),
        ("Daesh", "org/islamic-state"), ("IRGC", "org/irgc"), ("JCPOA", "text/jcpoa"), ("Quad", "org/quad"),
        ("Golan Heights", "region/golan-heights"), ("Shangri-La Dialogue", "series/shangri-la-dialogue"),
        ("Holy See", "state/VAT"), ("Capitol Hill", "org/us-congress"), ("Global South", "bloc/global-south"),
    ],
)  # fmt: skip
def test_names_lead_to_one_actor(actors: Actors, name: str, expected: str) -> None:
    found = [actor.id for actor in actors.all if name in (actor.name, *actor.names, *actor.acronyms)]
    assert found == [expected]


def test_bodies_stand_for_their_state(actors: Actors) -> None:
    assert actors.by_id["org/kremlin"].represents == "state/RUS"
    assert actors.by_id["org/quds-force"].part_of == "org/irgc"
    assert actors.by_id["org/european-commission"].represents == "org/eu"
    assert actors.by_id["org/bjp"].nationality == "state/IND"
    assert actors.by_id["org/nato"].headquarters == "city/brussels"
    assert actors.by_id["city/brussels"].capital_of == "state/BEL"


def test_everything_pointed_at_is_there(actors: Actors) -> None:
    def targets(actor: Actor) -> set[str | None]:
        one = {actor.represents, actor.part_of, actor.headquarters, actor.nationality, actor.located_in}
        return one | {actor.capital_of} | set(actor.members) | set(actor.member_of)

    for actor in actors.all:
        assert targets(actor) - {None} <= set(actors.by_id), actor.id


def test_loading_is_fast(actors: Actors) -> None:
    start = time.process_time()
    assert load_actors(ontology_dir()).version == actors.version
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "<https://w3id.org/diplograph/id/state/X> a <https://w3id.org/diplograph/ontology#State> .",
            "state/X has no",
        ),
        ("<https://w3id.org/diplograph/id/state/X> a", "not Turtle"),
    ],
)
def test_a_wrong_file_is_one_plain_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "actors.ttl").write_text(text)
    with pytest.raises(KnowledgeError, match=message) as caught:
        load_actors(tmp_path)
    assert "\n" not in str(caught.value)

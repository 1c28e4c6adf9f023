"""The typed ontology says what the Turtle says."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import KnowledgeError
from graph.knowledge.ontology import Ontology, load_ontology
from graph.model import Status, TenureStatus
from graph.resources import ontology_dir

EVENTS = """
    Meeting Visit PhoneCall Negotiation Mediation AgreementSigned Ratification Cooperation JointExercise
    Statement Announcement Praise Criticism Demand Appeal Support Pledge Rejection Threat Protest
    Aid Trade ArmsTransfer Investment Sanction SanctionsRelief AidSuspension Withdrawal Deployment
    MilitaryTest MilitaryAttack War Abduction Release Appointment Election Inauguration LegalAction Expulsion
    Dispute PolicyShift Formation Vote
"""
RELATIONS = """
    memberOf capitalOf locatedIn headquarteredIn spokespersonFor nationality partOf owns produces operates
    partyTo strategicPartnerOf authorOf successorOf headOfState headOfGovernment memberOfParty ideology
    candidateIn electedIn
"""
ENTITIES = """
    Person State Bloc InternationalOrganization GovernmentBody ArmedService ArmedGroup PoliticalParty Company
    MediaOrganization Organization NationalityGroup City Region Facility Boundary Agreement Law Doctrine
    WeaponSystem Vessel Project EventSeries NamedElection
"""


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology(ontology_dir())


def test_the_event_classes_are_the_agreed_ones(ontology: Ontology) -> None:
    assert set(ontology.event_classes) == set(EVENTS.split())
    assert len(ontology.event_classes) == 43


def test_every_agreed_term_is_there(ontology: Ontology) -> None:
    assert set(RELATIONS.split()) <= ontology.properties
    assert set(RELATIONS.split()) <= set(ontology.relations)
    assert all(ontology.is_a(name, "Entity") for name in ENTITIES.split())
    assert all(ontology.is_a(name, "Event") for name in EVENTS.split())
    assert {status.value for status in Status} <= set(ontology.labels)
    assert {status.value for status in TenureStatus} <= set(ontology.labels)


@pytest.mark.parametrize(
    ("cls", "other", "expected"),
    [
        ("State", "Actor", True),
        ("State", "Place", True),
        ("ArmedService", "GovernmentBody", True),
        ("ArmedService", "Organization", True),
        ("Threat", "SpeechAct", True),
        ("MilitaryAttack", "Coercion", True),
        ("Sanction", "Coercion", True),
        ("Visit", "SpeechAct", False),
        ("Actor", "State", False),
        ("Visit", "Visit", True),
        ("NoSuchClass", "NoSuchClass", True),
        ("NoSuchClass", "Event", False),
    ],
)
def test_is_a(ontology: Ontology, cls: str, other: str, expected: bool) -> None:
    assert ontology.is_a(cls, other) is expected


@pytest.mark.parametrize(
    ("name", "plover", "planned", "goldstein", "score", "symmetric"),
    [
        ("Visit", "CONSULT", "AGREE", 1.0, 4.0, False),
        ("Meeting", "CONSULT", "AGREE", 1.0, 2.5, True),
        ("PhoneCall", "CONSULT", "AGREE", 1.0, 1.5, True),
        ("Aid", "AID", "AGREE", 7.0, 10.0, False),
        ("Withdrawal", "RETREAT", "CONCEDE", 9.0, 8.0, False),
        ("MilitaryAttack", "ASSAULT", "THREATEN", -10.0, -9.0, False),
        ("LegalAction", "ACCUSE", "ACCUSE", -2.0, -3.0, False),
        ("Statement", None, None, 0.0, None, False),
        ("Election", None, None, None, None, False),
    ],
)
def test_codes(
    ontology: Ontology,
    name: str,
    plover: str | None,
    planned: str | None,
    goldstein: float | None,
    score: float | None,
    symmetric: bool,
) -> None:
    found = ontology.event_classes[name]
    assert (found.plover, found.planned_plover) == (plover, planned)
    assert (found.goldstein, found.plover_score) == (goldstein, score)
    assert found.symmetric is symmetric
    assert found.definition.endswith(".")


def test_plover_roots(ontology: Ontology) -> None:
    assert len(ontology.plover_roots) == 16
    assert ontology.plover_roots["COERCE"].quad == "MaterialConflict"
    assert ontology.plover_roots["CONSULT"].score == 2.5
    used = {event.plover for event in ontology.event_classes.values()} - {None}
    used |= {event.planned_plover for event in ontology.event_classes.values()} - {None}
    assert used == set(ontology.plover_roots)


@pytest.mark.parametrize(
    ("relation", "subject", "object", "expected"),
    [
        ("memberOf", "State", "InternationalOrganization", True),
        ("capitalOf", "City", "State", True),
        ("capitalOf", "State", "City", False),
        ("headOfState", "State", "Person", True),
        ("memberOfParty", "Person", "PoliticalParty", True),
        ("memberOfParty", "Person", "Company", False),
        ("nationality", "Company", "State", True),
        ("actor", "State", "State", False),
    ],
)
def test_fits(ontology: Ontology, relation: str, subject: str, object: str, expected: bool) -> None:
    assert ontology.fits(relation, subject, object) is expected


def test_domains_and_ranges(ontology: Ontology) -> None:
    assert ontology.relations["capitalOf"].domain == {"City"}
    assert ontology.relations["capitalOf"].range == {"Place"}
    assert ontology.property_table["asserts"].range == {"Event", "Tenure"}


def test_a_missing_file_is_one_plain_line(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"diplomacy\.ttl: cannot be read"):
        load_ontology(tmp_path)


def test_a_broken_file_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "diplomacy.ttl").write_text("@prefix dip: <https://example.org/> .\ndip:A dip:B .\n")
    with pytest.raises(KnowledgeError, match=r"diplomacy\.ttl:2: not Turtle"):
        load_ontology(tmp_path)

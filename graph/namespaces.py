"""The namespaces of the graph. ``dip`` is closed: a term that the ontology lacks is an error, not a typo.

The list of terms is written by ``ontology/tools/make_terms.py``; a test compares it with the ontology.
"""

from __future__ import annotations

DIP = "https://w3id.org/diplograph/ontology#"
ID = "https://w3id.org/diplograph/id/"
DCTERMS = "http://purl.org/dc/terms/"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
WIKIDATA = "http://www.wikidata.org/entity/"

PREFIXES: dict[str, str] = {
    "dcterms": DCTERMS,
    "dip": DIP,
    "id": ID,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
}
"""The prefixes of every Turtle file and query, by name."""

TERMS: frozenset[str] = frozenset(
    """
    ACCUSE AGREE AID ASSAULT Abduction Acting Actor Agreement AgreementSigned Aid AidSuspension
    Announcement Appeal Appointment ArmedGroup ArmedService ArmsTransfer Article Bloc Boundary
    COERCE CONCEDE CONSULT COOPERATE City Claim Coercion Company Conciliation Consultation
    Contention Cooperation Criticism Current Demand Deployment Dispute Doctrine Election Entity
    Event EventSeries Exchange Expulsion Facility Formation Former GovernmentBody Hypothetical
    Inauguration Incoming InternationalOrganization Investment JointExercise Law LegalAction
    MOBILIZE MaterialConflict MaterialCooperation MediaOrganization Mediation Meeting MilitaryAttack
    MilitaryForce MilitaryTest NamedElection NationalityGroup Negated Negotiation Occurred Ongoing
    Organization PROTEST Person PhoneCall Place Planned Pledge PloverQuad PloverRoot PolicyShift
    PoliticalChange PoliticalParty Praise Project Protest REJECT REQUEST RETREAT Ratification Region
    Rejection Release Requested Restriction Run SANCTION SUPPORT Sanction SanctionsRelief SpeechAct
    State Statement Status Support THREATEN Tenure TenureStatus Text Thing Threat Trade TreatyAct
    Unknown VerbalConflict VerbalCooperation Vessel Visit Vote War WeaponSystem Withdrawal acronym
    actor amount asserts attributedTo attributionCue attributionText authorOf cameoRoot candidateIn
    capital capitalOf combiningForm concerns confidence contentHash contested date dateEnd dateText
    demonym diplomaticRelation electedIn endOffset goldstein goldsteinValue headOfGovernment
    headOfState headquarteredIn holder ideology inArticle iso3 locatedIn memberOf memberOfParty
    mentions metonym nationality of officialName operates owns partOf participant partyTo peopleName
    place plover ploverMode ploverPlanned ploverRoot ploverRoots ploverScore ploverValue position
    produces quad quote reportedBy represents seat seatOfGovernment spokespersonFor startOffset
    status statuses strategicPartnerOf successorOf symmetric target tenureStatus tenureStatuses
    theme trigger unit
    """.split()
)
"""Local names of everything in ``ontology/diplomacy.ttl``."""


def dip(name: str) -> str:
    """The IRI of a term of the ontology.

    Args:
        name: its local name, such as ``Visit`` or ``memberOf``.

    Raises:
        KeyError: where the ontology has no such term.
    """
    if name not in TERMS:
        raise KeyError(f"the ontology has no term {name!r}")
    return DIP + name


def local_name(iri: str) -> str:
    """The local name of a term of the ontology, or of an ``id:`` IRI without its namespace.

    Any other IRI is given back as it is.
    """
    for namespace in (DIP, ID):
        if iri.startswith(namespace):
            return iri[len(namespace) :]
    return iri

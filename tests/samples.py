"""Three articles of invented news with what a careful reader would extract from them, made by hand.

``write_sample()`` gives the graph of all three; it stands in ``data/sample.ttl`` for tests of later stages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from graph.blocks import SortedBlocks
from graph.joining import sort_blocks
from graph.knowledge.actors import Actor, Actors
from graph.knowledge.ontology import Ontology, load_ontology
from graph.linking import Links, link
from graph.model import (
    Argument,
    Article,
    Claim,
    Entity,
    Event,
    Extraction,
    Mention,
    Provenance,
    Relation,
    Span,
    Status,
    Tenure,
    TenureStatus,
)
from graph.resources import ontology_dir
from graph.triples import Told, tell
from graph.turtle import Term, Triple, write_turtle

SAMPLE_TTL = Path(__file__).parent / "data" / "sample.ttl"
PROVENANCE = Provenance("0.1.0", "sample", "sample")

ACTORS = Actors(
    "sample",
    {
        actor.id: actor
        for actor in (
            Actor("city/brasilia", "City", "Brasília"),
            Actor("city/moscow", "City", "Moscow"),
            Actor("city/new-delhi", "City", "New Delhi", names=("Delhi",)),
            Actor("org/brics", "InternationalOrganization", "BRICS"),
            Actor("org/european-union", "InternationalOrganization", "European Union", acronyms=("EU",)),
            Actor("org/kremlin", "GovernmentBody", "Kremlin", represents="state/RUS"),
            Actor("org/tass", "MediaOrganization", "TASS"),
            Actor("state/BRA", "State", "Brazil", iso3="BRA", wikidata="Q155"),
            Actor("state/IND", "State", "India", names=("Republic of India",), iso3="IND", wikidata="Q668"),
            Actor("state/IRN", "State", "Iran", iso3="IRN", wikidata="Q794"),
            Actor("state/NPL", "State", "Nepal", iso3="NPL", wikidata="Q837"),
            Actor("state/RUS", "State", "Russia", names=("Russian Federation",), iso3="RUS", wikidata="Q159"),
            Actor("state/TUR", "State", "Turkey", names=("Türkiye",), iso3="TUR", wikidata="Q43"),
        )
    },
)

_FIRST = """\
Orlov to visit India in December

Russian Foreign Minister Sergei Orlov will visit India on 9 December 2024, the Kremlin announced on Thursday.
Orlov is to meet his Indian counterpart, Meera Singh, in New Delhi.
India and Russia are both members of BRICS.
Moscow denied that it had delivered Varuna missiles to Iran in November 2024.
The European Union imposed sanctions on Russia in February 2022.
"""
_SECOND = """\
Civil shipping pact signed in New Delhi

Sergey Orlov, Russia's foreign minister, visited India on 9 December 2024.
Singh and Orlov signed the Civil Shipping Agreement in New Delhi on the same day.
Experts at the Lakeside Institute said Russia had delivered Varuna missiles to Iran in November 2024.
The EU warned Russia on 10 December that it might impose new sanctions on Moscow in 2025.
"""
_THIRD = """\
Week in brief

Arjun Singh, a former Indian navy chief, criticised Iran on 13 January 2025.
The Indian Navy and the Russian Navy will hold a joint exercise in the Bay of Bengal in March 2025.
TASS reported that Orlov praised India for its "steady" trade policy.
Turkey gave Nepal 5 million dollars in aid in 2023.
Leaders of Brazil and India may meet in Brasília in July 2025.
"""

# Roles of an event are written as "actor=e1 target=e2"; a date of None is not told.
_PLANNED, _OCCURRED = Status.PLANNED, Status.OCCURRED
_NEGATED, _HYPOTHETICAL = Status.NEGATED, Status.HYPOTHETICAL


def _article(id: str, text: str, date: str, publisher: str, url: str | None) -> Article:
    title = text.partition("\n")[0]
    return Article(id, text, (Span(len(title) + 2, len(text)),), (), title, date, publisher, url)


def _entity(
    text: str, key: str, type: str, *names: str, actor: str | None = None, of: str | None = None
) -> Entity:
    """An entity with all places where one of its names stands; one beginning with * is a metonym."""
    mentions = set()
    for name in names:
        bare, start = name.lstrip("*"), text.index("\n\n")
        while (start := text.find(bare, start)) >= 0:
            mentions.add(Mention(start, start + len(bare), "name", name != bare))
            start += len(bare)
    shown = ACTORS.by_id[actor].name if actor else names[0]
    aliases = tuple(sorted({name for name in names if name[0] != "*"} - {shown}))
    return Entity(key, type, shown, aliases, actor, of, tuple(sorted(mentions)))


def _event(
    key: str,
    type: str,
    status: Status,
    roles: str,
    codes: tuple[str | None, float | None, float | None],
    **told: str,
) -> Event:
    pairs = [role.split("=") for role in roles.split()]
    arguments = tuple(sorted(Argument(role, filler) for role, filler in pairs))
    return Event(key, type, status, arguments, *codes, **told)  # type: ignore[arg-type]


def _claim(text: str, key: str, asserts: str, begins: str, trigger: str, **told: object) -> Claim:
    """A claim in the line that begins with the words given."""
    start = text.index(f"\n{begins}") + 1
    end = text.index("\n", start)
    return Claim(key, asserts, start, end, trigger, text.index(trigger, start, end), **told)  # type: ignore[arg-type]


@cache
def first() -> Extraction:
    """A planned visit and meeting, a denial, old sanctions."""
    text = _FIRST
    entities = (
        _entity(text, "e1", "Person", "Sergei Orlov", "Orlov", of="e2"),
        _entity(text, "e2", "State", "Russia", "*Moscow", actor="state/RUS"),
        _entity(text, "e3", "State", "India", actor="state/IND"),
        _entity(text, "e4", "GovernmentBody", "Kremlin", actor="org/kremlin", of="e2"),
        _entity(text, "e5", "Person", "Meera Singh", of="e3"),
        _entity(text, "e6", "City", "New Delhi", actor="city/new-delhi"),
        _entity(text, "e7", "InternationalOrganization", "BRICS", actor="org/brics"),
        _entity(text, "e8", "WeaponSystem", "Varuna missiles"),
        _entity(text, "e9", "State", "Iran", actor="state/IRN"),
        _entity(text, "e10", "InternationalOrganization", "European Union", actor="org/european-union"),
        Entity("e11", "City", "Moscow", actor="city/moscow"),
    )
    events = (
        _event("v1", "Visit", _PLANNED, "actor=e1 target=e3", ("AGREE", 1.0, 4.0), date="2024-12-09"),
        _event(
            "v2", "Announcement", _OCCURRED, "actor=e4 concerns=v1", (None, None, None), date="2024-11-28"
        ),
        _event("v3", "Meeting", _PLANNED, "participant=e1 participant=e5 place=e6", ("AGREE", 1.0, 2.5)),
        _event(
            "v4",
            "ArmsTransfer",
            _NEGATED,
            "actor=e2 target=e9 concerns=e8",
            ("AID", 7.0, 10.0),
            date="2024-11",
        ),
        _event("v5", "Sanction", _OCCURRED, "actor=e10 target=e2", ("SANCTION", -4.0, -6.0), date="2022-02"),
    )
    claims = (
        _claim(text, "c1", "v1", "Russian", "visit", status=_PLANNED, plover="AGREE", attributed_to="e4",
               attribution_cue="announced", confidence=0.92),
        _claim(text, "c2", "v2", "Russian", "announced", status=_OCCURRED, confidence=0.9),
        _claim(text, "c3", "v3", "Orlov is", "meet", status=_PLANNED, plover="AGREE"),
        _claim(text, "c4", "v4", "Moscow", "delivered", status=_NEGATED, plover="AID", attributed_to="e2",
               attribution_cue="denied", metonyms=("e11",), confidence=0.71),
        _claim(text, "c5", "v5", "The European", "imposed", status=_OCCURRED, plover="SANCTION"),
        _claim(text, "c6", "t1", "Russian", "Minister"),
        _claim(text, "c7", "t2", "Orlov is", "counterpart"),
        _claim(text, "c8", "r1", "India and", "members"),
        _claim(text, "c9", "r2", "India and", "members"),
    )  # fmt: skip
    return Extraction(
        _article("wire/orlov.txt", text, "2024-11-28", "Harbour Wire", "https://news.example/orlov?id=1"),
        entities,
        events,
        (
            Tenure("t1", "e1", "Foreign Minister", "e2", TenureStatus.CURRENT),
            Tenure("t2", "e5", "Foreign Minister", "e3", TenureStatus.CURRENT),
        ),
        (Relation("r1", "e3", "memberOf", "e7"), Relation("r2", "e2", "memberOf", "e7")),
        claims,
        provenance=PROVENANCE,
    )


@cache
def second() -> Extraction:
    """The visit took place; the deliveries are asserted; new sanctions are only possible."""
    text = _SECOND
    entities = (
        _entity(text, "e1", "Person", "Sergey Orlov", "Orlov", of="e2"),
        _entity(text, "e2", "State", "Russia", "*Moscow", actor="state/RUS"),
        _entity(text, "e3", "State", "India", actor="state/IND"),
        _entity(text, "e4", "Person", "Singh"),
        _entity(text, "e5", "Agreement", "Civil Shipping Agreement"),
        _entity(text, "e6", "City", "New Delhi", actor="city/new-delhi"),
        _entity(text, "e7", "Organization", "Lakeside Institute"),
        _entity(text, "e8", "WeaponSystem", "Varuna missiles"),
        _entity(text, "e9", "State", "Iran", actor="state/IRN"),
        _entity(text, "e10", "InternationalOrganization", "EU", actor="org/european-union"),
        Entity("e11", "City", "Moscow", actor="city/moscow"),
    )
    events = (
        _event("v1", "Visit", _OCCURRED, "actor=e1 target=e3", ("CONSULT", 1.0, 4.0), date="2024-12-09"),
        _event("v2", "AgreementSigned", _OCCURRED, "participant=e1 participant=e4 concerns=e5 place=e6",
               ("SUPPORT", 3.5, 5.0), date="2024-12-09", date_text="the same day", theme="civil shipping"),
        _event("v3", "ArmsTransfer", _OCCURRED, "actor=e2 target=e9 concerns=e8", ("AID", 7.0, 10.0),
               date="2024-11"),
        _event("v4", "Threat", _OCCURRED, "actor=e10 target=e2 concerns=v5", ("THREATEN", -6.0, -3.5),
               date="2024-12-10", theme="new sanctions"),
        _event("v5", "Sanction", _HYPOTHETICAL, "actor=e10 target=e2", ("THREATEN", -6.0, -3.5), date="2025"),
    )  # fmt: skip
    claims = (
        _claim(text, "c1", "v1", "Sergey", "visited", status=_OCCURRED, plover="CONSULT", confidence=0.95),
        _claim(text, "c2", "v2", "Singh", "signed", status=_OCCURRED, plover="SUPPORT", confidence=0.9),
        _claim(text, "c3", "v3", "Experts", "delivered", status=_OCCURRED, plover="AID", attributed_to="e7",
               attribution_cue="said"),
        _claim(text, "c4", "v4", "The EU", "warned", status=_OCCURRED, plover="THREATEN"),
        _claim(text, "c5", "v5", "The EU", "impose", status=_HYPOTHETICAL, plover="THREATEN",
               attributed_to="e10", attribution_cue="warned", metonyms=("e11",)),
        _claim(text, "c6", "t1", "Sergey", "minister"),
    )  # fmt: skip
    return Extraction(
        _article("wire/pact.txt", text, "2024-12-10", "Delta Post", "https://post.example/pact"),
        entities,
        events,
        (Tenure("t1", "e1", "foreign minister", "e2", TenureStatus.CURRENT),),
        (),
        claims,
        provenance=PROVENANCE,
    )


@cache
def third() -> Extraction:
    """Another Singh, a former position, navies of two states, aid with its amount, a report of praise."""
    text = _THIRD
    entities = (
        _entity(text, "e1", "Person", "Arjun Singh", of="e2"),
        _entity(text, "e2", "State", "India", actor="state/IND"),
        _entity(text, "e3", "State", "Iran", actor="state/IRN"),
        _entity(text, "e4", "ArmedService", "Indian Navy", "Indian navy", of="e2"),
        _entity(text, "e5", "ArmedService", "Russian Navy", of="e6"),
        Entity("e6", "State", "Russia", actor="state/RUS"),
        _entity(text, "e7", "Region", "Bay of Bengal"),
        _entity(text, "e8", "MediaOrganization", "TASS", actor="org/tass"),
        _entity(text, "e9", "Person", "Orlov", of="e6"),
        _entity(text, "e10", "State", "Turkey", actor="state/TUR"),
        _entity(text, "e11", "State", "Nepal", actor="state/NPL"),
        _entity(text, "e12", "State", "Brazil", actor="state/BRA"),
        _entity(text, "e13", "City", "Brasília", actor="city/brasilia"),
    )
    events = (
        _event("v1", "Criticism", _OCCURRED, "actor=e1 target=e3", ("ACCUSE", -2.0, -3.0), date="2025-01-13"),
        _event("v2", "JointExercise", _PLANNED, "participant=e4 participant=e5 place=e7", ("AGREE", 6.0, 9.5),
               date="2025-03"),
        _event("v3", "Praise", _OCCURRED, "actor=e9 target=e2", ("SUPPORT", 3.5, 5.0), theme="trade policy"),
        _event("v4", "Aid", _OCCURRED, "actor=e10 target=e11", ("AID", 7.0, 10.0), date="2023",
               amount="5 million", unit="USD"),
        _event("v5", "Meeting", _HYPOTHETICAL, "participant=e12 participant=e2 place=e13",
               ("AGREE", 1.0, 2.5), date="2025-07"),
        _event("v6", "Statement", _OCCURRED, "actor=e8 concerns=v3", (None, None, None)),
    )  # fmt: skip
    claims = (
        _claim(text, "c1", "v1", "Arjun", "criticised", status=_OCCURRED, plover="ACCUSE"),
        _claim(text, "c2", "v2", "The Indian", "exercise", status=_PLANNED, plover="AGREE", confidence=0.8),
        _claim(text, "c3", "v3", "TASS", "praised", status=_OCCURRED, plover="SUPPORT", attributed_to="e8",
               attribution_cue="reported that"),
        _claim(text, "c4", "v4", "Turkey", "gave", status=_OCCURRED, plover="AID"),
        _claim(text, "c5", "v5", "Leaders", "meet", status=_HYPOTHETICAL, plover="AGREE"),
        _claim(text, "c6", "v6", "TASS", "reported", status=_OCCURRED),
        _claim(text, "c7", "t1", "Arjun", "chief"),
        _claim(text, "c8", "r1", "Arjun", "former"),
    )  # fmt: skip
    return Extraction(
        _article("row-7", text, "2025-01-15", "Delta Post", None),
        entities,
        events,
        (Tenure("t1", "e1", "navy chief", "e4", TenureStatus.FORMER),),
        (Relation("r1", "e1", "memberOf", "e4", TenureStatus.FORMER),),
        claims,
        provenance=PROVENANCE,
    )


def records() -> tuple[Extraction, ...]:
    """All three."""
    return first(), second(), third()


@cache
def ontology() -> Ontology:
    """The packaged ontology."""
    return load_ontology(ontology_dir())


def links(*chosen: Extraction) -> Links:
    """The links of the records given, or of all three."""
    return link(chosen or records(), ontology=ontology(), actors=ACTORS)


def make_triples(chosen: Iterable[Extraction], linked: Links) -> Iterator[Triple]:
    """All triples of a graph."""
    for subject, rows in make_blocks(chosen, linked):
        yield from (Triple(subject, predicate, Term(*term)) for predicate, *term in rows)


def make_blocks(chosen: Iterable[Extraction], linked: Links) -> SortedBlocks:
    """All blocks of a graph."""
    return sort_blocks(tellings(chosen, linked), linked.nodes)


def tellings(chosen: Iterable[Extraction], linked: Links) -> Iterator[Told]:
    """What each record says."""
    for record in chosen:
        article = record.article.id
        yield tell(record, linked.entities.of(article), linked.events.of(article))


def write_sample() -> str:
    """The graph of all three as Turtle."""
    return write_turtle(make_triples(records(), links()))


if __name__ == "__main__":
    SAMPLE_TTL.write_text(write_sample(), encoding="utf8", newline="\n")

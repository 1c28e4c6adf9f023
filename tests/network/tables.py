"""Tables made by hand: four states, their people, a bloc of many and two articles."""

from graph.namespaces import ID
from graph.tables import ArticleRow, ClaimRow, EntityRow, EventRow, GraphTables, RelationRow

WIRE, POST = f"{ID}article/wire", f"{ID}article/post"


def iri(name):
    return ID + name


def entity(name, type, label, represents=None, articles=(WIRE,), iso3=None, aliases=()):
    return EntityRow(
        iri(name), type, label, aliases, iso3, represents and iri(represents), (), tuple(sorted(articles))
    )


def claim(name, asserts, article=WIRE, confidence=None):
    return ClaimRow(
        iri=iri(f"claim/{name}"),
        asserts=asserts,
        article=article,
        quote="A sentence.",
        start=0,
        end=11,
        trigger=None,
        status=None,
        plover=None,
        attributed_to=None,
        reported_by=None,
        attribution_text=None,
        attribution_cue=None,
        confidence=confidence,
        metonyms=(),
    )


def event(
    name,
    type,
    *,
    actors=(),
    targets=(),
    participants=(),
    status="Occurred",
    plover=None,
    goldstein=None,
    date=None,
    date_end=None,
    claims=None,
):
    at = iri(f"event/{name}")
    return EventRow(
        iri=at,
        type=type,
        label=f"{type} {name}",
        status=status,
        contested=False,
        plover=plover,
        goldstein=goldstein,
        plover_score=None if goldstein is None else goldstein * 2,
        date=date,
        date_end=date_end,
        date_text=None,
        actors=tuple(map(iri, actors)),
        targets=tuple(map(iri, targets)),
        participants=tuple(map(iri, participants)),
        places=(),
        concerns=(),
        theme=None,
        amount=None,
        unit=None,
        claims=claims or (claim(f"{name}-1", at),),
    )


ENTITIES = (
    entity("state/AAA", "State", "Arland", iso3="AAA", articles=(WIRE, POST)),
    entity("state/BBB", "State", "Borland", iso3="BBB", aliases=("Old Borland",)),
    entity("state/CCC", "State", "Corland", iso3="CCC"),
    entity("state/DDD", "State", "Dorland", iso3="DDD"),
    entity("org/ministry", "GovernmentBody", "Ministry", represents="state/AAA"),
    entity("person/ana", "Person", "Ana", represents="org/ministry"),
    entity("person/bo", "Person", "Bo", represents="state/BBB"),
    entity("person/free", "Person", "Free Writer", articles=(POST,)),
    entity("person/x", "Person", "X", represents="person/y"),
    entity("person/y", "Person", "Y", represents="person/x"),
    entity("city/arl", "City", "Arl"),
)

EVENTS = (
    event(
        "visit",
        "Visit",
        actors=["person/ana"],
        targets=["state/BBB"],
        plover="CONSULT",
        goldstein=1.0,
        date="2024-11-05",
    ),
    event(
        "meeting",
        "Meeting",
        participants=["person/ana", "person/bo"],
        plover="CONSULT",
        goldstein=1.0,
        date="2024-12",
        claims=(
            claim("meeting-1", iri("event/meeting"), confidence=0.4),
            claim("meeting-2", iri("event/meeting"), article=POST, confidence=0.9),
        ),
    ),
    event(
        "sanction",
        "Sanction",
        actors=["state/BBB"],
        targets=["state/CCC"],
        status="Ongoing",
        plover="SANCTION",
        goldstein=-4.0,
        date="2024",
    ),
    event("threat", "Threat", actors=["state/CCC"], targets=["state/BBB"], plover="THREATEN", goldstein=-6.0),
    event(
        "aid",
        "Aid",
        actors=["state/AAA"],
        targets=["state/CCC"],
        status="Planned",
        plover="AGREE",
        goldstein=7.0,
        date="2025-01-10",
    ),
    event(
        "summit",
        "Meeting",
        participants=["state/AAA", "state/BBB", "state/CCC", "state/DDD"],
        plover="CONSULT",
        goldstein=1.0,
        date="2024-10-22",
        date_end="2024-10-24",
    ),
    event(
        "inside", "Meeting", participants=["person/ana", "org/ministry"], plover="CONSULT", date="2024-11-20"
    ),
    event("said", "Statement", actors=["person/free"], date="2024-11-21"),
    event("praise", "Praise", actors=["person/free"], targets=["state/AAA"], plover="SUPPORT", goldstein=3.5),
)

RELATIONS = (
    RelationRow(iri("state/AAA"), "strategicPartnerOf", iri("state/BBB"), None, (claim("r1", "r1"),)),
    RelationRow(iri("person/bo"), "nationality", iri("state/BBB"), None, (claim("r2", "r2", POST),)),
    RelationRow(iri("person/bo"), "memberOf", iri("org/ministry"), "Former", (claim("r3", "r3"),)),
    RelationRow(iri("person/bo"), "authorOf", iri("city/arl"), None, (claim("r4", "r4"),)),
)

TABLES = GraphTables(
    articles={
        WIRE: ArticleRow(WIRE, "wire.txt", "Wire report", "2024-12-01", "Wire", None),
        POST: ArticleRow(POST, "post.txt", None, None, "Post", None),
    },
    entities={row.iri: row for row in sorted(ENTITIES, key=lambda row: row.iri)},
    events={row.iri: row for row in sorted(EVENTS, key=lambda row: row.iri)},
    tenures={},
    relations=RELATIONS,
)

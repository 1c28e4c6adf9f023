"""A graph and a gold file that are small enough to be counted by hand."""

from graph.tables import (
    ArticleRow,
    ClaimRow,
    EntityRow,
    EventRow,
    GraphTables,
    RelationRow,
    TenureRow,
)

GOLD = """
doc: "01"
source_file: 01-ferry.txt
entities:
  - {id: norway, canonical: Norway, type: State, iso3: NOR, mentions: [Norway, Oslo, Norwegian]}
  - {id: chile, canonical: Chile, type: State, iso3: CHL, mentions: [Chile]}
  - {id: dahl, canonical: Ingrid Dahl, type: Person, represents: norway, mentions: [Minister Dahl]}
  - {id: pact, canonical: Ferry Pact (FP), type: Agreement, alt_types: [Law], mentions: [FP]}
  - {id: bergen, canonical: Bergen, type: City, optional: true, mentions: [Bergen]}
noise_actors: [Harbour Wire]
relations:
  - {id: r1, subject: dahl, predicate: holdsPosition, object: Transport Minister, of: norway,
     importance: core, quote: "Norwegian Transport Minister Ingrid Dahl"}
  - {id: r2, subject: chile, predicate: partyTo, object: pact, importance: core, quote: "Chile joined it"}
  - {id: r3, subject: norway, predicate: strategicPartnerOf, object: chile, importance: minor, quote: "x"}
events:
  - {id: e1, type: Visit, plover: AGREE, actors: [dahl], targets: [chile], status: planned, time: "2031-05",
     attributed_to: norway, importance: core, quote: "Dahl will visit Chile in May, Oslo said"}
  - {id: e2, type: AgreementSigned, alt_types: [Ratification], plover: SUPPORT, participants: [norway, chile],
     status: occurred, time: null, importance: core, quote: "Norway and Chile signed the ferry pact"}
  - {id: e3, type: Statement, plover: none, actors: [norway], status: occurred, time: null, importance: minor,
     quote: "Dahl will visit Chile in May, Oslo said"}
  - {id: e4, type: Appeal, plover: REQUEST, actors: [norway], targets: [chile], status: occurred, time: null,
     importance: core, content: {type: Investment, actors: [chile], status: requested},
     quote: "Norway urged Chile to invest in harbours"}
negatives:
  - {id: n1, kind: event, wrong: {type: Visit, actors: [dahl], status: occurred}, reason: "still to come"}
  - {id: n2, kind: event, wrong: {type: Visit, actors: [chile], targets: [dahl]}, reason: "turned round"}
  - {id: n3, kind: entity, wrong: {name: Bergen, type: State}, reason: "a city"}
  - {id: n4, kind: relation, wrong: {subject: norway, predicate: partyTo, object: pact}, reason: "not said"}
"""

STATES = {"norway": "NOR", "chile": "CHL", "peru": "PER"}
ARTICLE = "article/1"


def entity(name, type, label, *, aliases=(), represents=None, here=True):
    """An entity row whose IRI is its short name."""
    articles = (ARTICLE,) if here else ()
    return EntityRow(name, type, label, tuple(aliases), STATES.get(name), represents, (), articles)


def claim(iri, asserts, quote, *, status=None, speaker=None, article=ARTICLE):
    """A claim row."""
    return ClaimRow(
        iri=iri,
        asserts=asserts,
        article=article,
        quote=quote,
        start=0,
        end=len(quote),
        trigger=None,
        status=status,
        plover=None,
        attributed_to=speaker,
        reported_by=None,
        attribution_text=None,
        attribution_cue=None,
        confidence=None,
        metonyms=(),
    )


def event(iri, type, quote, *, status="Occurred", plover=None, date=None, speaker=None, theme=None, **roles):
    """An event row with one claim; roles are lists of entity names."""
    return EventRow(
        iri=iri,
        type=type,
        label=type,
        status=status,
        contested=False,
        plover=plover,
        goldstein=None,
        plover_score=None,
        date=date,
        date_end=None,
        date_text=None,
        actors=tuple(roles.get("actors", ())),
        targets=tuple(roles.get("targets", ())),
        participants=tuple(roles.get("participants", ())),
        places=tuple(roles.get("places", ())),
        concerns=(),
        theme=theme,
        amount=None,
        unit=None,
        claims=(claim(f"claim/{iri}", iri, quote, status=status, speaker=speaker),),
    )


ENTITIES = (
    entity("norway", "State", "Norway"),
    entity("chile", "State", "Chile"),
    entity("dahl", "Person", "Ingrid Dahl", aliases=("Dahl",), represents="norway"),
    entity("pact", "Law", "Ferry Pact"),
    entity("lima", "City", "Lima"),
)
VISIT = event(
    "event/visit",
    "Visit",
    "Dahl will visit Chile in May, Oslo said",
    status="Planned",
    date="2031-05-02",
    speaker="norway",
    actors=["dahl"],
    targets=["chile"],
)
SIGNING = event(
    "event/signing",
    "AgreementSigned",
    "Norway and Chile signed the ferry pact",
    participants=["norway", "chile"],
)
TENURE = TenureRow(
    "tenure/1", "dahl", "Minister of Transport", "norway", "Current", (claim("claim/t", "tenure/1", "x"),)
)
RELATION = RelationRow("chile", "partyTo", "pact", None, (claim("claim/r", "r", "x"),))


def tables(*, entities=ENTITIES, events=(VISIT, SIGNING), tenures=(TENURE,), relations=(RELATION,)):
    """A graph of one article."""
    return GraphTables(
        articles={ARTICLE: ArticleRow(ARTICLE, "wire/01-ferry.txt", None, None, None, None)},
        entities={row.iri: row for row in entities},
        events={row.iri: row for row in events},
        tenures={row.iri: row for row in tenures},
        relations=tuple(relations),
    )

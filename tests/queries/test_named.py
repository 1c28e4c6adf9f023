"""Each named query on the sample graph; the expected rows were read off the three articles by hand."""

import re
import warnings
from decimal import Decimal

import pyoxigraph as ox
import pytest
from rdflib import Dataset, URIRef

from graph.errors import KnowledgeError, QueryError
from graph.namespaces import ID
from graph.queries import named_queries, run_named
from graph.queries.engine import to_term
from graph.queries.guard import bind, check_query
from graph.queries.index import ONTOLOGY_GRAPH
from graph.queries.named import TYPES
from graph.resources import ontology_dir
from tests.samples import SAMPLE_TTL

LIMITS = {"seconds": 20, "rows": 1000}
MORE = """
event:m1 a dip:Mediation ; dip:status dip:Ongoing ; dip:theme "grain" ; dip:actor state:TUR ;
    dip:date "2024"^^xsd:gYear ; dip:participant state:RUS, state:IRN .
claim:q1 a dip:Claim ; dip:status dip:Requested ; dip:inArticle article:row-7-9e4ccd0e ;
    dip:quote "Asked for talks." ; dip:asserts event:m1 ; dip:attributionText "diplomats" .
state:TUR dip:partyTo text:civil-shipping-agreement .
claim:q2 a dip:Claim ; dip:reportedBy org:tass .
"""
ORLOV, INDIA, RUSSIA, EU = "Sergei Orlov", "India", "Russia", "European Union"
DENIAL = "Moscow denied that it had delivered Varuna missiles to Iran in November 2024."
EXPERTS = (
    "Experts at the Lakeside Institute said Russia had delivered Varuna missiles to Iran in November 2024."
)
TRIP = (
    "Russian Foreign Minister Sergei Orlov will visit India on 9 December 2024, "
    "the Kremlin announced on Thursday."
)
PRAISE = 'TASS reported that Orlov praised India for its "steady" trade policy.'
BRICS = "India and Russia are both members of BRICS."
CRITIC = "Arjun Singh, a former Indian navy chief, criticised Iran on 13 January 2025."
DRILL = "The Indian Navy and the Russian Navy will hold a joint exercise in the Bay of Bengal in March 2025."
ITSELF = "the article itself"
VISIT = ("visit", ORLOV, INDIA, "2024-12-09", "Kremlin", "wire/orlov.txt", TRIP)
EXERCISE = [
    ("joint exercise", f"{state} Navy", None, "2025-03", ITSELF, "row-7", DRILL)
    for state in ("Indian", "Russian")
]

CASES = [
    ("planned-visits", {}, [(ORLOV, INDIA, "2024-12-09", "Kremlin", "wire/orlov.txt", TRIP)]),
    ("planned-visits", {"visitor": "Russia", "host": "IND", "since": "2024-12", "until": "2024"}, 1),
    ("planned-visits", {"since": "2024-12-10"}, []),
    ("planned-visits", {"host": "Iran"}, []),
    ("meetings", {}, [
        ("2024", "mediation", "Iran", RUSSIA, None), ("2024-12-09", "visit", ORLOV, INDIA, None),
    ]),
    ("meetings", {"who": "russia", "other": "Republic of India", "since": "2024", "until": "2024-12-09"}, 1),
    ("meetings", {"until": "2024-12-08"}, [("2024", "mediation", "Iran", RUSSIA, None)]),
    ("meetings", {"who": "Nepal"}, []),
    ("sanctions", {"sender": "EU", "target": "RUS"}, [
        (EU, RUSSIA, "2022-02", "Occurred", None), (EU, RUSSIA, "2025", "Hypothetical", None),
    ]),
    ("sanctions", {"since": "2024"}, [(EU, RUSSIA, "2025", "Hypothetical", None)]),
    ("sanctions", {"sender": "Russia"}, []),
    ("who-says-what", {"speaker": "Russia", "about": "India"}, [
        (ORLOV, "praise", INDIA, None, "trade policy", "row-7", PRAISE),
    ]),
    ("who-says-what", {}, 5),
    ("who-says-what", {"since": "2025"}, [
        ("Arjun Singh", "criticism", "Iran", "2025-01-13", None, "row-7", CRITIC),
    ]),
    ("positions", {}, [
        ("Arjun Singh", "navy chief", "Indian Navy", "Former", "2025-01-15", "2025-01-15"),
        ("Meera Singh", "Foreign Minister", INDIA, "Current", "2024-11-28", "2024-11-28"),
        (ORLOV, "Foreign Minister", RUSSIA, "Current", "2024-11-28", "2024-12-10"),
    ]),
    ("positions", {"of": "India", "at": "2024-11"}, [
        ("Meera Singh", "Foreign Minister", INDIA, "Current", "2024-11-28", "2024-11-28"),
    ]),
    ("positions", {"person": "Orlov", "at": "2024-12-01"}, [
        (ORLOV, "Foreign Minister", RUSSIA, "Current", "2024-11-28", "2024-11-28"),
    ]),
    ("contested", {}, [
        (f"{ID}event/a8ab6b4405731f30", "arms transfer", "2024-11", state, says, article, quote)
        for state, says, article, quote in (
            ("Negated", RUSSIA, "wire/orlov.txt", DENIAL),
            ("Occurred", "Lakeside Institute", "wire/pact.txt", EXPERTS),
        )
    ]),
    ("agreements", {}, [
        ("Civil Shipping Agreement", "party to", "Turkey", None, None),
        ("Civil Shipping Agreement", "agreement signed", ORLOV, "2024-12-09", "Occurred"),
        ("Civil Shipping Agreement", "agreement signed", "Singh", "2024-12-09", "Occurred"),
    ]),
    ("agreements", {"party": "Russia"}, 1),
    ("dyads-by-month", {}, [
        (EU, RUSSIA, "2022-02", "1", "-4"), (EU, RUSSIA, "2024-12", "1", "-6"),
        (INDIA, "Iran", "2025-01", "1", "-2"), (RUSSIA, INDIA, "2024-12", "1", "1"),
        (RUSSIA, "Iran", "2024-11", "1", "7"), (RUSSIA, "Singh", "2024-12", "1", "3.5"),
    ]),
    ("dyads-by-month", {"until": "2023"}, [(EU, RUSSIA, "2022-02", "1", "-4")]),
    ("evidence", {"event": "event:a8ab6b4405731f30"}, [
        ("wire/orlov.txt", "2024-11-28", "256", "333", "Negated", RUSSIA, DENIAL),
        ("wire/pact.txt", "2024-12-10", "198", "299", "Occurred", "Lakeside Institute", EXPERTS),
    ]),
    ("sources", {}, [
        ("Delta Post", "2", "15", "12", "2024-12-10", "2025-01-15"),
        ("Harbour Wire", "1", "9", "5", "2024-11-28", "2024-11-28"),
    ]),
    ("attribution", {}, [("row-7", "2", "5"), ("wire/orlov.txt", "2", "3"), ("wire/pact.txt", "2", "3")]),
    ("claims-by-source", {}, [
        (EU, "1", "0"), ("Kremlin", "1", "0"), ("Lakeside Institute", "1", "0"), (RUSSIA, "1", "0"),
        ("TASS", "1", "1"), ("diplomats", "1", "0"),
    ]),
    ("denied", {}, [("arms transfer", RUSSIA, "Iran", "2024-11", RUSSIA, "wire/orlov.txt", DENIAL)]),
    ("denied", {"who": "Iran", "since": "2024-11-30"}, 1),
    ("denied", {"who": "India"}, []),
    ("requested", {}, [
        ("mediation", who, None, "2024", "diplomats", "row-7", "Asked for talks.")
        for who in ("Iran", RUSSIA, "Turkey")
    ]),
    ("planned", {"since": "2024"}, [VISIT, *EXERCISE]),
    ("planned", {"who": "India", "since": "2025"}, EXERCISE[:1]),
    ("visits-by-person", {"person": "sergey orlov"}, [(ORLOV, INDIA, "2024-12-09", "Occurred")]),
    ("visits-by-person", {"person": "India"}, []),
    ("arms-transfers", {"seller": "Russia", "buyer": "Iran"}, [
        (RUSSIA, "Iran", "Varuna missiles", "2024-11", "Occurred", "true"),
    ]),
    ("arms-transfers", {"seller": "Iran"}, []),
    ("aid", {"giver": "Türkiye"}, [("Turkey", "Nepal", "5 million", "USD", "2023", "Occurred")]),
    ("aid", {"since": "2024"}, []),
    ("mediations", {}, [
        ("Turkey", "Iran", "grain", "2024", "Ongoing"), ("Turkey", RUSSIA, "grain", "2024", "Ongoing"),
    ]),
    ("memberships", {}, [
        (INDIA, "BRICS", "Current", "wire/orlov.txt", BRICS),
        (RUSSIA, "BRICS", "Current", "wire/orlov.txt", BRICS),
        ("Arjun Singh", "Indian Navy", "Former", "row-7", CRITIC),
    ]),
    ("memberships", {"member": "IND"}, [(INDIA, "BRICS", "Current", "wire/orlov.txt", BRICS)]),
    ("memberships", {"organization": "Indian navy"}, 1),
    ("relations", {"entity": "BRICS"}, [
        (INDIA, "member of", "BRICS", "Current", "wire/orlov.txt", BRICS),
        (RUSSIA, "member of", "BRICS", "Current", "wire/orlov.txt", BRICS),
    ]),
    ("metonyms", {"place": "Moscow"}, [
        ("Moscow", "wire/orlov.txt", DENIAL),
        ("Moscow", "wire/pact.txt",
         "The EU warned Russia on 10 December that it might impose new sanctions on Moscow in 2025."),
    ]),
    ("active-actors", {}, 15),
    ("media-statements", {"medium": "tass"}, [("TASS", "statement", "praise", "row-7", PRAISE)]),
    ("events-at-place", {"place": "New Delhi"}, [
        ("New Delhi", "meeting", "Meera Singh", None, "Planned"),
        ("New Delhi", "meeting", ORLOV, None, "Planned"),
        ("New Delhi", "agreement signed", ORLOV, "2024-12-09", "Occurred"),
        ("New Delhi", "agreement signed", "Singh", "2024-12-09", "Occurred"),
    ]),
    ("co-participation", {"who": "Russia"}, [
        (EU, RUSSIA, "3"), ("Iran", RUSSIA, "2"), (RUSSIA, "Turkey", "1"),
    ]),
    ("timeline", {"entity": "state/IND", "since": "2025"}, [
        ("2025-01-13", "criticism", "actor", "Arjun Singh", "Occurred", f"{ID}event/51cb382d0f9f8b50"),
        ("2025-03", "joint exercise", "participant", "Indian Navy", "Planned", f"{ID}event/7cc7421e51bcc209"),
        ("2025-07", "meeting", "participant", INDIA, "Hypothetical", f"{ID}event/48bcabe7be098dc3"),
    ]),
    ("tone", {}, [
        ("Arjun Singh", "Iran", "hostile", "1"), (EU, RUSSIA, "hostile", "1"),
        (ORLOV, INDIA, "friendly", "1"),
    ]),
    ("tone", {"speaker": "Russia"}, [(ORLOV, INDIA, "friendly", "1")]),
    ("event-counts", {"since": "2025"}, [
        ("criticism", "Occurred", "1"), ("joint exercise", "Planned", "1"),
        ("meeting", "Hypothetical", "1"), ("sanction", "Hypothetical", "1"),
    ]),
    ("claims-of-article", {"article": "wire/orlov.txt"}, 9),
    ("mentions", {"entity": "Orlov"}, [
        (ORLOV, "row-7", "2025-01-15", "Delta Post", "Week in brief"),
        (ORLOV, "wire/pact.txt", "2024-12-10", "Delta Post", "Civil shipping pact signed in New Delhi"),
        (ORLOV, "wire/orlov.txt", "2024-11-28", "Harbour Wire", "Orlov to visit India in December"),
    ]),
    ("representatives", {"of": "Russia"}, [
        (RUSSIA, "Kremlin", "GovernmentBody", None, None),
        (RUSSIA, "Russian Navy", "ArmedService", None, None),
        (RUSSIA, ORLOV, "Person", "Foreign Minister", "Current"),
    ]),
    ("plans-that-came-true", {}, [("visit", ORLOV, "2024-12-09", "wire/orlov.txt", "wire/pact.txt")]),
    ("quad-classes", {"until": "2022"}, [(EU, RUSSIA, "material conflict", "1")]),
    ("quad-classes", {}, 7),
    ("doubtful-claims", {}, [("0.71", "ArmsTransfer", "wire/orlov.txt", DENIAL)]),
    ("doubtful-claims", {"below": "0.9"}, 2),
]  # fmt: skip


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    path = tmp_path_factory.mktemp("kg") / "graph.ttl"
    path.write_text(SAMPLE_TTL.read_text(encoding="utf8") + MORE, encoding="utf8")
    return path


def test_every_query_has_a_case():
    assert {name for name, _, _ in CASES} == set(named_queries())
    assert len(named_queries()) == 35


@pytest.mark.parametrize(("name", "bindings", "expected"), CASES)
def test_rows(graph, name, bindings, expected):
    found = run_named(graph, name, bindings=bindings, **LIMITS).values
    if isinstance(expected, int):
        assert len(found) == expected
    else:
        assert found == expected


@pytest.mark.parametrize("query", named_queries().values(), ids=lambda query: query.name)
def test_headers(query):
    assert query.title
    assert query.description.endswith(".")
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", query.name)
    body = query.sparql.partition("SELECT")[2]
    for parameter in query.parameters.values():
        assert parameter.type in TYPES
        assert parameter.about
        assert re.search(rf"\?{parameter.name}\b", body), parameter.name
    assert check_query(query.sparql) == query.sparql
    assert "ORDER BY" in query.sparql or "GROUP BY" in query.sparql


def test_a_query_tells_what_it_is():
    lines = str(named_queries()["timeline"]).splitlines()
    assert lines[0] == "timeline: Timeline of an entity"
    assert lines[2] == "  entity: entity (needed), the entity"
    assert "  below: number (0.8), the limit, 0 to 1" in str(named_queries()["doubtful-claims"])


@pytest.fixture(scope="module")
def dataset(graph):
    dataset = Dataset()
    dataset.default_graph.parse(graph)
    dataset.graph(URIRef(ONTOLOGY_GRAPH)).parse(ontology_dir() / "diplomacy.ttl")
    return dataset


@pytest.mark.slow
@pytest.mark.parametrize("query", named_queries().values(), ids=lambda query: query.name)
def test_another_engine_gives_the_same_rows(graph, dataset, query):
    required = {"event": "event:a8ab6b4405731f30", "entity": "state:IND", "article": "row-7"}
    given = {name: required[name] for name, each in query.parameters.items() if each.required}
    here = run_named(graph, query.name, bindings=given, **LIMITS).values
    terms = {name: ox.NamedNode(ID + value.replace(":", "/")) for name, value in given.items()}
    terms |= {"article": ox.Literal("row-7")} if "article" in given else {}
    terms |= {
        name: to_term(Decimal(str(each.default))) for name, each in query.parameters.items() if each.default
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        unsorted = re.sub(r"^ORDER BY .*", "", query.sparql, flags=re.MULTILINE)  # rdflib trips over unbound
        there = dataset.query(bind(unsorted, terms))
        rows = [tuple(None if cell is None else str(cell) for cell in row) for row in there]
    assert sorted(map(comparable, here)) == sorted(map(comparable, rows))


def comparable(row):
    """Numbers as numbers: engines write decimals in different ways."""
    return [str(float(cell)) if re.fullmatch(r"-?\d+(\.\d+)?", cell or "") else cell or "" for cell in row]


@pytest.mark.parametrize(
    ("name", "bindings", "message"),
    [
        ("visits", {}, "no query is named 'visits': choose one of active-actors, "),
        ("aid", {"form": "x"}, "aid has no parameter 'form': it has since, until, giver, receiver"),
        ("attribution", {"x": "y"}, "attribution has no parameter 'x': it has none"),
        ("timeline", {}, "timeline needs the parameter entity: the entity"),
        ("aid", {"giver": "Atlantis"}, "no entity of the graph is called 'Atlantis'"),
        ("aid", {"since": "last May"}, "since takes a date, not 'last May': write 2024, 2024-11 or"),
        ("aid", {"since": "2024-13"}, "since takes a date"),
        ("evidence", {"event": "the visit"}, "event takes a node"),
        ("doubtful-claims", {"below": "half"}, "below takes a number"),
        ("aid", {"giver": 'India" } #'}, "no entity of the graph is called"),
    ],
)
def test_mistakes(graph, name, bindings, message):
    with pytest.raises(QueryError) as error:
        run_named(graph, name, bindings=bindings, **LIMITS)
    assert str(error.value).startswith(message)


def test_a_name_of_several_entities(tmp_path):
    path = tmp_path / "graph.ttl"
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    nodes = [("org/quad-1", "Quad"), ("org/quad-2", "Quad"), ("city/a", "Paris"), ("person/b", "paris")]
    path.write_text("".join(f'<{ID}{iri}> {label} "{name}" .\n' for iri, name in nodes), encoding="utf8")
    with pytest.raises(QueryError, match=r"give an id \(org/quad-1, org/quad-2\)"):
        run_named(path, "mentions", bindings={"entity": "Quad"}, **LIMITS)
    assert run_named(path, "mentions", bindings={"entity": "Paris"}, **LIMITS).values == []


GOOD = "# title = 'a'\n# description = 'b'\n"


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("# title = 'a'\n", "the header is no description"),
        ("# title\n", "the header is no description"),
        (
            "# title = 'a'\n# description = 'b'\n# [parameters]\n# c = 'text'\n",
            "the header is no description",
        ),
        (
            "# title = 'a'\n# description = 'b'\n# [parameters]\n# c = { type = 'colour', about = 'd' }\n",
            "parameter c has no type of class, date",
        ),
    ],
)
def test_wrong_headers(tmp_path, header, message):
    (tmp_path / "wrong.rq").write_text(f"{header}\nASK {{}}\n", encoding="utf8")
    with pytest.raises(KnowledgeError, match=message) as error:
        named_queries(tmp_path)
    assert "wrong.rq" in str(error.value)

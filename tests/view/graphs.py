"""Made-up graphs of any size for the view: states, people and bodies with names of our own.

``make_tables(300)`` has 300 actors; the same number gives the same graph. A few are busy and most are not,
as in the news.
"""

from __future__ import annotations

import random
from dataclasses import replace

from graph.namespaces import ID
from graph.tables import ArticleRow, ClaimRow, EntityRow, EventRow, GraphTables, RelationRow, TenureRow, event_label

ONSETS = ("Bel", "Cor", "Dra", "Est", "Fal", "Gor", "Hel", "Ist", "Kar", "Lor", "Mar", "Nev", "Ost", "Pel", "Quen", "Ras", "Sol", "Tar", "Ul", "Ves")
MIDDLES = ("", "a", "e", "i", "o", "an", "er", "in", "or", "av", "el", "ið", "óm")
ENDINGS = ("dia", "land", "mark", "nia", "ria", "stan", "via", "thia", "mere", "gard")
FIRST = ("Ana", "Boris", "Chloé", "Dmitri", "Elena", "Farid", "Grażyna", "Hugo", "Inés", "Jonas", "Katya", "Léo", "Mina", "Nils", "Olga", "Pavel")
TYPES = (("Person", 46), ("State", 22), ("GovernmentBody", 9), ("InternationalOrganization", 6), ("Organization", 5), ("Company", 3), ("MediaOrganization", 3), ("ArmedGroup", 2), ("ArmedService", 2), ("Bloc", 1), ("PoliticalParty", 1))  # fmt: skip
ACTS = (
    # class, PLOVER root, Goldstein, share, how the sentence goes
    ("Visit", "CONSULT", 1.0, 14, "{a} visited {b} {when} for talks on {topic}."),
    ("Statement", None, None, 12, "{a} spoke of {topic} in a speech {when}."),
    ("Meeting", "CONSULT", 1.0, 14, "{a} and {b} met {when} to discuss {topic}."),
    ("Criticism", "ACCUSE", -2.0, 9, "{a} criticised {b} over {topic} {when}."),
    ("Sanction", "SANCTION", -4.0, 6, "{a} imposed sanctions on {b} {when}, citing {topic}."),
    ("AgreementSigned", "SUPPORT", 3.5, 8, "{a} and {b} signed a pact on {topic} {when}."),
    ("Aid", "AID", 7.0, 6, "{a} sent aid worth 20 million dollars to {b} {when}."),
    ("Threat", "THREATEN", -6.0, 5, "{a} threatened {b} with countermeasures over {topic} {when}."),
    ("MilitaryAttack", "ASSAULT", -9.0, 4, "{a} attacked positions held by {b} {when}."),
    ("Trade", "COOPERATE", 6.0, 7, "{a} agreed to sell {topic} to {b} {when}."),
    ("Support", "SUPPORT", 3.5, 8, "{a} backed {b} in the dispute about {topic} {when}."),
    ("Negotiation", "CONSULT", 1.0, 7, "{a} and {b} negotiated about {topic} {when}."),
)
MUTUAL = frozenset({"Meeting", "AgreementSigned", "Negotiation"})
TRIGGERS = {"Visit": "visited", "Statement": "spoke", "Meeting": "met", "Criticism": "criticised", "Sanction": "sanctions", "AgreementSigned": "signed", "Aid": "aid", "Threat": "threatened", "MilitaryAttack": "attacked", "Trade": "sell", "Support": "backed", "Negotiation": "negotiated"}  # fmt: skip
TOPICS = ("fishing rights", "the northern pipeline", "grain exports", "border posts", "river water", "air traffic", "patrol boats", "visa rules", "rail freight", "radar stations")
STATUSES = ("Occurred",) * 12 + ("Ongoing",) * 2 + ("Planned",) * 4 + ("Requested", "Hypothetical", "Negated")
PUBLISHERS = ("Harbour Wire", "Delta Post", "Northern Gazette", "The Courier of Solandia")


def make_tables(size: int, *, hostile: str | None = None) -> GraphTables:
    """A graph of so many actors with about 3.5 events an actor.

    Args:
        size: number of actors.
        hostile: put this text into every field that holds text.
    """
    chance = random.Random(size)
    entities = _entities(size, chance)
    articles = _articles(max(4, size // 4), chance)
    mentioned = sorted(entities)
    # A few actors are in very many events.
    weights = [1.0 / (place + 2) ** 0.9 for place in range(size)]
    events: dict[str, EventRow] = {}
    for number in range(size * 7 // 2):
        row = _event(number, entities, mentioned, weights, sorted(articles), chance)
        events[row.iri] = row
    tenures, relations = _facts(entities, sorted(articles))
    tables = GraphTables(articles, entities, dict(sorted(events.items())), tenures, relations)
    return tables if hostile is None else _poisoned(tables, hostile)


def _entities(size: int, chance: random.Random) -> dict[str, EntityRow]:
    names: set[str] = set()
    rows = []
    for number in range(size):
        type = "State" if number < 6 else chance.choices([t for t, _ in TYPES], [w for _, w in TYPES])[0]
        while (name := _name(type, chance)) in names:
            pass
        names.add(name)
        folder = {"State": "state", "Person": "person"}.get(type, "org")
        # The first by number are the busiest: their IRIs sort first.
        iri = f"{ID}{folder}/n{number:04}"
        rows.append(EntityRow(iri, type, name, (f"{name} (variant)",), f"X{number:02}" if type == "State" else None, None, (), ()))
    states = [row.iri for row in rows if row.type == "State"]
    acting = {"Person", "GovernmentBody", "ArmedService"}
    rows = [replace(row, represents=chance.choice(states)) if row.type in acting else row for row in rows]
    return {row.iri: row for row in sorted(rows, key=lambda row: row.iri)}


def _name(type: str, chance: random.Random) -> str:
    stem = chance.choice(ONSETS) + chance.choice(MIDDLES)
    place = stem + chance.choice(ENDINGS)
    last = stem + chance.choice(("ov", "sson", "ski", "mann", "ez", "anu"))
    return {
        "State": place,
        "Person": f"{chance.choice(FIRST)} {last}",
        "GovernmentBody": f"{place} {chance.choice(('Foreign Ministry', 'Cabinet', 'Parliament'))}",
        "ArmedService": f"{place} Navy",
        "InternationalOrganization": f"{place} Treaty Organization",
        "Company": f"{last} Shipping",
        "MediaOrganization": f"{place} Herald",
        "ArmedGroup": f"{stem}a Front",
        "Bloc": f"Wider {place}",
        "PoliticalParty": f"{last} List",
    }.get(type, f"{place} Institute")


def _articles(count: int, chance: random.Random) -> dict[str, ArticleRow]:
    rows = [
        ArticleRow(
            f"{ID}article/a{number:04}", f"a{number:04}.txt", f"{chance.choice(TOPICS).capitalize()} on the table, again ({number})",
            f"2024-{number % 12 + 1:02}-{number % 27 + 1:02}", chance.choice(PUBLISHERS), f"https://news.example/{number}?a=1&b=2",
        )
        for number in range(count)
    ]  # fmt: skip
    return {row.iri: row for row in rows}


def _event(
    number: int, entities: dict[str, EntityRow], actors: list[str], weights: list[float], articles: list[str], chance: random.Random
) -> EventRow:
    type, plover, goldstein, _, pattern = chance.choices(ACTS, [act[3] for act in ACTS])[0]
    # An actor that nobody chose so far comes in turn, so that each is in some event.
    first = actors[number % len(actors)] if number % 3 == 0 else chance.choices(_order(actors), weights)[0]
    second = first
    while second == first:
        second = chance.choices(_order(actors), weights)[0]
    pair = [first, second]
    roles: dict[str, tuple[str, ...]] = {"actors": (), "targets": (), "participants": ()}
    if type in MUTUAL:
        extra = chance.sample(actors, 3) if number % 60 == 1 and len(actors) > 10 else []
        roles["participants"] = tuple(sorted({*pair, *extra}))
    elif type == "Statement":
        roles["actors"] = (first,)
    else:
        roles["actors"], roles["targets"] = (first,), (second,)
    month = f"2024-{chance.randint(1, 12):02}"
    date = chance.choice((None, month, f"{month}-{chance.randint(1, 28):02}", f"{month}-{chance.randint(1, 28):02}", "2024"))
    status, topic = chance.choice(STATUSES), chance.choice(TOPICS)
    labels = {key: [entities[iri].label for iri in side] for key, side in roles.items()}
    iri = f"{ID}event/{number:08x}"
    quote = pattern.format(a=entities[first].label, b=entities[second].label, topic=topic, when="in the spring" if date is None else f"in {date}")
    claims = tuple(
        ClaimRow(
            f"{ID}claim/{number:06x}{copy}", iri, chance.choice(articles), quote if copy == 0 else f"As told earlier, {quote[0].lower()}{quote[1:]}",
            0, len(quote), TRIGGERS[type], status, plover, chance.choice(actors) if number % 4 == 0 else None, None, None,
            "according to" if number % 4 == 0 else None, None, (),
        )
        for copy in range(chance.choice((1, 1, 1, 2)))
    )  # fmt: skip
    return EventRow(
        iri, type, event_label(type, **labels, date=date), status, number % 40 == 7, plover, goldstein, goldstein, date, None, date,
        roles["actors"], roles["targets"], roles["participants"], (), (), topic, None, None, claims,
    )  # fmt: skip


def _order(actors: list[str]) -> list[str]:
    """States first, so that the busiest are among them."""
    return sorted(actors, key=lambda iri: ("/state/" not in iri, iri))


def _facts(entities: dict[str, EntityRow], articles: list[str]) -> tuple[dict[str, TenureRow], tuple[RelationRow, ...]]:
    tenures: dict[str, TenureRow] = {}
    relations = []
    people = [row for row in entities.values() if row.type == "Person"][:40]
    for number, row in enumerate(people):
        iri = f"{ID}tenure/{number:04x}"
        assert row.represents
        told = f"{row.label}, the foreign minister of {entities[row.represents].label}, was there."
        claim = ClaimRow(f"{ID}claim/t{number:04x}", iri, articles[0], told, 0, len(told), "foreign minister", None, None, None, None, None, None, None, ())
        tenures[iri] = TenureRow(iri, row.iri, "Foreign Minister", row.represents, "Current", (claim,))
    unions = [row.iri for row in entities.values() if row.type == "InternationalOrganization"]
    for state in [row.iri for row in entities.values() if row.type == "State"][:20]:
        relations += [RelationRow(state, "memberOf", union, None, ()) for union in unions[:1]]
    return tenures, tuple(relations)


def _poisoned(tables: GraphTables, text: str) -> GraphTables:
    """The same graph with a text in every field that holds text."""
    articles = {
        iri: replace(row, id=text, title=text, publisher=text, date=text, url=text if number % 2 else f"https://news.example/{text}")
        for number, (iri, row) in enumerate(tables.articles.items())
    }  # fmt: skip
    entities = {iri: replace(row, label=f"{row.label} {text}", aliases=(text,), iso3=text, same_as=(text,)) for iri, row in tables.entities.items()}
    events = {
        iri: replace(
            row, label=text, date_text=text, theme=text, amount=text, unit=text,
            claims=tuple(replace(claim, quote=text, trigger=text[:5], attribution_text=text, attributed_to=None, attribution_cue=text) for claim in row.claims),
        )
        for iri, row in tables.events.items()
    }  # fmt: skip
    tenures = {iri: replace(row, position=text) for iri, row in tables.tenures.items()}
    return GraphTables(articles, entities, events, tenures, tables.relations)

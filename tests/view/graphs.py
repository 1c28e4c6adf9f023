"""Made-up graphs of any size for the view: states, people and bodies with names of our own.

``make_tables(300)`` has 300 actors, each in some event; the same number gives the same graph. A few are busy
and most are not, and most deal with their own region, as in the news.
"""

from __future__ import annotations

import random
from dataclasses import replace

from graph.namespaces import ID
from graph.tables import (
    ArticleRow,
    ClaimRow,
    EntityRow,
    EventRow,
    GraphTables,
    RelationRow,
    TenureRow,
    event_label,
)

STEMS = [
    "Bel", "Cor", "Dra", "Est", "Fal", "Gor", "Hel", "Ist", "Kar", "Lor", "Mar", "Nev", "Ost", "Pel",
    "Quen", "Ras", "Sol", "Tar", "Ul", "Ves",
]  # fmt: skip
MIDDLES = [
    "", "a", "e", "i", "o", "an", "er", "in", "or", "av", "el", "ið", "óm",
]  # fmt: skip
ENDINGS = [
    "dia", "land", "mark", "nia", "ria", "stan", "via", "thia", "mere", "gard",
]  # fmt: skip
FAMILIES = [
    "ov", "sson", "ski", "mann", "ez", "anu",
]  # fmt: skip
FIRST = [
    "Ana", "Boris", "Chloé", "Dmitri", "Elena", "Farid", "Grażyna", "Hugo", "Inés", "Jonas", "Katya", "Léo",
    "Mina", "Nils", "Olga", "Pavel",
]  # fmt: skip
TOPICS = [
    "fishing rights", "the northern pipeline", "grain exports", "border posts", "river water", "air traffic",
    "patrol boats", "visa rules", "rail freight", "radar stations",
]  # fmt: skip
PUBLISHERS = ("Harbour Wire", "Delta Post", "Northern Gazette", "The Courier of Solandia")
STATUSES = ("Occurred",) * 12 + ("Ongoing",) * 2 + ("Planned",) * 4 + ("Requested", "Hypothetical", "Negated")
REGIONS = 7

# How many of each class there are in a hundred, and how they are named.
TYPES = {
    "Person": (46, "{first} {family}"),
    "State": (22, "{place}"),
    "GovernmentBody": (9, "{place} Foreign Ministry"),
    "InternationalOrganization": (6, "{place} Treaty Organization"),
    "Organization": (5, "{place} Institute"),
    "Company": (3, "{family} Shipping"),
    "MediaOrganization": (3, "{place} Herald"),
    "ArmedGroup": (2, "{place} Front"),
    "ArmedService": (2, "{place} Navy"),
    "Bloc": (1, "Wider {place}"),
    "PoliticalParty": (1, "{family} List"),
}
FOLDERS = {"State": "state", "Person": "person"}

# Class, PLOVER root, Goldstein, share, trigger, and how the sentence goes.
ACTS = (
    ("Visit", "CONSULT", 1.0, 14, "visited", "{a} visited {b} {when} for talks on {topic}."),
    ("Statement", None, None, 12, "spoke", "{a} spoke of {topic} in a speech {when}."),
    ("Meeting", "CONSULT", 1.0, 14, "met", "{a} and {b} met {when} to discuss {topic}."),
    ("Criticism", "ACCUSE", -2.0, 9, "criticised", "{a} criticised {b} over {topic} {when}."),
    ("Sanction", "SANCTION", -4.0, 6, "sanctions", "{a} put sanctions on {b} {when}, citing {topic}."),
    ("AgreementSigned", "SUPPORT", 3.5, 8, "signed", "{a} and {b} signed a pact on {topic} {when}."),
    ("Aid", "AID", 7.0, 6, "aid", "{a} sent aid worth 20 million dollars to {b} {when}."),
    ("Threat", "THREATEN", -6.0, 5, "threatened", "{a} threatened {b} over {topic} {when}."),
    ("MilitaryAttack", "ASSAULT", -9.0, 4, "attacked", "{a} attacked positions held by {b} {when}."),
    ("Trade", "COOPERATE", 6.0, 7, "sell", "{a} agreed to sell {topic} to {b} {when}."),
    ("Support", "SUPPORT", 3.5, 8, "backed", "{a} backed {b} in the dispute about {topic} {when}."),
    ("Negotiation", "CONSULT", 1.0, 7, "negotiated", "{a} and {b} negotiated about {topic} {when}."),
)
MUTUAL = frozenset({"Meeting", "AgreementSigned", "Negotiation"})


def make_tables(size: int, *, hostile: str | None = None) -> GraphTables:
    """A graph of so many actors with 3.5 events an actor.

    Args:
        size: number of actors, at least 12.
        hostile: put this text into every field that holds text.
    """
    chance = random.Random(size)
    entities, articles = _entities(size, chance), _articles(max(4, size // 4), chance)
    maker = _Events(entities, sorted(articles), chance)
    events = {row.iri: row for row in (maker.event(number) for number in range(size * 7 // 2))}
    tenures, relations = _facts(entities, sorted(articles))
    tables = GraphTables(articles, entities, events, tenures, relations)
    return tables if hostile is None else _poisoned(tables, hostile)


def _entities(size: int, chance: random.Random) -> dict[str, EntityRow]:
    rows: dict[str, EntityRow] = {}
    names: set[str] = set()
    weights = [share for share, _ in TYPES.values()]
    for number in range(size):
        cls = "State" if number < 6 else chance.choices([*TYPES], weights)[0]
        name = ""
        while not name or name in names:
            stem = chance.choice(STEMS) + chance.choice(MIDDLES)
            place, family = stem + chance.choice(ENDINGS), stem + chance.choice(FAMILIES)
            name = TYPES[cls][1].format(first=chance.choice(FIRST), family=family, place=place)
        names.add(name)
        iri = f"{ID}{FOLDERS.get(cls, 'org')}/n{number:04}"
        iso3 = f"X{number:02}" if cls == "State" else None
        rows[iri] = EntityRow(iri, cls, name, (f"{name} (variant)",), iso3, None, (), ())
    states = sorted(iri for iri, row in rows.items() if row.type == "State")
    for iri, row in rows.items():
        if row.type in ("Person", "GovernmentBody", "ArmedService"):
            near = [state for state in states if _region(state) == _region(iri)]
            rows[iri] = replace(row, represents=chance.choice(near or states))
    return dict(sorted(rows.items()))


def _region(iri: str) -> int:
    return int(iri[-4:]) % REGIONS


def _articles(count: int, chance: random.Random) -> dict[str, ArticleRow]:
    rows = {}
    for number in range(count):
        iri = f"{ID}article/a{number:04}"
        title = f"{chance.choice(TOPICS).capitalize()} on the table, again ({number})"
        date = f"2024-{number % 12 + 1:02}-{number % 27 + 1:02}"
        url = f"https://news.example/{number}?a=1&b=2"
        rows[iri] = ArticleRow(iri, f"a{number:04}.txt", title, date, chance.choice(PUBLISHERS), url)
    return rows


class _Events:
    def __init__(self, entities: dict[str, EntityRow], articles: list[str], chance: random.Random) -> None:
        self.entities, self.articles, self.chance = entities, articles, chance
        # States come first and are the busiest.
        self.actors = sorted(entities, key=lambda iri: ("/state/" not in iri, iri[-4:]))
        self.weights = [1.0 / (place + 2) ** 0.9 for place in range(len(self.actors))]

    def partner(self, first: str) -> str:
        """Another actor, mostly of the same region."""
        while True:
            other = self.chance.choices(self.actors, self.weights)[0]
            if other != first and (_region(other) == _region(first) or self.chance.random() < 0.12):
                return other

    def event(self, number: int) -> EventRow:
        cls, plover, goldstein, _, trigger, pattern = self.chance.choices(ACTS, [act[3] for act in ACTS])[0]
        # Every third event goes in turn, so that each actor is in some event.
        chosen = self.chance.choices(self.actors, self.weights)[0]
        first = self.actors[number // 3 % len(self.actors)] if number % 3 == 0 else chosen
        second = self.partner(first)
        roles: dict[str, tuple[str, ...]] = {"actors": (first,), "targets": (second,), "participants": ()}
        if cls in MUTUAL:
            others = self.chance.sample(self.actors, 3) if number % 60 == 1 else []
            roles = {"actors": (), "targets": (), "participants": tuple(sorted({first, second, *others}))}
        elif cls == "Statement":
            roles["targets"] = ()
        month = f"2024-{self.chance.randint(1, 12):02}"
        day = f"{month}-{self.chance.randint(1, 28):02}"
        date = self.chance.choice((None, "2024", month, day, day))
        iri, status = f"{ID}event/{number:08x}", self.chance.choice(STATUSES)
        topic = self.chance.choice(TOPICS)
        names = {"a": self.entities[first].label, "b": self.entities[second].label}
        quote = pattern.format(**names, topic=topic, when=f"in {date}" if date else "in the spring")
        label = event_label(
            cls, date=date, **{role: [self.entities[i].label for i in side] for role, side in roles.items()}
        )
        claims = self.claims(number, iri, quote, trigger, status, plover)
        return EventRow(
            iri, cls, label, status, number % 40 == 7, plover, goldstein, goldstein, date, None, date,
            roles["actors"], roles["targets"], roles["participants"], (), (), topic, None, None, claims,
        )  # fmt: skip

    def claims(
        self, number: int, event: str, quote: str, trigger: str, status: str, plover: str | None
    ) -> tuple[ClaimRow, ...]:
        rows = []
        for copy in range(self.chance.choice((1, 1, 1, 2))):
            said = self.chance.choice(self.actors) if number % 4 == 0 else None
            text = quote if copy == 0 else f"As told earlier, {quote}"
            rows.append(
                ClaimRow(
                    f"{ID}claim/{number:06x}{copy}",
                    event,
                    self.chance.choice(self.articles),
                    text,
                    0,
                    len(text),
                    trigger,
                    status,
                    plover,
                    said,
                    None,
                    None,
                    "according to" if said else None,
                    None,
                    (),
                )
            )
        return tuple(rows)


def _facts(
    entities: dict[str, EntityRow], articles: list[str]
) -> tuple[dict[str, TenureRow], tuple[RelationRow, ...]]:
    tenures, claim = {}, ClaimRow("", "", articles[0], "", 0, 0, *[None] * 8, ())
    for number, row in enumerate([row for row in entities.values() if row.type == "Person"][:40]):
        iri, state = f"{ID}tenure/{number:04x}", str(row.represents)
        told = f"{row.label}, the foreign minister of {entities[state].label}, was there."
        claims = (replace(claim, iri=f"{ID}claim/t{number}", asserts=iri, quote=told, trigger="minister"),)
        tenures[iri] = TenureRow(iri, row.iri, "Foreign Minister", state, "Current", claims)
    states = [row.iri for row in entities.values() if row.type == "State"][:20]
    unions = [row.iri for row in entities.values() if row.type == "InternationalOrganization"][:1]
    return tenures, tuple(
        RelationRow(state, "memberOf", union, None, ()) for state in states for union in unions
    )


def _poisoned(tables: GraphTables, text: str) -> GraphTables:
    """The same graph with a text in every field that holds text."""
    articles = {
        iri: replace(row, id=text, title=text, publisher=text, date=text, url=address + text)
        for (iri, row), address in zip(
            tables.articles.items(), ("", "https://news.example/") * 999, strict=False
        )
    }
    entities = {
        iri: replace(row, label=f"{row.label} {text}", aliases=(text,), iso3=text, same_as=(text,))
        for iri, row in tables.entities.items()
    }
    said = {"attributed_to": None, "attribution_text": text, "attribution_cue": text}
    events = {
        iri: replace(
            row,
            label=text,
            date_text=text,
            theme=text,
            amount=text,
            unit=text,
            claims=tuple(replace(claim, quote=text, trigger=text[:5], **said) for claim in row.claims),
        )
        for iri, row in tables.events.items()
    }
    tenures = {iri: replace(row, position=text) for iri, row in tables.tenures.items()}
    return GraphTables(articles, entities, events, tenures, tables.relations)

"""Write ``ontology/actors.ttl``: the actors, places and texts that the gazetteer knows by name.

Names, codes and Wikidata ids of states and territories come from pycountry (ISO 3166-1), babel (CLDR) and
rigour; everything else from the tables beside this script, each row with its source. A Wikidata id is
written only where rigour gives one. Run it again after a change: the same input gives the same bytes.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale
from rigour.territories import get_territory

from graph.iris import slug
from graph.namespaces import DCTERMS, DIP, ID, OWL, SKOS, WIKIDATA

TOOLS = Path(__file__).parent
PLACES = frozenset({"cities", "states", "territories"})
"""The tables with columns of their own; all others are alike."""
KINDS = ("bloc", "city", "org", "people", "place", "region", "series", "state", "text", "thing")
OBSERVERS = frozenset({"PSE", "TWN", "VAT", "XKX"})
"""States that are not members of the United Nations."""
SOURCES = {name: f"{name} {version(name)}" for name in ("babel", "pycountry", "rigour")}
SOURCES["babel"] += " (CLDR)"
HEADER = """
# Actors, places, texts and things known by name. Written by tools/make_actors.py: change the tables
# beside it, not this file. One block an actor, by id; the first capital is the capital by law.
"""
IN_ORDER = frozenset({"dip:acronym", "dip:capital", "dip:combiningForm", "dip:demonym", "dip:peopleName"})
Node = dict[str, list[str]]


def quoted(text: str) -> str:
    """A Turtle literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def curie(actor_id: str) -> str:
    """A prefixed name such as ``state:IND`` for ``state/IND``."""
    return actor_id.replace("/", ":", 1)


class Actors:
    """The nodes by id; each maps a predicate to its values, already in Turtle."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}

    def add(self, actor_id: str, cls: str, name: str, source: Iterable[str]) -> None:
        """A new node; the same id twice is a mistake in the tables."""
        if actor_id in self.nodes:
            raise SystemExit(f"two rows have the id {actor_id}")
        self.nodes[actor_id] = {"a": [f"dip:{cls}"], "skos:prefLabel": [quoted(name)]}
        self.say(actor_id, "dcterms:source", map(quoted, sorted(set(source))))

    def say(self, actor_id: str, predicate: str, values: Iterable[str]) -> None:
        """Further values of a predicate, each once, in the order given."""
        known = self.nodes[actor_id].setdefault(predicate, [])
        known += [value for value in dict.fromkeys(values) if value not in known]
        if not known:
            del self.nodes[actor_id][predicate]

    def names(self, actor_id: str, others: Iterable[str]) -> None:
        """Other names, sorted; the preferred one is left out."""
        values = {quoted(name) for name in others if name} - set(self.nodes[actor_id]["skos:prefLabel"])
        self.say(actor_id, "skos:altLabel", sorted(values))

    def city(self, spec: str, state: str, source: str) -> str:
        """The id of a city, made where it is new. ``spec`` is ``Name=Other name=...``."""
        name, *others = spec.split("=")
        actor_id = f"city/{slug(name)}"
        if actor_id not in self.nodes:
            self.add(actor_id, "City", name, [source])
            self.say(actor_id, "dip:locatedIn", [f"state:{state}"])
        elif f"state:{state}" not in self.nodes[actor_id]["dip:locatedIn"]:
            raise SystemExit(f"two cities have the id {actor_id}")
        self.names(actor_id, others)
        return actor_id


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table; cells with several values separate them with ``|``."""
    with (TOOLS / f"{table}.tsv").open(encoding="utf8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)


def several(cell: str) -> list[str]:
    """The values of a cell."""
    return [value for value in cell.split("|") if value]


def plain_names(names: Iterable[str | None]) -> list[str]:
    """Names as a text would have them: without what stands in brackets, none turned round at a comma."""
    bare = (re.sub(r" \(.*?\)", "", name).removeprefix("the ") for name in names if name)
    return [name for name in bare if not set(name) & set(",()[]")]


@cache
def claimed(iso3: str) -> frozenset[str]:
    """Names that our table gives to another state: it decides who is meant by "Congo"."""
    others = (row for row in rows("states") if row["iso3"] != iso3)
    return frozenset(name for row in others for name in (row["name"], *several(row["others"])))


def add_country(actors: Actors, actor_id: str, iso3: str, cls: str, name: str, source: list[str]) -> None:
    """A state or a territory with what the packages say of it."""
    iso: Any = pycountry.countries.get(alpha_3=iso3)
    territory = get_territory(iso3.lower())
    cldr = Locale("en").territories.get(iso.alpha_2 if iso else "XK")
    names = [getattr(iso, key, None) for key in ("common_name", "name", "official_name")]
    rigour_names = [territory.name, territory.full_name] if territory else []
    official = plain_names(name for name in (names[2], *rigour_names[1:]) if name and "(" not in name)
    given = plain_names([cldr, *names[:2], *rigour_names])
    used = ["babel"] + ["pycountry"] * bool(iso) + ["rigour"] * bool(territory)
    actors.add(actor_id, cls, name or given[0], [*source, *(SOURCES[package] for package in used)])
    actors.say(actor_id, "dip:officialName", map(quoted, official[:1]))
    actors.names(actor_id, [name for name in (*given, *official) if name not in claimed(iso3)])
    actors.say(actor_id, "dip:iso3", [quoted(iso3)])
    if territory and territory.qid:
        actors.say(actor_id, "owl:sameAs", [f"<{WIKIDATA}{territory.qid}>"])


def add_states(actors: Actors) -> None:
    """The members of the United Nations, the observers, Taiwan and Kosovo, with their capitals."""
    for row in rows("states"):
        iso3, source = row["iso3"], row["source"]
        state = f"state/{iso3}"
        add_country(actors, state, iso3, "State", row["name"], [source])
        actors.names(state, several(row["others"]))
        say_words(actors, state, row)
        actors.say(state, "dip:combiningForm", map(quoted, several(row["combining"])))
        add_capitals(actors, state, several(row["capitals"]), source)
        if iso3 not in OBSERVERS:
            actors.say(state, "dip:memberOf", ["org:un"])


def say_words(actors: Actors, actor_id: str, row: dict[str, str]) -> None:
    """Acronyms, adjectives and names of the people."""
    actors.say(actor_id, "dip:acronym", map(quoted, several(row.get("acronyms", ""))))
    actors.say(actor_id, "dip:demonym", map(quoted, several(row["adjectives"])))
    actors.say(actor_id, "dip:peopleName", map(quoted, several(row["people"])))


def add_capitals(actors: Actors, state: str, specs: list[str], source: str) -> None:
    """The capital first; a star marks where the government sits, if not (only) in the capital."""
    starred = any(spec.startswith("*") for spec in specs)
    for number, spec in enumerate(specs):
        city = actors.city(spec.removeprefix("*"), state.removeprefix("state/"), source)
        seat = spec.startswith("*") if starred else number == 0
        actors.say(state, "dip:capital", [curie(city)])
        actors.say(city, "dip:seatOfGovernment", ["true" if seat else "false"])
        if number == 0:
            actors.say(city, "dip:capitalOf", [curie(state)])


def add_territories(actors: Actors) -> None:
    """The other territories of ISO 3166-1, as regions."""
    empty = dict.fromkeys(("name", "others", "adjectives", "people", "source"), "")
    own = {row["iso3"]: row for row in rows("territories")}
    for iso3 in sorted(str(country.alpha_3) for country in pycountry.countries):
        if f"state/{iso3}" not in actors.nodes:
            row, region = own.get(iso3, empty), f"region/{iso3}"
            add_country(actors, region, iso3, "Region", row["name"], several(row["source"]))
            actors.names(region, several(row["others"]))
            say_words(actors, region, row)


def facts(cell: str) -> dict[str, str]:
    """``hq=Geneva/CHE; part_of=org/un`` as a mapping."""
    return dict(fact.strip().split("=", 1) for fact in cell.split(";") if fact.strip())


def target(code: str) -> str:
    """A state by its code, anything else by its id."""
    return curie(code if "/" in code else f"state/{code}")


def add_row(actors: Actors, row: dict[str, str]) -> None:
    """One row of the tables of organisations, bodies, regions, texts and the like."""
    actor_id, known = row["id"], facts(row["facts"])
    territory = get_territory(known["rigour"]) if "rigour" in known else None
    actors.add(actor_id, row["type"], row["name"], [row["source"]] + [SOURCES["rigour"]] * bool(territory))
    actors.names(actor_id, several(row["others"]))
    actors.say(actor_id, "dip:acronym", map(quoted, several(row["acronyms"])))
    for key, predicate in (("demonym", "demonym"), ("people", "peopleName"), ("combining", "combiningForm")):
        actors.say(
            actor_id, f"dip:{predicate}", map(quoted, known.get(key, "").split(",") if key in known else [])
        )
    for key, predicate in (("represents", "represents"), ("part_of", "partOf"), ("of", "nationality")):
        actors.say(actor_id, f"dip:{predicate}", [target(known[key])] if key in known else [])
    for key in known.keys() & {"hq", "at"}:
        name, state = known[key].rsplit("/", 1)
        place = "locatedIn" if row["type"] == "Facility" else "headquarteredIn"
        actors.say(actor_id, f"dip:{place}", [curie(actors.city(name, state, row["source"]))])
    if territory and territory.qid:
        actors.say(actor_id, "owl:sameAs", [f"<{WIKIDATA}{territory.qid}>"])


def say_of_others(actors: Actors, row: dict[str, str]) -> None:
    """What a row says of other nodes: its members, and the state it is a seat of."""
    known = facts(row["facts"])
    for member in sorted(known.get("members", "").split()):
        actors.say(member if "/" in member else f"state/{member}", "dip:memberOf", [curie(row["id"])])
    if known.get("seat") == "yes":
        actors.say(f"state/{known['represents']}", "dip:seat", [curie(row["id"])])


def collect() -> Actors:
    """Everything, from the packages and the tables."""
    actors = Actors()
    add_states(actors)
    add_territories(actors)
    for row in rows("cities"):
        actors.city("=".join([row["name"], *several(row["others"])]), row["state"], row["source"])
    others = sorted({path.stem for path in TOOLS.glob("*.tsv")} - PLACES)
    table_rows = [row for table in others for row in rows(table)]
    for row in table_rows:
        add_row(actors, row)
    for row in table_rows:
        say_of_others(actors, row)
    return actors


def ordered(predicate: str, values: list[str]) -> list[str]:
    """The values as the file has them: the usual form first for some, sorted for the others."""
    return values if predicate in IN_ORDER else sorted(values)


def turtle(actors: Actors) -> str:
    """The file's text."""
    own = {kind: f"{ID}{kind}/" for kind in KINDS}
    prefixes = {"dcterms": DCTERMS, "dip": DIP, "owl": OWL, "skos": SKOS, **own}
    blocks = [f"@prefix {name}: <{prefixes[name]}> ." for name in sorted(prefixes)]
    text = "\n".join(blocks) + "\n" + HEADER
    for actor_id, node in sorted(actors.nodes.items()):
        order = [
            "skos:prefLabel",
            *sorted(node.keys() - {"a", "skos:prefLabel", "dcterms:source"}),
            "dcterms:source",
        ]
        lines = [f"{curie(actor_id)} a {node['a'][0]}"]
        lines += [f"    {predicate} {', '.join(ordered(predicate, node[predicate]))}" for predicate in order]
        text += "\n" + " ;\n".join(lines) + " .\n"
    return text


if __name__ == "__main__":
    (TOOLS.parent / "actors.ttl").write_text(turtle(collect()), encoding="utf8")

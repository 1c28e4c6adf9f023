"""The actors, places and texts that the ontology knows by name: ``ontology/actors.ttl``, typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from graph.errors import KnowledgeError
from graph.knowledge.turtle import Table
from graph.namespaces import DIP, ID, OWL, RDF, SKOS, WIKIDATA


@dataclass(frozen=True, slots=True)
class Capital:
    """A capital or another seat of government, whose name may stand for the government.

    Attributes:
        id: such as ``city/new-delhi``.
        name: the usual English name.
        names: all names, the usual one first.
        wikidata: its Wikidata id, where a source gives it.
        seat_of_government: True where the government sits there.
    """

    id: str
    name: str
    names: tuple[str, ...]
    wikidata: str | None
    seat_of_government: bool


@dataclass(frozen=True, slots=True)
class Seat:
    """A residence, building or body whose name is used for a government (the Kremlin).

    ``type`` is ``GovernmentBody`` or ``Facility``; ``id`` is an actor of its own.
    """

    id: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Something with a known name: a state, an organisation, a body, a region, a city, a text or a series.

    Attributes:
        id: such as ``state/IND`` or ``org/brics``.
        type: local name of its narrowest class.
        name: the usual English name.
        official: the full official name, or None.
        names: the other names, the official one among them; acronyms left out.
        acronyms: names that count only in capitals, such as ``UN``.
        adjectives: such as ``Indian``.
        people: nouns for its people, such as ``Indians``.
        combining: first parts of compounds, such as ``Indo-``.
        capitals: the capital first, then further seats of government.
        seats: the residences and bodies that stand for it.
        iso3: ISO 3166-1 alpha-3 code.
        wikidata: its Wikidata id, where a source gives it.
        represents: id of the actor that it acts or stands for.
        members: ids of its members (of an organisation or bloc).
        member_of: ids of what it is a member of.
        part_of: id of the greater whole, such as the state of a region.
        headquarters: id of the city of its main seat.
        nationality: id of the state it belongs to (of a party).
        located_in: id of the place it lies in (of a city or a site).
        capital_of: id of the state whose capital by law it is (of a city).
    """

    id: str
    type: str
    name: str
    official: str | None = None
    names: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    combining: tuple[str, ...] = ()
    capitals: tuple[Capital, ...] = ()
    seats: tuple[Seat, ...] = ()
    iso3: str | None = None
    wikidata: str | None = None
    represents: str | None = None
    members: tuple[str, ...] = ()
    member_of: tuple[str, ...] = ()
    part_of: str | None = None
    headquarters: str | None = None
    nationality: str | None = None
    located_in: str | None = None
    capital_of: str | None = None


@dataclass(frozen=True)
class Actors:
    """All known actors.

    Attributes:
        version: SHA-256 of the file, in hexadecimal.
        by_id: every actor by its id.
    """

    version: str
    by_id: dict[str, Actor] = field(repr=False)

    @cached_property
    def all(self) -> tuple[Actor, ...]:
        """Every actor, by id."""
        return tuple(self.by_id.values())

    @cached_property
    def states(self) -> tuple[Actor, ...]:
        """The states, by id."""
        return tuple(actor for actor in self.all if actor.type == "State")


def load_actors(folder: Path) -> Actors:
    """Read ``actors.ttl``.

    Args:
        folder: the folder ``ontology/``.

    Raises:
        KnowledgeError: where the file is missing, is not Turtle or names an actor that it does not define.
    """
    path = folder / "actors.ttl"
    table = Table(path)
    ids = sorted(subject for subject in table.rows if subject.startswith(ID))
    members: dict[str, list[str]] = {}
    for iri in ids:
        for group in table.all(iri, DIP + "memberOf"):
            members.setdefault(group, []).append(_id(iri))
    try:
        actors = {_id(iri): _actor(table, iri, members.get(iri, [])) for iri in ids}
    except KeyError as error:
        raise KnowledgeError(
            f"{error.args[0]} has no name or class: add a block for it", path=path
        ) from error
    return Actors(table.version, actors)


def _id(iri: str) -> str:
    return iri.removeprefix(ID)


def _ids(table: Table, iri: str, name: str) -> tuple[str, ...]:
    return tuple(_id(value) for value in table.all(iri, DIP + name))


def _texts(table: Table, iri: str, name: str) -> tuple[str, ...]:
    return tuple(table.all(iri, DIP + name))


def _first(values: tuple[str, ...]) -> str | None:
    return values[0] if values else None


def _needed(table: Table, iri: str, predicate: str) -> str:
    value = table.first(iri, predicate)
    if value is None:
        raise KeyError(_id(iri))
    return value


def _wikidata(table: Table, iri: str) -> str | None:
    same = [value for value in table.all(iri, OWL + "sameAs") if value.startswith(WIKIDATA)]
    return same[0].removeprefix(WIKIDATA) if same else None


def _actor(table: Table, iri: str, members: list[str]) -> Actor:
    official = _texts(table, iri, "officialName")
    name = _needed(table, iri, SKOS + "prefLabel")
    others = dict.fromkeys([*official, *table.all(iri, SKOS + "altLabel")])
    return Actor(
        id=_id(iri),
        type=_needed(table, iri, RDF + "type").removeprefix(DIP),
        name=name,
        official=_first(official),
        names=tuple(other for other in others if other != name),
        acronyms=_texts(table, iri, "acronym"),
        adjectives=_texts(table, iri, "demonym"),
        people=_texts(table, iri, "peopleName"),
        combining=_texts(table, iri, "combiningForm"),
        capitals=tuple(_capital(table, city) for city in table.all(iri, DIP + "capital")),
        seats=tuple(_seat(table, seat) for seat in table.all(iri, DIP + "seat")),
        iso3=_first(_texts(table, iri, "iso3")),
        wikidata=_wikidata(table, iri),
        represents=_first(_ids(table, iri, "represents")),
        members=tuple(members),
        member_of=_ids(table, iri, "memberOf"),
        part_of=_first(_ids(table, iri, "partOf")),
        headquarters=_first(_ids(table, iri, "headquarteredIn")),
        nationality=_first(_ids(table, iri, "nationality")),
        located_in=_first(_ids(table, iri, "locatedIn")),
        capital_of=_first(_ids(table, iri, "capitalOf")),
    )


def _capital(table: Table, iri: str) -> Capital:
    name = _needed(table, iri, SKOS + "prefLabel")
    return Capital(
        id=_id(iri),
        name=name,
        names=tuple(dict.fromkeys([name, *table.all(iri, SKOS + "altLabel")])),
        wikidata=_wikidata(table, iri),
        seat_of_government=table.first(iri, DIP + "seatOfGovernment") == "true",
    )


def _seat(table: Table, iri: str) -> Seat:
    return Seat(
        id=_id(iri),
        name=_needed(table, iri, SKOS + "prefLabel"),
        type=_needed(table, iri, RDF + "type").removeprefix(DIP),
    )

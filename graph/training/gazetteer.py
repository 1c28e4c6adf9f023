"""What names name, so far as lists know: the ontology's actors, ISO 3166 and the time zones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zoneinfo import available_timezones

from graph.knowledge.actors import Actor, load_actors
from graph.resources import ontology_dir
from graph.training.marked import Marked
from graph.training.words import word_list

LABEL_OF = {
    "State": "STATE",
    "City": "CITY",
    "Region": "REGION",
    "Boundary": "REGION",
    "Facility": "FAC",
    "NationalityGroup": "NORP",
    "InternationalOrganization": "INTORG",
    "GovernmentBody": "GOVBODY",
    "ArmedService": "GOVBODY",
    "MediaOrganization": "MEDIA",
    "PoliticalParty": "PARTY",
    "ArmedGroup": "ARMEDGROUP",
    "Company": "COMPANY",
    "Organization": "ORG",
    "EventSeries": "EVENT",
    "Agreement": "LAW",
    "Law": "LAW",
    "WeaponSystem": "WEAPON",
    "Project": "PROJECT",
}


class Gazetteer:
    """Names by label.

    Attributes:
        labels: the label of each known name.
        subdivisions: provinces and the like, some of them named like their main town.
    """

    def __init__(self, labels: dict[str, str], subdivisions: frozenset[str] = frozenset()) -> None:
        self.labels = labels
        self.subdivisions = subdivisions

    def label(self, name: str) -> str | None:
        """The label of a known name, else None."""
        if name.isupper() and len(name) > 5:
            name = name.title()
        return self.labels.get(name)


def load_gazetteer(domain: Iterable[Marked] = ()) -> Gazetteer:
    """The ontology's actors, then time zones' cities and ISO 3166-2 subdivisions (pycountry).

    Args:
        domain: sentences whose names are known too, where nothing else is.
    """
    labels = dict(known_names())
    for sentence in domain:
        for name, label in sentence.names():
            if label not in ("DATE", "QUANTITY", "PERSON"):
                labels.setdefault(name, label)
    lists = {
        "STATE": word_list("states"),
        "REGION": word_list("regions"),
        "NORP": word_list("peoples"),
        "CITY": _zone_cities(),
    }
    for label, names in lists.items():
        for name in sorted(names):
            labels.setdefault(name, label)
    return Gazetteer(labels, frozenset(_subdivisions() - word_list("ambiguous_subdivisions") - labels.keys()))


def known_names() -> Iterator[tuple[str, str]]:
    """Name and label of every actor, its peoples, capitals and seats; what comes later wins."""
    actors = load_actors(ontology_dir()).all
    for actor in sorted(actors, key=lambda actor: (actor.type == "State", actor.id)):
        yield from _names(actor)


def _names(actor: Actor) -> Iterator[tuple[str, str]]:
    for capital in actor.capitals:
        yield from ((name, "CITY") for name in capital.names)
    yield from ((name, "NORP") for name in (*actor.adjectives, *actor.people))
    yield from ((seat.name, LABEL_OF[seat.type]) for seat in actor.seats)
    if actor.type in LABEL_OF:
        yield from ((name, LABEL_OF[actor.type]) for name in (*actor.names, *actor.acronyms, actor.name))


def _subdivisions() -> set[str]:
    import pycountry

    return {part.name for part in pycountry.subdivisions if part.name.isascii()}


def _zone_cities() -> set[str]:
    """Cities that time zones are named after."""
    zones = (zone.split("/") for zone in available_timezones())
    areas = ("Africa", "America", "Asia", "Europe", "Australia", "Atlantic", "Pacific")
    return {zone[-1].replace("_", " ") for zone in zones if zone[0] in areas and len(zone) > 1}

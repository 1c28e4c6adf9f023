"""The classes, roles, relations and codes of ``ontology/diplomacy.ttl``, typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from graph.knowledge.turtle import Table
from graph.namespaces import DIP, OWL, RDFS, SKOS, local_name

_SCHEMA = "https://schema.org/"
_PROPERTY_KINDS = frozenset(OWL + kind for kind in ("ObjectProperty", "DatatypeProperty"))


@dataclass(frozen=True, slots=True)
class EventClass:
    """A class of events.

    Attributes:
        name: local name, such as ``Visit``.
        label: the same in words.
        definition: what it is.
        plover: PLOVER root of such an act when it occurred or goes on, or None.
        planned_plover: PLOVER root when it is planned, requested or hypothetical, or None.
        goldstein: Goldstein's value of the act that occurred, -10 to 10, or None.
        plover_score: PLOVER's own value of it, -10 to 10, or None.
        mode: PLOVER mode, or None.
        symmetric: True where all sides are participants.
    """

    name: str
    label: str
    definition: str
    plover: str | None
    planned_plover: str | None
    goldstein: float | None
    plover_score: float | None
    mode: str | None
    symmetric: bool


@dataclass(frozen=True, slots=True)
class PloverRoot:
    """A root of the PLOVER scheme, its values where no finer class is known, and its quad class."""

    name: str
    label: str
    quad: str
    goldstein: float
    score: float


@dataclass(frozen=True, slots=True)
class Property:
    """A property and the local names of the classes it goes from and to.

    A literal's range is the IRI of its datatype. Empty means that anything goes.
    """

    name: str
    label: str
    domain: frozenset[str]
    range: frozenset[str]


@dataclass(frozen=True)
class Ontology:
    """What ``diplomacy.ttl`` says. All names are local names.

    Attributes:
        version: SHA-256 of the file, in hexadecimal.
        labels: the label of every term.
        supers: each class with the classes above it and itself.
        event_classes: the classes an event can have, groups left out.
        plover_roots: the PLOVER roots.
        property_table: every property with its domain and range.
    """

    version: str
    labels: dict[str, str]
    supers: dict[str, frozenset[str]]
    event_classes: dict[str, EventClass]
    plover_roots: dict[str, PloverRoot]
    property_table: dict[str, Property] = field(default_factory=dict)

    @cached_property
    def properties(self) -> frozenset[str]:
        """The names of all properties."""
        return frozenset(self.property_table)

    @cached_property
    def relations(self) -> dict[str, Property]:
        """The properties that lead from entity to entity, the roles of events left out."""
        return {
            name: prop
            for name, prop in self.property_table.items()
            if prop.domain and all(self.is_a(cls, "Entity") for cls in prop.domain | prop.range)
        }

    def is_a(self, cls: str, other: str) -> bool:
        """Whether a class is another or below it. A name that is no class is nothing but itself."""
        return cls == other or other in self.supers.get(cls, ())

    def fits(self, relation: str, subject: str, object: str) -> bool:
        """Whether a relation may go from one class of entity to another."""
        prop = self.relations.get(relation)
        return (
            prop is not None
            and any(self.is_a(subject, cls) for cls in prop.domain)
            and any(self.is_a(object, cls) for cls in prop.range)
        )


def load_ontology(folder: Path) -> Ontology:
    """Read ``diplomacy.ttl``.

    Args:
        folder: the folder ``ontology/``.

    Raises:
        KnowledgeError: where the file is missing or is not Turtle.
    """
    table = Table(folder / "diplomacy.ttl")
    return Ontology(
        version=table.version,
        labels={
            local_name(subject): _label(table, subject) for subject in table.rows if subject.startswith(DIP)
        },
        supers=_supers(table),
        event_classes=_event_classes(table),
        plover_roots=_plover_roots(table),
        property_table={
            local_name(subject): _property(table, subject) for subject in table.subjects(_PROPERTY_KINDS)
        },
    )


def _label(table: Table, subject: str) -> str:
    return table.first(subject, SKOS + "prefLabel") or local_name(subject)


def _number(table: Table, subject: str, name: str) -> float | None:
    value = table.first(subject, DIP + name)
    return None if value is None else float(value)


def _name(table: Table, subject: str, name: str) -> str | None:
    value = table.first(subject, DIP + name)
    return None if value is None else local_name(value)


def _supers(table: Table) -> dict[str, frozenset[str]]:
    """Each class with every class above it."""
    supers: dict[str, frozenset[str]] = {}
    for cls in table.subjects([OWL + "Class"]):
        above = table.closure(cls, RDFS + "subClassOf")
        supers[local_name(cls)] = frozenset(local_name(name) for name in above if name.startswith(DIP))
    return supers


def _event_classes(table: Table) -> dict[str, EventClass]:
    """The classes that say whether they are symmetric: the groups do not."""
    classes = {}
    for cls in table.subjects([OWL + "Class"]):
        symmetric = table.first(cls, DIP + "symmetric")
        if symmetric is not None:
            classes[local_name(cls)] = EventClass(
                name=local_name(cls),
                label=_label(table, cls),
                definition=table.first(cls, SKOS + "definition") or "",
                plover=_name(table, cls, "ploverRoot"),
                planned_plover=_name(table, cls, "ploverPlanned"),
                goldstein=_number(table, cls, "goldsteinValue"),
                plover_score=_number(table, cls, "ploverValue"),
                mode=_name(table, cls, "ploverMode"),
                symmetric=symmetric == "true",
            )
    return classes


def _plover_roots(table: Table) -> dict[str, PloverRoot]:
    return {
        local_name(root): PloverRoot(
            name=local_name(root),
            label=_label(table, root),
            quad=_name(table, root, "quad") or "",
            goldstein=_number(table, root, "goldsteinValue") or 0.0,
            score=_number(table, root, "ploverValue") or 0.0,
        )
        for root in table.subjects([DIP + "PloverRoot"])
    }


def _property(table: Table, subject: str) -> Property:
    def classes(one: str, several: str) -> frozenset[str]:
        values = table.all(subject, RDFS + one) + table.all(subject, _SCHEMA + several)
        return frozenset(local_name(value) for value in values)

    return Property(
        name=local_name(subject),
        label=_label(table, subject),
        domain=classes("domain", "domainIncludes"),
        range=classes("range", "rangeIncludes"),
    )

"""What is done to complete a build for one article, or for some subjects, alone; helpers may do it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from graph.blocks import Part, unpack
from graph.checks import SetAside, check
from graph.conformance import leave_out
from graph.iris import OWN_CLASS
from graph.knowledge.actors import Actors, load_actors
from graph.knowledge.ontology import Ontology, load_ontology
from graph.linking import Digest, Override, read_digest
from graph.model import Extraction, Packed, Status
from graph.namespaces import RDF, SKOS, dip
from graph.resources import ontology_dir
from graph.shapes import Shapes, Violation
from graph.sorting import Distinct
from graph.store import GraphFolder
from graph.triples import Told, tell
from graph.turtle import Block, turtle_blocks

_TYPE = f"{RDF}type"
_ENDS = tuple(RDF + end for end in ("subject", "predicate", "object"))


class Knowledge:
    """What a build knows of the world; another process reads it for itself."""

    @cached_property
    def ontology(self) -> Ontology:
        """The classes."""
        return load_ontology(ontology_dir())

    @cached_property
    def actors(self) -> Actors:
        """The gazetteer."""
        return load_actors(ontology_dir())

    @cached_property
    def shapes(self) -> Shapes:
        """The compiled shapes."""
        return Shapes(ontology_dir())

    def __reduce__(self) -> tuple[Any, ...]:
        return _knowledge_here, ()


@lru_cache(maxsize=1)
def _knowledge_here() -> Knowledge:
    return Knowledge()


@dataclass(frozen=True, slots=True)
class Source(Packed):
    """Where the record of an article is.

    Attributes:
        folder: the graph folder.
        path: the record's file.
        record: what it says, without what fails a check, where it is held in memory.
    """

    folder: Path
    path: Path
    record: Extraction | None = None

    def read(self, ontology: Ontology) -> tuple[Extraction, tuple[SetAside, ...]]:
        """The record without what fails a check, and what that is."""
        if self.record is not None:
            return self.record, ()
        return check(GraphFolder(self.folder).read_record(self.path), ontology=ontology)


@dataclass(frozen=True, slots=True)
class Linked(Packed):
    """A record, the IRIs of its entities and events by their keys, and the claims that are left out."""

    source: Source
    entities: Mapping[str, str]
    events: Mapping[str, str]
    dropped: Collection[str] = ()


def digest(
    knowledge: Knowledge, overrides: Sequence[Override], source: Source
) -> tuple[Digest, tuple[SetAside, ...]]:
    """What linking has to know of a record, and what of it fails a check."""
    record, aside = source.read(knowledge.ontology)
    return read_digest(record, actors=knowledge.actors, overrides=overrides), aside


def tell_linked(knowledge: Knowledge, linked: Linked) -> Told:
    """What a record says, once it is linked."""
    record, _ = linked.source.read(knowledge.ontology)
    return tell(leave_out(record, linked.dropped), linked.entities, linked.events)


def judge(knowledge: Knowledge, types: Mapping[str, tuple[str, ...]], part: Part) -> list[Violation]:
    """What the shapes forbid in some blocks.

    Args:
        knowledge: has the shapes.
        types: the classes of all nodes.
        part: the blocks.
    """
    return knowledge.shapes.check(unpack(part), types=types)


def write(knowledge: Knowledge, part: Part) -> tuple[str, Counts]:
    """The Turtle of some blocks, and how many things they are."""
    blocks, counts = list(unpack(part)), Counts()
    events = {dip(name) for name in knowledge.ontology.event_classes}
    for block in blocks:
        counts.add(block, events)
    return "".join(turtle_blocks(blocks)), counts


class Counts:
    """How many of each thing a graph holds.

    Attributes:
        statuses: events by the IRI of their status.
        other: entities and tenures.
        relations: the subject, predicate and object of each relation.
    """

    def __init__(self) -> None:
        self.statuses: Counter[str] = Counter()
        self.other: Counter[str] = Counter()
        self.relations: set[str] = set()

    def add(self, block: Block, events: Collection[str]) -> None:
        """Count a subject; ``events`` are the IRIs of the classes of events."""
        values = {predicate: value for predicate, value, _ in block[1]}
        types = {value for predicate, value, _ in block[1] if predicate == _TYPE}
        self.other["tenures"] += dip("Tenure") in types
        self.other["entities"] += f"{SKOS}prefLabel" in values
        if any(each in events or each.startswith(OWN_CLASS) for each in types):
            self.statuses[values[dip("status")]] += 1
        if ends := tuple(values[end] for end in _ENDS if end in values):
            self.relations.add(" ".join(ends))


class Total:
    """The counts of all parts of a graph together; its relations lie on disk where they are many."""

    def __init__(self) -> None:
        self._sum = Counts()
        self._relations = Distinct()

    def add(self, counts: Counts) -> None:
        """Add those of a part."""
        self._sum.statuses.update(counts.statuses)
        self._sum.other.update(counts.other)
        for relation in counts.relations:
            self._relations.add(relation)

    def found(self) -> dict[str, int]:
        """The counts; events by status in the order of the statuses."""
        statuses = {f"events.{status}": self._sum.statuses[dip(status)] for status in Status}
        return {name: count for name, count in statuses.items() if count} | {
            "entities": self._sum.other["entities"],
            "tenures": self._sum.other["tenures"],
            "relations": sum(1 for _ in self._relations),
        }

"""The rules of ``ontology/projection.toml``: how events and relations become edges, as typed data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import KnowledgeError
from graph.knowledge.ontology import Ontology, load_ontology
from graph.resources import ontology_dir

ROLES = {"actor": "actors", "target": "targets", "participant": "participants"}
"""Roles whose fillers can be nodes, with the field of an event row that holds them."""


@dataclass(frozen=True, slots=True)
class EdgeRule:
    """Everyone in the role ``source`` of an event is tied to everyone in the role ``target``."""

    source: str
    target: str
    directed: bool


@dataclass(frozen=True, slots=True)
class Level:
    """The classes that may be nodes, and the properties that lead to whom an entity stands for."""

    nodes: tuple[str, ...]
    fold: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """What ``projection.toml`` says, with the ontology that its names belong to.

    Attributes:
        ontology: the classes and PLOVER roots.
        pairwise: up to so many participants are tied pairwise; more are tied to a hub.
        levels: by name, ``actor`` and ``state``.
        edges: the rules for events.
        bipartite: roles that tie an entity to an event.
        layers: quad classes of ``cooperation`` and ``conflict``.
        relations: relation names with whether the edge is directed.
    """

    ontology: Ontology
    pairwise: int
    levels: dict[str, Level]
    edges: tuple[EdgeRule, ...]
    bipartite: tuple[str, ...]
    layers: dict[str, tuple[str, ...]]
    relations: dict[str, bool]

    def quad(self, plover: str | None) -> str | None:
        """The quad class of a PLOVER root, or None."""
        root = self.ontology.plover_roots.get(plover or "")
        return root.quad if root else None

    def tone(self, plover: str | None) -> str | None:
        """The layer of a PLOVER root's quad class, ``cooperation`` or ``conflict``, or None."""
        quad = self.quad(plover)
        return next((layer for layer, quads in sorted(self.layers.items()) if quad in quads), None)

    @property
    def quads(self) -> tuple[str, ...]:
        """The names of the quad classes, sorted."""
        return tuple(sorted({root.quad for root in self.ontology.plover_roots.values()}))


@cache
def load_rules(folder: Path | None = None) -> Rules:
    """Read ``projection.toml`` and the ontology beside it.

    Args:
        folder: the folder ``ontology/``; the packaged one where it is left out.

    Raises:
        KnowledgeError: where the file is missing, is no TOML or names a term that the ontology lacks.
    """
    folder = folder or ontology_dir()
    path = folder / "projection.toml"
    ontology = load_ontology(folder)
    try:
        rules = _rules(tomllib.loads(path.read_text(encoding="utf8")), ontology)
    except KeyError as error:
        raise KnowledgeError(f"the key {error} is missing: restore it", path=path) from None
    except (OSError, tomllib.TOMLDecodeError, AttributeError, TypeError) as error:
        raise KnowledgeError(f"not a table of rules ({error}): mend or restore it", path=path) from error
    unknown = sorted(set(_names(rules)) - ontology.labels.keys())
    if unknown:
        raise KnowledgeError(
            f"the ontology has no {', '.join(unknown)}: write a name of diplomacy.ttl", path=path
        )
    return rules


def _rules(values: dict[str, Any], ontology: Ontology) -> Rules:
    edges = tuple(EdgeRule(row["from"], row["to"], bool(row["directed"])) for row in values["edges"])
    bipartite = tuple(values["bipartite"]["roles"])
    for role in (*bipartite, *(name for rule in edges for name in (rule.source, rule.target))):
        if role not in ROLES:
            raise TypeError(f"{role!r} is no role of an entity that acts")
    relations = values["relations"]
    return Rules(
        ontology=ontology,
        pairwise=int(values["defaults"]["pairwise"]),
        levels={
            name: Level(tuple(row["nodes"]), tuple(row["fold"])) for name, row in values["levels"].items()
        },
        edges=edges,
        bipartite=bipartite,
        layers={name: tuple(values["layers"][name]) for name in ("cooperation", "conflict")},
        relations=dict.fromkeys(relations["directed"], True) | dict.fromkeys(relations["mutual"], False),
    )


def _names(rules: Rules) -> list[str]:
    """Every term of the ontology that the rules name."""
    levels = [name for level in rules.levels.values() for name in (*level.nodes, *level.fold)]
    quads = [name for layer in rules.layers.values() for name in layer]
    return [*levels, *quads, *rules.relations]

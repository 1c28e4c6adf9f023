"""How things are drawn: ``look.toml`` with the classes of the ontology, typed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.knowledge.ontology import Ontology

COMMUNITY_HUES = ("slate", "amber", "sky", "green", "plum", "olive", "brown", "grey")
"""Hues of communities, the largest first; those after the seventh share the last."""


@dataclass(frozen=True, slots=True)
class Look:
    """The values of ``look.toml``.

    Attributes:
        types: shape and hue by class.
        hues: colour on a light and on a dark ground by hue.
        tones: the same for ``cooperation``, ``conflict`` and ``neutral``.
        standing: ``solid``, ``dashed`` or ``dotted`` by status.
    """

    types: dict[str, tuple[str, str]]
    hues: dict[str, tuple[str, str]]
    tones: dict[str, tuple[str, str]]
    standing: dict[str, str]

    def of(self, cls: str, ontology: Ontology) -> tuple[str, str]:
        """Shape and hue of a class: its own, or those of the nearest class above it that has them."""
        for name in _upwards(cls, ontology):
            if name in self.types:
                return self.types[name]
        return self.types["Entity"]


def _upwards(cls: str, ontology: Ontology) -> list[str]:
    """A class and those above it, the nearest first: who has more above itself is nearer."""
    above = ontology.supers.get(cls, frozenset({cls})) - {cls}
    depth = {name: len(ontology.supers.get(name, ())) for name in above}
    return [cls, *sorted(above, key=lambda name: (-depth[name], name))]


def event_group(cls: str, ontology: Ontology) -> str:
    """The group of an event class: the nearest class above it, or itself where only ``Event`` is above it."""
    return next((name for name in _upwards(cls, ontology)[1:] if name != "Event"), cls)


@cache
def load_look() -> Look:
    """The packaged ``look.toml``."""
    values = tomllib.loads((Path(__file__).parent / "look.toml").read_text(encoding="utf8"))
    return Look(
        types={name: (row["shape"], row["hue"]) for name, row in values["types"].items()},
        hues={name: (light, dark) for name, (light, dark) in values["hues"].items()},
        tones={name: (light, dark) for name, (light, dark) in values["tones"].items()},
        standing=values["standing"],
    )

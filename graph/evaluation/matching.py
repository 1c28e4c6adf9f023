"""Which node is which gold entity, and which event of the graph tells which gold event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.evaluation.gold import GoldArticle, GoldEvent
from graph.evaluation.told import ROLES, Node, Told, ToldEvent
from graph.evaluation.words import overlap

SPEECH = frozenset(
    {
        "Statement",
        "Announcement",
        "Praise",
        "Criticism",
        "Demand",
        "Appeal",
        "Support",
        "Rejection",
        "Pledge",
        "Threat",
    }
)
NEAR = 0.6  # share of words that two quotes of one event have in common

# In which roles of the graph a side of a gold event may stand: symmetric acts are told either way.
_COMPATIBLE = {
    "actors": ("actor", "participant"),
    "targets": ("target", "participant", "place"),
    "participants": ("participant", "actor", "target"),
}


class Names:
    """Compares nodes with gold entities.

    Args:
        gold: the article's gold.
        nodes: the graph's entities by IRI.
    """

    def __init__(self, gold: GoldArticle, nodes: Mapping[str, Node]) -> None:
        self.entities, self.nodes = gold.entities, nodes

    def same(self, gold_id: str, iri: str | None) -> bool:
        """Whether a node is a gold entity: by ISO code where both have one, else by a common name."""
        entity, node = self.entities.get(gold_id), self.nodes.get(iri or "")
        if entity is None or node is None:
            return False
        if entity.iso3 and node.iso3:
            return entity.iso3 == node.iso3
        return bool(entity.names & node.names)

    def akin(self, gold_id: str, iri: str | None) -> bool:
        """Whether they are the same, or one is the state (or body) that the other represents."""
        node = self.nodes.get(iri or "")
        if node is None:
            return False
        entity = self.entities.get(gold_id)
        wanted = [gold_id, *([entity.represents] if entity and entity.represents else [])]
        return any(self.same(each, end) for each in wanted for end in (iri, node.represents))

    def any_akin(self, gold_ids: Iterable[str], iris: Iterable[str]) -> bool:
        """Whether any of the gold entities is akin to any of the nodes."""
        nodes = list(iris)
        return any(self.akin(gold_id, iri) for gold_id in gold_ids for iri in nodes)


@dataclass(slots=True)
class Pairing:
    """Which event tells which.

    Attributes:
        told: index of the graph's event for that of each gold event found, one to one.
        gold: index of the gold event for that of each graph event that it explains, second tellings among
            them; -1 for one that is neither right nor wrong.
        duplicates: how many events tell again what another already tells.
    """

    told: dict[int, int] = field(default_factory=dict)
    gold: dict[int, int] = field(default_factory=dict)
    duplicates: int = 0


def pair_events(gold: GoldArticle, told: Told, names: Names) -> Pairing:
    """Pair the events, best fit first.

    An event left over which fits a gold event is a duplicate. A speech event left over beside an event that
    gold attributes to the same speaker ("officials said") is neither right nor wrong.
    """
    fits = sorted(
        (
            (value, i, j)
            for i, wanted in enumerate(gold.events)
            for j, event in enumerate(told.events)
            if (value := fit(wanted, event, names)) > 0
        ),
        reverse=True,
    )
    pairing = Pairing()
    for _, i, j in fits:
        if i not in pairing.told and j not in pairing.gold:
            pairing.told[i], pairing.gold[j] = j, i
    for _, i, j in fits:
        if j not in pairing.gold:
            pairing.gold[j] = i
            pairing.duplicates += 1
    for j, event in enumerate(told.events):
        if j not in pairing.gold and _only_reports(event, gold, names):
            pairing.gold[j] = -1
    return pairing


def fit(wanted: GoldEvent, event: ToldEvent, names: Names) -> float:
    """How well an event tells a gold event; 0 where it does not.

    The class must agree (or both be speech, or the PLOVER root be the same), the quotes must share
    :data:`NEAR` of the shorter one's words, and at least one argument must be shared.
    """
    same_type = bool(wanted.types & event.types)
    speech = bool(SPEECH & wanted.types) and bool(SPEECH & event.types)
    if not (same_type or speech or event.root in wanted.roots):
        return 0.0
    near = max((overlap(mine, quote) for mine in wanted.quotes for quote in event.quotes), default=0.0)
    if near < NEAR:
        return 0.0
    fillers = event.fillers(*ROLES)
    shared = sum(names.any_akin([each], fillers) for each in wanted.helpers)
    if wanted.helpers and not shared:
        return 0.0
    hit, total = roles_found(wanted, event, names)
    arguments = shared / max(1, len(wanted.helpers)) + (hit / total if total else 0)
    return near + 2 * same_type + arguments + 0.3 * (event.status in wanted.statuses)


def roles_found(wanted: GoldEvent, event: ToldEvent, names: Names) -> tuple[int, int]:
    """How many of a gold event's arguments stand in a compatible role, and how many it has.

    Of equally good lists the one that is found best counts.
    """
    hit = total = 0
    for side, roles in _COMPATIBLE.items():
        fillers = event.fillers(*roles)
        found = [(sum(names.any_akin([x], fillers) for x in some), len(some)) for some in wanted.sides[side]]
        best = max(found, key=lambda pair: pair[0] / pair[1] if pair[1] else 0)
        hit, total = hit + best[0], total + best[1]
    return hit, total


def time_agrees(wanted: GoldEvent, event: ToldEvent) -> bool | None:
    """Whether the event's date is the gold one, less or more precise; None where gold has none to compare.

    A year alone is too little where gold knows the month. ``--11-28`` is a day of an unknown year.
    """
    start = (wanted.time or "").split("/")[0]
    if start in ("", ".."):
        return None
    date = event.date
    if date is None:
        return False
    if start.startswith("--"):
        day = start[2:]
        return len(date) >= 7 and (date[5:].startswith(day) or day.startswith(date[5:]))
    return date.startswith(start) or (len(date) >= 7 and start.startswith(date))


def _only_reports(event: ToldEvent, gold: GoldArticle, names: Names) -> bool:
    if not SPEECH & event.types:
        return False
    return any(
        max((overlap(wanted.quotes[0], quote) for quote in event.quotes), default=0.0) >= NEAR
        and names.any_akin(wanted.speakers, event.arguments["actor"])
        for wanted in gold.events
        if wanted.speakers
    )

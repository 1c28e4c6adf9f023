"""Pairs of actors: all of them in one table, or one over time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, ClassVar

from graph.cards import find_entity
from graph.network.errors import NetworkError, choose
from graph.network.filters import Filters, Names
from graph.network.periods import spell, unit
from graph.network.projection import DEFAULT_STATUS
from graph.network.results import Result, clean
from graph.network.rules import Rules, load_rules
from graph.network.ties import Tie, find_ties, folding
from graph.tables import EventRow, GraphTables


@dataclass(frozen=True, slots=True)
class Tally:
    """The events of a pair, counted.

    Attributes:
        events: how many.
        a_to_b, b_to_a, mutual: by direction. An event that two ties come from counts in each.
        cooperation, conflict: by the quad class of its PLOVER root; others are in neither.
        net: cooperation - conflict.
        goldstein: mean Goldstein value, -10 to 10, or None where no event has one.
        iris: the events.
    """

    events: int
    a_to_b: int
    b_to_a: int
    mutual: int
    cooperation: int
    conflict: int
    net: int
    goldstein: float | None
    iris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeriodRow(Tally):
    """What passed between two actors in one period, or at no known time (``period`` is ``undated``)."""

    period: str


@dataclass(frozen=True, slots=True)
class PairRow(Tally):
    """What passed between two actors, with the first and last date told."""

    a: str
    b: str
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class DyadSeries(Result):
    """One pair over time: every period from the first to the last event, empty ones too.

    Events whose date is not told so precisely come last, as ``undated``.
    """

    rows: tuple[PeriodRow, ...]
    a: str
    b: str
    by: str
    parameters: dict[str, Any]

    row_type: ClassVar[type] = PeriodRow

    @property
    def columns(self) -> tuple[str, ...]:
        """The period first."""
        return ("period", *(name for name in Tally.__slots__))


@dataclass(frozen=True, slots=True)
class DyadTable(Result):
    """All pairs, those of most events first."""

    rows: tuple[PairRow, ...]
    parameters: dict[str, Any]

    row_type: ClassVar[type] = PairRow

    @property
    def columns(self) -> tuple[str, ...]:
        """The names first, the IRIs last."""
        return ("a", "b", *Tally.__slots__[:-1], "first", "last", "iris")


def dyads(
    tables: GraphTables,
    *,
    between: tuple[str, str] | None = None,
    by: str = "month",
    level: str = "state",
    status: Names = DEFAULT_STATUS,
    types: Names = None,
    since: str | None = None,
    until: str | None = None,
    sources: Names = None,
    min_confidence: float | None = None,
    quad: Names = None,
    cliques: bool = False,
) -> DyadSeries | DyadTable:
    """What passed between pairs of actors.

    Events of more than two participants are no dyads unless ``cliques`` is set; they count 1 then.

    Args:
        tables: the graph.
        between: two actors by name, id or IRI: the result is their series. Left out, it is a table of all.
        by: ``year``, ``month`` or ``day``, for the series.
        level: ``state`` or ``actor``.
        status: as for :func:`graph.network.projection.project`, like those that follow.
        types: event classes.
        since: first date.
        until: last date.
        sources: identifiers, IRIs or publishers of articles.
        min_confidence: least confidence of a claim.
        quad: PLOVER quad classes.
        cliques: count two of many participants as a pair.

    Raises:
        GraphError: where no entity has the name.
        NetworkError: where an actor is no node of the level, or an option is wrong.
    """
    rules = load_rules()
    filters = Filters.of(
        status=status, types=types, since=since, until=until, sources=sources,
        min_confidence=min_confidence, quad=quad,
    )  # fmt: skip
    parameters = filters.told() | {"level": level, "cliques": cliques}
    choose("level", level, rules.levels)
    found = find_ties(tables, filters, rules, level=level, cliques=cliques)
    pairs: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in found.ties:
        if not tie.hub:
            low, high = sorted((tie.source, tie.target))
            pairs[low, high].append(tie)
    if between is None:
        return DyadTable(_pairs(tables, pairs, rules), parameters)
    a, b = _ends(tables, between, level, rules)
    low, high = sorted((a, b))
    rows = _periods(pairs.get((low, high), []), a, by, rules)
    return DyadSeries(rows, tables.entities[a].label, tables.entities[b].label, by, parameters)


def _ends(tables: GraphTables, between: tuple[str, str], level: str, rules: Rules) -> tuple[str, str]:
    """The two nodes that the names fold to."""
    fold = folding(tables, rules.levels[level], rules)
    found = []
    for name in between:
        node = fold(find_entity(tables, name).iri)
        if node is None:
            raise NetworkError(f"{name!r} is no node at the level {level}: choose another level or actor")
        found.append(node)
    a, b = found
    if a == b:
        label = tables.entities[a].label
        raise NetworkError(
            f"{between[0]} and {between[1]} are both {label} at the level {level}: name two sides"
        )
    return a, b


def _periods(ties: list[Tie], a: str, by: str, rules: Rules) -> tuple[PeriodRow, ...]:
    groups: dict[str | None, list[Tie]] = defaultdict(list)
    unit(None, by)
    for tie in ties:
        groups[unit(tie.event.date, by)].append(tie)
    told = sorted(period for period in groups if period is not None)
    spans = [*spell(told[0], told[-1], by)] if told else []
    rows = [PeriodRow(**_tally(groups.get(period, []), a, rules), period=period) for period in spans]
    if None in groups:
        rows.append(PeriodRow(**_tally(groups[None], a, rules), period="undated"))
    return tuple(rows)


def _pairs(tables: GraphTables, pairs: dict[tuple[str, str], list[Tie]], rules: Rules) -> tuple[PairRow, ...]:
    rows = []
    for pair, ties in pairs.items():
        (a, iri), (b, _) = sorted((tables.entities[node].label, node) for node in pair)
        dates = sorted(tie.event.date for tie in ties if tie.event.date)
        first, last = (dates[0], dates[-1]) if dates else (None, None)
        rows.append(PairRow(**_tally(ties, iri, rules), a=a, b=b, first=first, last=last))
    return tuple(sorted(rows, key=lambda row: (-row.events, row.a, row.b, row.iris)))


def _tally(ties: list[Tie], a: str, rules: Rules) -> dict[str, Any]:
    """The values of a :class:`Tally`."""
    events: dict[str, EventRow] = {tie.event.iri: tie.event for tie in ties}
    tones = [rules.tone(event.plover) for event in events.values()]
    cooperation, conflict = tones.count("cooperation"), tones.count("conflict")
    scores = [event.goldstein for event in events.values() if event.goldstein is not None]
    return {
        "events": len(events),
        "a_to_b": sum(tie.directed and tie.source == a for tie in ties),
        "b_to_a": sum(tie.directed and tie.target == a for tie in ties),
        "mutual": sum(not tie.directed for tie in ties),
        "cooperation": cooperation,
        "conflict": conflict,
        "net": cooperation - conflict,
        "goldstein": clean(sum(scores) / len(scores)) if scores else None,
        "iris": tuple(sorted(events)),
    }

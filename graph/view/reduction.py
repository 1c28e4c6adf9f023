"""Fewer nodes: around one actor, or the most central; and plain words for what was left out."""

from __future__ import annotations

from collections.abc import Mapping

from graph.tables import GraphTables
from graph.view.errors import ViewError
from graph.view.scores import measure_name, most_central
from graph.view.selection import Selection, find_node, neighbourhood, restrict

MOST_EVENTS = 4_000
"""A page holds at most so many events, those with the most sentences first."""


def reduce(
    whole: Selection,
    tables: GraphTables,
    values: Mapping[str, float],
    *,
    focus: str | None,
    hops: int,
    top: int,
    measure: str,
) -> Selection:
    """What is shown of a selection.

    Args:
        whole: all there is.
        tables: the graph, for names.
        values: the scores that choose the actors.
        focus: the actor in the middle, or None.
        hops: how many ties away from it.
        top: at most so many actors.
        measure: what the scores are.

    Raises:
        ViewError: where a value is out of range or nothing is left.
    """
    if top < 1 or hops < 0:
        raise ViewError("top must be 1 or more and hops 0 or more: give a larger number")
    shown, centre = whole, None
    if focus is not None:
        centre = find_node(whole, tables, focus)
        shown = restrict(whole, neighbourhood(whole, centre, hops))
        entity = tables.entities.get(centre)
        name = entity.label if entity else "one event"
        shown.notices.append(
            f"Only what is within {hops} {'tie' if hops == 1 else 'ties'} of {name} is shown."
        )
    if not shown.events:
        raise ViewError("no event is left to show: ask for more statuses, a longer period or more hops")
    return _fewer_events(_most_central(shown, values, top, measure, centre))


def _most_central(
    shown: Selection, values: Mapping[str, float], top: int, measure: str, centre: str | None
) -> Selection:
    actors = len(shown.nodes) - len(shown.hubs)
    if actors <= top:
        return shown
    best = most_central(shown, values, top)
    if centre is not None and centre not in best:
        best[-1] = centre
    fewer = restrict(shown, {*best, *shown.hubs})
    gone, events = len(shown.events) - len(fewer.events), len(shown.events)
    fewer.notices.append(
        f"The {top:,} most central of {actors:,} actors are shown, by {measure_name(measure)}; "
        f"{gone:,} of {events:,} events are left out with the others."
    )
    return fewer


def _fewer_events(shown: Selection) -> Selection:
    if len(shown.events) <= MOST_EVENTS:
        return shown
    told = sorted(shown.events.values(), key=lambda row: (-len(row.claims), row.iri))
    kept = {row.iri for row in told[:MOST_EVENTS]}
    hubs = shown.hubs & kept
    taking_part = {iri: nodes for iri, nodes in shown.taking_part.items() if iri in kept}
    nodes = {node for nodes in taking_part.values() for node in nodes} | hubs
    notice = f"The {MOST_EVENTS:,} events with the most sentences of {len(shown.events):,} are shown."
    return Selection(
        nodes=sorted(nodes),
        hubs=hubs,
        ties=[tie for tie in shown.ties if tie.event.iri in kept],
        acts_for=[pair for pair in shown.acts_for if nodes.issuperset(pair)],
        events={iri: event for iri, event in shown.events.items() if iri in kept},
        taking_part=taking_part,
        notices=[*shown.notices, notice],
    )

"""Fewer nodes: around one actor, or the most central; and plain words for what was left out."""

from __future__ import annotations

from graph.tables import GraphTables
from graph.view.errors import ViewError
from graph.view.scores import MEASURES, most_central, score
from graph.view.selection import Selection, find_node, neighbourhood, restrict

EXACT = 1000
"""Of more nodes, betweenness takes too long to choose by; PageRank does it then."""


def reduce(
    whole: Selection, tables: GraphTables, *, focus: str | None, hops: int, top: int, measure: str
) -> Selection:
    """What is shown of a selection.

    Args:
        whole: all there is.
        tables: the graph, for names.
        focus: the actor in the middle, or None.
        hops: how many ties away from it.
        top: at most so many actors.
        measure: the centrality that chooses them.

    Raises:
        ViewError: where a value is out of range or nothing is left.
    """
    if top < 1 or hops < 0:
        raise ViewError("top must be 1 or more and hops 0 or more: give a larger number")
    if measure not in MEASURES:
        raise ViewError(f"measure {measure!r} is unknown: choose from {', '.join(MEASURES)}")
    if not whole.events:
        raise ViewError("no event is left to show: ask for more statuses or a longer period")
    shown, centre = whole, None
    if focus is not None:
        centre = find_node(whole, tables, focus)
        shown = restrict(whole, neighbourhood(whole, centre, hops))
        ties = "tie" if hops == 1 else "ties"
        shown.notices.append(
            f"Only what is within {hops} {ties} of {tables.entities[centre].label} is shown."
            if centre in tables.entities
            else f"Only what is within {hops} {ties} of one event is shown."
        )
    return _most_central(shown, top, measure, centre)


def _most_central(shown: Selection, top: int, measure: str, centre: str | None) -> Selection:
    actors = len(shown.nodes) - len(shown.hubs)
    if actors <= top:
        return shown
    chosen_by = "pagerank" if measure == "betweenness" and len(shown.nodes) > EXACT else measure
    best = most_central(shown, score(shown, chosen_by), top)
    if centre is not None and centre not in best:
        best[-1] = centre
    fewer = restrict(shown, {*best, *shown.hubs})
    gone, events = len(shown.events) - len(fewer.events), len(shown.events)
    fewer.notices.append(
        f"The {top:,} most central of {actors:,} actors are shown, by {MEASURES[chosen_by]}; "
        f"{gone:,} of {events:,} events are left out with the others."
    )
    return fewer

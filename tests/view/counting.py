"""What the page's counter should say, counted from the tables in another way than the page does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from graph.network.rules import load_rules
from graph.tables import EventRow, GraphTables
from graph.view.selection import find_all, select_all


def count(
    tables: GraphTables,
    *,
    without_type: str | None = None,
    passes: Callable[[EventRow], bool] = lambda _: True,
    among: set[str] | None = None,
) -> list[int]:
    """Actors, events and sentences that are left.

    Args:
        tables: a graph that the page shows whole.
        without_type: class of actors that is switched off.
        passes: whether an event passes the other filters.
        among: the nodes in focus, or None for all.
    """
    rules = load_rules()
    found = find_all(tables, rules, level="actor", status=None, since=None, until=None)
    whole = select_all(tables, found)

    def allowed(node: str) -> bool:
        cls = tables.entities[node].type if node in tables.entities else "Event"
        return cls != without_type and (among is None or node in among)

    ends: dict[str, list[bool]] = defaultdict(list)
    for tie in whole.ties:
        ends[tie.event.iri].append(allowed(tie.source) and allowed(tie.target))
    left, actors = [], set()
    for iri, event in whole.events.items():
        nodes = whole.taking_part[iri]
        if passes(event) and (any(ends[iri]) if iri in ends else any(map(allowed, nodes))):
            left.append(event)
            actors.update(node for node in nodes if allowed(node))
    return [len(actors), len(left), sum(len(event.claims) for event in left)]

"""A graph as one HTML file that opens anywhere, without a network.

``render`` gives the page; ``build_view`` the pyvis network behind it, which a notebook displays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from graph.settings import load_settings
from graph.tables import GraphTables
from graph.view.errors import ViewError

if TYPE_CHECKING:
    from graph.view.network import DiplomacyNetwork

__all__ = ["ViewError", "build_view", "render"]


def build_view(
    tables: GraphTables,
    *,
    focus: str | None = None,
    hops: int = 1,
    top: int | None = None,
    since: str | None = None,
    until: str | None = None,
    status: str | Sequence[str] | None = None,
    level: str = "actor",
    measure: str = "pagerank",
    title: str | None = None,
) -> DiplomacyNetwork:
    """The network of a view.

    Args:
        tables: the graph.
        focus: show only what is around this actor: its name, an alias, an ISO code or its IRI.
        hops: how many ties away from it.
        top: show at most so many actors, the most central; ``view_nodes`` of the settings by default.
        since: first date of events, as precise as told; undated events are left out then.
        until: last date, included.
        status: statuses of events to show; all by default.
        level: ``actor``, or ``state`` to count everyone for the state that it represents.
        measure: which centrality chooses and sizes the nodes.
        title: heading of the page.

    Returns:
        a :class:`graph.view.network.DiplomacyNetwork`.

    Raises:
        GraphError: where a value is unknown or nothing is left to show.
    """
    from graph.network.rules import load_rules
    from graph.view.payload import assemble
    from graph.view.reduction import reduce
    from graph.view.scores import score
    from graph.view.selection import find_all, select_all

    if not tables.events:
        raise ViewError("the graph holds no event to show: build it from articles that tell some")
    settings, rules = load_settings(), load_rules()
    found = find_all(tables, rules, level=level, status=status, since=since, until=until)
    whole = select_all(tables, found)
    most = settings.view_nodes if top is None else top
    scores, groups = score(whole, found, tables, rules, measure=measure, seed=settings.layout_seed)
    shown = reduce(whole, tables, scores[measure], focus=focus, hops=hops, top=most, measure=measure)
    heading = title or (f"Around {focus}" if focus else "Who did what to whom")
    return assemble(
        tables, shown, rules, scores=scores, groups=groups, title=heading, measure=measure,
        seed=settings.layout_seed,
    )  # fmt: skip


def render(tables: GraphTables, **options: Any) -> str:
    """The view as one HTML page; the options are those of :func:`build_view`."""
    return build_view(tables, **options).generate_html()

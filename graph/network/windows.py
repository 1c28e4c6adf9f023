"""The same measure in two windows of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from graph.network.errors import check_top
from graph.network.periods import Window, window
from graph.network.projection import project
from graph.network.ranking import RankRow, rank
from graph.network.results import Result
from graph.tables import GraphTables


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A node in two windows; None where it is not in one. A positive ``change`` is a rise in rank."""

    name: str
    type: str
    rank_a: int | None
    value_a: float | None
    rank_b: int | None
    value_b: float | None
    change: int | None
    iri: str


@dataclass(frozen=True, slots=True)
class Comparison(Result):
    """Ranks in two windows, in the order of the second; those that are only in the first come last.

    Attributes:
        measure: its name.
        parameters: of the measure.
        window_a, window_b: first and last date of each.
        graphs: ids of the two networks.
    """

    rows: tuple[ChangeRow, ...]
    measure: str
    parameters: dict[str, Any]
    window_a: tuple[str | None, str | None]
    window_b: tuple[str | None, str | None]
    graphs: tuple[str, str]

    row_type: ClassVar[type] = ChangeRow


def compare(
    tables: GraphTables,
    window_a: Window,
    window_b: Window,
    *,
    measure: str = "pagerank",
    top: int | None = None,
    parameters: dict[str, Any] | None = None,
    **options: Any,
) -> Comparison:
    """Rank the actors in two windows and tell who rose and who fell.

    Args:
        tables: the graph.
        window_a: a period such as ``2024``, ``2024-06/2024-11``, or its first and last date.
        window_b: the later one.
        measure: one of :data:`graph.network.ranking.MEASURES`.
        top: keep who is of so high a rank in either window; None for all.
        parameters: of the measure.
        options: of :func:`graph.network.projection.project`, but for its dates.

    Raises:
        NetworkError: where a window is no period, ``top`` is below 1, or an option is wrong.
    """
    check_top(top)
    spans = [window(window_a), window(window_b)]
    found = [
        rank(
            project(tables, since=since, until=until, **options),
            measure=measure,
            **(parameters or {}),
        )
        for since, until in spans
    ]
    before, after = ({row.iri: row for row in ranking.rows} for ranking in found)
    rows = [_change(before.get(iri), after.get(iri)) for iri in before.keys() | after.keys()]
    kept = [row for row in rows if top is None or min(row.rank_a or top + 1, row.rank_b or top + 1) <= top]
    end = len(rows) + 1
    kept.sort(key=lambda row: (row.rank_b or end, row.rank_a or end, row.name, row.iri))
    return Comparison(
        tuple(kept), measure, found[1].parameters, spans[0], spans[1], (found[0].graph, found[1].graph)
    )


def _change(before: RankRow | None, after: RankRow | None) -> ChangeRow:
    known = after or before
    assert known is not None
    return ChangeRow(
        name=known.name,
        type=known.type,
        rank_a=before.rank if before else None,
        value_a=before.value if before else None,
        rank_b=after.rank if after else None,
        value_b=after.value if after else None,
        change=before.rank - after.rank if before and after else None,
        iri=known.iri,
    )

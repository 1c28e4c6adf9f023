"""What is computed from the tables of a graph, wherever the graph is: the methods that all graphs share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.model import Status
from graph.tables import GraphTables

if TYPE_CHECKING:
    import pandas as pd

    from graph.cards import Card
    from graph.event_table import EventRecord
    from graph.network import Communities, Comparison, DyadSeries, DyadTable, Ranking
    from graph.network.periods import Window
    from graph.network.projection import Network
    from graph.view.network import DiplomacyNetwork
    from graph.wanted import Source


class TabledGraph(ABC):
    """A graph whose rows can be read, all of them or those that a question needs."""

    @property
    @abstractmethod
    def tables(self) -> GraphTables:
        """All rows."""

    @abstractmethod
    def source(self) -> Source | None:
        """Where a part of the graph can be read from; None where all rows are at hand."""

    @abstractmethod
    def export(self, path: Path | str, *, format: str | None = None, **options: Any) -> Path:
        """Write the graph in the format of another program."""

    def event_records(self, *, entity: str | None = None, **filters: Any) -> list[EventRecord]:
        """The events as typed rows.

        Args:
            entity: name, ISO code or id of an entity that has a role in them.
            filters: what is listed, as a network counts it: ``types`` (each stands for the classes below it),
                ``status``, ``since``, ``until`` and the others of :class:`graph.network.filters.Filters`. An
                event lies in a window where all days that its date leaves open do; "2024" is not "since
                November". All by default.

        Raises:
            GraphError: where a filter names what there is not.
        """
        from graph.cards import find_entity
        from graph.event_table import event_records, roles
        from graph.network.filters import Filters, select
        from graph.network.rules import load_rules

        tables = self._part(shown=True, names=(entity,) if entity else (), **filters)
        found = select(tables, Filters.of(**filters), load_rules())
        iri = find_entity(tables, entity).iri if entity else None
        return event_records(
            tables, [event for event, _ in found.events if iri is None or iri in roles(event)]
        )

    def events(self, **filters: Any) -> pd.DataFrame:
        """The events as a data frame, one row each; names stand in tuples.

        Args:
            filters: as for :meth:`event_records`.

        Raises:
            GraphError: where pandas is not installed.
        """
        from dataclasses import asdict

        from graph.event_table import COLUMNS
        from graph.frames import data_frame

        return data_frame(map(asdict, self.event_records(**filters)), COLUMNS)

    def card(self, name: str) -> Card:
        """The knowledge card of an entity.

        Args:
            name: its name, an alias, an ISO code or its id such as ``state/IND``.

        Raises:
            GraphError: where there is none.

        Example:
            >>> card = kg.card("India")
            >>> text = str(card)
        """
        from graph.cards import make_card

        return make_card(self.tables, name)

    def network(self, **options: Any) -> Network:
        """The graph as a NetworkX network; the options are those of :func:`graph.network.project`.

        Example:
            >>> G = kg.network(kind="cooperation", level="state", since="2024")
            >>> claims = {(a, b): data["claims"] for a, b, data in G.edges(data=True)}
        """
        from graph.network import project

        return project(self._counted(**options), **options)

    def rank(
        self,
        *,
        measure: str = "pagerank",
        top: int | None = None,
        parameters: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> Ranking:
        """The entities by centrality.

        Args:
            measure: one of :data:`graph.network.MEASURES`.
            top: how many ranks.
            parameters: of the measure.
            options: of :meth:`network`.

        Example:
            >>> top = kg.rank(measure="betweenness", top=5, level="state")
            >>> frame = top.to_pandas()
        """
        from graph.network import rank

        return rank(self.network(**options), measure=measure, top=top, **(parameters or {}))

    def dyads(
        self, *, between: tuple[str, str] | None = None, by: str = "month", **options: Any
    ) -> DyadSeries | DyadTable:
        """What passed between pairs of actors, or between two of them over time.

        Args:
            between: two actors by name, ISO code or id; left out, the result is a table of all pairs.
            by: ``year``, ``month`` or ``day``.
            options: of :func:`graph.network.dyads`.

        Example:
            >>> pairs = kg.dyads()
            >>> by_year = kg.dyads(between=("India", "Russia"), by="year")
        """
        from graph.network import dyads

        return dyads(self._counted(names=between or (), **options), between=between, by=by, **options)

    def compare(
        self, window_a: Window, window_b: Window, *, measure: str = "pagerank", **options: Any
    ) -> Comparison:
        """Who rose and who fell from one window of time to another.

        Args:
            window_a: a period such as ``2024`` or ``2024-06/2024-11``, or its first and last date.
            window_b: the later one.
            measure: one of :data:`graph.network.MEASURES`.
            options: of :func:`graph.network.compare`.

        Example:
            >>> change = kg.compare("2022/2023", "2024", level="state")
        """
        from graph.network import compare
        from graph.network.periods import around

        since, until = around(window_a, window_b)
        tables = self._counted(since=since, until=until, **options)
        return compare(tables, window_a, window_b, measure=measure, **options)

    def communities(
        self, *, method: str = "louvain", resolution: float = 1.0, seed: int = 0, **options: Any
    ) -> Communities:
        """The entities in communities.

        Args:
            method: ``louvain``, ``greedy`` or ``leiden``.
            resolution: above 1 for smaller communities.
            seed: of the order in which nodes are visited.
            options: of :meth:`network`.

        Example:
            >>> groups = kg.communities(level="state", seed=1)
        """
        from graph.network import communities

        return communities(self.network(**options), method=method, resolution=resolution, seed=seed)

    def view(self, **options: Any) -> DiplomacyNetwork:
        """The network as a view that a notebook shows and ``write_html`` saves.

        Args:
            options: of :func:`graph.view.build_view`.

        Example:
            >>> view = kg.view(focus="India", hops=1)
            >>> view.write_html("india.html")
        """
        from graph.view import build_view

        return build_view(self.tables, **options)

    def _counted(self, **options: Any) -> GraphTables:
        """The rows that a network counts, with the network's own choice of statuses."""
        from graph.network.projection import DEFAULT_STATUS

        return self._part(**({"status": DEFAULT_STATUS} | options))

    def _part(
        self,
        *,
        shown: bool = False,
        names: Sequence[str] = (),
        status: str | Sequence[str] | None = None,
        since: str | None = None,
        until: str | None = None,
        sources: str | Sequence[str] | None = None,
        kind: str | None = None,
        **_others: Any,
    ) -> GraphTables:
        """The rows that a question needs; all where they are at hand, and where articles are what it is about."""
        from graph.network import filters
        from graph.network.periods import bounds
        from graph.wanted import Wanted, read_part

        source = self.source()
        if source is None or kind == "articles":
            return self.tables
        first, last = bounds(since, until)
        statuses = filters.names(status)
        if statuses and not set(statuses) <= set(Status):
            statuses = None  # told later, with those that there are
        wanted = Wanted(
            status=statuses,
            since=first.isoformat() if first else None,
            until=last.isoformat() if last else None,
            shown=shown,
            sources=sources is not None,
            names=tuple(names),
        )
        return read_part(source, wanted)

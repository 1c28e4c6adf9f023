"""Networks that mean something: projections of the graph, measures, communities, pairs over time."""

from __future__ import annotations

from graph.network.errors import NetworkError
from graph.network.groups import Communities, communities
from graph.network.projection import DEFAULT_STATUS, KINDS, graph_id, project
from graph.network.ranking import MEASURES, Ranking, rank
from graph.network.series import DyadSeries, DyadTable, dyads
from graph.network.signs import Balance, Reciprocity, balance, reciprocity
from graph.network.windows import Comparison, compare

__all__ = [
    "DEFAULT_STATUS",
    "KINDS",
    "MEASURES",
    "Balance",
    "Communities",
    "Comparison",
    "DyadSeries",
    "DyadTable",
    "NetworkError",
    "Ranking",
    "Reciprocity",
    "balance",
    "communities",
    "compare",
    "dyads",
    "graph_id",
    "project",
    "rank",
    "reciprocity",
]

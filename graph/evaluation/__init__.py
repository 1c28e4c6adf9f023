"""How good a graph is: its measures by gold, and the lexicon's own examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from graph.evaluation.evaluation import Evaluation
    from graph.tables import GraphTables


def evaluate(tables: GraphTables, gold: Path | str) -> Evaluation:
    """Hold a graph against gold; see :func:`graph.evaluation.evaluation.evaluate`."""
    from graph.evaluation import evaluation

    return evaluation.evaluate(tables, gold)

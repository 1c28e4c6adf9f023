"""Train tagger, morphologizer and parser."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from spacy.language import Language

import graph.training.corpora  # noqa: F401
from graph.training.loop import run_training

# Training on: the batches at full size from the start, a third of the first peak rate.
_ON: dict[str, object] = {
    "training.eval_frequency": 250,
    "training.batcher.size.start": 1500,
    "training.optimizer.learn_rate.initial_rate": 0.0005,
    "training.optimizer.learn_rate.warmup_steps": 60,
}
MASKED: dict[str, object] = {"system.seed": 1, "corpora.train.masks": 0.4, "training.eval_frequency": 350}


def selftrained(agreed: Path) -> dict[str, object]:
    """What to set in order to draw on sentences that two parsers agree on, beside the treebanks."""
    return {"system.seed": 1, "corpora.train.agreed": str(agreed), "corpora.train.share": 0.3}


def train_syntax(data: Path, out: Path, *, steps: int) -> Language:
    """Train from the treebanks below ``data/ud`` and write the best weights to ``out``."""
    return run_training("syntax", out, _treebanks(data, steps))


def train_on(
    data: Path, start: Path, out: Path, *, steps: int, variant: Mapping[str, object] | None = None
) -> Language:
    """Train the pipeline saved in ``start`` on, and write the best weights to ``out``.

    Args:
        data: the folder with ``ud/``.
        start: a saved pipeline.
        out: the folder to write to.
        steps: how long.
        variant: what to set in the config besides, such as :data:`MASKED` or what :func:`selftrained` returns.
    """
    return run_training("syntax", out, _treebanks(data, steps) | _ON | dict(variant or {}), start=start)


def _treebanks(data: Path, steps: int) -> dict[str, object]:
    ud = data / "ud"
    return {
        "paths.train": [str(ud / "ewt-train.conllu"), str(ud / "gum-open-train.conllu")],
        "paths.dev": [str(ud / "ewt-dev.conllu"), str(ud / "gum-open-dev.conllu")],
        "training.max_steps": steps,
    }

"""Train tagger, morphologizer and parser."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language

import graph.training.corpora  # noqa: F401
from graph.training.loop import run_training


def train_syntax(data: Path, out: Path, *, steps: int) -> Language:
    """Train from the treebanks below ``data/ud`` and write the best weights to ``out``."""
    ud = data / "ud"
    values: dict[str, object] = {
        "paths.train": [str(ud / "ewt-train.conllu"), str(ud / "gum-open-train.conllu")],
        "paths.dev": [str(ud / "ewt-dev.conllu"), str(ud / "gum-open-dev.conllu")],
        "training.max_steps": steps,
    }
    return run_training("syntax", out, values)

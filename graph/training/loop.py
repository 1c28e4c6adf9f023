"""Run spaCy's training loop from one of the packaged configs."""

from __future__ import annotations

import sys
from pathlib import Path

from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config

import graph.language.clusters
import graph.language.tokenizer  # noqa: F401
from graph.language.ops import use_gemm

CONFIGS = Path(__file__).parent / "configs"


def run_training(name: str, out: Path, values: dict[str, object], start: Path | None = None) -> Language:
    """Train by the config of a name and write ``model-best`` and ``model-last`` to ``out``.

    Args:
        name: a file in ``configs`` without its ending.
        out: the folder to write to.
        values: what to set in the config, by dotted name.
        start: a saved pipeline whose components are trained further, instead of new ones.
    """
    use_gemm("numpy")
    out.mkdir(parents=True, exist_ok=True)
    config = load_config(CONFIGS / f"{name}.cfg", overrides=values)
    if start is not None:
        config["components"] = {part: {"source": str(start)} for part in config["components"]}
    nlp = init_nlp(config)
    # Streaming (-1) draws new variants in every epoch, but spaCy would then collect the labels from the
    # first hundred documents only: so the model is made with the whole corpus and streams after that.
    nlp.config["training"]["max_epochs"] = -1
    train(nlp, out, stdout=sys.stdout, stderr=sys.stderr)
    return nlp

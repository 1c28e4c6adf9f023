"""The mean of the weights of pipelines that were trained on from the same start."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language

import graph.language.clusters
import graph.language.tokenizer  # noqa: F401
from graph.language.ops import use_gemm


def average(folders: Sequence[Path], out: Path) -> Language:
    """Write a pipeline whose every weight is the mean of the saved ones' weights.

    Such a mean is often better than each of them (Wortsman et al. 2022, "Model soups: averaging weights of multiple
    fine-tuned models improves accuracy without increasing inference time"); they must have one start.

    Args:
        folders: saved pipelines of the same components.
        out: the folder to write, which is replaced.
    """
    use_gemm("numpy")
    pipelines = [spacy.load(folder) for folder in folders]
    first = pipelines[0]
    for name in first.pipe_names:
        models = [getattr(nlp.get_pipe(name), "model", None) for nlp in pipelines]
        if models[0] is None:
            continue
        for nodes in zip(*(model.walk() for model in models if model is not None), strict=True):
            for parameter in nodes[0].param_names:
                if nodes[0].has_param(parameter):
                    values = [node.get_param(parameter).astype("float64") for node in nodes]
                    nodes[0].set_param(parameter, np.mean(values, axis=0).astype("float32"))
    if out.exists():
        shutil.rmtree(out)
    first.to_disk(out)
    return first

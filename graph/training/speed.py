"""How fast a pipeline is, as ratios measured in one run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from spacy.language import Language
from spacy.vocab import Vocab

from graph.language import load_pipeline, register_components
from graph.language.ops import use_gemm
from graph.training.conllu import read_docs


def rate(nlp: Language, texts: list[str], *, repeats: int = 3) -> float:
    """Tokens a second of processor time, each text parsed alone; the best of some repeats."""
    rates = []
    for _ in range(repeats):
        start = time.process_time()
        tokens = sum(len(nlp(text)) for text in texts)
        rates.append(tokens / (time.process_time() - start))
    return max(rates)


def measure(weights: Path, texts: list[str]) -> dict[str, float]:
    """The rates of the whole pipeline and of its parser alone, with either matrix product.

    thinc's product comes first: once numpy's is registered, every later load uses it.
    """
    import spacy

    use_gemm("thinc")
    with_thinc = rate(spacy.load(weights), texts)
    nlp = load_pipeline(str(weights))
    use_gemm("numpy")
    whole = rate(nlp, texts)
    with nlp.select_pipes(enable=["parser"]):
        parser = rate(nlp, texts)
    return {
        "tokens_per_second": round(whole),
        "whole_to_parser_alone": round(whole / parser, 3),
        "numpy_to_thinc_gemm": round(whole / with_thinc, 3),
    }


def measure_apart(weights: Path, treebank: Path) -> dict[str, float]:
    """:func:`measure` on a treebank's text, in a process of its own where no product is registered yet.

    It has one thread: processor time would count the waiting of further ones.
    """
    command = [sys.executable, "-m", "graph.training.speed", str(weights), str(treebank)]
    threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **threads})
    scores: dict[str, float] = json.loads(done.stdout)
    return scores


def main() -> None:
    """Print the measures of a pipeline on a treebank's text."""
    weights, treebank = Path(sys.argv[1]), Path(sys.argv[2])
    docs = read_docs(Vocab(), treebank, size=20, break_rate=0.0, seed=0)
    register_components()
    print(json.dumps(measure(weights, [doc.text for doc in docs])))


if __name__ == "__main__":
    main()

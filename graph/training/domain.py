"""The domain corpus: sentences in our own words, with their names marked."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

from graph.language import register_components
from graph.training.marked import Marked, read_marked

CORPUS = Path(__file__).parent / "corpus"
# Sentences of the domain corpus alternate in blocks, so that the dev part is of every genre.
BLOCK = 10


def domain_parts() -> tuple[list[Marked], list[Marked]]:
    """The domain corpus's training sentences and, every tenth block of them, those to watch training with."""
    parts: tuple[list[Marked], list[Marked]] = ([], [])
    for path in sorted(CORPUS.glob("train-*.txt")):
        for index, sentence in enumerate(read_marked(path)):
            parts[index // BLOCK % 10 == 9].append(sentence)
    return parts


def blank_pipeline() -> Language:
    """An English pipeline with the shipped tokenizer and no component."""
    register_components()
    return spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "graph.Tokenizer.v1"}}})

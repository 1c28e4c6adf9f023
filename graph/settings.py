"""Settings: one file of defaults, typed. ``default.toml`` explains each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """The values of ``default.toml``.

    Attributes:
        gemm: whose matrix product the pipeline uses, ``numpy`` or ``thinc``.
        max_token_length: characters of the longest run that the tokenizer is given whole.
        parsed_characters: how much of a text is parsed at once.
        article_seconds: how long a worker may read 100,000 characters of an article.
        file_seconds: how long a web page or PDF file may take to be read.
        file_megabytes: how much memory that may take.
        query_seconds: how long a query may run.
        query_rows: how many rows a query may return.
        view_nodes: how many nodes the first view of a graph shows.
        layout_seed: of the layout's random start.
    """

    gemm: str
    max_token_length: int
    parsed_characters: int
    article_seconds: float
    file_seconds: float
    file_megabytes: int
    query_seconds: float
    query_rows: int
    view_nodes: int
    layout_seed: int


@cache
def load_settings() -> Settings:
    """The packaged defaults."""
    values = tomllib.loads((Path(__file__).parent / "default.toml").read_text(encoding="utf8"))
    return Settings(**values)

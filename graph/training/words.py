"""The word lists of ``words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def _lists() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf8"))


@cache
def word_list(name: str) -> frozenset[str]:
    """One list of the file."""
    return frozenset(word.replace("_", " ") for word in _lists()[name].split())

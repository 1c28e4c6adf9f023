"""The word lists and patterns of ``ontology/boilerplate.toml``, typed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import KnowledgeError
from graph.resources import ontology_dir

MAX_CHARACTERS = 800
"""No pattern is tried on a longer paragraph."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern: paragraphs of at most ``words`` words that match it are left out for ``reason``.

    ``end`` marks a rule that holds at the end of an article only.
    """

    reason: str
    regex: re.Pattern[str]
    words: int
    end: bool


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """What stands beside articles on news pages. ``ontology/boilerplate.toml`` explains each field."""

    navigation: frozenset[str]
    endings: frozenset[str]
    legend_marks: str
    bullets: str
    leads_on: frozenset[str]
    date_labels: frozenset[str]
    english: frozenset[str]
    english_share: float
    english_words: int
    heading_words: int
    title_words: int
    body_words_before_ending: int
    repeat_words: int
    repeat_share: float
    pull_quote_share: float
    teaser_words: int
    rules: tuple[Rule, ...]

    def reason(self, text: str, *, end: bool = False) -> str | None:
        """Why a paragraph is no part of an article by the patterns alone, or None.

        Args:
            text: the paragraph.
            end: whether it is the last one, so that the patterns for the end hold too.
        """
        if len(text) > MAX_CHARACTERS:
            return None
        flat = " ".join(text.split())
        words = flat.count(" ") + 1
        for rule in self.rules:
            if words <= rule.words and (end or not rule.end) and rule.regex.search(flat):
                return rule.reason
        return None


def _rule(row: dict[str, Any]) -> Rule:
    return Rule(row["reason"], re.compile(row["regex"], re.IGNORECASE), row["words"], row.get("end", False))


@cache
def load_boilerplate(path: Path | None = None) -> Boilerplate:
    """Read the lists, once.

    Args:
        path: another file of the same form; by default that of the ontology.

    Raises:
        KnowledgeError: where the file is missing, is not TOML or lacks a field.
    """
    path = path or ontology_dir() / "boilerplate.toml"
    try:
        values = tomllib.loads(path.read_text(encoding="utf8"))
        rules = tuple(_rule(row) for row in values.pop("pattern"))
        lists: dict[str, Any] = {key: frozenset(v) if isinstance(v, list) else v for key, v in values.items()}
        return Boilerplate(rules=rules, **lists)
    except (OSError, ValueError, KeyError, TypeError, re.error) as error:
        raise KnowledgeError(f"the lists of page furniture cannot be read: {error}", path=path) from error

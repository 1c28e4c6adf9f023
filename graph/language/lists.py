"""Known names: what lists say of a name that the recogniser found, over what it guessed.

Whether an unfamiliar name is a town's or a province's can seldom be read from the sentence. The table holds
names with one label each: those of the ontology's actors, which are believed against most guesses, and
towns, provinces and peoples of the world, which are believed only against other guesses of a place or a
people. It is made by ``graph.training.gazetteer`` and saved with the pipeline.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping

# Guesses that a place's or people's name overrules: the first are of its own kind.
PLACE_GUESSES = frozenset({"STATE", "CITY", "REGION", "FAC", "NORP"})
# Guesses that no list overrules: people are called like towns, and dates are no names.
SURE_GUESSES = frozenset({"DATE", "QUANTITY"})


class NameLists:
    """Names by label, and what they say of an entity.

    Args:
        actors: label by name of the ontology's actors.
        places: label by name of towns, provinces and peoples.
        others: labels by name, parted by blanks, of the names that were listed for the training. These never
            overrule; the reader of kinds weighs them.
    """

    def __init__(
        self,
        actors: Mapping[str, str] | None = None,
        places: Mapping[str, str] | None = None,
        others: Mapping[str, str] | None = None,
    ) -> None:
        self.actors = dict(actors or {})
        self.places = dict(places or {})
        self.others = dict(others or {})

    def label(self, text: str, guess: str) -> str:
        """The label of an entity, from its text and the best guess of its label."""
        if guess in SURE_GUESSES:
            return guess
        for spelling in _spellings(text):
            known = self.actors.get(spelling)
            if known is not None:
                return guess if guess == "PERSON" and " " not in spelling else known
            known = self.places.get(spelling)
            if known is not None and guess in PLACE_GUESSES:
                return known
        return guess

    def codes(self, text: str) -> tuple[int, ...]:
        """What each table says of a name as a number, 0 for nothing."""
        return tuple(_code(table, text) for table in (self.others, self.actors, self.places))

    def to_bytes(self) -> bytes:
        """The tables; the same bytes for the same content."""
        tables = [dict(sorted(table.items())) for table in (self.actors, self.places, self.others)]
        return json.dumps([_by_label(table) for table in tables], ensure_ascii=False).encode()

    def from_bytes(self, data: bytes) -> NameLists:
        """Read what :meth:`to_bytes` wrote."""
        tables = json.loads(data)
        self.actors, self.places, self.others = (
            {name: label for label, names in table.items() for name in names} for table in tables
        )
        return self


def _spellings(text: str) -> tuple[str, ...]:
    """The name as written and, of one in capitals, its usual spelling."""
    return (text, text.title()) if text.isupper() and len(text) > 4 else (text,)


def _code(table: Mapping[str, str], text: str) -> int:
    for spelling in _spellings(text):
        if spelling in table:
            return zlib.crc32(table[spelling].encode()) + 1
    return 0


def _by_label(table: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, label in table.items():
        found.setdefault(label, []).append(name)
    return dict(sorted(found.items()))

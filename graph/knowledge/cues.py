"""The closed word lists of ``ontology/cues.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from graph.errors import KnowledgeError


class Cues:
    """Word lists by table and name; every list is a set of lemmas in lower case.

    Args:
        tables: the parsed file: table name, list name, words separated by spaces.
    """

    def __init__(self, tables: dict[str, dict[str, str]]) -> None:
        self._lists = {
            (table, name): frozenset(word.replace("_", " ") for word in words.split())
            for table, lists in tables.items()
            for name, words in lists.items()
        }
        self._classes: dict[str, dict[str, str]] = {table: {} for table in tables}
        for (table, name), words in self._lists.items():
            for word in words:
                self._classes[table].setdefault(word, name)

    def words(self, table: str, name: str) -> frozenset[str]:
        """One list. A missing one is a fault of the file, so it raises :class:`KnowledgeError`."""
        try:
            return self._lists[table, name]
        except KeyError:
            raise KnowledgeError(f"cues.toml lacks the list {table}.{name}: restore it") from None

    def classes(self, table: str) -> Mapping[str, str]:
        """A table whose list names are classes, turned round: word to class, the first class winning."""
        return self._classes[table]


def load_cues(folder: Path) -> Cues:
    """Read ``cues.toml``.

    Raises:
        KnowledgeError: where the file is missing or is no TOML.
    """
    path = folder / "cues.toml"
    try:
        return Cues(tomllib.loads(path.read_text(encoding="utf8")))
    except (OSError, tomllib.TOMLDecodeError, AttributeError) as error:
        raise KnowledgeError(f"not a table of word lists ({error}): mend or restore it", path=path) from error

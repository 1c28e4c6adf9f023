"""A user's own decisions on names, kept in ``overrides.toml`` of a graph folder; they win over every rule.

Each is a table of the file::

    [[same]]                        # one node for both; `as` is a name or a node's id such as "state/IND"
    name = "S. Lavrov"
    as = "Sergei Lavrov"

    [[different]]                   # never one node
    name = "Arjun Singh"
    as = "A. Singh"

    [[rename]]                      # the name to be shown
    name = "Saint Petersburg"
    to = "St Petersburg"

    [[type]]                        # the class it belongs to
    name = "Sudarium"
    to = "Company"

    [[drop]]                        # not an entity at all
    article = "wire/0042.txt"       # in any of them: this article only
    name = "Monday"

With ``offset`` beside ``article``, a decision holds for the entity named at that character alone.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graph.errors import StoreError
from graph.knowledge.ontology import Ontology
from graph.linking.names import fold
from graph.model import Entity

EXAMPLE = """\
# Decisions on names that win over every rule. Each is a table; take the number signs away to use it.
#
# [[same]]                    # one node for both; `as` is a name, or a node's id such as "state/IND"
# name = "S. Lavrov"
# as = "Sergei Lavrov"
#
# [[different]]               # never one node
# name = "Arjun Singh"
# as = "A. Singh"
#
# [[rename]]                  # the name to be shown
# name = "Saint Petersburg"
# to = "St Petersburg"
#
# [[type]]                    # the class it belongs to
# name = "Sudarium"
# to = "Company"
#
# [[drop]]                    # not an entity at all
# name = "Monday"
# article = "wire/0042.txt"   # in any of them: this article only; with `offset`, the name at that character
"""
_NEEDED = {"same": "as", "different": "as", "rename": "to", "type": "to", "drop": None}
PAIRS = ("same", "different")
"""The kinds of decisions on two names."""
_FIELDS = {"article": str, "name": str, "as": str, "to": str, "offset": int}


@dataclass(frozen=True, slots=True)
class Override:
    """One decision.

    Attributes:
        kind: ``same``, ``different``, ``rename``, ``type`` or ``drop``.
        name: the entity's name or one of its aliases; letters' case and accents do not count.
        value: the other name, the new name or the class; empty for ``drop``.
        article: the only article it holds for, or None.
        offset: a character of one of the entity's mentions, or None.
    """

    kind: str
    name: str
    value: str = ""
    article: str | None = None
    offset: int | None = None

    def concerns(self, article: str, entity: Entity) -> bool:
        """Whether the decision is about this entity of this article."""
        if self.article not in (None, article):
            return False
        if self.offset is not None:
            return any(mention.start <= self.offset < mention.end for mention in entity.mentions)
        return fold(self.name) in {fold(entity.name), *map(fold, entity.aliases)}

    def to_toml(self) -> str:
        """The table of the file, ending in an empty line."""
        key = _NEEDED[self.kind]
        pairs = {"article": self.article, "name": self.name, "offset": self.offset, key: self.value}
        kept = [f"{key} = {_toml(value)}" for key, value in pairs.items() if key and value is not None]
        return "\n".join([f"[[{self.kind}]]", *kept]) + "\n\n"


def _toml(value: str | int) -> str:
    """A TOML value; what UTF-8 cannot hold becomes U+FFFD."""
    plain = value if isinstance(value, int) else value.encode("utf8", "replace").decode("utf8")
    return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_overrides(path: Path) -> tuple[Override, ...]:
    """The decisions of a file, in its order; none where there is no such file.

    Raises:
        StoreError: where it is not TOML or a table has an unknown or missing field.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf8"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        raise StoreError(f"cannot be read ({error}): mend the file", path=path) from error
    found = []
    for kind, rows in tables.items():
        if kind not in _NEEDED or not isinstance(rows, list):
            known = ", ".join(f"[[{name}]]" for name in _NEEDED)
            raise StoreError(f"unknown table {kind!r}: use {known}", path=path)
        found += [_override(kind, row, path) for row in rows]
    return tuple(found)


def check_classes(overrides: Iterable[Override], ontology: Ontology) -> None:
    """Do nothing where every decision on a class names a class of entities.

    Raises:
        StoreError: where one does not.
    """
    for each in overrides:
        if each.kind == "type" and not ontology.is_a(each.value, "Entity"):
            fault = f"[[type]] of {each.name!r}: {each.value!r} is no class of entities"
            raise StoreError(f"{fault}: name one such as Company", path="overrides.toml")


def _override(kind: str, row: object, path: Path) -> Override:
    if not isinstance(row, dict):
        raise StoreError(f"[[{kind}]] must be a table", path=path)
    for field, value in row.items():
        if type(value) is not _FIELDS.get(field):
            raise StoreError(f"[[{kind}]] has a wrong field {field!r}: see the documentation", path=path)
    other = _NEEDED[kind]
    needed = {"article" if "offset" in row else "name", *([other] if other else [])}
    if missing := sorted(needed - row.keys()):
        raise StoreError(f"[[{kind}]] lacks {missing[0]!r}: add it", path=path)
    value = str(row[other]) if other else ""
    return Override(kind, str(row.get("name", "")), value, row.get("article"), row.get("offset"))

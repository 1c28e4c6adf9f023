"""The event lexicon: trigger words, what must hold for them, and the role of each argument.

A lexicon file is tab-separated with a header. Its columns: ``lemma``, ``pos`` (verb, noun, adj),
``class``, ``when``, ``roles``, ``plover``, ``goldstein``, ``source``, ``yes``, ``no``. ``ontology/README.md``
explains the small language of ``when`` and ``roles``; ``yes`` and ``no`` are example sentences that the
tests run.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import KnowledgeError

COLUMNS = ("lemma", "pos", "class", "when", "roles", "plover", "goldstein", "source", "yes", "no")
POS = frozenset({"verb", "noun", "adj"})
ROLES = frozenset({"actor", "target", "participant", "place", "concerns", "theme"})


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold before a row fires.

    Attributes:
        slot: the grammatical slot, such as ``obj`` or ``with``.
        words: lemmas one of which must head the slot's filler; empty for any.
        classes: classes one of which the filling entity must have; empty for any.
        negated: True where the condition must not hold.
    """

    slot: str
    words: frozenset[str]
    classes: frozenset[str]
    negated: bool


@dataclass(frozen=True, slots=True)
class RoleRule:
    """The first of ``slots`` that holds an entity fills ``role``."""

    slots: tuple[str, ...]
    role: str


@dataclass(frozen=True, slots=True)
class Frame:
    """One row: a trigger word in one sense.

    Attributes:
        id: ``lemma.pos.Class`` and a number where several rows share it.
        lemma, pos, event_class: the trigger and the class it tells.
        when: conditions, all of which must hold.
        roles: how the grammatical slots fill the roles.
        plover: PLOVER root where it is not the class's own; ``none`` for no root at all.
        goldstein: Goldstein value where it is not the class's own.
        source: where the row's facts come from.
        yes, no: an example that fires and one with the same word that does not.
    """

    id: str
    lemma: str
    pos: str
    event_class: str
    when: tuple[Condition, ...]
    roles: tuple[RoleRule, ...]
    plover: str | None
    goldstein: float | None
    source: str
    yes: str
    no: str

    @property
    def set_phrase(self) -> bool:
        """Whether the trigger tells the event only with certain words as its object ("take aim")."""
        return any(each.slot == "obj" and each.words and not each.negated for each in self.when)


class Lexicon:
    """All frames, in order, by trigger.

    Args:
        frames: the rows; of two that fit one trigger, the earlier wins.
    """

    def __init__(self, frames: Iterable[Frame]) -> None:
        self.frames = tuple(frames)
        self._by_trigger: dict[tuple[str, str], list[Frame]] = defaultdict(list)
        for frame in self.frames:
            self._by_trigger[frame.lemma, frame.pos].append(frame)

    def frames_for(self, lemma: str, pos: str) -> Sequence[Frame]:
        """The frames of a trigger, the narrow ones first."""
        return self._by_trigger.get((lemma, pos), ())


def parse_condition(text: str) -> Condition:
    """Read one condition: ``SLOT``, ``SLOT=word|word``, ``SLOT:Class|Class``, each with ``!`` to negate it."""
    negated = text.startswith("!")
    body = text.removeprefix("!")
    slot, _, words = body.partition("=")
    slot, _, classes = slot.partition(":")
    return Condition(
        slot,
        frozenset(filter(None, words.replace("_", " ").split("|"))),
        frozenset(filter(None, classes.split("|"))),
        negated,
    )


def parse_role(text: str) -> RoleRule:
    """Read one rule ``SLOT|SLOT>ROLE``; raises ValueError for an unknown role."""
    slots, arrow, role = text.partition(">")
    if not arrow or role not in ROLES or not slots:
        raise ValueError(f"role rule {text!r} is not SLOT|SLOT>ROLE with a role of {sorted(ROLES)}")
    return RoleRule(tuple(slots.split("|")), role)


def _frame(row: dict[str, str], number: int) -> Frame:
    if row["pos"] not in POS:
        raise ValueError(f"pos {row['pos']!r} is not one of {sorted(POS)}")
    goldstein = float(row["goldstein"]) if row["goldstein"] else None
    if goldstein is not None and not (math.isfinite(goldstein) and -10 <= goldstein <= 10):
        raise ValueError(f"goldstein {row['goldstein']!r} is not between -10 and 10")
    suffix = f".{number}" if number > 1 else ""
    return Frame(
        id=f"{row['lemma']}.{row['pos']}.{row['class']}{suffix}",
        lemma=row["lemma"],
        pos=row["pos"],
        event_class=row["class"],
        when=tuple(parse_condition(part) for part in row["when"].split()),
        roles=tuple(parse_role(part) for part in row["roles"].split()),
        plover=row["plover"] or None,
        goldstein=goldstein,
        source=row["source"],
        yes=row["yes"],
        no=row["no"],
    )


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of one file, each with its line and its values by column.

    Raises:
        KnowledgeError: where the file cannot be read, or a row does not have the columns.
    """
    try:
        lines = path.read_text(encoding="utf8").splitlines()
    except OSError as error:
        raise KnowledgeError(f"cannot be read ({error.strerror}): check the path", path=path) from error
    except UnicodeDecodeError as error:
        raise KnowledgeError("is not UTF-8: save it as UTF-8", path=path) from error
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered or tuple(numbered[0][1].split("\t")) != COLUMNS:
        raise KnowledgeError(f"the first line must name the columns {' '.join(COLUMNS)}", path=path, line=1)
    for number, line in numbered[1:]:
        values = line.split("\t")
        if len(values) != len(COLUMNS):
            raise KnowledgeError(f"has {len(values)} columns, not {len(COLUMNS)}", path=path, line=number)
        yield number, {name: value.strip() for name, value in zip(COLUMNS, values, strict=True)}


def read_lexicon_file(path: Path) -> list[Frame]:
    """The frames of one file.

    Raises:
        KnowledgeError: naming file, line and fault, where a row cannot be read.
    """
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    frames = []
    for number, row in read_rows(path):
        key = (row["lemma"], row["pos"], row["class"])
        counts[key] += 1
        try:
            frames.append(_frame(row, counts[key]))
        except ValueError as error:
            raise KnowledgeError(str(error), path=path, line=number) from error
    return frames


def load_lexicon(folder: Path, extra: Sequence[Path] = ()) -> Lexicon:
    """The user's files first, so that they win, then those of ``ontology/lexicon``.

    Args:
        folder: the ontology's folder.
        extra: further files of the same form.
    """
    paths = [*extra, *sorted((folder / "lexicon").glob("*.tsv"))]
    return Lexicon(frame for path in paths for frame in read_lexicon_file(path))

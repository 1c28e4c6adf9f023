"""The counts of an evaluation, and what was missed."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Miss:
    """Something missed, unexplained or wrong.

    Attributes:
        article: the gold file's name.
        kind: such as ``missing event``, ``unexplained entity`` or ``wrong`` (a negative that fired).
        what: what it is, in one line.
        quote: the evidence, or nothing.
    """

    article: str
    kind: str
    what: str
    quote: str = ""


@dataclass(slots=True)
class Counts:
    """The counts of one article, or of several together.

    Attributes:
        totals: by name, such as ``event_hit``.
        classes: the counts of each event class.
        misses: what is missed, in the order in which it was met.
    """

    totals: Counter[str] = field(default_factory=Counter)
    classes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    misses: list[Miss] = field(default_factory=list)

    def add(self, other: Counts) -> None:
        """Add another article's counts."""
        self.totals.update(other.totals)
        for name, counts in other.classes.items():
            self.classes[name].update(counts)
        self.misses.extend(other.misses)

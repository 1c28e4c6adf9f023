"""What a build did, and its summary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.articles import Skipped


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did and what the graph holds now. What may be long lies on disk.

    Attributes:
        path: the graph folder.
        articles: how many articles the graph holds.
        read: ids of those read by the pipeline this time.
        removed: ids of those taken out this time.
        entities: how many entities there are.
        events: how many events of each status.
        tenures, relations: how many of each.
        doubtful: how many decisions of linking a human should look at.
        set_aside: how many claims failed a check.
        skipped: what was no readable article.
        resumed: whether an interrupted build was completed.
        seconds: how long it took.
    """

    path: Path
    articles: int
    read: Sequence[str]
    removed: Sequence[str]
    entities: int
    events: dict[str, int]
    tenures: int
    relations: int
    doubtful: int
    set_aside: int
    skipped: Sequence[Skipped] = ()
    resumed: bool = False
    seconds: float = 0.0

    def __str__(self) -> str:
        """The summary in a few lines."""
        statuses = ", ".join(f"{count} {status.lower()}" for status, count in self.events.items())
        total = sum(self.events.values())
        lines = [
            f"{self.path}: {self.articles} articles ({len(self.read)} read, {len(self.removed)} removed)",
            f"  entities   {self.entities}",
            f"  events     {total}{f' ({statuses})' if statuses else ''}",
            f"  positions  {self.tenures}",
            f"  relations  {self.relations}",
            f"  set aside  {self.set_aside} claims, {len(self.skipped)} files",
            *(f"             {count} {reason}" for reason, count in self.reasons()),
            f"  doubtful   {self.doubtful} links",
            f"  seconds    {self.seconds:.1f}{self._rate()}",
        ]
        return "\n".join(lines)

    def reasons(self) -> list[tuple[str, int]]:
        """Why files and rows were skipped, the most frequent reason first; names and numbers are left out."""
        found = Counter(_kind(each.reason) for each in self.skipped)
        return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))

    def _rate(self) -> str:
        if not self.read or not self.seconds:
            return ""
        return f" ({len(self.read) / self.seconds:.1f} articles a second)"


def _kind(reason: str) -> str:
    head = re.split(r"[:;(]| as (?=\S+$)", reason, maxsplit=1)[0]
    return re.sub(r"\d+(?:\.\d+)?", "…", head).strip()

"""What a build did, and its summary."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.articles import Skipped


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did and what the graph holds now.

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
    read: tuple[str, ...]
    removed: tuple[str, ...]
    entities: int
    events: dict[str, int]
    tenures: int
    relations: int
    doubtful: int
    set_aside: int
    skipped: tuple[Skipped, ...] = ()
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
            f"  doubtful   {self.doubtful} links",
            f"  seconds    {self.seconds:.1f}",
        ]
        return "\n".join(lines)

"""What a graph folder holds and how its last build ended, without opening the graph."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from graph.errors import StoreError
from graph.store import ASIDE, GRAPH, MANIFEST, GraphFolder
from graph.text import plural


@dataclass(frozen=True, slots=True)
class FolderStatus:
    """The state of a graph folder.

    Attributes:
        path: the folder.
        state: ``complete``, ``running`` (a build writes here now) or ``unfinished``.
        records: how many articles have a record.
        in_graph: how many of them the graph of the last complete build holds.
        counts: how many of each thing that graph holds.
        versions: program, pipeline and ontology of its records, with how many each made.
        built: when the last complete build ended, by this machine's clock; None where none did.
        sizes: bytes of ``graph``, ``records`` and ``everything``.
        aside: why claims were set aside, with how many for each reason.
    """

    path: Path
    state: str
    records: int
    in_graph: int
    counts: dict[str, int]
    versions: tuple[tuple[str, int], ...]
    built: datetime | None
    sizes: dict[str, int]
    aside: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        """A few lines."""
        fix = "; build again to complete it" if self.state == "unfinished" else ""
        events = sum(count for name, count in self.counts.items() if name.startswith("events."))
        sizes = ", ".join(f"{name} {_bytes(size)}" for name, size in self.sizes.items())
        waiting = f", {self.in_graph} of them in the graph" if self.in_graph != self.records else ""
        lines = [
            f"{self.path}: {self.state}{fix}",
            f"  records     {self.records}{waiting}",
            f"  graph       {self.counts.get('entities', 0)} entities, {events} events",
            f"  last build  {self.built.isoformat(' ', 'minutes') if self.built else 'none was completed'}",
            f"  size        {sizes}",
        ]
        lines += [f"  made with   {name}, {plural(count, 'record')}" for name, count in self.versions]
        lines += [f"  set aside   {plural(count, 'claim')}: {reason}" for reason, count in self.aside]
        return "\n".join(lines)


def read_status(kg: Path | str) -> FolderStatus:
    """The state of a graph folder, while a build runs too.

    Args:
        kg: the folder.

    Raises:
        StoreError: where there is no graph, finished or not, or the folder cannot be read.
    """
    folder = GraphFolder(kg)
    if not folder.exists:
        raise StoreError("holds no graph: name a folder that `build` has made", path=folder.path)
    unfinished = folder.unfinished
    manifest = folder.last_manifest()
    state = "running" if unfinished and folder.is_locked() else "unfinished" if unfinished else "complete"
    sizes, records = _sizes(folder)
    versions = _versions(folder) if manifest else ()
    path = folder.path / MANIFEST
    return FolderStatus(
        path=folder.path,
        state=state,
        records=records,
        in_graph=sum(count for _, count in versions),
        counts=manifest.counts if manifest else {},
        versions=versions,
        built=datetime.fromtimestamp(path.stat().st_mtime) if manifest else None,
        sizes=sizes,
        aside=_aside(folder),
    )


def _versions(folder: GraphFolder) -> tuple[tuple[str, int], ...]:
    made = Counter(
        f"diplograph {each.program}, pipeline {each.pipeline}, ontology {each.ontology}"
        for _, each in folder.made()
    )
    return tuple(sorted(made.items(), key=lambda pair: (-pair[1], pair[0])))


def _sizes(folder: GraphFolder) -> tuple[dict[str, int], int]:
    """Bytes of the parts, and how many records there are."""
    sizes = {"graph": 0, "records": 0, "everything": 0}
    records = 0
    for path in folder.path.rglob("*"):
        try:
            size = path.stat().st_size if path.is_file() else 0
        except OSError:
            continue  # a build that runs has just taken it away
        sizes["everything"] += size
        if path == folder.path / GRAPH:
            sizes["graph"] += size
        elif folder.is_record(path):
            sizes["records"] += size
            records += 1
    return sizes, records


def _aside(folder: GraphFolder) -> tuple[tuple[str, int], ...]:
    try:
        lines = folder.read_text(ASIDE).splitlines()
        reasons = Counter(str(json.loads(line)["reason"]) for line in lines)
    except (StoreError, ValueError, KeyError, TypeError):
        return ()
    return tuple(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])))


def _bytes(size: int) -> str:
    """A size in the unit that gives one to three digits before the point."""
    value, units = float(size), ["B", "kB", "MB", "GB", "TB"]
    while value >= 1000 and len(units) > 1:
        value /= 1000
        units.pop(0)
    return f"{value:.3g} {units[0]}" if value < 100 else f"{value:.0f} {units[0]}"

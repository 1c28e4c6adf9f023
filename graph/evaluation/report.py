"""An evaluation as a section of ``RESULTS.md``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graph.errors import GraphError
from graph.evaluation.evaluation import Evaluation


def to_markdown(found: Evaluation, *, title: str, command: str, date: str, commit: str) -> str:
    """The tables of an evaluation in Markdown, with what is needed to repeat them.

    Args:
        found: the evaluation.
        title: heading of the section.
        command: the command that gives the same figures.
        date: ISO 8601, the day on which it was run.
        commit: of the program, abbreviated.
    """
    parts = [
        f"## {title}",
        f"`{command}`, {date}, commit `{commit}`.",
        _table(found.measure_rows()),
        _table(found.article_rows()),
        _table(found.class_rows()),
    ]
    return "\n\n".join(parts) + "\n"


def replace_section(path: Path, section: str) -> None:
    """Write a section into a Markdown file, in place of the one with its heading, or else at the end.

    Args:
        path: the file.
        section: as :func:`to_markdown` gives it; its first line is the heading.

    Raises:
        GraphError: where the file cannot be read or written.
    """
    heading = section.split("\n", 1)[0]
    try:
        before, _, after = path.read_text(encoding="utf8").partition(f"{heading}\n")
        rest = after[after.index("\n## ") + 1 :] if "\n## " in after else ""
        parts = [before.rstrip("\n"), section.rstrip("\n"), rest.rstrip("\n")]
        path.write_text("\n\n".join(filter(None, parts)) + "\n", encoding="utf8")
    except OSError as error:
        raise GraphError(f"cannot be written ({error.strerror})", path=path) from error


def _table(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first row is its head, all columns but the first stand to the right."""
    head, *body = rows
    rule = ["---", *("--:" for _ in head[1:])]
    if head[-1] == "share of":
        rule[-1] = "---"
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *body))

"""Results as tables that can be printed, saved and read by other programs."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar

from graph.frames import data_frame
from graph.text import aligned, inert, printable

if TYPE_CHECKING:
    import pandas as pd

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Result:
    """A table of rows, each a frozen dataclass, with what it is about.

    The columns in ``hidden`` (IRIs) are in every format but the table for reading.
    """

    rows: tuple[Any, ...]

    hidden: ClassVar[frozenset[str]] = frozenset({"iri", "iris"})
    row_type: ClassVar[type]

    @property
    def about(self) -> dict[str, Any]:
        """Everything that is not in the rows: the measure, its parameters, the network's id."""
        return {item.name: getattr(self, item.name) for item in fields(self) if item.name != "rows"}

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(item.name for item in fields(self.row_type))

    def records(self) -> list[dict[str, Any]]:
        """The rows as dictionaries."""
        return [{name: getattr(row, name) for name in self.columns} for row in self.rows]

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a DataFrame; what the result is about stands in its ``attrs``.

        Raises:
            GraphError: where pandas is not installed.
        """
        frame = data_frame(self.records(), self.columns)
        frame.attrs.update(self.about)
        return frame

    def to_csv(self) -> str:
        """The rows as CSV (RFC 4180 with line feeds), numbers with 12 digits, several names apart by "; ".

        Text that a spreadsheet would take for a formula begins with an apostrophe: see
        :func:`graph.text.inert`.
        """
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([_plain(getattr(row, name)) for name in self.columns] for row in self.rows)
        return text.getvalue()

    def to_json(self) -> str:
        """The result as one JSON object: what it is about, and ``rows``."""
        return (
            json.dumps(self.about | {"rows": self.records()}, ensure_ascii=False, indent=1, default=str)
            + "\n"
        )

    def to_text(self) -> str:
        """The rows as a table for a terminal: text to the left, numbers to the right."""
        names, cells = self._shown()
        right = [all(_is_number(row[i]) for row in cells) for i in range(len(names))]
        return "\n".join(aligned([names, *cells], right=right, rule=True)) + "\n"

    def __str__(self) -> str:
        return self.to_text().rstrip("\n")

    def __len__(self) -> int:
        return len(self.rows)

    def _shown(self) -> tuple[list[str], list[list[str]]]:
        names = [name for name in self.columns if name not in self.hidden]
        return names, [[_short(getattr(row, name)) for name in names] for row in self.rows]

    def _repr_html_(self) -> str:
        names, cells = self._shown()
        head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
        body = "".join(
            f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in cells
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def clean(value: float) -> float:
    """A number with 12 decimals and 12 digits at most: those beyond differ between machines."""
    return float(f"{round(value, 12):.12g}") + 0.0


def ranks(values: Sequence[float]) -> list[int]:
    """Ranks from 1 of values in falling order; equal values share the best (1, 2, 2, 4)."""
    found: list[int] = []
    for place, value in enumerate(values):
        tied = place > 0 and value == values[place - 1]
        found.append(found[-1] if tied else place + 1)
    return found


def _plain(value: Any) -> Cell:
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, tuple):
        return inert("; ".join(map(str, value)))
    return inert(value) if isinstance(value, str) else value


def _short(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return printable(text)


def _is_number(text: str) -> bool:
    try:
        float(text or "0")
    except ValueError:
        return False
    return True

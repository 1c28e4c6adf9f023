"""How figures look: colours, shapes and type that can be read at the width of a column.

Colours are those of Okabe and Ito, which people with colour-blindness tell apart; nothing is told by colour
alone.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import GraphError
from graph.files import write_whole
from graph.text import printable

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COOPERATION = "#0072B2"
CONFLICT = "#D55E00"
OTHER = "#999999"
BLANK = "#E5E5E5"
LINE = "#000000"
TYPES = {
    "State": ("#0072B2", "o"),
    "Person": ("#E69F00", "s"),
    "InternationalOrganization": ("#009E73", "D"),
    "GovernmentBody": ("#56B4E9", "^"),
    "Bloc": ("#CC79A7", "P"),
    "event": ("#000000", "."),
}
"""Colour and shape of a node by its type; hubs are events. All other types are grey hexagons."""

COLUMN = 3.5
"""Width of a figure in inches: one column of a journal."""


def figure(width: float, height: float) -> tuple[Figure, Axes]:
    """An empty figure with one plot, in inches.

    Raises:
        GraphError: where matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise GraphError("figures need matplotlib: pip install 'diplograph[plots]'") from error
    figure = Figure(figsize=(width, height), dpi=150, layout="constrained")
    axes = figure.add_subplot()
    return figure, axes


def save(fig: Figure, path: Path | str) -> None:
    """Write a figure to a file, the same bytes each time; its name tells the format (png, pdf, svg).

    Raises:
        GraphError: where the file cannot be written or the format is unknown; nothing is written then.
    """
    from matplotlib import rc_context

    kind = Path(path).suffix.lower().lstrip(".")
    dates = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}
    drawn = io.BytesIO()
    try:
        with rc_context({"svg.hashsalt": "diplograph"}):
            fig.savefig(drawn, format=kind or "png", metadata=dates.get(kind))
    except ValueError as error:
        raise GraphError(f"the format {kind!r} is unknown: write png, pdf or svg", path=path) from error
    write_whole(Path(path), drawn.getvalue())


def dress(axes: Axes, title: str | None = None) -> None:
    """Type that can be read at column width, and no frame above."""
    if title:
        axes.set_title(title, fontsize=8)
    axes.tick_params(labelsize=6)
    axes.xaxis.label.set_fontsize(7)
    axes.yaxis.label.set_fontsize(7)
    axes.spines[["top", "right"]].set_visible(False)


def clip(text: str, length: int = 28) -> str:
    """A name short enough for its place. Dollar signs are no formulas."""
    shown = text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
    return printable(shown).replace("$", r"\$")

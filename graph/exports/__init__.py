"""The graph in the formats of other programs. The same graph gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import GraphError
from graph.exports.networks import NetworkLike
from graph.files import write_whole

if TYPE_CHECKING:
    import pyoxigraph as ox

    from graph.tables import GraphTables

FORMATS = {
    "nquads": ".nq",
    "trig": ".trig",
    "jsonld": ".jsonld",
    "graphml": ".graphml",
    "gexf": ".gexf",
    "csv": ".csv",
    "parquet": ".parquet",
}
"""Formats and the suffix of a file in each."""


def format_of(path: Path | str) -> str:
    """The format that a file's name asks for.

    Raises:
        GraphError: where its suffix is none of :data:`FORMATS`.
    """
    found = [name for name, suffix in FORMATS.items() if Path(path).suffix.lower() == suffix]
    if not found:
        raise GraphError(f"no format ends so: name a file in {', '.join(FORMATS.values())}", path=path)
    return found[0]


def write(
    path: Path | str,
    *,
    format: str | None = None,
    store: Callable[[], ox.Store],
    tables: Callable[[], GraphTables],
    network: Callable[[], NetworkLike],
) -> Path:
    """Write a file as :func:`to_bytes` makes it; it is whole or not there. The path is given back.

    Args:
        path: the file.
        format: by default what its name ends in.
        store: as for :func:`to_bytes`.
        tables: as for :func:`to_bytes`.
        network: as for :func:`to_bytes`.

    Raises:
        GraphError: where it cannot be made or written.
    """
    made = to_bytes(format or format_of(path), store=store, tables=tables, network=network)
    write_whole(Path(path), made)
    return Path(path)


def to_bytes(
    format: str,
    *,
    store: Callable[[], ox.Store],
    tables: Callable[[], GraphTables],
    network: Callable[[], NetworkLike],
) -> bytes:
    """The graph in a format. What it is made of is asked for only where the format needs it.

    Args:
        format: one of :data:`FORMATS`.
        store: gives all triples.
        tables: gives all rows.
        network: gives the network that GraphML and GEXF hold.

    Raises:
        GraphError: where there is no such format, or a package that it needs.
    """
    from graph.exports import dyad_rows, networks, quads

    writers: dict[str, Callable[[], bytes]] = {
        "nquads": lambda: quads.to_nquads(store()),
        "trig": lambda: quads.to_trig(store()),
        "jsonld": lambda: quads.to_jsonld(store()),
        "graphml": lambda: networks.to_graphml(network()),
        "gexf": lambda: networks.to_gexf(network()),
        "csv": lambda: dyad_rows.to_csv(tables()),
        "parquet": lambda: dyad_rows.to_parquet(tables()),
    }
    if format not in writers:
        raise GraphError(f"no format {format!r}: choose one of {', '.join(writers)}")
    return writers[format]()

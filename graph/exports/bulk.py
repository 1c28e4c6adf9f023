"""The graph as many files of N-Triples, for the bulk loader of a SPARQL server; the graph is never held."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from graph.errors import StoreError
from graph.files import list_names, make_folder, remove, write_whole

TRIPLES = 1_000_000
"""So many a file."""
_BLOCK = 10_000
_PREFIX, _SUFFIX = "part-", ".nt.gz"


def write_shards(turtle: Path, folder: Path, *, triples: int = TRIPLES) -> Path:
    """Write ``part-00001.nt.gz`` and so on, and give the folder back; the same graph gives the same bytes.

    Args:
        turtle: the graph's file.
        folder: made where there is none; parts that are there are replaced, other files left alone.
        triples: how many one file has.

    Raises:
        StoreError: where the graph is damaged or the folder cannot be written.
    """
    make_folder(folder)
    names = set()
    try:
        quads = iter(ox.parse(path=str(turtle), format=ox.RdfFormat.TURTLE))
        for number, block in enumerate(iter(lambda: list(islice(quads, triples)), []), start=1):
            name = f"{_PREFIX}{number:05}{_SUFFIX}"
            write_whole(folder / name, gzip.compress(b"".join(_lines(block)), compresslevel=6, mtime=0))
            names.add(name)
    except (OSError, SyntaxError) as error:
        raise StoreError(f"is damaged ({error}): build again", path=turtle) from error
    for name in list_names(folder):
        if name.startswith(_PREFIX) and name.endswith(_SUFFIX) and name not in names:
            remove(folder / name)
    return folder


def _lines(quads: list[ox.Quad]) -> Iterator[bytes]:
    for place in range(0, len(quads), _BLOCK):
        yield ox.serialize(quads[place : place + _BLOCK], format=ox.RdfFormat.N_TRIPLES) or b""

"""A large graph as a store on disk, so that a single query need not read the Turtle first.

It is derived: made anew by a build, never read where it does not belong to ``graph.ttl`` as that is now or is
not whole, and safe to delete. RocksDB lets any number of processes read it at a time. Small graphs have none:
they are read in less than a second. Figures are in ``tests/benchmarks/RESULTS.md``.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import zlib
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import takewhile
from pathlib import Path
from queue import SimpleQueue
from threading import Semaphore, Thread

import pyoxigraph as ox

from graph.namespaces import DIP, OWL, RDFS, SKOS
from graph.resources import ontology_dir
from graph.store import GRAPH, INDEX, file_digest

ONTOLOGY_GRAPH = DIP.rstrip("#")
"""The named graph in which queries find the ontology; the articles' graph is the default graph."""
LARGE = 8_000_000
"""From so many bytes of ``graph.ttl`` on (some 200,000 triples) a graph has an index."""
_ADD_OWN_CLASSES = f"""
    PREFIX owl: <{OWL}> PREFIX rdfs: <{RDFS}> PREFIX skos: <{SKOS}>
    INSERT {{ GRAPH <{ONTOLOGY_GRAPH}> {{ ?class a owl:Class ; rdfs:subClassOf ?above ; skos:prefLabel ?name }} }}
    WHERE {{ ?class a owl:Class ; rdfs:subClassOf ?above ; rdfs:label ?label BIND(STRLANG(?label, "en") AS ?name) }}
"""
_TEMPORARY, _SUM = ".tmp", "checksum"
_DATA = ("*.sst", "*.log", "CURRENT", "MANIFEST-*")
_PART = 2_000_000
"""Bytes of Turtle that are handed over at once: loading a whole file takes half a kilobyte of memory for each triple,
and the smaller the parts the longer it takes."""
_AHEAD = 2
_FAULTS = (OSError, RuntimeError, SyntaxError)


def load_ontology_graph(store: ox.Store) -> None:
    """Add the ontology as a named graph, with the classes of a user's own that the store's graph declares."""
    path = ontology_dir() / "diplomacy.ttl"
    store.bulk_load(path=path, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(ONTOLOGY_GRAPH))
    store.update(_ADD_OWN_CLASSES)


class IndexMaking:
    """The index of a graph, made while its Turtle is written, where that turns out to be large.

    A thread makes it: the engine works without Python's lock.

    Args:
        kg: a graph folder in which nobody else writes.
        expected: how many bytes the Turtle will have, about; of a large one the index is begun at once, of others
            when they turn out to be large.
    """

    def __init__(self, kg: Path, *, expected: int = 0) -> None:
        self._begun = expected >= LARGE
        self._root = kg / INDEX
        self._parts: SimpleQueue[bytes] = SimpleQueue()
        self._room = Semaphore(_AHEAD)
        self._thread: Thread | None = None
        self._whole = self._failed = False

    def watch(self, parts: Iterable[str]) -> Iterator[str]:
        """The same parts of the Turtle, of which the first has the prefixes and each ends a subject."""
        prefixes, held, size = b"", bytearray(), 0
        try:
            for part in parts:
                data = part.encode("utf8")
                prefixes, size = prefixes or data, size + len(data)
                held += data
                if len(held) >= _PART and (self._begun or size >= LARGE):
                    self._give(held)
                    held = bytearray(prefixes)
                yield part
            if self._thread:
                self._give(held)
                self._whole = True
        finally:
            self._parts.put(b"")

    def done(self) -> Path | None:
        """Where the index is, before it has its name; None where there is none that is whole."""
        if self._thread:
            self._thread.join()
        return self._root / _TEMPORARY if self._whole and not self._failed else None

    def _give(self, part: bytearray) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._make, daemon=True)
            self._thread.start()
        self._room.acquire()
        self._parts.put(bytes(part))

    def _make(self) -> None:
        try:
            _make(self._root / _TEMPORARY, self._given())
        except _FAULTS:
            self._failed = True
            for _ in self._given():  # nobody must wait for room
                pass

    def _given(self) -> Iterator[bytes]:
        while part := self._parts.get():
            self._room.release()
            yield part


def write_index(kg: Path, making: IndexMaking | None = None) -> None:
    """Make the index of a large graph, unless it is there; take away those that are of no use.

    What cannot be written is left out: a query then reads the Turtle.

    Args:
        kg: a graph folder in which nobody else writes.
        making: the index that was made while the graph was written.
    """
    root, turtle = kg / INDEX, kg / GRAPH
    temporary = making.done() if making else None
    large = turtle.stat().st_size >= LARGE
    if large and (found := find_index(kg)):
        kept = found.name
    else:
        kept = temporary.name if large and temporary else ""
    for path in root.glob("*") if kept else ():
        if path.name != kept:
            shutil.rmtree(path, ignore_errors=True)
    if not kept:
        shutil.rmtree(root, ignore_errors=True)
    if large and kept in ("", _TEMPORARY):
        try:
            if temporary is None:
                temporary = root / _TEMPORARY
                _make(temporary, _turtle_parts(turtle))
            temporary.rename(root / _name(turtle))
        except _FAULTS:
            shutil.rmtree(root, ignore_errors=True)


def find_index(kg: Path) -> Path | None:
    """The folder of a graph's index; None where there is none, or none that is whole and up to date."""
    root = kg / INDEX
    with contextlib.suppress(OSError):
        if root.is_dir() and (path := root / _name(kg / GRAPH)).is_dir():
            whole = (path / _SUM).read_text(encoding="ascii") == _checksum(path)
            return path if whole else None
    return None


def open_index(path: Path | str) -> ox.Store | None:
    """An index, open for reading; None where the system or the engine will not have it."""
    with contextlib.suppress(*_FAULTS):
        store = ox.Store.read_only(str(path))
        if store.contains_named_graph(ox.NamedNode(ONTOLOGY_GRAPH)):
            return store
    return None


def _make(folder: Path, parts: Iterable[bytes]) -> None:
    """Make an index of parts of Turtle, each with the prefixes."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    store = ox.Store(str(folder))
    for part in parts:
        store.bulk_load(part, format=ox.RdfFormat.TURTLE)
    load_ontology_graph(store)
    store.optimize()
    store.flush()
    del store  # closes it
    (folder / _SUM).write_text(_checksum(folder), encoding="ascii")


def _turtle_parts(turtle: Path) -> Iterator[bytes]:
    """A graph's Turtle in parts, each with the prefixes, which stand first; a blank line parts two subjects."""
    with turtle.open("rb") as file:
        prefixes = b"".join(takewhile(lambda line: line != b"\n", file))
        part = bytearray(prefixes)
        for line in file:
            part += line
            if line == b"\n" and len(part) >= _PART:
                yield bytes(part)
                part = bytearray(prefixes)
        yield bytes(part)


def _name(turtle: Path) -> str:
    """What an index is made of and with: the graph, the ontology, the engine."""
    parts = [file_digest(turtle), file_digest(ontology_dir() / "diplomacy.ttl"), ox.__version__]
    return hashlib.sha256("\n".join(parts).encode("ascii")).hexdigest()[:16]


def _checksum(path: Path) -> str:
    """CRC-32 of everything that the engine reads; RocksDB's own log changes with each opening."""
    total = 0
    for file in sorted(each for pattern in _DATA for each in path.glob(pattern)):
        total = zlib.crc32(file.name.encode(), total)
        with file.open("rb") as data:
            for block in iter(partial(data.read, 1 << 20), b""):
                total = zlib.crc32(block, total)
    return f"{total:08x}"

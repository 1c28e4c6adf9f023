"""The graph folder on disk.

====================  ==================================================================================
``articles/``         one record an article: the only thing that the language pipeline writes
``overrides.toml``    the user's decisions on names; only ever added to
``graph.ttl``         the whole graph, a pure function of the two above and of the ontology
``links.tsv``         which mention became which node, with score and reason
``setaside.jsonl``    claims that failed a check, with the reason
``view.html``         the network to look at
``shards/``           while a cluster reads: what its workers have written and nobody has taken yet
``manifest.json``     what all this was made of and with; written last
``index/``            of a large graph, for single queries (:mod:`graph.queries.index`); derived
``building``          there while a build runs, and after one that was interrupted
``.lock``             empty; held by the build that writes here
====================  ==================================================================================

Nothing here but the index holds a time or a machine's name: the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.errors import StoreError
from graph.files import (
    flush,
    is_file,
    is_locked,
    is_temporary,
    list_names,
    locked,
    make_folder,
    move,
    remove,
    sweep,
    walk,
    write_whole,
)
from graph.iris import article_iri
from graph.manifest import Made, Manifest, read_made, read_manifest
from graph.model import Extraction
from graph.records import from_json

GRAPH, LINKS, ASIDE, MANIFEST = "graph.ttl", "links.tsv", "setaside.jsonl", "manifest.json"
OVERRIDES, VIEW, RECORDS, INDEX = "overrides.toml", "view.html", "articles", "index"
SHARDS = "shards"
FLAT = 2000
"""With more articles than this, the records stand in 256 folders."""
_FLUSHING, _PATHS = 16, 1000
"""Threads that flush files, and how many paths are held for them."""
_BUILDING = "building"
_LOCK = ".lock"
_MARK = b"A build is running or was interrupted: build again to complete it.\n"
_FINISHED = frozenset({GRAPH, LINKS, ASIDE, MANIFEST, OVERRIDES})


class GraphFolder:
    """One graph folder.

    Args:
        path: the folder; it need not exist yet.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self.records_path = self.path / RECORDS

    @property
    def exists(self) -> bool:
        """Whether there is a graph of ours here, finished or not.

        One file alone does not tell: other programs keep a ``manifest.json`` or a lock as well. Most of the
        files of a finished graph do, whichever of them was lost or damaged.

        Raises:
            StoreError: where the folder cannot be read.
        """
        if is_file(self.path / _BUILDING):
            return _read(self.path / _BUILDING) == _MARK.decode()
        return sum(is_file(self.path / name) for name in _FINISHED) >= 3

    @property
    def unfinished(self) -> bool:
        """Whether a build was interrupted here, or is still running."""
        return is_file(self.path / _BUILDING)

    def require(self) -> None:
        """Do nothing where there is a graph.

        Raises:
            StoreError: where there is none to read.
        """
        if not is_file(self.path / GRAPH):
            fix = "build it again" if self.unfinished else "name a folder that `build` has made"
            raise StoreError(f"holds no graph: {fix}", path=self.path)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other builds out; what an interrupted one left behind is swept away first.

        Raises:
            StoreError: where another build runs, or the folder is none of ours or cannot be written.
        """
        if not self.exists and not self._is_fresh():
            raise StoreError("is not empty and holds no graph: name another folder", path=self.path)
        make_folder(self.records_path)
        with locked(self.path / _LOCK):
            sweep(self.path)
            yield

    def _is_fresh(self) -> bool:
        """Whether nothing is here but what a build leaves that was killed before its first record."""
        names = {name for name in list_names(self.path) if not is_temporary(name)}
        return names <= {_LOCK, OVERRIDES, RECORDS} and not list_names(self.records_path)

    def begin(self) -> None:
        """Mark the folder as unfinished, until :meth:`finish`."""
        if not self.unfinished:
            write_whole(self.path / _BUILDING, _MARK)

    def finish(self, manifest: Manifest, articles: Iterable[tuple[str, Made]]) -> None:
        """Write the manifest and take the mark away.

        Args:
            manifest: what the graph was made of and with.
            articles: what each record was made of, by the article's id, in their order.
        """
        self.write_parts(MANIFEST, manifest.lines(articles))
        remove(self.path / _BUILDING)

    def manifest(self) -> Manifest | None:
        """What the graph was made of; None where there is none, or none that can be trusted."""
        return None if self.unfinished else self.last_manifest()

    def last_manifest(self) -> Manifest | None:
        """What the last graph was made of that was completed, whatever has begun since."""
        return read_manifest(self.path / MANIFEST)

    def made(self) -> Iterator[tuple[str, Made]]:
        """What each record of that graph was made of, by the article's id.

        Raises:
            StoreError: where the manifest is damaged.
        """
        return read_made(self.path / MANIFEST)

    def is_record(self, path: Path) -> bool:
        """Whether a file of the folder is the record of an article."""
        mine = path.suffix == ".json" and not is_temporary(path.name)
        return mine and self.records_path in path.parents

    def is_locked(self) -> bool:
        """Whether a build is writing here now."""
        return is_locked(self.path / _LOCK)

    def record_path(self, article_id: str, *, sharded: bool) -> Path:
        """Where the record of an article stands."""
        name = article_iri(article_id).rpartition("/")[2]
        folder = self.records_path / name[-2:] if sharded else self.records_path
        return folder / f"{name}.json"

    def record_paths(self) -> Iterator[Path]:
        """All records' files, wherever they stand, sorted; the names of one folder at a time are held."""
        return filter(self.is_record, walk(self.records_path))

    def read_record(self, path: Path) -> Extraction:
        """A record.

        Raises:
            StoreError: where it cannot be read or is damaged.
        """
        return from_json(_read(path), path=path)

    def write_record(self, article_id: str, data: bytes, *, sharded: bool) -> Path:
        """Write the record of an article, and say where.

        It outlasts a loss of power for certain only after :meth:`flush_records`; damaged by one, it is read anew.
        """
        path = self.record_path(article_id, sharded=sharded)
        make_folder(path.parent)
        write_whole(path, data, lasting=False)
        return path

    def flush_records(self, paths: Iterable[Path]) -> None:
        """Write to disk which records there are, and those that were written lately.

        The system does it for several at a time in little more time than for one, so that threads ask for it.
        """
        left = iter(paths)
        with ThreadPoolExecutor(_FLUSHING) as threads:
            while some := list(islice(left, _PATHS)):
                deque(threads.map(flush, some), maxlen=0)
        flush(self.records_path)
        for name in list_names(self.records_path):
            if (self.records_path / name).is_dir():
                flush(self.records_path / name)

    def remove_record(self, path: Path) -> None:
        """Take a record out."""
        remove(path)

    def move_record(self, path: Path, article_id: str, *, sharded: bool) -> Path:
        """Put a record where it belongs, and say where that is."""
        wanted = self.record_path(article_id, sharded=sharded)
        if path != wanted:
            make_folder(wanted.parent)
            move(path, wanted)
        return wanted

    def read_text(self, name: str) -> str:
        """A file of the folder.

        Raises:
            StoreError: where it cannot be read.
        """
        return _read(self.path / name)

    def write_text(self, name: str, text: str) -> str:
        """Write a file of the folder and return its SHA-256."""
        return self.write_parts(name, [text])

    def write_parts(self, name: str, parts: Iterable[str]) -> str:
        """Write a file of the folder from its text in parts, and return its SHA-256."""
        digest = hashlib.sha256()

        def encoded() -> Iterator[bytes]:
            for part in parts:
                data = part.encode("utf8")
                digest.update(data)
                yield data

        write_whole(self.path / name, encoded())
        return digest.hexdigest()

    def remove(self, name: str) -> None:
        """Remove a file of the folder, if it is there."""
        remove(self.path / name)

    def digest(self, name: str) -> str:
        """SHA-256 of a file of the folder, empty where there is none.

        Raises:
            StoreError: where it cannot be read.
        """
        return file_digest(self.path / name)

    def load(self) -> ox.Store:
        """The whole graph in memory.

        Raises:
            StoreError: where there is no graph, or it is damaged.
        """
        self.require()
        path = self.path / GRAPH
        store = ox.Store()
        try:
            store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
        except (OSError, SyntaxError, ValueError) as error:
            raise StoreError(f"is damaged ({error}): build again", path=path) from error
        return store


def file_digest(path: Path) -> str:
    """SHA-256 of a file, empty where there is none.

    Raises:
        StoreError: where it cannot be read.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            for block in iter(partial(file.read, 1 << 20), b""):
                digest.update(block)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise StoreError(f"cannot be read ({error.strerror}): check its permissions", path=path) from error
    return digest.hexdigest()


def to_jsonl(rows: list[dict[str, Any]]) -> str:
    """Rows as JSON lines with sorted keys, sorted."""
    return "".join(sorted(f"{json.dumps(row, sort_keys=True)}\n" for row in rows))


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf8")
    except OSError as error:
        raise StoreError(f"cannot be read ({error.strerror}): check the path", path=path) from error
    except UnicodeDecodeError as error:
        raise StoreError("is damaged (not UTF-8): delete it and build again", path=path) from error

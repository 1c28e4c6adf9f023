"""The manifest of a graph folder: what its graph was made of and with. It is read line by line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from graph.errors import StoreError

FORMAT = 1
_ARTICLES = '"articles": {\n'
_END = b"\n}\n}\n"
_FAULTS = (OSError, ValueError, TypeError, KeyError, AttributeError)


@dataclass(frozen=True, slots=True)
class Made:
    """What a record was made of and with.

    Attributes:
        content: :attr:`~graph.model.Article.content_hash`.
        program, pipeline, ontology: the versions of :class:`~graph.model.Provenance`.
        record: SHA-256 of the record's file.
    """

    content: str
    program: str
    pipeline: str
    ontology: str
    record: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a graph was made of and with, its articles aside.

    Attributes:
        program: version of the program that wrote the graph.
        knowledge: :func:`~graph.knowledge.graph_knowledge_version` that it was linked and checked with.
        overrides: SHA-256 of the user's decisions.
        files: SHA-256 of each other file, by name.
        counts: how many of each thing there are, for the summary.
    """

    program: str
    knowledge: str
    overrides: str = ""
    files: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def lines(self, articles: Iterable[tuple[str, Made]]) -> Iterator[str]:
        """Canonical JSON, one article a line.

        Args:
            articles: what each record was made of, by the article's id, in their order.
        """
        yield "{\n"
        for name, value in sorted((asdict(self) | {"format": FORMAT}).items()):
            yield f"{json.dumps(name)}: {json.dumps(value, sort_keys=True)},\n"
        yield _ARTICLES
        before = ""
        for article, made in articles:
            yield f"{before}{json.dumps(article)}: {json.dumps(asdict(made))}"
            before = ",\n"
        yield _END.decode("ascii")


def read_manifest(path: Path) -> Manifest | None:
    """A manifest; None where there is none, or none that can be trusted."""
    try:
        with path.open("rb") as raw:
            raw.seek(-len(_END), 2)
            if raw.read() != _END:
                return None
        with path.open(encoding="utf8") as file:
            data = json.loads("".join(_head(file)).rstrip(",\n") + "}")
        return Manifest(**data) if data.pop("format") == FORMAT else None
    except _FAULTS:
        return None


def read_made(path: Path) -> Iterator[tuple[str, Made]]:
    """What each record was made of, by the article's id, in the order of a manifest.

    Raises:
        StoreError: where the manifest is damaged.
    """
    try:
        with path.open(encoding="utf8") as file:
            for _ in _head(file):
                pass
            for line in file:
                if line in ("}\n", "\n"):
                    return
                ((article, made),) = json.loads(f"{{{line.rstrip().removesuffix(',')}}}").items()
                if not all(isinstance(each, str) for each in made.values()):
                    raise ValueError(f"no record of {article}")
                yield article, Made(**made)
    except _FAULTS as error:
        raise StoreError(f"is damaged ({error}): build again", path=path) from error


def _head(file: IO[str]) -> Iterator[str]:
    for line in file:
        if line == _ARTICLES:
            return
        yield line
    raise ValueError("no articles")

"""What a query engine and its worker process say to each other."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any


@dataclass(frozen=True, slots=True)
class Source:
    """What a worker loads: a Turtle file or the index made of it, or N-Quads as bytes."""

    path: str | None = None
    data: bytes | None = None
    index: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A query for a worker. ``bindings`` hold terms in N-Triples form."""

    sparql: str
    bindings: tuple[tuple[str, str], ...]
    rows: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker found.

    Attributes:
        kind: ``select``, ``ask`` or ``construct`` (DESCRIBE too).
        variables: the columns; ``subject``, ``predicate``, ``object`` of triples.
        rows: terms as ``(kind, value, datatype, language)`` tuples, None where unbound.
        truth: the answer to ASK.
        truncated: whether more rows were there than asked for.
        checking, running: seconds spent on the guard and in the engine.
    """

    kind: str
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    truth: bool | None = None
    truncated: bool = False
    checking: float = 0.0
    running: float = 0.0


def send(pipe: IO[bytes], message: object) -> None:
    """Write one message."""
    pickle.dump(message, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def messages(pipe: IO[bytes]) -> Iterator[Any]:
    """Read messages until the other end is gone."""
    while True:
        try:
            yield pickle.load(pipe)
        except (EOFError, OSError, pickle.UnpicklingError):
            return

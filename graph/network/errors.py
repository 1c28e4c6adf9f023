"""The error of this package."""

from __future__ import annotations

from collections.abc import Iterable

from graph.errors import GraphError


class NetworkError(GraphError):
    """A projection or a measure is asked for in a way that cannot be met."""


def choose(what: str, value: str, known: Iterable[str]) -> str:
    """Give a value back if it is known.

    Args:
        what: the option's name, for the message.
        value: what was asked for.
        known: what there is.

    Raises:
        NetworkError: where it is not known.
    """
    names = tuple(known)
    if value not in names:
        raise NetworkError(f"{what} {value!r} is unknown: choose from {', '.join(names)}")
    return value

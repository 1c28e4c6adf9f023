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


def check_top(top: int | None) -> None:
    """See that so many ranks can be kept.

    Raises:
        NetworkError: where it is below 1.
    """
    if top is not None and top < 1:
        raise NetworkError(f"top {top} is too few: write 1 or more")

"""How the shipped pipeline is made: converters, nets, stages, evaluation, and the domain corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.training.stages import train

__all__ = ["train"]


def __getattr__(name: str) -> Any:
    if name == "train":
        from graph.training.stages import train

        return train
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

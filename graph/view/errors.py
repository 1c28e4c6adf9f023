"""The error of this package."""

from __future__ import annotations

from graph.errors import GraphError


class ViewError(GraphError):
    """A view is asked for in a way that cannot be met."""

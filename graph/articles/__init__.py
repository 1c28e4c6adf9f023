"""The articles room: reading files, choosing the body, finding the date.

>>> from graph.articles import read_articles
"""

from __future__ import annotations

from graph.articles.drafts import Skipped
from graph.articles.reading import read_articles

__all__ = ["Skipped", "read_articles"]

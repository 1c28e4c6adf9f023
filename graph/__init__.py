"""diplograph: news about diplomacy as a knowledge graph that can be cited."""

from __future__ import annotations

__version__ = "0.1.0"

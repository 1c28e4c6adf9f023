"""Where the packaged files are, in a checkout and in an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from graph.errors import KnowledgeError

_PACKAGE = Path(__file__).parent


@cache
def ontology_dir() -> Path:
    """The folder ``ontology/``: inside the package when installed, beside it in a checkout.

    Raises:
        KnowledgeError: where neither holds the ontology.
    """
    for folder in (_PACKAGE / "ontology", _PACKAGE.parent / "ontology"):
        if (folder / "diplomacy.ttl").is_file():
            return folder
    raise KnowledgeError("the ontology is missing: install diplograph again", path=_PACKAGE)

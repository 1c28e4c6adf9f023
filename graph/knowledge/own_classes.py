"""The classes of events that lexicon files of the user's own add to those of the ontology.

Whatever class a row names and the ontology lacks is such a class; nothing else has to be declared.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from graph.errors import KnowledgeError, KnowledgeWarning
from graph.iris import is_own_class
from graph.knowledge.lexicon import read_rows
from graph.knowledge.ontology import Ontology
from graph.namespaces import TERMS

_ALIKE = 0.8
"""Two names are alike where twice the letters they share, in order, are this share of all their letters."""


def own_classes(paths: Sequence[Path], ontology: Ontology) -> frozenset[str]:
    """The classes that some lexicon files name and the ontology lacks.

    Raises:
        KnowledgeError: naming file, line and fault, where a row's class is none that an event can have.
    """
    return frozenset(name for name, _, _ in _new(paths, ontology))


def warn_of_misspelt(paths: Sequence[Path], ontology: Ontology) -> None:
    """Warn of each new class whose name is almost that of one that there is: file, line and the nearest class.

    Raises:
        KnowledgeError: as for :func:`own_classes`.
    """
    for name, path, line in _new(paths, ontology):
        if meant := _nearest(name, ontology):
            message = f"class {name} is taken for a new one: is {meant} meant?"
            warnings.warn(KnowledgeWarning(message, path=path, line=line), stacklevel=2)


def _new(paths: Sequence[Path], ontology: Ontology) -> Iterator[tuple[str, Path, int]]:
    """Each new class once, with the file and the line that first name it."""
    seen = set(ontology.event_classes)
    for path in paths:
        for line, row in read_rows(path):
            name = row["class"]
            if name not in seen:
                seen.add(name)
                if not is_own_class(name):
                    raise KnowledgeError(_refusal(name, ontology), path=path, line=line)
                yield name, path, line


def _refusal(name: str, ontology: Ontology) -> str:
    if name in TERMS:
        return f"class {name!r} of the ontology is none that an event can have: name another, such as Visit"
    meant = _nearest(name[:1].upper() + name[1:], ontology) or "Pilgrimage"
    return f"class {name!r} is no name for a class: write a capital, then letters and digits, as in {meant}"


def _nearest(name: str, ontology: Ontology) -> str | None:
    return next(iter(get_close_matches(name, ontology.event_classes, n=1, cutoff=_ALIKE)), None)

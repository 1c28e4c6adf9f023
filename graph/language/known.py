"""Known names: what lists say of a name that the recogniser found, over what it guessed.

Whether an unfamiliar name is a town's or a province's can seldom be read from the sentence. The table holds
names with one label each: those of the ontology's actors, which are believed against most guesses, and
towns, provinces and peoples of the world, which are believed only against other guesses of a place or a
people. It is made by ``graph.training.gazetteer`` and saved with the pipeline.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

FILE = "known.json.z"

# Guesses that a place's or people's name overrules: the first are of its own kind.
PLACE_GUESSES = frozenset({"STATE", "CITY", "REGION", "FAC", "NORP"})
# Guesses that no list overrules: people are called like towns, and dates are no names.
SURE_GUESSES = frozenset({"DATE", "QUANTITY"})


class KnownNames:
    """The pipeline component: sets the label of entities whose whole text is a known name.

    Args:
        actors: label by name of the ontology's actors.
        places: label by name of towns, provinces and peoples.
    """

    def __init__(
        self,
        name: str = "known_names",
        actors: Mapping[str, str] | None = None,
        places: Mapping[str, str] | None = None,
    ) -> None:
        self.name = name
        self.actors = dict(actors or {})
        self.places = dict(places or {})

    def __call__(self, doc: Doc) -> Doc:
        """Correct the labels of the document's entities."""
        doc.ents = tuple(
            Span(doc, ent.start, ent.end, label=self.label(ent.text, ent.label_)) for ent in doc.ents
        )
        return doc

    def label(self, text: str, guess: str) -> str:
        """The label of an entity, from its text and the recogniser's guess."""
        if guess in SURE_GUESSES:
            return guess
        usual = text.title() if text.isupper() and len(text) > 4 else text
        for spelling in (text, usual):
            known = self.actors.get(spelling)
            if known is not None:
                return guess if guess == "PERSON" and " " not in spelling else known
            known = self.places.get(spelling)
            if known is not None and guess in PLACE_GUESSES:
                return known
        return guess

    def to_bytes(self, **_: Any) -> bytes:
        """The table, compressed; the same bytes for the same content."""
        content = [dict(sorted(names.items())) for names in (self.actors, self.places)]
        return zlib.compress(json.dumps(_by_label(content), ensure_ascii=False).encode(), 9)

    def from_bytes(self, data: bytes, **_: Any) -> KnownNames:
        """Read what :meth:`to_bytes` wrote."""
        actors, places = json.loads(zlib.decompress(data))
        self.actors, self.places = (
            {name: label for label, names in table.items() for name in names} for table in (actors, places)
        )
        return self

    def to_disk(self, path: Path | str, **_: Any) -> None:
        """Write to a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: Path | str, **_: Any) -> KnownNames:
        """Read from a folder."""
        return self.from_bytes((Path(path) / FILE).read_bytes())


def _by_label(tables: list[dict[str, str]]) -> list[dict[str, list[str]]]:
    turned: list[dict[str, list[str]]] = []
    for table in tables:
        found: dict[str, list[str]] = {}
        for name, label in table.items():
            found.setdefault(label, []).append(name)
        turned.append(dict(sorted(found.items())))
    return turned


@Language.factory("known_names", assigns=["doc.ents"], requires=["doc.ents"])
def make_known_names(nlp: Language, name: str) -> KnownNames:  # noqa: ARG001
    """The component, empty; its table is read from disk."""
    return KnownNames(name)

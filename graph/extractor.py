"""Reading one article: the language pipeline and the extraction rules as one callable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import __version__
from graph.knowledge import knowledge_version
from graph.model import Article, Extraction, Provenance
from graph.resources import ontology_dir

if TYPE_CHECKING:
    from spacy.language import Language

    from graph.knowledge import Knowledge


class Extractor:
    """The language pipeline and the extraction rules, loaded when the first article needs them.

    Args:
        model: an installed spaCy pipeline, or None for the shipped one.
        lexicon: the user's own lexicon files.

    Attributes:
        provenance: the versions that a record is made with; known without loading the pipeline.

    Raises:
        KnowledgeError: where a lexicon file is missing, or names a class that no event can have.
        A class that looks misspelt is warned of (:class:`~graph.errors.KnowledgeWarning`).
    """

    def __init__(self, *, model: str | None = None, lexicon: Sequence[Path | str] = ()) -> None:
        from graph.knowledge.ontology import load_ontology
        from graph.knowledge.own_classes import warn_of_misspelt
        from graph.language import pipeline_version

        self.model = model
        self.lexicon = tuple(map(Path, lexicon))
        if self.lexicon:
            warn_of_misspelt(self.lexicon, load_ontology(ontology_dir()))
        self.provenance = Provenance(__version__, pipeline_version(model), knowledge_version(self.lexicon))

    @cached_property
    def nlp(self) -> Language:
        """The language pipeline."""
        from graph.language import load_pipeline

        return load_pipeline(self.model)

    @cached_property
    def knowledge(self) -> Knowledge:
        """What ``ontology/`` and the user's lexicon hold."""
        from graph.knowledge import load_knowledge

        return load_knowledge(self.lexicon)

    def load(self) -> None:
        """Load what the first article would load.

        Raises:
            GraphError: where the pipeline or a lexicon cannot be used.
        """
        _ = self.nlp, self.knowledge

    def __getstate__(self) -> dict[str, Any]:
        """What another process needs; it loads the pipeline itself."""
        return {"model": self.model, "lexicon": self.lexicon, "provenance": self.provenance}

    def __call__(self, article: Article) -> Extraction:
        """Everything that one article says."""
        from graph.extraction import extract
        from graph.language import parse

        record = extract(article, parse(self.nlp, article), self.knowledge)
        own = self.knowledge.own_classes.intersection(event.type for event in record.events)
        return replace(record, own_classes=tuple(sorted(own)))

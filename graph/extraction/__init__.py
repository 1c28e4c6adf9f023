"""From a parsed article to its claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from graph.knowledge import Knowledge
    from graph.model import Article, Extraction


def extract(article: Article, doc: Doc, knowledge: Knowledge) -> Extraction:
    """Everything that one article says.

    Args:
        article: the article.
        doc: its parse by :func:`graph.language.parse`, with token offsets into the article's text.
        knowledge: ontology, actors, lexicon and word lists.
    """
    from graph.extraction.assemble import Assembler
    from graph.extraction.attribution import AttributionReader
    from graph.extraction.cast import cast_agreements, cast_names
    from graph.extraction.coreference import Resolver
    from graph.extraction.events import EventFinder
    from graph.extraction.gazetteer import gazetteer_for
    from graph.extraction.grammar import KEPT
    from graph.extraction.holders import infer_holders, remember_holders
    from graph.extraction.identity import Merger
    from graph.extraction.mentions import find_names
    from graph.extraction.offices import find_positions
    from graph.extraction.relations import find_relations
    from graph.extraction.times import find_times
    from graph.extraction.unsaid import infer_states

    names = find_names(doc, knowledge, gazetteer_for(doc, knowledge))
    cast = cast_names(doc, names, knowledge)
    cast_agreements(cast)
    resolver = Resolver(cast)
    positions = infer_states(cast, list(find_positions(doc, cast, resolver)))
    positions += infer_holders(doc, cast, resolver, positions)
    remember_holders(cast, resolver, positions)
    resolver.forget()

    ontology = knowledge.ontology
    speech = frozenset(c for c in ontology.event_classes if ontology.is_a(c, "SpeechAct"))
    speech_verbs = frozenset(
        f.lemma
        for f in knowledge.lexicon.frames
        if f.pos == "verb" and f.event_class in speech and not f.set_phrase
    )
    attributions = AttributionReader(doc, resolver, knowledge, speech_verbs)
    resolver.listen(attributions.speaker_of_quotation)
    resolver.settle()
    finder = EventFinder(doc, knowledge, resolver, attributions, find_times(doc, article.date))
    found = finder.find()
    groups = Merger(cast, speech).group(found.candidates)
    links = list(find_relations(doc, cast, resolver, positions))
    doc.user_data.pop(KEPT, None)  # tokens that hold the document that holds them
    return Assembler(article, doc, cast, knowledge).build(groups, positions, links, found.rejections)

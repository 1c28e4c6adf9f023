"""The known actors' names in a document: spaCy's PhraseMatcher over ``ontology/actors.ttl``.

Case matters: "us" is no state and "May" is a month. A name in capitals throughout (a headline) also matches.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from graph.knowledge import Knowledge
from graph.knowledge.actors import Actor
from graph.language.prefixes import part_prefixes
from graph.language.tokenizer import make_tokenizer


@dataclass(frozen=True, slots=True)
class Known:
    """What a known name stands for.

    Attributes:
        actor: id of the actor (for a capital, the state).
        kind: ``name``, ``adjective``, ``people``, ``combining``, ``capital`` or ``seat``.
        place: for a capital, the city's id.
        place_type: class of a capital or seat: ``City``, ``Facility`` or ``GovernmentBody``.
    """

    actor: str
    kind: str
    place: str | None = None
    place_type: str | None = None


# Where one form belongs to several actors, the kind named first wins: a state before its capital of the same name
# (Singapore), a capital before the city as such, since it may stand for the state.
_ORDER = ("state", "capital", "seat", "name", "adjective", "people", "combining")


def known_names(knowledge: Knowledge) -> dict[str, Known]:
    """Every form of every actor and what it stands for. Of two actors with one form the earlier wins."""
    found: dict[str, Known] = {}
    for kind in _ORDER:
        for actor in knowledge.actors.all:
            for form, known in _forms(actor, kind, knowledge):
                if len(form) > 1:
                    found.setdefault(form, known)
    return found


def _forms(actor: Actor, kind: str, knowledge: Knowledge) -> Iterator[tuple[str, Known]]:
    if kind in ("state", "name"):
        if (actor.type == "State") == (kind == "state"):
            for form in (actor.name, *actor.names, *actor.acronyms):
                yield form, Known(actor.id, "name")
    elif kind == "capital":
        for capital in actor.capitals:
            for form in capital.names:
                yield form, Known(actor.id, kind, capital.id, "City")
    elif kind == "seat":
        for seat in actor.seats:
            known = Known(seat.id, kind, None, seat.type)
            body = knowledge.actors.by_id.get(seat.id)
            for form in (seat.name, *(body.names if body else ())):
                yield form, known
    else:
        forms = {"adjective": actor.adjectives, "people": actor.people, "combining": actor.combining}[kind]
        for form in forms:
            yield form.removesuffix("-"), Known(actor.id, kind)


class Gazetteer:
    """A matcher over all known names, made once for a vocabulary.

    Args:
        vocab: the pipeline's vocabulary.
        knowledge: its actors are matched.
    """

    def __init__(self, vocab: Vocab, knowledge: Knowledge) -> None:
        from spacy.lang.en import English

        self.known = known_names(knowledge)
        nlp = English(vocab=vocab)
        ours, others = make_tokenizer(nlp), nlp.tokenizer

        def cut(form: str) -> list[Doc]:
            """A form as the shipped pipeline cuts it and, where that may differ, as spaCy's own do."""
            plain = form.replace(" ", "").isalpha()
            return [ours(form)] if plain else [part_prefixes(ours(form)), others(form)]

        self._matcher = PhraseMatcher(vocab, attr="ORTH")
        self._capitals = PhraseMatcher(vocab, attr="ORTH")
        self._upper: dict[str, str] = {}
        for form in self.known:
            self._matcher.add(form, cut(form))
            upper = form.upper()
            if upper not in self.known and len(form) > 3:
                self._upper.setdefault(upper, form)
        for upper in self._upper:
            self._capitals.add(upper, cut(upper))

    def find(self, doc: Doc) -> list[tuple[Span, Known]]:
        """All matches, overlapping ones too, in text order, the longer first."""
        found = [
            (doc[start:end], self.known[doc.vocab.strings[key]]) for key, start, end in self._matcher(doc)
        ]
        found = [
            (span, known)
            for span, known in found
            if known.kind != "combining" or _hyphen_follows(doc, span.end)
        ]
        for key, start, end in self._capitals(doc):
            found.append((doc[start:end], self.known[self._upper[doc.vocab.strings[key]]]))
        return sorted(found, key=lambda pair: (pair[0].start, -pair[0].end))


def _hyphen_follows(doc: Doc, index: int) -> bool:
    return index < len(doc) and doc[index].text in ("-", "–")


_MADE: list[tuple[Vocab, str, Gazetteer]] = []


def gazetteer_for(doc: Doc, knowledge: Knowledge) -> Gazetteer:
    """The gazetteer of a document's vocabulary, made at its first use. The last two are kept."""
    for vocab, version, made in _MADE:
        if vocab is doc.vocab and version == knowledge.version:
            return made
    new = Gazetteer(doc.vocab, knowledge)
    _MADE.append((doc.vocab, knowledge.version, new))
    del _MADE[:-2]
    return new

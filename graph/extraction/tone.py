"""What a speaker finds of something, read off what is said: blame, praise, a demand, a pledge, a threat.

"The ban was a mistake" blames whoever banned; "They must leave", said of somebody else, demands; "We will send
grain" pledges. A clause of which nothing of the kind can be read has no tone.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from graph.extraction.cast import Ref
from graph.extraction.clauses import subjects
from graph.extraction.coreference import FIRST_PERSON, Resolver
from graph.extraction.grammar import children, label
from graph.knowledge.cues import Cues


@dataclass(frozen=True, slots=True)
class Tone:
    """The speech act that a clause amounts to, and whom it is aimed at."""

    event_class: str
    targets: tuple[Ref, ...] = ()


class ToneReader:
    """Reads the tone of clauses.

    Args:
        cues: the word lists, of which the table ``tone`` is used.
        resolver: what tokens refer to.
    """

    def __init__(self, cues: Cues, resolver: Resolver) -> None:
        self.resolver = resolver
        self._words = {
            name: cues.words("tone", name)
            for name in (
                "negative_nouns",
                "negative_words",
                "positive_nouns",
                "positive_words",
                "praised_nouns",
                "binding_modals",
                "threatening_verbs",
                "deserving_verbs",
            )
        }
        self._negators = cues.words("status", "negators")
        self._future = cues.words("status", "modal_future")

    def of(self, clause: Token, speakers: list[int], *, quoted: bool) -> Tone | None:
        """The tone of a clause, or None.

        Args:
            clause: its main word.
            speakers: the entities that say it.
            quoted: whether in their own words, so that "we" are they.
        """
        return (
            self.found(clause, subjects(clause), speakers) if _is_copular(clause) else None
        ) or self._wanted(clause, speakers, quoted=quoted)

    def found(self, word: Token, about: list[Token], speakers: list[int]) -> Tone | None:
        """The tone of calling something by a word ("a mistake", "null and void"), aimed at who stands behind it."""
        verdict = self._verdict(word)
        if verdict is None:
            return None
        refs = [ref for token in about for ref in self._behind(token)]
        return Tone(verdict, self._aimed(refs, speakers))

    def _verdict(self, word: Token) -> str | None:
        words = [word, *(c for c in children(word) if label(c) in ("amod", "compound", "conj"))]
        lemmas = {w.lemma_.lower() for w in words} | {w.lower_ for w in words}
        negated = any(c.lower_ in self._negators for c in children(word))
        negative = lemmas & (self._words["negative_words"] | self._words["negative_nouns"])
        positive = lemmas & self._words["positive_words"] and (
            word.pos_ == "ADJ" or word.lemma_.lower() in self._words["praised_nouns"]
        )
        positive = positive or word.lemma_.lower() in self._words["positive_nouns"]
        if negative and not negated:
            return "Criticism"
        if positive:
            return "Criticism" if negated else "Praise"
        return None

    def _behind(self, token: Token) -> list[Ref]:
        """Who a thing said to be good or bad is, or whose it is."""
        return self.resolver.all_entities(token) or self.resolver.owners.of(token)

    def _aimed(self, refs: list[Ref], speakers: list[int]) -> tuple[Ref, ...]:
        cast = self.resolver.cast
        return tuple(r for r in refs if r.entity not in speakers and cast.is_a(r.entity, "Actor", "Text"))

    def _wanted(self, clause: Token, speakers: list[int], *, quoted: bool) -> Tone | None:
        """What a clause with a modal verb demands of others, or pledges or threatens in the first person."""
        modals = {c.lower_ for c in children(clause) if label(c) == "aux"}
        doers = subjects(clause)
        if any(c.lower_ in self._negators for c in children(clause)) or clause.pos_ != "VERB":
            return None
        if clause.lemma_.lower() in self._words["deserving_verbs"]:
            return self._deserved(clause, doers, speakers)
        if modals & self._words["binding_modals"]:
            asked = [r for t in doers for r in self.resolver.all_entities(t)]
            refs = self._aimed([r for r in asked if self.resolver.cast.is_a(r.entity, "Actor")], speakers)
            return Tone("Demand", refs) if refs else None
        own = any(t.lower_ in FIRST_PERSON for t in doers)
        if not (quoted and own and modals & self._future):
            return None
        things = [c for c in children(clause) if label(c) in ("obj", "iobj", "obl")]
        refs = self._aimed([r for t in things for r in self._behind(t)], speakers)
        harm = clause.lemma_.lower() in self._words["threatening_verbs"]
        return Tone("Threat" if harm else "Pledge", refs)

    def _deserved(self, clause: Token, doers: list[Token], speakers: list[int]) -> Tone | None:
        """Praise of whoever deserves something, criticism where it is harm."""
        refs = self._aimed([r for t in doers for r in self._behind(t)], speakers)
        due = {c.lemma_.lower() for c in children(clause) if label(c) in ("obj", "xcomp")}
        harm = due & (self._words["threatening_verbs"] | self._words["negative_nouns"])
        return Tone("Criticism" if harm else "Praise", refs) if refs else None


def _is_copular(word: Token) -> bool:
    return word.pos_ in ("NOUN", "ADJ", "PROPN") and any(label(c) == "cop" for c in children(word))

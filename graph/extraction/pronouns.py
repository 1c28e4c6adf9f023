"""Who a pronoun means: the most prominent entity named shortly before that it can mean."""

from __future__ import annotations

from typing import Protocol

from spacy.tokens import Token

from graph.extraction.cast import Cast, Ref
from graph.extraction.clauses import PERSONAL, subjects
from graph.extraction.grammar import children, label

PERSON_PRONOUNS = frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"])
THING_PRONOUNS = frozenset(["it", "its", "itself"])
PLURAL_PRONOUNS = frozenset(["they", "them", "their", "theirs", "themselves"])
FEMALE = frozenset(["she", "her", "hers", "herself"])


class Meaning(Protocol):
    """What other tokens mean, as the resolver of an article knows it."""

    def entities(self, token: Token) -> list[Ref]:
        """What a token refers to."""

    def all_entities(self, token: Token) -> list[Ref]:
        """The same with everything coordinated."""

    def settled(self, index: int) -> list[Ref]:
        """What a subject that is no name was found to mean, if it is one thing."""

    def speaker(self, token: Token) -> Token | None:
        """Who speaks the quotation that a token stands in."""


class Pronouns:
    """Resolves the pronouns of an article.

    Args:
        cast: its entities.
        meaning: what its other words mean.
    """

    def __init__(self, cast: Cast, meaning: Meaning) -> None:
        self.cast, self.meaning = cast, meaning
        self.doc = cast.doc
        self._heads = cast.knowledge.cues.words("positions", "leaders")
        self._heads |= cast.knowledge.cues.words("positions", "offices_of_state")
        self._impersonal = cast.knowledge.cues.words("pronouns", "impersonal_verbs")

    def _candidates(self, token: Token, classes: tuple[str, ...], sentences: int) -> list[tuple[int, Token]]:
        """Entities of these classes named before a token within some sentences, with the naming token."""
        start = token.sent.start
        for _ in range(sentences):
            if start == 0:
                break
            start = self.doc[start - 1].sent.start
        found = []
        others = self._others(token)
        for index in range(start, token.i):
            ref = self.cast.at.get(index)
            for each in self.meaning.settled(index) if ref is None else [ref]:
                if each.entity not in others and self.cast.is_a(each.entity, *classes):
                    found.append((each.entity, self.doc[index]))
        return found

    def _others(self, token: Token) -> set[int]:
        """Who a pronoun cannot mean: what else its verb has as subject or object, and who speaks of him."""
        sides = (
            [c for c in children(token.head) if c.i != token.i and label(c) in ("nsubj", "obj", "iobj")]
            if label(token) != "nmod:poss"
            else []
        )
        if label(token) in ("obj", "iobj") and token.lower_ in ("him", "her"):
            doers = subjects(token.head)  # "X phoned Y and invited her": not X
            sides += [*doers, *(c for t in doers for c in children(t) if label(c) == "appos")]
        speaker = self.meaning.speaker(token) if token.lower_ in PERSON_PRONOUNS else None
        before = token.i - 2
        if label(token) == "nmod:poss" and before >= 0 and self.doc[before + 1].text == ",":
            sides.append(self.doc[before])  # "X, his adviser": not X's own
        refs = [self.cast.at[c.i] for c in sides if c.i in self.cast.at]
        if speaker is not None:
            refs += self.meaning.entities(speaker)
        return {ref.entity for ref in refs}

    def _best(self, token: Token, candidates: list[tuple[int, Token]]) -> int | None:
        """The most prominent candidate: a subject before others, the nearer sentence before the farther."""
        prominent = 0.85 if label(token).startswith(("nsubj", "nmod:poss")) else 0.6
        scores: dict[int, float] = {}
        for entity, at in candidates:
            weight = 1.0 / (1 + (token.i - at.i) / 25) + (prominent if _is_subject(at) else 0)
            distance = 1 + 0.35 * _sentences_between(at, token) + (0.6 if _new_paragraph(at, token) else 0)
            scores[entity] = max(scores.get(entity, 0.0), weight / distance)
        return max(scores, key=scores.__getitem__, default=None)

    def person(self, token: Token) -> list[Ref]:
        """Who "he" or "she" is: nobody of whom the text has spoken as the other."""
        female = token.lower_ in FEMALE
        ahead = self._ahead(token)
        if ahead is not None and self.cast.clusters[ahead].female in (None, female):
            return [Ref(ahead, None, "pronoun")]
        fitting = [
            (e, t)
            for e, t in self._candidates(token, ("Person",), 2)
            if self.cast.clusters[e].female in (None, female)
        ]
        unnamed = self._unnamed_holder(token)
        if unnamed is not None:
            return [unnamed]
        best = self._best(token, fitting)
        if best is None:
            return []
        self.cast.clusters[best].female = female
        return [Ref(best, None, "pronoun")]

    def _unnamed_holder(self, token: Token) -> Ref | None:
        """As in "Norway's prime minister met them, his office said": the state of a subject that only has an office."""
        before = range(token.sent.start, token.i)
        if any(i in self.cast.at and self.cast.is_a(self.cast.at[i].entity, "Person") for i in before):
            return None
        for index in before:
            subject = self.doc[index]
            if (
                label(subject) == "nsubj"
                and subject.lemma_.lower() in self._heads
                and index not in self.cast.at
            ):
                refs = self.meaning.settled(index)
                if refs and not self.cast.is_a(refs[0].entity, "Person"):
                    return Ref(refs[0].entity, None, "pronoun")
        return None

    def _ahead(self, token: Token) -> int | None:
        """The subject that a phrase before it speaks of already ("After her talks, X left")."""
        verb = token.head
        while label(verb).startswith(("obl", "nmod")) and verb.head.i != verb.i:
            verb = verb.head
        if label(token) != "nmod:poss" or verb.pos_ != "VERB" or verb.i == token.head.i:
            return None
        subject = next((c for c in children(verb) if label(c) == "nsubj" and c.i > token.i), None)
        ref = self.cast.at.get(subject.i) if subject is not None else None
        named = range(token.sent.start, token.i)
        others = any(i in self.cast.at and self.cast.is_a(self.cast.at[i].entity, "Person") for i in named)
        return ref.entity if ref is not None and not others and self.cast.is_a(ref.entity, "Person") else None

    def thing(self, token: Token) -> list[Ref]:
        """Which state or body "it" is."""
        empty = label(token) == "expl" and token.head.lemma_ not in PERSONAL
        if token.lower_ == "it" and (empty or token.head.lemma_ in self._impersonal):
            return []  # stands for what is told, not for anybody
        best = self._best(token, self._candidates(token, ("State", "Organization", "Bloc"), 1))
        return [] if best is None else [Ref(best, None, "pronoun")]

    def several(self, token: Token) -> list[Ref]:
        """As in "They": the last subject that is coordinated, plural or a body, else the last organisation."""
        sent = token.sent
        for _ in range(3):
            for other in reversed([t for t in sent if t.i < token.i and label(t).startswith("nsubj")]):
                refs = (
                    self.meaning.all_entities(other)
                    if other.lower_ not in PLURAL_PRONOUNS
                    else self.meaning.entities(other)
                )
                plural = other.tag_ in ("NNS", "NNPS") and not any(
                    self.cast.is_a(ref.entity, "State") and ref.kind == "name" for ref in refs
                )
                body = len(refs) == 1 and self.cast.is_a(refs[0].entity, "Organization")
                if len(refs) > 1 or (refs and plural) or body:
                    return [Ref(ref.entity, None, "pronoun") for ref in refs]
            if sent.start == 0:
                break
            sent = self.doc[sent.start - 1].sent
        best = self._best(token, self._candidates(token, ("Organization", "Bloc", "NationalityGroup"), 1))
        return [] if best is None else [Ref(best, None, "pronoun")]


def _is_subject(token: Token) -> bool:
    for _ in range(4):
        if label(token).startswith("nsubj"):
            return True
        if label(token) not in ("flat", "compound", "conj", "appos", "nmod:poss"):
            return False
        token = token.head
    return False


def _new_paragraph(one: Token, other: Token) -> bool:
    """Whether a line between two tokens ends with its sentence: what is spoken of may change there."""
    doc = one.doc
    return any("\n" in doc[i].text and bool(doc[i + 1].is_sent_start) for i in range(one.i, other.i))


def _sentences_between(one: Token, other: Token) -> int:
    start = one.sent.start
    count = 0
    sent = other.sent
    while sent.start > start and count < 5:
        count += 1
        sent = sent.doc[sent.start - 1].sent
    return count

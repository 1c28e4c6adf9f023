"""Whose a thing or an office is: the state or body that "Indian officials" or "the army of X" act for."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.cast import Cast, Ref
from graph.extraction.grammar import children, conjuncts, label, obliques, preposition, word
from graph.extraction.pronouns import Meaning


class Owners:
    """Finds owners in an article.

    Args:
        cast: its entities.
        meaning: what its words mean.
    """

    def __init__(self, cast: Cast, meaning: Meaning) -> None:
        self.cast, self.meaning = cast, meaning
        self.doc = cast.doc
        self._body_nouns = cast.knowledge.cues.words("stands_for_state", "body_nouns")
        self._home_nouns = cast.knowledge.cues.words("stands_for_state", "home_nouns")

    def acts_for(self, token: Token) -> list[Ref]:
        """The state or body that a noun acts for: "Indian officials", "the army of X", "Trump administration"."""
        inner = sorted(children(token), key=lambda c: (label(c) == "nmod:poss", c.i))
        for child in inner:
            if label(child) in ("amod", "compound", "nmod:poss", "flat", "nmod") and _may_own(child):
                ref = self.cast.at.get(child.i)
                if ref is None and label(child) == "nmod:poss":
                    refs = self.meaning.entities(child)
                    ref = refs[0] if refs else None
                if ref is None and label(child) == "compound":
                    ref = next((self.cast.at[c.i] for c in children(child) if c.i in self.cast.at), None)
                if ref is not None and self._can_own(ref):
                    others = [self.cast.at[t.i] for t in conjuncts(child)[1:] if t.i in self.cast.at]
                    return [self._as_state(r) for r in (ref, *others) if self._can_own(r)]
        before = self._named_before(token)
        if before is not None and self._can_own(before):
            return [self._as_state(before)]
        at_home = word(token) in self._home_nouns
        for marker, noun in obliques(token):
            if marker in ("of", "from", "for") or (marker == "in" and at_home):
                refs = self.meaning.all_entities(noun)
                if refs:
                    return [self._as_state(ref) for ref in refs]
        return []

    def _named_before(self, token: Token) -> Ref | None:
        """The nearest name in the words right before a noun that may belong to its phrase ("UN war crimes experts")."""
        for index in range(token.i - 1, max(-1, token.i - 5), -1):
            word_ = self.doc[index]
            if word_.pos_ not in ("ADJ", "PROPN", "NOUN", "PART") or word_.head.tag_ == "AFX":
                return None  # "a pro-Beijing lawmaker" is not Beijing's
            ref = self.cast.at.get(index)
            if ref is not None and not self.cast.is_a(ref.entity, "Thing"):
                return ref
        return None

    def of(self, token: Token) -> list[Ref]:
        """Whose a thing is: its possessor, the state in its adjective, or who stands behind "of", "by", "between"."""
        found = []
        for child in children(token):
            if label(child) in ("nmod:poss", "amod", "compound"):
                found += (
                    self.meaning.entities(child)
                    if label(child) == "nmod:poss"
                    else [self.cast.at[child.i]]
                    if child.i in self.cast.at
                    else []
                )
        for marker, noun in obliques(token):
            if marker in ("of", "by", "between") and not found:
                found += self.meaning.all_entities(noun)
        if word(token) in self._body_nouns:  # "Colombian rebels" are not Colombia's
            found = [ref for ref in found if not self.cast.is_a(ref.entity, "State")]
        return found

    def of_goods(self, token: Token) -> list[Ref]:
        """Whose a thing is, or where it comes from."""
        behind = [r for m, n in obliques(token) if m == "from" for r in self.meaning.all_entities(n)]
        return behind or self.of(token)

    def _can_own(self, ref: Ref) -> bool:
        return self.cast.is_a(ref.entity, "State", "Organization", "Person", "Bloc", "Region")

    def _as_state(self, ref: Ref) -> Ref:
        if self.cast.is_a(ref.entity, "Person"):
            state = self.cast.state_of(ref.entity)
            return Ref(state if state is not None else ref.entity, None, "nominal")
        return Ref(ref.entity, ref.place, "nominal")


def _may_own(child: Token) -> bool:
    """Whether a phrase on a noun may say whom it acts for ("the army of X"), and not where to it is sent."""
    return label(child) != "nmod" or preposition(child) in (None, "of", "from", "for")

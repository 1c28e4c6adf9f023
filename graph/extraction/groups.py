"""Groups spoken of before: "both countries", "the two leaders", "the ministers"."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.cast import Cast, Ref
from graph.extraction.grammar import children, label
from graph.extraction.pronouns import Meaning

GROUP_WORDS = frozenset(["both", "two"])
DEFINITE = frozenset(["the", "these", "those"])


class Groups:
    """Finds the members of groups in an article.

    Args:
        cast: its entities.
        meaning: what its words mean.
    """

    def __init__(self, cast: Cast, meaning: Meaning) -> None:
        self.cast, self.meaning = cast, meaning
        self.doc = cast.doc
        cues = cast.knowledge.cues
        self._group_state = cues.words("stands_for_state", "group_state")
        self._group_person = cues.words("stands_for_state", "group_person")

    def _is_group(self, token: Token, lemma: str) -> bool:
        if lemma not in self._group_state and lemma not in self._group_person:
            return False
        marks = {c.lower_ for c in children(token)}
        if (
            marks & GROUP_WORDS
        ):  # "two officials said" are none told of before, "both officials" and "the two" are
            return lemma in self._group_state or marks & GROUP_WORDS != {"two"} or bool(marks & DEFINITE)
        return token.tag_ == "NNS" and "the" in marks and lemma in ("side", "leader", "country", "minister")

    def named(self, token: Token, lemma: str) -> list[Ref]:
        """As in "both countries", "the two leaders": the last two named of that kind."""
        if not self._is_group(token, lemma):
            return []
        person = lemma in self._group_person
        if person and not {c.lower_ for c in children(token)} & GROUP_WORDS:
            return self._last_group(token)
        if not person:
            pair = self._last_pair(token)
            if pair:
                return pair
        wanted = "Person" if person else "State"
        seen: list[int] = []
        for index in range(token.i - 1, -1, -1):
            ref = self.cast.at.get(index)
            if ref is None:
                continue
            if self.cast.is_a(ref.entity, wanted) and ref.entity not in seen:
                seen.append(ref.entity)
            if len(seen) == 2 or token.i - index > 160:
                break
        return [Ref(entity, None, "nominal") for entity in reversed(seen)] if len(seen) == 2 else []

    def last_two(self, token: Token) -> list[Ref]:
        """As in "Both promised", "trade between the two": the last two that a subject names together."""
        sent = token.sent
        for _ in range(4):
            for subject in (t for t in sent if label(t).startswith("nsubj") and t.i < token.i):
                refs = self.meaning.all_entities(subject)
                if len(refs) == 2 and all(self.cast.is_a(ref.entity, "Actor") for ref in refs):
                    return [Ref(ref.entity, None, "nominal") for ref in refs]
            if sent.start == 0:
                break
            sent = self.doc[sent.start - 1].sent
        return []

    def _last_pair(self, token: Token) -> list[Ref]:
        """As in "Both countries": the two that the subjects of a sentence shortly before are, or act for."""
        sent = token.sent
        for _ in range(4):
            subjects = [t for t in sent if label(t).startswith("nsubj") and t.i < token.i]
            for subject in subjects:
                refs = self.meaning.all_entities(subject)
                states = dict.fromkeys(s for r in refs if (s := self.cast.state_of(r.entity)) is not None)
                if len(refs) > 1 and len(states) == 2:
                    return [Ref(state, None, "nominal") for state in states]
            if sent.start == 0:
                break
            sent = self.doc[sent.start - 1].sent
        return []

    def _last_group(self, token: Token) -> list[Ref]:
        """As in "The ministers": the last people named together, within some sentences."""
        sent = token.sent
        for _ in range(8):
            if sent.start == 0:
                break
            sent = self.doc[sent.start - 1].sent
            subjects = [t for t in sent if label(t).startswith("nsubj")]
            people = [
                r
                for t in subjects
                for r in self.meaning.all_entities(t)
                if self.cast.is_a(r.entity, "Person")
            ]
            if len({r.entity for r in people}) > 1:
                return [Ref(entity, None, "nominal") for entity in dict.fromkeys(r.entity for r in people)]
        return []

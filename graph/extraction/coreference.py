"""Who is meant: titles, nominals and pronouns of an article resolved to the entities of its cast.

Ambiguous mentions stay open rather than wrong: what cannot be resolved refers to nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from graph.extraction.cast import Cast, Ref
from graph.extraction.clauses import MAX_STEPS, UTTERANCES, authors, subjects
from graph.extraction.grammar import children, conjuncts, label, obliques, tokens, word
from graph.extraction.groups import GROUP_WORDS, Groups
from graph.extraction.mentions import office_at
from graph.extraction.owners import Owners
from graph.extraction.pronouns import PERSON_PRONOUNS, PLURAL_PRONOUNS, THING_PRONOUNS, Pronouns

FIRST_PERSON = frozenset(["i", "we", "us", "our", "ours", "my", "me", "mine", "myself", "ourselves"])


COUNTING = frozenset("one some many most both several all none".split())
REACH = 250  # tokens within which "the statement" takes up a statement


class Resolver:
    """Answers which entities a token means, in order of the text.

    Args:
        cast: the named entities; nominals that are resolved are added to it.
    """

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.doc = cast.doc
        cues = cast.knowledge.cues
        self._for_state = cues.words("stands_for_state", "nouns")
        self._offices_of_state = cues.words("positions", "offices_of_state")
        self._plural_nouns = cues.words("definite_nouns", "ArmedGroup")
        self._for_body = cues.words("stands_for_state", "body_nouns")
        self._state_nouns = cues.words("stands_for_state", "state_nouns")
        self._offices = cues.words("positions", "heads")
        self._appositives = cues.classes("appositives")
        self._class_nouns = cues.classes("definite_nouns")
        self._pronouns = Pronouns(cast, self)
        self.owners = Owners(cast, self)
        self._groups = Groups(cast, self)
        self.holders: dict[tuple[str, int | None], int] = {}  # (office or its last word, state) -> person
        self.offices_at: dict[int, int] = {}  # token of an office's noun -> the person it stands with
        self._memo: dict[int, list[Ref]] = {}
        self._busy: set[int] = set()
        self._speaker_of: Callable[[Token], Token | None] = lambda _: None

    def forget(self) -> None:
        """Resolve everything anew: who holds which office is known by now."""
        self._memo.clear()

    def listen(self, speaker_of: Callable[[Token], Token | None]) -> None:
        """Let "we" and "I" in a quotation mean whoever this function names."""
        self._speaker_of = speaker_of

    def settled(self, index: int) -> list[Ref]:
        """What a subject that is no name was found to mean, if it is one thing."""
        refs = self._memo.get(index, [])
        return refs if len(refs) == 1 and label(self.doc[index]).startswith("nsubj") else []

    def speaker(self, token: Token) -> Token | None:
        """Who speaks the quotation that a token stands in."""
        return self._speaker_of(token)

    def settle(self) -> None:
        """Resolve all subjects in order of the text: a pronoun may mean what the one before it meant."""
        for token in tokens(self.doc):
            if label(token).startswith("nsubj"):
                self.entities(token)

    def entities(self, token: Token) -> list[Ref]:
        """What a noun, name or pronoun refers to, without what is coordinated with it."""
        if token.i in self._memo:
            return self._memo[token.i]
        if token.i in self._busy:
            return []
        self._busy.add(token.i)
        found = self._resolve(token)
        self._busy.discard(token.i)
        self._memo[token.i] = found
        return found

    def all_entities(self, token: Token) -> list[Ref]:
        """The same with everything coordinated, each entity once."""
        found: list[Ref] = []
        for part in self._with_named_conjuncts(token):
            for ref in self.entities(part):
                if all(ref.entity != other.entity for other in found):
                    found.append(ref)
        if label(token).startswith("nsubj"):
            named = self._row_of_names(token) or self._among_others(token)
            found.extend(ref for ref in named if all(ref.entity != other.entity for other in found))
        return found

    def _row_of_names(self, token: Token) -> list[Ref]:
        """People named in a row between a subject and its verb, where the parse has lost some of them."""
        verb = token.head
        between = [self.doc[i] for i in range(token.i, verb.i)]
        if not between or any(t.pos_ in ("VERB", "AUX") for t in between) or between[0].i not in self.cast.at:
            return []
        refs = [self.cast.at[t.i] for t in between if t.i in self.cast.at]
        people = [ref for ref in refs if self.cast.is_a(ref.entity, "Person")]
        commas = sum(t.text == "," for t in between)
        return people if len({ref.entity for ref in people}) > 2 and commas > 1 else []

    def _among_others(self, token: Token) -> list[Ref]:
        """As in "Zambia and its creditors, including China": who is among the ones not named."""
        if all(self.entities(part) for part in conjuncts(token)):
            return []
        return [r for m, n in obliques(token) if m == "including" for r in self.all_entities(n)]

    def _with_named_conjuncts(self, token: Token) -> list[Token]:
        """A token's conjuncts, those that hang on another word of its name among them."""
        found = conjuncts(token)
        for part in list(found):
            ref = self.cast.at.get(part.i)
            index = part.i + 1
            while ref is not None and index in self.cast.at and self.cast.at[index].entity == ref.entity:
                found.extend(
                    t
                    for c in children(self.doc[index])
                    if label(c) == "conj"
                    for t in conjuncts(c)
                    if t not in found
                )
                index += 1
        return found

    def _resolve(self, token: Token) -> list[Ref]:
        ref = self.cast.at.get(token.i)
        if ref is not None:
            return [self._spokesperson(token) or ref]
        low = token.lower_
        if low in PERSON_PRONOUNS:
            return self._pronouns.person(token)
        if low in THING_PRONOUNS:
            return self._pronouns.thing(token)
        if low in PLURAL_PRONOUNS:
            return self._pronouns.several(token)
        if low in FIRST_PERSON:
            speaker = self._speaker_of(token)
            return [] if speaker is None else [Ref(r.entity, None, "pronoun") for r in self.entities(speaker)]
        if token.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON"):
            return self._nominal(token)
        return []

    def _spokesperson(self, token: Token) -> Ref | None:
        """The person whom a body's name only introduces ("Foreign Ministry spokeswoman X")."""
        for child in children(token):
            ref = (
                self.cast.at.get(child.i) if label(child) in ("flat", "appos") and child.i > token.i else None
            )
            office = self.doc[child.i - 1].lower_ in self._offices
            if ref is not None and office and self.cast.is_a(ref.entity, "Person"):
                return ref
        return None

    # -- nominals ------------------------------------------------------------------------------------

    def _nominal(self, token: Token) -> list[Ref]:
        """The first reading of a common noun that gives an entity: the surest readings come first."""
        if token.i in self.offices_at and token.tag_ not in ("NNS", "NNPS"):
            return [Ref(self.offices_at[token.i], None, "nominal")]
        lemma = word(token)
        if token.lower_ in GROUP_WORDS and label(token).startswith(("nsubj", "obl", "nmod", "obj")):
            return self._groups.last_two(token)
        return (
            self._apposed(token)
            or self._groups.named(token, lemma)
            or self._thing_inside(token, lemma)
            or self._included(token)
            or self._holder(token, lemma)
            or self._acted_for(token, lemma)
            or self._author(token, lemma)
            or self._last_of_class(token, lemma)
        )

    def _included(self, token: Token) -> list[Ref]:
        """What a noun is said to include: "firms including A and B", "critics, which include C"."""
        found = [
            ref
            for marker, noun in obliques(token)
            if marker in ("including", "such as", "like")
            for ref in self.all_entities(noun)
        ]
        for child in children(token):
            if label(child) in ("acl:relcl", "acl") and child.lemma_ in ("include", "comprise"):
                found += [r for c in children(child) if label(c) == "obj" for r in self.all_entities(c)]
        return found

    def _acted_for(self, token: Token, lemma: str) -> list[Ref]:
        """The state or body that "Indian officials" act for, or the state that "the country" takes up."""
        before = token.doc[token.i - 1].lower_ if token.i else ""
        for_state = lemma in self._for_state or f"{before} {lemma}" in self._for_state
        if for_state or lemma in self._for_body or lemma in self._offices:
            owner = [] if lemma == "counterpart" and _has_owner(token) else self.owners.acts_for(token)
            if lemma in self._for_body:
                owner = [r for r in owner if not self.cast.is_a(r.entity, "State")]
            regional = lemma in self._state_nouns and any(self.cast.is_a(r.entity, "Region") for r in owner)
            if owner and not regional:
                return owner
        if lemma in self._offices_of_state and token.tag_ == "NN" and self._definite(token):
            return self._speakers_state(token)
        if lemma not in self._state_nouns or not self._definite(token):
            return []
        own = [c for c in children(token) if label(c) == "nmod:poss" and c.tag_ == "PRP$"]
        if own:  # "his country"
            states = (self.cast.state_of(ref.entity) for ref in self.entities(own[0]))
            return [Ref(state, None, "nominal") for state in states if state is not None]
        return self._last_state(token)

    def _speakers_state(self, token: Token) -> list[Ref]:
        """As in "A White House spokesman said the president ...": the state of who reports it."""
        clause = token
        for _ in range(MAX_STEPS):
            if clause.head.i == clause.i:
                return []
            reported = label(clause) == "ccomp" and clause.i > token.sent.start
            clause = clause.head
            if reported and clause.pos_ == "VERB":
                break
        states = (
            self.cast.state_of(r.entity) for s in subjects(clause) if s.i < token.i for r in self.entities(s)
        )
        return [Ref(state, None, "nominal") for state in states if state is not None][:1]

    def acting_for(self, token: Token) -> list[Ref]:
        """The state or body that a common noun acts for, whatever thing is named inside it."""
        return self._acted_for(token, word(token)) if token.i not in self.cast.at else []

    def _apposed(self, token: Token) -> list[Ref]:
        """A name in apposition to a common noun ("airline Mahan Air", "his counterpart, X")."""
        found: list[Ref] = []
        for child in children(token):
            if label(child) in ("appos", "flat", "nmod:desc") or (
                label(child) == "compound" and child.i > token.i
            ):
                found.extend(self.all_entities(child))
        counts = token.pos_ == "NUM" or token.lower_ in COUNTING
        if not found and counts:  # "one of these groups, the X", "eleven of the council's members"
            of = [n for m, n in obliques(token) if m == "of"]
            found = [r for n in of for r in self._apposed(n) or self.acting_for(n)]
        listed = self._list_behind(token)
        return listed if len(listed) > len(found) else found

    def _list_behind(self, token: Token) -> list[Ref]:
        """As in "The ministers, A, B and C", "Presidents A of X and B of Y": people named right behind an office."""
        doc, index = self.doc, token.i + 1
        if token.tag_ not in ("NNS", "NNPS") or index >= len(doc):
            return []
        if doc[index].text != "," and index not in self.cast.at:
            return []
        found: list[Ref] = []
        while index < len(doc) and (doc[index].lower_ in (",", "and", "of", "the") or index in self.cast.at):
            ref = self.cast.at.get(index)
            person = ref is not None and self.cast.is_a(ref.entity, "Person")
            if ref is not None and not person and doc[index - 1].lower_ not in ("of", "the"):
                break
            if ref is not None and person and all(ref.entity != other.entity for other in found):
                found.append(ref)
            index += 1
        return found if len(found) > 1 else []

    def _thing_inside(self, token: Token, lemma: str) -> list[Ref]:
        """As in "The S-400 missile system": the named thing inside a noun phrase whose head says its kind."""
        for child in children(token):
            ref = self.cast.at.get(child.i)
            if ref is None or child.i > token.i or label(child) not in ("compound", "amod", "nmod:desc"):
                continue
            kind = self.cast.clusters[ref.entity].type
            said = self._appositives.get(lemma, "")
            body = self.cast.knowledge.ontology.is_a(said, "Organization") if said else False
            if self.cast.is_a(ref.entity, "Thing", "Text") or said == kind:
                return [ref]
            if body and self.cast.is_a(ref.entity, "Organization", "Bloc"):  # "the Mercosur trading group"
                return [ref]
        return []

    def _author(self, token: Token, lemma: str) -> list[Ref]:
        """As in "The statement said": whose the last such text was ("in a statement, X ...", "X's statement")."""
        if lemma not in UTTERANCES or token.tag_ != "NN" or not label(token).startswith("nsubj"):
            return []
        marks = {c.lower_ for c in children(token)}
        if not marks & {"the", "this"} or any(c.i in self.cast.at for c in children(token)):
            return []
        for index in range(token.i - 1, max(-1, token.i - REACH), -1):
            other = self.doc[index]
            if other.lemma_.lower() == lemma and other.pos_ == "NOUN":
                told = [r for t in authors(other) if t.i != index for r in self.entities(t)]
                if told:
                    return [Ref(r.entity, None, "nominal") for r in told]
        return []

    def _definite(self, token: Token) -> bool:
        return any(c.lower_ in ("the", "this", "that", "his", "her", "their", "its") for c in children(token))

    def _holder(self, token: Token, lemma: str) -> list[Ref]:
        """As in "The Russian president": who holds that office in this article."""
        if lemma not in self._offices or token.tag_ in ("NNS", "NNPS"):  # "two officials" are not that one
            return []
        owner = self.owners.acts_for(token)
        state = owner[0].entity if owner else None
        office = office_at(token, self.cast.knowledge)  # "the prime minister" is not any minister
        person = self.holders.get((office, state))
        if person is None and state is None and self._definite(token) and token.tag_ == "NN":
            fitting = {p for (held, _), p in self.holders.items() if held == office}
            person = fitting.pop() if len(fitting) == 1 else self._recent(token, lambda i: i in fitting, 120)
        return [] if person is None else [Ref(person, None, "nominal")]

    def _recent(self, token: Token, test: Callable[[int], bool], reach: int) -> int | None:
        for index in range(token.i - 1, max(-1, token.i - reach), -1):
            ref = self.cast.at.get(index)
            if ref is not None and test(ref.entity):
                return ref.entity
        return None

    def _last_state(self, token: Token) -> list[Ref]:
        """As in "The country": the last state named that the sentence's own subject does not act for."""
        own = self._clause_states(token)
        state = self._recent(token, lambda i: self.cast.is_a(i, "State") and i not in own, 150)
        return [] if state is None else [Ref(state, None, "nominal")]

    def _clause_states(self, token: Token) -> set[int]:
        verb = token.head
        for _ in range(6):
            if verb.pos_ == "VERB" or verb.head.i == verb.i:
                break
            verb = verb.head
        states = set()
        for child in children(verb):
            if label(child).startswith("nsubj") and child.i != token.i:
                for ref in self.entities(child):
                    state = self.cast.state_of(ref.entity)
                    if state is not None:
                        states.add(state)
        return states

    def _last_of_class(self, token: Token, lemma: str) -> list[Ref]:
        if lemma not in self._appositives and lemma not in self._class_nouns:
            return []
        if not self._definite(token) or token.tag_ != ("NNS" if lemma in self._plural_nouns else "NN"):
            return []
        kind = self._class_nouns.get(lemma) or self._appositives[lemma]
        if kind in ("City", "Region", "Facility"):
            return []
        entity = self._recent(token, lambda i: self.cast.is_a(i, kind), 150)
        return [] if entity is None else [Ref(entity, None, "nominal")]


def _has_owner(token: Token) -> bool:
    """Whether a noun has a possessor and no adjective of a nation: "his counterpart" is not of his state."""
    kinds = {label(child) for child in children(token)}
    return "nmod:poss" in kinds and not kinds & {"amod", "compound"}

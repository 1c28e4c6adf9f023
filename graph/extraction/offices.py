"""Offices of a whole article: around names, by a verb that puts somebody into one, beside a counterpart."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from graph.extraction.cast import Cast
from graph.extraction.clauses import objects, subjects
from graph.extraction.coreference import Resolver
from graph.extraction.grammar import children, is_denied, label, tokens
from graph.extraction.positions import Position, Reader
from graph.model import TenureStatus


def find_positions(doc: Doc, cast: Cast, resolver: Resolver) -> Iterator[Position]:
    """The positions that a document tells, in text order; the same one may come more than once."""
    reader = Reader(doc, cast, resolver)
    starts: dict[int, int] = {}
    for index, ref in sorted(cast.at.items()):
        if cast.is_a(ref.entity, "Person") and ref.kind == "name":
            if index - 1 in cast.at and cast.at[index - 1].entity == ref.entity:
                continue
            starts[index] = ref.entity
    named = [position for start, person in starts.items() for position in reader.named(start, person)]
    yield from named
    told = Told(reader)
    yield from told.installed()
    yield from told.counterparts({position.holder: position for position in reversed(named)})
    yield from told.several()


class Told:
    """Reads offices that do not stand beside the name of their holder.

    Args:
        reader: reads those around names.
    """

    def __init__(self, reader: Reader) -> None:
        self.reader, self.doc, self.cast, self.resolver = reader, reader.doc, reader.cast, reader.resolver
        cues = self.cast.knowledge.cues
        self.installing = cues.words("positions", "installing")
        self.becoming = cues.words("positions", "becoming")

    def counterparts(self, known: dict[int, Position]) -> Iterator[Position]:
        """As in "the minister A and his Greek and French counterparts, B and C": the same office elsewhere.

        Args:
            known: an office of each person who has one, for where none is named in the sentence ("his counterpart").
        """
        for token in tokens(self.doc):
            if token.lemma_.lower() != "counterpart":
                continue
            people = [r.entity for r in self.resolver.entities(token) if self.cast.is_a(r.entity, "Person")]
            behind = token.i + (2 if self.doc[token.i + 1 : token.i + 2].text == "," else 1)
            if behind in self.cast.at and not people:
                people = [self.cast.at[behind].entity]
            states, office = self._states_before(token), self._same_office(token, known)
            if office is None or len(people) != len(states):
                continue
            title, head, status = office
            for person, state in zip(people, states, strict=True):
                if self.cast.is_a(person, "Person"):
                    yield Position(person, title, head, state, status, token)

    def _same_office(self, token: Token, known: dict[int, Position]) -> tuple[str, str, TenureStatus] | None:
        """The title, head and status of the office that a counterpart has too."""
        before = reversed(list(self.doc[token.sent.start : token.i]))
        office = next((t for t in before if t.lower_ in self.reader.heads), None)
        if office is not None:
            first, status = self.reader.leftwards(office.i)
            return " ".join(self.doc[first : office.i + 1].text.split()), office.lower_, status
        for owner in (c for c in children(token) if label(c) == "nmod:poss"):
            for ref in self.resolver.entities(owner):
                if ref.entity in known:
                    held = known[ref.entity]
                    return held.title, held.head, held.status
        return None

    def installed(self) -> Iterator[Position]:
        """As in "X was elected president of Y", "X, who was sworn in as Y's president"."""
        for verb in tokens(self.doc):
            lemma = verb.lemma_.lower()
            if lemma not in self.installing | self.becoming or verb.tag_ not in ("VBD", "VBN"):
                continue
            if is_denied(verb) or any(c.tag_ == "MD" for c in children(verb)):
                continue
            people = subjects(verb) if lemma in self.becoming else objects(verb)
            found = [r.entity for t in people for r in self.resolver.entities(t)]
            holders = [entity for entity in found if self.cast.is_a(entity, "Person")]
            for office in self._made(verb) if len(holders) == 1 else ():
                held = self.reader.compose(office.i, self.reader.complement_end(office.i), holders[0])
                if held is not None and held.of is not None:
                    yield held

    def _made(self, verb: Token) -> Iterator[Token]:
        """The office that somebody is put into by a verb."""
        for child in children(verb):
            made = label(child) in ("xcomp", "obj") or (
                label(child) == "obl" and any(c.lower_ == "as" for c in children(child))
            )
            if made and child.lower_ in self.reader.heads:
                yield child

    def several(self) -> Iterator[Position]:
        """As in "Foreign ministers A of Chile and B of Peru": one office of several people, each with a state."""
        for token in tokens(self.doc)[:-1]:
            ref = self.cast.at.get(token.i + 1)
            if (
                token.tag_ not in ("NNS", "NNPS")
                or token.lemma_.lower() not in self.reader.heads
                or ref is None
            ):
                continue
            first, status = self.reader.leftwards(token.i)
            title = " ".join([*(t.text for t in self.doc[first : token.i]), token.lemma_])
            for person, state in self._row(token.i + 1):
                yield Position(person, title, token.lemma_.lower(), state, status, token)

    def _row(self, index: int) -> Iterator[tuple[int, int]]:
        """People in a row from a token on, each with the state behind "of"."""
        person: int | None = None
        while index < len(self.doc):
            ref, text = self.cast.at.get(index), self.doc[index].lower_
            if ref is not None and self.cast.is_a(ref.entity, "Person"):
                person = ref.entity
            elif ref is not None and person is not None and self.doc[index - 1].lower_ in ("of", "the"):
                if self.cast.is_a(ref.entity, "State"):
                    yield person, ref.entity
                person = None
            elif ref is None and text not in ("of", "the", "and", ","):
                return
            index += 1

    def _states_before(self, token: Token) -> list[int]:
        """The states whose adjectives stand in a row right before a noun, in order."""
        found: list[int] = []
        index = token.i - 1
        while index >= 0 and (index in self.cast.at or self.doc[index].text in (",", "and", "-")):
            ref = self.cast.at.get(index)
            if ref is not None and self.cast.is_a(ref.entity, "State") and ref.entity not in found:
                found.insert(0, ref.entity)
            index -= 1
        return found

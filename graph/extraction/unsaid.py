"""Whose an office is where its state goes unsaid ("Foreign Minister X"): told by what stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from graph.extraction.cast import Cast
from graph.extraction.grammar import children, label, tokens
from graph.extraction.positions import Position

# Auxiliaries of what a speaker announces for his own side ("X will send a battery, Defence Minister Y said").
OWN_PLANS = frozenset({"will", "would", "'ll", "’ll"})
NEAR_START = 6  # tokens from the start of a sentence within which its first name counts as what it is about


def infer_states(cast: Cast, positions: list[Position]) -> list[Position]:
    """Give a state to offices named without one ("Prime Minister X"), as a paper understands it.

    In this order: the state whose parliament is addressed; the one that will do what the speaker announces; the one
    that the sentence before is about; that of the dateline; the one most spoken of. A state whose holder of the same
    office is named does not count, nor one that the holder speaks against, nor for a leader one led by another.
    """
    found: list[Position] = []
    context = _Context(cast, positions)
    for position in positions:
        of = position.of if position.of is not None else context.known.get(position.holder)
        if of is not None and cast.is_a(of, "Person") and position.head not in context.spokes:
            of = context.known.get(of, cast.state_of(of))  # "his vice president" is that of his country
        elif of is None and context.is_office_of_state(position):
            of = next(context.fitting(position), None)
        if of is not None:
            context.learn(position, of)
        found.append(replace(position, of=of))
    return found


class _Context:
    """What an article tells of its states and their offices."""

    def __init__(self, cast: Cast, positions: list[Position]) -> None:
        self.cast, self.doc = cast, cast.doc
        cues = cast.knowledge.cues
        self.spokes = cues.words("positions", "spokesperson")
        self._offices = cues.words("positions", "offices_of_state")
        self._leaders = cues.words("positions", "leaders")
        told = [p for p in positions if p.of is not None]
        self.known = {p.holder: p.of for p in told if p.of is not None and not cast.is_a(p.of, "Person")}
        self._taken = {(p.title.lower(), cast.state_of(p.of)): p.holder for p in told}
        self._led = {cast.state_of(p.of): p.holder for p in told if _leads(p, self._leaders)}
        self._spoken_of = _leaders_spoken_of(cast, self._leaders)
        self._home = _dateline_state(cast)
        states = [c for c in cast.clusters if c.type == "State" and c.mentions]
        self._usual = [c.index for c in sorted(states, key=lambda c: (-len(c.mentions), c.index))]

    def is_office_of_state(self, position: Position) -> bool:
        """Whether an office belongs to a state even where none is named with it."""
        before = self.doc[position.token.i - 1].lower_ if position.token.i else ""
        return position.head in self._offices or (position.head in self.spokes and before == "ministry")

    def learn(self, position: Position, of: int) -> None:
        """Remember whose an office is."""
        self.known.setdefault(position.holder, of)
        if _leads(position, self._leaders):
            self._led.setdefault(of, position.holder)

    def fitting(self, position: Position) -> Iterator[int]:
        """The states that the office may belong to, the likeliest first."""
        against = self._opposed(position)
        for state in dict.fromkeys(self._likely(position)):
            free = self._taken.get((position.title.lower(), state), position.holder) == position.holder
            led = _leads(position, self._leaders) and not _may_lead(
                position, state, self._led, self._spoken_of
            )
            if free and not led and state not in against:
                yield state

    def _likely(self, position: Position) -> Iterator[int]:
        sent = position.token.sent
        yield from self._addressed(position)
        for token in sent:
            announced = any(c.lower_ in OWN_PLANS for c in children(token.head))
            if label(token).startswith("nsubj") and announced:
                yield from self._state_at(token)
        if sent.start and position.token.i - sent.start < NEAR_START:
            yield from self._about(self.doc[sent.start - 1].sent)
        if self._home is not None:
            yield self._home
        yield from self._usual

    def _verb(self, position: Position) -> Token | None:
        """The verb of which the holder is the subject."""
        for index in range(position.token.i, min(len(self.doc), position.token.i + 4)):
            token = self.doc[index]
            if label(token).startswith("nsubj") and token.head.pos_ == "VERB":
                return token.head
        return None

    def _addressed(self, position: Position) -> Iterator[int]:
        """As in "Defence Minister X told the Bundestag": the state of the body that is spoken to."""
        verb = self._verb(position)
        for token in children(verb) if verb is not None and verb.lemma_ in ("tell", "address") else ():
            ref = self.cast.at.get(token.i)
            if ref is not None and self.cast.is_a(ref.entity, "GovernmentBody"):
                yield from self._state_at(token)

    def _opposed(self, position: Position) -> set[int]:
        """The states among what the holder's verb is done to ("summoned the Chinese ambassador")."""
        verb = self._verb(position)
        things = [c for c in children(verb) if label(c) in ("obj", "iobj")] if verb is not None else []
        if verb is not None and verb.lemma_ in ("tell", "address"):
            return set()
        return {state for thing in things for token in thing.subtree for state in self._state_at(token)}

    def _about(self, sent: Span) -> Iterator[int]:
        """The state whose name opens a sentence as its subject."""
        for token in sent[:NEAR_START]:
            if label(token).startswith("nsubj") and token.i in self.cast.at:
                yield from self._state_at(token)

    def _state_at(self, token: Token) -> Iterator[int]:
        ref = self.cast.at.get(token.i)
        if ref is not None:
            state = self.cast.state_of(self.known.get(ref.entity, ref.entity))
            if state is not None:
                yield state


def _dateline_state(cast: Cast) -> int | None:
    """The state of the city that stands before a dash or in capitals at the start of the text."""
    doc: Doc = cast.doc
    first = next((t.i for t in tokens(doc) if not t.is_space), None)
    ref = cast.at.get(first) if first is not None else None
    dash = any(t.text in ("-", "–", "—") for t in doc[:12])
    if ref is None or not (dash or doc[first or 0].is_upper):
        return None
    city = ref.place if ref.place is not None else ref.entity
    actor = cast.knowledge.actors.by_id.get(cast.clusters[city].actor or "")
    return cast.state_of_place(city) if actor is not None and actor.type == "City" else None


def _leads(position: Position, leaders: frozenset[str]) -> bool:
    return position.head in leaders or position.title.lower() == "prime minister"


def _leaders_spoken_of(cast: Cast, leaders: frozenset[str]) -> dict[int, list[Token]]:
    """By state, the words for its leader that stand with no name ("the Russian president")."""
    found: dict[int, list[Token]] = {}
    for token in tokens(cast.doc)[1:]:
        if token.lower_ not in leaders:
            continue
        ref = cast.at.get(token.i - 1)
        named = token.i + 1 < len(cast.doc) and token.i + 1 in cast.at
        if ref is not None and not named and cast.is_a(ref.entity, "State"):
            found.setdefault(ref.entity, []).append(token)
    return found


def _may_lead(
    position: Position, state: int, led: dict[int | None, int], spoken_of: dict[int, list[Token]]
) -> bool:
    """Whether nobody else is known to lead a state: by name, in another office, or before this one is named."""
    others = spoken_of.get(state, ())
    return led.get(state, position.holder) == position.holder and not any(
        token.lower_ != position.head or token.i < position.token.i for token in others
    )

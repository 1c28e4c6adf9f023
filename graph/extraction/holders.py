"""Offices whose holder or state the words beside a name do not tell, and who holds which in an article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from graph.extraction.cast import Cast
from graph.extraction.coreference import Resolver
from graph.extraction.positions import Position, Reader
from graph.model import TenureStatus

REACH = 3  # sentences back in which the holder of an office named later is looked for


def infer_holders(doc: Doc, cast: Cast, resolver: Resolver, positions: list[Position]) -> Iterator[Position]:
    """Offices told by a later "the Russian president" of somebody who was named without one.

    Only where one person, without an office, is named in the same sentence or the few before; else it stays open.
    """
    reader = Reader(doc, cast, resolver)
    offices = cast.knowledge.cues.words("positions", "offices_of_state")
    placed = {p.holder for p in positions}
    held = {(p.head, cast.state_of(p.of)) for p in positions}
    for token in doc:
        if token.lower_ not in offices or token.i in cast.at or token.i in resolver.offices_at:
            continue
        first, status = reader.leftwards(token.i)
        owner = reader.owner_before(first)
        definite = any(c.lower_ == "the" for c in token.children)
        if (
            owner is None
            or not definite
            or not cast.is_a(owner.entity, "State")
            or reader.names_next(token.i)
        ):
            continue
        if (token.lower_, owner.entity) in held:
            continue
        recent = _last_people(token, cast)
        if len(recent) == 1 and not recent & placed:
            person = recent.pop()
            placed.add(person)
            held.add((token.lower_, owner.entity))
            title = " ".join(doc[first : token.i + 1].text.split())
            yield Position(person, title, token.lower_, owner.entity, status, token)


def _leads(position: Position, leaders: frozenset[str]) -> bool:
    return position.head in leaders or position.title.lower() == "prime minister"


def _last_people(token: Token, cast: Cast) -> set[int]:
    """The people named in the nearest sentences before a token that name any, its own and the one before as one."""
    doc, start = token.doc, token.sent.start
    for _ in range(REACH):
        start = doc[start - 1].sent.start if start else 0
        named = (cast.at[i].entity for i in range(start, token.i) if i in cast.at)
        people = {entity for entity in named if cast.is_a(entity, "Person")}
        if people:
            return people
    return set()


def remember_holders(cast: Cast, resolver: Resolver, positions: list[Position]) -> None:
    """Let "the Russian president" mean its holder, and each person represent the state or body of the office."""
    for position in positions:
        resolver.offices_at[position.token.i] = position.holder
        cluster = cast.clusters[position.holder]
        if position.of is not None and cluster.represents is None and position.of != position.holder:
            cluster.represents = position.of
    for position in positions:
        state = cast.state_of(position.of)
        for key in {(position.head, state), (position.head, position.of)}:
            if position.status is not TenureStatus.FORMER or key not in resolver.holders:
                resolver.holders[key] = position.holder


def infer_states(cast: Cast, positions: list[Position]) -> list[Position]:
    """Give a state to offices named without one ("Prime Minister X"): the one the article is mostly about.

    A paper leaves the country out where it is understood, that is, for the country most spoken of. A state whose
    holder of the same office is named does not count, nor for a leader one that another person leads.
    """
    states = sorted(
        (c for c in cast.clusters if c.type == "State" and c.mentions),
        key=lambda c: (-len(c.mentions), c.index),
    )
    known = {p.holder: p.of for p in positions if p.of is not None and not cast.is_a(p.of, "Person")}
    taken = {(p.title.lower(), cast.state_of(p.of)): p.holder for p in positions if p.of is not None}
    spokes = cast.knowledge.cues.words("positions", "spokesperson")
    offices = cast.knowledge.cues.words("positions", "offices_of_state")
    leaders = cast.knowledge.cues.words("positions", "leaders")
    led = {cast.state_of(p.of): p.holder for p in positions if p.of is not None and _leads(p, leaders)}
    spoken_of = _leaders_spoken_of(cast, leaders)
    found = []
    for position in positions:
        of = position.of if position.of is not None else known.get(position.holder)
        if of is not None and cast.is_a(of, "Person") and position.head not in spokes:
            of = known.get(of, cast.state_of(of))  # "his vice president" is that of his country
        elif of is None and position.head in offices:
            fitting = [
                s.index
                for s in states
                if taken.get((position.title.lower(), s.index), position.holder) == position.holder
                and (not _leads(position, leaders) or _may_lead(position, s.index, led, spoken_of))
            ]
            of = fitting[0] if fitting else None
        if of is not None:
            known.setdefault(position.holder, of)
            if _leads(position, leaders):
                led.setdefault(of, position.holder)
        found.append(replace(position, of=of))
    return found


def _leaders_spoken_of(cast: Cast, leaders: frozenset[str]) -> dict[int, list[Token]]:
    """By state, the words for its leader that stand with no name ("the Russian president")."""
    found: dict[int, list[Token]] = {}
    for token in cast.doc[1:]:
        ref = cast.at.get(token.i - 1)
        named = token.i + 1 < len(cast.doc) and token.i + 1 in cast.at
        if token.lower_ in leaders and ref is not None and not named and cast.is_a(ref.entity, "State"):
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

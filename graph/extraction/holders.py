"""Offices whose holder the words beside them do not tell, and who holds which in an article."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from graph.extraction.cast import Cast
from graph.extraction.coreference import Resolver
from graph.extraction.grammar import children, tokens
from graph.extraction.mentions import office_at
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
    for token in tokens(doc):
        if token.lower_ not in offices or token.i in cast.at or token.i in resolver.offices_at:
            continue
        first, status = reader.leftwards(token.i)
        owner = reader.owner_before(first)
        definite = any(c.lower_ == "the" for c in children(token))
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
        state, office = cast.state_of(position.of), office_at(position.token, cast.knowledge)
        for key in {(name, of) for name in (position.head, office) for of in (state, position.of)}:
            if position.status is not TenureStatus.FORMER or key not in resolver.holders:
                resolver.holders[key] = position.holder

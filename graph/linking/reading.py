"""The entities of a record as linking sees them: the user's decisions applied, the context gathered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from graph.iris import actor_iri
from graph.knowledge.actors import Actors
from graph.linking.groups import Seen
from graph.linking.names import fold
from graph.linking.overrides import PAIRS, Override
from graph.model import Article, Entity, Event, Extraction, Packed
from graph.namespaces import ID

_NODE = re.compile(rf"(?:{re.escape(ID)})?[a-z]+/[A-Za-z0-9-]+")


MAIN = frozenset({"actor", "target", "participant"})
"""The roles that tell events apart."""


class Outline(NamedTuple):
    """An event as far as it is compared with others.

    Attributes:
        key: unique in the article.
        type: local name of its class.
        arguments: role and filler of the main arguments.
        when: its date, or None.
        theme: the folded theme, empty where there is none.
    """

    key: str
    type: str
    arguments: tuple[tuple[str, str], ...]
    when: str | None
    theme: str


@dataclass(frozen=True, slots=True)
class Digest(Packed):
    """What linking has to know of a record.

    Attributes:
        article: the article, without its text.
        seen: its entities in their order, and whether the user drops each.
        events: its events.
    """

    article: Article
    seen: tuple[tuple[Seen, bool], ...]
    events: tuple[Outline, ...]


def read_digest(record: Extraction, *, actors: Actors, overrides: Sequence[Override] = ()) -> Digest:
    """What linking has to know of a record, whatever the others say."""
    article = Article(record.article.id, "", (), date=record.article.date)
    seen = tuple(_read_seen(record, article, actors, overrides))
    return Digest(article, seen, tuple(map(_outline, record.events)))


def _outline(event: Event) -> Outline:
    arguments = tuple((each.role, each.filler) for each in event.arguments if each.role in MAIN)
    return Outline(event.key, event.type, arguments, event.date, fold(event.theme) if event.theme else "")


def _read_seen(
    record: Extraction, article: Article, actors: Actors, overrides: Sequence[Override]
) -> Iterator[tuple[Seen, bool]]:
    pairs = [each for each in overrides if each.kind in PAIRS]
    entities = {entity.key: entity for entity in record.entities}
    positions: dict[str, set[str]] = {}
    for tenure in record.tenures:
        positions.setdefault(tenure.holder, set()).add(fold(tenure.position))
    for entity in record.entities:
        mine = [each for each in overrides if each.concerns(article.id, entity)]
        represents = _represented(entity, entities, actors)
        held = frozenset(positions.get(entity.key, ()))
        seen = _seen(article, entity, mine, actors, represents, held)
        concerned = (number for number, each in enumerate(pairs) if each.concerns(article.id, seen.entity))
        yield (
            replace(seen, entity=_slim(seen.entity), pairs=frozenset(concerned)),
            any(each.kind == "drop" for each in mine),
        )


def _slim(entity: Entity) -> Entity:
    """An entity without the mentions that linking has no use for: one by name tells enough."""
    if len(entity.mentions) < 2:
        return entity
    mentions = sorted(entity.mentions, key=lambda mention: mention.kind != "name")[:1]
    return replace(entity, mentions=tuple(mentions))


def _seen(
    article: Article,
    entity: Entity,
    overrides: Sequence[Override],
    actors: Actors,
    represents: str | None,
    positions: frozenset[str],
) -> Seen:
    by_user = [each.value for each in overrides if each.kind == "same" and _NODE.fullmatch(each.value)]
    names = [each.value for each in overrides if each.kind == "rename"]
    types = [each.value for each in overrides if each.kind == "type"]
    forced = None
    if by_user:
        forced = ID + by_user[-1].removeprefix(ID)
    elif entity.actor in actors.by_id and not _forbidden(overrides, entity):
        forced = actor_iri(str(entity.actor))
    if names:
        aliases = tuple(sorted({*entity.aliases, entity.name} - {names[-1]}))
        entity = replace(entity, name=names[-1], aliases=aliases)
    if types:
        entity = replace(entity, type=types[-1])
    return Seen(article, entity, forced, bool(by_user), represents, positions, bool(names), bool(types))


def _forbidden(overrides: Sequence[Override], entity: Entity) -> bool:
    """Whether the user says that the entity is not the actor which the gazetteer takes it for."""
    return any(each.kind == "different" and each.value in (entity.actor, entity.name) for each in overrides)


def _represented(entity: Entity, entities: dict[str, Entity], actors: Actors) -> str | None:
    """The last in the chain of what it acts for: an actor's id, or a folded name."""
    last: str | None = None
    seen = {entity.key}
    current: Entity | None = entity
    while current is not None and current.represents and current.represents not in seen:
        seen.add(current.represents)
        current = entities.get(current.represents)
        if current is not None:
            last = current.actor or fold(current.name)
    actor = actors.by_id.get(last or entity.actor or "")
    while actor is not None and actor.represents and actor.represents in actors.by_id:
        last = actor.represents
        actor = actors.by_id[last]
    return last

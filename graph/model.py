"""What one article says: plain frozen data, made of the standard library only.

Offsets are characters, half-open, into :attr:`Article.text` as it was read. Keys (``e1``, ``v3``, ...)
are local to one article; IRIs are given later, when articles are linked.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Self


class Packed:
    """Data that is pickled as its class and the values of its fields.

    That takes a third of the time that dataclasses with slots take otherwise, and much of linking is pickling.
    """

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]]

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        return type(self), tuple([getattr(self, name) for name in self.__match_args__])


class Status(StrEnum):
    """Whether an event happened, as a claim tells it. The value is the local name in the ontology."""

    OCCURRED = "Occurred"
    ONGOING = "Ongoing"
    PLANNED = "Planned"
    REQUESTED = "Requested"
    HYPOTHETICAL = "Hypothetical"
    NEGATED = "Negated"


class TenureStatus(StrEnum):
    """Whether a position is held now, or a relation still stands."""

    CURRENT = "Current"
    FORMER = "Former"
    ACTING = "Acting"
    INCOMING = "Incoming"
    UNKNOWN = "Unknown"


@dataclass(frozen=True, slots=True, order=True)
class Span(Packed):
    """A stretch of an article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class LeftOut(Packed):
    """A stretch of the text that is not part of the article's body, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Article(Packed):
    """One article as it was read.

    Attributes:
        id: the path relative to the source given, or the row's id.
        text: the whole text, never edited; every offset points into it.
        body: the stretches that are the article's own text, ordered and disjoint.
        left_out: the other stretches that hold words, with a reason each.
        title: the headline, where known.
        date: ISO 8601, as precise as told (``2024-11-28``, ``2024-11``, ``2024``), or None.
        publisher: who published it, where known.
        url: its address, where known.
    """

    id: str
    text: str
    body: tuple[Span, ...]
    left_out: tuple[LeftOut, ...] = ()
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None

    @property
    def content_hash(self) -> str:
        """SHA-256 of everything that the claims depend on, in hexadecimal."""
        parts = [self.text, self.title, self.date, self.publisher, self.url]
        joined = "\x1f".join("" if part is None else part for part in parts)
        return hashlib.sha256(joined.encode("utf8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Mention(Packed):
    """One place where an article names an entity.

    Attributes:
        start, end: the characters.
        kind: ``name``, ``nominal`` ("the Russian president") or ``pronoun``.
        metonym: True where a place name stands for the actor (Moscow for Russia).
    """

    start: int
    end: int
    kind: str = "name"
    metonym: bool = False


@dataclass(frozen=True, slots=True)
class Entity(Packed):
    """One person, state, organisation, place, text or thing, as one article tells it.

    Attributes:
        key: unique in the article.
        type: local name of its class in the ontology, such as ``Person``.
        name: the fullest form in the article, or the actor's preferred name.
        aliases: the other forms seen, sorted.
        actor: the ontology's id (``state/IND``, ``org/brics``) where the gazetteer knows it.
        represents: key of the state (or body) that it acts for.
        mentions: where it stands in the body, in order. Empty only for an entity that is in the article by
            inference alone (the state that a named person represents).
    """

    key: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    actor: str | None = None
    represents: str | None = None
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Argument(Packed):
    """An entity (or, for ``concerns``, an event) in a role of an event."""

    role: str
    filler: str


@dataclass(frozen=True, slots=True)
class Event(Packed):
    """One happening as one article tells it, however often.

    Attributes:
        key: unique in the article.
        type: local name of the event class.
        arguments: roles ``actor``, ``target``, ``participant``, ``place``, ``concerns``; sorted.
        status: the strongest of its claims' (Occurred > Ongoing > Planned > Requested > Hypothetical;
            Negated only if all are).
        plover: PLOVER root of the act as reported, its status rules applied, or None.
        goldstein: CAMEO's Goldstein value, -10 to 10, or None.
        plover_score: PLOVER's own value, -10 to 10, or None.
        date, date_end: ISO 8601 as precise as told; never the publication date for want of another.
        date_text: the words that told it.
        theme: the topic in the article's words.
        amount, unit: at most one pair, such as ``100 billion`` and ``USD``.
        frame: id of the lexicon row that found it first.
    """

    key: str
    type: str
    status: Status
    arguments: tuple[Argument, ...] = ()
    plover: str | None = None
    goldstein: float | None = None
    plover_score: float | None = None
    date: str | None = None
    date_end: str | None = None
    date_text: str | None = None
    theme: str | None = None
    amount: str | None = None
    unit: str | None = None
    frame: str | None = None


@dataclass(frozen=True, slots=True)
class Tenure(Packed):
    """A position that a person holds, held or is to hold."""

    key: str
    holder: str
    position: str
    of: str | None
    status: TenureStatus


@dataclass(frozen=True, slots=True)
class Relation(Packed):
    """A lasting relation between two entities. ``predicate`` is a local name such as ``memberOf``.

    ``status`` is None where the relation holds; ``FORMER`` or ``INCOMING`` otherwise.
    """

    key: str
    subject: str
    predicate: str
    object: str
    status: TenureStatus | None = None


@dataclass(frozen=True, slots=True)
class Claim(Packed):
    """The evidence: one sentence of the article that asserts an event, a tenure or a relation.

    Attributes:
        key: unique in the article.
        asserts: key of the event, tenure or relation.
        start, end: the sentence's characters; the quote is exactly the text between them.
        trigger: the word that told it, as written.
        trigger_start: its first character.
        status: of the act in this sentence (events only).
        plover: the act's PLOVER root by this claim's status, or None.
        attributed_to: key of the entity who says so, where it is not the article itself.
        reported_by: key of the entity that passes the attribution on.
        attribution_text: a source that is no entity ("media reports").
        attribution_cue: the words that mark the attribution ("according to").
        metonyms: keys of the places whose names stood for an argument here.
        confidence: 0 to 1, only where calibrated.
    """

    key: str
    asserts: str
    start: int
    end: int
    trigger: str
    trigger_start: int
    status: Status | None = None
    plover: str | None = None
    attributed_to: str | None = None
    reported_by: str | None = None
    attribution_text: str | None = None
    attribution_cue: str | None = None
    metonyms: tuple[str, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True, order=True)
class Rejection(Packed):
    """Something that looked like a claim and was not taken, with the reason."""

    start: int
    end: int
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Provenance(Packed):
    """What made an extraction: versions of the program, the pipeline and the ontology."""

    program: str
    pipeline: str
    ontology: str


@dataclass(frozen=True, slots=True)
class Extraction(Packed):
    """Everything that one article says, before it is linked to any other.

    ``own_classes`` are the classes of its events that the ontology does not have and a user's lexicon adds.
    """

    article: Article
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    relations: tuple[Relation, ...] = ()
    claims: tuple[Claim, ...] = ()
    rejections: tuple[Rejection, ...] = field(default=(), compare=False)
    provenance: Provenance | None = None
    own_classes: tuple[str, ...] = ()

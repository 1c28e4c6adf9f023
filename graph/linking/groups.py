"""Entities on their way to a node: as one article has them, grouped by name, and clustered."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from graph.linking.names import fold
from graph.model import Article, Entity, Packed


@dataclass(frozen=True, slots=True)
class Seen(Packed):
    """An entity of one article after the user's decisions, with what its article tells of it.

    Attributes:
        article: the article.
        entity: the entity, renamed and retyped.
        forced: IRI that the gazetteer or the user gives it, or None.
        by_user: whether the user gave it.
        represents: the actor's id or the folded name of what it acts for, or None.
        positions: the folded titles it holds or held.
        renamed, retyped: whether the user gave its name, its class.
        pairs: the numbers of the user's decisions on two names that concern it.
    """

    article: Article
    entity: Entity
    forced: str | None
    by_user: bool
    represents: str | None
    positions: frozenset[str]
    renamed: bool = False
    retyped: bool = False
    pairs: frozenset[int] = frozenset()

    @property
    def order(self) -> tuple[str, str, str]:
        """Earliest article first; then by its id and the name."""
        return self.article.date or "9999", self.article.id, self.entity.name

    @property
    def described(self) -> bool:
        """Whether its article never names it ("the company")."""
        return all(mention.kind != "name" for mention in self.entity.mentions)

    @property
    def alone(self) -> bool:
        """Whether nothing ties its name to the same name elsewhere: a bare surname, a bare description."""
        if self.represents is not None and self.entity.type != "Person":
            return False
        if self.described:
            return True
        bare = self.entity.type == "Person" and " " not in fold(self.entity.name)
        return bare and self.represents is None


@dataclass(slots=True)
class Group(Packed):
    """What is known of entities taken for one: of one name when made, of several once others have joined.

    Attributes:
        kind: the general class within which names are compared.
        names: their main names.
        other_names: their aliases; of persons only those of several words.
        folded: both, folded.
        represents: what they are said to act for.
        positions: the titles they hold or held.
        articles: a number for each article.
        pairs: the numbers of the user's decisions that concern one of them.
        alone: whether nothing but their words could tie them to others.
        only_words: whether, besides, no article names them.
        first: the earliest.
        first_full: the earliest of those whose name is of two words or more.
    """

    kind: str
    names: set[str] = field(default_factory=set)
    other_names: set[str] = field(default_factory=set)
    folded: set[str] = field(default_factory=set)
    represents: set[str] = field(default_factory=set)
    positions: set[str] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    pairs: set[int] = field(default_factory=set)
    alone: bool = True
    only_words: bool = True
    first: Seen | None = None
    first_full: Seen | None = None

    def add(self, seen: Seen) -> None:
        """Take in an entity."""
        entity = seen.entity
        self.names.add(entity.name)
        self.other_names |= {name for name in entity.aliases if self.kind != "Person" or " " in fold(name)}
        folded = {fold(name) for name in (entity.name, *entity.aliases)}
        self.folded |= {name for name in folded if self.kind != "Person" or " " in name}
        self.represents |= {seen.represents} if seen.represents else set()
        self.positions |= seen.positions
        self.articles.add(_number(seen.article.id))
        self.pairs |= seen.pairs
        self.alone = self.alone and seen.alone
        self.only_words = self.only_words and seen.alone and seen.described
        self.first = _earlier(self.first, seen)
        if len(fold(entity.name).split()) > 1:
            self.first_full = _earlier(self.first_full, seen)

    def join(self, other: Group) -> None:
        """Take in all entities of another."""
        self.names |= other.names
        self.other_names |= other.other_names
        self.folded |= other.folded
        self.represents |= other.represents
        self.positions |= other.positions
        self.articles |= other.articles
        self.pairs |= other.pairs
        self.alone = self.alone and other.alone
        self.only_words = self.only_words and other.only_words
        self.first = _earlier(self.first, other.first)
        self.first_full = _earlier(self.first_full, other.first_full)

    @property
    def founder(self) -> Seen:
        """The earliest of those whose name is full: of two words or more, if there is any."""
        found = self.first_full or self.first
        assert found is not None, "a group has an entity"
        return found


def _earlier(one: Seen | None, other: Seen | None) -> Seen | None:
    """The earlier of two entities, the first where they are equal."""
    if one is None or other is None:
        return one or other
    return other if other.order < one.order else one


def _number(article: str) -> int:
    """A number of eight bytes for an article's id."""
    data = article.encode("utf8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big")

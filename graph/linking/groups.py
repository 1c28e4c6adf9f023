"""Entities on their way to a node: as one article has them, grouped by name, and clustered."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.linking.names import fold
from graph.model import Article, Entity


@dataclass(frozen=True, slots=True)
class Seen:
    """An entity of one article after the user's decisions, with what its article tells of it.

    Attributes:
        article: the article.
        entity: the entity, renamed and retyped.
        forced: IRI that the gazetteer or the user gives it, or None.
        by_user: whether the user gave it.
        represents: the actor's id or the folded name of what it acts for, or None.
        positions: the folded titles it holds or held.
        renamed, retyped: whether the user gave its name, its class.
    """

    article: Article
    entity: Entity
    forced: str | None
    by_user: bool
    represents: str | None
    positions: frozenset[str]
    renamed: bool = False
    retyped: bool = False

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


@dataclass(slots=True, eq=False)
class Group:
    """Entities taken for one: of one name when made, of several once others have joined.

    Attributes:
        kind: the general class within which names are compared.
        seen: the entities.
        names: their main names.
        other_names: their aliases; of persons only those of several words.
        folded: both, folded.
        represents: what they are said to act for.
        positions: the titles they hold or held.
        articles: the articles' ids.
        score, reason, rivals: the decision on the group, and the nodes that it was not given to.
    """

    kind: str
    seen: list[Seen] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    other_names: set[str] = field(default_factory=set)
    folded: set[str] = field(default_factory=set)
    represents: set[str] = field(default_factory=set)
    positions: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    score: float = 1.0
    reason: str = "name"
    rivals: list[Rival] = field(default_factory=list)

    def add(self, seen: Seen) -> None:
        """Take in an entity."""
        entity = seen.entity
        self.seen.append(seen)
        self.names.add(entity.name)
        self.other_names |= {name for name in entity.aliases if self.kind != "Person" or " " in fold(name)}
        folded = {fold(name) for name in (entity.name, *entity.aliases)}
        self.folded |= {name for name in folded if self.kind != "Person" or " " in name}
        self.represents |= {seen.represents} if seen.represents else set()
        self.positions |= seen.positions
        self.articles.add(seen.article.id)

    @property
    def alone(self) -> bool:
        """Whether nothing but its words could tie it to others."""
        return all(each.alone for each in self.seen)

    @property
    def only_words(self) -> bool:
        """Whether no article names it and nothing else ties it to others."""
        return self.alone and all(each.described for each in self.seen)

    @property
    def founder(self) -> Seen:
        """The earliest of those whose name is full: of two words or more, if there is any."""
        fullest = min(2, max(len(fold(name).split()) for name in self.names))
        full = [each for each in self.seen if len(fold(each.entity.name).split()) >= fullest]
        return min(full, key=lambda each: each.order)


@dataclass(slots=True, eq=False)
class Cluster:
    """A node: the group that founded it and those that joined, and all their entities in one group."""

    groups: list[Group]
    whole: Group

    def join(self, group: Group) -> None:
        """Take in a group."""
        self.groups.append(group)
        for each in group.seen:
            self.whole.add(each)


@dataclass(frozen=True, slots=True, eq=False)
class Rival:
    """A node that a group was not given to."""

    cluster: Cluster
    score: float
    reason: str

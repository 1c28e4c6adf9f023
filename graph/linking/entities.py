"""Which entities of several articles are one.

Entities that the gazetteer knows need no guess. The others are first grouped by name, then each group joins
the node that it agrees with best, or founds one. Groups are taken with the fullest names first and, among
these, the earliest article first; so an article added later changes no node that stood before, unless it
names the same people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from graph.knowledge.ontology import Ontology
from graph.linking.decisions import DOUBTFUL
from graph.linking.names import ALIKE, SAME, fold, name_score, person_score, sound
from graph.linking.overrides import Override
from graph.model import Article, Entity

CONTEXT = 0.86
"""Score of names that are only alike, where the context agrees."""
CLASH = 0.8
"""Score of the same name where the contexts differ: taken for one, and listed as doubtful."""


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


def kind_of(ontology: Ontology, cls: str) -> str:
    """The general class within which names are compared, such as ``Person``, ``Organization``, ``Place``."""
    top = frozenset({"Entity", "Actor"})
    above = ontology.supers.get(cls, frozenset({cls}))
    return min(
        (each for each in above - top if ontology.supers.get(each, frozenset()) <= top | {each}), default=cls
    )


def cluster(seen: Iterable[Seen], *, ontology: Ontology, overrides: Sequence[Override]) -> list[Cluster]:
    """The nodes of all entities that nothing forces, in the order of their founding."""
    pairs = [each for each in overrides if each.kind in ("same", "different")]
    groups = _groups(seen, ontology, pairs)
    blocks: dict[str, dict[Cluster, None]] = defaultdict(dict)
    clusters: list[Cluster] = []
    for group in sorted(groups, key=_priority):
        chosen = _choose(group, _near(group, blocks, pairs), pairs)
        if chosen is None:
            chosen = Cluster([], Group(group.kind))
            clusters.append(chosen)
        chosen.join(group)
        for block in _blocks(group, pairs):
            blocks[block][chosen] = None
    return clusters


def _groups(seen: Iterable[Seen], ontology: Ontology, pairs: Sequence[Override]) -> list[Group]:
    """Entities of one kind with one name; bodies of different states, and bare surnames, stay apart."""
    found: dict[tuple[str, ...], Group] = {}
    for each in sorted(seen, key=lambda each: each.order):
        kind = kind_of(ontology, each.entity.type)
        key = [kind, fold(each.entity.name)]
        if each.alone or _kept_apart(each, pairs):
            key += ["article", each.article.id, each.entity.key]
        elif each.represents and (kind != "Person" or " " not in key[1]):
            key += ["represents", each.represents]
        found.setdefault(tuple(key), Group(kind)).add(each)
    for group in found.values():
        if len(group.represents) > 1:
            group.score, group.reason = CLASH, "name, but the context differs"
    return list(found.values())


def _kept_apart(seen: Seen, pairs: Sequence[Override]) -> bool:
    """Whether the user says that this one is not its namesake elsewhere."""
    return any(
        pair.kind == "different"
        and fold(pair.name) == fold(pair.value)
        and pair.concerns(seen.article.id, seen.entity)
        for pair in pairs
    )


def _priority(group: Group) -> tuple[int, tuple[str, str, str], str]:
    words = max(len(fold(name).split()) for name in group.names)
    return -min(words, 2), group.founder.order, group.founder.entity.key


def _blocks(group: Group, pairs: Sequence[Override]) -> Iterator[str]:
    """Keys under which a group can be found by those that resemble it."""
    for name in sorted(group.names | group.other_names):
        words = sorted(sound(name).split())
        compared = sound(name).split()[-1] if group.kind == "Person" else " ".join(words)
        yield f"{group.kind}={fold(name)}"
        yield f"{group.kind}~{' '.join(words)}"
        half = max(4, len(compared) // 2)
        for length in (half - 1, half):  # a letter or two may differ in one half, not in both
            yield f"{group.kind}<{compared[:length]}"
            yield f"{group.kind}>{compared[-length:]}"
    for number, pair in enumerate(pairs):
        if pair.kind == "same" and (_is_named(group, pair) or _is_value(group, pair)):
            yield f"same:{number}"


def _near(group: Group, blocks: Mapping[str, Iterable[Cluster]], pairs: Sequence[Override]) -> list[Cluster]:
    return list(dict.fromkeys(each for block in _blocks(group, pairs) for each in blocks.get(block, ())))


def _choose(group: Group, near: Sequence[Cluster], pairs: Sequence[Override]) -> Cluster | None:
    """The node that the group joins, or None; the decision is written into the group."""
    scored = []
    for number, each in enumerate(near):
        score, reason = _score(group, each.whole, pairs)
        if score:
            scored.append((-score, number, reason, each))
    scored.sort(key=lambda row: row[:2])
    best = scored[0] if scored else None
    tied = len(scored) > 1 and scored[0][2] != "override" and scored[1][0] - scored[0][0] < 0.02
    joined = best is not None and -best[0] >= CLASH and not tied
    rivals = scored[1 if joined else 0 :]
    group.rivals = [Rival(each, -score, reason) for score, _, reason, each in rivals if -score >= DOUBTFUL]
    if best is None or not joined:
        return None
    group.score, group.reason = -best[0], best[2]
    return best[3]


def _score(group: Group, other: Group, pairs: Sequence[Override]) -> tuple[float, str]:
    """How well a group agrees with a node, and why."""
    for pair in pairs:
        if (_is_named(group, pair) and _is_value(other, pair)) or (
            _is_named(other, pair) and _is_value(group, pair)
        ):
            return (1.0, "override") if pair.kind == "same" else (0.0, "override")
    score, reason = _name_score(group, other)
    if score == 0:
        return 0.0, "names differ"
    if group.kind != other.kind or (group.alone and (other.alone or group.seen[0].described)):
        return 0.0, "nothing but the words"
    agrees = bool(group.represents & other.represents or group.positions & other.positions)
    clash = bool(group.represents and other.represents and not group.represents & other.represents)
    if clash and (score < 1 or group.kind != "Person"):
        return 0.0, "context differs"
    if group.articles & other.articles and score < 0.95:
        return 0.0, "both in one article"
    if clash:
        return CLASH, "name, but the context differs"
    if ALIKE > score >= DOUBTFUL and group.represents & other.represents:
        return CONTEXT, "surname and context"
    if SAME > score >= ALIKE:
        return (CONTEXT, f"{reason} and context") if agrees else (min(score, CLASH - 0.01), reason)
    return score, reason


def _name_score(group: Group, other: Group) -> tuple[float, str]:
    measure = person_score if group.kind == "Person" else name_score
    best = max(measure(one, two) for one, two in product(sorted(group.names), sorted(other.names)))
    if best < 0.9:
        shared = group.folded & other.folded
        if any(" " in name for name in shared) or (shared and group.kind != "Person"):
            return 0.9, "alias"
    return (
        best,
        "name" if best == 1 else "spelling" if best >= 0.9 else "surname" if best < ALIKE else "alike",
    )


def _is_named(group: Group, pair: Override) -> bool:
    return any(pair.concerns(each.article.id, each.entity) for each in group.seen)


def _is_value(group: Group, pair: Override) -> bool:
    return fold(pair.value) in group.folded | {fold(name) for name in group.names}

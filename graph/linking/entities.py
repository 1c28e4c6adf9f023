"""Which entities of several articles are one.

Entities that the gazetteer knows need no guess. The others are first grouped by name, then each group joins
the node that it agrees with best, or founds one. Groups are taken with the fullest names first and, among
these, the earliest article first; so an article added later changes no node that stood before, unless it
names the same people. How that is done for any number of entities is told in :mod:`graph.linking.clusters`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from graph.knowledge.ontology import Ontology
from graph.linking.decisions import DOUBTFUL
from graph.linking.groups import Group, Seen
from graph.linking.names import ALIKE, SAME, fold, name_score, person_score, sound
from graph.linking.overrides import Override
from graph.model import Packed

CONTEXT = 0.86
"""Score of names that are only alike, where the context agrees."""
CLASH = 0.8
"""Score of the same name where the contexts differ: taken for one, and listed as doubtful."""


def kind_of(ontology: Ontology, cls: str) -> str:
    """The general class within which names are compared, such as ``Person``, ``Organization``, ``Place``."""
    top = frozenset({"Entity", "Actor"})
    above = ontology.supers.get(cls, frozenset({cls}))
    return min(
        (each for each in above - top if ontology.supers.get(each, frozenset()) <= top | {each}), default=cls
    )


@dataclass(frozen=True, slots=True)
class Rival(Packed):
    """A node, by its number, that a group was not given to."""

    cluster: int
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Choice(Packed):
    """The decision on a group: the number of its node, None for a new one, and the nodes that it was not given to."""

    cluster: int | None
    score: float
    reason: str
    rivals: tuple[Rival, ...] = ()


def group_key(seen: Seen, kind: str, pairs: Sequence[Override]) -> tuple[str, ...]:
    """What entities of one group share; bodies of different states, and bare surnames, stay apart."""
    key = (kind, fold(seen.entity.name))
    if seen.alone or _kept_apart(seen, pairs):
        return (*key, "article", seen.article.id, seen.entity.key)
    if seen.represents and (kind != "Person" or " " not in key[1]):
        return (*key, "represents", seen.represents)
    return key


def _kept_apart(seen: Seen, pairs: Sequence[Override]) -> bool:
    """Whether the user says that this one is not its namesake elsewhere."""
    mine = [pairs[number] for number in seen.pairs]
    return any(pair.kind == "different" and fold(pair.name) == fold(pair.value) for pair in mine)


def priority(group: Group) -> tuple[int, tuple[str, str, str], str]:
    """The order in which groups are taken: the fullest names first, then the earliest article."""
    words = max(len(fold(name).split()) for name in group.names)
    return -min(words, 2), group.founder.order, group.founder.entity.key


def blocks(group: Group, pairs: Sequence[Override]) -> list[str]:
    """Keys under which a group can be found by those that resemble it; bare descriptions resemble nothing."""
    return list(dict.fromkeys(_blocks(group, pairs)))


def _blocks(group: Group, pairs: Sequence[Override]) -> Iterator[str]:
    for name in sorted(group.names | group.other_names) if not group.only_words else ():
        words = sorted(sound(name).split())
        yield f"{group.kind}={fold(name)}"
        yield f"{group.kind}~{' '.join(words)}"
        compared = [sound(name).split()[-1]] if group.kind == "Person" else words
        for number, word in enumerate(compared):
            others = " ".join([*compared[:number], "", *compared[number + 1 :]])
            half = max(4, len(word) // 2)
            for length in (half - 1, half):  # a letter or two may differ in one half of one word
                yield f"{group.kind}<{word[:length]}<{others}"
                yield f"{group.kind}>{word[-length:]}>{others}"
    for number, pair in enumerate(pairs):
        if pair.kind == "same" and (number in group.pairs or _is_value(group, pair)):
            yield f"same:{number}"


def choose(group: Group, near: Iterable[tuple[int, Group]], pairs: Sequence[Override]) -> Choice:
    """The node that a group joins.

    Args:
        group: the group.
        near: the nodes that it could belong to, by number; the first of those that are equal stands first.
        pairs: the user's decisions on two names.
    """
    scored = []
    for place, (number, whole) in enumerate(near):
        score, reason = _score(group, whole, pairs)
        if score:
            scored.append((-score, place, reason, number))
    scored.sort(key=lambda row: row[:2])
    best = scored[0] if scored else None
    tied = len(scored) > 1 and scored[0][2] != "override" and scored[1][0] - scored[0][0] < 0.02
    joined = best is not None and -best[0] >= CLASH and not tied
    others = scored[1 if joined else 0 :]
    rivals = tuple(Rival(each, -score, reason) for score, _, reason, each in others if -score >= DOUBTFUL)
    if best is not None and joined:
        return Choice(best[3], -best[0], best[2], rivals)
    if len(group.represents) > 1:
        return Choice(None, CLASH, "name, but the context differs", rivals)
    return Choice(None, 1.0, "name", rivals)


def _score(group: Group, other: Group, pairs: Sequence[Override]) -> tuple[float, str]:
    """How well a group agrees with a node, and why."""
    for number, pair in enumerate(pairs):
        if (number in group.pairs and _is_value(other, pair)) or (
            number in other.pairs and _is_value(group, pair)
        ):
            return (1.0, "override") if pair.kind == "same" else (0.0, "override")
    if group.kind != other.kind or (group.alone and other.alone) or group.only_words or other.only_words:
        return 0.0, "nothing but the words"
    score, reason = _name_score(group, other)
    if score == 0:
        return 0.0, "names differ"
    agrees = bool(group.represents & other.represents or group.positions & other.positions)
    clash = bool(group.represents and other.represents and not group.represents & other.represents)
    if clash and group.kind != "Person":
        return 0.0, "context differs"
    if group.articles & other.articles and score < 0.95:
        return 0.0, "both in one article"
    if clash:
        score = CLASH if score >= 0.95 else min(score, CLASH - 0.01) if score >= ALIKE else 0.0
        return score, f"{reason}, but the context differs"
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


def _is_value(group: Group, pair: Override) -> bool:
    return fold(pair.value) in group.folded | {fold(name) for name in group.names}

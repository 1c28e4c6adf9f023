"""Which entities of several articles are one.

Entities that the gazetteer knows need no guess. The others are first grouped by name, then each group joins
the node that it agrees with best, or founds one. Groups are taken with the fullest names first and, among
these, the earliest article first; so an article added later changes no node that stood before, unless it
names the same people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from graph.knowledge.ontology import Ontology
from graph.linking.decisions import DOUBTFUL
from graph.linking.groups import Cluster, Group, Rival, Seen
from graph.linking.names import ALIKE, SAME, fold, name_score, person_score, sound
from graph.linking.overrides import Override

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
    """Keys under which a group can be found by those that resemble it; bare descriptions resemble nothing."""
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


def _is_named(group: Group, pair: Override) -> bool:
    return any(pair.concerns(each.article.id, each.entity) for each in group.seen)


def _is_value(group: Group, pair: Override) -> bool:
    return fold(pair.value) in group.folded | {fold(name) for name in group.names}

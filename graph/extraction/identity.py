"""One event, one node: which tellings within an article are the same happening."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.extraction.candidates import Candidate
from graph.extraction.cast import Cast
from graph.extraction.grammar import children, label, preposition
from graph.model import Status

# Within one article the first of these that any telling has is the event's.
STRENGTH = (
    Status.OCCURRED,
    Status.ONGOING,
    Status.PLANNED,
    Status.REQUESTED,
    Status.HYPOTHETICAL,
    Status.NEGATED,
)
# Verbs of talking that do not say how.
TALKING = frozenset({"speak", "talk", "converse", "discuss"})
CONTENT_MARKS = frozenset(
    {"on", "to", "in", "into"}
)  # of the noun that says what a verb of its class is about
TAKEN_UP = 90  # tokens within which "the talks" takes up the talks
_REAL = frozenset({Status.OCCURRED, Status.ONGOING})
_OPEN = frozenset({Status.PLANNED, Status.REQUESTED, Status.HYPOTHETICAL})


@dataclass(slots=True)
class Group:
    """Tellings of one event, the most complete first."""

    tellings: list[Candidate] = field(default_factory=list)

    @property
    def status(self) -> Status:
        """The strongest status of all tellings that say one; negated only if all are."""
        telling = [t for t in self.tellings if not t.names_only] or self.tellings
        return min((t.status for t in telling), key=STRENGTH.index)


class _Index:
    """Which groups a telling may belong to, so that not each is compared with each."""

    def __init__(self) -> None:
        self.types: dict[str, set[int]] = {}
        self._by_key: dict[tuple[str, int | None], set[int]] = {}
        self._told: list[tuple[int, int]] = []  # token and group of each telling

    def add(self, group: int, first_type: str, keys: set[int], candidate: Candidate) -> None:
        """Note a telling of a group, which is found under the type of its first."""
        self.types.setdefault(first_type, set()).add(group)
        filed: set[int | None] = {*keys} or {None}
        for key in filed:
            self._by_key.setdefault((first_type, key), set()).add(group)
        self._told.append((candidate.predicate.token.i, group))

    def likely(self, types: list[str], keys: set[int]) -> list[int]:
        """The groups of some types that share a key or have a telling without any, the earliest first."""
        if not keys:
            return sorted(set().union(*(self.types.get(t, ()) for t in types)))
        wanted: set[int | None] = {*keys, None}
        return sorted(set().union(*(self._by_key.get((t, key), ()) for t in types for key in wanted)))

    def near(self, candidate: Candidate) -> list[int]:
        """The groups told shortly before, the latest made first."""
        found: set[int] = set()
        for token, group in reversed(self._told):
            if candidate.predicate.token.i - token >= TAKEN_UP:
                break
            found.add(group)
        return sorted(found, reverse=True)


class Merger:
    """Groups candidates.

    Args:
        cast: for the states that people represent.
        speech: names of speech act classes, whose tellings are events of their own.
    """

    def __init__(self, cast: Cast, speech: frozenset[str]) -> None:
        self.cast, self.speech = cast, speech

    def group(self, candidates: list[Candidate]) -> list[Group]:
        """The events of an article, in order of their first telling."""
        groups: list[Group] = []
        index = _Index()
        for candidate in candidates:
            keys = self._keys(candidate)
            likely = index.likely(self._types(candidate, index), keys)
            home = next((i for i in likely if self._belongs(candidate, groups[i])), None)
            if home is None:
                home = next((i for i in index.near(candidate) if self._takes_up(candidate, groups[i])), None)
            if home is None:
                home = len(groups)
                groups.append(Group())
            groups[home].tellings.append(candidate)
            index.add(home, groups[home].tellings[0].type, keys, candidate)
        return groups

    def _types(self, candidate: Candidate, index: _Index) -> list[str]:
        """The types of the events that a telling may be of: its own, and any consultation for a bare "they spoke"."""
        if candidate.frame.lemma not in TALKING:
            return [candidate.type]
        return [t for t in index.types if self._is_a(t, "Consultation") or t == candidate.type]

    def _is_a(self, event_class: str, other: str) -> bool:
        """Whether a class is another or one below it."""
        return self.cast.knowledge.ontology.is_a(event_class, other)

    def _keys(self, candidate: Candidate) -> set[int]:
        """What two tellings of one event have in common where both name anybody: a party, or its state.

        Empty where nobody acts, for then another telling may have the doer.
        """
        if not candidate.filled.roles.get("actor") and not candidate.filled.roles.get("participant"):
            return set()
        parties = self._side(candidate, "actor", "target", "participant")
        return parties | {self._state_or_self(party) for party in parties}

    def _belongs(self, candidate: Candidate, group: Group) -> bool:
        """Whether a telling is of this event: no telling speaks against it, and one of them is the same."""
        if any(_is_content(candidate, t) and self._arguments_fit(candidate, t, True) for t in group.tellings):
            return True
        if any(not self._one_class(candidate, t) or not self._fits(candidate, t) for t in group.tellings):
            return False
        return any(self._same(candidate, t) for t in group.tellings)

    def _one_class(self, one: Candidate, other: Candidate) -> bool:
        """Whether two tellings may be of one event: "They spoke" may take up the call told before."""
        if one.type == other.type:
            return True
        consulting = all(self._is_a(t.type, "Consultation") for t in (one, other))
        both = self._side(one, "participant")
        return (
            consulting
            and one.frame.lemma in TALKING
            and len(both) > 1
            and both == self._side(other, "participant")
        )

    def _fits(self, one: Candidate, other: Candidate) -> bool:
        if not self._status_fits(one, other) or not self._dates_fit(one, other):
            return False
        return one.type in self.speech or all(
            self._close(self._side(one, role), self._side(other, role)) for role in ("actor", "target")
        )

    def _takes_up(self, candidate: Candidate, group: Group) -> bool:
        """As in "The talks", "this visit": whether an event told shortly before is meant."""
        token, last = candidate.predicate.token, group.tellings[-1]
        definite = any(c.lower_ in ("the", "this", "that", "these") for c in children(token))
        if candidate.predicate.pos != "noun" or not definite or candidate.type in self.speech:
            return False
        near = 0 < token.i - last.predicate.token.i < TAKEN_UP
        if (
            not near
            or last.type != candidate.type
            or not all(self._fits(candidate, t) for t in group.tellings)
        ):
            return False
        return len(self._side(candidate, "actor", "target", "participant")) < 2

    def _same(self, one: Candidate, other: Candidate) -> bool:
        same_sentence = one.predicate.token.sent.start == other.predicate.token.sent.start
        if one.type in self.speech:
            return self._same_speech(one, other, same_sentence)
        return self._arguments_fit(one, other, same_sentence)

    def _same_speech(self, one: Candidate, other: Candidate, same_sentence: bool) -> bool:
        actors = set(one.filled.entities("actor")) & set(other.filled.entities("actor"))
        near = abs(one.predicate.token.i - other.predicate.token.i) < 12 and same_sentence
        if actors and (near or (one.theme is not None and one.theme == other.theme)):
            return True
        mine = self._side(one, "actor")
        return bool(mine) and self._close(mine, self._side(other, "actor")) and _alike(one.theme, other.theme)

    def _status_fits(self, one: Candidate, other: Candidate) -> bool:
        if (one.status is Status.NEGATED) != (other.status is Status.NEGATED):
            return False
        if {one.status, other.status} <= _REAL or {one.status, other.status} <= _OPEN:
            return True
        if one.type == "War":  # one war, whatever is hoped or feared of it
            return Status.NEGATED not in (one.status, other.status)
        if one.names_only or other.names_only:  # "the visit of X to Y" is the one that is planned
            named, told = (one, other) if one.names_only else (other, one)
            return self._all_named(named, told)
        return one.status is other.status or (one.dates[0] is not None and one.dates[0] == other.dates[0])

    def _all_named(self, named: Candidate, told: Candidate) -> bool:
        """Whether a telling has whoever another names, who acts among them."""
        sides = [(self._side(named, r), self._side(told, r)) for r in ("actor", "target")]
        return bool(sides[0][0]) and all(not a or not b or a == b for a, b in sides)

    def _dates_fit(self, one: Candidate, other: Candidate) -> bool:
        a, b = one.dates[0], other.dates[0]
        return a is None or b is None or a.startswith(b) or b.startswith(a)

    def _side(self, candidate: Candidate, *roles: str) -> set[int]:
        return set(candidate.filled.entities(*roles))

    def _close(self, a: set[int], b: set[int], *, subsets: bool = False) -> bool:
        """Whether one side holds the other, a person counting as the state represented."""
        if not a or not b:
            return True
        if a == b or (subsets and len(a & b) > 1 and (a <= b or b <= a)):
            return True
        people_a = {x for x in a if self.cast.is_a(x, "Person")}
        people_b = {x for x in b if self.cast.is_a(x, "Person")}
        if people_a and people_b and not people_a & people_b:
            return False
        return {self._state_or_self(x) for x in a} == {self._state_or_self(x) for x in b}

    def _state_or_self(self, entity: int) -> int:
        state = self.cast.state_of(entity)
        return entity if state is None else state

    def _arguments_fit(self, one: Candidate, other: Candidate, same_sentence: bool) -> bool:
        for roles in (("actor",), ("target",), ("participant",)):
            subsets = roles == ("participant",)
            mine, theirs = self._side(one, *roles), self._side(other, *roles)
            if subsets and same_sentence and mine and theirs and (mine <= theirs or theirs <= mine):
                continue
            if not self._close(mine, theirs, subsets=subsets):
                return False
        a = self._side(one, "actor", "target", "participant")
        b = self._side(other, "actor", "target", "participant")
        if not (a & b or self._close(a, b)):
            return False
        places = self._side(one, "place"), self._side(other, "place")
        if all(places) and not places[0] & places[1]:
            return False
        things = self._side(one, "concerns"), self._side(other, "concerns")
        return not all(things) or bool(things[0] & things[1])


def _is_content(noun: Candidate, verb: Candidate) -> bool:
    """Whether two words are one telling: a verb and the noun of its own class under it ("agreed on a pact")."""
    token = noun.predicate.token
    if noun.type != verb.type or noun.predicate.pos != "noun" or token.head.i != verb.predicate.token.i:
        return False
    return label(token) in ("obj", "nsubj:pass") or (
        label(token).startswith("obl") and preposition(token) in CONTENT_MARKS
    )


def _alike(one: str | None, other: str | None) -> bool:
    """Whether two topics share most of their longer words."""
    a, b = ({w.lower() for w in (text or "").split() if len(w) > 3} for text in (one, other))
    return len(a & b) >= 3 and len(a & b) / min(len(a), len(b)) >= 0.6

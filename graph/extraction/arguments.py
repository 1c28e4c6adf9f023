"""From grammatical slots to entities in roles, by the rules of a lexicon row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from graph.extraction.cast import Cast, Ref
from graph.extraction.coreference import Resolver
from graph.extraction.grammar import children, is_date, label, obliques, preposition
from graph.extraction.predicates import Predicate, expand
from graph.knowledge.lexicon import Condition, Frame, RoleRule

# Roles that only an actor, not a mere place or thing, may fill.
ACTING = frozenset({"actor", "participant"})
SURFACE = frozenset({"with", "between", "against", "on"})
# Slots that each hold a side of a symmetric act, so that all of them are read.
SIDES = frozenset({"subj", "agent", "obj", "with"})
# Prepositions of what happened at another time, and so perhaps elsewhere ("after talks in Oslo").
ELSEWHEN = frozenset({"after", "before", "following", "ahead of", "prior to", "since", "until", "from"})
PLACE_MARKERS = ("in", "at", "near", "on", "outside")


@dataclass(slots=True)
class Filled:
    """The roles of one predicate by one frame.

    Attributes:
        roles: role to references, each entity once a role.
    """

    roles: dict[str, list[Ref]] = field(default_factory=dict)

    def add(self, role: str, ref: Ref) -> None:
        """Give a role one more entity."""
        there = self.roles.setdefault(role, [])
        if all(ref.entity != other.entity for other in there):
            there.append(ref)

    def entities(self, *roles: str) -> list[int]:
        """The entities in some roles, in order."""
        return [ref.entity for role in roles for ref in self.roles.get(role, ())]


class RoleFiller:
    """Fills roles and checks conditions.

    Args:
        resolver: what tokens refer to.
    """

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.cast: Cast = resolver.cast
        self._last: Predicate | None = None
        self._kept: dict[str, list[Ref]] = {}
        cues = self.cast.knowledge.cues
        kinds = {**cues.classes("name_heads"), **cues.classes("appositives")}
        self._kinds = {
            w: c
            for w, c in kinds.items()
            if self.cast.knowledge.ontology.is_a(c, "Thing") or self.cast.knowledge.ontology.is_a(c, "Text")
        }

    def refs(self, predicate: Predicate, slot: str) -> list[Ref]:
        """The entities in a slot, with everything coordinated; those of the last predicate asked for are kept."""
        if predicate is not self._last:
            self.forget()
            self._last = predicate
        if slot not in self._kept:
            self._kept[slot] = self._refs(predicate, slot)
        return list(self._kept[slot])

    def forget(self) -> None:
        """Read slots anew: they have been changed."""
        self._last, self._kept = None, {}

    def _refs(self, predicate: Predicate, slot: str) -> list[Ref]:
        found: list[Ref] = []
        for token in predicate.slots.get(slot, ()):
            for ref in self.resolver.all_entities(token):
                if all(ref.entity != other.entity for other in found):
                    found.append(ref)
            if slot in ("mod", "agent") and label(token) in ("amod", "compound"):
                self._inside_compound(token, found)
            if found and slot not in ("agent", "mod", "between", "with", "poss", "subj"):
                break
        if slot in ("subj", "by") and found and not any(self.cast.is_a(r.entity, "Actor") for r in found):
            found += [
                r for t in predicate.slots[slot] for r in self.resolver.acting_for(t)
            ]  # "a Dutch F-35 jet"
        if slot == "agent" and predicate.pos == "noun":
            return self._one_doer(predicate)
        if slot == "between" and len(found) < 2 and predicate.pos == "noun":
            pair = [r for r in self.refs(predicate, "mod") if self.cast.is_a(r.entity, "Actor")]
            return pair if len(pair) > 1 else self._on_the_surface(predicate, slot) or found
        if not found and predicate.pos == "noun" and slot in SURFACE:
            return self._on_the_surface(predicate, slot)
        return found

    def _on_the_surface(self, predicate: Predicate, slot: str) -> list[Ref]:
        """Names right behind "with" or "between" after an event noun, where the parse has lost the phrase."""
        doc, start = predicate.token.doc, predicate.token.i + 1
        while start < len(doc) and is_date(doc[start]):
            start += 1
        if (
            start >= len(doc)
            or doc[start].lower_ != slot
            or doc[start].sent.start != predicate.token.sent.start
        ):
            return []
        wanted = 2 if slot == "between" else 1
        found: list[Ref] = []
        for index in range(start + 1, min(len(doc), start + 12, predicate.token.sent.end)):
            person = self.resolver.offices_at.get(index)
            ref = Ref(person, None, "nominal") if person is not None else self._name_at(index)
            if ref is not None and all(ref.entity != other.entity for other in found):
                found.append(ref)
            if len(found) == wanted or doc[index].pos_ in ("VERB", "AUX"):
                break
        return found

    def _name_at(self, index: int) -> Ref | None:
        """A name that is no adjective before an office or another noun."""
        ref = self.cast.at.get(index)
        if ref is None or label(self.cast.doc[index]) in ("amod", "compound", "nmod:poss"):
            return None
        return ref

    def _inside_compound(self, token: Token, found: list[Ref]) -> None:
        """As in "India-Russia ties": both halves of a hyphenated modifier. An anti-NATO protest is not NATO's."""
        if token.tag_ == "AFX":
            return
        for child in token.subtree:
            ref = self.cast.at.get(child.i)
            if ref is not None and all(ref.entity != other.entity for other in found):
                found.append(ref)

    def _one_doer(self, predicate: Predicate) -> list[Ref]:
        """The doers of an event noun from its best source: possessor, modifier, by-phrase, then the verb's subject."""
        for slot in ("poss", "mod", "by", "subj"):
            found = [
                ref for ref in self.refs(predicate, slot) if self.cast.is_a(ref.entity, "Actor", "Place")
            ]
            if found:
                return found
        return []

    def holds(self, predicate: Predicate, condition: Condition) -> bool:
        """Whether a condition of a frame holds."""
        return self._holds(predicate, condition) != condition.negated

    def _holds(self, predicate: Predicate, condition: Condition) -> bool:
        tokens = predicate.slots.get(condition.slot, [])
        if condition.words:
            words = {w for token in expand(tokens) for w in (token.lemma_.lower(), token.lower_)}
            words |= {
                w[:-1] for w in words if w.endswith("s")
            }  # "troops", which has no singular in treebanks
            return bool(words & condition.words) or self._named_kind(predicate, condition)
        if condition.classes:
            return any(
                self.cast.is_a(ref.entity, *condition.classes) for ref in self.refs(predicate, condition.slot)
            )
        return bool(tokens)

    def _named_kind(self, predicate: Predicate, condition: Condition) -> bool:
        """Whether a named thing stands where its common noun is asked for (an S-400 is a missile)."""
        classes = {self._kinds[word] for word in condition.words if word in self._kinds}
        return bool(classes) and any(
            self.cast.is_a(ref.entity, *classes) for ref in self.refs(predicate, condition.slot)
        )

    def nearly_fits(self, predicate: Predicate, frame: Frame) -> bool:
        """Whether a frame's word conditions and exclusions hold, and nothing speaks against its class conditions.

        For a noun the class conditions are waived. For a verb a slot may hold something that names no known entity
        ("captured three towns"), but not one of another class.
        """
        for condition in frame.when:
            if condition.words or condition.negated:
                if not self.holds(predicate, condition):
                    return False
            elif predicate.pos == "verb" and condition.classes and not self.holds(predicate, condition):
                if not self._unknown(predicate, condition.slot):
                    return False
            elif predicate.pos == "verb" and not condition.classes and not self.holds(predicate, condition):
                return False
        return True

    def _unknown(self, predicate: Predicate, slot: str) -> bool:
        """Whether a slot is filled by a noun that refers to no entity."""
        tokens = predicate.slots.get(slot, [])
        return (
            bool(tokens)
            and not self.refs(predicate, slot)
            and all(t.pos_ in ("NOUN", "PROPN") for t in tokens)
        )

    def fill(self, predicate: Predicate, frame: Frame) -> Filled:
        """The roles of a predicate by a frame's rules, and its place."""
        filled = Filled()
        used: set[str] = set()
        for rule in frame.roles:
            self._fill_rule(predicate, rule, filled, used)
        self._place(predicate, filled, used)
        return filled

    def _fill_rule(self, predicate: Predicate, rule: RoleRule, filled: Filled, used: set[str]) -> None:
        if rule.role == "theme":  # read from the article's words, not from entities
            return
        for slot in rule.slots:
            if rule.role == "participant" and slot in ("agent", "subj") and self._both_sides(predicate):
                continue
            usable = [ref for ref in self.refs(predicate, slot) if self._may(ref, rule.role)]
            elsewhere = (
                filled.entities("actor", "target", "participant") if rule.role in ("actor", "target") else []
            )
            usable = [ref for ref in usable if ref.entity not in elsewhere]
            if usable:
                used.add(slot)
                for ref in usable:
                    filled.add(rule.role, ref)
                if rule.role != "participant" or slot not in SIDES:
                    return

    def _both_sides(self, predicate: Predicate) -> bool:
        """Whether "between" names the sides of an event noun: whoever ends or brokers it is none of them."""
        return predicate.pos == "noun" and len(self.refs(predicate, "between")) > 1

    def _may(self, ref: Ref, role: str) -> bool:
        if role in ACTING:
            return self.cast.is_a(ref.entity, "Actor")
        if role == "place":
            return self.cast.is_a(ref.entity, "Place")
        return True

    def _place(self, predicate: Predicate, filled: Filled, used: set[str]) -> None:
        if "place" in filled.roles:
            return
        heads = [predicate.token] + ([predicate.support] if predicate.support is not None else [])
        for head in heads:
            for marker, noun in self._locatives(head):
                for ref in self.resolver.all_entities(noun):
                    place = ref.place if ref.place is not None else ref.entity
                    if self.cast.is_a(place, "Place") and marker not in used:
                        filled.add("place", Ref(place, None, ref.kind))
                if "place" in filled.roles:
                    return

    def _locatives(self, head: Token) -> Iterable[tuple[str, Token]]:
        for marker, noun in obliques(head):
            if marker in PLACE_MARKERS:
                yield marker, noun
        for child in children(head):
            if label(child) in ("obl", "nmod", "obj", "xcomp") and preposition(child) not in ELSEWHEN:
                for marker, noun in obliques(child):
                    if marker in ("in", "at"):
                        yield marker, noun

"""Mending the roles of a predicate: a target that no rule found, a second side, a doer that goes without saying."""

from __future__ import annotations

from collections.abc import Iterable

from graph.extraction.arguments import Filled, RoleFiller
from graph.extraction.cast import Ref
from graph.extraction.clauses import objects, subjects
from graph.extraction.grammar import SPLIT, children, is_passive, label, obliques, preposition
from graph.extraction.predicates import Predicate
from graph.knowledge.lexicon import Frame

TONED = frozenset(["Praise", "Criticism", "Support", "Rejection", "Appeal", "Demand", "Threat"])
# Classes whose target may be a text: the treaty that is left, backed, criticised or ratified.
TEXT_TARGETS = frozenset("Withdrawal Criticism Support Rejection Ratification Praise".split())
# Where a class's target stands when no rule of the row has found it.
DEFAULT_TARGETS = {
    "MilitaryAttack": ("into", "against", "on", "obj"),
    "Expulsion": ("obj", "of", "from"),
    "Sanction": ("obj", "on", "against"),
    "Abduction": ("obj",),
    "Release": ("obj",),
    "Threat": ("iobj", "obj"),
    "Criticism": ("obj", "iobj"),
    "Praise": ("obj",),
    "Appeal": ("obj", "iobj", "on"),
    "Demand": ("obj", "iobj", "from", "of"),
    "ArmsTransfer": ("to",),
    "Aid": ("to", "for"),
}
# Classes done to whoever owns, or is the origin of, what stands in these slots ("duties on steel from X").
OWNED = {
    "Sanction": ("on", "of", "obj"),
    "SanctionsRelief": ("on", "of"),
    "Aid": ("for", "to"),
    "AidSuspension": ("for", "to"),
    "MilitaryAttack": ("obj", "on", "against", "at", "of"),
    "Pledge": ("for",),
    "Abduction": ("obj", "of"),
    "Release": ("obj", "of"),
    "LegalAction": ("obj", "of", "against"),
}
# Prepositions of a phrase that opens a clause: who acts in the clause takes part in what the phrase names.
OPENING = frozenset(["after", "in", "during", "following", "at", "before", "on", "ahead of", "prior to"])


# Classes aimed at whoever their content is about.
WISHING = frozenset({"Criticism", "Appeal", "Demand"})
# Verbs of turning to somebody.
WRITING = frozenset({"write", "turn", "appeal", "go"})
# Nouns by which a thing is said to bear an act.
BORNE = frozenset({"target", "subject", "victim", "object", "recipient", "focus"})


class RoleMender:
    """Mends what the rules of a row leave open.

    Args:
        filler: what stands in the slots.
    """

    def __init__(self, filler: RoleFiller) -> None:
        self.filler, self.resolver, self.cast = filler, filler.resolver, filler.cast

    def mend(self, predicate: Predicate, frame: Frame, filled: Filled) -> Filled:
        """The same roles with what can be added or must go."""
        self._by_owner(predicate, frame, filled)
        self._said_to_bear(predicate, filled)
        self._second_side(predicate, frame, filled)
        self._hosts_only(frame, filled)
        self._banned_in(predicate, frame, filled)
        return filled

    def _by_owner(self, predicate: Predicate, frame: Frame, filled: Filled) -> None:
        """Find a target where no rule of the row has: a text or actor it is about, a usual slot, an owner.

        What belongs to somebody is done to them: "opposed Macron's statement" is aimed at Macron. Only for speech
        acts with a tone; the target of an accusation or a wish may also be the subject of its content ("alleged that X
        had ...", "proposed that X should ...").
        """
        if (
            filled.roles.get("target")
            or self._by_concerns(frame, filled)
            or self._by_default(predicate, frame, filled)
        ):
            return
        if frame.event_class in OWNED:
            goods = [t for slot in OWNED[frame.event_class] for t in predicate.slots.get(slot, ())]
            goods += [n for t in goods for m, n in obliques(t) if m in ("on", "of", "from")]
            self._add_targets(filled, (r for t in goods for r in self.resolver.owners.of_goods(t)))
            self._attacked_where(frame, filled)
            return
        if frame.event_class not in TONED or self._said_to_itself(predicate, filled):
            return
        tokens = [t for slot in ("obj", "for", "on", "at", "with") for t in predicate.slots.get(slot, ())]
        refs = [ref for token in tokens for ref in self.resolver.owners.of(token)]
        if not refs and frame.event_class in WISHING:
            clauses = predicate.slots.get("comp", ())
            refs = [r for t in clauses for s in subjects(t) for r in self.resolver.all_entities(s)]
        elif not refs and frame.event_class == "Threat":
            refs = self._threatened(predicate, filled)
        self._add_targets(filled, refs or self._addressed(predicate))

    def _threatened(self, predicate: Predicate, filled: Filled) -> list[Ref]:
        """Who would bear what is threatened: the subject or object of the content, if it is not the speaker's side."""
        own = {self.cast.state_of(entity) for entity in filled.entities("actor")} - {None}
        for clause in predicate.slots.get("comp", ()):
            for tokens in (subjects(clause), objects(clause)):
                refs = [r for t in tokens for r in self.resolver.all_entities(t)]
                others = [r for r in refs if self.cast.state_of(r.entity) not in own]
                if others:
                    return others
        return []

    def _addressed(self, predicate: Predicate) -> list[Ref]:
        """As in "wrote to X to ask for ...": whom the verb above speaks to."""
        verb = predicate.token
        if label(verb) not in ("advcl", "xcomp") or verb.head.lemma_ not in WRITING:
            return []
        return [r for m, n in obliques(verb.head) if m == "to" for r in self.resolver.all_entities(n)]

    def _attacked_where(self, frame: Frame, filled: Filled) -> None:
        """A state's attack in another state is aimed at that one, where nobody else is told."""
        attackers = {self.cast.state_of(entity) for entity in filled.entities("actor")} - {None}
        if frame.event_class != "MilitaryAttack" or not attackers or filled.roles.get("target"):
            return
        for ref in filled.roles.get("place", ()):
            state = self.cast.state_of_place(ref.entity)
            if state is not None and state not in attackers:
                filled.add("target", Ref(state, None, ref.kind))

    def _by_concerns(self, frame: Frame, filled: Filled) -> bool:
        """Take as target the treaty that is left or backed, or the actor that an appeal concerns."""
        for ref in list(filled.roles.get("concerns", ())):
            if frame.event_class in TEXT_TARGETS and self.cast.is_a(ref.entity, "Text"):
                filled.add("target", ref)
            elif frame.event_class in TONED and self.cast.is_a(ref.entity, "Actor"):
                filled.roles["concerns"].remove(ref)
                filled.add("target", ref)
        return bool(filled.roles.get("target"))

    def _by_default(self, predicate: Predicate, frame: Frame, filled: Filled) -> bool:
        """Take as target what stands in a slot where this class usually has it."""
        for slot in DEFAULT_TARGETS.get(frame.event_class, ()):
            if self._add_targets(filled, self.filler.refs(predicate, slot)):
                return True
        return False

    def _add_targets(self, filled: Filled, refs: Iterable[Ref]) -> bool:
        mine = filled.entities("actor", "participant", "concerns")
        for ref in refs:
            if ref.entity not in mine and self.cast.is_a(ref.entity, "Actor"):
                filled.add("target", ref)
        return bool(filled.roles.get("target"))

    def _said_to_itself(self, predicate: Predicate, filled: Filled) -> bool:
        """Where the addressee is among the inherited speakers, the clause hangs too low: climb to another speaker."""
        addressed = self.filler.refs(predicate, "obj")
        actors = filled.entities("actor")
        if not addressed or not all(ref.entity in actors for ref in addressed):
            return False
        verb = predicate.token.head
        for _ in range(4):
            refs = [r for t in subjects(verb) for r in self.resolver.all_entities(t)]
            if refs and not {r.entity for r in refs} & set(actors):
                filled.roles["actor"], filled.roles["target"] = refs, addressed
                return True
            if verb.head.i == verb.i:
                break
            verb = verb.head
        return False

    def _said_to_bear(self, predicate: Predicate, filled: Filled) -> None:
        """As in "X was the target of an attack": X is what the noun is done to."""
        borne = predicate.token.head
        if (
            predicate.pos != "noun"
            or borne.lemma_.lower() not in BORNE
            or preposition(predicate.token) != "of"
        ):
            return
        if not filled.roles.get("target") and any(label(c) == "cop" for c in children(borne)):
            mine = filled.entities("actor", "participant")
            for ref in (r for t in subjects(borne) for r in self.resolver.all_entities(t)):
                if ref.entity not in mine:
                    filled.add("target", ref)

    def _second_side(self, predicate: Predicate, frame: Frame, filled: Filled) -> None:
        """Who acts in a clause has a part in the talks or visit that it opens with ("After talks with X, Y left")."""
        noun = predicate.token
        if predicate.pos != "noun" or preposition(noun) not in OPENING or noun.head.i == noun.i:
            return
        if frame.event_class == "Visit" and not filled.roles.get("actor"):
            role = "actor"
        elif len(filled.entities("participant")) == 1:
            role = "participant"
        else:
            return
        verb = noun.head.head if any(noun.head.lower_ == adverb for adverb, _ in SPLIT) else noun.head
        hosts = filled.entities("target")
        for ref in (r for t in subjects(verb) for r in self.resolver.all_entities(t)):
            if self.cast.is_a(ref.entity, "Actor") and ref.entity not in hosts:
                filled.add(role, ref)

    def _hosts_only(self, frame: Frame, filled: Filled) -> None:
        """Visitors go to states, places and bodies; a person beside one of these is a misread subject."""
        targets = filled.roles.get("target", [])
        hosts = [ref for ref in targets if not self.cast.is_a(ref.entity, "Person")]
        if frame.event_class == "Visit" and hosts:
            filled.roles["target"] = hosts
            self._hosts_of_cities(filled)

    def _hosts_of_cities(self, filled: Filled) -> None:
        """Who travels to a foreign city visits its state; the city is where."""
        home = {self.cast.state_of(entity) for entity in filled.entities("actor")}
        for ref in list(filled.roles["target"]):
            host = self.cast.state_of_place(ref.entity) if self.cast.is_a(ref.entity, "City") else None
            if host is not None and host not in home:
                filled.roles["target"].remove(ref)
                filled.add("target", Ref(host, None, ref.kind))
                if "place" not in filled.roles:
                    filled.add("place", ref)

    def _banned_in(self, predicate: Predicate, frame: Frame, filled: Filled) -> None:
        """As in "X is banned in Turkey": a measure with no doer is that of the state where it holds."""
        measure = frame.event_class in ("Sanction", "LegalAction")
        if measure and is_passive(predicate.token) and not filled.roles.get("actor"):
            for ref in filled.roles.get("place", ()):
                if self.cast.is_a(ref.entity, "State") and predicate.pos == "verb":
                    filled.add("actor", ref)

"""Counts what a graph has right and wrong of one article, and lists what is missed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.evaluation.counts import Counts, Miss
from graph.evaluation.gold import GoldArticle, GoldEvent, GoldRelation
from graph.evaluation.matching import Names, Pairing, pair_events, roles_found, time_agrees
from graph.evaluation.negatives import NegativeChecker
from graph.evaluation.told import Told, ToldEvent, ToldRelation, ToldTenure
from graph.evaluation.words import same_title

# Relations that gold is complete for; a graph may tell others beside them.
COUNTED = frozenset(
    {
        "memberOf",
        "capitalOf",
        "locatedIn",
        "headquarteredIn",
        "spokespersonFor",
        "nationality",
        "partOf",
        "owns",
        "produces",
        "operates",
        "partyTo",
        "strategicPartnerOf",
        "authorOf",
        "successorOf",
    }
)
POSITION = "holdsPosition"


def count_article(gold: GoldArticle, told: Told) -> Counts:
    """Hold what a graph has of an article against its gold.

    Args:
        gold: what the annotator found.
        told: what the graph has of it.
    """
    return _Counter(gold, told).count()


class _Counter:
    def __init__(self, gold: GoldArticle, told: Told) -> None:
        self.gold, self.told = gold, told
        self.names = Names(gold, told.nodes)
        self.counts = Counts()

    def count(self) -> Counts:
        self._entities()
        self._relations()
        pairing = pair_events(self.gold, self.told, self.names)
        self._built_events(pairing)
        found_contents = {self.gold.events[i].parent for i in pairing.told}
        for i, wanted in enumerate(self.gold.events):
            if wanted.core:
                event = self.told.events[pairing.told[i]] if i in pairing.told else None
                self._core_event(wanted, event, event is not None or wanted.id in found_contents)
        self._negatives()
        return self.counts

    def _add(self, **counts: int) -> None:
        self.counts.totals.update({name: int(value) for name, value in counts.items()})

    def _miss(self, kind: str, what: str, quote: str = "") -> None:
        self.counts.misses.append(Miss(self.gold.doc, kind, what, " ".join(quote.split())))

    # entities

    def _entities(self) -> None:
        for entity in self.gold.entities.values():
            if not entity.required:
                continue
            found = [node for iri, node in self.told.nodes.items() if self.names.same(entity.id, iri)]
            typed = any(entity.types & node.types for node in found)
            self._add(entity_gold=1, entity_hit=bool(found), entity_typed=typed)
            if not found:
                self._miss("missing entity", f"{entity.name} ({_either(entity.types)})")
            elif not typed:
                types = sorted({kind for node in found for kind in node.types})
                self._miss("wrong type", f"{entity.name} is {_either(types)}, not {_either(entity.types)}")
        for iri in sorted(self.told.named):
            node = self.told.nodes[iri]
            explained = any(self.names.same(each, iri) for each in self.gold.entities)
            self._add(entity_built=1, entity_right=explained)
            if not explained:
                self._miss("unexplained entity", f"{node.label} ({_either(node.types)})")
        for name in sorted(self.gold.noise):
            leaked = any(name in node.names for node in self.told.nodes.values())
            self._add(noise_gold=1, noise_leaked=leaked)
            if leaked:
                self._miss("noise", name)

    # relations and positions

    def _relations(self) -> None:
        for wanted in self.gold.relations:
            if wanted.core:
                found = self._is_told(wanted)
                self._add(relation_gold=1, relation_hit=found)
                if not found:
                    self._miss("missing relation", _relation_text(wanted))
        for relation in self.told.relations:
            if relation.predicate in COUNTED:
                self._built(
                    any(self._explains(wanted, relation) for wanted in self.gold.relations),
                    f"{self.told.label(relation.subject)} {relation.predicate} {self.told.label(relation.object)}",
                )
        for tenure in self.told.tenures:
            right = any(
                wanted.predicates[0] == POSITION and self._holds(wanted, tenure)
                for wanted in self.gold.relations
            )
            self._built(right, f"{self.told.label(tenure.holder)} {POSITION} {tenure.position}")

    def _built(self, right: bool, what: str) -> None:
        self._add(relation_built=1, relation_right=right)
        if not right:
            self._miss("unexplained relation", what)

    def _is_told(self, wanted: GoldRelation) -> bool:
        if any(self._explains(wanted, relation) for relation in self.told.relations):
            return True
        return POSITION in wanted.predicates and any(
            self._holds(wanted, tenure) and (not wanted.of or self.names.akin(wanted.of, tenure.of))
            for tenure in self.told.tenures
        )

    def _holds(self, wanted: GoldRelation, tenure: ToldTenure) -> bool:
        same_person = self.names.same(wanted.subject, tenure.holder)
        return same_person and any(same_title(str(title), tenure.position) for title in wanted.titles)

    def _explains(self, wanted: GoldRelation, relation: ToldRelation) -> bool:
        if relation.predicate not in wanted.predicates or wanted.object not in self.gold.entities:
            return False
        ends = [(relation.subject, relation.object)]
        if wanted.symmetric or relation.predicate == "strategicPartnerOf":
            ends.append((relation.object, relation.subject))
        return any(
            self.names.same(wanted.subject, one) and self.names.akin(wanted.object, other)
            for one, other in ends
        )

    # events

    def _built_events(self, pairing: Pairing) -> None:
        self._add(event_duplicate=pairing.duplicates)
        for j, event in enumerate(self.told.events):
            explained = pairing.gold.get(j)
            if explained is not None and explained < 0:
                continue
            right = explained is not None
            self._add(event_built=1, event_right=right)
            self.counts.classes[event.type].update(built=1, right=int(right))
            if not right:
                self._miss("unexplained event", self._event_text(event), next(iter(event.quotes), ""))

    def _core_event(self, wanted: GoldEvent, event: ToldEvent | None, found: bool) -> None:
        by_class = self.counts.classes[wanted.type]
        self._add(event_gold=1, event_hit=found)
        by_class.update(gold=1, hit=int(found))
        if not found:
            self._miss("missing event", f"{wanted.id} {_either(wanted.types)}", wanted.quotes[0])
        if event is None:
            return
        hit, total = roles_found(wanted, event, self.names)
        same_status = event.status in wanted.statuses
        same_class = bool(wanted.types & event.types)
        full = hit == total and same_status
        self._add(class_gold=1, class_hit=same_class, role_gold=total, role_hit=hit)
        self._add(status_gold=1, status_hit=same_status, full_hit=full)
        by_class.update(full=int(full))
        if not full or not same_class:
            self._miss(
                "inexact event", f"{wanted.id} {wanted.type}: {self._event_text(event)}", wanted.quotes[0]
            )
        self._arguments(wanted, event)
        self._when(wanted, event)
        self._speakers(wanted, event)

    def _arguments(self, wanted: GoldEvent, event: ToldEvent) -> None:
        fillers = event.fillers("actor", "target", "participant")
        right = sum(self.names.any_akin(wanted.known, [iri]) for iri in fillers)
        self._add(arg_built=len(fillers), arg_right=right)

    def _when(self, wanted: GoldEvent, event: ToldEvent) -> None:
        if wanted.undated:
            self._add(undated=1, date_invented=event.date is not None)
        agrees = time_agrees(wanted, event)
        if agrees is not None:
            self._add(time_gold=1, time_hit=agrees)
            if not agrees:
                self._miss("wrong time", f"{wanted.id} {wanted.time}, not {event.date}", wanted.quotes[0])

    def _speakers(self, wanted: GoldEvent, event: ToldEvent) -> None:
        if not wanted.speakers:
            return
        wanted_ids = (*wanted.speakers, *wanted.speaker_alternatives)
        right = sum(self.names.any_akin(wanted_ids, [iri]) for iri in event.speakers)
        self._add(speaker_gold=1, speaker_hit=right > 0)
        self._add(speaker_built=len(event.speakers), speaker_right=right)
        if not right:
            told = _either(map(self.told.label, sorted(event.speakers))) or "nobody"
            self._miss("wrong speaker", f"{wanted.id} {_either(wanted_ids)}, not {told}", wanted.quotes[0])

    def _negatives(self) -> None:
        checker = NegativeChecker(self.gold, self.told)
        for negative in self.gold.negatives:
            fired = checker.fires(negative)
            self._add(negative_gold=1, negative_fired=fired)
            if fired:
                self._miss("wrong", f"{negative.id} {negative.reason}")

    def _event_text(self, event: ToldEvent) -> str:
        return (
            f"{event.type} {event.status} ({_roles(event.arguments, self.told)}) {event.date or ''}".rstrip()
        )


def _roles(arguments: Mapping[str, frozenset[str]], told: Told) -> str:
    named = {role: sorted(map(told.label, iris)) for role, iris in arguments.items()}
    return "; ".join(f"{role} {', '.join(names)}" for role, names in named.items() if names)


def _relation_text(wanted: GoldRelation) -> str:
    text = f"{wanted.subject} {wanted.predicates[0]} {wanted.object}"
    return f"{text} of {wanted.of}" if wanted.of else text


def _either(names: Iterable[str]) -> str:
    return " or ".join(sorted(names))

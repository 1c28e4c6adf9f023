"""Whether a graph makes one of the wrong claims that gold names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.evaluation.gold import GoldArticle, GoldNegative, listed
from graph.evaluation.matching import Names
from graph.evaluation.told import Told, ToldEvent, ToldTenure
from graph.evaluation.words import plain, plain_names


class NegativeChecker:
    """Holds the negatives of an article against what the graph tells; all fields under ``wrong`` must agree.

    Args:
        gold: the article's gold.
        told: what the graph has of the article.
    """

    def __init__(self, gold: GoldArticle, told: Told) -> None:
        self.told, self.names = told, Names(gold, told.nodes)

    def fires(self, negative: GoldNegative) -> bool:
        """Whether the graph makes this mistake."""
        wrong = negative.wrong
        if negative.kind == "entity":
            return self._entity(wrong)
        if negative.kind == "relation":
            return self._relation(wrong)
        return any(self._event(wrong, event) for event in self.told.events)

    def _among(self, gold_ids: Any, iris: Iterable[str | None]) -> bool:
        nodes = list(iris)
        return any(self.names.same(each, iri) for each in listed(gold_ids) for iri in nodes)

    def _entity(self, wrong: Mapping[str, Any]) -> bool:
        names = plain_names(map(str, listed(wrong.get("name"))))
        found = [node for node in self.told.nodes.values() if names & node.names]
        kinds = set(listed(wrong.get("type")))
        if wrong.get("distinct_nodes"):
            return len(found) > 1
        if wrong.get("as_actor"):
            agents = {iri for event in self.told.events for iri in event.fillers("actor", "target")}
            return any(node.iri in agents for node in found if not kinds or kinds & node.types)
        return any("any" in kinds or kinds & node.types for node in found)

    def _relation(self, wrong: Mapping[str, Any]) -> bool:
        statuses = listed(wrong.get("status"))
        if wrong.get("predicate") == "holdsPosition":
            return any(self._tenure(wrong, tenure) for tenure in self.told.tenures)
        return any(
            relation.predicate in listed(wrong.get("predicate"))
            and self._among(wrong.get("subject"), [relation.subject])
            and self._among(wrong.get("object"), [relation.object])
            and (not statuses or relation.status in statuses)
            for relation in self.told.relations
        )

    def _tenure(self, wrong: Mapping[str, Any], tenure: ToldTenure) -> bool:
        titles, statuses = listed(wrong.get("object")), listed(wrong.get("status"))
        return (
            self._among(wrong.get("subject"), [tenure.holder])
            and (not titles or any(plain(str(title)) in plain(tenure.position) for title in titles))
            and (not wrong.get("of") or self._among(wrong["of"], [tenure.of]))
            and (not statuses or tenure.status in statuses)
        )

    def _event(self, wrong: Mapping[str, Any], event: ToldEvent) -> bool:
        types, statuses = set(listed(wrong.get("type"))), listed(wrong.get("status"))
        return (
            (not types or bool(types & event.types))
            and (not statuses or event.status in statuses)
            and self._sides(wrong, event)
            and self._time(wrong, event)
            and self._words(wrong, event)
            and (not wrong.get("attributed_to") or self._among(wrong["attributed_to"], event.speakers))
        )

    def _sides(self, wrong: Mapping[str, Any], event: ToldEvent) -> bool:
        """With actors and targets the negative is about direction, and participants do not count."""
        actors, targets = wrong.get("actors"), wrong.get("targets")
        if actors:
            roles = ("actor",) if targets else ("actor", "participant")
            if not self._among(actors, event.fillers(*roles)):
                return False
        if targets:
            roles = ("target",) if actors else ("target", "participant")
            if not self._among(targets, event.fillers(*roles)):
                return False
        if wrong.get("place") and not self._among(wrong["place"], event.arguments["place"]):
            return False
        return self._participants(wrong.get("participants"), event)

    def _participants(self, wanted: Any, event: ToldEvent) -> bool:
        if not wanted:
            return True
        sets = wanted if isinstance(wanted[0], list) else [wanted]
        everyone = event.fillers("actor", "participant", "target")
        return any(all(self._among(each, everyone) for each in some) for some in sets)

    def _time(self, wrong: Mapping[str, Any], event: ToldEvent) -> bool:
        date = event.date or ""
        if wrong.get("time") and not date.startswith(str(wrong["time"])):
            return False
        return not (wrong.get("time_not") and date.startswith(str(wrong["time_not"])))

    def _words(self, wrong: Mapping[str, Any], event: ToldEvent) -> bool:
        """The theme (the quotes where there is none) holds one of the strings, and the amount."""
        text = (event.theme or " ".join(event.quotes)).casefold()
        parts = wrong.get("theme_contains")
        if parts and not any(str(part).casefold() in text for part in parts):
            return False
        return not wrong.get("amount") or str(wrong["amount"]).casefold() in text

"""Events, claims and articles as the page's data: everything a card shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from graph.namespaces import local_name
from graph.network.periods import days
from graph.network.rules import Rules
from graph.tables import ClaimRow, EventRow, GraphTables
from graph.text import WEB_ADDRESS
from graph.view.selection import Selection

Row = dict[str, Any]

TEXT_BUDGET = 600_000
"""Characters of sentences that one page holds; of more, each event keeps its first."""


class Evidence:
    """The rows of one page. Names and articles are numbered in the order of their first use.

    Args:
        tables: the graph.
        selection: what is shown.
        rules: quad classes and groups.
    """

    def __init__(self, tables: GraphTables, selection: Selection, rules: Rules) -> None:
        self.tables, self.selection, self.rules = tables, selection, rules
        self.numbers = {node: number for number, node in enumerate(selection.nodes)}
        self.names: list[list[Any]] = []
        self.articles: list[Row] = []
        self.event_numbers: dict[str, int] = {}
        self.left_out = 0
        self._name_numbers: dict[str, int] = {}
        self._article_numbers: dict[str, int] = {}

    def events(self) -> list[Row]:
        """All events, by date and then by IRI, those without a date last."""
        ordered = sorted(self.selection.events.values(), key=lambda row: (row.date or "9999", row.iri))
        shown = self._within_budget(ordered)
        self.event_numbers = {row.iri: number for number, row in enumerate(ordered)}
        return [self._event(row, shown[row.iri]) for row in ordered]

    def name(self, iri: str) -> int:
        """The number of an entity's name (or of an event's label) in :attr:`names`."""
        if iri not in self._name_numbers:
            self._name_numbers[iri] = len(self.names)
            entity, event = self.tables.entities.get(iri), self.tables.events.get(iri)
            label = entity.label if entity else event.label if event else iri
            self.names.append([label, self.numbers.get(iri, -1)])
        return self._name_numbers[iri]

    def article(self, iri: str) -> int:
        """The number of an article in :attr:`articles`."""
        if iri not in self._article_numbers:
            self._article_numbers[iri] = len(self.articles)
            row = self.tables.articles.get(iri)
            link = row.url if row and row.url and WEB_ADDRESS.fullmatch(row.url) else None
            told = {"title": (row.title or row.id) if row else iri, "url": link}
            told |= {"date": row.date, "by": row.publisher} if row else {}
            self.articles.append(_bare(told))
        return self._article_numbers[iri]

    def claims(self, claims: Iterable[ClaimRow], status: str | None = None) -> list[Row]:
        """Claims as sentences: the trigger's place, who says so, where, and the status where it differs."""
        return [self._claim(claim, status) for claim in claims]

    def _within_budget(self, events: list[EventRow]) -> Mapping[str, int]:
        """How many claims each event shows: first one of each, then a second, until the budget is spent."""
        shown, spent = dict.fromkeys((row.iri for row in events), 0), 0
        deepest = max((len(row.claims) for row in events), default=0)
        for depth in range(deepest):
            for row in events:
                if depth < len(row.claims):
                    spent += len(row.claims[depth].quote) + 60
                    if spent > TEXT_BUDGET:
                        self.left_out = sum(len(row.claims) - shown[row.iri] for row in events)
                        return shown
                    shown[row.iri] += 1
        return shown

    def _event(self, row: EventRow, shown: int) -> Row:
        told: Row = {
            "id": local_name(row.iri),
            "type": row.type,
            "status": row.status,
            "contested": row.contested or None,
            "plover": row.plover,
            "goldstein": row.goldstein,
            "date": row.date if days(row.date) else None,
            "end": row.date_end if days(row.date) and days(row.date_end) else None,
            "when": None if row.date_text == row.date else row.date_text,
            "about": row.theme,
            "amount": " ".join(part for part in (row.amount, row.unit) if part),
            "nodes": [self.numbers[node] for node in self.selection.taking_part[row.iri]],
            "claims": self.claims(row.claims[:shown], row.status),
            "more": len(row.claims) - shown or None,
        }
        for key in ("actors", "targets", "participants", "places", "concerns"):
            told[key] = [self.name(iri) for iri in getattr(row, key)]
        return _bare(told)

    def _claim(self, claim: ClaimRow, status: str | None) -> Row:
        said = claim.attributed_to
        return _bare(
            {
                "quote": claim.quote,
                "mark": trigger_span(claim.quote, claim.trigger),
                "article": self.article(claim.article),
                "status": None if claim.status == status else claim.status,
                "said": None if said is None else self.name(said),
                "source": claim.attribution_text,
                "via": None if claim.reported_by is None else self.name(claim.reported_by),
                "cue": claim.attribution_cue,
            }
        )


def trigger_span(quote: str, trigger: str | None) -> list[int] | None:
    """Where the trigger stands in its sentence, as a whole word where it can; characters, half-open."""
    if not trigger:
        return None
    found = re.search(rf"(?<!\w){re.escape(trigger)}(?!\w)", quote)
    start = found.start() if found else quote.find(trigger)
    return [start, start + len(trigger)] if start >= 0 else None


def _bare(row: Row) -> Row:
    """Without what is not told. Numbers stay, 0 too."""
    return {key: value for key, value in row.items() if value is not None and value not in ("", [])}

"""Which events of several articles are one happening.

Two articles tell one event where its type, its main arguments (linked entities in the roles actor, target and
participant) and its date agree. Dates agree where both are known and equal at the coarser of their two
granularities. An event without a date agrees with one of the days around its own article, or with one without
a date told in the same days or on the same theme. What is said (a statement, a threat) also needs the same
theme, or none and an addressee: many things are said on one day. Two events of one article are never joined:
extraction told them apart.

An event's IRI is a digest of the type, the main arguments, the date and, for what is said, the theme, as the
earliest article that tells it has them; where there is no date or no argument, or where another event has
the same, of that article's id too. So an IRI stays when later articles, or articles about something else,
come in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from rapidfuzz import fuzz

from graph.iris import digest_iri
from graph.knowledge.ontology import Ontology
from graph.linking.names import fold
from graph.model import Article, Event, Extraction

NEAR = timedelta(days=7)
"""How far an undated event's article may be from the event's day."""
MAIN = ("actor", "target", "participant")
_THEME = 85


@dataclass(frozen=True, slots=True)
class Told:
    """An event as one article tells it.

    Attributes:
        article: the article.
        event: the event.
        arguments: ``role=IRI`` of the main arguments, sorted; one role for all where the class is symmetric.
        speech: whether it is something said.
        number: counts the events of the article that are alike in all this.
    """

    article: Article
    event: Event
    arguments: tuple[str, ...]
    speech: bool
    number: int

    @property
    def order(self) -> tuple[str, str, int, str]:
        """Earliest article first."""
        return self.article.date or "9999", self.article.id, self.number, self.event.key

    @property
    def theme(self) -> str:
        """The folded theme, empty where there is none."""
        return fold(self.event.theme) if self.event.theme else ""


def link_events(
    records: Iterable[Extraction], entities: Mapping[tuple[str, str], str], *, ontology: Ontology
) -> dict[tuple[str, str], str]:
    """The IRI of each event by article and key.

    Args:
        records: what the articles say, in any order.
        entities: IRI of each entity by article and key; a dropped one is no argument.
        ontology: tells which classes are symmetric and which are speech.
    """
    blocks: dict[tuple[str, tuple[str, ...]], list[Told]] = defaultdict(list)
    for record in records:
        for told in _told(record, entities, ontology):
            blocks[told.event.type, told.arguments].append(told)
    happenings = [group for block in blocks.values() for group in _happenings(block)]
    return _named(sorted(happenings, key=lambda group: group[0].order))


def _told(record: Extraction, entities: Mapping[tuple[str, str], str], ontology: Ontology) -> list[Told]:
    found: list[Told] = []
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    for event in record.events:
        known = ontology.event_classes.get(event.type)
        symmetric = known is not None and known.symmetric
        arguments = {
            f"{'participant' if symmetric else argument.role}={iri}"
            for argument in event.arguments
            if argument.role in MAIN and (iri := entities.get((record.article.id, argument.filler)))
        }
        speech = ontology.is_a(event.type, "SpeechAct")
        told = Told(record.article, event, tuple(sorted(arguments)), speech, 0)
        key = (event.type, *told.arguments, event.date or "", told.theme if speech else "")
        counts[key] += 1
        found.append(Told(record.article, event, told.arguments, speech, counts[key]))
    return found


@dataclass(slots=True)
class _Happening:
    """Tellings taken for one: their articles, and one telling for each that compares in the same way."""

    tellings: list[Told] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    distinct: dict[tuple[str, ...], Told] = field(default_factory=dict)

    def add(self, told: Told) -> None:
        self.tellings.append(told)
        self.articles.add(told.article.id)
        undated = "" if told.event.date else told.article.date or ""
        self.distinct.setdefault((told.event.date or "", undated, told.theme), told)

    def takes(self, told: Told) -> bool:
        """Whether a telling agrees with all that are here. Two of one article never do."""
        apart = told.article.id not in self.articles
        return apart and all(_same(told, other) for other in self.distinct.values())


def _happenings(block: Sequence[Told]) -> list[list[Told]]:
    """The events of one type and one set of arguments, those that are one happening together."""
    groups: list[_Happening] = []
    for told in sorted(block, key=lambda each: (-len(each.event.date or ""), each.order)):
        fits = [group for group in groups if told.arguments and group.takes(told)]
        if len(fits) != 1:
            fits = [_Happening()]
            groups += fits
        fits[0].add(told)
    return [sorted(group.tellings, key=lambda each: each.order) for group in groups]


def _same(one: Told, other: Told) -> bool:
    themed = bool(one.theme) and _alike(one.theme, other.theme)
    bare = not one.theme and not other.theme and len(one.arguments) > 1
    if one.speech and not (themed or bare):
        return False
    if one.event.date and other.event.date:
        length = min(len(one.event.date), len(other.event.date))
        return one.event.date[:length] == other.event.date[:length]
    if len(one.arguments) < 2 and not themed:
        return False
    first, second = (_day(each.event.date or each.article.date) for each in (one, other))
    near = first is not None and second is not None and abs(first - second) <= NEAR
    undated = not one.event.date and not other.event.date
    return near or (undated and themed)


def _alike(one: str, other: str) -> bool:
    return bool(one and other) and (one == other or fuzz.token_set_ratio(one, other) >= _THEME)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text and len(text) == 10 else None
    except ValueError:
        return None


def _named(happenings: Sequence[Sequence[Told]]) -> dict[tuple[str, str], str]:
    iris: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    for group in happenings:
        first = group[0]
        parts = [
            first.event.type,
            first.event.date or "",
            first.theme if first.speech else "",
            *first.arguments,
        ]
        own = [first.article.id, str(first.number)]
        iri = digest_iri("event", *parts)
        if not first.event.date or not first.arguments or iri in taken:
            iri = digest_iri("event", *parts, *own)
        taken.add(iri)
        iris |= {(told.article.id, told.event.key): iri for told in group}
    return iris

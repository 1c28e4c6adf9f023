"""Tellings of events, and which of those with one type and the same main arguments are one happening.

The rules are told in :mod:`graph.linking.events`. A telling is compared with the happenings alone whose first
telling can agree with it, found by day, month, year or theme, so that a war told in thousands of articles takes
no longer than as many events of all kinds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from rapidfuzz import fuzz, process

NEAR = timedelta(days=7)
"""How far an undated event's article may be from the event's day."""
_THEME = 85


class Told(NamedTuple):
    """An event as one article tells it.

    Attributes:
        type: local name of its class.
        arguments: ``role=IRI`` of the main arguments, sorted; one role for all where the class is symmetric.
        article: the article's id.
        key: the event's key in it.
        published: the article's date, or None.
        when: the event's date, or None.
        theme: the folded theme, empty where there is none.
        speech: whether it is something said.
        number: counts the events of the article that are alike in all this.
    """

    type: str
    arguments: tuple[str, ...]
    article: str
    key: str
    published: str | None
    when: str | None
    theme: str
    speech: bool
    number: int

    @property
    def order(self) -> tuple[str, str, int, str]:
        """Earliest article first."""
        return self.published or "9999", self.article, self.number, self.key

    @property
    def day(self) -> date | None:
        """The event's day, or where it has no date that of its article; None where neither is so precise."""
        return _day(self.when or self.published)


@dataclass(slots=True, eq=False)
class _Happening:
    """Tellings taken for one: their articles, and one telling for each that compares in the same way."""

    tellings: list[Told] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    distinct: dict[tuple[str, ...], Told] = field(default_factory=dict)

    def add(self, told: Told) -> None:
        self.tellings.append(told)
        self.articles.add(told.article)
        undated = "" if told.when else told.published or ""
        self.distinct.setdefault((told.when or "", undated, told.theme), told)

    def takes(self, told: Told) -> bool:
        """Whether a telling agrees with all that are here. Two of one article never do."""
        apart = told.article not in self.articles
        return apart and all(_same(told, other) for other in self.distinct.values())


class _Index:
    """Happenings by the date and the theme of their first telling."""

    def __init__(self) -> None:
        self._by_date: dict[str, list[_Happening]] = defaultdict(list)
        self._undated: dict[date, list[_Happening]] = defaultdict(list)
        self._themes: dict[str, list[_Happening]] = defaultdict(list)

    def add(self, happening: _Happening, first: Told) -> None:
        """Enter a happening."""
        if first.when:
            for length in {len(first.when[:length]) for length in (4, 7, 10)}:
                self._by_date[first.when[:length]].append(happening)
            return
        if first.day:
            self._undated[first.day].append(happening)
        if first.theme:
            self._themes[first.theme].append(happening)

    def like(self, told: Told) -> Iterator[_Happening]:
        """Each happening once whose first telling could agree; all tellings so far are dated as precisely."""
        if told.when:
            yield from self._by_date.get(told.when, ())
            return
        found: dict[_Happening, None] = {}
        for day in _days_around(told.day) if told.day else ():
            found.update(dict.fromkeys(self._by_date.get(day.isoformat(), ())))
            found.update(dict.fromkeys(self._undated.get(day, ())))
        if told.theme:
            for theme, _, _ in process.extract(
                told.theme, self._themes.keys(), scorer=fuzz.token_set_ratio, score_cutoff=_THEME, limit=None
            ):
                found.update(dict.fromkeys(self._themes[theme]))
        yield from found


def find_happenings(block: Sequence[Told]) -> list[list[Told]]:
    """The tellings of each happening, the earliest article's first.

    Args:
        block: tellings of one type with the same main arguments, in any order.
    """
    happenings: list[_Happening] = []
    index = _Index()
    for told in sorted(block, key=lambda each: (-len(each.when or ""), each.order)):
        near = index.like(told) if told.arguments else ()
        fits = list(islice((each for each in near if each.takes(told)), 2))
        if len(fits) != 1:
            fits = [_Happening()]
            happenings += fits
            index.add(fits[0], told)
        fits[0].add(told)
    return [sorted(each.tellings, key=lambda told: told.order) for each in happenings]


def _same(one: Told, other: Told) -> bool:
    themed = bool(one.theme) and _alike(one.theme, other.theme)
    bare = not one.theme and not other.theme and len(one.arguments) > 1
    if one.speech and not (themed or bare):
        return False
    if one.when and other.when:
        length = min(len(one.when), len(other.when))
        return one.when[:length] == other.when[:length]
    if len(one.arguments) < 2 and not themed:
        return False
    near = one.day is not None and other.day is not None and abs(one.day - other.day) <= NEAR
    undated = not one.when and not other.when
    return near or (undated and themed)


def _alike(one: str, other: str) -> bool:
    return bool(one and other) and (one == other or fuzz.token_set_ratio(one, other) >= _THEME)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text and len(text) == 10 else None
    except ValueError:
        return None


def _days_around(day: date) -> Iterator[date]:
    """The days near a day, as far as the calendar goes."""
    for number in range(-NEAR.days, NEAR.days + 1):
        if date.min.toordinal() <= day.toordinal() + number <= date.max.toordinal():
            yield date.fromordinal(day.toordinal() + number)

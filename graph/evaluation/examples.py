"""The lexicon's own examples, run: does each row fire where it should, and stay silent where it should?

An example's entities stand in brackets with their role: ``[Norway|actor] sanctioned [Belarus|target].``
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from graph.knowledge.lexicon import Frame
from graph.model import Article, Event, Extraction, Span

_BRACKET = re.compile(r"\[([^\]|]+)\|([a-z]+)\]")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the roles that its brackets name.

    Attributes:
        text: the sentence without brackets.
        roles: role and characters (half-open) of each bracketed name.
    """

    text: str
    roles: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one row's examples.

    Attributes:
        frame: the row.
        fired: whether ``yes`` gave an event of the class with the row's trigger.
        roles_right, roles: how many bracketed names stood in their role, of how many.
        silent: whether ``no`` gave no event of the class with that trigger.
    """

    frame: Frame
    fired: bool
    roles_right: int
    roles: int
    silent: bool


def read_example(marked: str) -> Example:
    """Take the brackets out of an example and keep where they stood."""
    text, roles, at = "", [], 0
    for match in _BRACKET.finditer(marked):
        text += marked[at : match.start()]
        roles.append((match[2], Span(len(text), len(text) + len(match[1]))))
        text += match[1]
        at = match.end()
    return Example(text + marked[at:], tuple(roles))


def judge(frames: Iterable[Frame], extract: Callable[[Article], Extraction]) -> Iterator[Verdict]:
    """Run the examples of some rows.

    Args:
        frames: the rows.
        extract: reads one article.
    """
    for frame in frames:
        yes, no = read_example(frame.yes), read_example(frame.no)
        found = extract(_article(yes.text))
        event = next(iter(_events(found, frame)), None)
        right = 0 if event is None else sum(_holds(found, event, role, span) for role, span in yes.roles)
        silent = not list(_events(extract(_article(no.text)), frame))
        yield Verdict(frame, event is not None, right, len(yes.roles), silent)


def _article(text: str) -> Article:
    return Article(id="example", text=text, body=(Span(0, len(text)),), date="2024-06-12")


def _events(found: Extraction, frame: Frame) -> Iterator[Event]:
    for event in found.events:
        if event.type != frame.event_class:
            continue
        triggers = [claim.trigger.lower() for claim in found.claims if claim.asserts == event.key]
        stem = frame.lemma[: max(3, len(frame.lemma) - 2)]
        if event.frame == frame.id or any(t.startswith(stem[:4]) for t in triggers):
            yield event


def _holds(found: Extraction, event: Event, role: str, span: Span) -> bool:
    wanted = {
        entity.key
        for entity in found.entities
        for mention in entity.mentions
        if mention.start < span.end and span.start < mention.end
    }
    wanted |= {e.represents for e in found.entities if e.key in wanted and e.represents}
    return any(a.role == role and a.filler in wanted for a in event.arguments)

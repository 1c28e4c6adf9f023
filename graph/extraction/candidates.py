"""What the search for events hands on: tellings, each of one event in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from graph.extraction.arguments import Filled
from graph.extraction.attribution import Attribution
from graph.extraction.grammar import obliques
from graph.extraction.predicates import Predicate
from graph.extraction.times import Time
from graph.knowledge.lexicon import Frame
from graph.model import Rejection, Status

MAX_THEME = 180
_IRREALIS = frozenset({Status.PLANNED, Status.REQUESTED, Status.HYPOTHETICAL})


@dataclass(slots=True)
class Candidate:
    """One telling of an event in one sentence.

    Attributes:
        frame: the lexicon row.
        predicate: its trigger.
        filled: entities in roles.
        status: as told here.
        time: the date expression, or None.
        attribution: who says so.
        theme: the topic in the article's words.
        quoted: the main words of further sentences that the speaker is quoted with.
        names_only: whether the trigger takes up an event and does not say whether it happened.
        tone: the class that the tone of what is said makes of a bare act of saying, or None.
    """

    frame: Frame
    predicate: Predicate
    filled: Filled
    status: Status
    time: Time | None
    attribution: Attribution
    theme: str | None
    quoted: tuple[Token, ...] = ()
    tone: str | None = None
    names_only: bool = False

    @property
    def type(self) -> str:
        """Local name of the event class."""
        return self.tone or self.frame.event_class

    def at(self, predicate: Predicate) -> Candidate:
        """The same speaker's act at another predicate, with no role but the speaker's."""
        filled = Filled({"actor": list(self.filled.roles.get("actor", ()))})
        theme = shortened(predicate.token.sent.text)
        return replace(self, predicate=predicate, filled=filled, theme=theme, quoted=(), tone=None)

    @property
    def dates(self) -> tuple[str | None, str | None]:
        """Start and end, by whether this telling looks forward or back."""
        if self.time is None:
            return None, None
        if self.status in _IRREALIS:
            return self.time.future, self.time.future_end
        return self.time.date, self.time.date_end


@dataclass(slots=True)
class Found:
    """Everything that was seen: what is taken and what is not."""

    candidates: list[Candidate] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)


def shortened(text: str) -> str:
    """A theme of at most ``MAX_THEME`` characters, in whole words and without marks at its ends."""
    text = " ".join(text.split()).strip(" ,.;:")
    return text if len(text) <= MAX_THEME else text[:MAX_THEME].rsplit(" ", 1)[0]


def content_tokens(candidate: Candidate) -> Iterator[int]:
    """Tokens that may be the trigger of what a speech act is about."""
    for slot in ("comp", "obj", "about", "on", "for", "of"):
        for token in candidate.predicate.slots.get(slot, ()):
            yield token.i
            for _, noun in obliques(token):
                yield noun.i

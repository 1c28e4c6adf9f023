"""Events: lexicon rows laid on predicates, with roles, status, date and attribution."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from graph.extraction.arguments import Filled, RoleFiller
from graph.extraction.attribution import Attribution, AttributionReader
from graph.extraction.coreference import Resolver
from graph.extraction.dating import Dating
from graph.extraction.grammar import obliques
from graph.extraction.mending import TONED, RoleMender
from graph.extraction.predicates import Predicate, find_predicates
from graph.extraction.status import StatusReader
from graph.extraction.times import Time
from graph.knowledge import Knowledge
from graph.knowledge.lexicon import Frame
from graph.model import Rejection, Status

# Classes that name a state of affairs: without another sign it goes on.
LASTING = frozenset(["Cooperation", "Dispute", "War", "Trade", "Support", "Investment", "Deployment"])
TOPIC_MARKERS = ("about", "on", "over", "regarding", "concerning", "for", "of", "as", "against", "in")
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
    """

    frame: Frame
    predicate: Predicate
    filled: Filled
    status: Status
    time: Time | None
    attribution: Attribution
    theme: str | None
    quoted: tuple[Token, ...] = ()

    @property
    def type(self) -> str:
        """Local name of the event class."""
        return self.frame.event_class

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


class EventFinder:
    """Finds events in one article.

    Args:
        doc: the parsed article.
        knowledge: ontology and lexicon.
        resolver: what tokens refer to.
        attributions: who says what.
        times: the article's date expressions.
    """

    def __init__(
        self,
        doc: Doc,
        knowledge: Knowledge,
        resolver: Resolver,
        attributions: AttributionReader,
        times: list[Time],
    ) -> None:
        self.doc, self.knowledge, self.attributions = doc, knowledge, attributions
        self.filler = RoleFiller(resolver)
        self.mender = RoleMender(self.filler)
        self.cast = resolver.cast
        self.statuses = StatusReader(knowledge.cues)
        self._triggers = {(frame.lemma, frame.pos) for frame in knowledge.lexicon.frames}
        self._support = knowledge.cues.words("support_verbs", "subject")
        self.dating = Dating(doc, times, self._triggers, attributions.speech_verbs, self.cast)

    def find(self) -> Found:
        """All candidates in text order, and those turned down with the reason."""
        found = Found()
        quoting = {q.verb.i: q for q in self.attributions.quotations if q.verb is not None}
        for predicate in find_predicates(self.doc, self._triggers, self._support):
            if predicate.token.i in quoting and predicate.pos == "verb":
                quotation = quoting[predicate.token.i]
                predicate.add("comp", [self.doc[quotation.start : quotation.end].root])
                speaker = self.attributions.inverted(predicate.token)
                if speaker is not None:
                    predicate.slots["subj"] = [speaker]
                    predicate.slots.pop("obj", None)
            reasons: list[tuple[Frame, str]] = []
            for frame in self.knowledge.lexicon.frames_for(predicate.lemma, predicate.pos):
                candidate, reason = self._try(predicate, frame)
                if candidate is not None:
                    found.candidates.append(candidate)
                    reasons = []
                    break
                reasons.append((frame, reason))
            if reasons and predicate.pos != "adj":
                candidate = (
                    self._two_sided(predicate) if predicate.pos == "noun" else self._loosely(predicate)
                )
                if candidate is not None:
                    found.candidates.append(candidate)
                    reasons = []
            for frame, reason in reasons:
                found.rejections.append(_rejection(predicate, frame, reason))
        self._drop_echoes(found)
        self._aim(found.candidates)
        return found

    def _aim(self, candidates: list[Candidate]) -> None:
        """Aim what is said of a definite act at its doer: who condemns "the attack" condemns who attacked.

        The act is the last event before it that the noun can mean.
        """
        for index, candidate in enumerate(candidates):
            if candidate.type not in TONED or candidate.filled.roles.get("target"):
                continue
            classes = {
                frame.event_class
                for token in candidate.predicate.slots.get("obj", ())
                if any(c.lower_ in ("the", "this", "that", "these") for c in token.children)
                for frame in self.knowledge.lexicon.frames_for(token.lemma_.lower(), "noun")
            }
            mine = candidate.filled.entities("actor")
            for earlier in reversed(candidates[max(0, index - 12) : index]):
                doers = [r for r in earlier.filled.roles.get("actor", ()) if r.entity not in mine]
                if earlier.type in classes and doers:
                    candidate.filled.roles["target"] = doers
                    break

    def _drop_echoes(self, found: Found) -> None:
        """Leave out a bare act of speaking beside a finer one by the same speaker in the same sentence.

        "Addressed the club and praised the pact" is praise; the address has no content of its own.
        """
        finer = {
            (c.predicate.token.sent.start, actor)
            for c in found.candidates
            if self.is_speech(c.type) and c.type not in ("Statement", "Announcement")
            for actor in c.filled.entities("actor")
        }
        kept = []
        for candidate in found.candidates:
            bare = candidate.type == "Statement" and not candidate.predicate.slots.get("comp")
            said = {(candidate.predicate.token.sent.start, a) for a in candidate.filled.entities("actor")}
            if bare and said and said <= finer:
                found.rejections.append(
                    _rejection(candidate.predicate, candidate.frame, "a finer speech act says it")
                )
            else:
                kept.append(candidate)
        found.candidates[:] = kept

    def is_speech(self, event_class: str) -> bool:
        """Whether a class is a speech act."""
        return self.knowledge.ontology.is_a(event_class, "SpeechAct")

    def _try(self, predicate: Predicate, frame: Frame) -> tuple[Candidate | None, str]:
        if predicate.token.i in self.cast.at and self._inside_name(predicate.token):
            return None, "the word is part of a name"
        for condition in frame.when:
            if not self.filler.holds(predicate, condition):
                return None, f"the condition on {condition.slot!r} does not hold"
        filled = self._fill(predicate, frame)
        reason = self._missing(frame, predicate, filled)
        if reason:
            return None, reason
        return self._candidate(predicate, frame, filled), ""

    def _fill(self, predicate: Predicate, frame: Frame) -> Filled:
        return self.mender.mend(predicate, frame, self.filler.fill(predicate, frame))

    def _two_sided(self, predicate: Predicate) -> Candidate | None:
        """An event noun whose both sides are named fires even where no row foresaw how they stand."""
        if predicate.token.i in self.cast.at and self._inside_name(predicate.token):
            return None
        for frame in self.knowledge.lexicon.frames_for(predicate.lemma, "noun"):
            if self.is_speech(frame.event_class) or not self.filler.nearly_fits(predicate, frame):
                continue
            filled = self._fill(predicate, frame)
            sides = filled.entities("actor"), filled.entities("target")
            if (
                len(filled.entities("participant")) > 1
                or all(sides)
                or (predicate.support is not None and sides[0])
            ):
                return self._candidate(predicate, frame, filled)
        return None

    def _loosely(self, predicate: Predicate) -> Candidate | None:
        """A verb whose doer is known fires although what it is done to is no known entity."""
        frames = self.knowledge.lexicon.frames_for(predicate.lemma, "verb")
        if (
            len({frame.event_class for frame in frames}) > 1
        ):  # of several senses only what its row asks for tells which
            return None
        for frame in frames:
            if not self.filler.nearly_fits(predicate, frame):
                continue
            filled = self._fill(predicate, frame)
            if (
                filled.entities("actor")
                or len(filled.entities("participant")) > 1
                or filled.entities("target")
            ):
                return self._candidate(predicate, frame, filled)
        return None

    def _candidate(self, predicate: Predicate, frame: Frame, filled: Filled) -> Candidate:
        speech = self.is_speech(frame.event_class)
        status = self.statuses.of(predicate, speech=speech, lasting=frame.event_class in LASTING)
        said, theme = self.attributions.of(predicate.token), self._theme(predicate)
        quoted = tuple(self._quoted_sentences(predicate)) if speech else ()
        return Candidate(frame, predicate, filled, status, self.dating.of(predicate), said, theme, quoted)

    def _quoted_sentences(self, predicate: Predicate) -> Iterator[Token]:
        """The main words of the sentences that a quotation by this verb holds beside the verb's own."""
        for quotation in self.attributions.quotations:
            if quotation.verb is None or quotation.verb.i != predicate.token.i:
                continue
            seen = {predicate.token.sent.start}
            for token in self.doc[quotation.start : quotation.end]:
                if token.sent.start not in seen and len(token.sent) > 3:
                    seen.add(token.sent.start)
                    yield token.sent.root

    def _inside_name(self, token: Token) -> bool:
        ref = self.cast.at[token.i]
        return ref.kind == "name"

    def _missing(self, frame: Frame, predicate: Predicate, filled: Filled) -> str:
        """Why the roles do not make an event, or an empty text."""
        actors = filled.entities("actor", "participant")
        if self.is_speech(frame.event_class):
            return "" if actors else "nobody is named who says it"
        people = [*actors, *filled.entities("target")]
        if not people:
            forceful = self.knowledge.ontology.is_a(frame.event_class, "Coercion")
            return "" if forceful and filled.roles.get("place") else "no known actor takes part"
        return self._one_sided(frame, predicate, len(people))

    def _one_sided(self, frame: Frame, predicate: Predicate, sides: int) -> str:
        """Why a symmetric event with a single known side is none, or an empty text."""
        event_class = self.knowledge.ontology.event_classes.get(frame.event_class)
        if event_class is None or not event_class.symmetric or sides > 1:
            return ""
        if predicate.pos != "noun":
            return self._alone(predicate)
        if frame.event_class in LASTING:
            return "only one side is named"
        plural = any(t.tag_ in ("NNS", "NNPS") for t in predicate.slots.get("agent", ()))
        if plural or predicate.support is not None or predicate.slots.get("with"):
            return ""
        return "only one side is named"

    # -- theme --------------------------------------------------------------------------------------

    def _alone(self, predicate: Predicate) -> str:
        """Why a verb of meeting or agreeing with one known side is no event, or an empty text."""
        other = any(predicate.slots.get(slot) for slot in ("obj", "with", "between", "to", "on", "into"))
        group = [
            r for r in self.filler.refs(predicate, "subj") if self.cast.is_a(r.entity, "Organization", "Bloc")
        ]
        plural = any(t.tag_ in ("NNS", "NNPS", "PRP") for t in predicate.slots.get("subj", ()))
        return "" if other or group or plural or predicate.pos == "adj" else "only one side is named"

    def _theme(self, predicate: Predicate) -> str | None:
        """The topic in the article's words: content clause, topic phrase, object, or the noun phrase itself."""
        for slot in ("comp", "about", "regarding"):
            for token in predicate.slots.get(slot, ()):
                return self._phrase(token)
        quotation = self._quoted(predicate)
        if quotation:
            return quotation
        if predicate.pos == "noun":
            return self._phrase(predicate.token)
        for slot in ("obj", *TOPIC_MARKERS):
            for token in predicate.slots.get(slot, ()):
                if token.i != predicate.token.i and abs(token.i - predicate.token.i) < 40:
                    return self._phrase(token)
        return None

    def _quoted(self, predicate: Predicate) -> str | None:
        for quotation in self.attributions.quotations:
            if quotation.verb is not None and quotation.verb.i == predicate.token.i:
                return self._cut(self.doc[quotation.start : quotation.end].text)
        return None

    def _phrase(self, token: Token) -> str:
        return self._cut(self.doc[token.left_edge.i : token.right_edge.i + 1].text)

    def _cut(self, text: str) -> str:
        text = " ".join(text.split()).strip(" ,.;:")
        return text if len(text) <= MAX_THEME else text[:MAX_THEME].rsplit(" ", 1)[0]


def _rejection(predicate: Predicate, frame: Frame, reason: str) -> Rejection:
    at = predicate.token
    return Rejection(at.idx, at.idx + len(at.text), frame.id, reason)


def content_tokens(candidate: Candidate) -> Iterator[int]:
    """Tokens that may be the trigger of what a speech act is about."""
    for slot in ("comp", "obj", "about", "on", "for", "of"):
        for token in candidate.predicate.slots.get(slot, ()):
            yield token.i
            for _, noun in obliques(token):
                yield noun.i

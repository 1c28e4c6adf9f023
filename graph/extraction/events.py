"""Events: lexicon rows laid on predicates, with roles, status, date and attribution."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from graph.extraction.arguments import Filled, RoleFiller
from graph.extraction.attribution import Attribution, AttributionReader
from graph.extraction.candidates import Candidate, Found, shortened
from graph.extraction.cast import Ref
from graph.extraction.coreference import Resolver
from graph.extraction.dating import Dating
from graph.extraction.discourse import Discourse, rejection
from graph.extraction.grammar import label
from graph.extraction.mending import RoleMender
from graph.extraction.predicates import Predicate, find_predicates
from graph.extraction.sayings import Quotation
from graph.extraction.status import StatusReader
from graph.extraction.times import Time
from graph.extraction.tone import ToneReader
from graph.knowledge import Knowledge
from graph.knowledge.lexicon import Frame

# Classes that name a state of affairs: without another sign it goes on.
LASTING = frozenset(["Cooperation", "Dispute", "War", "Trade", "Support", "Investment", "Deployment"])
TOPIC_MARKERS = ("about", "on", "over", "regarding", "concerning", "for", "of", "as", "against", "in")


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
        self.discourse = Discourse(knowledge, attributions, ToneReader(knowledge.cues, resolver))
        self._triggers = {(frame.lemma, frame.pos) for frame in knowledge.lexicon.frames}
        self._support = knowledge.cues.words("support_verbs", "subject")
        self.dating = Dating(doc, times, self._triggers, attributions.speech_verbs, self.cast)

    def find(self) -> Found:
        """All candidates in text order, and those turned down with the reason."""
        found = Found()
        for predicate in find_predicates(self.doc, self._triggers, self._support):
            quotations = self.attributions.quoting.get(predicate.token.i)
            if quotations and predicate.pos == "verb":
                said = self._said_here(quotations[-1], predicate.token)
                predicate.add("comp", [said])
                predicate.add("quote", [said])
                speaker = self.attributions.inverted(predicate.token)
                if speaker is not None:
                    predicate.slots["subj"] = [speaker]
                    predicate.slots.pop("obj", None)
            self._add_report(predicate)
            self.filler.forget()
            reasons: list[tuple[Frame, str]] = []
            for frame in self.knowledge.lexicon.frames_for(predicate.lemma, predicate.pos):
                candidate, reason = self._try(predicate, frame)
                if candidate is not None:
                    found.candidates.append(candidate)
                    reasons = []
                    break
                reasons.append((frame, reason))
            if label(predicate.token) == "cop":
                continue
            if reasons and predicate.pos != "adj":
                candidate = (
                    self._two_sided(predicate) if predicate.pos == "noun" else self._loosely(predicate)
                )
                if candidate is not None:
                    found.candidates.append(candidate)
                    reasons = []
            for frame, reason in reasons:
                found.rejections.append(rejection(predicate, frame.id, reason))
        self.discourse.settle(found)
        return found

    def _add_report(self, predicate: Predicate) -> None:
        """Give a verb of saying at the end of its sentence the speaker before it and what stands before the comma."""
        report = self.attributions.reports.get(predicate.token.i)
        if report is None or predicate.pos != "verb":
            return
        speaker = self.cast.at.get(report.speaker.i)
        found = [ref.entity for ref in self.filler.refs(predicate, "subj")]
        if speaker is None or found == [speaker.entity]:
            return
        predicate.slots["subj"] = [report.speaker]
        predicate.slots.pop("obj", None)
        sent = predicate.token.sent
        predicate.add("comp", [self.doc[sent.start : report.comma].root])

    def _without_reporter(self, predicate: Predicate, filled: Filled) -> None:
        """Take who reports at the end of the sentence out of what is reported, where a parse has coordinated them."""
        report = self.attributions.report_on(predicate.token)
        speaker = None if report is None else self.cast.at.get(report.speaker.i)
        if report is None or speaker is None:
            return
        before = range(predicate.token.sent.start, report.comma)
        if all(self.cast.at[i].entity != speaker.entity for i in before if i in self.cast.at):
            for role, refs in filled.roles.items():
                filled.roles[role] = [r for r in refs if r.entity != speaker.entity or r.kind == "pronoun"]

    def _said_here(self, quotation: Quotation, verb: Token) -> Token:
        """The main word of the part of a quotation that stands in its verb's sentence, else of its first sentence."""
        first = self.doc[quotation.start].sent
        sent = verb.sent if quotation.start < verb.sent.end and verb.sent.start < quotation.end else first
        part = self.doc[max(quotation.start, sent.start) : min(quotation.end, sent.end)]
        return part.root

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
            if self.discourse.is_speech(frame.event_class) or not self.filler.nearly_fits(predicate, frame):
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
        speech = self.discourse.is_speech(frame.event_class)
        status = self.statuses.of(predicate, speech=speech, lasting=frame.event_class in LASTING)
        said, theme = self.attributions.of(predicate.token), self._theme(predicate)
        self._without_reporter(predicate, filled)
        self._with_speaker(predicate, frame, filled, said)
        quoted = tuple(self._quoted_sentences(predicate)) if speech else ()
        names_only = self.statuses.only_names(predicate)
        time = self.dating.of(predicate)
        return Candidate(frame, predicate, filled, status, time, said, theme, quoted, names_only=names_only)

    def _with_speaker(self, predicate: Predicate, frame: Frame, filled: Filled, said: Attribution) -> None:
        """Whose official tells of "an exercise with X" takes part, where no other side is told."""
        event_class = self.knowledge.ontology.event_classes.get(frame.event_class)
        told = filled.roles.get("participant", ())
        given = {ref.entity for ref in self.filler.refs(predicate, "with")}
        only_given = bool(told) and all(ref.entity in given for ref in told)
        if predicate.pos != "noun" or event_class is None or not event_class.symmetric or not only_given:
            return
        state = self.cast.state_of(said.speaker) if said.speaker is not None else None
        if state is not None and all(self.cast.state_of(ref.entity) != state for ref in told):
            filled.add("participant", Ref(state, None, "nominal"))

    def _quoted_sentences(self, predicate: Predicate) -> Iterator[Token]:
        """The main words of the sentences that a quotation by this verb holds beside the verb's own."""
        for quotation in self.attributions.quoting.get(predicate.token.i, ()):
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
        if self.discourse.is_speech(frame.event_class):
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
        for quotation in self.attributions.quoting.get(predicate.token.i, ()):
            return shortened(self.doc[quotation.start : quotation.end].text)
        return None

    def _phrase(self, token: Token) -> str:
        return shortened(self.doc[token.left_edge.i : token.right_edge.i + 1].text)

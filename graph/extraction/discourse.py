"""What the tellings of an article owe to each other: finer acts beside bare ones, aims and dates carried on."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extraction.attribution import AttributionReader
from graph.extraction.candidates import Candidate, Found
from graph.extraction.clauses import UTTERANCES
from graph.extraction.coreference import FIRST_PERSON
from graph.extraction.grammar import children, label
from graph.extraction.mending import TONED
from graph.extraction.predicates import Predicate
from graph.extraction.tone import Tone, ToneReader
from graph.knowledge import Knowledge
from graph.model import Rejection, Status

# Classes of bare saying, which a tone makes finer.
BARE = frozenset({"Statement", "Announcement"})
# Verbs whose object is what they say.
WORDING = frozenset({"express", "voice", "convey", "reiterate"})
# What one does to whom one also threatens.
PRESSING = frozenset({"Appeal", "Demand", "Criticism"})
MAX_BACK = 12  # tellings before a definite noun among which it is looked for
MAX_CARRY = 70  # tokens within which somebody goes on speaking


class Discourse:
    """Settles the tellings of an article among themselves.

    Args:
        knowledge: ontology and lexicon.
        attributions: who says what.
        tones: what speakers find of things.
    """

    def __init__(self, knowledge: Knowledge, attributions: AttributionReader, tones: ToneReader) -> None:
        self.knowledge, self.attributions, self.tones = knowledge, attributions, tones

    def is_speech(self, event_class: str) -> bool:
        """Whether a class is a speech act."""
        return self.knowledge.ontology.is_a(event_class, "SpeechAct")

    def settle(self, found: Found) -> None:
        """Change the tellings in place, in order of the text."""
        self._drop_one_sided(found)
        self._refine(found)
        self._drop_wordings(found)
        self._drop_asides(found)
        self._drop_echoes(found)
        self._aim(found.candidates)
        self._carry_dates(found.candidates)

    def _drop_one_sided(self, found: Found) -> None:
        """Leave out what takes two and is only possible, where one alone is named."""
        kept: list[Candidate] = []
        for candidate in found.candidates:
            codes = self.knowledge.ontology.event_classes.get(candidate.type)
            alone = len(candidate.filled.entities("participant", "actor", "target")) < 2
            if codes is not None and codes.symmetric and alone and candidate.status is Status.HYPOTHETICAL:
                reason = "only possible, and with whom goes unsaid"
                found.rejections.append(rejection(candidate.predicate, candidate.frame.id, reason))
            else:
                kept.append(candidate)
        found.candidates[:] = kept

    # -- tone -----------------------------------------------------------------------------------------

    def _refine(self, found: Found) -> None:
        """Make bare acts of saying finer by the tone of what is said, each toned sentence of a quotation one act."""
        settled: list[Candidate] = []
        for candidate in found.candidates:
            settled.append(candidate)
            speakers = candidate.filled.entities("actor")
            if not speakers or candidate.predicate.pos != "verb":
                continue
            tone = self._tone(candidate, speakers) if candidate.type in BARE else None
            if tone is not None:
                _sharpen(candidate, tone)
            settled.extend(self._further(candidate, speakers))
        found.candidates[:] = settled

    def _tone(self, candidate: Candidate, speakers: list[int]) -> Tone | None:
        predicate = candidate.predicate
        for clause in predicate.slots.get("comp", ()):
            if label(clause) in ("xcomp", "amod") and predicate.slots.get("obj"):  # "called the deal illegal"
                tone = self.tones.found(clause, predicate.slots["obj"], speakers)
            else:
                quoted = self.attributions.quotation_of(clause) is not None
                tone = self.tones.of(clause, speakers, quoted=quoted)
            if tone is not None:
                return tone
        return None

    def _further(self, candidate: Candidate, speakers: list[int]) -> Iterator[Candidate]:
        """The toned sentences that a quotation goes on with, as acts of their own."""
        plain: list[Token] = []
        for root in candidate.quoted:
            tone = self.tones.of(root, speakers, quoted=True)
            if tone is None:
                plain.append(root)
                continue
            act = candidate.at(Predicate(root, "verb", candidate.predicate.lemma))
            _sharpen(act, tone)
            yield act
        candidate.quoted = tuple(plain)

    def _drop_asides(self, found: Found) -> None:
        """Take the speaker's "we can say", "I tell you" inside a quotation for part of the saying, tone and all."""
        kept: list[Candidate] = []
        for candidate in found.candidates:
            outer = next((c for c in reversed(kept[-3:]) if self._holds(c, candidate)), None)
            if outer is None:
                kept.append(candidate)
                continue
            if outer.type in BARE:
                outer.tone = candidate.tone
            found.rejections.append(
                rejection(candidate.predicate, candidate.frame.id, "its speaker's own aside")
            )
        found.candidates[:] = kept

    def _drop_wordings(self, found: Found) -> None:
        """Leave out a verb that only words another act of its doer ("voiced support", "announced imposing a ban")."""
        acts = {c.predicate.token.i: c for c in found.candidates}
        kept: list[Candidate] = []
        for candidate in found.candidates:
            if any(self._words(candidate, acts[t.i]) for t in _worded(candidate) if t.i in acts):
                reason = "it only words another act"
                found.rejections.append(rejection(candidate.predicate, candidate.frame.id, reason))
            else:
                kept.append(candidate)
        found.candidates[:] = kept

    def _words(self, verb: Candidate, act: Candidate) -> bool:
        """Whether a verb of saying and what it has as its object are the same doer's act."""
        doers = set(verb.filled.entities("actor"))
        same = bool(doers) and doers == set(act.filled.entities("actor"))
        if not same or not self.is_speech(verb.type):
            return False
        noun = act.predicate.pos == "noun" and self.is_speech(act.type)
        return noun or (verb.type in BARE and not self.is_speech(act.type))

    def _holds(self, outer: Candidate, inner: Candidate) -> bool:
        """Whether an act of saying stands in the quotation that another act of the same speaker introduces."""
        if inner.frame.event_class not in BARE or not self.is_speech(outer.type):
            return False
        quotation = self.attributions.quotation_of(inner.predicate.token)
        if quotation is None or quotation.verb is None or quotation.verb.i != outer.predicate.token.i:
            return False
        own = any(token.lower_ in FIRST_PERSON for token in inner.predicate.slots.get("subj", ()))
        return own and inner.predicate.token.sent.start == outer.predicate.token.sent.start

    def _drop_echoes(self, found: Found) -> None:
        """Leave out a bare act of speaking beside a finer one by the same speaker in the same sentence.

        "Addressed the club and praised the pact" is praise; the address has no content of its own.
        """
        finer = {
            (c.predicate.token.sent.start, actor)
            for c in found.candidates
            if self.is_speech(c.type) and c.type not in BARE
            for actor in c.filled.entities("actor")
        }
        verbs = {
            c.predicate.token.i for c in found.candidates if c.type in TONED and c.predicate.pos == "verb"
        }
        kept: list[Candidate] = []
        for candidate in found.candidates:
            if self._only_named(candidate, verbs):
                reason = "named only as what another act is about"
                found.rejections.append(rejection(candidate.predicate, candidate.frame.id, reason))
                continue
            trigger = candidate.predicate.token
            if self._in_same_text(candidate, kept):
                reason = "it goes on with a text told of before"
                found.rejections.append(rejection(candidate.predicate, candidate.frame.id, reason))
                continue
            if candidate.type in BARE and label(trigger) == "acl" and trigger.head.lemma_ in UTTERANCES:
                reason = "it only says whose words they are"  # "according to a statement released by X"
                found.rejections.append(rejection(candidate.predicate, candidate.frame.id, reason))
                continue
            aside = trigger.tag_ == "VBG" and label(trigger) == "advcl"  # "condemned it, saying that ..."
            empty = aside or not candidate.predicate.slots.get("comp") or candidate.frame.plover == "none"
            bare = candidate.type == "Statement" and empty
            said = {(candidate.predicate.token.sent.start, a) for a in candidate.filled.entities("actor")}
            if bare and said and said <= finer:
                found.rejections.append(
                    rejection(candidate.predicate, candidate.frame.id, "a finer act says it")
                )
            else:
                kept.append(candidate)
        found.candidates[:] = kept

    def _in_same_text(self, candidate: Candidate, before: list[Candidate]) -> bool:
        """Whether a text is said to say more ("The statement also said ...") that its author has been told to utter."""
        texts = [t for t in candidate.predicate.slots.get("subj", ()) if t.lemma_.lower() in UTTERANCES]
        if (
            candidate.type not in BARE
            or not texts
            or any(c.pos_ == "PROPN" for t in texts for c in children(t))
        ):
            return False
        mine = set(candidate.filled.entities("actor"))
        return any(self.is_speech(c.type) and mine <= set(c.filled.entities("actor")) for c in before)

    def _only_named(self, candidate: Candidate, verbs: set[int]) -> bool:
        """Whether a saying is a noun that a toned verb has as its object ("rejected X's statement")."""
        noun = candidate.predicate.token
        named = (
            candidate.predicate.pos == "noun" and candidate.type in BARE and label(noun) in ("obj", "nmod")
        )
        return named and bool({noun.head.i, *(c.i for c in children(noun))} & verbs)

    # -- aims -----------------------------------------------------------------------------------------

    def _aim(self, candidates: list[Candidate]) -> None:
        """Aim what is said of a definite act at its doer: who condemns "the attack" condemns who attacked.

        The act is the last event before it that the noun can mean; of "denies it" it is what the denier was blamed for.
        """
        for index, candidate in enumerate(candidates):
            if candidate.filled.roles.get("target"):
                continue
            if candidate.type == "Threat":
                _aim_threat(candidate, candidates[max(0, index - MAX_BACK) : index])
            if candidate.type not in TONED:
                continue
            classes = {
                frame.event_class
                for slot in ("obj", "against")
                for token in candidate.predicate.slots.get(slot, ())
                if any(c.lower_ in ("the", "this", "that", "these") for c in children(token))
                for frame in self.knowledge.lexicon.frames_for(token.lemma_.lower(), "noun")
            }
            mine = candidate.filled.entities("actor")
            answers = candidate.type == "Rejection" and any(
                token.tag_ in ("PRP", "DT") for token in candidate.predicate.slots.get("obj", ())
            )
            for earlier in reversed(candidates[max(0, index - MAX_BACK) : index]):
                doers = [r for r in earlier.filled.roles.get("actor", ()) if r.entity not in mine]
                blamed = set(earlier.filled.entities("target")) & set(mine)
                if doers and (
                    earlier.type in classes or (answers and earlier.type == "Criticism" and blamed)
                ):
                    candidate.filled.roles["target"] = doers
                    break

    # -- dates ----------------------------------------------------------------------------------------

    def _carry_dates(self, candidates: list[Candidate]) -> None:
        """Date what somebody goes on to say ("He added ...") like what was told of him just before."""
        last: Candidate | None = None
        for candidate in candidates:
            if candidate.status is not Status.OCCURRED or not self._told(candidate):
                continue
            if candidate.time is None and last is not None and self._goes_on(candidate, last):
                candidate.time = last.time
            last = candidate if _on_a_day(candidate) else None

    def _told(self, candidate: Candidate) -> bool:
        """Whether a telling is, in the past tense, an act of speaking or meeting."""
        talk = self.is_speech(candidate.type) or self.knowledge.ontology.is_a(candidate.type, "Consultation")
        return talk and candidate.predicate.pos == "verb" and candidate.predicate.token.tag_ == "VBD"

    def _goes_on(self, candidate: Candidate, last: Candidate) -> bool:
        anaphoric = any(token.tag_ == "PRP" for token in candidate.predicate.slots.get("subj", ()))
        near = candidate.predicate.token.i - last.predicate.token.i < MAX_CARRY
        before = last.filled.entities("actor", "participant")
        same = any(actor in before for actor in candidate.filled.entities("actor"))
        return anaphoric and near and same and self.is_speech(candidate.type)


def _worded(candidate: Candidate) -> list[Token]:
    """The nouns and gerunds that a verb of saying has as its object."""
    verb = candidate.predicate.token
    if candidate.predicate.pos != "verb":
        return []
    nouns = [c for c in children(verb) if label(c) == "obj" and verb.lemma_ in WORDING]
    return [*nouns, *(c for c in children(verb) if label(c) in ("xcomp", "ccomp", "obj") and _is_gerund(c))]


def _is_gerund(token: Token) -> bool:
    return token.tag_ == "VBG" and not any(label(c).startswith(("aux", "nsubj")) for c in children(token))


def _aim_threat(threat: Candidate, before: list[Candidate]) -> None:
    """Aim a threat at whom its verb's neighbour is aimed: "urged X to leave and threatened to cut off the water"."""
    verb = threat.predicate.token
    for other in before if label(verb) == "conj" else []:
        same = set(threat.filled.entities("actor")) == set(other.filled.entities("actor"))
        if other.predicate.token.i == verb.head.i and other.type in PRESSING and same:
            threat.filled.roles["target"] = list(other.filled.roles.get("target", ()))


def _sharpen(candidate: Candidate, tone: Tone) -> None:
    candidate.tone = tone.event_class
    if tone.targets:
        candidate.filled.roles["target"] = list(tone.targets)


def _on_a_day(candidate: Candidate) -> bool:
    return candidate.time is not None and candidate.time.date is not None and len(candidate.time.date) == 10


def rejection(predicate: Predicate, what: str, reason: str) -> Rejection:
    """What was seen at a predicate and not taken."""
    at = predicate.token
    return Rejection(at.idx, at.idx + len(at.text), what, reason)

"""Whether what a predicate tells happened, goes on, is planned, asked for, only possible, or denied.

Read from tense, modality, negation and the words that govern the predicate, from the trigger outwards: the nearest
sign that decides wins, except that negation of the trigger itself beats everything.
"""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.clauses import MAX_STEPS, coordinated_verb, is_further_saying
from graph.extraction.grammar import children, clause_marks, is_infinitive, label, particle, preposition
from graph.extraction.predicates import Predicate, is_naming
from graph.knowledge.cues import Cues
from graph.model import Status

_BEFORE = frozenset({"ahead of", "before", "prior to", "until"})
_AFTER = frozenset(["after", "following", "since", "amid", "despite", "during"])
_RANKS = frozenset(["first", "last", "only", "latest", "second", "third"])
_NAMING = _AFTER | {"of", "about", "on"}
_IRREALIS = (Status.PLANNED, Status.REQUESTED, Status.HYPOTHETICAL)


class StatusReader:
    """Reads status by the word lists of ``cues.toml``.

    Args:
        cues: its table ``status`` is used.
    """

    def __init__(self, cues: Cues) -> None:
        def words(name: str) -> frozenset[str]:
            return cues.words("status", name)

        self.planned, self.requested = words("planned_verbs"), words("requested_verbs")
        self.coming = words("planned_triggers")
        self.hypothetical, self.negating = words("hypothetical_verbs"), words("negating_verbs")
        self.ongoing = words("ongoing_verbs")
        self.future_adjectives, self.possible = words("future_strong"), words("hypothetical_adjectives")
        self.ongoing_adjectives, self.past_adjectives = words("ongoing_adjectives"), words("past_adjectives")
        self.likely, self.negators = words("likely"), words("negators")
        self.conditionals = words("conditionals")
        self.will, self.may = words("modal_future"), words("modal_possible")
        self.denying, self.doubting = words("denying_verbs"), words("doubting_verbs")
        self.asking, self.hoping = words("asking_verbs"), words("hoping_verbs")
        self.plan_nouns, self.request_nouns = words("plan_nouns"), words("request_nouns")
        self.prospect_nouns, self.open_nouns = words("prospect_nouns"), words("open_nouns")
        self.planning, self.cancelling = words("planning_support"), words("cancelling_support")
        self.wanting, self.weighing = words("wanting_support"), words("weighing_support")
        self.awaiting, self.warding = words("awaiting_verbs"), words("warding_verbs")
        self.barring, self.siding = words("barring_verbs"), words("siding_verbs")
        self.ending = words("ending_verbs")
        self.certain = words("would_is_planned")

    def of(self, predicate: Predicate, *, speech: bool = False, lasting: bool = False) -> Status:
        """The status of a predicate.

        Args:
            predicate: trigger and support verb.
            speech: True for speech acts, whose simple present tells that they were uttered.
            lasting: True for classes that name a state of affairs (cooperation, a dispute).
        """
        if predicate.pos == "noun":
            return self._noun(predicate, lasting)
        if label(predicate.token) == "cop":
            return self._copula(predicate.token)
        status = self._verb(predicate.token, speech, lasting)
        coming = not speech and predicate.token.lemma_.lower() in self.coming
        return Status.PLANNED if coming and status is Status.OCCURRED else status

    def only_names(self, predicate: Predicate) -> bool:
        """Whether an event noun takes up what it names and tells nothing of it ("during her visit to X")."""
        noun = predicate.token
        if predicate.pos != "noun" or predicate.support is not None or self._adjective(noun) is not None:
            return False
        if _took_place(noun) or any(label(c) == "cop" for c in children(noun)):
            return False
        known = predicate.slots.get("poss") or any(
            c.lower_ in ("the", "this", "that") for c in children(noun)
        )
        return bool(known) and (label(noun).startswith("nsubj") or preposition(noun) in _NAMING)

    # -- verbs --------------------------------------------------------------------------------------

    def _copula(self, verb: Token) -> Status:
        """As in "will be in Cairo": auxiliaries and negation hang on what is said, the tense is the copula's."""
        said = verb.head
        if self._negated(said):
            return Status.NEGATED
        if said.lemma_.lower() in self.coming:
            return Status.PLANNED
        return self._modal(said) or (
            Status.HYPOTHETICAL if self._conditional(said) else self._tense(verb, False, False)
        )

    def _negated(self, token: Token) -> bool:
        for child in children(token):
            if child.lower_ in self.negators and label(child) in (
                "advmod",
                "det",
                "cc:preconj",
                "mark",
                "case",
                "aux",
            ):
                follows = token.doc[child.i + 1].lower_ if child.i + 1 < len(token.doc) else ""
                if follows not in ("only", "just") and child.lower_ not in ("hardly", "barely"):
                    return True
            if label(child).startswith("nsubj") and any(
                c.lower_ in ("neither", "no", "none") and label(c) in ("det", "cc:preconj", "advmod", "cc")
                for c in children(child)
            ):
                return True
            if label(child).startswith("nsubj") and child.lower_ in ("nobody", "none", "nothing"):
                return True
        return False

    def _modal(self, verb: Token) -> Status | None:
        if verb.tag_ == "VB" and any(label(c) in ("cop", "aux") and c.lemma_ == "be" for c in children(verb)):
            return Status.PLANNED  # "is to visit"
        for child in children(verb):
            if label(child) not in ("aux", "aux:pass"):
                continue
            if child.lower_ in self.will:
                return Status.PLANNED
            if child.lower_ in ("would", "'d", "’d"):
                return (
                    Status.PLANNED
                    if self._under_report(verb) or (child.tag_ == "MD" and verb.lemma_ in self.certain)
                    else Status.HYPOTHETICAL
                )
            if child.lower_ == "should":
                return Status.REQUESTED
            if child.lower_ in self.may and child.tag_ == "MD":
                return Status.HYPOTHETICAL
        return None

    def _under_report(self, verb: Token) -> bool:
        return label(verb) == "ccomp" or (label(verb) == "conj" and label(verb.head) == "ccomp")

    def _conditional(self, verb: Token) -> bool:
        return any(label(c) == "mark" and c.lower_ in self.conditionals for c in children(verb))

    def _verb(self, verb: Token, speech: bool, lasting: bool, steps: int = MAX_STEPS) -> Status:
        if self._negated(verb):
            return Status.NEGATED
        modal = self._modal(verb)
        if modal is not None:
            return modal
        if self._conditional(verb):
            return Status.HYPOTHETICAL
        governed = self._governed(verb, speech, lasting, steps)
        if governed is not None:
            return governed
        return self._tense(verb, speech, lasting)

    def _governed(self, verb: Token, speech: bool, lasting: bool, steps: int) -> Status | None:
        """The status that the governing word gives, or None where the verb's own tense decides."""
        head, kind = verb.head, label(verb)
        if head.i == verb.i or steps <= 0:
            return None
        finite = verb.tag_ in ("VBD", "VBZ", "VBP") or any(
            c.tag_ in ("VBD", "VBZ", "VBP", "MD") and label(c).startswith(("aux", "cop"))
            for c in children(verb)
        )
        if is_further_saying(verb):
            return None
        if kind == "conj":
            head = coordinated_verb(verb)
            own = finite or verb.tag_ == head.tag_ == "VBD"
            return (
                None
                if own
                else self._verb(head, speech, lasting, steps - 1)
                if head.pos_ in ("VERB", "AUX")
                else None
            )
        if kind in ("xcomp", "ccomp", "acl", "advcl", "csubj") and not finite:
            return self._nonfinite(verb, head, kind, speech, lasting, steps)
        if kind == "ccomp" and finite:
            return self._finite_complement(verb, head)
        if kind == "advcl" and verb.tag_ in ("VBZ", "VBP") and _opens(verb) and head.pos_ in ("VERB", "AUX"):
            above = self._verb(head, speech, lasting, steps - 1)  # "is expected to ask when he meets X"
            return above if above in _IRREALIS else None
        return None

    def _finite_complement(self, verb: Token, head: Token) -> Status | None:
        lemma = head.lemma_.lower()
        if lemma in self.denying or (lemma in self.doubting and self._negated(head)):
            return Status.NEGATED
        if lemma in self.asking and verb.tag_ in ("VB", "VBP"):
            return Status.REQUESTED
        if lemma in self.hoping:
            return Status.HYPOTHETICAL
        return None

    def _nonfinite(
        self, verb: Token, head: Token, kind: str, speech: bool, lasting: bool, steps: int
    ) -> Status | None:
        lemma = head.lemma_.lower()
        infinitive = is_infinitive(verb)
        marks = clause_marks(verb)
        if "without" in marks or ("from" in marks and lemma in self.barring):
            return Status.NEGATED
        if "by" in marks and kind == "advcl":  # the means are as real as what they serve
            return self._verb(_served(head), speech, lasting, steps - 1)
        if lemma in _RANKS and (copula := _copula_of(head)) is not None:  # "was the first to tell it"
            return self._copula(copula)
        if head.pos_ == "ADJ" or (lemma in self.likely and head.tag_ == "VBN"):
            if lemma in self.likely:
                return Status.NEGATED if self._negated(head) else Status.PLANNED
            return Status.HYPOTHETICAL if infinitive else self._tense(verb, speech, lasting)
        copula = _copula_of(head)
        if kind == "advcl" and infinitive and copula is not None:  # "is in Peru to meet X"
            above = self._copula(copula)
            return above if above in _IRREALIS or above is Status.NEGATED else Status.PLANNED
        if head.pos_ in ("NOUN", "PROPN"):
            return (
                Status.NEGATED
                if infinitive and _has_no(head)
                else self._on_noun(verb, lemma, infinitive, lasting)
            )
        return self._under_verb(verb, head, kind, lemma, infinitive, speech, lasting, steps)

    def _on_noun(self, verb: Token, lemma: str, infinitive: bool, lasting: bool) -> Status | None:
        if not infinitive:
            return Status.ONGOING if verb.tag_ == "VBG" and lasting else None
        if lemma in self.request_nouns:
            return Status.REQUESTED
        if lemma in self.plan_nouns:
            return Status.PLANNED
        return Status.HYPOTHETICAL

    def _under_verb(
        self,
        verb: Token,
        head: Token,
        kind: str,
        lemma: str,
        infinitive: bool,
        speech: bool,
        lasting: bool,
        steps: int,
    ) -> Status | None:
        own = self._verb(head, speech, lasting, steps - 1)
        if kind == "advcl":
            if infinitive:
                return (
                    own
                    if own in _IRREALIS or own is Status.NEGATED
                    else (
                        own
                        if speech or head.lemma_ in ("meet", "gather", "visit", "hold")
                        else Status.PLANNED
                    )
                )
            return own if own in _IRREALIS and verb.tag_ == "VBG" else None
        if lemma == "go" and infinitive and head.tag_ == "VBG":  # "is going to visit"
            return Status.NEGATED if own is Status.NEGATED else Status.PLANNED
        if lemma in self.negating:
            return Status.NEGATED if own is not Status.NEGATED else Status.OCCURRED
        if lemma in self.requested and lemma not in self.planned:
            return Status.REQUESTED
        if lemma in self.hypothetical:
            return Status.HYPOTHETICAL
        if lemma in self.planned:
            return Status.NEGATED if own is Status.NEGATED else Status.PLANNED
        if lemma in self.ongoing:
            return own if own in _IRREALIS or own is Status.NEGATED else Status.ONGOING
        if lemma in ("help", "manage", "go", "come", "get", "serve", "let", "make", "start"):
            return own
        if infinitive and any(c.lower_ == "have" and label(c).startswith("aux") for c in children(verb)):
            if lemma in self.doubting:  # "is believed to have seized"
                return Status.HYPOTHETICAL
            return Status.OCCURRED if own is Status.ONGOING else own  # "claims to have seized"
        return own if own is not Status.OCCURRED or not infinitive else Status.PLANNED

    def _tense(self, verb: Token, speech: bool, lasting: bool) -> Status:
        auxiliaries = {c.lower_ for c in children(verb) if label(c).startswith("aux")}
        if verb.tag_ == "VBG" and auxiliaries & {
            "is",
            "are",
            "am",
            "'s",
            "’s",
            "'re",
            "’re",
            "been",
            "was",
            "were",
        }:
            return Status.ONGOING
        if (
            verb.tag_ in ("VBZ", "VBP")
            and not speech
            and "has" not in auxiliaries
            and "have" not in auxiliaries
        ):
            return Status.ONGOING
        if (
            verb.tag_ == "VB"
            and not auxiliaries
            and not any(c.lower_ in ("do", "does", "did") for c in children(verb))
        ):
            return Status.HYPOTHETICAL if any(label(c) == "mark" for c in children(verb)) else Status.ONGOING
        return Status.ONGOING if lasting and verb.tag_ == "VBG" else Status.OCCURRED

    # -- nouns --------------------------------------------------------------------------------------

    def _noun(self, predicate: Predicate, lasting: bool) -> Status:
        noun = predicate.token
        if _has_no(noun):
            return Status.NEGATED
        by_adjective = self._adjective(noun)
        if by_adjective is not None:
            return by_adjective
        if _took_place(noun):
            return Status.OCCURRED
        if any(label(c) == "cop" for c in children(noun)):  # "has long been its supplier"
            own = self._verb(noun, False, lasting)
            return Status.ONGOING if own is Status.OCCURRED and _in_present(noun) else own
        if predicate.support is not None:
            supported = self._supported(predicate.support, lasting)
            if supported is not None:
                return supported
        return self._around(noun, lasting)

    def _adjective(self, noun: Token) -> Status | None:
        for child in children(noun):
            if label(child) not in ("amod", "compound", "acl", "advmod", "det") or child.i > noun.i:
                continue
            low = child.lower_
            if low in self.future_adjectives:
                return Status.PLANNED
            if low in self.possible:
                return Status.HYPOTHETICAL
            if low in self.ongoing_adjectives:
                return Status.ONGOING
            if low in self.past_adjectives:
                return Status.OCCURRED
        return None

    def _supported(self, verb: Token, lasting: bool) -> Status | None:
        """What the supporting verb says of the noun: its own status, bent by its meaning."""
        lemma = verb.lemma_.lower()
        own = self._verb(verb, False, lasting)
        if lasting and lemma in self.ending and own in _IRREALIS:
            return Status.ONGOING  # what somebody wants to end goes on
        if own is Status.NEGATED or own in _IRREALIS:
            return own
        if lemma in self.cancelling or (lemma == "call" and particle(verb) == "off"):
            return Status.NEGATED
        if lemma in self.wanting and not is_naming(verb):
            return Status.REQUESTED
        if lemma in self.planning:
            return Status.PLANNED
        if lemma in self.weighing:
            return Status.HYPOTHETICAL
        if lemma in ("continue", "have") and lasting:
            return Status.ONGOING
        return own

    def _around(self, noun: Token, lasting: bool) -> Status:
        marker, head = preposition(noun), noun.head
        if marker in _BEFORE:
            return Status.PLANNED
        default = Status.ONGOING if lasting else Status.OCCURRED
        if marker in _AFTER or (lasting and label(noun).startswith("obl") and marker not in ("for", "to")):
            return default
        if label(noun).startswith("nsubj") and head.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
            return self._as_subject(head, lasting, default)
        if head.pos_ in ("VERB",) and label(noun) in ("obj", "obl", "ccomp", "xcomp", "nsubj:pass"):
            known = any(c.lower_ in ("the", "its", "their", "this") for c in children(noun))
            if lasting and known and marker is None:  # "to protest the war"
                return default
            return self._object_of(head, marker, default)
        if head.pos_ == "ADJ" and head.lemma_.lower() in self.coming:  # "is due in Cairo for talks"
            return Status.PLANNED
        return self._of_noun(head, default) if head.pos_ == "NOUN" and marker in ("for", "of") else default

    def _as_subject(self, head: Token, lasting: bool, default: Status) -> Status:
        """What its verb says of a noun that is its subject."""
        verb = self._verb(head, False, lasting)
        if verb in _IRREALIS or (verb is Status.NEGATED and head.lemma_ in ("take", "happen", "occur")):
            return verb
        foreseen = head.lemma_.lower() in ("expect", "schedule", "plan", "slate", "set")
        return Status.PLANNED if foreseen else default

    def _of_noun(self, head: Token, default: Status) -> Status:
        """What a noun says of the one behind its "for" or "of"."""
        if head.lemma_ in self.open_nouns | self.plan_nouns and _has_no(head):  # "no plans for a meeting"
            return Status.NEGATED
        if head.lemma_ in self.request_nouns:
            return Status.REQUESTED
        if head.lemma_ in self.prospect_nouns:
            return Status.HYPOTHETICAL
        return Status.PLANNED if head.lemma_ in self.open_nouns else default

    def _object_of(self, verb: Token, marker: str | None, default: Status) -> Status:
        lemma = verb.lemma_.lower()
        own = self._verb(verb, False, default is Status.ONGOING)
        asks = lemma in ("call", "ask", "urge", "press", "appeal", "demand", "seek", "want")
        if asks and marker in ("for", None, "on") and not is_naming(verb):
            return Status.REQUESTED
        if lemma in self.awaiting:
            return Status.PLANNED
        if lemma in self.warding:
            return Status.HYPOTHETICAL
        if lemma in ("cancel", "rule", "deny"):
            return Status.NEGATED
        if lemma == "reject" or (lemma in self.siding and default is Status.OCCURRED):
            return Status.HYPOTHETICAL
        return own if own in _IRREALIS else default


def _served(verb: Token) -> Token:
    """The verb that an infinitive is the aim of ("took action to protect them by ..."), or the verb itself."""
    for _ in range(MAX_STEPS):
        if not is_infinitive(verb) or label(verb) not in ("advcl", "acl"):
            break
        verb = coordinated_verb(verb)
    return verb


def _opens(verb: Token) -> bool:
    """Whether a clause says when: its present tense is then as far ahead as its main verb."""
    return any(c.lower_ in ("when", "before", "after", "once", "until", "as") for c in children(verb))


def _copula_of(word: Token) -> Token | None:
    return next((c for c in children(word) if label(c) == "cop"), None)


def _has_no(noun: Token) -> bool:
    return any(label(c) == "det" and c.lower_ in ("no", "neither") for c in children(noun))


def _took_place(noun: Token) -> bool:
    """Whether a clause on the noun says that it happened ("the attacks ... that took place this week")."""
    return any(
        label(c) in ("acl:relcl", "acl") and c.tag_ == "VBD" and c.lemma_ in ("take", "occur", "happen")
        for c in children(noun)
    )


def _in_present(noun: Token) -> bool:
    return any(c.tag_ in ("VBZ", "VBP") and label(c) in ("aux", "cop") for c in children(noun))

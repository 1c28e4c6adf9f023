"""Who says so: the speaker, the cue and the chain of reports behind what a predicate tells.

Three sources, the nearest first: a quotation mark's speaker, the reporting clause above the predicate, and phrases
such as "according to ...". Better no speaker than a guessed one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph.extraction.clauses import MAX_STEPS, agents, subjects
from graph.extraction.coreference import Resolver
from graph.extraction.grammar import children, is_passive, label, obliques
from graph.extraction.sayings import (
    CLOSING,
    Quotation,
    Report,
    find_closing_sources,
    find_quotations,
    find_reports,
    has_object,
    says,
)
from graph.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so.

    Attributes:
        speaker: index of the entity, or None.
        reporter: index of the entity that passes it on, or None.
        text: a source that is no entity ("officials"), or None.
        cue: the words that mark it ("said", "according to"), or None.
    """

    speaker: int | None = None
    reporter: int | None = None
    text: str | None = None
    cue: str | None = None


class AttributionReader:
    """Finds the attribution of predicates.

    Args:
        doc: the parsed article.
        resolver: names the speakers.
        knowledge: cue lists.
        speech_verbs: lemmas of the lexicon's speech verbs.

    Attributes:
        quotations: in text order.
        quoting: the quotations of each verb that introduces some, by its token.
        reports: the reporting clauses at the end of sentences, by the token of their verb.
    """

    def __init__(
        self, doc: Doc, resolver: Resolver, knowledge: Knowledge, speech_verbs: frozenset[str]
    ) -> None:
        self.doc, self.resolver = doc, resolver
        self.speech_verbs = speech_verbs
        cues = knowledge.cues
        self._hearsay = cues.words("attribution", "hearsay_adverbs")
        self._sources = cues.words("attribution", "text_sources")
        self._nouns = cues.words("attribution", "speech_nouns")
        self._cues = cues.words("attribution", "cues")
        self._carrying = cues.words("attribution", "carrying")
        self._telling = cues.words("attribution", "telling")
        self.quotations = find_quotations(doc, speech_verbs)
        self._starts = [quotation.start for quotation in self.quotations]
        self.quoting: dict[int, list[Quotation]] = defaultdict(list)
        for quotation in self.quotations:
            if quotation.verb is not None:
                self.quoting[quotation.verb.i].append(quotation)
        self.reports = {report.verb.i: report for report in find_reports(doc, speech_verbs)}
        self._closing = find_closing_sources(doc)

    def quotation_of(self, token: Token) -> Quotation | None:
        """The quotation that a token stands in."""
        at = bisect_right(self._starts, token.i) - 1
        return self.quotations[at] if at >= 0 and token.i < self.quotations[at].end else None

    def speaker_of_quotation(self, token: Token) -> Token | None:
        """Who speaks the quotation that a token stands in, as a token."""
        quotation = self.quotation_of(token)
        if quotation is None or quotation.verb is None:
            return None
        return self._speaker(quotation.verb)

    def of(self, token: Token) -> Attribution:
        """The attribution of what this predicate tells; empty where the article itself says it."""
        chain = self._chain(token) or self._behind(token)
        phrase = self._phrase(token) or self._closed_by(token)
        if not chain:
            if phrase is not None:
                return phrase
            return self._adverb(token)
        speaker, cue = chain[0]
        reporter = chain[1][0] if len(chain) > 1 else (phrase.speaker if phrase else None)
        people = self._entity(speaker)
        if people is None:
            text = self._words(speaker)
            if phrase is not None and phrase.speaker is not None:
                return phrase
            return Attribution(
                None, self._entity(reporter) if isinstance(reporter, Token) else reporter, text, cue
            )
        return Attribution(
            people, self._entity(reporter) if isinstance(reporter, Token) else reporter, None, cue
        )

    def _entity(self, token: Token | None) -> int | None:
        if token is None:
            return None
        refs = self.resolver.all_entities(token)
        return refs[0].entity if refs else None

    def _words(self, token: Token | None) -> str | None:
        if token is None or token.pos_ == "PRON":
            return None
        start = token.left_edge.i
        while start < token.i and (
            self.doc[start].is_punct or label(self.doc[start]) in ("case", "fixed", "cc", "mark")
        ):
            start += 1
        span = self.doc[start : token.i + 1]
        return " ".join(span.text.split())[:80]

    def _chain(self, token: Token) -> list[tuple[Token | None, str]]:
        """The subjects of the reporting clauses above a token, the innermost first."""
        found: list[tuple[Token | None, str]] = []
        quotation = self.quotation_of(token)
        if quotation is not None:
            verb = quotation.verb
            if verb is not None and not quotation.start <= verb.i < quotation.end:
                speaker = self._speaker(verb)
                found.append((speaker, verb.text))
                token = verb
        for _ in range(MAX_STEPS):
            head, kind = token.head, label(token)
            if head.i != token.i and self._reports(head, token, kind):
                speaker = self._speaker(head)
                if (speaker, head.text) not in found:
                    found.append((speaker, head.text))
            elif kind == "acl" and head.lemma_.lower() in self._nouns:
                owner = next((c for c in children(head) if label(c) == "nmod:poss"), None)
                found.append((owner, head.text))
            aside = self._aside(token)
            if aside is not None and aside not in found:
                found.append(aside)
            if head.i == token.i:
                break
            token = head
        return found

    def _behind(self, token: Token) -> list[tuple[Token | None, str]]:
        report = self.report_on(token)
        return [] if report is None else [(report.speaker, report.verb.text)]

    def report_on(self, token: Token) -> Report | None:
        """The reporting clause at the end of what a token stands in, as it is on the surface."""
        sent = token.sent
        here = (self.reports[i] for i in range(token.i, sent.end) if i in self.reports)
        return next((report for report in here if token.i < report.comma), None)

    def _aside(self, token: Token) -> tuple[Token | None, str] | None:
        """A reporting clause hung on a token: "..., Marot said"."""
        for child in children(token):
            if label(child) == "parataxis" and says(child, self.speech_verbs) and not has_object(child):
                speaker = self._speaker(child)
                if speaker is not None:
                    return speaker, child.text
        return None

    def _reports(self, verb: Token, content: Token, kind: str) -> bool:
        if not says(verb, self.speech_verbs):
            return False
        if kind in ("ccomp", "parataxis"):
            return True
        if kind == "xcomp" and content.pos_ != "NOUN":
            return content.pos_ == "VERB" and content.tag_ != "VBG" and is_passive(verb)
        nominal = kind == "obj" or (kind == "xcomp" and content.pos_ == "NOUN")
        return nominal and verb.lemma_.lower() in self._telling

    def _speaker(self, verb: Token) -> Token | None:
        behind = self.inverted(verb)
        if behind is not None:
            return behind
        found = subjects(verb)
        if found:
            return found[0]
        # "said X" after a quotation is often read as an object
        after = [
            c
            for c in children(verb)
            if label(c) in ("obj", "dep", "xcomp", "iobj") and c.pos_ in ("PROPN", "NOUN") and c.i > verb.i
        ]
        return after[0] if after else None

    def inverted(self, verb: Token) -> Token | None:
        """The name right behind a verb of saying that closes a quotation ("..." tweeted Johnson)."""
        if verb.i == 0 or verb.i + 1 >= len(self.doc):
            return None
        before, after = self.doc[verb.i - 1], self.doc[verb.i + 1]
        if before.text not in CLOSING and before.text not in ('"', ","):
            return None
        named = self.resolver.cast.at.get(after.i)
        return after if named is not None and named.kind == "name" and after.head.i <= verb.i else None

    def _phrase(self, token: Token) -> Attribution | None:
        """As in "According to X", "per X", "as per media reports" in the clause or its governors."""
        for _ in range(MAX_STEPS):
            for marker, noun in obliques(token):
                carrier = self._carrier(noun) if marker == "in" else None
                if carrier is not None:
                    return carrier
                if marker in self._cues or (marker == "per" and self._is_cue(noun)):
                    return self._source(noun, marker)
            for child in children(token):
                if child.lower_ == "according":
                    source = next((n for m, n in obliques(child) if m == "to"), None)
                    if source is not None:
                        return self._source(source, "according to")
                if label(child) == "advcl" and child.lemma_ in ("cite", "quote"):
                    source = next((c for c in children(child) if label(c) == "obj"), None)
                    if source is not None:
                        return self._source(source, child.text)
            if token.head.i == token.i:
                break
            token = token.head
        return None

    def _closed_by(self, token: Token) -> Attribution | None:
        """The source that ends a sentence, which it has all of what is told before it from."""
        closing = self._closing.get(token.sent.start)
        return (
            self._source(closing[1], "according to") if closing is not None and token.i < closing[0] else None
        )

    def _carrier(self, noun: Token) -> Attribution | None:
        """As in "X rejected it in a statement carried by Y": the medium through which it is known."""
        if noun.lemma_.lower() not in self._nouns:
            return None
        for clause in children(noun):
            if label(clause) == "acl" and clause.lemma_ in self._carrying:
                for medium in agents(clause):
                    entity = self._entity(medium)
                    if entity is not None and self.resolver.cast.is_a(entity, "MediaOrganization"):
                        return Attribution(entity, None, None, f"{clause.text} by")
        return None

    def _is_cue(self, noun: Token) -> bool:
        return bool(self.resolver.entities(noun)) or noun.lemma_.lower() in self._sources

    def _source(self, noun: Token, cue: str) -> Attribution:
        by = [n for marker, n in obliques(noun) if marker in ("by", "of", "from", "in")]
        owners = [c for c in children(noun) if label(c) == "nmod:poss"]
        released = [
            n for c in children(noun) if label(c) == "acl" for marker, n in obliques(c) if marker == "by"
        ]
        speech = noun.lemma_.lower() in self._nouns
        for token in [*by, *released, *owners, noun] if speech else [noun, *by]:
            entity = self._entity(token)
            if entity is not None:
                return Attribution(entity, None, None, cue)
        return Attribution(None, None, self._words(noun), cue)

    def _adverb(self, token: Token) -> Attribution:
        for _ in range(3):
            for child in children(token):
                if child.lower_ in self._hearsay:
                    return Attribution(None, None, child.lower_, child.text)
            if label(token) not in ("conj", "xcomp", "amod", "acl"):
                break
            token = token.head
        return Attribution()

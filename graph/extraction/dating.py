"""Which date belongs to which event: date expressions hung on the words that they date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from spacy.tokens import Doc, Token

from graph.extraction.cast import Cast
from graph.extraction.clauses import UTTERANCES
from graph.extraction.grammar import children, label
from graph.extraction.predicates import Predicate
from graph.extraction.times import Time

# Participles that only say what a thing is called.
NAMING = frozenset({"dub", "call", "name", "know", "title", "entitle", "nickname", "codename"})


class Dating:
    """Finds the date of a predicate.

    Args:
        doc: the parsed article.
        times: its date expressions.
        triggers: the lexicon's words with their part of speech.
        speech_verbs: lemmas of reporting verbs, whose date is not that of what they report.
        cast: to know which words are names.
    """

    def __init__(
        self,
        doc: Doc,
        times: list[Time],
        triggers: Collection[tuple[str, str]],
        speech_verbs: Collection[str],
        cast: Cast,
    ) -> None:
        self.doc, self.cast = doc, cast
        self._triggers, self.speech_verbs = triggers, speech_verbs
        self._announcing = cast.knowledge.cues.words("attribution", "announcing")
        self._ends = {time.end: time for time in times}
        self._owned = self._own_times(times)

    def _own_times(self, times: list[Time]) -> dict[int, list[Time]]:
        """Each date expression under the verb or event noun that it dates."""
        owned: dict[int, list[Time]] = defaultdict(list)
        for time in times:
            root = self.doc[time.start : time.end].root
            token = root
            for _ in range(12):
                head = token.head
                if head.i == token.i:
                    break
                token = head
                names = label(token) == "acl" and token.lemma_.lower() in NAMING  # "a plan dubbed X in 2017"
                dates = token.pos_ in ("VERB", "AUX") or (token.lemma_.lower(), "noun") in self._triggers
                if dates and not names:
                    break
            owned[self._between(token, time).i].append(time)
            if (
                label(token) == "acl" and token.head.lemma_ in UTTERANCES
            ):  # "in a note issued on Monday, X said"
                owned[token.head.head.i].append(time)
        self._fronted(times, owned)
        return owned

    def _between(self, verb: Token, time: Time) -> Token:
        """The event noun that a date behind a verb of saying belongs to ("announced a visit ... on May 3")."""
        if verb.pos_ not in ("VERB", "AUX") or time.start < verb.i:
            return verb
        nouns = [
            self.doc[i]
            for i in range(verb.i + 1, time.start)
            if self.doc[i].pos_ == "NOUN"
            and (self.doc[i].lemma_.lower(), "noun") in self._triggers
            and self.doc[i].i not in self.cast.at
        ]
        near = [n for n in nouns if not any(self.doc[i].pos_ == "VERB" for i in range(n.i + 1, time.start))]
        speech = verb.lemma_.lower() in self._announcing
        return near[-1] if near and speech else verb

    def _fronted(self, times: list[Time], owned: dict[int, list[Time]]) -> None:
        """A date at the start of a sentence dates its main verb, wherever the parser hung it."""
        for time in times:
            sent = self.doc[time.start].sent
            words = [t for t in self.doc[sent.start : time.start] if not t.is_space and not t.is_punct]
            main = sent.root
            if time.start <= main.i < time.end:  # the date itself was taken for the main word
                finite = (t for t in self.doc[time.end : sent.end] if t.tag_ in ("VBD", "VBZ", "VBP"))
                main = next((t for t in finite if t.pos_ == "VERB"), main)
            if len(words) <= 2 and not owned.get(main.i):
                owned[main.i].append(time)

    def of(self, predicate: Predicate) -> Time | None:
        """The date of a predicate, but for that of an earlier one ("his first visit since 2021")."""
        time = self._told(predicate)
        since = time is not None and time.start > 0 and self.doc[time.start - 1].lower_ == "since"
        ranked = any(child.lower_ == "first" for child in children(predicate.token))
        return None if since and ranked else time

    def _told(self, predicate: Predicate) -> Time | None:
        """The date of a predicate: its own, its support verb's, or that of the clause it continues."""
        tokens = [predicate.token]
        support = predicate.support
        if support is not None and support.lemma_.lower() not in self._announcing:
            tokens.append(support)
        for token in tokens:
            if self._owned.get(token.i):
                return self._nearest(token, self._owned[token.i])
        if predicate.pos == "noun":
            return self._of_noun(predicate.token, tokens[-1])
        verb = predicate.token
        return self._beside(verb) or self._when(verb) or self._above(verb) or self._alone(verb)

    def _of_noun(self, noun: Token, governor: Token) -> Time | None:
        """The date of an event noun: within its phrase, of the verb it is the object of, or of its clause."""
        inside = self._inside(noun)
        if inside is not None:
            return inside
        verb = governor if governor.i != noun.i else noun.head
        if verb.pos_ not in ("VERB", "AUX") or verb.lemma_.lower() in self._announcing:
            return self._of_clause(noun)
        if label(noun) in ("obj", "nsubj", "nsubj:outer", "nsubj:pass") or governor.i != noun.i:
            times = self._owned.get(verb.i, [])
            return self._nearest(noun, times) if times else self._above(verb)
        return None

    def _beside(self, verb: Token) -> Time | None:
        """The date of a participle before a verb ("while addressing them in July, he called ...")."""
        nearby = [*children(verb), *(c for s in children(verb) if label(s) == "nsubj" for c in children(s))]
        for child in nearby:
            dated = label(child) == "advcl" and child.tag_ == "VBG" and bool(self._owned.get(child.i))
            meanwhile = child.i < verb.i or any(c.lower_ in ("while", "when") for c in children(child))
            if dated and meanwhile:
                return self._owned[child.i][0]
        return None

    def _when(self, verb: Token) -> Time | None:
        """As in "It began on 22 January, when X rejected Y"."""
        for child in children(verb):
            if child.lower_ == "when" and child.i > 1:
                return self._ends.get(child.i - 1 if self.doc[child.i - 1].text == "," else child.i)
        return None

    def _alone(self, verb: Token) -> Time | None:
        """The only date of a sentence, for its main verb, where it dates no other event."""
        main = verb
        while label(main) == "conj" and main.head.i != main.i and main.head.pos_ == "VERB":
            main = main.head
        if main.i != verb.sent.root.i:
            return None
        sent = verb.sent
        owners = {i for i in range(sent.start, sent.end) if self._owned.get(i)}
        if len(owners) != 1:
            return None
        owner = self.doc[owners.pop()]
        pos = "verb" if owner.pos_ == "VERB" else "noun"
        busy = (owner.lemma_.lower(), pos) in self._triggers
        return None if busy or len(self._owned[owner.i]) > 1 else self._owned[owner.i][0]

    def _above(self, verb: Token) -> Time | None:
        """The date of the clause that a verb without one continues."""
        token = verb
        for _ in range(3):
            kind, head = label(token), token.head
            nonfinite = token.tag_ in ("VBG", "VB", "VBN")
            if head.i == token.i or not (kind == "conj" or (kind in ("xcomp", "advcl") and nonfinite)):
                return None
            times = [t for t in self._owned.get(head.i, []) if kind != "conj" or t.start < head.i]
            if times:
                return times[0]
            token = head
        return None

    def _inside(self, noun: Token) -> Time | None:
        """A date within the noun's own phrase that hangs on no verb ("X's visit to Y for the meeting (September)")."""
        for index in range(noun.left_edge.i, noun.right_edge.i + 1):
            if self._of_another(self.doc[index], noun):
                continue
            for time in self._owned.get(index, ()):
                holder = self.doc[index]
                if holder.pos_ not in ("VERB", "AUX") and noun.left_edge.i <= time.start <= noun.right_edge.i:
                    return time
        return None

    def _of_another(self, holder: Token, noun: Token) -> bool:
        """Whether a word in a noun's phrase stands under the next event of a list ("X's visit, Y's talks (July)")."""
        token = holder
        while token.i != noun.i and token.head.i != token.i:
            next_one = label(token) in ("appos", "conj") and token.head.i == noun.i
            if next_one and (token.lemma_.lower(), "noun") in self._triggers:
                return True
            token = token.head
        return False

    def _of_clause(self, noun: Token) -> Time | None:
        """The date of the copular clause that an event noun stands in ("In 2006, X was the target of an attack")."""
        token = noun
        for _ in range(3):
            if label(token) not in ("nmod", "conj", "appos") or token.head.i == token.i:
                break
            token = token.head
        copular = any(label(c) == "cop" for c in children(token))
        times = self._owned.get(token.i, []) if copular else []
        return self._nearest(noun, times) if times else None

    def _nearest(self, token: Token, times: list[Time]) -> Time:
        return min(times, key=lambda time: (time.date is None, abs(time.start - token.i)))

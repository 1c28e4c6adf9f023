"""What is quoted and reported, read off the surface: quotations, reporting clauses and sources at the end of sentences.

Parsers lose these most, and marks and commas tell them well.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph.extraction.grammar import children, label, obliques, tokens

OPENING, CLOSING = frozenset({"“", "«", "``"}), frozenset({"”", "»", "''"})
MAX_INNER = 8  # tokens that a quotation may put in marks of its own
MAX_QUOTE = 250  # tokens: a longer one is two unmatched marks


@dataclass(frozen=True, slots=True)
class Quotation:
    """The tokens between a pair of quotation marks, half-open, and the verb that introduces them."""

    start: int
    end: int
    verb: Token | None


def find_quotations(doc: Doc, speech_verbs: frozenset[str]) -> list[Quotation]:
    """Quotations with the reporting verb of each; one without a verb takes that of the sentence before it."""
    found: list[Quotation] = []
    opened: int | None = None
    inner: set[int] = set()
    for token in tokens(doc):
        if token.i in inner:
            continue
        if "\n" in token.text and opened is not None and token.i - opened > MAX_QUOTE:
            opened = None
        if token.text in OPENING or (token.text == '"' and opened is None):
            opened = token.i
        elif opened is not None and (token.text in CLOSING or token.text == '"'):
            inner = _quoted_inside(token)
            if inner:
                continue
            if 2 < token.i - opened <= MAX_QUOTE:
                verb = _reporting_verb(doc, opened, token.i, speech_verbs)
                if verb is None and found and not _gap(doc, found[-1].end + 1, opened):
                    verb = found[-1].verb
                if verb is None:
                    verb = _said_before(doc, opened, speech_verbs)
                found.append(Quotation(opened + 1, token.i, verb))
            opened = None
    return found


def _quoted_inside(mark: Token) -> set[int]:
    """The straight marks around words that a quotation quotes ("The "free" vote ..."), or nothing: it ends here.

    Which way a mark faces is told by the space beside it. The outer quotation must still end in the same paragraph.
    """
    if mark.text != '"' or not _faces_right(mark):
        return set()
    closing: list[int] = []
    for token in mark.doc[mark.i + 1 : mark.i + MAX_QUOTE]:
        if "\n" in token.text or len(closing) == 2:
            break
        if token.text == '"':
            if _faces_right(token):
                break
            closing.append(token.i)
    return {mark.i, closing[0]} if len(closing) == 2 and closing[0] - mark.i <= MAX_INNER else set()


def _faces_right(mark: Token) -> bool:
    before = mark.doc[mark.i - 1] if mark.i else None
    return not mark.whitespace_ and (before is None or bool(before.whitespace_) or before.is_space)


def _said_before(doc: Doc, start: int, speech_verbs: frozenset[str]) -> Token | None:
    """The verb of saying that is the main one of the sentence right before a quotation ("X slammed it. "We ...")."""
    first = doc[start].sent.start
    if start - first > 1 or first == 0 or "\n" in doc[first - 1].text:
        return None
    verb = doc[first - 1].sent.root
    return verb if says(verb, speech_verbs) else None


def _gap(doc: Doc, start: int, end: int) -> bool:
    """Whether a new paragraph, or much other text, lies between two quotations."""
    return end - start > 45 or (any("\n" in doc[i].text for i in range(start, end)) and end - start > 3)


def _reporting_verb(doc: Doc, start: int, end: int, speech_verbs: frozenset[str]) -> Token | None:
    """The verb of saying just outside a quotation, in its first or last sentence."""
    first, last = doc[start].sent, doc[end].sent
    follows = doc[end - 1].text in ("!", "?", ",")
    for index in range(end + 1, min(len(doc), end + 8)):
        token = doc[index]
        if "\n" in token.text:
            break
        if (follows or token.sent in (first, last)) and says(token, speech_verbs):
            return token
    for index in range(start - 1, max(-1, start - 25), -1):
        if doc[index].sent not in (first, last):
            break
        if says(doc[index], speech_verbs):
            return doc[index]
    return None


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting clause at the end of what it reports: ``comma`` parts the two, ``speaker`` is before ``verb``."""

    comma: int
    speaker: Token
    verb: Token


def find_reports(doc: Doc, speech_verbs: frozenset[str]) -> list[Report]:
    """Reporting clauses read off the surface ("..., Foreign Minister A confirmed on Thursday").

    Parsers hang them on the last noun before the comma, and lose who speaks.
    """
    found = []
    for verb in tokens(doc):
        if verb.tag_ not in ("VBD", "VBZ", "VBN") or not says(verb, speech_verbs) or not _closes(verb):
            continue
        index = verb.i - 1
        while index > verb.sent.start and (
            doc[index].pos_ in ("PROPN", "NOUN", "ADJ", "DET") or doc[index].lower_ == "of"
        ):
            index -= 1
        words = verb.i - index - 1
        told = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in doc[verb.sent.start : index])
        if doc[index].text == "," and 0 < words < 9 and told and doc[verb.i - 1].pos_ in ("PROPN", "NOUN"):
            own = (c for c in children(verb) if label(c) == "nsubj" and index < c.i < verb.i)
            found.append(Report(index, next(own, doc[verb.i - 1]), verb))
    return found


def find_closing_sources(doc: Doc) -> dict[int, tuple[int, Token]]:
    """Where "..., according to X" ends a sentence, by the sentence's start: its first word's index, and X.

    Parsers hang it on the last verb before it, whose clause may be only a part of what X is the source of.
    """
    found = {}
    for token in tokens(doc):
        if (
            token.lower_ != "according"
            or token.i < 2
            or not any(t.text == "," for t in doc[token.i - 2 : token.i])
        ):
            continue
        nouns = [token.head] if label(token) == "case" else [n for m, n in obliques(token) if m == "to"]
        if nouns and all(t.is_punct or t.is_space for t in doc[nouns[0].right_edge.i + 1 : token.sent.end]):
            found[token.sent.start] = (token.i, nouns[0])
    return found


def has_object(verb: Token) -> bool:
    """Whether what a verb of saying tells is its own object ("Norway was the first to know; X has confirmed it")."""
    kinds = {label(child) for child in children(verb)}
    return {"nsubj", "obj"} <= kinds


def _closes(verb: Token) -> bool:
    """Whether nothing that is said stands behind a verb of saying: the sentence ends, or a time or place follows."""
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    return after is None or after.is_punct or after.lower_ in ("on", "in", "at", "after", "late", "earlier")


def says(token: Token, speech_verbs: frozenset[str]) -> bool:
    """Whether a token is a verb of saying."""
    return token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in speech_verbs

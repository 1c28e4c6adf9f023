"""Whether the name of a capital means the city or the government that sits there.

Decided for each mention from its place in the sentence and the words that govern it: who acts, negotiates or is
addressed is the state; where something happens, or where somebody travels to, is the city.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from graph.extraction.grammar import children, label, preposition
from graph.knowledge import Knowledge

# Prepositions that make a place of whatever follows.
LOCAL = frozenset(
    ["in", "at", "near", "around", "outside", "inside", "throughout", "across", "via", "within"]
)


def names_a_place(span: Span, knowledge: Knowledge) -> bool:
    """True where a capital's name means the city itself.

    Args:
        span: the mention, in a parsed document.
        knowledge: its cue lists name verbs and nouns of motion and of places.
    """
    doc = span.doc
    cues = knowledge.cues
    head = span.root
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    if _is_dateline(span, after) or (
        after is not None and after.text == "," and _state_follows(span, knowledge)
    ):
        return True
    if (before is not None and before.lower_ in ("downtown", "central")) or (
        after is not None and after.text == "-" and _based(span)
    ):
        return True
    first = _coordination_head(head)
    marker = (
        preposition(first)
        or preposition(head)
        or (before.lower_ if before is not None and before.pos_ == "ADP" else None)
    )
    if marker in LOCAL:
        return True
    if label(head) in ("compound", "nmod:poss", "amod") and head.head.i >= span.end:
        return head.head.lemma_.lower() in cues.words("metonymy", "place_nouns")
    governor = first.head
    if marker in ("to", "from", "for", "into", "towards"):
        return governor.lemma_.lower() in cues.words("metonymy", "motion") or _nominal_motion(
            first, knowledge
        )
    if marker == "of":
        return governor.lemma_.lower() in cues.words("metonymy", "place_nouns")
    if label(first) in ("obj", "nsubj:pass"):
        return governor.lemma_.lower() in cues.words("metonymy", "place_objects")
    if label(first) == "appos":
        return governor.lemma_.lower() in ("capital", "city", "town")
    return False


def _coordination_head(token: Token) -> Token:
    for _ in range(6):
        if label(token) != "conj" or token.head.i == token.i:
            break
        token = token.head
    return token


def _nominal_motion(token: Token, knowledge: Knowledge) -> bool:
    """As in "A visit by X to Moscow": the noun of motion may stand one step further up."""
    governor = token.head
    motion = knowledge.cues.words("metonymy", "motion")
    return any(
        word.lemma_.lower() in motion
        for word in (governor.head, *(c for c in children(governor) if label(c) in ("obj", "nsubj")))
        if word.i != token.i
    )


def _is_dateline(span: Span, after: Token | None) -> bool:
    """As in "MOSCOW (Agency) -" or "MOSCOW, June 3 -" at the start of a paragraph."""
    starts = span.start == 0 or "\n" in span.doc[span.start - 1].text
    return starts and after is not None and after.text in ("(", "-", "–", "—", ",", ":")


def _state_follows(span: Span, knowledge: Knowledge) -> bool:
    """As in "Geneva, Switzerland"."""
    doc = span.doc
    states = {actor.name for actor in knowledge.actors.states}
    return span.end + 1 < len(doc) and doc[span.end + 1].text in states and doc[span.start - 1].pos_ == "ADP"


def _based(span: Span) -> bool:
    doc = span.doc
    return span.end + 1 < len(doc) and doc[span.end + 1].lower_ in ("based", "born")

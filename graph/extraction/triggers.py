"""Under which words of the lexicon a token may stand, and as which part of speech."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from graph.extraction.grammar import is_epithet, label


def lexical_pos(token: Token) -> str | None:
    """The lexicon's part of speech of a token, or None where no trigger can stand."""
    if token.pos_ in ("VERB", "AUX"):
        return None if label(token).startswith("aux") else "verb"
    if token.pos_ == "NOUN" or (token.pos_ == "PROPN" and label(token) not in ("flat", "compound")):
        return "noun"
    if token.pos_ == "ADJ":
        return "adj"
    return None


def reading(token: Token, triggers: Collection[tuple[str, str]]) -> tuple[str, str] | None:
    """The first word and part of speech under which a token is a trigger."""
    for pos in _readings(token):
        for lemma in lemmas(token, pos):
            if (lemma, pos) in triggers:
                return lemma, pos
    return None


def lemmas(token: Token, pos: str) -> Iterator[str]:
    """The words a token may stand under in the lexicon, the likeliest first.

    Beside its lemma: the compound that a hyphen makes of it ("co-operate", three tokens), and the singular of a
    plural that the lemmatizer has left alone ("airstrikes").
    """
    lemma, low = token.lemma_.lower(), token.lower_
    doc, index = token.doc, token.i
    if (
        index > 1
        and doc[index - 1].text in ("-", "–")
        and not doc[index - 2].whitespace_
        and not doc[index - 1].whitespace_
    ):
        yield f"{doc[index - 2].lower_}-{lemma}"
    yield low if low == "according" else lemma
    if lemma.startswith("re-"):
        yield lemma[3:]
    if pos == "noun" and lemma == low and low.endswith("s") and len(low) > 4:
        yield low[:-3] + "y" if low.endswith("ies") else low[:-1]


def _readings(token: Token) -> Iterator[str]:
    if token.lower_ == "according":
        yield "verb"
        return
    pos = lexical_pos(token)
    if pos == "verb" and (is_epithet(token) or (token.tag_ in ("VB", "VBP") and _is_joined(token))):
        return  # "A and visiting minister B", "prime minister-designate"
    if pos:
        yield pos
    # A participle before a noun or a gerund is often tagged as adjective or noun, and the other way round.
    if pos in ("adj", "noun") and token.tag_ in ("VBN", "VBG", "VBD"):
        yield "verb"


def _is_joined(token: Token) -> bool:
    """Whether a hyphen joins a word to the one before it."""
    before = token.doc[token.i - 1] if token.i else None
    return before is not None and before.text in ("-", "–") and not before.whitespace_

"""The sentence guard: no sentence starts inside a line of edited text unless the text before it ends like one.

The parser finds sentence bounds from syntax alone, and breaks long news sentences at quotations and name
chains. This component runs before it and forbids a start wherever the text before the token does not end
like a sentence; the parser keeps to what is already decided. Lines that were not edited, such as mail and chat,
leave end marks out; there the parser is free.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

ENDINGS = ".!?…"
QUOTES = frozenset({'"', "”", "’", "'", "''", "»"})
CLOSERS = QUOTES | {")", "]"}
# Words that have a capital inside a sentence only in titles: after a heading or a signature they start the next.
STARTERS = frozenset(
    "An This That These Those He She It We They You My Our Your His Her Their If When While As Since Because Although "
    "But And So What How Why Where Who Please After Before There Here".split()
)
# How an array of tokens says that no sentence starts.
NO_START = np.uint64((1 << 64) - 1)


def _last_word(doc: Doc, before: int) -> Token:
    """The last token before an index that is no closing quote or bracket, nor a note's number in brackets."""
    index = before - 1
    while index > 0 and doc[index].text in CLOSERS:
        note = doc[index].text == "]" and index > 2 and doc[index - 2].text == "[" and doc[index - 1].is_digit
        index -= 3 if note else 1
    return doc[index]


def may_start(doc: Doc, index: int) -> bool:
    """Whether a sentence may start at this token of edited text: after an end mark or a line break.

    And after a dash that breaks speech off, or where a small word has a capital after a word of weight.
    """
    before, token = doc[index - 1], doc[index]
    starter = token.text in STARTERS
    if not starter and before.text[-1].isalnum():  # most words
        return False
    if token.text in CLOSERS and not before.whitespace_ and not before.is_space:
        return False
    if before.text == "—" and token.text[:1].isupper():
        return True
    if starter and before.is_alpha and not before.is_stop:
        return True
    last = _last_word(doc, index)
    if last.is_space:
        return "\n" in last.text or _ends(_last_word(doc, last.i) if last.i else last)
    if not _ends(last):
        return False
    return not token.text[:1].islower() or _ends_before_lower(doc, last, index)


def _ends_before_lower(doc: Doc, last: Token, index: int) -> bool:
    """Whether a word in lower case may start a sentence: not after an abbreviation, dots or a quotation."""
    closed = any(token.text in QUOTES for token in doc[last.i + 1 : index])
    return not closed and (last.text == "." or set(last.text) <= {"?", "!"})


def must_start(doc: Doc, index: int) -> bool:
    """Whether a sentence must start here: after an empty line, or a line break after an end mark."""
    before = doc[index - 1]
    if not before.is_space or "\n" not in before.text or doc[index].is_space:
        return False
    if before.text.count("\n") > 1 or len(before.text) > 3 or before.i == 0:
        return True
    return _ends(_last_word(doc, before.i))


def is_edited(line: Span) -> bool:
    """Whether a line is written like print: ended by a mark, and without the signs of mail and chat.

    Such signs are an address, an end mark written twice, "i", and a word in lower case after a full stop.
    """
    words = [token for token in line if not token.is_space]
    if not words:
        return True
    if any(_is_casual(token) for token in words):
        return False
    marks = [token for token in words if token.text in (".", "?", "!")]
    last = next((token for token in reversed(words) if token.text not in CLOSERS), words[-1])
    return not marks or _ends(last) or last.text in ":;,"


def _is_casual(token: Token) -> bool:
    text = token.text
    if text == "i" or token.like_email or token.like_url:
        return True
    if text[0].isalnum():
        return False
    if len(text) > 1 and (set(text) <= {"?", "!"} or (text[0] in ":;" and not text[-1].isalnum())):
        return True
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return text == "." and following is not None and following.text[:1].islower()


def _ends(token: Token) -> bool:
    return token.text[-1] in ENDINGS


def _lines(doc: Doc) -> Iterator[Span]:
    start = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            yield doc[start : token.i + 1]
            start = token.i + 1
    if start < len(doc):
        yield doc[start:]


@Language.component("sentence_guard")
def sentence_guard(doc: Doc) -> Doc:
    """Decide the sentence starts that the text decides; leave the others to the parser."""
    starts: Any = doc.to_array([SENT_START])
    for line in _lines(doc):
        edited = is_edited(line)
        for index in range(max(line.start, 1), line.end):
            if must_start(doc, index):
                starts[index] = 1
            elif edited and not may_start(doc, index):
                starts[index] = NO_START
    return doc.from_array([SENT_START], starts)

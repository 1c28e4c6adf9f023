"""The sentence guard: no sentence starts inside a line unless the text before it ends like one.

The parser finds sentence bounds from syntax alone, and breaks long news sentences at quotations and name
chains. This component runs before it and forbids a start wherever the text before the token does not end
like a sentence; the parser keeps to what is already decided.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

ENDINGS = ".!?…"
CLOSERS = frozenset({'"', "”", "’", "'", ")", "]", "''", "»"})


def _last_word(doc: Doc, before: int) -> Token:
    """The last token before an index that is not a closing quote or bracket."""
    index = before - 1
    while index > 0 and doc[index].text in CLOSERS:
        index -= 1
    return doc[index]


def may_start(doc: Doc, index: int) -> bool:
    """Whether a sentence may start at this token: after an end mark or a line break."""
    last = _last_word(doc, index)
    if last.is_space:
        return "\n" in last.text or _ends(_last_word(doc, last.i) if last.i else last)
    if not _ends(last):
        return False
    return last.text in "?!" or not doc[index].text[:1].islower()


def must_start(doc: Doc, index: int) -> bool:
    """Whether a sentence must start here: after an empty line, or a line break after an end mark."""
    before = doc[index - 1]
    if not before.is_space or "\n" not in before.text or doc[index].is_space:
        return False
    if before.text.count("\n") > 1 or len(before.text) > 3 or before.i == 0:
        return True
    return _ends(_last_word(doc, before.i))


def _ends(token: Token) -> bool:
    return token.text[-1] in ENDINGS


@Language.component("sentence_guard")
def sentence_guard(doc: Doc) -> Doc:
    """Decide the sentence starts that the text decides; leave the others to the parser."""
    for token in doc[1:]:
        if must_start(doc, token.i):
            token.is_sent_start = True
        elif not may_start(doc, token.i):
            token.is_sent_start = False
    return doc

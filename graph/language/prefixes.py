"""Names behind a prefix: "pro-Russian" as two words, once it is parsed.

The treebanks leave a prefix with its word, and so does the tokenizer, for the parser must see what it learnt from. But
who looks for names must find "Russian". So the word is parted behind the parse: the prefix keeps the place in the
sentence, and the name hangs on the prefix, not on the noun: pro-Russian troops are not Russia's.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

_PREFIXED = re.compile(r"((?:anti|counter|ex|neo|non|post|pre|pro)-)([^\W\d_].+)", re.IGNORECASE)
# Names of such kinds are one with their prefix ("pre-Monday").
_WHOLE = frozenset({"DATE", "QUANTITY"})


def part_prefixes(doc: Doc) -> Doc:
    """Part the words that are a prefix and a name; the text stays the same.

    Args:
        doc: parsed or not, by a tokenizer that leaves the prefix with the name or cuts at the hyphen; it is changed.
    """
    _join(doc)
    parted = {word.idx: match for word in doc if (match := _prefixed(word))}
    if not parted:
        return doc
    names = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
    with doc.retokenize() as retokenizer:
        for word in doc:
            if word.idx in parted:
                prefix, name = parted[word.idx].groups()
                analysis = _analysis(word, prefix, name)
                for text in (text for texts in analysis.values() for text in texts):
                    doc.vocab.strings.add(text)
                retokenizer.split(
                    word,
                    [prefix, name],
                    heads=[(word, 0) if word.head == word else word.head, (word, 0)],
                    attrs=analysis,
                )
    doc.ents = [_name(doc, *name, parted) for name in names]
    return doc


def _join(doc: Doc) -> None:
    """Make "pro", "-" and "Russian" one word, as the treebanks have it."""
    cut = [doc[word.i - 1 : word.i + 2] for word in doc[1:-1] if word.text == "-"]
    whole = [span for span in cut if _PREFIXED.fullmatch(span.text) and span[2].text[0].isupper()]
    if whole:
        with doc.retokenize() as retokenizer:
            for span in filter_spans(whole):
                retokenizer.merge(span)


def _prefixed(word: Token) -> re.Match[str] | None:
    """Prefix and name of a word; a prefix with a capital may belong to the name ("Anti-Corruption Court")."""
    if "-" not in word.text or word.ent_type_ in _WHOLE:
        return None
    match = _PREFIXED.fullmatch(word.text)
    if match is None or not match[2][0].isupper():
        return None
    if match[1][0].islower():
        return match
    following = word.doc[word.i + 1].text if word.i + 1 < len(word.doc) else ""
    return match if word.is_sent_start and following[:1].islower() else None


def _analysis(word: Token, prefix: str, name: str) -> dict[str | int, list[Any]]:
    """The two words as the treebanks have them where a blank parts them."""
    adjective = word.ent_type_ == "NORP" and word.tag_ == "JJ"
    return {
        "DEP": ["amod" if word.dep_ == "compound" else word.dep_, "obl"],
        "TAG": ["AFX", "JJ" if adjective else "NNP"],
        "POS": ["X", "ADJ" if adjective else "PROPN"],
        "MORPH": ["", "Degree=Pos" if adjective else "Number=Sing"],
        "LEMMA": [prefix.lower().rstrip("-"), name],
    }


def _name(doc: Doc, start: int, end: int, label: str, parted: dict[int, re.Match[str]]) -> Span:
    """A name as before, without the prefix it began with."""
    if start in parted:
        start += len(parted[start][1])
    span = doc.char_span(start, end, label=label)
    assert span is not None
    return span

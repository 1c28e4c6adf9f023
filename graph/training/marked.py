"""Sentences with marked names, and the reader of the domain corpus.

The corpus holds one sentence a line, its names marked inline: ``[Ana Brnović](PERSON) flew to [Oslo](CITY).``
Lines that start with ``#`` are comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from graph.errors import GraphError

# Organisations, places and the rest; the label of a span that may be any of them is UNKNOWN.
ORGANIZATIONS = ("GOVBODY", "INTORG", "COMPANY", "MEDIA", "PARTY", "ARMEDGROUP", "ORG")
PLACES = ("STATE", "CITY", "REGION", "FAC")
LABELS = (
    "PERSON",
    *ORGANIZATIONS,
    *PLACES,
    *("NORP", "EVENT", "WEAPON", "VESSEL", "LAW", "PROJECT", "DATE", "QUANTITY"),
)
UNKNOWN = ""

_MARK = re.compile(r"\[([^\[\]]+)\]\(([A-Z]+)\)")


@dataclass(frozen=True, slots=True)
class Span:
    """A name. ``start`` and ``end`` are characters, half-open; ``label`` may be :data:`UNKNOWN`."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence and the names in it, in text order and disjoint."""

    text: str
    spans: tuple[Span, ...]

    def names(self) -> Iterator[tuple[str, str]]:
        """Each name's text and label."""
        for span in self.spans:
            yield self.text[span.start : span.end], span.label

    def relabelled(self, labels: list[str]) -> Marked:
        """The same spans under other labels."""
        spans = zip(self.spans, labels, strict=True)
        return replace(self, spans=tuple(replace(span, label=label) for span, label in spans))


def read_marked(path: Path) -> list[Marked]:
    """The sentences of a corpus file.

    Raises:
        GraphError: where a label is unknown or a bracket is left over.
    """
    sentences = []
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            try:
                sentences.append(parse_line(line.strip()))
            except ValueError as error:
                raise GraphError(str(error), path=path, line=number) from error
    return sentences


def parse_line(line: str) -> Marked:
    """One line of the corpus.

    Raises:
        ValueError: where a label is unknown or a mark is broken.
    """
    text, at, spans = "", 0, []
    for mark in _MARK.finditer(line):
        name, label = mark.groups()
        if label not in LABELS:
            raise ValueError(f"no label is called {label}")
        text += line[at : mark.start()]
        spans.append(Span(len(text), len(text) + len(name), label))
        text += name
        at = mark.end()
    text += line[at:]
    if "](" in text:
        raise ValueError("a mark is broken")
    return Marked(text, tuple(spans))


def to_doc(nlp: Language, sentences: list[Marked]) -> Doc:
    """One tokenised document of some sentences, its names as entities.

    Tokens of a span without a label, or of one that no token boundary fits, are missing annotation, not
    outside.
    """
    doc = nlp.make_doc(" ".join(sentence.text for sentence in sentences))
    entities: list[TokenSpan] = []
    missing: list[Token] = []
    offset = 0
    for sentence in sentences:
        for span in sentence.spans:
            start, end = offset + span.start, offset + span.end
            exact = doc.char_span(start, end, label=span.label or "?")
            if exact is not None and span.label:
                entities.append(exact)
            else:
                missing += doc.char_span(start, end, alignment_mode="expand") or ()
        offset += len(sentence.text) + 1
    taken = {token.i for span in entities for token in span}
    open_tokens = sorted({token.i for token in missing} - taken)
    doc.set_ents(entities, missing=[doc[i : i + 1] for i in open_tokens], default="outside")
    return doc

"""Read the general name sets: UNER-EWT, CrossNER politics, the Groningen Meaning Bank and re3d.

Each has labels of its own; they come out as those of :mod:`graph.training.marked` where they agree, as the
families ``ORG*``, ``LOC*`` and ``GPE*`` where :mod:`graph.training.subtypes` must find the finer label, and
as unknown where neither is possible.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.training.conllu import blocks
from graph.training.marked import UNKNOWN, Marked, Span
from graph.training.words import word_list

_UNER = {"PER": "PERSON", "ORG": "ORG*", "LOC": "LOC*"}
_CROSSNER = {
    "politician": "PERSON",
    "person": "PERSON",
    "politicalparty": "PARTY",
    "organisation": "ORG*",
    "country": "STATE",
    "location": "LOC*",
    "election": "EVENT",
    "event": "EVENT",
}
_GMB = {"per": "PERSON", "org": "ORG*", "geo": "LOC*", "gpe": "GPE*", "tim": "DATE", "eve": "EVENT"}
_RE3D = {"Person": "PERSON", "Organisation": "ORG*", "Location": "LOC*", "Nationality": "NORP"}


Row = tuple[str, str]


def join(words: list[str]) -> tuple[str, list[int]]:
    """Words as running text, and where each starts in it."""
    text, starts, open_quote, glued = "", [], False, True
    for word in words:
        closing = word == '"' and open_quote
        if not (glued or closing or word in word_list("no_space_before")):
            text += " "
        if word == '"':
            open_quote = not open_quote
        glued = word in word_list("no_space_after") or (word == '"' and open_quote)
        starts.append(len(text))
        text += word
    return text, starts


def from_iob(rows: list[Row], labels: dict[str, str], text: str = "") -> Marked:
    """A sentence in IOB tags.

    Args:
        rows: words with tags such as ``B-per`` and ``O``.
        labels: the label for each of the set's own; one that it lacks becomes unknown.
        text: the sentence as written, where the set has it.
    """
    words = [word for word, _ in rows]
    starts = align(words, text) if text and text != " ".join(words) else None
    if starts is None:
        text, starts = join(words)
    spans: list[Span] = []
    before = "O"
    for (word, tag), start in zip(rows, starts, strict=True):
        kind = tag[2:]
        if tag != "O" and tag.startswith("I") and before[2:] == kind and spans:
            spans[-1] = Span(spans[-1].start, start + len(word), spans[-1].label)
        elif tag != "O":
            spans.append(Span(start, start + len(word), labels.get(kind, UNKNOWN)))
        before = tag
    return Marked(text, tuple(spans))


def without_article(text: str, span: Span) -> Span:
    """The span without a leading "the"."""
    if text[span.start : span.start + 4].lower() == "the " and span.end > span.start + 4:
        return Span(span.start + 4, span.end, span.label)
    return span


def align(words: list[str], text: str) -> list[int] | None:
    """Where each word starts in a text, or None where they do not follow each other there."""
    starts, at = [], 0
    for word in words:
        found = text.find(word, at)
        if found < 0:
            return None
        starts.append(found)
        at = found + len(word)
    return starts


def read_uner(path: Path) -> Iterator[Marked]:
    """UNER-EWT. People, organisations and places only; the train file's further labels are unknown."""
    with path.open(encoding="utf8") as lines:
        for block in blocks(lines):
            text = next((line[9:] for line in block if line.startswith("# text = ")), "")
            rows = [line.split("\t") for line in block if not line.startswith("#")]
            yield from_iob([(row[1], row[2]) for row in rows], _UNER, text)


def read_crossner(path: Path) -> Iterator[Marked]:
    """CrossNER politics; its ``misc`` is unknown."""
    with path.open(encoding="utf8") as lines:
        for block in blocks(lines):
            rows = [line.split("\t") for line in block]
            yield from_iob([(row[0], row[1]) for row in rows], _CROSSNER)


def read_gmb(path: Path) -> Iterator[Marked]:
    """The Groningen Meaning Bank's name extract, each different sentence once; machine-labelled in part."""
    with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as raw:
        rows: list[Row] = []
        seen: set[str] = set()
        reader = csv.reader(io.TextIOWrapper(raw, encoding="latin-1"))
        next(reader)
        for number, word, _, tag in reader:
            if number and rows:
                yield from _unseen(rows, seen)
                rows = []
            rows.append((word, tag))
        yield from _unseen(rows, seen)


def _unseen(rows: list[Row], seen: set[str]) -> Iterator[Marked]:
    marked = from_iob(rows, _GMB)
    if marked.text not in seen:
        seen.add(marked.text)
        yield marked


def read_re3d(folder: Path) -> Iterator[Marked]:
    """re3d, a paragraph at a time; only spans that are names through and through are kept as such."""
    for path in sorted(folder.glob("*/documents.json")):
        spans: dict[str, list[tuple[int, int, str]]] = {}
        for entity in _json_lines(path.with_name("entities.json")):
            place = (entity["begin"], entity["end"], entity["type"])
            spans.setdefault(entity["documentId"], []).append(place)
        for document in _json_lines(path):
            yield from _paragraphs(document["text"], spans.get(document["_id"], []))


def _json_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]


def _paragraphs(text: str, entities: list[tuple[int, int, str]]) -> Iterator[Marked]:
    at = 0
    for paragraph in text.split("\n"):
        inside = [
            Span(start - at, end - at, _RE3D.get(kind, UNKNOWN))
            for start, end, kind in entities
            if at <= start and end <= at + len(paragraph)
        ]
        if paragraph.strip():
            yield Marked(paragraph, tuple(_disjoint([_bare(paragraph, span) for span in inside])))
        at += len(paragraph) + 1


def _bare(text: str, span: Span) -> Span:
    """Without its article; unknown where a lower-case word says that it is a phrase, not a name."""
    span = without_article(text, span)
    words = text[span.start : span.end].split(" ")
    named = (
        len(" ".join(words)) > 3
        and words[0] not in word_list("pronouns")
        and all(word[:1].isupper() or word in ("of", "for", "and") for word in words)
    )
    return Span(span.start, span.end, span.label if named else UNKNOWN)


def _disjoint(spans: list[Span]) -> list[Span]:
    """Named spans first, then the longer; what overlaps a kept one goes."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (not s.label, s.start - s.end, s.start)):
        if span.start < span.end and all(span.end <= k.start or span.start >= k.end for k in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)

"""Training documents as plain arrays, which the nets are trained on without spaCy."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from graph.language.net.word_rows import WordRows, before
from graph.language.recogniser import marks

UNKNOWN = -1
# A head is stored as the way to it, in words; 0 is the root's own.
NO_HEAD = int(np.iinfo("int16").min)
# The columns of a word: its number, what stands before it, whether a stretch starts, and what is to be learnt.
WORD, BEFORE, START = range(3)
HEAD, DEP, TAG, FORM = range(3, 7)
MARK = 3
NO_FEATURES = "_"
# How often (0 to 1) a sentence without its neighbours is told to stand behind a space, not an empty line.
AFTER_SPACE = 0.85


def form(pos: str, morph: str) -> str:
    """Part of speech and features as one label: "NOUN|Number=Sing"."""
    return pos if morph in ("", NO_FEATURES) else f"{pos}|{morph}"


def known_labels(docs: Iterable[Doc], *, least: int) -> dict[str, list[str]]:
    """The relations, tags and forms that stand at least so many times in gold documents."""
    counts: dict[str, dict[str, int]] = {"deps": {}, "tags": {}, "forms": {}}
    for token in (token for doc in docs for token in doc if not token.is_space):
        found = {"deps": token.dep_, "tags": token.tag_, "forms": form(token.pos_, str(token.morph))}
        for kind, label in found.items():
            counts[kind][label] = counts[kind].get(label, 0) + 1
    return {kind: sorted(label for label, n in found.items() if n >= least) for kind, found in counts.items()}


class Writer:
    """Turns documents into arrays, a line a word, spaces left out.

    Args:
        nlp: its vocabulary is used.
        labels: what may be learnt, by kind; other labels are unknown.
    """

    def __init__(self, nlp: Language, labels: dict[str, list[str]]) -> None:
        self.words = WordRows(nlp.vocab, kept=10**9)
        self.labels = labels
        self._number = {kind: {label: n for n, label in enumerate(names)} for kind, names in labels.items()}

    def syntax(self, example: Example) -> Any:
        """A gold document with its parse, as the pipeline's tokenizer cuts it."""
        doc, gold = example.predicted, cast("Any", example)
        words = [token.i for token in doc if not token.is_space]
        place = np.full(len(doc), -1)
        place[words] = np.arange(len(words))
        heads, deps = gold.get_aligned_parse(projectivize=False)
        tags, pos, morph = (gold.get_aligned(kind, as_string=True) for kind in ("TAG", "POS", "MORPH"))
        starts = gold.get_aligned_sent_starts()
        lines = []
        for at, index in enumerate(words):
            head = heads[index]
            known = head is not None and place[head] >= 0
            whole = form(pos[index], morph[index] or NO_FEATURES) if pos[index] else None
            lines.append(
                (
                    bool(starts[index]),
                    place[head] - at if known else NO_HEAD,
                    self._label("deps", deps[index] if known else None),
                    self._label("tags", tags[index]),
                    self._label("forms", whole),
                )
            )
        return np.column_stack([self._bare(doc), np.array(lines, dtype="int32").reshape(-1, 5)])

    def unread(self, docs: Sequence[Doc], chance: Any) -> Any:
        """Sentences without parses, each a Doc; what is to be learnt is unknown but for their starts."""
        parts = []
        for doc in docs:
            bare = self._bare(doc)
            bare[0, BEFORE] = 1 if chance.random() < AFTER_SPACE else 4
            rest = np.full((len(bare), FORM + 1 - START), UNKNOWN, dtype="int32")
            rest[:, 0], rest[:, HEAD - START] = np.arange(len(bare)) == 0, NO_HEAD
            parts.append(np.column_stack([bare, rest]))
        return np.vstack(parts)

    def names(self, doc: Doc) -> Any:
        """A document with its names; a word whose name is left open is unknown."""
        number = {mark: n for n, mark in enumerate(marks(self.labels["names"]))}
        found = {token.i: number["O"] for token in doc if token.ent_iob_ == "O"}
        for name in doc.ents:
            inner = "I" * (len(name) - 2)
            for index, mark in enumerate("U" if len(name) == 1 else f"B{inner}L", start=name.start):
                found[index] = number[f"{mark}-{name.label_}"]
        learnt = [found.get(token.i, UNKNOWN) for token in doc if not token.is_space]
        starts = np.arange(len(learnt)) == 0
        return np.column_stack([self._bare(doc), starts, np.array(learnt, dtype="int32")])

    def _bare(self, doc: Doc) -> Any:
        return np.column_stack([self.words.numbers(doc), before(doc)])

    def _label(self, kind: str, label: str | None) -> int:
        return UNKNOWN if label is None else self._number[kind].get(label, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Arrays:
    """What a net is trained on and watched with.

    Attributes:
        rows: the table rows of each word, by its number.
        labels: what the numbers of the columns stand for, by kind.
        columns: the words of all parts, one part behind the other.
        bounds: where each part begins and ends in these.
    """

    rows: Any
    labels: dict[str, list[str]]
    columns: Any
    bounds: dict[str, tuple[int, int]]

    @classmethod
    def of(cls, writer: Writer, parts: dict[str, Any]) -> Arrays:
        """The parts that a writer has written."""
        return cls._joined(writer.words.table(), writer.labels, parts)

    @classmethod
    def _joined(cls, rows: Any, labels: dict[str, list[str]], parts: dict[str, Any]) -> Arrays:
        ends = np.cumsum([len(part) for part in parts.values()]).tolist()
        bounds = dict(zip(parts, zip([0, *ends], ends, strict=False), strict=True))
        return cls(rows, labels, np.concatenate([*parts.values()]).astype("int32"), bounds)

    def part(self, name: str) -> Any:
        """The words of one part."""
        return self.columns[slice(*self.bounds[name])]

    def named(self, prefix: str) -> list[str]:
        """The parts whose name begins so."""
        return [name for name in self.bounds if name.startswith(prefix)]

    def save(self, path: Path) -> None:
        """Write to a file."""
        text = np.frombuffer(json.dumps(self.labels).encode(), dtype="uint8")
        path.parent.mkdir(parents=True, exist_ok=True)
        parts: dict[str, Any] = {f"part {name}": np.asfortranarray(self.part(name)) for name in self.bounds}
        np.savez_compressed(path, labels=text, rows=self.rows.astype("int16"), **parts)

    @classmethod
    def load(cls, path: Path) -> Arrays:
        """Read what :meth:`save` wrote."""
        with np.load(path) as archive:
            parts = {name[5:]: archive[name] for name in archive.files if name.startswith("part ")}
            return cls._joined(archive["rows"], json.loads(bytes(archive["labels"])), parts)

"""The sheet of event clauses judged by reading: how its sample is drawn, and what its verdicts come to.

The sheet names each clause by its article's digest and its verb's offsets and holds no text. Its sample was
drawn before any clause of it was judged. Run on a folder of articles, the module prints the clauses of a
fresh draw, to be judged; run alone, what the sheet says.
"""

from __future__ import annotations

import csv
import hashlib
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, Token

from graph.articles import Skipped, read_articles
from graph.extraction.grammar import label
from graph.extraction.triggers import reading
from graph.extractor import Extractor
from graph.knowledge.lexicon import Lexicon

SHEET = Path(__file__).parents[1] / "language" / "clauses.tsv"
SEED, SIZE = 20261126, 200
SLOTS = ("subject", "object", "oblique")
VERDICTS = frozenset({"right", "wrong", "missing", "spurious"})
"""Of a slot. ``missing``: the parse lacks an argument; ``spurious``: has one too many; ``wrong``: one for another."""
CAUSES = frozenset("subject phrase clause complement coordination word name sentence".split())
"""What went wrong; the model card explains them."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A clause's verb: the first 12 hexadecimal digits of its article's SHA-256, half-open characters."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Judged(Place):
    """One row of the sheet.

    Attributes:
        subject, object, oblique: one of :data:`VERDICTS`; ``right`` also where there is none to find.
        whole: ``right`` where all three are.
        lenient: ``right`` also where only an adjunct, or the kind of a clause, is not.
        cause: one of :data:`CAUSES`, the first where one error brings the next; ``-`` where all is right.
    """

    subject: str
    object: str
    oblique: str
    whole: str
    lenient: str
    cause: str


def event_verbs(doc: Doc, lexicon: Lexicon) -> Iterator[Token]:
    """The verbs of a parse that the lexicon knows as triggers and that head a clause.

    A copula heads none, nor does "according" in "according to", nor a participle that stands with nothing of
    its own but adverbs and compounds before its noun ("newly occupied land", "state-backed media").
    """
    triggers = {(frame.lemma, frame.pos) for frame in lexicon.frames}
    for token in doc:
        found = reading(token, triggers)
        bare = all(label(child) in ("advmod", "compound", "punct") for child in token.children)
        headless = ("cop", "case", "fixed", *(("amod", "compound") if bare else ()))
        if found is not None and found[1] == "verb" and label(token) not in headless:
            yield token


def places(sources: Sequence[Path], extractor: Extractor) -> Iterator[Place]:
    """Every event clause of some articles."""
    from graph.language import parse

    for article in read_articles(sources):
        if not isinstance(article, Skipped):
            name = hashlib.sha256(article.text.encode()).hexdigest()[:12]
            for verb in event_verbs(parse(extractor.nlp, article), extractor.knowledge.lexicon):
                yield Place(name, verb.idx, verb.idx + len(verb))


def draw(population: Sequence[Place], *, size: int = SIZE, seed: int = SEED) -> list[Place]:
    """A sorted sample without replacement: the same for the same clauses in any order."""
    return sorted(random.Random(seed).sample(sorted(population), size))


def read_sheet(path: Path = SHEET) -> list[Judged]:
    """The rows of a sheet, tab-separated with a header."""
    with path.open(encoding="utf8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [Judged(start=int(row.pop("start")), end=int(row.pop("end")), **row) for row in rows]


def count(rows: Sequence[Judged]) -> dict[str, Counter[str]]:
    """How often each verdict stands in each of its columns, and each cause."""
    columns = (*SLOTS, "whole", "lenient", "cause")
    return {column: Counter(getattr(row, column) for row in rows) for column in columns}


def main() -> None:
    """Print a fresh draw from the sources named, or the counts of the sheet."""
    if sources := [Path(name) for name in sys.argv[1:]]:
        for place in draw(list(places(sources, Extractor()))):
            print(place.article, place.start, place.end, sep="\t")
        return
    for column, verdicts in count(read_sheet()).items():
        print(column, *(f"{verdict} {number}" for verdict, number in verdicts.most_common()), sep="\t")


if __name__ == "__main__":
    main()

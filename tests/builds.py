"""A small corpus and a reader that needs no language pipeline, for tests of the graph folder."""

from __future__ import annotations

import re
from contextlib import contextmanager

import pytest

from graph.building import completing, drawing
from graph.building.work import Knowledge
from graph.model import (
    Argument,
    Article,
    Claim,
    Entity,
    Event,
    Extraction,
    Mention,
    Provenance,
    Status,
)

FILLER = (
    "The ministers said that the talks would be held in the capital and that a statement was to follow "
    "after the meeting, as they have done in other years with their neighbours."
)
STATES = {"India": "state/IND", "Russia": "state/RUS", "Brazil": "state/BRA", "Kenya": "state/KEN"}
CORPUS = {
    "a.txt": "India visited Russia on 2024-05-08.",
    "b.txt": "Brazil visited India on 2024-06-01.",
    "deep/c.txt": "Russia visited India on 2024-06-03. Kenya visited Brazil on 2024-06.",
}
_VISIT = re.compile(r"(\w+) visited (\w+) on ([\d-]+)\.")


@contextmanager
def known_once():
    """The packaged knowledge read once for many builds, and a page of one line."""
    known, version = Knowledge(), completing.graph_knowledge_version()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(completing, "Knowledge", lambda: known)
        patch.setattr(completing, "graph_knowledge_version", lambda: version)
        patch.setattr(drawing, "view_page", lambda tables, _title: f"<p>{len(tables.events)} events</p>")
        yield


class Reader:
    """Reads sentences such as ``India visited Russia on 2024-05-08.`` and counts what it read."""

    def __init__(self, version: str = "1") -> None:
        self.provenance = Provenance("0.1.0", "reader", version)
        self.read: list[str] = []

    def __call__(self, article: Article) -> Extraction:
        self.read.append(article.id)
        found = list(_VISIT.finditer(article.text))
        names = sorted({name for match in found for name in match.groups()[:2]})
        entities = tuple(
            Entity(
                name,
                "State",
                name,
                actor=STATES[name],
                mentions=tuple(Mention(m.start(), m.end()) for m in re.finditer(name, article.text)),
            )
            for name in names
        )
        events, claims = [], []
        for number, match in enumerate(found):
            arguments = (Argument("actor", match[1]), Argument("target", match[2]))
            events.append(Event(f"v{number}", "Visit", Status.OCCURRED, arguments, date=match[3]))
            claims.append(
                Claim(
                    f"c{number}",
                    f"v{number}",
                    match.start(),
                    match.end(),
                    "visited",
                    match.start(),
                    Status.OCCURRED,
                )
            )
        return Extraction(article, entities, tuple(events), claims=tuple(claims))


def write_corpus(folder, corpus=CORPUS):
    """Write the files of a corpus, and nothing else, into a folder."""
    for path in sorted(folder.rglob("*.txt")):
        path.unlink()
    for name, text in corpus.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text}\n\n{FILLER} [{name}]\n", encoding="utf8")
    return folder


def contents(kg):
    """The bytes of all files of a graph folder by name."""
    return {
        path.relative_to(kg).as_posix(): path.read_bytes() for path in sorted(kg.rglob("*")) if path.is_file()
    }

"""What linking decides, as data: nothing is merged, every mention keeps what it was given and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.linking.names import SAME
from graph.model import Packed

if TYPE_CHECKING:
    from graph.linking.kept import Iris

DOUBTFUL = 0.6
"""A node that was not chosen and scores at least this makes a decision doubtful."""
_COLUMNS = ("article", "key", "name", "iri", "score", "reason", "candidates")
_UNSAFE = str.maketrans(dict.fromkeys("\t\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " "))


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """A node that a mention could belong to; ``score`` is 0 to 1."""

    iri: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Link:
    """The decision on one entity of one article.

    Attributes:
        article: the article's id.
        key: the entity's key in that article.
        name: its name there.
        iri: the node chosen; None where the user's file drops it.
        score: 0 to 1.
        reason: why, in a few words.
        candidates: the nodes that were not chosen, best first.
    """

    article: str
    key: str
    name: str
    iri: str | None
    score: float
    reason: str
    candidates: tuple[Candidate, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether a human should look at it."""
        rivals = any(candidate.score >= DOUBTFUL for candidate in self.candidates)
        return self.iri is not None and self.reason != "override" and (self.score < SAME or rivals)


@dataclass(frozen=True, slots=True)
class Node(Packed):
    """An entity of the graph.

    Attributes:
        iri: its IRI.
        type: local name of its class.
        label: the name to show.
        aliases: all other names, sorted.
        represents: IRI of the state or body that it acts for, or None.
        iso3: a state's or territory's ISO 3166-1 alpha-3 code, or None.
        wikidata: its Wikidata id (``Q668``), or None.
        official: its official name, where no article uses it.
    """

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...] = ()
    represents: str | None = None
    iso3: str | None = None
    wikidata: str | None = None
    official: str | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """All decisions over a set of records.

    Attributes:
        decisions: one an entity, sorted by article and key.
        nodes: the entities of the graph by IRI.
        entities: IRI of each entity by article and key, without those dropped.
        events: IRI of each event by article and key.
    """

    decisions: Iterable[Link]
    nodes: MutableMapping[str, Node]
    entities: Iris
    events: Iris

    @property
    def doubtful(self) -> tuple[Link, ...]:
        """The decisions that a human should look at."""
        return tuple(link for link in self.decisions if link.doubtful)


def to_tsv(decisions: Iterable[Link]) -> str:
    """The decisions as tab-separated lines with a header; white space in names becomes a space."""
    return "".join(tsv_lines(decisions))


def tsv_lines(decisions: Iterable[Link]) -> Iterator[str]:
    """The same, line by line."""
    yield "\t".join(_COLUMNS) + "\n"
    for link in decisions:
        candidates = " ".join(f"{each.iri}={each.score:.2f}" for each in link.candidates)
        iri = link.iri or "-"
        cells = (link.article, link.key, link.name, iri, f"{link.score:.2f}", link.reason, candidates)
        line = "\t".join(cell.translate(_UNSAFE) for cell in cells)
        yield line.encode("utf8", "replace").decode("utf8") + "\n"

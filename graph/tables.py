"""The graph as typed rows: what cards, networks, views and exports read instead of single triples."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from graph.namespaces import DCTERMS, DIP, OWL, RDF, SKOS
from graph.subjects import Node, Subjects, asking, select_subjects
from graph.text import in_words

_EMPTY: Node = {}


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article: its IRI, identifier and what is known of it. ``date`` is ISO 8601 or None."""

    iri: str
    id: str
    title: str | None
    date: str | None
    publisher: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity.

    ``represents`` is the IRI of the state or body it acts for; ``articles`` are those that mention it.
    """

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...]
    iso3: str | None
    represents: str | None
    same_as: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One sentence that asserts an event, a tenure or a relation. Offsets are characters, half-open."""

    iri: str
    asserts: str
    article: str
    quote: str
    start: int
    end: int
    trigger: str | None
    status: str | None
    plover: str | None
    attributed_to: str | None
    reported_by: str | None
    attribution_text: str | None
    attribution_cue: str | None
    confidence: float | None
    metonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event with its claims. Roles hold entity IRIs (``concerns`` also event IRIs); lists are sorted."""

    iri: str
    type: str
    label: str
    status: str
    contested: bool
    plover: str | None
    goldstein: float | None
    plover_score: float | None
    date: str | None
    date_end: str | None
    date_text: str | None
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    participants: tuple[str, ...]
    places: tuple[str, ...]
    concerns: tuple[str, ...]
    theme: str | None
    amount: str | None
    unit: str | None
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class TenureRow:
    """A position: who holds it, of what, and whether still (``Current``, ``Former``, ...)."""

    iri: str
    holder: str
    position: str
    of: str | None
    status: str
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A direct relation between two entities with its claims; ``status`` is None where it holds."""

    subject: str
    predicate: str
    object: str
    status: str | None
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class GraphTables:
    """Everything in a graph, or a part of it. Mappings are by IRI; lists are sorted by IRI.

    ``outside`` has, for a part, the events that are not in it: one for each kind, with how many there are.
    """

    articles: dict[str, ArticleRow]
    entities: dict[str, EntityRow]
    events: dict[str, EventRow]
    tenures: dict[str, TenureRow]
    relations: tuple[RelationRow, ...]
    outside: tuple[tuple[EventRow, int], ...] = ()


def read_tables(store: ox.Store) -> GraphTables:
    """Everything in a store as tables, with five SELECTs.

    Args:
        store: a graph in the vocabulary of ``ontology/diplomacy.ttl``, in the default graph.
    """
    return make_tables(select_subjects(asking(store)))


def make_tables(subjects: Subjects) -> GraphTables:
    """What is said of the nodes of a graph as tables."""
    articles, entities, claims = subjects.articles, subjects.entities, subjects.claims
    events, tenures = subjects.events, subjects.tenures
    mentioned: dict[str, list[str]] = defaultdict(list)
    for iri in sorted(articles):
        for entity in articles[iri].get(f"{DIP}mentions", ()):
            mentioned[entity].append(iri)
    rows = {iri: _claim(iri, claims[iri]) for iri in sorted(claims)}
    evidence: dict[str, list[ClaimRow]] = defaultdict(list)
    for row in rows.values():
        evidence[row.asserts].append(row)
    named = {iri: _entity(iri, entities[iri], tuple(mentioned[iri])) for iri in sorted(entities)}
    labels = {iri: row.label for iri, row in named.items()}
    return GraphTables(
        articles={iri: _article(iri, articles[iri]) for iri in sorted(articles)},
        entities=named,
        events={iri: make_event(iri, events[iri], tuple(evidence[iri]), labels) for iri in sorted(events)},
        tenures={iri: _tenure(iri, tenures[iri], tuple(evidence[iri])) for iri in sorted(tenures)},
        relations=_relations(claims, rows, articles),
    )


def event_label(
    type: str, *, actors: Sequence[str], targets: Sequence[str], participants: Sequence[str], date: str | None
) -> str:
    """An event in one line, such as ``Visit: Vladimir Putin -> India, 2024-11``.

    Args:
        type: local name of its class.
        actors: names; of more than three, the first two and a count are shown.
        targets: the same.
        participants: the same.
        date: as told, or None.
    """
    sides = [_listed(names) for names in ([*actors, *participants], targets) if names]
    if not actors and not participants and targets:
        sides = ["", *sides]
    told = ": ".join(part for part in (in_words(type).capitalize(), " -> ".join(sides).strip()) if part)
    return f"{told}, {date}" if date else told


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= 3 else f"{names[0]}, {names[1]} and {len(names) - 2} others"


def _one(node: Node, name: str, space: str = DIP) -> str | None:
    values = node.get(space + name)
    return values[0] if values else None


def _all(node: Node, name: str, space: str = DIP) -> tuple[str, ...]:
    return tuple(node.get(space + name, ()))


def _local(iri: str | None) -> str | None:
    return None if iri is None else re.split(r"[#/]", iri)[-1]


def _number(node: Node, name: str) -> float | None:
    value = _one(node, name)
    return None if value is None else float(value)


def _type(node: Node) -> str:
    return _local(_one(node, "type", RDF)) or ""


def _article(iri: str, node: Node) -> ArticleRow:
    return ArticleRow(
        iri=iri,
        id=_one(node, "identifier", DCTERMS) or iri,
        title=_one(node, "title", DCTERMS),
        date=_one(node, "issued", DCTERMS),
        publisher=_one(node, "publisher", DCTERMS),
        url=_one(node, "source", DCTERMS),
    )


def _entity(iri: str, node: Node, articles: tuple[str, ...]) -> EntityRow:
    return EntityRow(
        iri=iri,
        type=_type(node),
        label=_one(node, "prefLabel", SKOS) or iri,
        aliases=_all(node, "altLabel", SKOS),
        iso3=_one(node, "iso3"),
        represents=_one(node, "represents"),
        same_as=_all(node, "sameAs", OWL),
        articles=articles,
    )


def _claim(iri: str, node: Node) -> ClaimRow:
    ends = [_one(node, name, RDF) or "" for name in ("subject", "predicate", "object")]
    return ClaimRow(
        iri=iri,
        asserts=_one(node, "asserts") or " ".join(ends),
        article=_one(node, "inArticle") or "",
        quote=_one(node, "quote") or "",
        start=int(_number(node, "startOffset") or 0),
        end=int(_number(node, "endOffset") or 0),
        trigger=_one(node, "trigger"),
        status=_local(_one(node, "status")),
        plover=_local(_one(node, "plover")),
        attributed_to=_one(node, "attributedTo"),
        reported_by=_one(node, "reportedBy"),
        attribution_text=_one(node, "attributionText"),
        attribution_cue=_one(node, "attributionCue"),
        confidence=_number(node, "confidence"),
        metonyms=_all(node, "metonym"),
    )


def make_event(iri: str, node: Node, claims: tuple[ClaimRow, ...], labels: Mapping[str, str]) -> EventRow:
    """The row of an event, from what is said of its node and the labels of entities by IRI."""
    actors, targets, participants = (_all(node, role) for role in ("actor", "target", "participant"))
    names = [[labels.get(each, each) for each in side] for side in (actors, targets, participants)]
    date = _one(node, "date")
    label = event_label(_type(node), actors=names[0], targets=names[1], participants=names[2], date=date)
    return EventRow(
        iri=iri,
        type=_type(node),
        label=label,
        status=_local(_one(node, "status")) or "",
        contested=_one(node, "contested") == "true",
        plover=_local(_one(node, "plover")),
        goldstein=_number(node, "goldstein"),
        plover_score=_number(node, "ploverScore"),
        date=date,
        date_end=_one(node, "dateEnd"),
        date_text=_one(node, "dateText"),
        actors=actors,
        targets=targets,
        participants=participants,
        places=_all(node, "place"),
        concerns=_all(node, "concerns"),
        theme=_one(node, "theme"),
        amount=_one(node, "amount"),
        unit=_one(node, "unit"),
        claims=claims,
    )


def _tenure(iri: str, node: Node, claims: tuple[ClaimRow, ...]) -> TenureRow:
    return TenureRow(
        iri=iri,
        holder=_one(node, "holder") or "",
        position=_one(node, "position") or "",
        of=_one(node, "of"),
        status=_local(_one(node, "tenureStatus")) or "Unknown",
        claims=claims,
    )


def _relations(
    claims: Mapping[str, Node], rows: Mapping[str, ClaimRow], articles: Mapping[str, Node]
) -> tuple[RelationRow, ...]:
    """One row for each two ends and predicate; its status is that of the latest article's claim."""
    grouped: dict[tuple[str, str, str], list[ClaimRow]] = defaultdict(list)
    for iri, row in rows.items():
        ends = [_one(claims[iri], name, RDF) for name in ("subject", "predicate", "object")]
        if ends[0] and ends[1] and ends[2]:
            grouped[ends[0], _local(ends[1]) or "", ends[2]].append(row)

    def standing(evidence: Iterable[ClaimRow]) -> str | None:
        dated = [
            (_one(articles.get(row.article, _EMPTY), "issued", DCTERMS) or "", row.iri) for row in evidence
        ]
        return _local(_one(claims[max(dated)[1]], "tenureStatus"))

    return tuple(
        RelationRow(*ends, standing(evidence), tuple(evidence)) for ends, evidence in sorted(grouped.items())
    )

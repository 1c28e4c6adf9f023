"""Records and links as triples: the vocabulary of ``ontology/diplomacy.ttl``, with the evidence of each.

Nothing is said without a claim: an event, a tenure or a relation stands while a claim asserts it, an entity
while an article mentions it or something that stands refers to it.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.blocks import PackedBlock, classes, pack
from graph.iris import article_iri, digest_iri, web_iri
from graph.linking.decisions import Links
from graph.linking.names import fold
from graph.model import (
    Argument,
    Claim,
    Event,
    Extraction,
    Packed,
    Provenance,
    Relation,
    Status,
    Tenure,
)
from graph.namespaces import DCTERMS, PROV, RDF, RDFS, dip
from graph.turtle import Block, Row, make_block, moment, number, text

TYPE = f"{RDF}type"


@dataclass(frozen=True, slots=True)
class Told(Packed):
    """What one record says.

    Attributes:
        blocks: its article, its claims and its relations.
        classes: the classes of those that other nodes refer to.
        tellings: its events and tenures: the IRI, the article's date and id, the place in it, and the telling.
        used: IRIs of the entities that it refers to.
    """

    blocks: tuple[PackedBlock, ...]
    classes: tuple[tuple[str, str], ...]
    tellings: tuple[tuple[str, str, str, int, bytes], ...]
    used: frozenset[str]


def tell(record: Extraction, entities: Mapping[str, str], events: Mapping[str, str]) -> Told:
    """What one record says, given the IRIs of its entities and events by their keys; it depends on nothing else."""
    view = _View(record, entities, events)
    article = (view.article.date or "", view.article.id)
    blocks, tellings = [_article(view)], []
    for place, (asserted, claims) in enumerate(view.asserted()):
        if not isinstance(asserted, Relation):
            telling = pickle.dumps(view.telling(asserted, claims))
            tellings.append((view.node(asserted), *article, place, telling))
        blocks += _claims(view, asserted, claims)
    if record.provenance and len(blocks) > 1:
        blocks.append(_run(record.provenance))
    known = tuple(pair for block in blocks for pair in classes(block))
    return Told(tuple(map(pack, blocks)), known, tuple(tellings), frozenset(view.used))


def claim_nodes(record: Extraction, links: Links) -> Iterator[tuple[Claim, str, tuple[str, ...]]]:
    """Each claim that :func:`tell` writes: its IRI, and those of what it asserts.

    A relation has no node of its own: its claim comes with the predicate and the two ends.
    """
    article = record.article.id
    view = _View(record, links.entities.of(article), links.events.of(article))
    for asserted, claims in view.asserted():
        nodes = tuple(view.node(asserted).split(" "))
        for claim in claims:
            yield claim, view.claims[claim.key], nodes


@dataclass(frozen=True, slots=True)
class Telling(Packed):
    """What one article says of an event or a tenure: IRIs stand where keys were, those of none are left out."""

    asserted: Event | Tenure
    statuses: frozenset[Status | None]


class _View:
    """One record with the IRIs that linking gave.

    Attributes:
        iri: that of its article.
        claims: the IRI of each claim by its key.
        used: the entities that were asked for.
    """

    def __init__(self, record: Extraction, entities: Mapping[str, str], events: Mapping[str, str]) -> None:
        self.record = record
        self.article = record.article
        self.iri = article_iri(record.article.id)
        self.claims = _claim_iris(record)
        self.used: set[str] = set()
        self._entities, self._events = entities, events
        self._evidence: dict[str, list[Claim]] = defaultdict(list)
        for claim in record.claims:
            self._evidence[claim.asserts].append(claim)

    def entity(self, key: str | None) -> str | None:
        iri = None if key is None else self._entities.get(key)
        if iri:
            self.used.add(iri)
        return iri

    def filler(self, key: str) -> str | None:
        """An entity's IRI, or that of an event that a claim asserts."""
        return self._events.get(key) if key in self._evidence else self.entity(key)

    def asserted(self) -> Iterator[tuple[Event | Tenure | Relation, list[Claim]]]:
        """The events, tenures and relations with their claims; none whose needed entity was dropped."""
        evidence, known = self._evidence, self._entities
        for event in self.record.events:
            if event.key in evidence:
                yield event, evidence[event.key]
        for tenure in self.record.tenures:
            if tenure.key in evidence and tenure.holder in known:
                yield tenure, evidence[tenure.key]
        for relation in self.record.relations:
            if relation.key in evidence and relation.subject in known and relation.object in known:
                yield relation, evidence[relation.key]

    def telling(self, asserted: Event | Tenure, claims: Iterable[Claim]) -> Telling:
        statuses = frozenset(claim.status for claim in claims)
        if isinstance(asserted, Tenure):
            holder, body = self.entity(asserted.holder), self.entity(asserted.of)
            return Telling(replace(asserted, holder=holder or "", of=body), statuses)
        fillers = ((each.role, self.filler(each.filler)) for each in asserted.arguments)
        arguments = tuple(Argument(role, filler) for role, filler in fillers if filler)
        return Telling(replace(asserted, arguments=arguments), statuses)

    def node(self, asserted: Event | Tenure | Relation) -> str:
        """Of an event or a tenure; for a relation, a key that is the same wherever it is told."""
        if isinstance(asserted, Event):
            return self._events[asserted.key]
        if isinstance(asserted, Tenure):
            held = (self.entity(asserted.holder), fold(asserted.position), self.entity(asserted.of))
            return digest_iri("tenure", *(part or "" for part in held))
        ends = (self.entity(asserted.subject), asserted.predicate, self.entity(asserted.object))
        return " ".join(part or "" for part in ends)


def _article(view: _View) -> Block:
    article = view.article
    rows: list[Row] = [
        (TYPE, dip("Article"), ""),
        (f"{DCTERMS}identifier", *text(article.id)),
        (dip("contentHash"), *text(article.content_hash)),
    ]
    for name, value in (("title", article.title), ("publisher", article.publisher)):
        if value:
            rows.append((DCTERMS + name, *text(value)))
    if article.date:
        rows.append((f"{DCTERMS}issued", *moment(article.date)))
    if source := web_iri(article.url or ""):
        rows.append((f"{DCTERMS}source", source, ""))
    for entity in view.record.entities:
        if entity.mentions and (named := view.entity(entity.key)):
            rows.append((dip("mentions"), named, ""))
    return make_block(view.iri, rows)


def _claim_iris(record: Extraction) -> dict[str, str]:
    """The IRI of each claim by its key: its place in the text and what it tells, whatever linking decides."""
    labels = {event.key: event.type for event in record.events}
    labels |= {tenure.key: "Tenure" for tenure in record.tenures}
    labels |= {relation.key: relation.predicate for relation in record.relations}
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    iris = {}
    for claim in record.claims:
        own = (record.article.id, str(claim.start), str(claim.trigger_start), labels.get(claim.asserts, ""))
        counts[own] += 1
        iris[claim.key] = digest_iri("claim", *own, str(counts[own]))
    return iris


def _claims(view: _View, asserted: Event | Tenure | Relation, claims: list[Claim]) -> Iterator[Block]:
    """The claims of one thing; of a relation also the relation itself, which is a row of its subject."""
    if isinstance(asserted, Relation):
        subject, target = view.entity(asserted.subject) or "", view.entity(asserted.object) or ""
        told: list[Row] = [
            (f"{RDF}subject", subject, ""),
            (f"{RDF}predicate", dip(asserted.predicate), ""),
            (f"{RDF}object", target, ""),
        ]
        if asserted.status:
            told.append((dip("tenureStatus"), dip(asserted.status), ""))
        yield make_block(subject, [(dip(asserted.predicate), target, "")])
    else:
        told = [(dip("asserts"), view.node(asserted), "")]
    for claim in claims:
        yield make_block(view.claims[claim.key], [*_claim(view, claim), *told])


def _claim(view: _View, claim: Claim) -> list[Row]:
    rows: list[Row] = [
        (TYPE, dip("Claim"), ""),
        (dip("inArticle"), view.iri, ""),
        (dip("quote"), *text(view.article.text[claim.start : claim.end])),
        (dip("startOffset"), *number(claim.start)),
        (dip("endOffset"), *number(claim.end)),
    ]
    for name, value in (
        ("trigger", claim.trigger),
        ("attributionText", claim.attribution_text),
        ("attributionCue", claim.attribution_cue),
    ):
        if value:
            rows.append((dip(name), *text(value)))
    for name, code in (("status", claim.status), ("plover", claim.plover)):
        if code:
            rows.append((dip(name), dip(code), ""))
    for name, key in (("attributedTo", claim.attributed_to), ("reportedBy", claim.reported_by)):
        if entity := view.entity(key):
            rows.append((dip(name), entity, ""))
    for key in claim.metonyms:
        if place := view.entity(key):
            rows.append((dip("metonym"), place, ""))
    if claim.confidence is not None:
        rows.append((dip("confidence"), *number(round(float(claim.confidence), 4))))
    if view.record.provenance:
        rows.append((f"{PROV}wasGeneratedBy", _run_iri(view.record.provenance), ""))
    return rows


@lru_cache(maxsize=100)
def _run_iri(made_by: Provenance) -> str:
    return digest_iri("run", made_by.program, made_by.pipeline, made_by.ontology)


def _run(made_by: Provenance) -> Block:
    label = f"diplograph {made_by.program}, pipeline {made_by.pipeline}, ontology {made_by.ontology}"
    types: list[Row] = [(TYPE, dip("Run"), ""), (TYPE, f"{PROV}Activity", "")]
    return make_block(_run_iri(made_by), [*types, (f"{RDFS}label", *text(label))])

"""Records and links as triples: the vocabulary of ``ontology/diplomacy.ttl``, with the evidence of each.

Nothing is said without a claim: an event, a tenure or a relation stands while a claim asserts it, an entity
while an article mentions it or something that stands refers to it.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from graph.iris import OWN_CLASS, article_iri, class_iri, digest_iri, web_iri
from graph.linking.decisions import Links, Node
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
from graph.namespaces import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, WIKIDATA, dip
from graph.sorting import Distinct, Sorter
from graph.text import in_words
from graph.turtle import Block, Row, boolean, make_block, moment, number, text

TYPE = f"{RDF}type"
_LATELY = 20_000
"""So many nodes are remembered as written; beyond that some are written twice, which sorting undoes."""
_HAPPENED = {Status.OCCURRED, Status.ONGOING, Status.PLANNED}


def make_blocks(records: Iterable[Extraction], links: Links) -> Iterator[Block]:
    """Everything that the graph says, subject by subject in no order. One record at a time is held.

    A subject that several articles tell of may come more than once; its rows are then to be joined.
    """
    used = Distinct()
    tellings: Sorter[tuple[str, str, str, int, bytes]] = Sorter()
    for record in records:
        view = _View(record, links)
        article = (view.article.date or "", view.article.id)
        yield _article(view)
        place = -1
        for place, (asserted, claims) in enumerate(view.asserted()):
            if not isinstance(asserted, Relation):
                telling = pickle.dumps(view.telling(asserted, claims))
                tellings.add((view.node(asserted), *article, place, telling))
            yield from _claims(view, asserted, claims)
        if record.provenance and place >= 0:
            yield _run(record.provenance)
        for iri in view.used:
            used.add(iri)
    for iri, group in groupby(tellings, key=lambda item: item[0]):
        yield from _asserted(iri, [pickle.loads(item[-1]) for item in group])
    tellings.close()
    yield from _entities(used, links.nodes)
    used.close()


def claim_nodes(record: Extraction, links: Links) -> Iterator[tuple[Claim, str, tuple[str, ...]]]:
    """Each claim that :func:`make_blocks` writes: its IRI, and those of what it asserts.

    A relation has no node of its own: its claim comes with the predicate and the two ends.
    """
    view = _View(record, links)
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

    def __init__(self, record: Extraction, links: Links) -> None:
        self.record = record
        self.article = record.article
        self.iri = article_iri(record.article.id)
        self.claims = _claim_iris(record)
        self.used: set[str] = set()
        self._entities = links.entities.of(record.article.id)
        self._events = links.events.of(record.article.id)
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


def _asserted(iri: str, tellings: Sequence[Telling]) -> Iterator[Block]:
    """An event or a tenure, from all that tell it; the last is that of the latest article."""
    latest = tellings[-1].asserted
    if isinstance(latest, Event):
        cls = class_iri(latest.type)
        if cls.startswith(OWN_CLASS):
            yield _own_class(cls, latest.type)
        yield make_block(iri, [(TYPE, cls, ""), *_event(latest, tellings)])
        return
    titles = [each.asserted.position for each in tellings if isinstance(each.asserted, Tenure)]
    rows: list[Row] = [
        (TYPE, dip("Tenure"), ""),
        (dip("position"), *text(min(titles))),
        (dip("tenureStatus"), dip(latest.status), ""),
    ]
    rows += ((dip(name), who, "") for name, who in (("holder", latest.holder), ("of", latest.of)) if who)
    yield make_block(iri, rows)


def _own_class(cls: str, name: str) -> Block:
    return make_block(
        cls,
        [
            (TYPE, f"{OWL}Class", ""),
            (f"{RDFS}subClassOf", dip("Event"), ""),
            (f"{RDFS}label", *text(in_words(name))),
        ],
    )


def _event(latest: Event, tellings: Iterable[Telling]) -> list[Row]:
    rows: list[Row] = [(dip("status"), dip(latest.status), "")]
    statuses = {status for each in tellings for status in each.statuses}
    if Status.NEGATED in statuses and statuses & _HAPPENED:
        rows.append((dip("contested"), *boolean(True)))
    if latest.plover:
        rows.append((dip("plover"), dip(latest.plover), ""))
    for name, value in (("goldstein", latest.goldstein), ("ploverScore", latest.plover_score)):
        if value is not None:
            rows.append((dip(name), *number(float(value))))
    events = [each.asserted for each in tellings if isinstance(each.asserted, Event)]
    rows += ((dip(each.role), each.filler, "") for event in events for each in event.arguments)
    return rows + _details(events)


def _details(events: list[Event]) -> list[Row]:
    """The date told most precisely, the latest theme and the latest amount with its unit."""
    newest = list(reversed(events))
    dated = max(newest, key=lambda event: len(event.date or ""))
    dates = (("date", dated.date), ("dateEnd", dated.date_end))
    rows: list[Row] = [(dip(name), *moment(value)) for name, value in dates if value]
    amount = next((event for event in newest if event.amount), None)
    words = {
        "dateText": dated.date_text,
        "theme": next((event.theme for event in newest if event.theme), None),
        "amount": amount and amount.amount,
        "unit": amount and amount.unit,
    }
    return rows + [(dip(name), *text(told)) for name, told in words.items() if told]


def _entities(used: Iterable[str], nodes: Mapping[str, Node]) -> Iterator[Block]:
    """The entities that something refers to, and what these represent, though no article names it."""
    represented: set[str] = set()
    for iri in used:
        at = nodes.get(iri)
        while at is not None:
            yield _entity(at, nodes)
            at = nodes.get(at.represents) if at.represents and at.represents not in represented else None
            if at is not None:
                represented.add(at.iri)
        if len(represented) > _LATELY:
            represented.clear()


def _entity(node: Node, nodes: Mapping[str, Node]) -> Block:
    rows: list[Row] = [(TYPE, dip(node.type), ""), (f"{SKOS}prefLabel", *text(node.label))]
    rows += ((f"{SKOS}altLabel", *text(alias)) for alias in node.aliases)
    for name, value in (("officialName", node.official), ("iso3", node.iso3)):
        if value:
            rows.append((dip(name), *text(value)))
    if node.wikidata:
        rows.append((f"{OWL}sameAs", WIKIDATA + node.wikidata, ""))
    if node.represents and node.represents in nodes:
        rows.append((dip("represents"), node.represents, ""))
    return make_block(node.iri, rows)

"""Records and links as triples: the vocabulary of ``ontology/diplomacy.ttl``, with the evidence of each.

Nothing is said without a claim: an event, a tenure or a relation stands while a claim asserts it, an entity
while an article mentions it or something that stands refers to it.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from graph.iris import OWN_CLASS, article_iri, class_iri, digest_iri, web_iri
from graph.linking.decisions import Links, Node
from graph.linking.names import fold
from graph.model import Argument, Article, Claim, Event, Extraction, Provenance, Relation, Status, Tenure
from graph.namespaces import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, WIKIDATA, dip
from graph.sorting import Distinct, Sorter
from graph.text import in_words
from graph.turtle import Term, Triple, boolean, moment, number, text

TYPE = f"{RDF}type"
_LATELY = 20_000
"""So many nodes are remembered as written; beyond that some are written twice, which sorting undoes."""
_HAPPENED = {Status.OCCURRED, Status.ONGOING, Status.PLANNED}


def make_triples(records: Iterable[Extraction], links: Links) -> Iterator[Triple]:
    """All triples of the graph, unsorted; some may stand twice. One record at a time is held."""
    used = Distinct()
    for triple in _told(records, links):
        if triple.object.datatype is None:
            used.add(triple.object.value)
        yield triple
    yield from _entities(used, links.nodes)
    used.close()


def _told(records: Iterable[Extraction], links: Links) -> Iterator[Triple]:
    """The triples of articles and claims, then those of what several articles may tell."""
    tellings: Sorter[tuple[str, str, str, int, bytes]] = Sorter()
    for record in records:
        view = _View(record, links)
        article = (view.article.date or "", view.article.id)
        yield from _article(view)
        iris = _claim_iris(record)
        for place, (asserted, claims) in enumerate(view.asserted()):
            if not isinstance(asserted, Relation):
                telling = pickle.dumps(view.telling(asserted, claims))
                tellings.add((view.iri(asserted), *article, place, telling))
            yield from _claims(view, asserted, claims, iris)
    for iri, group in groupby(tellings, key=lambda item: item[0]):
        yield from _asserted(iri, [pickle.loads(item[-1]) for item in group])
    tellings.close()


def claim_nodes(record: Extraction, links: Links) -> Iterator[tuple[Claim, str, tuple[str, ...]]]:
    """Each claim that :func:`make_triples` writes: its IRI, and those of what it asserts.

    A relation has no node of its own: its claim comes with the predicate and the two ends.
    """
    view, iris = _View(record, links), _claim_iris(record)
    for asserted, claims in view.asserted():
        nodes = tuple(view.iri(asserted).split(" "))
        for claim in claims:
            yield claim, iris[claim.key], nodes


@dataclass(frozen=True, slots=True)
class Telling:
    """What one article says of an event or a tenure: IRIs stand where keys were, those of none are left out."""

    asserted: Event | Tenure
    statuses: frozenset[Status | None]


@dataclass(frozen=True, slots=True)
class _View:
    """One record with the IRIs that linking gave."""

    record: Extraction
    links: Links

    @property
    def article(self) -> Article:
        return self.record.article

    def entity(self, key: str | None) -> str | None:
        return None if key is None else self.links.entities.get((self.article.id, key))

    def filler(self, key: str) -> str | None:
        """An entity's IRI, or that of an event that a claim asserts."""
        if key in {claim.asserts for claim in self.record.claims}:
            return self.links.events.get((self.article.id, key))
        return self.entity(key)

    def asserted(self) -> Iterator[tuple[Event | Tenure | Relation, list[Claim]]]:
        """The events, tenures and relations with their claims; none whose needed entity was dropped."""
        claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.record.claims:
            claims[claim.asserts].append(claim)
        for event in self.record.events:
            if event.key in claims:
                yield event, claims[event.key]
        for tenure in self.record.tenures:
            if tenure.key in claims and self.entity(tenure.holder):
                yield tenure, claims[tenure.key]
        for relation in self.record.relations:
            if relation.key in claims and self.entity(relation.subject) and self.entity(relation.object):
                yield relation, claims[relation.key]

    def telling(self, asserted: Event | Tenure, claims: Iterable[Claim]) -> Telling:
        statuses = frozenset(claim.status for claim in claims)
        if isinstance(asserted, Tenure):
            holder, body = self.entity(asserted.holder), self.entity(asserted.of)
            return Telling(replace(asserted, holder=holder or "", of=body), statuses)
        fillers = ((each.role, self.filler(each.filler)) for each in asserted.arguments)
        arguments = tuple(Argument(role, filler) for role, filler in fillers if filler)
        return Telling(replace(asserted, arguments=arguments), statuses)

    def iri(self, asserted: Event | Tenure | Relation) -> str:
        """Of an event or a tenure; for a relation, a key that is the same wherever it is told."""
        if isinstance(asserted, Event):
            return self.links.events[self.article.id, asserted.key]
        if isinstance(asserted, Tenure):
            held = (self.entity(asserted.holder), fold(asserted.position), self.entity(asserted.of))
            return digest_iri("tenure", *(part or "" for part in held))
        ends = (self.entity(asserted.subject), asserted.predicate, self.entity(asserted.object))
        return " ".join(part or "" for part in ends)


def _article(view: _View) -> Iterator[Triple]:
    article = view.article
    iri = article_iri(article.id)
    yield _link(iri, TYPE, dip("Article"))
    yield Triple(iri, f"{DCTERMS}identifier", text(article.id))
    yield Triple(iri, dip("contentHash"), text(article.content_hash))
    for name, value in (("title", article.title), ("publisher", article.publisher)):
        if value:
            yield Triple(iri, DCTERMS + name, text(value))
    if article.date:
        yield Triple(iri, f"{DCTERMS}issued", moment(article.date))
    if source := web_iri(article.url or ""):
        yield _link(iri, f"{DCTERMS}source", source)
    for entity in view.record.entities:
        if entity.mentions and (named := view.entity(entity.key)):
            yield _link(iri, dip("mentions"), named)


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


def _claims(
    view: _View, asserted: Event | Tenure | Relation, claims: list[Claim], iris: Mapping[str, str]
) -> Iterator[Triple]:
    for claim in claims:
        iri = iris[claim.key]
        yield from _claim(iri, view, claim)
        if isinstance(asserted, Relation):
            yield from _relation_claim(iri, view, asserted)
        else:
            yield _link(iri, dip("asserts"), view.iri(asserted))


def _claim(iri: str, view: _View, claim: Claim) -> Iterator[Triple]:
    yield _link(iri, TYPE, dip("Claim"))
    yield _link(iri, dip("inArticle"), article_iri(view.article.id))
    yield Triple(iri, dip("quote"), text(view.article.text[claim.start : claim.end]))
    yield Triple(iri, dip("startOffset"), number(claim.start))
    yield Triple(iri, dip("endOffset"), number(claim.end))
    for name, value in (
        ("trigger", claim.trigger),
        ("attributionText", claim.attribution_text),
        ("attributionCue", claim.attribution_cue),
    ):
        if value:
            yield Triple(iri, dip(name), text(value))
    for name, code in (("status", claim.status), ("plover", claim.plover)):
        if code:
            yield _link(iri, dip(name), dip(code))
    for name, key in (("attributedTo", claim.attributed_to), ("reportedBy", claim.reported_by)):
        if entity := view.entity(key):
            yield _link(iri, dip(name), entity)
    for key in claim.metonyms:
        if place := view.entity(key):
            yield _link(iri, dip("metonym"), place)
    if claim.confidence is not None:
        yield Triple(iri, dip("confidence"), number(round(float(claim.confidence), 4)))
    if view.record.provenance:
        yield from _run(iri, view.record.provenance)


def _run(claim: str, made_by: Provenance) -> Iterator[Triple]:
    run = digest_iri("run", made_by.program, made_by.pipeline, made_by.ontology)
    label = f"diplograph {made_by.program}, pipeline {made_by.pipeline}, ontology {made_by.ontology}"
    yield _link(claim, f"{PROV}wasGeneratedBy", run)
    yield _link(run, TYPE, dip("Run"))
    yield _link(run, TYPE, f"{PROV}Activity")
    yield Triple(run, f"{RDFS}label", text(label))


def _relation_claim(iri: str, view: _View, relation: Relation) -> Iterator[Triple]:
    subject, target = view.entity(relation.subject), view.entity(relation.object)
    if subject and target:
        yield _link(iri, f"{RDF}subject", subject)
        yield _link(iri, f"{RDF}predicate", dip(relation.predicate))
        yield _link(iri, f"{RDF}object", target)
        yield _link(subject, dip(relation.predicate), target)
    if relation.status:
        yield _link(iri, dip("tenureStatus"), dip(relation.status))


def _asserted(iri: str, tellings: Sequence[Telling]) -> Iterator[Triple]:
    """An event or a tenure, from all that tell it; the last is that of the latest article."""
    latest = tellings[-1].asserted
    if isinstance(latest, Event):
        yield from _event(iri, latest, tellings)
        return
    yield _link(iri, TYPE, dip("Tenure"))
    titles = [each.asserted.position for each in tellings if isinstance(each.asserted, Tenure)]
    yield Triple(iri, dip("position"), text(min(titles)))
    yield _link(iri, dip("tenureStatus"), dip(latest.status))
    for name, entity in (("holder", latest.holder), ("of", latest.of)):
        if entity:
            yield _link(iri, dip(name), entity)


def _event(iri: str, latest: Event, tellings: Iterable[Telling]) -> Iterator[Triple]:
    cls = class_iri(latest.type)
    yield _link(iri, TYPE, cls)
    if cls.startswith(OWN_CLASS):
        yield _link(cls, TYPE, f"{OWL}Class")
        yield _link(cls, f"{RDFS}subClassOf", dip("Event"))
        yield Triple(cls, f"{RDFS}label", text(in_words(latest.type)))
    yield _link(iri, dip("status"), dip(latest.status))
    statuses = {status for each in tellings for status in each.statuses}
    if Status.NEGATED in statuses and statuses & _HAPPENED:
        yield Triple(iri, dip("contested"), boolean(True))
    if latest.plover:
        yield _link(iri, dip("plover"), dip(latest.plover))
    for name, value in (("goldstein", latest.goldstein), ("ploverScore", latest.plover_score)):
        if value is not None:
            yield Triple(iri, dip(name), number(float(value)))
    events = [each.asserted for each in tellings if isinstance(each.asserted, Event)]
    for argument in (argument for event in events for argument in event.arguments):
        yield _link(iri, dip(argument.role), argument.filler)
    yield from _details(iri, events)


def _details(iri: str, events: list[Event]) -> Iterator[Triple]:
    """The date told most precisely, the latest theme and the latest amount with its unit."""
    newest = list(reversed(events))
    dated = max(newest, key=lambda event: len(event.date or ""))
    for name, value in (("date", dated.date), ("dateEnd", dated.date_end)):
        if value:
            yield Triple(iri, dip(name), moment(value))
    amount = next((event for event in newest if event.amount), None)
    words = {
        "dateText": dated.date_text,
        "theme": next((event.theme for event in newest if event.theme), None),
        "amount": amount and amount.amount,
        "unit": amount and amount.unit,
    }
    for name, told in words.items():
        if told:
            yield Triple(iri, dip(name), text(told))


def _entities(used: Iterable[str], nodes: Mapping[str, Node]) -> Iterator[Triple]:
    """The entities that something refers to, and what these represent, though no article names it."""
    represented: set[str] = set()
    for iri in used:
        at = nodes.get(iri)
        while at is not None:
            yield from _entity(at, nodes)
            at = nodes.get(at.represents) if at.represents and at.represents not in represented else None
            if at is not None:
                represented.add(at.iri)
        if len(represented) > _LATELY:
            represented.clear()


def _entity(node: Node, nodes: Mapping[str, Node]) -> Iterator[Triple]:
    yield _link(node.iri, TYPE, dip(node.type))
    yield Triple(node.iri, f"{SKOS}prefLabel", text(node.label))
    for alias in node.aliases:
        yield Triple(node.iri, f"{SKOS}altLabel", text(alias))
    if node.official:
        yield Triple(node.iri, dip("officialName"), text(node.official))
    if node.iso3:
        yield Triple(node.iri, dip("iso3"), text(node.iso3))
    if node.wikidata:
        yield _link(node.iri, f"{OWL}sameAs", WIKIDATA + node.wikidata)
    if node.represents and node.represents in nodes:
        yield _link(node.iri, dip("represents"), node.represents)


def _link(subject: str, predicate: str, value: str) -> Triple:
    return Triple(subject, predicate, Term(value))

"""Plain checks of a record before it becomes triples: what fails one is set aside with the reason.

They see to it that every term is the ontology's (or a class of events of the user's own), every quote stands in
the article's own text, and every argument is known. The record itself is not changed, so a mended ontology takes
back what it had refused.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import date

from graph.iris import is_own_class
from graph.knowledge.ontology import Ontology
from graph.model import Article, Claim, Entity, Event, Extraction, Relation, Tenure

ROLES = frozenset({"actor", "target", "participant", "place", "concerns"})
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True, order=True)
class SetAside:
    """Something of a record that does not enter the graph.

    Attributes:
        article: the article's id.
        key: of the claim or the entity.
        what: what it would have said, such as ``Visit``.
        reason: the check that failed.
        start, end: characters of the quote.
    """

    article: str
    key: str
    what: str
    reason: str
    start: int
    end: int


def check(record: Extraction, *, ontology: Ontology) -> tuple[Extraction, tuple[SetAside, ...]]:
    """The record without what fails a check, and what that is.

    Args:
        record: what an article says.
        ontology: the classes and properties that there are.
    """
    article = _dated(record.article)
    entities = tuple(
        _of_the_body(entity, article) for entity in record.entities if ontology.is_a(entity.type, "Entity")
    )
    known = {entity.key: entity for entity in entities}
    told: tuple[Event | Tenure | Relation, ...] = (*record.events, *record.tenures, *record.relations)
    asserted = {each.key: each for each in told}
    classes = {*ontology.event_classes, *filter(is_own_class, record.own_classes)}
    kept: list[Claim] = []
    aside = [
        SetAside(article.id, entity.key, entity.name, f"unknown class {entity.type}", 0, 0)
        for entity in record.entities
        if entity.key not in known
    ]
    for claim in record.claims:
        target = asserted.get(claim.asserts)
        reason = next(_faults(claim, target, article, known, asserted.keys(), ontology, classes), None)
        if reason is None:
            kept.append(claim)
        else:
            what = getattr(target, "type", None) or getattr(target, "predicate", None) or "Tenure"
            aside.append(SetAside(article.id, claim.key, what, reason, claim.start, claim.end))
    checked = replace(record, article=article, entities=entities, claims=tuple(kept))
    return checked, tuple(sorted(aside))


def is_date(text: str) -> bool:
    """Whether a text is a year, a month or a day in ISO 8601 that there is in the calendar."""
    if not _DATE.fullmatch(text) or not text.isascii():
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 10 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


def _dated(article: Article) -> Article:
    return replace(article, date=None) if article.date and not is_date(article.date) else article


def _of_the_body(entity: Entity, article: Article) -> Entity:
    """The entity without mentions outside the body."""
    inside = tuple(each for each in entity.mentions if _inside(article, each.start, each.end))
    return entity if len(inside) == len(entity.mentions) else replace(entity, mentions=inside)


def _inside(article: Article, start: int, end: int) -> bool:
    """Whether a stretch is not empty and lies in one part of the body."""
    return start < end and any(span.start <= start and end <= span.end for span in article.body)


def _faults(
    claim: Claim,
    target: Event | Tenure | Relation | None,
    article: Article,
    entities: dict[str, Entity],
    asserted: Container[str],
    ontology: Ontology,
    classes: Container[str],
) -> Iterator[str]:
    """What is wrong with a claim and what it asserts, the gravest first."""
    if not 0 <= claim.start < claim.end <= len(article.text):
        yield "offsets outside the text"
    elif not _inside(article, claim.start, claim.end):
        yield "quote outside the article's body"
    if not claim.start <= claim.trigger_start < claim.end:
        yield "trigger outside the quote"
    if claim.confidence is not None and not 0 <= claim.confidence <= 1:
        yield "confidence not between 0 and 1"
    if claim.plover and claim.plover not in ontology.plover_roots:
        yield f"unknown PLOVER root {claim.plover}"
    for key in (claim.attributed_to, claim.reported_by):
        if key is not None and key not in entities:
            yield f"unknown source {key}"
    if target is None:
        yield f"asserts nothing: {claim.asserts}"
    elif isinstance(target, Event):
        yield from _event_faults(target, claim, entities, asserted, ontology, classes)
    elif isinstance(target, Tenure):
        yield from _tenure_faults(target, entities)
    else:
        yield from _relation_faults(target, entities, ontology)


def _event_faults(
    event: Event,
    claim: Claim,
    entities: dict[str, Entity],
    asserted: Container[str],
    ontology: Ontology,
    classes: Container[str],
) -> Iterator[str]:
    if event.type not in classes:
        yield f"unknown class {event.type}"
    if claim.status is None:
        yield "no status"
    if not event.arguments:
        yield "no argument"
    for argument in event.arguments:
        if argument.role not in ROLES:
            yield f"unknown role {argument.role}"
        elif argument.filler not in entities and not (
            argument.role == "concerns" and argument.filler in asserted
        ):
            yield f"unknown {argument.role} {argument.filler}"
    for name, told in (("date", event.date), ("date_end", event.date_end)):
        if told is not None and not is_date(told):
            yield f"{name} {told!r} is no date"
    if event.plover and event.plover not in ontology.plover_roots:
        yield f"unknown PLOVER root {event.plover}"
    for value in (event.goldstein, event.plover_score):
        if value is not None and not -10 <= value <= 10:
            yield f"score {value} not between -10 and 10"


def _tenure_faults(tenure: Tenure, entities: dict[str, Entity]) -> Iterator[str]:
    if tenure.holder not in entities:
        yield f"unknown holder {tenure.holder}"
    if tenure.of is not None and tenure.of not in entities:
        yield f"unknown body {tenure.of}"
    if not tenure.position.strip():
        yield "no position"


def _relation_faults(relation: Relation, entities: dict[str, Entity], ontology: Ontology) -> Iterator[str]:
    ends = [entities.get(key) for key in (relation.subject, relation.object)]
    if relation.predicate not in ontology.relations:
        yield f"unknown relation {relation.predicate}"
    elif ends[0] is None or ends[1] is None:
        yield "an end of the relation is unknown"
    elif not ontology.fits(relation.predicate, ends[0].type, ends[1].type):
        yield f"{relation.predicate} does not go from {ends[0].type} to {ends[1].type}"

"""Nothing leaves a build that the ontology's shapes forbid: a claim that makes it so is set aside.

The checks of :mod:`graph.checks` see one record. What linking joins (two articles' events, an entity's class)
is judged here, by the compiled shapes over the triples themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.checks import SetAside
from graph.linking import Links
from graph.model import Claim, Extraction
from graph.shapes import Shapes, Violation
from graph.triples import claim_nodes, make_triples
from graph.turtle import Triple

_ROUNDS = 10


def conforming(
    records: Sequence[Extraction], links: Links, shapes: Shapes
) -> tuple[list[Triple], tuple[SetAside, ...]]:
    """The triples of all records without the claims at fault, and what these are.

    A fault that no claim is to blame for (an article's date, say) stays: ``validate`` tells it.

    Args:
        records: what the articles say, as :func:`graph.checks.check` left it.
        links: what linking decided over the same records.
        shapes: the compiled shapes.
    """
    aside: list[SetAside] = []
    triples = make_triples(records, links)
    for _ in range(_ROUNDS):
        faults = [each for each in shapes.check(triples) if not each.warning]
        found = list(_to_blame(records, links, faults)) if faults else []
        if not found:
            break
        aside += found
        dropped = {(each.article, each.key) for each in found}
        records = [_without(record, dropped) for record in records]
        triples = make_triples(records, links)
    return triples, tuple(sorted(aside))


def _to_blame(records: Iterable[Extraction], links: Links, faults: Iterable[Violation]) -> Iterator[SetAside]:
    reasons: dict[str, str] = {}
    for fault in faults:
        key = fault.node
        if fault.shape.endswith(("-from", "-to")):
            key = f"{fault.shape.rpartition('-')[0]} {fault.shape.rpartition('-')[2]} {fault.node}"
        reasons.setdefault(key, f"{fault.shape}: {fault.message}")
    for record in records:
        for claim, iri, nodes in claim_nodes(record, links):
            reason = next((reasons[key] for key in _keys(iri, nodes) if key in reasons), None)
            if reason:
                yield _set_aside(record, claim, reason)


def _keys(iri: str, nodes: tuple[str, ...]) -> tuple[str, ...]:
    """What a fault of a claim can be known by: its node, that of its event, or an end of its relation."""
    if len(nodes) == 1:
        return iri, *nodes
    subject, predicate, target = nodes
    return iri, f"{predicate} from {subject}", f"{predicate} to {target}"


def _set_aside(record: Extraction, claim: Claim, reason: str) -> SetAside:
    kinds = {event.key: event.type for event in record.events}
    kinds |= {relation.key: relation.predicate for relation in record.relations}
    what = kinds.get(claim.asserts, "Tenure")
    return SetAside(record.article.id, claim.key, what, reason, claim.start, claim.end)


def _without(record: Extraction, dropped: set[tuple[str, str]]) -> Extraction:
    article = record.article.id
    return replace(record, claims=tuple(each for each in record.claims if (article, each.key) not in dropped))

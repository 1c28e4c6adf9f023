"""Nothing leaves a build that the ontology's shapes forbid: a claim that makes it so is set aside.

The checks of :mod:`graph.checks` see one record. What linking joins (two articles' events, an entity's class)
is judged here, by the compiled shapes over the triples themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from graph.blocks import SortedBlocks
from graph.checks import SetAside
from graph.joining import sort_blocks
from graph.linking import Links
from graph.model import Claim, Extraction
from graph.shapes import Violation
from graph.triples import Told, claim_nodes

_ROUNDS = 10

Dropped = Mapping[str, Collection[str]]
"""Keys of the claims that are left out, by article."""


def conforming(
    tell: Callable[[Dropped], Iterable[Told]],
    judge: Callable[[SortedBlocks, Dropped], Iterable[Violation]],
    records: Iterable[Extraction],
    links: Links,
) -> tuple[SortedBlocks, tuple[SetAside, ...]]:
    """The blocks of all records without the claims at fault, and what these are.

    A fault that no claim is to blame for (an article's date, say) stays: ``validate`` tells it.

    Args:
        tell: what the records say without some claims, as :func:`graph.triples.tell` has it.
        judge: what the shapes forbid in blocks that are made without some claims.
        records: what the articles say, as :func:`graph.checks.check` left it; read where something is forbidden.
        links: what linking decided over the same records.
    """
    aside: set[SetAside] = set()
    dropped: dict[str, set[str]] = defaultdict(set)
    blocks = sort_blocks(tell(dropped), links.nodes)
    for _ in range(_ROUNDS):
        grave = [fault for fault in judge(blocks, dropped) if not fault.warning]
        found = set(_to_blame(without(records, dropped), links, grave)) if grave else set()
        if not found:
            break
        aside |= found
        for each in found:
            dropped[each.article].add(each.key)
        blocks.close()
        blocks = sort_blocks(tell(dropped), links.nodes)
    return blocks, tuple(sorted(aside))


def without(records: Iterable[Extraction], dropped: Dropped) -> Iterator[Extraction]:
    """Records without some of their claims."""
    for record in records:
        yield leave_out(record, dropped.get(record.article.id, ()))


def leave_out(record: Extraction, dropped: Collection[str]) -> Extraction:
    """A record without the claims of some keys."""
    if not dropped:
        return record
    return replace(record, claims=tuple(claim for claim in record.claims if claim.key not in dropped))


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

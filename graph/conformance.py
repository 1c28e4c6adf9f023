"""Nothing leaves a build that the ontology's shapes forbid: a claim that makes it so is set aside.

The checks of :mod:`graph.checks` see one record. What linking joins (two articles' events, an entity's class)
is judged here, by the compiled shapes over the triples themselves.
"""

from __future__ import annotations

import marshal
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import chain, groupby
from operator import itemgetter

from graph.checks import SetAside
from graph.linking import Links
from graph.model import Claim, Extraction
from graph.namespaces import RDF, dip
from graph.scratch import Shelf
from graph.shapes import Shapes, Violation
from graph.sorting import Sorter
from graph.triples import claim_nodes, make_blocks
from graph.turtle import Block, make_block

_ROUNDS = 10
_PART = 50_000
_FORM = 2  # of marshal: the same rows give the same bytes
_TYPE, _CLAIM = f"{RDF}type", dip("Claim")


class SortedBlocks:
    """Blocks in the order in which they are written, each subject once; most of them lie on disk.

    Args:
        blocks: in any order; those of one subject are joined.
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._blocks: Sorter[tuple[str, bytes]] = Sorter()
        self._types: Sorter[tuple[str, str]] = Sorter()
        for subject, rows in blocks:
            self._blocks.add((subject, marshal.dumps(rows, _FORM)))
            for predicate, cls, _ in rows:
                if predicate != _TYPE:
                    break
                if cls != _CLAIM:
                    self._types.add((subject, cls))

    def types(self) -> Shelf[tuple[str, ...]]:
        """The classes of each node that another can refer to, by its IRI."""
        found: Shelf[tuple[str, ...]] = Shelf()
        for subject, rows in groupby(self._types, key=itemgetter(0)):
            found[subject] = tuple(cls for _, cls in rows)
        return found

    def __iter__(self) -> Iterator[Block]:
        for subject, same in groupby(self._blocks, key=itemgetter(0)):
            rows, *more = [marshal.loads(data) for _, data in same]
            yield make_block(subject, chain(rows, *more)) if more else (subject, rows)

    def parts(self) -> Iterator[list[Block]]:
        """The blocks some at a time."""
        part: list[Block] = []
        size = 0
        for block in self:
            part.append(block)
            size += len(block[1])
            if size >= _PART:
                yield part
                part, size = [], 0
        yield part

    def close(self) -> None:
        """Forget everything."""
        self._blocks.close()
        self._types.close()


def conforming(
    records: Iterable[Extraction], links: Links, shapes: Shapes
) -> tuple[SortedBlocks, tuple[SetAside, ...]]:
    """The blocks of all records without the claims at fault, and what these are.

    A fault that no claim is to blame for (an article's date, say) stays: ``validate`` tells it.

    Args:
        records: what the articles say, as :func:`graph.checks.check` left it; read several times.
        links: what linking decided over the same records.
        shapes: the compiled shapes.
    """
    aside: set[SetAside] = set()
    blocks = SortedBlocks(make_blocks(records, links))
    for _ in range(_ROUNDS):
        types = blocks.types()
        faults = [fault for part in blocks.parts() for fault in shapes.check(part, types=types)]
        grave = [each for each in faults if not each.warning]
        dropped = {(each.article, each.key) for each in aside}
        found = set(_to_blame(Without(records, dropped), links, grave)) if grave else set()
        if not found:
            break
        aside |= found
        dropped |= {(each.article, each.key) for each in found}
        blocks.close()
        blocks = SortedBlocks(make_blocks(Without(records, dropped), links))
    return blocks, tuple(sorted(aside))


class Without(Iterable[Extraction]):
    """Records without some of their claims.

    Args:
        records: read anew each time.
        dropped: the claims, each by its article and key.
    """

    def __init__(self, records: Iterable[Extraction], dropped: Collection[tuple[str, str]]) -> None:
        self._records = records
        self._dropped = dropped

    def __iter__(self) -> Iterator[Extraction]:
        articles = {article for article, _ in self._dropped}
        for record in self._records:
            article = record.article.id
            if article in articles:
                kept = (claim for claim in record.claims if (article, claim.key) not in self._dropped)
                yield replace(record, claims=tuple(kept))
            else:
                yield record


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

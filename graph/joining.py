"""What the records say as one graph: events and tenures that several articles tell, and the entities."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby

from graph.blocks import SortedBlocks, classes, pack
from graph.iris import OWN_CLASS, class_iri
from graph.linking.decisions import Node
from graph.model import Event, Status, Tenure
from graph.namespaces import OWL, RDFS, SKOS, WIKIDATA, dip
from graph.sorting import Distinct, Sorter
from graph.text import in_words
from graph.triples import TYPE, Telling, Told
from graph.turtle import Block, Row, boolean, make_block, moment, number, text

_LATELY = 20_000
"""So many nodes are remembered as written; beyond that some are written twice, which sorting undoes."""
_HAPPENED = {Status.OCCURRED, Status.ONGOING, Status.PLANNED}


def sort_blocks(told: Iterable[Told], nodes: Mapping[str, Node]) -> SortedBlocks:
    """Everything that the graph says: of the records, of what several articles may tell, and of the entities."""
    found, used = SortedBlocks(), Distinct()
    tellings: Sorter[tuple[str, str, str, int, bytes]] = Sorter()
    for each in told:
        found.add(each.blocks, each.classes)
        for telling in each.tellings:
            tellings.add(telling)
        for iri in each.used:
            used.add(iri)
    same = groupby(tellings, key=lambda item: item[0])
    events = (
        block for iri, group in same for block in _asserted(iri, [pickle.loads(each[-1]) for each in group])
    )
    for block in chain(events, _entities(used, nodes)):
        found.add((pack(block),), classes(block))
    tellings.close()
    used.close()
    return found


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

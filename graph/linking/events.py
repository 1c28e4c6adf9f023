"""Which events of several articles are one happening.

Two articles tell one event where its type, its main arguments (linked entities in the roles actor, target and
participant) and its date agree. Dates agree where both are known and equal at the coarser of their two
granularities. An event without a date agrees with one of the days around its own article, or with one without
a date told in the same days or on the same theme. What is said (a statement, a threat) also needs the same
theme, or none and an addressee: many things are said on one day. Two events of one article are never joined:
extraction told them apart.

An event's IRI is a digest of the type, the main arguments, the date and, for what is said, the theme, as the
earliest article that tells it has them; where there is no date or no argument, or where another event has
the same, of that article's id too. So an IRI stays when later articles, or articles about something else,
come in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from graph.iris import digest_iri
from graph.knowledge.ontology import Ontology
from graph.linking.happenings import Told, find_happenings
from graph.linking.kept import Iris
from graph.linking.reading import Digest
from graph.sorting import Sorter


class Tellings:
    """The events of all records, on disk until they are told apart.

    Args:
        ontology: tells which classes are symmetric and which are speech.
    """

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._rows: Sorter[tuple[Any, ...]] = Sorter()

    def add(self, digest: Digest, entities: Mapping[str, str]) -> None:
        """Take in the events of a record.

        Args:
            digest: what an article says.
            entities: IRI of each of its entities by key; a dropped one is no argument.
        """
        for told in _told(digest, entities, self._ontology):
            self._rows.add(tuple(told))

    def iris(self) -> Iris:
        """The IRI of each event by article and key; those of one type with the same arguments are held at a time."""
        named: Sorter[tuple[str, str, str]] = Sorter()
        for (_, arguments), rows in groupby(self._rows, key=itemgetter(0, 1)):
            block = (Told(*row) for row in rows)
            for each in [list(block)] if arguments else ([told] for told in block):
                happenings = find_happenings(each)
                for row in _named(sorted(happenings, key=lambda group: group[0].order)):
                    named.add(row)
        self._rows.close()
        return Iris(named)


def _told(digest: Digest, entities: Mapping[str, str], ontology: Ontology) -> Iterator[Told]:
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    for event in digest.events:
        known = ontology.event_classes.get(event.type)
        symmetric = known is not None and known.symmetric
        found = {
            f"{'participant' if symmetric else role}={iri}"
            for role, filler in event.arguments
            if (iri := entities.get(filler))
        }
        arguments, speech = tuple(sorted(found)), ontology.is_a(event.type, "SpeechAct")
        alike = (event.type, *arguments, event.when or "", event.theme if speech else "")
        counts[alike] += 1
        article = digest.article
        yield Told(
            event.type,
            arguments,
            article.id,
            event.key,
            article.date,
            event.when,
            event.theme,
            speech,
            counts[alike],
        )


def _named(happenings: Sequence[Sequence[Told]]) -> Iterator[tuple[str, str, str]]:
    """Article, key and IRI of the tellings of one block; happenings of other blocks never have their IRIs."""
    taken: set[str] = set()
    for group in happenings:
        first = group[0]
        parts = [
            first.type,
            first.when or "",
            first.theme if first.speech else "",
            *first.arguments,
        ]
        own = [first.article, str(first.number)]
        iri = digest_iri("event", *parts)
        if not first.when or not first.arguments or iri in taken:
            iri = digest_iri("event", *parts, *own)
        taken.add(iri)
        yield from ((told.article, told.key, iri) for told in group)

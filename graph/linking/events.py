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
from collections.abc import Iterable, Mapping, Sequence

from graph.iris import digest_iri
from graph.knowledge.ontology import Ontology
from graph.linking.happenings import Told, find_happenings
from graph.model import Extraction

MAIN = ("actor", "target", "participant")


def link_events(
    records: Iterable[Extraction], entities: Mapping[tuple[str, str], str], *, ontology: Ontology
) -> dict[tuple[str, str], str]:
    """The IRI of each event by article and key.

    Args:
        records: what the articles say, in any order.
        entities: IRI of each entity by article and key; a dropped one is no argument.
        ontology: tells which classes are symmetric and which are speech.
    """
    blocks: dict[tuple[str, tuple[str, ...]], list[Told]] = defaultdict(list)
    for record in records:
        for told in _told(record, entities, ontology):
            blocks[told.event.type, told.arguments].append(told)
    happenings = [group for block in blocks.values() for group in find_happenings(block)]
    return _named(sorted(happenings, key=lambda group: group[0].order))


def _told(record: Extraction, entities: Mapping[tuple[str, str], str], ontology: Ontology) -> list[Told]:
    found: list[Told] = []
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    for event in record.events:
        known = ontology.event_classes.get(event.type)
        symmetric = known is not None and known.symmetric
        arguments = {
            f"{'participant' if symmetric else argument.role}={iri}"
            for argument in event.arguments
            if argument.role in MAIN and (iri := entities.get((record.article.id, argument.filler)))
        }
        speech = ontology.is_a(event.type, "SpeechAct")
        told = Told(record.article, event, tuple(sorted(arguments)), speech, 0)
        key = (event.type, *told.arguments, event.date or "", told.theme if speech else "")
        counts[key] += 1
        found.append(Told(record.article, event, told.arguments, speech, counts[key]))
    return found


def _named(happenings: Sequence[Sequence[Told]]) -> dict[tuple[str, str], str]:
    iris: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    for group in happenings:
        first = group[0]
        parts = [
            first.event.type,
            first.event.date or "",
            first.theme if first.speech else "",
            *first.arguments,
        ]
        own = [first.article.id, str(first.number)]
        iri = digest_iri("event", *parts)
        if not first.event.date or not first.arguments or iri in taken:
            iri = digest_iri("event", *parts, *own)
        taken.add(iri)
        iris |= {(told.article.id, told.event.key): iri for told in group}
    return iris

"""Knowledge cards: what a graph says of one entity, with the sentence for each."""

from __future__ import annotations

import html
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import process

from graph.errors import GraphError
from graph.event_table import best_claim, label, roles, speakers
from graph.iris import long_iri
from graph.linking.names import fold
from graph.tables import ArticleRow, EntityRow, GraphTables
from graph.text import WEB_ADDRESS, printable

_ROLES = ("actors", "targets", "participants", "places", "concerns")
_HEADINGS = {
    "actors": "Acts",
    "targets": "Is acted upon",
    "participants": "Takes part",
    "places": "Is where",
    "concerns": "Is what it is about",
}


@dataclass(frozen=True, slots=True)
class CardEvent:
    """An event on a card: its line, status, who says so, and the sentence with its article."""

    label: str
    status: str
    contested: bool
    speakers: tuple[str, ...]
    quote: str
    article: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a graph says of one entity.

    Attributes:
        entity: the entity.
        represents: name of what it acts for, or None.
        representatives: names of those who act for it.
        positions: such as ``Foreign Minister of Russia (current)``.
        relations: such as ``member of: BRICS``; those that end here are turned round.
        events: by role (``actors``, ``targets``, ...), in the order of their dates.
        sources: the articles that mention it.
    """

    entity: EntityRow
    represents: str | None
    representatives: tuple[str, ...]
    positions: tuple[str, ...]
    relations: tuple[str, ...]
    events: dict[str, tuple[CardEvent, ...]]
    sources: tuple[ArticleRow, ...]

    def __str__(self) -> str:
        """The card as plain text."""
        lines = [self._title()]
        for heading, items in self._sections():
            lines += ["", heading, *(f"  {line}" for item in items for line in item)]
        return "\n".join(map(printable, lines))

    def _repr_html_(self) -> str:
        """The card for a notebook."""
        parts = [f"<h3>{html.escape(self._title())}</h3>"]
        for heading, items in self._sections():
            rows = "".join(
                f"<li>{'<br>'.join(_html_line(line.strip()) for line in item)}</li>" for item in items
            )
            parts.append(f"<h4>{html.escape(heading)}</h4><ul>{rows}</ul>")
        return f"<div>{''.join(parts)}</div>"

    def _title(self) -> str:
        acts_for = f", for {self.represents}" if self.represents else ""
        return f"{self.entity.label} ({self.entity.type}{acts_for})"

    def _sections(self) -> Iterator[tuple[str, list[list[str]]]]:
        """Headings with their items, each of one line or more; empty sections are left out."""
        sections: list[tuple[str, Iterable[list[str]]]] = [
            ("Also", [[", ".join(self.entity.aliases)]] if self.entity.aliases else []),
            ("Positions", ([position] for position in self.positions)),
            ("Relations", ([relation] for relation in self.relations)),
            ("Represented by", [[", ".join(self.representatives)]] if self.representatives else []),
            *((_HEADINGS[role], map(_event_lines, events)) for role, events in self.events.items()),
            ("Sources", ([_source_line(source)] for source in self.sources)),
        ]
        for heading, items in sections:
            if listed := list(items):
                yield heading, listed


def _event_lines(event: CardEvent) -> list[str]:
    contested = ", contested" if event.contested else ""
    said = f", according to {', '.join(event.speakers)}" if event.speakers else ""
    return [
        f"{event.label} ({event.status.lower()}{contested}{said})",
        f"    “{event.quote}” [{event.article}]",
    ]


def _source_line(source: ArticleRow) -> str:
    return ", ".join(
        part for part in (source.id, source.title, source.publisher, source.date, source.url) if part
    )


def _html_line(line: str) -> str:
    """A line with the address of an article at its end as a link."""
    before, mark, address = line.rpartition(", ")
    if mark and WEB_ADDRESS.fullmatch(address):
        shown = html.escape(address)
        return (
            f'{html.escape(before)}, <a href="{shown}" target="_blank" rel="noopener noreferrer">{shown}</a>'
        )
    return html.escape(line)


def find_entity(tables: GraphTables, name: str, *, among: Collection[str] | None = None) -> EntityRow:
    """The entity of a name, an alias, an ISO code, an id such as ``state/IND`` or an IRI.

    Of several with the name, the one that most articles mention.

    Args:
        tables: the graph.
        name: upper and lower case, accents and punctuation do not count.
        among: IRIs of the entities to choose from; all by default.

    Raises:
        GraphError: where there is none; the message suggests names that are like it.
    """
    rows = {iri: row for iri, row in tables.entities.items() if among is None or iri in among}
    iri = long_iri(name)
    if iri in rows:
        return rows[iri]
    wanted = fold(name)
    by_label = [entity for entity in rows.values() if fold(entity.label) == wanted]
    others = [
        entity
        for entity in rows.values()
        if entity.iso3 == name.upper() or wanted in map(fold, entity.aliases)
    ]
    if found := by_label or others:
        return min(found, key=lambda entity: (-len(entity.articles), entity.iri))
    names = sorted({name for entity in rows.values() for name in (entity.label, *entity.aliases)})
    close = [match[0] for match in process.extract(name, names, limit=3, score_cutoff=70)]
    hint = f"; did you mean {', '.join(close)}?" if close else ": names are listed in links.tsv"
    where = "" if among is None else " here"
    raise GraphError(f"no entity{where} is called {name!r}{hint}")


def make_card(tables: GraphTables, name: str) -> Card:
    """The card of an entity.

    Raises:
        GraphError: where no entity has the name.
    """
    entity = find_entity(tables, name)
    acting = [each.label for each in tables.entities.values() if each.represents == entity.iri]
    return Card(
        entity=entity,
        represents=label(entity.represents, tables) if entity.represents else None,
        representatives=tuple(sorted(acting)),
        positions=tuple(sorted(_positions(tables, entity.iri))),
        relations=tuple(sorted(_relations(tables, entity.iri))),
        events={role: found for role in _ROLES if (found := _events(tables, entity.iri, role))},
        sources=tuple(tables.articles[iri] for iri in entity.articles if iri in tables.articles),
    )


def _positions(tables: GraphTables, iri: str) -> Iterator[str]:
    for tenure in tables.tenures.values():
        of = f" of {label(tenure.of, tables)}" if tenure.of else ""
        if tenure.holder == iri:
            yield f"{tenure.position}{of} ({tenure.status.lower()})"
        elif tenure.of == iri:
            yield f"{tenure.position}: {label(tenure.holder, tables)} ({tenure.status.lower()})"


def _relations(tables: GraphTables, iri: str) -> Iterator[str]:
    for relation in tables.relations:
        words = "".join(f" {char.lower()}" if char.isupper() else char for char in relation.predicate)
        status = f" ({relation.status.lower()})" if relation.status else ""
        if relation.subject == iri:
            yield f"{words}: {label(relation.object, tables)}{status}"
        elif relation.object == iri:
            yield f"{label(relation.subject, tables)}: {words} it{status}"


def _events(tables: GraphTables, iri: str, role: str) -> tuple[CardEvent, ...]:
    chosen = [
        event for event in tables.events.values() if iri in roles(event) and iri in getattr(event, role)
    ]
    found = []
    for event in sorted(chosen, key=lambda event: (event.date or "~", event.iri)):
        claim = best_claim(event, tables)
        article = tables.articles.get(claim.article) if claim else None
        quote = claim.quote if claim else ""
        said = speakers(event.claims, tables)
        source = article.id if article else ""
        found.append(CardEvent(event.label, event.status, event.contested, said, quote, source))
    return tuple(found)

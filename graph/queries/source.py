"""Parts of a graph by SPARQL: from a server, or from the index of a graph folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import islice

import pyoxigraph as ox

from graph.iris import long_iri
from graph.linking.names import fold
from graph.namespaces import DIP, RDF
from graph.subjects import SELECT_PREFIXES, Ask, Node, Subjects, select_nodes, select_subjects
from graph.wanted import MENTIONS, SHOWN, Wanted

_MARKS = "[\u0300-\u036f]*"
"""Accents that stand after their letter."""
_MANY = 400
"""So many nodes are asked for at once."""


class SparqlSource:
    """A graph that is asked.

    Args:
        ask: answers a SELECT.
    """

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def whole(self) -> Subjects:
        """All nodes."""
        return select_subjects(self._ask)

    def events(self, wanted: Wanted) -> Mapping[str, Node]:
        """The events that are wanted, with one SELECT."""
        inner = f"SELECT DISTINCT ?s {{ ?claim dip:asserts ?s . {_chosen('?s', wanted)} }}"
        return select_nodes(self._ask, f"{{ {inner} }} ?s ?p ?o")

    def outside(self, wanted: Wanted) -> Iterator[tuple[Node, int]]:
        """How many other events there are of each kind, with one SELECT."""
        sparql = (
            "SELECT ?type ?status ?plover (SAMPLE(?date) AS ?some) (COUNT(?s) AS ?count) { "
            "{ SELECT DISTINCT ?s { ?claim dip:asserts ?s } } ?s a ?type ; dip:status ?status . "
            "OPTIONAL { ?s dip:plover ?plover } OPTIONAL { ?s dip:date ?date } "
            f"FILTER(!COALESCE({_condition(wanted)}, false)) BIND(BOUND(?date) AS ?dated) "
            "} GROUP BY ?type ?status ?plover ?dated"
        )
        names = (f"{RDF}type", f"{DIP}status", f"{DIP}plover", f"{DIP}date")
        for *values, count in self._ask(SELECT_PREFIXES + sparql):
            if values[0]:  # a count of nothing is one row without values
                yield (
                    {name: [value] for name, value in zip(names, values, strict=True) if value},
                    int(count or 0),
                )

    def claims(self, wanted: Wanted) -> Mapping[str, Node]:
        """The claims of the events that are wanted, and of all relations, with two SELECTs."""
        less = "" if wanted.shown else f"FILTER(?p NOT IN ({', '.join(f'<{iri}>' for iri in SHOWN)}))"
        chosen = f"?s dip:asserts ?event . {_chosen('?event', wanted)} ?s ?p ?o {less}"
        relations = f"?s rdf:predicate ?relation ; ?p ?o {less}"
        return select_nodes(self._ask, chosen) | select_nodes(self._ask, relations)

    def articles(self) -> Mapping[str, Node]:
        """All articles, without what they mention."""
        return select_nodes(self._ask, f"?s a dip:Article ; ?p ?o FILTER(?p != <{MENTIONS}>)")

    def nodes(self, iris: Collection[str]) -> Mapping[str, Node]:
        """Entities or articles by IRI, some hundred at a time."""
        found: dict[str, Node] = {}
        for part in _parts(iris):
            found |= select_nodes(self._ask, f"VALUES ?s {{ {part} }} ?s ?p ?o FILTER(?p != <{MENTIONS}>)")
        return found

    def called(self, names: Collection[str]) -> Collection[str]:
        """IRIs of the entities that have one of the names, whatever their accents.

        SPARQL cannot take accents off; so a pattern finds what may be meant, and it is compared here.
        """
        folded = set(map(fold, names))
        told = str(ox.Literal("|".join(f"(?:{_loosely(name)})" for name in sorted(folded))))
        pattern = "?s skos:prefLabel|skos:altLabel|dip:iso3 ?name"
        sparql = f'SELECT DISTINCT ?s ?name {{ {pattern} FILTER(REGEX(STR(?name), {told}, "i")) }}'
        rows = self._ask(SELECT_PREFIXES + sparql)
        return {iri for iri, name in rows if iri and fold(name or "") in folded} | set(map(long_iri, names))

    def mentioning(self, iris: Collection[str]) -> Mapping[str, Collection[str]]:
        """IRIs of the articles that mention each of some entities."""
        found: dict[str, set[str]] = defaultdict(set)
        for part in _parts(iris):
            sparql = f"SELECT ?s ?article {{ VALUES ?s {{ {part} }} ?article <{MENTIONS}> ?s }}"
            for iri, article in self._ask(SELECT_PREFIXES + sparql):
                found[iri or ""].add(article or "")
        return found


def _loosely(folded: str) -> str:
    """A regular expression for texts that may be folded to a name; some others fit it, too."""
    words = (word.replace("ss", "ß") for word in folded.split())
    return ".+".join(_MARKS.join(_letters().get(char, _literally(char)) for char in word) for word in words)


@cache
def _letters() -> dict[str, str]:
    """The class of each plain letter with those that are one with an accent; two ``s`` may be one letter."""
    found: dict[str, str] = defaultdict(str)
    for number in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        plain = fold(chr(number))
        if len(plain) == 1 and plain.isascii():
            found[plain] += chr(number)
    return {plain: f"[{plain}{accented}]" for plain, accented in found.items()} | {"ß": "(?:ss|ß|ẞ)"}


def _literally(char: str) -> str:
    return char if char.isalnum() else f"[{char}]" if char not in "[]^\\-" else f"\\{char}"


def _chosen(event: str, wanted: Wanted) -> str:
    """The pattern of the events that are wanted."""
    dated = wanted.since or wanted.until
    date = f"{event} dip:date ?date ." if dated else ""
    return f"{event} dip:status ?status . {date} FILTER({_condition(wanted)})"


def _condition(wanted: Wanted) -> str:
    """The condition on ``?status`` and ``?date``: no day that the date leaves open is outside of the time."""
    parts = []
    if wanted.status is not None:
        parts.append(f"?status IN ({', '.join(f'dip:{name}' for name in wanted.status)})")
    if wanted.since:
        last = "CONCAT(STR(?date), SUBSTR('-12-31', STRLEN(STR(?date)) - 3))"
        parts.append(f"{last} >= '{wanted.since}'")
    if wanted.until:
        parts.append(f"STR(?date) <= '{wanted.until}'")
    return " && ".join(parts) or "true"


def _parts(iris: Iterable[str]) -> Iterator[str]:
    """IRIs as the engine writes them, some hundred at a time; what is none is left out."""
    ordered = iter(sorted(iris))
    while part := list(islice(ordered, _MANY)):
        yield " ".join(filter(None, map(_written, part)))


def _written(iri: str) -> str:
    try:
        return str(ox.NamedNode(iri))
    except ValueError:
        return ""

"""Whether a graph is what the ontology says a graph is, and whether its evidence stands in the articles.

pySHACL judges the shapes. The rest follows every reference: claims to articles and to what they assert, roles
to entities, quotes to the very characters of the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.constraints import SH
from graph.event_table import short_id
from graph.iris import article_iri
from graph.model import Article, Extraction
from graph.namespaces import DIP, RDF, SKOS
from graph.resources import ontology_dir
from graph.shapes import Violation
from graph.text import cut, printable

if TYPE_CHECKING:
    from rdflib import Graph

    from graph.tables import ClaimRow, GraphTables

_SENTENCE_END = re.compile(r"(?:[a-z]{5,}|[0-9]{4})[.!?][\"'”’)\]]*\s+[\"'“‘(\[]*[A-Z]")
_PREFIXES = f"PREFIX dip: <{DIP}> PREFIX rdf: <{RDF}> PREFIX skos: <{SKOS}>"
_UNKNOWN = "FILTER NOT EXISTS { ?value skos:prefLabel ?name }"
_ENTITIES = {
    "actor": "it has an actor that is no entity",
    "target": "it has a target that is no entity",
    "participant": "it has a participant that is no entity",
    "place": "it has a place that is no entity",
    "holder": "its holder is no entity",
    "of": "its body is no entity",
    "attributedTo": "its source is no entity",
    "reportedBy": "who passes it on is no entity",
    "metonym": "its metonym is no entity",
    "mentions": "it mentions what is no entity",
    "represents": "it acts for what is no entity",
}
_RULES = (
    *(
        (f"{role}-exists", message, f"?node dip:{role} ?value {_UNKNOWN}")
        for role, message in _ENTITIES.items()
    ),
    (
        "concerns-exists",
        "it concerns what is neither an entity nor an event that a claim asserts",
        f"?node dip:concerns ?value {_UNKNOWN} FILTER NOT EXISTS {{ ?claim dip:asserts ?value }}",
    ),
    (
        "article-exists",
        "its article is missing",
        "?node dip:inArticle ?value FILTER NOT EXISTS { ?value a dip:Article }",
    ),
    (
        "asserted-exists",
        "what it asserts is missing",
        "?node dip:asserts ?value FILTER NOT EXISTS { ?value a ?class }",
    ),
    (
        "claimed",
        "no claim asserts it",
        """{ ?node dip:status ?status } UNION { ?node a dip:Tenure }
        FILTER NOT EXISTS { ?node a dip:Claim } FILTER NOT EXISTS { ?claim dip:asserts ?node }""",
    ),
    (
        "status-claimed",
        "no claim gives it this status",
        """?node dip:status ?value . ?any dip:asserts ?node
        FILTER NOT EXISTS { ?claim dip:asserts ?node ; dip:status ?value }""",
    ),
    (
        "relation-stands",
        "the relation that it claims is missing",
        "?node rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?value FILTER NOT EXISTS { ?s ?p ?value }",
    ),
    (
        "relation-claimed",
        "no claim asserts its relation",
        """?node skos:prefLabel ?one ; ?p ?value . ?value skos:prefLabel ?two FILTER(?p != dip:represents)
        FILTER NOT EXISTS { ?claim rdf:subject ?node ; rdf:predicate ?p ; rdf:object ?value }""",
    ),
    (
        "referred-to",
        "nothing refers to this entity",
        "?node skos:prefLabel ?name FILTER NOT EXISTS { ?any ?p ?node }",
    ),
)
"""Rule, message, and the pattern that finds a node at fault, with the value where there is one."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong, or deserves a look.

    Attributes:
        article: id of the article concerned, empty where there is none.
        node: such as ``claim:0a1b...``, as queries and ``graph.ttl`` write it.
        rule: local name of the shape, or of the check of references.
        message: what the rule says.
        value: the value at fault, where it is one.
        warning: whether the graph may be right all the same.
    """

    article: str
    node: str
    rule: str
    message: str
    value: str | None = None
    warning: bool = False

    def __str__(self) -> str:
        kind = "warning" if self.warning else "error"
        value = "" if self.value is None else f" ({_plain(self.value)})"
        return f"{kind}: {_plain(self.article) or '-'}: {self.node}: {self.rule}: {self.message}{value}"


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """All findings, sorted; warnings do not count against the graph."""

    findings: tuple[Finding, ...]
    claims: int
    articles: int

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return all(finding.warning for finding in self.findings)

    def __str__(self) -> str:
        errors = sum(not finding.warning for finding in self.findings)
        counts = f"{errors} errors, {len(self.findings) - errors} warnings"
        checked = f"{self.claims} claims of {self.articles} articles checked: {counts}"
        return "\n".join([*map(str, self.findings), checked])


def validate(store: ox.Store, tables: GraphTables, records: Iterable[Extraction]) -> ValidationReport:
    """Check a graph with pySHACL, and its references and quotes against the records.

    Args:
        store: the graph.
        tables: the same as tables.
        records: what the articles say, with their texts; read once.
    """
    place = _Places(tables)
    found = [place.finding(each) for each in shacl(store)]
    found += references(store, tables)
    found += quotes(tables, records)
    claims = sum(len(claims) for claims in place.claims.values())
    return ValidationReport(tuple(sorted(set(found), key=_order)), claims, len(tables.articles))


def shacl(store: ox.Store) -> list[Violation]:
    """The verdict of pySHACL on a graph, sorted; of each node and shape one fault."""
    import pyshacl
    from rdflib import Graph, URIRef

    shapes, data = _read("shapes.ttl"), Graph()
    data.parse(data=store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()), format="nt")
    data += _read("diplomacy.ttl")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    found: dict[tuple[str, str], Violation] = {}
    for result in sorted(report.subjects(URIRef(f"{RDF}type"), URIRef(f"{SH}ValidationResult"))):
        told = {str(predicate).removeprefix(SH): str(value) for predicate, value in report[result]}
        shape = told["sourceShape"].rpartition("#")[2]
        warning, node = told["resultSeverity"] == f"{SH}Warning", told["focusNode"]
        value = told.get("value") if "resultPath" in told else None
        each = Violation(node, shape, told["resultMessage"], warning, value)
        found[node, shape] = min(each, found.get((node, shape), each), key=lambda each: each.value or "")
    return sorted(found.values(), key=lambda each: (each.node, each.shape))


@cache
def _read(name: str) -> Graph:
    from rdflib import Graph

    return Graph().parse(ontology_dir() / name)


def references(store: ox.Store, tables: GraphTables) -> Iterator[Finding]:
    """Names that lead nowhere, and things that no claim or article holds up."""
    place = _Places(tables)
    for rule, message, pattern in _RULES:
        query = f"{_PREFIXES} SELECT DISTINCT ?node ?value WHERE {{ {pattern} }}"
        for node, value in store.query(query):  # type: ignore[union-attr]
            yield place.error(node.value, rule, message, value and value.value)


def quotes(tables: GraphTables, records: Iterable[Extraction]) -> Iterator[Finding]:
    """Evidence that does not stand in its article's text, and articles without a record or the reverse."""
    place = _Places(tables)
    by_article: dict[str, list[ClaimRow]] = defaultdict(list)
    for claims in place.claims.values():
        for claim in claims:
            by_article[claim.article].append(claim)
    seen = set()
    for record in records:
        iri = article_iri(record.article.id)
        seen.add(iri)
        if iri not in tables.articles:
            yield Finding(
                record.article.id, short_id(iri), "article-in-graph", "its record is not in the graph"
            )
        yield from _article_quotes(record.article, by_article.get(iri, []), place)
    for iri in tables.articles.keys() - seen:
        yield place.error(iri, "record-exists", "the article has no record, so no quote of it can be checked")


def _article_quotes(article: Article, claims: list[ClaimRow], place: _Places) -> Iterator[Finding]:
    stretches: dict[tuple[int, int], str] = {}
    for claim in sorted(claims, key=lambda claim: (claim.start, claim.end, claim.iri)):
        if claim.quote != article.text[max(claim.start, 0) : max(claim.end, 0)]:
            message = "its quote is not the article's text between its offsets"
            yield place.error(claim.iri, "quote-stands", message, f"{claim.start}-{claim.end}")
            continue
        if not any(span.start <= claim.start and claim.end <= span.end for span in article.body):
            yield place.error(claim.iri, "quote-in-body", "its quote is not in the body of the article")
        if claim.trigger and claim.trigger not in claim.quote:
            yield place.error(claim.iri, "trigger-in-quote", "its trigger is not in its quote", claim.trigger)
        if re.search(r"\n\s*\n", claim.quote):
            yield place.error(claim.iri, "one-sentence", "its quote goes beyond one paragraph")
        elif _SENTENCE_END.search(claim.quote):
            yield place.warning(claim.iri, "one-sentence", "its quote may be more than one sentence")
        stretches.setdefault((claim.start, claim.end), claim.iri)
    yield from _overlaps(stretches, place)


def _overlaps(stretches: Mapping[tuple[int, int], str], place: _Places) -> Iterator[Finding]:
    """Sentences of one text are the same or apart, so of two that overlap one is no sentence."""
    end = -1
    for (start, stop), claim in sorted(stretches.items()):
        if start < end:
            yield place.error(claim, "one-sentence", "its quote overlaps another claim's quote")
        end = max(end, stop)


class _Places:
    """Which article each node of a graph is to be found in."""

    def __init__(self, tables: GraphTables) -> None:
        self.claims = {iri: event.claims for iri, event in tables.events.items()}
        self.claims |= {iri: tenure.claims for iri, tenure in tables.tenures.items()}
        self.claims |= {
            f"{each.subject} {each.predicate} {each.object}": each.claims for each in tables.relations
        }
        self._articles = {claim.iri: claim.article for claims in self.claims.values() for claim in claims}
        self._articles |= {iri: claims[0].article for iri, claims in self.claims.items() if claims}
        self._articles |= {iri: row.articles[0] for iri, row in tables.entities.items() if row.articles}
        self._ids = {iri: row.id for iri, row in tables.articles.items()}

    def article(self, node: str) -> str:
        iri = self._articles.get(node, node)
        return self._ids.get(iri, "")

    def error(self, node: str, rule: str, message: str, value: str | None = None) -> Finding:
        return Finding(self.article(node), short_id(node), rule, message, value and short_id(value))

    def warning(self, node: str, rule: str, message: str) -> Finding:
        return Finding(self.article(node), short_id(node), rule, message, warning=True)

    def finding(self, each: Violation) -> Finding:
        value = each.value and short_id(each.value)
        return Finding(
            self.article(each.node), short_id(each.node), each.shape, each.message, value, each.warning
        )


def _plain(text: str) -> str:
    return cut(printable(text), 80)


def _order(finding: Finding) -> tuple[bool, str, str, str, str]:
    return finding.warning, finding.article, finding.node, finding.rule, finding.value or ""

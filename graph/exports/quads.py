"""The graph with the article that tells each triple: N-Quads and TriG; and JSON-LD.

The named graph of an article holds the article, its claims, and what they assert; the default graph holds the
rest: the entities, the runs, and classes of a user's own. All graphs together are the graph of ``graph.ttl``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

from graph.namespaces import DIP, RDF, XSD
from graph.turtle import NAMESPACES

_DEFAULT = ox.DefaultGraph()
_ASSERTS, _IN_ARTICLE = ox.NamedNode(f"{DIP}asserts"), ox.NamedNode(f"{DIP}inArticle")
_TYPE, _ARTICLE = ox.NamedNode(f"{RDF}type"), ox.NamedNode(f"{DIP}Article")
_ENDS = tuple(ox.NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
_STRING = f"{XSD}string"


def to_nquads(store: ox.Store) -> bytes:
    """N-Quads, one sorted line a quad."""
    lines = (ox.serialize([quad], format=ox.RdfFormat.N_QUADS) or b"" for quad in article_quads(store))
    return b"".join(sorted(lines))


def to_trig(store: ox.Store) -> bytes:
    """TriG: sorted prefixes, the default graph, then each article's graph."""
    graphs: dict[str, list[ox.Triple]] = defaultdict(list)
    for quad in article_quads(store):
        name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        graphs[name].append(quad.triple)
    lines = [f"@prefix {prefix}: <{iri}> ." for iri, prefix in sorted(NAMESPACES.items(), key=_by_prefix)]
    for name, triples in sorted(graphs.items()):
        lines += ["", f"<{name}> {{" if name else "{"]
        lines += sorted(_line(triple) for triple in triples)
        lines.append("}")
    return ("\n".join(lines) + "\n").encode("utf8")


def to_jsonld(store: ox.Store) -> bytes:
    """JSON-LD: one node object a subject, sorted; names and types are compacted by prefix."""
    nodes: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for quad in store.quads_for_pattern(None, None, None, _DEFAULT):
        subject = _compact(_iri(quad.subject))
        if quad.predicate == _TYPE:
            nodes[subject]["@type"].append(_compact(_iri(quad.object)))
        else:
            nodes[subject][_compact(quad.predicate.value)].append(_json_term(quad.object))
    context = {prefix: iri for iri, prefix in sorted(NAMESPACES.items(), key=_by_prefix)}
    blocks = [
        {"@id": name, **{key: sorted(node[key], key=json.dumps) for key in sorted(node)}}
        for name, node in sorted(nodes.items())
    ]
    document = {"@context": context, "@graph": blocks}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf8")


def article_quads(store: ox.Store) -> Iterator[ox.Quad]:
    """Every triple of a graph, in the named graph of each article that tells it."""
    tellers = _tellers(store)
    for quad in store.quads_for_pattern(None, None, None, _DEFAULT):
        articles = tellers.get(quad.subject.value, set()) if isinstance(quad.subject, ox.NamedNode) else set()
        relation = (quad.subject, quad.predicate, quad.object)
        names: list[ox.NamedNode | ox.DefaultGraph]
        names = [ox.NamedNode(name) for name in articles or tellers.get(relation, set())]
        for name in names or [_DEFAULT]:
            yield ox.Quad(quad.subject, quad.predicate, quad.object, name)


def _tellers(store: ox.Store) -> dict[Any, set[str]]:
    """The articles that tell a node (by its IRI) or a relation (by its three terms)."""
    found: dict[Any, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, _TYPE, _ARTICLE):
        found[_iri(quad.subject)].add(_iri(quad.subject))
    for quad in store.quads_for_pattern(None, _IN_ARTICLE, None):
        article, claim = _iri(quad.object), quad.subject
        found[_iri(claim)].add(article)
        for asserted in store.quads_for_pattern(claim, _ASSERTS, None):
            found[_iri(asserted.object)].add(article)
        ends = [[end.object for end in store.quads_for_pattern(claim, each, None)] for each in _ENDS]
        if all(ends):
            found[tuple(end[0] for end in ends)].add(article)
    return found


def _by_prefix(pair: tuple[str, str]) -> str:
    return pair[1]


def _iri(term: object) -> str:
    assert isinstance(term, ox.NamedNode), "a graph has no blank nodes"
    return term.value


def _line(triple: ox.Triple) -> str:
    terms: Iterable[Any] = (triple.subject, triple.predicate, triple.object)
    return f"    {' '.join(str(term) for term in terms)} ."


def _compact(iri: str) -> str:
    end = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = NAMESPACES.get(iri[:end])
    return f"{prefix}:{iri[end:]}" if prefix else iri


def _json_term(term: object) -> Any:
    if not isinstance(term, ox.Literal):
        return {"@id": _compact(_iri(term))}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _STRING:
        return term.value
    return {"@value": term.value, "@type": _compact(term.datatype.value)}

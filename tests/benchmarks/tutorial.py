"""A graph of news as tutorials build one: subject, verb and object of each sentence, to compare with.

The pipeline is the one that this project ships, so that only what comes after the parse differs: textacy finds
the triples, rdflib holds and writes them, pyvis draws them with its defaults. It parses on one thread as we do.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from spacy.language import Language

from graph.model import Article

NODE = "https://example.org/"


def build(articles: Iterable[Article], nlp: Language, out: Path) -> int:
    """Write ``graph.ttl`` and ``view.html`` of the articles; how many triples there are."""
    from pyvis.network import Network
    from rdflib import Graph, Literal, Namespace, URIRef
    from rdflib.namespace import RDFS
    from textacy.extract.triples import subject_verb_object_triples
    from threadpoolctl import threadpool_limits

    space = Namespace(NODE)
    triples, network = Graph(), Network()

    def node(tokens: Iterable[object]) -> tuple[URIRef, str]:
        name = " ".join(map(str, tokens))
        return space[quote(name)], name

    for article in articles:
        with threadpool_limits(limits=1, user_api="blas"):
            doc = nlp(article.text)
        for found in subject_verb_object_triples(doc):
            (subject, name), (verb, label), (target, other) = map(node, found)
            triples.add((subject, verb, target))
            triples.add((subject, RDFS.label, Literal(name)))
            triples.add((target, RDFS.label, Literal(other)))
            network.add_node(name)
            network.add_node(other)
            network.add_edge(name, other, title=label)
    out.mkdir(parents=True, exist_ok=True)
    triples.serialize(out / "graph.ttl", format="turtle")
    (out / "view.html").write_text(network.generate_html(), encoding="utf8")
    return len(triples)

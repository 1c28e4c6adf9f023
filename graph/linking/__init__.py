"""Mentions to entities, and tellings to events, across articles.

A pure function of the records, the user's overrides and the ontology: the order of the records does not
count, and nothing is merged, each decision is kept with its score and reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.knowledge.actors import Actors
from graph.knowledge.ontology import Ontology
from graph.linking.clusters import Clusters
from graph.linking.decisions import Candidate, Link, Links, Node, to_tsv, tsv_lines
from graph.linking.events import Tellings
from graph.linking.groups import Seen
from graph.linking.kept import Decisions
from graph.linking.nodes import Facts
from graph.linking.overrides import Override, check_classes, read_overrides
from graph.linking.reading import Digest, read_digest
from graph.model import Extraction
from graph.sorting import Spool

__all__ = [
    "Candidate",
    "Digest",
    "Link",
    "Links",
    "Node",
    "Override",
    "link",
    "link_digests",
    "read_digest",
    "read_overrides",
    "to_tsv",
    "tsv_lines",
]


def link(
    records: Iterable[Extraction], *, ontology: Ontology, actors: Actors, overrides: Sequence[Override] = ()
) -> Links:
    """Decide which entities and which events of the records are one.

    Args:
        records: what the articles say, in any order.
        ontology: the classes.
        actors: what the gazetteer knows.
        overrides: the user's decisions; they win.

    Raises:
        StoreError: where a decision names no class of entities.
    """
    digests = (read_digest(record, actors=actors, overrides=overrides) for record in records)
    return link_digests(digests, ontology=ontology, actors=actors, overrides=overrides)


def link_digests(
    digests: Iterable[Digest], *, ontology: Ontology, actors: Actors, overrides: Sequence[Override] = ()
) -> Links:
    """The same, of what linking has to know of each record.

    In memory are one digest and what sorting holds; all that grows with the records lies on disk.
    """
    check_classes(overrides, ontology)
    spool: Spool[Digest] = Spool()
    decisions = _decide(spool.take(digests), ontology, actors, overrides)
    entities = decisions.iris()
    facts, tellings = Facts(), Tellings(ontology)
    for digest in spool:
        iris = entities.of(digest.article.id)
        for seen, dropped in digest.seen:
            if not dropped:
                facts.add(iris[seen.entity.key], seen, iris)
        tellings.add(digest, iris)
    spool.close()
    return Links(decisions, facts.nodes(actors, ontology), entities, tellings.iris())


def _decide(
    digests: Iterable[Digest], ontology: Ontology, actors: Actors, overrides: Sequence[Override]
) -> Decisions:
    """The decision on each entity."""
    decisions, taken = Decisions(), set[str]()
    clusters = Clusters(ontology=ontology, overrides=overrides)
    for each, dropped in (pair for digest in digests for pair in digest.seen):
        if dropped:
            decisions.add(Link(each.article.id, each.entity.key, each.entity.name, None, 1.0, "override"))
        elif each.forced:
            decisions.add(_forced_link(each))
            taken.add(each.forced)
        else:
            clusters.add(each)
    for link in clusters.links(actors, taken):
        decisions.add(link)
    return decisions


def _forced_link(seen: Seen) -> Link:
    reason = "override" if seen.by_user else "gazetteer"
    return Link(seen.article.id, seen.entity.key, seen.entity.name, seen.forced, 1.0, reason)

"""Mentions to entities, and tellings to events, across articles.

A pure function of the records, the user's overrides and the ontology: the order of the records does not
count, and nothing is merged, each decision is kept with its score and reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from graph.iris import actor_iri, entity_iri
from graph.knowledge.actors import Actors
from graph.knowledge.ontology import Ontology
from graph.linking.decisions import Candidate, Link, Links, Node, to_tsv, tsv_lines
from graph.linking.entities import cluster
from graph.linking.events import link_events
from graph.linking.groups import Cluster, Seen
from graph.linking.kept import Decisions
from graph.linking.names import fold
from graph.linking.nodes import NodeFacts, add_represented, make_node
from graph.linking.overrides import Override, check_classes, read_overrides
from graph.linking.reading import read_seen
from graph.model import Extraction

__all__ = ["Candidate", "Link", "Links", "Node", "Override", "link", "read_overrides", "to_tsv", "tsv_lines"]


def link(
    records: Iterable[Extraction], *, ontology: Ontology, actors: Actors, overrides: Sequence[Override] = ()
) -> Links:
    """Decide which entities and which events of the records are one.

    In memory are what names one record has, all entities that nothing forces, and the nodes; the decisions
    and what else grows with the records lie on disk.

    Args:
        records: what the articles say, in any order; read twice.
        ontology: the classes.
        actors: what the gazetteer knows.
        overrides: the user's decisions; they win.

    Raises:
        StoreError: where a decision names no class of entities.
    """
    check_classes(overrides, ontology)
    decisions, free, taken = Decisions(), list[Seen](), set[str]()
    for each, dropped in read_seen(records, actors=actors, overrides=overrides):
        if dropped:
            decisions.add(Link(each.article.id, each.entity.key, each.entity.name, None, 1.0, "override"))
        elif each.forced:
            decisions.add(_forced_link(each))
            taken.add(each.forced)
        else:
            free.append(each)
    clusters = cluster(free, ontology=ontology, overrides=overrides)
    for one in _cluster_links(clusters, _cluster_iris(clusters, actors, taken)):
        decisions.add(one)
    del free, clusters

    entities = decisions.iris()
    facts: dict[str, NodeFacts] = {}
    for each, dropped in read_seen(records, actors=actors, overrides=overrides):
        if not dropped:
            facts.setdefault(entities[each.article.id, each.entity.key], NodeFacts()).add(each, entities)
    nodes = {iri: make_node(iri, facts[iri], actors, ontology) for iri in sorted(facts)}
    add_represented(nodes, actors)
    return Links(decisions, nodes, entities, link_events(records, entities, ontology=ontology))


def _forced_link(seen: Seen) -> Link:
    reason = "override" if seen.by_user else "gazetteer"
    return Link(seen.article.id, seen.entity.key, seen.entity.name, seen.forced, 1.0, reason)


def _cluster_links(clusters: Sequence[Cluster], iris: Sequence[str]) -> Iterator[Link]:
    by_cluster = dict(zip(clusters, iris, strict=True))
    for whole, group in [(one, group) for one in clusters for group in one.groups]:
        rivals = tuple(
            Candidate(by_cluster[rival.cluster], rival.score, rival.reason) for rival in group.rivals
        )
        for seen in group.seen:
            iri, name = by_cluster[whole], seen.entity.name
            yield Link(seen.article.id, seen.entity.key, name, iri, group.score, group.reason, rivals)


def _cluster_iris(clusters: Sequence[Cluster], actors: Actors, taken: set[str]) -> list[str]:
    """One IRI a node: the founder's name, with what it represents or a digest where that is not enough."""
    used = taken | {actor_iri(actor_id) for actor_id in actors.by_id}
    iris = []
    for each in clusters:
        founder = each.whole.founder
        name = founder.entity.name
        if founder.represents and each.whole.kind == "Organization":
            name = f"{name} {_short(founder.represents, actors, name)}".strip()
        iri = entity_iri(founder.entity.type, name)
        if founder.alone or iri in used:
            own = f"{founder.article.id}\x1f{founder.entity.key}".encode("utf8", "surrogatepass")
            iri += f"-{hashlib.sha256(own).hexdigest()[:8]}"
        used.add(iri)
        iris.append(iri)
    return iris


def _short(represents: str, actors: Actors, name: str) -> str:
    """A word for what a body acts for, empty where its name says so."""
    actor = actors.by_id.get(represents)
    if actor is None:
        return represents if represents not in fold(name) else ""
    known = {fold(word) for word in (actor.name, *actor.names, *actor.adjectives)}
    return "" if any(word in fold(name) for word in known) else represents.rpartition("/")[2]

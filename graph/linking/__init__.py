"""Mentions to entities, and tellings to events, across articles.

A pure function of the records, the user's overrides and the ontology: the order of the records does not
count, and nothing is merged, each decision is kept with its score and reason.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from graph.iris import actor_iri, entity_iri
from graph.knowledge.actors import Actor, Actors
from graph.knowledge.ontology import Ontology
from graph.linking.decisions import Candidate, Link, Links, Node, to_tsv
from graph.linking.entities import cluster
from graph.linking.events import link_events
from graph.linking.groups import Cluster, Seen
from graph.linking.names import fold
from graph.linking.overrides import Override, check_classes, read_overrides
from graph.linking.reading import read_seen
from graph.model import Extraction
from graph.namespaces import ID

__all__ = ["Candidate", "Link", "Links", "Node", "Override", "link", "read_overrides", "to_tsv"]


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
    check_classes(overrides, ontology)
    ordered = sorted(records, key=lambda record: record.article.id)
    dropped, seen = read_seen(ordered, actors=actors, overrides=overrides)
    forced = [each for each in seen if each.forced]
    clusters = cluster((each for each in seen if not each.forced), ontology=ontology, overrides=overrides)
    iris = _cluster_iris(clusters, actors, {str(each.forced) for each in forced})

    by_iri: dict[str, list[Seen]] = {}
    decisions = [
        Link(each.article.id, each.entity.key, each.entity.name, None, 1.0, "override") for each in dropped
    ]
    for each in forced:
        by_iri.setdefault(str(each.forced), []).append(each)
        decisions.append(_forced_link(each))
    for each_cluster, iri in zip(clusters, iris, strict=True):
        by_iri.setdefault(iri, []).extend(each_cluster.whole.seen)
    decisions += _cluster_links(clusters, iris)

    decisions.sort(key=lambda link: (link.article, link.key))
    entities = {(link.article, link.key): link.iri for link in decisions if link.iri}
    nodes = {iri: _node(iri, by_iri[iri], entities, actors, ontology) for iri in sorted(by_iri)}
    _add_represented(nodes, actors)
    return Links(tuple(decisions), nodes, entities, link_events(ordered, entities, ontology=ontology))


def _forced_link(seen: Seen) -> Link:
    reason = "override" if seen.by_user else "gazetteer"
    return Link(seen.article.id, seen.entity.key, seen.entity.name, seen.forced, 1.0, reason)


def _cluster_links(clusters: Sequence[Cluster], iris: Sequence[str]) -> list[Link]:
    by_cluster = dict(zip(clusters, iris, strict=True))
    links = []
    for whole, group in [(one, group) for one in clusters for group in one.groups]:
        rivals = tuple(
            Candidate(by_cluster[rival.cluster], rival.score, rival.reason) for rival in group.rivals
        )
        for seen in group.seen:
            iri, name = by_cluster[whole], seen.entity.name
            links.append(Link(seen.article.id, seen.entity.key, name, iri, group.score, group.reason, rivals))
    return links


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


def _node(
    iri: str, seen: Sequence[Seen], entities: dict[tuple[str, str], str], actors: Actors, ontology: Ontology
) -> Node:
    actor = actors.by_id.get(iri.removeprefix(ID))
    names = {each.entity.name for each in seen} | {name for each in seen for name in each.entity.aliases}
    label = actor.name if actor else _label(seen)
    renamed = [each.entity.name for each in seen if each.renamed]
    label = min(renamed, default=label)
    names |= {actor.name, *_usual(actor)} if actor else set()
    types = Counter(each.entity.type for each in seen)
    deepest = max(types, key=lambda cls: (types[cls], len(ontology.supers.get(cls, ())), cls))
    states = Counter(
        entities[key]
        for each in seen
        if each.entity.represents and (key := (each.article.id, each.entity.represents)) in entities
    )
    states.pop(iri, None)
    represents = min(states, key=lambda state: (-states[state], state), default=None)
    if actor and actor.represents:
        represents = actor_iri(actor.represents)
    return Node(
        iri=iri,
        type=actor.type if actor and not any(each.retyped for each in seen) else deepest,
        label=label,
        aliases=tuple(sorted(names - {label})),
        represents=represents,
        iso3=actor.iso3 if actor else None,
        wikidata=actor.wikidata if actor else None,
        official=_official(actor, names),
    )


def _usual(actor: Actor) -> set[str]:
    """The names that texts use; a state's official one stands in a property of its own."""
    return {*actor.names, *actor.acronyms} - {actor.official}


def _official(actor: Actor | None, names: set[str]) -> str | None:
    """An actor's official name, where it is not among the names seen."""
    if actor is None or actor.official is None or actor.official in names:
        return None
    return actor.official


def _label(seen: Sequence[Seen]) -> str:
    """The name that most articles use; a full one before a bare surname."""
    counts = Counter(name for _, name in {(each.article.id, each.entity.name) for each in seen})
    return min(counts, key=lambda name: (" " not in name, -counts[name], -len(name), name))


def _add_represented(nodes: dict[str, Node], actors: Actors) -> None:
    """The states that nodes represent, where no article names them."""
    for node in list(nodes.values()):
        missing = node.represents
        while missing and missing not in nodes:
            actor: Actor = actors.by_id[missing.removeprefix(ID)]
            above = actor_iri(actor.represents) if actor.represents else None
            aliases = tuple(sorted(_usual(actor) - {actor.name}))
            official = _official(actor, {actor.name})
            nodes[missing] = Node(
                missing, actor.type, actor.name, aliases, above, actor.iso3, actor.wikidata, official
            )
            missing = above

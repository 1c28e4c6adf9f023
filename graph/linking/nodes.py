"""The nodes of the graph, from what all articles say of each."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from itertools import groupby

from graph.iris import actor_iri
from graph.knowledge.actors import Actor, Actors
from graph.knowledge.ontology import Ontology
from graph.linking.decisions import Node
from graph.linking.groups import Seen
from graph.model import Packed
from graph.namespaces import ID
from graph.scratch import Shelf
from graph.sorting import Sorter

HELD = 5_000
"""The facts of so many nodes are held in memory."""


@dataclass(slots=True)
class NodeFacts(Packed):
    """What the articles say of one node, summed up.

    Attributes:
        names: all names, with how many articles have each as the main one.
        renamed: the names that the user gives.
        types: the classes, with how many entities are of each.
        states: IRIs of what it is said to act for, with how many entities say so.
        retyped: whether the user gives its class.
    """

    names: Counter[str] = field(default_factory=Counter)
    renamed: set[str] = field(default_factory=set)
    types: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    retyped: bool = False

    def add(self, seen: Seen, states: Iterable[str]) -> None:
        """Take in an entity, and the IRIs of what it is said to act for."""
        self.names.update(dict.fromkeys(seen.entity.aliases, 0))
        self.types[seen.entity.type] += 1
        self.renamed |= {seen.entity.name} if seen.renamed else set()
        self.retyped |= seen.retyped
        self.states.update(states)

    def join(self, other: NodeFacts) -> None:
        """Take in what other articles say."""
        self.names.update(other.names)
        self.renamed |= other.renamed
        self.types.update(other.types)
        self.states.update(other.states)
        self.retyped |= other.retyped


class Facts:
    """What all articles say of each node; of nodes that are many most lies on disk."""

    def __init__(self) -> None:
        self._held: dict[str, NodeFacts] = {}
        self._sorted: Sorter[tuple[str, int, bytes]] = Sorter()
        self._article: str | None = None
        self._named: set[tuple[str, str]] = set()
        self._spills = 0

    def add(self, iri: str, seen: Seen, entities: Mapping[str, str]) -> None:
        """Take in an entity of a node; those of one article come together, whose IRIs are given by their keys."""
        article, entity = seen.article.id, seen.entity
        if article != self._article:
            self._article = article
            self._named.clear()
            if len(self._held) >= HELD:
                self._spill()
        facts = self._held.setdefault(iri, NodeFacts())
        if (iri, entity.name) not in self._named:
            self._named.add((iri, entity.name))
            facts.names[entity.name] += 1
        state = entities.get(entity.represents) if entity.represents else None
        facts.add(seen, [state] if state else [])

    def nodes(self, actors: Actors, ontology: Ontology) -> Shelf[Node]:
        """The entities of the graph by IRI, with the states that they represent where no article names them."""
        self._spill()
        nodes: Shelf[Node] = Shelf()
        represented: set[str] = set()
        for iri, rows in groupby(self._sorted, key=lambda row: row[0]):
            facts = NodeFacts()
            for *_, data in rows:
                facts.join(pickle.loads(data))
            node = nodes[iri] = make_node(iri, facts, actors, ontology)
            if node.represents and node.represents.removeprefix(ID) in actors.by_id:
                represented.add(node.represents)
        self._sorted.close()
        _add_represented(nodes, represented, actors)
        return nodes

    def _spill(self) -> None:
        self._spills += 1
        for iri, facts in self._held.items():
            self._sorted.add((iri, self._spills, pickle.dumps(facts)))
        self._held.clear()


def make_node(iri: str, facts: NodeFacts, actors: Actors, ontology: Ontology) -> Node:
    """The entity of the graph that the articles' entities of one IRI are."""
    actor = actors.by_id.get(iri.removeprefix(ID))
    label = min(facts.renamed, default=actor.name if actor else _label(facts.names))
    names = {*facts.names, *((actor.name, *_usual(actor)) if actor else ())}
    types, states = facts.types, facts.states
    deepest = max(types, key=lambda cls: (types[cls], len(ontology.supers.get(cls, ())), cls))
    states.pop(iri, None)
    represents = min(states, key=lambda state: (-states[state], state), default=None)
    if actor and actor.represents:
        represents = actor_iri(actor.represents)
    return Node(
        iri=iri,
        type=actor.type if actor and not facts.retyped else deepest,
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


def _label(names: Mapping[str, int]) -> str:
    """The name that most articles use; a full one before a bare surname."""
    main = [name for name, count in names.items() if count]
    return min(main, key=lambda name: (" " not in name, -names[name], -len(name), name))


def _add_represented(nodes: MutableMapping[str, Node], represented: Iterable[str], actors: Actors) -> None:
    """The states that nodes represent, where no article names them."""
    for state in represented:
        missing: str | None = state
        while missing and missing not in nodes:
            actor: Actor = actors.by_id[missing.removeprefix(ID)]
            above = actor_iri(actor.represents) if actor.represents else None
            aliases = tuple(sorted(_usual(actor) - {actor.name}))
            official = _official(actor, {actor.name})
            nodes[missing] = Node(
                missing, actor.type, actor.name, aliases, above, actor.iso3, actor.wikidata, official
            )
            missing = above

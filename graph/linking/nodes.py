"""The nodes of the graph, from what all articles say of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.iris import actor_iri
from graph.knowledge.actors import Actor, Actors
from graph.knowledge.ontology import Ontology
from graph.linking.decisions import Node
from graph.linking.groups import Seen
from graph.namespaces import ID


@dataclass(slots=True)
class NodeFacts:
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
    _last: str | None = None
    _named: set[str] = field(default_factory=set)

    def add(self, seen: Seen, entities: Mapping[tuple[str, str], str]) -> None:
        """Take in an entity; those of one article come together."""
        article, entity = seen.article.id, seen.entity
        if article != self._last:
            self._last, self._named = article, set()
        if entity.name not in self._named:
            self._named.add(entity.name)
            self.names[entity.name] += 1
        self.names.update(dict.fromkeys(entity.aliases, 0))
        self.types[entity.type] += 1
        self.renamed |= {entity.name} if seen.renamed else set()
        self.retyped |= seen.retyped
        if entity.represents and (state := entities.get((article, entity.represents))):
            self.states[state] += 1


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


def add_represented(nodes: dict[str, Node], actors: Actors) -> None:
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

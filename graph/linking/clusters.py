"""The nodes of all entities that nothing forces, decided one group after the other, most of it kept on disk.

In memory are one group and the nodes that its names could belong to. The rules are told in
:mod:`graph.linking.entities`.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from graph.iris import entity_iri
from graph.knowledge.actors import Actors
from graph.knowledge.ontology import Ontology
from graph.linking.decisions import Candidate, Link
from graph.linking.entities import Choice, blocks, choose, group_key, kind_of, priority
from graph.linking.groups import Group, Seen
from graph.linking.names import fold
from graph.linking.overrides import PAIRS, Override
from graph.namespaces import ID
from graph.scratch import Scratch, Shelf, to_blob
from graph.sorting import Sorter

_SCHEMA = (
    "CREATE TABLE near (block BLOB, cluster INTEGER, place INTEGER, PRIMARY KEY (block, cluster)) WITHOUT ROWID",
    "CREATE TABLE choices (number INTEGER PRIMARY KEY, choice BLOB)",
    "CREATE TABLE iris (iri TEXT PRIMARY KEY) WITHOUT ROWID",
)
Row = tuple[tuple[str, ...], tuple[str, str, str], int, str, bytes]
"""An entity: what its group shares, its order in it, its number, its key, and itself."""


class Clusters:
    """Entities that nothing forces, and the nodes that they come to.

    Args:
        ontology: the classes.
        overrides: the user's decisions.
    """

    def __init__(self, *, ontology: Ontology, overrides: Sequence[Override]) -> None:
        self._ontology = ontology
        self._pairs = [each for each in overrides if each.kind in PAIRS]
        self._rows: Sorter[Row] = Sorter()
        self._number = self._place = 0
        self._wholes: Shelf[Group] = Shelf()
        self._base = Scratch(*_SCHEMA)

    def add(self, seen: Seen) -> None:
        """Take in an entity."""
        key = group_key(seen, kind_of(self._ontology, seen.entity.type), self._pairs)
        self._rows.add((key, seen.order, self._number, seen.entity.key, pickle.dumps(seen)))
        self._number += 1

    def links(self, actors: Actors, taken: Container[str]) -> Iterator[Link]:
        """The decision on each entity.

        Args:
            actors: what the gazetteer knows; no node gets the IRI of an actor.
            taken: the IRIs that are forced on other entities.
        """
        founded = self._decide()
        iris: Shelf[str] = Shelf()
        for number in range(founded):
            iris[str(number)] = self._iri(self._wholes[str(number)], actors, taken)
        for number, entities in self._groups():
            choice = self._choice(number)
            rivals = tuple(
                Candidate(iris[str(each.cluster)], each.score, each.reason) for each in choice.rivals
            )
            iri = iris[str(choice.cluster)]
            for _, (_, article, name), _, key, _ in entities:
                yield Link(article, key, name, iri, choice.score, choice.reason, rivals)
        self._rows.close()

    def _groups(self) -> Iterator[tuple[int, Iterator[Row]]]:
        """The entities of each group, with its number."""
        for number, (_, rows) in enumerate(groupby(self._rows, key=itemgetter(0))):
            yield number, rows

    def _decide(self) -> int:
        """Give each group to a node; how many nodes are founded."""
        ranked: Sorter[tuple[tuple[int, tuple[str, str, str], str], int, bytes]] = Sorter()
        for number, entities in self._groups():
            group: Group | None = None
            for row in entities:
                seen: Seen = pickle.loads(row[-1])
                group = group or Group(kind_of(self._ontology, seen.entity.type))
                group.add(seen)
            assert group is not None
            ranked.add((priority(group), number, pickle.dumps(group)))
        founded = 0
        for _, number, data in ranked:
            founded += self._take(number, pickle.loads(data), founded)
        ranked.close()
        return founded

    def _take(self, number: int, group: Group, next_cluster: int) -> bool:
        """Decide on a group; whether it founds a node."""
        keys = [to_blob(each) for each in blocks(group, self._pairs)]
        near = dict.fromkeys(each for key in keys for each in self._found(key))
        choice = choose(group, ((each, self._wholes[str(each)]) for each in near), self._pairs)
        founds = choice.cluster is None
        cluster = next_cluster if choice.cluster is None else choice.cluster
        whole = group
        if not founds:
            whole = self._wholes[str(cluster)]
            whole.join(group)
        self._wholes[str(cluster)] = whole
        data = pickle.dumps(replace(choice, cluster=cluster))
        self._base.run("INSERT INTO choices VALUES (?, ?)", (number, data))
        self._enter(keys, cluster)
        return founds

    def _enter(self, keys: list[bytes], cluster: int) -> None:
        """Let a node be found by the keys of a group; of one key, the node that had it first comes first."""
        self._place += 1
        rows = ((key, cluster, self._place) for key in keys)
        self._base.run_many("INSERT OR IGNORE INTO near VALUES (?, ?, ?)", rows)

    def _found(self, block: bytes) -> list[int]:
        sql = "SELECT cluster FROM near WHERE block = ? ORDER BY place"
        return [cluster for (cluster,) in self._base.run(sql, (block,))]

    def _choice(self, number: int) -> Choice:
        found: Choice = pickle.loads(self._base.first("SELECT choice FROM choices WHERE number = ?", number))
        return found

    def _iri(self, whole: Group, actors: Actors, taken: Container[str]) -> str:
        """One IRI a node: the founder's name, with what it represents or a digest where that is not enough."""
        founder = whole.founder
        name = founder.entity.name
        if founder.represents and whole.kind == "Organization":
            name = f"{name} {_short(founder.represents, actors, name)}".strip()
        iri = entity_iri(founder.entity.type, name)
        if founder.alone or iri in taken or _is_actor(iri, actors) or self._is_used(iri):
            own = f"{founder.article.id}\x1f{founder.entity.key}".encode("utf8", "surrogatepass")
            iri += f"-{hashlib.sha256(own).hexdigest()[:8]}"
        self._base.run("INSERT OR IGNORE INTO iris VALUES (?)", (iri,))
        return iri

    def _is_used(self, iri: str) -> bool:
        return self._base.first("SELECT 1 FROM iris WHERE iri = ?", iri) is not None


def _is_actor(iri: str, actors: Actors) -> bool:
    return iri.removeprefix(ID) in actors.by_id


def _short(represents: str, actors: Actors, name: str) -> str:
    """A word for what a body acts for, empty where its name says so."""
    actor = actors.by_id.get(represents)
    if actor is None:
        return represents if represents not in fold(name) else ""
    known = {fold(word) for word in (actor.name, *actor.names, *actor.adjectives)}
    return "" if any(word in fold(name) for word in known) else represents.rpartition("/")[2]

"""The cast of an article: its named entities, and which token names which.

A name joins the entity it fits (a surname, an acronym, a shortened form, a spelling one letter apart); what fits
nothing is a new one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import Levenshtein
from spacy.tokens import Doc

from graph.extraction.gazetteer import Known
from graph.extraction.grammar import children, label, obliques, tokens
from graph.extraction.mentions import ORGANIZATIONS, Name
from graph.extraction.metonymy import names_a_place
from graph.knowledge import Knowledge
from graph.model import Mention


@dataclass(slots=True)
class Cluster:
    """An entity in the making.

    Attributes:
        index: its place in the cast.
        type: class.
        names: forms seen with their counts.
        actor: id of a known actor.
        represents: index of the state or body it acts for.
        mentions: where it stands, by characters.
        female: whether the text speaks of the person as a woman, where it tells.
    """

    index: int
    type: str
    names: Counter[str] = field(default_factory=Counter)
    actor: str | None = None
    represents: int | None = None
    mentions: list[Mention] = field(default_factory=list)
    female: bool | None = None


@dataclass(frozen=True, slots=True)
class Ref:
    """A token refers to an entity; ``place`` is the place whose name stood for it, ``kind`` as in Mention."""

    entity: int
    place: int | None = None
    kind: str = "name"


@lru_cache(maxsize=10_000)  # each name is held against all others of its article
def folded(name: str) -> str:
    """A name without accents, case, articles, possessives and punctuation, for comparison."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"'s\b", "", plain)
    return " ".join(w for w in re.sub(r"[^\w]+", " ", plain).split() if w != "the")


class Cast:
    """The entities of one article and which token refers to which.

    Args:
        doc: the parsed article.
        knowledge: actors, types and word lists.
    """

    def __init__(self, doc: Doc, knowledge: Knowledge) -> None:
        self.doc = doc
        self.knowledge = knowledge
        self.clusters: list[Cluster] = []
        self.at: dict[int, Ref] = {}
        self._by_actor: dict[str, int] = {}
        self._by_name: dict[str, int] = {}
        self.spoken_of: set[str] = set()  # ids of known actors that are named, and whom they represent

    def is_a(self, index: int, *classes: str) -> bool:
        """Whether an entity is of one of these classes or a subclass."""
        kind = self.clusters[index].type
        return any(self.knowledge.ontology.is_a(kind, other) for other in classes)

    def _new(self, kind: str) -> Cluster:
        cluster = Cluster(len(self.clusters), kind)
        self.clusters.append(cluster)
        return cluster

    def of_actor(self, actor_id: str) -> Cluster:
        """The entity of a known actor, made where the article has not named it yet."""
        if actor_id not in self._by_actor:
            actor = self.knowledge.actors.by_id[actor_id]
            cluster = self._new(actor.type)
            cluster.actor = actor_id
            self._by_actor[actor_id] = cluster.index
            if actor.represents:
                cluster.represents = self.of_actor(actor.represents).index
        return self.clusters[self._by_actor[actor_id]]

    def state_of_place(self, place: int) -> int | None:
        """The state that a place is, or is known to lie in."""
        if self.is_a(place, "State"):
            return place
        actor = self.knowledge.actors.by_id.get(self.clusters[place].actor or "")
        state = None if actor is None else actor.capital_of or actor.located_in or actor.part_of
        return self.of_actor(state).index if state is not None and state.startswith("state/") else None

    def named(self, name: str, kind: str) -> Cluster:
        """The entity of an unknown name: one with the same name, or a new one."""
        key = folded(name)
        if key not in self._by_name:
            self._by_name[key] = self._new(kind).index
        return self.clusters[self._by_name[key]]

    def alias(self, name: str, cluster: Cluster) -> None:
        """Let another name mean the same entity from now on."""
        self._by_name.setdefault(folded(name), cluster.index)

    def lookup(self, name: str) -> Cluster | None:
        """The entity that a name already means."""
        index = self._by_name.get(folded(name))
        return None if index is None else self.clusters[index]

    def refer(self, start: int, end: int, cluster: Cluster, kind: str, place: int | None = None) -> None:
        """Record that these tokens mention an entity."""
        first, last = self.doc[start], self.doc[end - 1]
        at = Mention(first.idx, last.idx + len(last.text), kind, place is not None)
        cluster.mentions.append(at)
        for index in range(start, end):
            self.at[index] = Ref(cluster.index, place, kind)

    def state_of(self, index: int | None) -> int | None:
        """The state that an entity is or acts for, through what it represents."""
        for _ in range(4):
            if index is None or self.clusters[index].type == "State":
                return index
            index = self.clusters[index].represents
        return None


def cast_names(doc: Doc, names: list[Name], knowledge: Knowledge) -> Cast:
    """Entities of all names of a document."""
    cast = Cast(doc, knowledge)
    cast.spoken_of = _spoken_of(names, knowledge)
    for name in names:
        if name.type == "Person" and name.end - name.start >= 2 and name.known is None:
            _person(cast, name)
    for name in names:
        if name.known is not None:
            _known(cast, name)
        elif name.type == "Person":
            _person(cast, name)
        else:
            _other(cast, name)
    for cluster in cast.clusters:
        cluster.mentions = sorted(set(cluster.mentions))
    return cast


def _spoken_of(names: list[Name], knowledge: Knowledge) -> set[str]:
    """The known actors that an article names otherwise than by a capital, and those they represent."""
    found = {name.known.actor for name in names if name.known is not None and name.known.kind != "capital"}
    by_id = knowledge.actors.by_id
    return found | {str(by_id[actor].represents) for actor in found if actor in by_id}


def _who_sits_in(cast: Cast, known: Known) -> str:
    """Whom a capital's name stands for: its state, or a body that the article speaks of without naming the state."""
    body = cast.knowledge.cues.classes("capital_bodies").get(str(known.place))
    return body if body in cast.spoken_of and known.actor not in cast.spoken_of else known.actor


def _text(doc: Doc, name: Name) -> str:
    return " ".join(doc[name.start : name.end].text.split())


def _known(cast: Cast, name: Name) -> None:
    known = name.known
    assert known is not None
    text = _text(cast.doc, name)
    if known.kind == "capital" and known.place is not None:
        span = cast.doc[name.start : name.end]
        if names_a_place(span, cast.knowledge):
            city = cast.of_actor(known.place)
            city.names[text] += 1
            cast.refer(name.start, name.end, city, "name")
            return
        state, city = cast.of_actor(_who_sits_in(cast, known)), cast.of_actor(known.place)
        cast.refer(name.start, name.end, state, "name", city.index)
        return
    cluster = cast.of_actor(known.actor)
    if known.kind in ("name", "seat"):
        cluster.names[text] += 1
    if name.inside:
        cast.refer(name.start, name.start + 1, cast.of_actor(name.inside[0]), "name")
    cast.refer(name.start, name.end, cluster, "name")


def _person(cast: Cast, name: Name) -> None:
    if name.start in cast.at:
        return
    text = _text(cast.doc, name)
    words = folded(text).split()
    if not words:
        return
    cluster = cast.lookup(text) or _same_person(cast, words)
    if cluster is None:
        cluster = cast.named(text, "Person")
    cast.alias(text, cluster)
    cluster.names[text] += 1
    parts = text.split()
    if len(parts) == 3 and all(part.isalpha() and part[0].isupper() and len(part) > 2 for part in parts):
        cluster.names[f"{parts[0]} {parts[2]}"] += 0  # the shorter form by which most such people are known
    cast.refer(name.start, name.end, cluster, "name")


def _same_person(cast: Cast, words: list[str]) -> Cluster | None:
    """An earlier person whose name holds these words at its end, or whose given name fits."""
    fitting = []
    for cluster in cast.clusters:
        if cluster.type != "Person":
            continue
        for form in cluster.names:
            other = folded(form).split()
            if _compatible(words, other):
                fitting.append(cluster)
                break
    epithets = cast.knowledge.cues.words("names", "epithets")
    if not fitting and len(words[-1]) >= 5:
        fitting = [
            c
            for c in cast.clusters
            if c.type == "Person" and any(_nearly(words, folded(f).split(), epithets) for f in c.names)
        ]
    return fitting[-1] if len(fitting) == 1 or (fitting and len(words) == 1) else None


def _nearly(words: list[str], other: list[str], epithets: frozenset[str]) -> bool:
    """Whether two names differ by a spelling only ("Sarea", "Saree"): same start, one or two letters apart."""
    if words[-1][:3] != other[-1][:3] or abs(len(words[-1]) - len(other[-1])) > 1:
        return False
    if len(words) > 1 and len(other) > 1 and words[0][:2] != other[0][:2] and words[0] not in epithets:
        return False
    return bool(Levenshtein.distance(words[-1], other[-1], score_cutoff=2) <= 2)


def _compatible(words: list[str], other: list[str]) -> bool:
    if len(words) > len(other):
        words, other = other, words
    if len(words) == 1:
        return words[0] == other[-1] or (len(other) > 1 and words[0] == other[0] and len(words[0]) > 3)
    if words[-1] != other[-1]:
        return words == other[: len(words)] or words == other[-len(words) :]
    return words[0] == other[0] or (words[0][0] == other[0][0] and 1 in (len(words[0]), len(other[0])))


def _other(cast: Cast, name: Name) -> None:
    text = _text(cast.doc, name)
    bare = re.sub(r"^(the|The) ", "", text)
    plain = re.sub(r"^\d+(st|nd|rd|th) ", "", bare)
    cluster = cast.lookup(plain) or _shortened(cast, plain)
    if cluster is None:
        cluster = cast.named(plain, name.type)
    elif cluster.type == "Organization" and name.type in ORGANIZATIONS:
        cluster.type = name.type
    cluster.names[plain] += 1
    cast.alias(plain, cluster)
    tail = re.match(r"^(.{6,}) of (?:the )?[A-Z][\w ]+$", plain)
    if tail and name.inside and cluster.represents is None:
        cast.alias(tail.group(1), cluster)
    if bare != plain:
        cluster.names[bare] += 0
    if cluster.type == "GovernmentBody" and cluster.represents is None and not name.inside:
        leader = _same_person(cast, folded(text).split()[:1]) if len(text.split()) == 2 else None
        if leader is not None:
            cluster.represents = leader.index
    if cluster.represents is None and len(name.inside) == 1 and cast.is_a(cluster.index, "GovernmentBody"):
        cluster.represents = cast.of_actor(name.inside[0]).index
    cast.refer(name.start, name.end, cluster, "name")
    _define_acronym(cast, name, cluster)


def _shortened(cast: Cast, text: str) -> Cluster | None:
    """An earlier organisation of which this is the first word or the acronym."""
    words = folded(text).split()
    if len(words) != 1:
        return None
    for cluster in reversed(cast.clusters):
        if cluster.type not in ORGANIZATIONS or cluster.actor is not None:
            continue
        for form in cluster.names:
            other = folded(form).split()
            if len(other) > 1 and (
                other[0] == words[0] or (text.isupper() and _initials(form) == text.lower())
            ):
                return cluster
    return None


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper()).lower()


def _define_acronym(cast: Cast, name: Name, cluster: Cluster) -> None:
    """As in "Full Name (FN)": the capitals in brackets mean the same from here on."""
    doc = cast.doc
    at = name.end
    if at + 2 < len(doc) and doc[at].text == "(" and doc[at + 2].text == ")":
        short = doc[at + 1].text
        if 2 <= len(short) <= 10 and sum(c.isupper() for c in short) >= 2 and short[0].isupper():
            cluster.names[short] += 0
            cast.alias(short, cluster)


def cast_agreements(cast: Cast) -> None:
    """Give agreements that have no name of their own one from their words ("maritime border agreement").

    Only where the text names a party ("with Iran", "between Turkey and Libya", "EU-Mercosur"): any other deal is
    too vague to be an entity.
    """
    nouns = cast.knowledge.cues.words("definite_nouns", "Agreement")
    for token in tokens(cast.doc):
        if token.lemma_.lower() not in nouns or token.pos_ != "NOUN" or token.i in cast.at:
            continue
        words = [c for c in children(token) if label(c) in ("amod", "compound") and c.i < token.i]
        parties = [n for m, n in obliques(token) if m in ("with", "between")] + words
        if not any(
            inner.i in cast.at and cast.is_a(cast.at[inner.i].entity, "Actor")
            for n in parties
            for inner in n.subtree
        ):
            continue
        plain = [
            w for w in words if w.i not in cast.at and w.lower_ not in ("new", "recent", "first", "final")
        ]
        first = min((w.left_edge.i for w in plain), default=token.i)
        if first == token.i:
            continue
        name = " ".join(cast.doc[first : token.i + 1].text.split())
        cluster = cast.named(name, "Agreement")
        cluster.names[name] += 1
        for marker, noun in obliques(token):
            if marker == "with" and noun.i in cast.at:
                cluster.names[f"{name} with {noun.text}"] += 0
        cast.refer(token.i, token.i + 1, cluster, "nominal")

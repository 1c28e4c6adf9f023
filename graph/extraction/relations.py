"""Lasting relations between entities, from how names stand beside each other and from plain sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph.extraction.cast import Cast
from graph.extraction.clauses import objects, subjects
from graph.extraction.coreference import Resolver
from graph.extraction.grammar import children, is_denied, is_passive, label, obliques, preposition, tokens
from graph.extraction.positions import Position
from graph.model import TenureStatus

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class Link:
    """A relation as one sentence tells it; ``token`` is the word for the evidence."""

    subject: int
    predicate: str
    object: int
    status: TenureStatus | None
    token: Token


def find_relations(doc: Doc, cast: Cast, resolver: Resolver, positions: list[Position]) -> Iterator[Link]:
    """The relations that a document tells; the same one may come more than once.

    Args:
        doc: the parsed article.
        cast: its entities.
        resolver: what tokens refer to.
        positions: offices found before, from which heads of state and spokespeople follow.
    """
    reader = _Reader(doc, cast, resolver)
    yield from reader.from_positions(positions)
    for index in sorted(cast.at):
        if index - 1 in cast.at and cast.at[index - 1].entity == cast.at[index].entity:
            continue
        if cast.at[index].kind == "name":
            yield from reader.beside(index)
    for token in tokens(doc):
        yield from reader.membership(token)
        yield from reader.grouping(token)
        yield from reader.parts(token)
        yield from reader.partners(token)
        yield from reader.capital(token)
        yield from reader.seat(token)
        yield from reader.done(token)
    yield from reader.bodies()
    yield from reader.parties()


class _Reader:
    def __init__(self, doc: Doc, cast: Cast, resolver: Resolver) -> None:
        self.doc, self.cast, self.resolver = doc, cast, resolver
        cues = cast.knowledge.cues
        self.appositives = cues.classes("appositives")
        self.descriptions = cues.words("positions", "descriptions")
        self.heads_of_state = cues.words("positions", "head_of_state")
        self.heads_of_government = cues.words("positions", "head_of_government")
        self.spokes = cues.words("positions", "spokesperson")
        self.offices = cues.words("positions", "heads")
        self.places = cues.words("stands_for_state", "city_nouns")
        self.fillers = cues.words("names", "fillers") | {"-"}
        self.seated, self.seats = cues.words("seats", "participles"), cues.words("seats", "nouns")

    def from_positions(self, positions: list[Position]) -> Iterator[Link]:
        for position in positions:
            if position.of is None or position.of == position.holder:
                continue
            held = position.status in (TenureStatus.CURRENT, TenureStatus.ACTING)
            status = None if held else position.status
            title = position.title.lower()
            if position.head in self.spokes or title in self.spokes or "press secretary" in title:
                yield Link(position.holder, "spokespersonFor", position.of, status, position.token)
            if not self.cast.is_a(position.of, "State"):
                continue
            if title in self.heads_of_state:
                yield Link(position.of, "headOfState", position.holder, status, position.token)
            elif title in self.heads_of_government:
                yield Link(position.of, "headOfGovernment", position.holder, status, position.token)

    def _end(self, start: int) -> int:
        entity = self.cast.at[start].entity
        end = start
        while end in self.cast.at and self.cast.at[end].entity == entity:
            end += 1
        return end

    def _state_before(self, start: int) -> int | None:
        """A state's name, adjective or possessive before a name, with common nouns between ("Iranian airline X")."""
        index = start - 1
        steps = 0
        while index >= 0 and steps < 4:
            ref = self.cast.at.get(index)
            if ref is not None:
                return ref.entity if self.cast.is_a(ref.entity, "State") and ref.place is None else None
            token = self.doc[index]
            plain = (
                token.lemma_.lower() in self.appositives
                or token.lemma_.lower() in self.descriptions
                or token.pos_ in ("ADJ",)
            )
            if not (plain or token.text in _POSSESSIVE or token.lower_ in self.fillers):
                return None
            index -= 1
            steps += token.text not in _POSSESSIVE
        return None

    def beside(self, start: int) -> Iterator[Link]:
        """Relations told by what stands before or behind a name."""
        entity, token = self.cast.at[start].entity, self.doc[start]
        cluster = self.cast.clusters[entity]
        state = self._state_before(start)
        if state is None and label(token) in ("conj", "nmod", "appos", "flat", "compound"):
            state = self._listed_under(token)
        # "Australia's Pacific minister" tells of no place, "Ukraine's Kharkiv region" does.
        titular = label(token) in ("compound", "amod") and token.head.lower_ in self.offices
        if state is not None and state != entity:
            if cluster.type in ("Company", "MediaOrganization") or (cluster.type == "Organization"):
                yield Link(entity, "nationality", state, None, token)
            elif self.cast.is_a(entity, "GovernmentBody"):
                yield Link(entity, "partOf", state, None, token)
            elif (
                cluster.type in ("City", "Region", "Facility") and self._is_place_noun(start) and not titular
            ):
                yield Link(entity, "locatedIn", state, None, token)
            elif cluster.type == "Person" and self._describes(start):
                yield Link(entity, "nationality", state, None, token)
            if cluster.type == "Company" and self._owned_by_state(start):
                yield Link(state, "owns", entity, None, token)
        yield from self._based(start, entity)
        yield from self._of_city(start, entity)
        yield from self._behind(entity, self._end(start), cluster.type)

    def _owned_by_state(self, start: int) -> bool:
        """Whether "state-owned" stands before a company's name."""
        words = [t.lower_ for t in self.doc[max(0, start - 5) : start]]
        return "owned" in words and "state" in words

    def _based(self, start: int, entity: int) -> Iterator[Link]:
        """As in "the Yemen-based Houthi movement": what is based somewhere."""
        for index in range(max(2, start - 2), start):
            ref = self.cast.at.get(index - 2)
            based = self.doc[index].lower_ == "based" and self.doc[index - 1].text == "-"
            fits = ref is not None and self.cast.is_a(ref.entity, "Place") and self.cast.is_a(entity, "Actor")
            if based and ref is not None and fits:
                yield Link(entity, "headquarteredIn", ref.entity, None, self.doc[index])

    def _of_city(self, start: int, entity: int) -> Iterator[Link]:
        """As in "the Russian city of Kazan"."""
        if start < 3 or self.doc[start - 1].lower_ != "of" or self.doc[start - 2].lower_ not in self.places:
            return
        ref = self.cast.at.get(start - 3)
        if ref is not None and self.cast.is_a(ref.entity, "State") and self.cast.is_a(entity, "Place"):
            yield Link(entity, "locatedIn", ref.entity, None, self.doc[start - 2])

    def _is_place_noun(self, start: int) -> bool:
        words = {self.doc[i].lower_ for i in range(max(0, start - 3), start)}
        return bool(words & self.places) or self.doc[start - 1].text in _POSSESSIVE

    def _describes(self, start: int) -> bool:
        return self.doc[start - 1].lemma_.lower() in self.descriptions

    def _listed_under(self, token: Token) -> int | None:
        """As in "German firms including A, B and C": the state of the noun that a list belongs to."""
        for _ in range(8):
            if label(token) not in ("conj", "flat", "compound"):
                break
            token = token.head
        noun = token.head
        marked = any(m in ("including", "such as", "like") and n.i == token.i for m, n in obliques(noun))
        if not marked or noun.lemma_.lower() not in self.appositives:
            return None
        for child in children(noun):
            ref = self.cast.at.get(child.i)
            if (
                label(child) in ("amod", "compound")
                and ref is not None
                and self.cast.is_a(ref.entity, "State")
            ):
                return ref.entity
        return None

    def seat(self, token: Token) -> Iterator[Link]:
        """As in "X, a company based in Y", "X, whose secretariat is in Y"."""
        if token.lower_ in self.seated:
            bearers = [c for c in children(token) if label(c).startswith("nsubj")] or [token.head]
            if label(token) == "acl:relcl":
                bearers = [token.head]
            verb = token
        elif token.lower_ in self.seats and label(token).startswith("nsubj"):
            bearers = [c for c in children(token) if label(c) == "nmod:poss"]
            verb = token.head
            if bearers and bearers[0].lower_ == "whose" and label(verb) == "acl:relcl":
                bearers = [verb.head]
        else:
            return
        while bearers and label(bearers[0]) == "appos":
            bearers = [bearers[0].head]
        for ref in self.resolver.entities(bearers[0]) if bearers else []:
            for where in self._where(verb):
                if self.cast.is_a(ref.entity, "Organization") and self.cast.is_a(where, "Place"):
                    yield Link(ref.entity, "headquarteredIn", where, None, token)

    def _where(self, verb: Token) -> list[int]:
        """The places that a verb names, or that stand with a copula in its stead ("is in Y")."""
        nouns = [n for m, n in obliques(verb) if m in ("in", "at")]
        if preposition(verb) in ("in", "at"):
            nouns.append(verb)
        refs = [ref for noun in nouns for ref in self.resolver.all_entities(noun)]
        return [ref.entity if ref.place is None else ref.place for ref in refs]

    def done(self, token: Token) -> Iterator[Link]:
        """As in "X joined the bloc", "a fund that owns Y": lasting facts that a plain verb tells."""
        told = {"join": "memberOf", "own": "owns"}.get(token.lemma_)
        if told is None or token.pos_ != "VERB" or token.tag_ not in ("VBD", "VBN", "VBZ", "VBP"):
            return
        supposed = any(c.tag_ == "MD" or c.lower_ in ("if", "unless", "whether") for c in children(token))
        if supposed or is_denied(token) or (told == "memberOf" and is_passive(token)):
            return
        whole = (
            ("InternationalOrganization", "Bloc") if told == "memberOf" else ("Company", "Facility", "Vessel")
        )
        for subject in (r for t in subjects(token) for r in self.resolver.all_entities(t)):
            for other in (r for t in objects(token) for r in self.resolver.all_entities(t)):
                if self.cast.is_a(subject.entity, "State", "Organization") and self.cast.is_a(
                    other.entity, *whole
                ):
                    yield Link(subject.entity, told, other.entity, None, token)

    def _within(self, start: int) -> int | None:
        """The first name among the three words from a token on."""
        return next((i for i in range(start, min(len(self.doc), start + 3)) if i in self.cast.at), None)

    def _behind(self, entity: int, end: int, kind: str) -> Iterator[Link]:
        """As in "Sao Paulo, Brazil", "the Quds Force of Iran", "X, of the Y party"."""
        doc = self.doc
        if end + 1 >= len(doc):
            return
        comma = 1 if doc[end].text == "," else 0
        marker, name = doc[end + comma].lower_, self._within(end + comma + 1)
        if name is not None and (marker == "in" and (comma or kind in ("Facility", "Organization"))):
            where = self.cast.at[name]
            wanted = ("State", "Region") if kind == "City" else ("City",)
            if kind in ("City", "Facility", "Organization") and self.cast.is_a(where.entity, *wanted):
                yield Link(entity, "locatedIn", where.entity, None, doc[end + comma])
        party = name is not None and self.cast.is_a(self.cast.at[name].entity, "PoliticalParty")
        if name is not None and party and comma and marker == "of" and kind == "Person":
            yield Link(entity, "memberOfParty", self.cast.at[name].entity, None, doc[end + comma])
        after = self.cast.at.get(end + 1)
        if after is None or after.entity == entity:
            return
        whole = self.cast.is_a(after.entity, "State", "Region")
        if kind in ("City", "Facility") and doc[end].text == "," and whole and doc[end + 1].pos_ == "PROPN":
            listed = end + 3 < len(doc) and doc[end + 2].text in (",", "and") and end + 3 in self.cast.at
            if not listed or doc[end + 2].text == "," or doc[end + 2].pos_ in ("VERB", "AUX", "ADP"):
                yield Link(entity, "locatedIn", after.entity, None, doc[end + 1])
        elif (
            doc[end].lower_ == "of"
            and self.cast.is_a(entity, "GovernmentBody")
            and self.cast.is_a(after.entity, "State")
        ):
            yield Link(entity, "partOf", after.entity, None, doc[end])

    def bodies(self) -> Iterator[Link]:
        """A body whose own name says which state it belongs to ("Royal Saudi Air Force", "... of Germany")."""
        for cluster in self.cast.clusters:
            state = cluster.represents
            if state is None or not cluster.mentions or not self.cast.is_a(cluster.index, "GovernmentBody"):
                continue
            if self.cast.is_a(state, "State"):
                first = cluster.mentions[0]
                token = next((t for t in tokens(self.doc) if t.idx >= first.start), None)
                if token is not None and self._names_state(cluster.index, state):
                    yield Link(cluster.index, "partOf", state, None, token)

    def _names_state(self, body: int, state: int) -> bool:
        actor = self.cast.knowledge.actors.by_id.get(self.cast.clusters[state].actor or "")
        if actor is None:
            return False
        forms = {actor.name, *actor.names, *actor.acronyms, *actor.adjectives}
        seen = " ".join(self.cast.clusters[body].names)
        return any(form in seen for form in forms)

    def parties(self) -> Iterator[Link]:
        """The parties that an agreement's own noun phrase names ("a treaty with X", "the pact between X and Y")."""
        for index, ref in sorted(self.cast.at.items()):
            token = self.doc[index]
            if not self.cast.is_a(ref.entity, "Agreement") or token.pos_ not in ("NOUN", "PROPN"):
                continue
            nouns = [n for m, n in obliques(token) if m in ("with", "between")]
            if (
                token.head.lemma_ in ("sign", "ratify", "enter", "reach", "conclude", "agree")
                and label(token) == "obj"
            ):
                nouns += subjects(token.head)
            found = [
                r.entity
                for n in nouns
                for r in self.resolver.all_entities(n)
                if self.cast.is_a(r.entity, "Actor")
            ]
            for party in dict.fromkeys(found):
                yield Link(party, "partyTo", ref.entity, None, token)

    def grouping(self, token: Token) -> Iterator[Link]:
        """As in "X is a group of seven countries, A, B and C", "X, a grouping comprising A and B"."""
        if token.lemma_.lower() not in (
            "group",
            "grouping",
            "bloc",
            "alliance",
            "organisation",
            "organization",
            "forum",
        ):
            return
        wholes = [w for w in self._holder_of(token) if self.cast.is_a(w, "Organization", "Bloc")]
        if not wholes:
            return
        members: list[int] = []
        for child in token.subtree:
            listed = child.lemma_ in ("comprise", "include") and label(child) in ("acl", "acl:relcl")
            if listed:
                members += [
                    r.entity
                    for c in children(child)
                    if label(c) in ("obj", "nsubj")
                    for r in self.resolver.all_entities(c)
                ]
        for marker, noun in obliques(token):
            if marker == "of" and noun.lemma_.lower() in ("country", "nation", "state", "economy", "member"):
                members += [
                    r.entity
                    for c in children(noun)
                    if label(c) in ("appos", "conj", "dep", "parataxis")
                    for r in self.resolver.all_entities(c)
                ]
        for member in dict.fromkeys(members):
            if self.cast.is_a(member, "State") and member != wholes[0]:
                yield Link(member, "memberOf", wholes[0], None, token)

    def parts(self, token: Token) -> Iterator[Link]:
        """As in "the Corps, which includes the Force": one body within another."""
        if token.lemma_ != "include" or label(token) != "acl:relcl":
            return
        for whole in self.resolver.entities(token.head):
            for child in children(token):
                for part in self.resolver.all_entities(child) if label(child) == "obj" else []:
                    bodies = all(self.cast.is_a(r.entity, "Organization") for r in (whole, part))
                    if bodies and part.entity != whole.entity:
                        yield Link(part.entity, "partOf", whole.entity, None, token)

    def partners(self, token: Token) -> Iterator[Link]:
        """As in "X and Y are strategic partners"."""
        if token.lemma_.lower() not in ("partner", "ally") or not any(
            label(c) == "cop" for c in children(token)
        ):
            return
        if is_denied(token):
            return
        sides = [r.entity for t in subjects(token) for r in self.resolver.all_entities(t)]
        sides += [
            r.entity for m, n in obliques(token) if m in ("of", "with") for r in self.resolver.all_entities(n)
        ]
        states = [s for s in dict.fromkeys(sides) if self.cast.is_a(s, "State")]
        if len(states) == 2:
            yield Link(states[0], "strategicPartnerOf", states[1], None, token)

    # -- sentences ---------------------------------------------------------------------------------

    def _holder_of(self, noun: Token) -> list[int]:
        """Who is said to be the noun: its subject by a copula, or what it stands in apposition to."""
        if any(label(c) == "cop" for c in children(noun)):
            found = [ref.entity for token in subjects(noun) for ref in self.resolver.all_entities(token)]
        elif label(noun) in ("appos", "acl", "conj") or noun.head.pos_ in ("PROPN",):
            found = [ref.entity for ref in self.resolver.entities(noun.head)]
        elif label(noun) == "nsubj" and noun.head.lemma_ == "include":
            found = [
                r.entity
                for c in children(noun.head)
                if label(c) == "obj"
                for r in self.resolver.all_entities(c)
            ]
        else:
            found = []
        return found

    def membership(self, token: Token) -> Iterator[Link]:
        """As in "X is a member of Y", "signatories to the treaty include X"."""
        lemma = token.lemma_.lower()
        if lemma not in ("member", "signatory", "party") or token.pos_ not in ("NOUN", "PROPN"):
            return
        predicate = "memberOf" if lemma == "member" else "partyTo"
        wholes = [
            ref.entity
            for marker, noun in obliques(token)
            if marker in ("of", "to")
            for ref in self.resolver.all_entities(noun)
        ]
        for child in children(token):
            if label(child) in ("compound", "nmod:poss", "amod") and child.i in self.cast.at:
                wholes.append(self.cast.at[child.i].entity)
        for member in [] if is_denied(token) else self._holder_of(token):
            for whole in wholes:
                fits = (
                    self.cast.is_a(whole, "Organization", "Bloc")
                    if predicate == "memberOf"
                    else self.cast.is_a(whole, "Text")
                )
                if fits and member != whole:
                    yield Link(member, predicate, whole, self._former(token), token)

    def _former(self, token: Token) -> TenureStatus | None:
        return TenureStatus.FORMER if any(c.lower_ in ("former", "ex") for c in children(token)) else None

    def _known_state(self, city: int) -> list[int]:
        """The state whose capital a city is known to be, where the article speaks of that state."""
        place = self.cast.clusters[city].actor
        found = []
        for cluster in self.cast.clusters:
            actor = self.cast.knowledge.actors.by_id.get(cluster.actor or "")
            if actor is not None and cluster.mentions and any(c.id == place for c in actor.capitals):
                found.append(cluster.index)
        return found

    def capital(self, token: Token) -> Iterator[Link]:
        """As in "The capital, Riyadh": of the state that the sentence speaks of."""
        if token.lower_ != "capital" or token.pos_ != "NOUN":
            return
        cities = [
            r.entity
            for c in children(token)
            if label(c) in ("appos", "flat")
            for r in self.resolver.entities(c)
        ]
        states = [
            ref.entity
            for marker, noun in obliques(token)
            if marker == "of"
            for ref in self.resolver.entities(noun)
        ]
        states += [self.cast.at[c.i].entity for c in children(token) if c.i in self.cast.at]
        if not states:
            states = [s for city in cities for s in self._known_state(city)]
        for city in cities:
            for state in states:
                if self.cast.is_a(city, "City") and self.cast.is_a(state, "State"):
                    yield Link(city, "capitalOf", state, None, token)

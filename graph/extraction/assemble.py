"""From what was found to the frozen :class:`~graph.model.Extraction`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from spacy.tokens import Doc, Token

from graph.extraction.attribution import Attribution
from graph.extraction.candidates import Candidate, content_tokens
from graph.extraction.cast import Cast, Cluster
from graph.extraction.identity import Group
from graph.extraction.positions import Position
from graph.extraction.relations import Link
from graph.knowledge import Knowledge
from graph.knowledge.ontology import EventClass
from graph.model import (
    Argument,
    Article,
    Claim,
    Entity,
    Event,
    Extraction,
    Rejection,
    Relation,
    Status,
    Tenure,
    TenureStatus,
)

_ROLES = ("actor", "target", "participant", "place", "concerns")
_OPEN = frozenset({Status.PLANNED, Status.REQUESTED, Status.HYPOTHETICAL})


class Assembler:
    """Builds the extraction of one article.

    Args:
        article: the article.
        doc: its parse.
        cast: its entities.
        knowledge: codes of the event classes.
    """

    def __init__(self, article: Article, doc: Doc, cast: Cast, knowledge: Knowledge) -> None:
        self.article, self.doc, self.cast, self.knowledge = article, doc, cast, knowledge
        self.claims: list[Claim] = []
        self.used: set[int] = set()

    def build(
        self,
        groups: list[Group],
        positions: list[Position],
        links: list[Link],
        rejections: Iterable[Rejection],
    ) -> Extraction:
        """The frozen extraction: every list in order of the text, keys by position."""
        events = self._events(groups)
        tenures = self._tenures(positions)
        relations = self._relations(links)
        return Extraction(
            article=self.article,
            entities=self._entities(),
            events=events,
            tenures=tenures,
            relations=relations,
            claims=tuple(self.claims),
            rejections=tuple(sorted(rejections)),
        )

    # -- evidence -----------------------------------------------------------------------------------

    def _sentence(self, token: Token) -> tuple[int, int]:
        """The characters of a token's sentence without white space at its ends."""
        sent = token.sent
        start, end = sent.start, sent.end
        while start < end and self.doc[start].is_space:
            start += 1
        while end > start and self.doc[end - 1].is_space:
            end -= 1
        last = self.doc[end - 1]
        return self.doc[start].idx, last.idx + len(last.text)

    def _claim(self, asserts: str, token: Token, **fields: Any) -> None:
        start, end = self._sentence(token)
        key = f"c{len(self.claims) + 1}"
        self.claims.append(
            Claim(
                key,
                asserts,
                start,
                end,
                self.article.text[token.idx : token.idx + len(token.text)],
                token.idx,
                **fields,
            )
        )

    def _key(self, index: int) -> str:
        self.used.add(index)
        represents = self.cast.clusters[index].represents
        if represents is not None and represents not in self.used:
            self._key(represents)
        return f"e{index + 1}"

    # -- entities -----------------------------------------------------------------------------------

    def _entities(self) -> tuple[Entity, ...]:
        for cluster in self.cast.clusters:
            if cluster.mentions:
                self._key(cluster.index)
        return tuple(self._entity(c) for c in self.cast.clusters if c.index in self.used)

    def _entity(self, cluster: Cluster) -> Entity:
        actor = self.knowledge.actors.by_id.get(cluster.actor) if cluster.actor else None
        forms = sorted(cluster.names, key=lambda n: (-len(n.split()), -cluster.names[n], -len(n), n))
        name = actor.name if actor is not None else forms[0]
        return Entity(
            key=f"e{cluster.index + 1}",
            type=cluster.type,
            name=name,
            aliases=tuple(sorted(set(forms) - {name})),
            actor=cluster.actor,
            represents=None if cluster.represents is None else f"e{cluster.represents + 1}",
            mentions=tuple(sorted(set(cluster.mentions))),
        )

    # -- events -------------------------------------------------------------------------------------

    def _events(self, groups: list[Group]) -> tuple[Event, ...]:
        by_token: dict[int, str] = {}
        for number, group in enumerate(groups, 1):
            for telling in group.tellings:
                by_token[telling.predicate.token.i] = f"v{number}"
                if telling.predicate.support is not None:
                    by_token.setdefault(telling.predicate.support.i, f"v{number}")
        return tuple(self._event(f"v{n}", group, by_token) for n, group in enumerate(groups, 1))

    def _event(self, key: str, group: Group, by_token: dict[int, str]) -> Event:
        best = max(
            group.tellings,
            key=lambda t: (t.status is group.status, len(t.filled.entities(*_ROLES)), -t.predicate.token.i),
        )
        tellings = [best, *(t for t in group.tellings if t is not best)]
        status = group.status
        dated = next((t for t in tellings if t.dates[0] is not None), None)
        codes = self.knowledge.ontology.event_classes.get(best.type)
        arguments = self._arguments(tellings) | self._content(best, key, by_token)
        for telling in group.tellings:
            self._event_claim(key, telling, codes)
        plover = plover_root(best, codes, status)
        rooted = plover is not None
        return Event(
            key=key,
            type=best.type,
            status=status,
            arguments=tuple(sorted(arguments)),
            plover=plover,
            goldstein=self._goldstein(best, codes, plover, status) if rooted else None,
            plover_score=self._score(codes, plover, status) if rooted else None,
            date=None if dated is None else dated.dates[0],
            date_end=None if dated is None else dated.dates[1],
            date_text=None
            if dated is None or dated.time is None
            else self.doc[dated.time.start : dated.time.end].text,
            theme=next((t.theme for t in tellings if t.theme), None),
            frame=best.frame.id,
        )

    def _arguments(self, tellings: list[Candidate]) -> set[Argument]:
        """The best telling's arguments; later tellings only fill roles it leaves empty."""
        filled: dict[str, set[str]] = defaultdict(set)
        for telling in tellings:
            symmetric = telling.predicate.pos == "noun" and bool(filled.get("participant"))
            empty = [role for role in _ROLES if role not in filled or (role == "participant" and symmetric)]
            taken = {filler for fillers in filled.values() for filler in fillers}
            for role in empty:
                for ref in telling.filled.roles.get(role, ()):
                    filler = self._key(ref.entity)
                    if filler not in taken:
                        filled[role].add(filler)
        return {Argument(role, filler) for role, fillers in filled.items() for filler in fillers}

    def _content(self, telling: Candidate, key: str, by_token: dict[int, str]) -> set[Argument]:
        if not self.knowledge.ontology.is_a(telling.type, "SpeechAct"):
            return set()
        for index in content_tokens(telling):
            event = by_token.get(index)
            if event is not None and event != key:
                return {Argument("concerns", event)}
        return set()

    def _event_claim(self, key: str, telling: Candidate, codes: EventClass | None) -> None:
        said = telling.attribution
        speech = self.knowledge.ontology.is_a(telling.type, "SpeechAct")
        own = speech and said.speaker is not None and said.speaker in telling.filled.entities("actor")
        places = {
            ref.place for refs in telling.filled.roles.values() for ref in refs if ref.place is not None
        }
        for token in (telling.predicate.token, *telling.quoted):
            self._claim(
                key,
                token,
                status=telling.status,
                plover=plover_root(telling, codes, telling.status),
                attributed_to=None if said.speaker is None or own else self._key(said.speaker),
                reported_by=self._reporter(said),
                attribution_text=said.text,
                attribution_cue=None if own else said.cue,
                metonyms=tuple(sorted(self._key(place) for place in places)),
            )

    def _reporter(self, said: Attribution) -> str | None:
        """Key of who passes the attribution on, where it is not the speaker."""
        if said.reporter is None or said.reporter == said.speaker:
            return None
        return self._key(said.reporter)

    def _goldstein(
        self, telling: Candidate, codes: EventClass | None, plover: str | None, status: Status
    ) -> float | None:
        if telling.frame.goldstein is not None and not telling.tone:
            return telling.frame.goldstein
        if codes is not None and plover == codes.plover and status not in _OPEN:
            return codes.goldstein
        root = self.knowledge.ontology.plover_roots.get(plover or "")
        return None if root is None else root.goldstein

    def _score(self, codes: EventClass | None, plover: str | None, status: Status) -> float | None:
        if codes is not None and plover == codes.plover and status not in _OPEN:
            return codes.plover_score
        root = self.knowledge.ontology.plover_roots.get(plover or "")
        return None if root is None else root.score

    # -- positions and relations ----------------------------------------------------------------------

    def _tenures(self, positions: list[Position]) -> tuple[Tenure, ...]:
        found: dict[tuple[int, str, int | None], str] = {}
        tenures: dict[str, Tenure] = {}
        for position in positions:
            similar = next(
                (
                    k
                    for k in found
                    if k[0] == position.holder
                    and k[1].split()[-1] == position.title.lower().split()[-1]
                    and (k[2] == position.of or position.of is None)
                ),
                None,
            )
            ident = similar or (position.holder, position.title.lower(), position.of)
            if ident not in found:
                found[ident] = f"t{len(found) + 1}"
                key = found[ident]
                of = None if position.of is None else self._key(position.of)
                tenures[key] = Tenure(key, self._key(position.holder), position.title, of, position.status)
            self._claim(found[ident], position.token)
        return tuple(tenures.values())

    def _relations(self, links: list[Link]) -> tuple[Relation, ...]:
        found: dict[tuple[int, str, int, TenureStatus | None], str] = {}
        relations = []
        seen: set[tuple[str, int]] = set()
        for link in links:
            ident = (link.subject, link.predicate, link.object, link.status)
            if ident not in found:
                found[ident] = f"r{len(found) + 1}"
                relations.append(
                    Relation(
                        found[ident],
                        self._key(link.subject),
                        link.predicate,
                        self._key(link.object),
                        link.status,
                    )
                )
            at = (found[ident], self._sentence(link.token)[0])
            if at not in seen:
                seen.add(at)
                self._claim(found[ident], link.token)
        return tuple(relations)


def plover_root(telling: Candidate, codes: EventClass | None, status: Status) -> str | None:
    """The PLOVER root by the row, else by the class and its status rule (a planned visit is AGREE).

    Source: PLOVER codebook (2021 draft): status is decided before type.
    """
    override = None if telling.tone else telling.frame.plover  # a tone makes another act of it than the row's
    if override is not None:
        return None if override == "none" else override
    if codes is None:
        return None
    if status in _OPEN and codes.planned_plover is not None:
        return codes.planned_plover
    return codes.plover

"""Offices that people hold: titles before a name, appositions behind it, and plain sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph.extraction.cast import Cast, Ref
from graph.extraction.coreference import Resolver
from graph.extraction.grammar import children, is_denied, label
from graph.extraction.mentions import is_capitalised
from graph.knowledge.cues import Cues
from graph.model import TenureStatus

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
# Words that may stand between a name's comma and the office ("X, at that time the foreign minister of Y").
_OPENERS = frozenset("the a an its his her their at that time then".split())
_LINK = frozenset(["of", "to", "for", "on", "at", "in", "and", "the"])
_HYPHENATED = frozenset("secretary vice attorney director lieutenant major brigadier governor".split())
_RANKS = frozenset(
    [
        "general",
        "admiral",
        "colonel",
        "captain",
        "marshal",
        "lieutenant",
        "brigadier",
        "lieutenant-general",
        "major",
    ]
)


@dataclass(frozen=True, slots=True)
class Position:
    """A person in an office.

    Attributes:
        holder: index of the person.
        title: the office's words, without country and "former".
        head: its last noun, in lower case.
        of: index of the state or body, or None.
        status: whether it is held now.
        token: the noun that names it, for the evidence.
    """

    holder: int
    title: str
    head: str
    of: int | None
    status: TenureStatus
    token: Token


class Reader:
    """Reads offices around names."""

    def __init__(self, doc: Doc, cast: Cast, resolver: Resolver) -> None:
        self.doc, self.cast, self.resolver = doc, cast, resolver
        cues: Cues = cast.knowledge.cues
        self.heads = cues.words("positions", "heads")
        self.modifiers = cues.words("positions", "modifiers")
        self.honorifics = cues.words("positions", "honorifics")
        self.kinds = cues.classes("appositives").keys()
        self.statuses = {
            **dict.fromkeys(cues.words("positions", "former"), TenureStatus.FORMER),
            **dict.fromkeys(cues.words("positions", "acting"), TenureStatus.ACTING),
            **dict.fromkeys(cues.words("positions", "incoming"), TenureStatus.INCOMING),
        }

    def named(self, start: int, person: int) -> Iterator[Position]:
        """The offices that stand around a name."""
        found = self.before(start, person) or self.behind(start, person) or self.apposed(start, person)
        if found is not None:
            yield found
            office = self.beside_rank(found, start)
            if office is not None:
                yield office
        yield from self.copula(start, person)

    # -- before the name ---------------------------------------------------------------------------

    def before(self, start: int, person: int) -> Position | None:
        """As in "Russian Foreign Minister Sergey Lavrov", "US Ambassador to Germany Richard Grenell"."""
        index = start - 1
        if index > 2 and self.doc[index].text == ")" and self.doc[index - 2].text == "(":
            index -= 3  # "Lieutenant-General (Retd) X"
        while index >= 0 and (
            self.doc[index].text == "-"
            or (self.doc[index].lower_ in self.honorifics and self._rank_follows_office(index))
        ):
            index -= 1
        head = self._office_end(index)
        return None if head is None else self.compose(head, index + 1, person)

    def _rank_follows_office(self, index: int) -> bool:
        low = self.doc[index].lower_
        if low not in self.heads:
            return True
        return low in _RANKS and index > 0 and self.doc[index - 1].lower_ in self.heads

    def _office_end(self, index: int) -> int | None:
        """The office's head noun, either at this token or before a complement that ends here."""
        if index < 0:
            return None
        if self.doc[index].lower_ in self.heads:
            return index
        seen_link = False
        for back in range(index, max(-1, index - 12), -1):
            token = self.doc[back]
            if token.lower_ in self.heads and seen_link and self.doc[back + 1].lower_ in _LINK:
                return back
            if token.lower_ in _LINK:
                seen_link = True
            elif not is_capitalised(token) and token.text not in _POSSESSIVE and token.text != "-":
                return None
            if token.is_punct and token.text not in ("-", "’s", "'s"):
                return None
        return None

    def compose(self, head: int, end: int, person: int, owner: Ref | None = None) -> Position | None:
        """The position whose head noun is known: its words to the left, its country, its complement to the right."""
        first, status = self.leftwards(head)
        if owner is None:
            owner = self.owner_before(first)
            if status is TenureStatus.CURRENT and owner is not None:
                status = self._status_before(first) or status
        complement = self._complement(head, end)
        of = owner.entity if owner is not None else None
        title_end = head + 1
        if complement is not None:
            marker, refs = complement
            if marker in ("of", "for", "at", "in") and of is None and refs:
                of = refs[0].entity
            elif not (refs and marker in ("of", "for", "at") and of == refs[0].entity):
                title_end = end
        title = " ".join(self.doc[first:title_end].text.split())
        if of is not None and self.cast.clusters[of].type == "City":
            of = self.cast.state_of(of) or of
        return Position(person, title.strip(" ,"), self.doc[head].lower_, of, status, self.doc[head])

    def leftwards(self, head: int) -> tuple[int, TenureStatus]:
        """The first token of an office whose head noun is known, and whether it is held now."""
        first, status = head, TenureStatus.CURRENT
        index = head - 1
        while index >= 0:
            token = self.doc[index]
            low = token.lower_
            if low in self.statuses and index not in self.cast.at:
                status = self.statuses[low]
                index -= 1
                continue
            if (
                token.text == "-"
                and index > 0
                and self.doc[index - 1].lower_ in ("then", "ex", "vice", "attorney", "secretary")
            ):
                index -= 1
                continue
            joined = low == "and" and self.doc[index - 1].lower_ in self.modifiers and first == index + 1
            if low not in self.modifiers and not joined:
                break
            if index in self.cast.at:
                break
            first = index
            index -= 1
        return first, status

    def _status_before(self, first: int) -> TenureStatus | None:
        for back in range(first - 1, max(-1, first - 8), -1):
            low = self.doc[back].lower_
            if low in self.statuses:
                return self.statuses[low]
            if back not in self.cast.at and self.doc[back].text not in _POSSESSIVE and low != "the":
                return None
        return None

    def owner_before(self, first: int) -> Ref | None:
        """The state or body just before the office: "Russian", "Ukraine's", "Kremlin"."""
        index = first - 1
        while index >= 0 and (
            self.doc[index].text in _POSSESSIVE
            or self.doc[index].lower_ in self.statuses
            or self.doc[index].text == "-"
        ):
            index -= 1
        ref = self.cast.at.get(index)
        if ref is None or (index < first - 1 and self.doc[index].lower_ in ("of",)):
            if index >= 0 and self.doc[index].tag_ == "PRP$":
                refs = self.resolver.entities(self.doc[index])
                return refs[0] if refs else None
            return None
        return (
            ref if self.cast.is_a(ref.entity, "State", "Organization", "Bloc", "Region", "Person") else None
        )

    def _complement(self, head: int, end: int) -> tuple[str, list[Ref]] | None:
        if end <= head + 1:
            return None
        marker = self.doc[head + 1].lower_
        refs: list[Ref] = []
        for index in range(head + 2, end):
            ref = self.cast.at.get(index)
            if ref is not None and all(ref.entity != other.entity for other in refs):
                refs.append(ref)
        named = [ref for ref in refs if self.cast.is_a(ref.entity, "Organization", "State")]
        bodies = [ref for ref in named if not self.cast.is_a(ref.entity, "State")]
        return marker, bodies or named

    # -- behind the name ---------------------------------------------------------------------------

    def behind(self, start: int, person: int) -> Position | None:
        """As in "Qasem Soleimani, head of Iran's Quds Force", "X, who was envoy to Y until December"."""
        end = start
        while end in self.cast.at and self.cast.at[end].entity == person:
            end += 1
        if end < len(self.doc) and self.doc[end].text == "(":
            while end < len(self.doc) and self.doc[end].text != ")":
                end += 1
            end += 1
        if end >= len(self.doc) or self.doc[end].text != ",":
            return None
        index, past = end + 1, False
        if (
            index + 1 < len(self.doc)
            and self.doc[index].lower_ == "who"
            and self.doc[index + 1].lower_ in ("is", "was")
        ):
            past = self.doc[index + 1].lower_ == "was"
            index += 2
        past = past or any(
            t.lower_ in ("at", "then") for t in self.doc[index : index + 1]
        )  # "X, at that time the foreign minister"
        for at in range(index, min(len(self.doc), index + 9)):
            token = self.doc[at]
            if token.lower_ in self.heads and not self._office_goes_on(at):
                if self.names_next(at):
                    return None
                found = self.compose(at, self.complement_end(at), person)
                if found is not None and past:
                    return Position(
                        found.holder, found.title, found.head, found.of, TenureStatus.FORMER, found.token
                    )
                return found
            allowed = at in self.cast.at or token.lower_ in self.modifiers or token.lower_ in self.statuses
            if not (allowed or token.lower_ in _OPENERS or token.text in _POSSESSIVE or token.text == "-"):
                return None
        return None

    def _office_goes_on(self, at: int) -> bool:
        """Whether the head of an office is followed by another ("first deputy prime minister")."""
        index = at + 1
        while index < len(self.doc) and self.doc[index].lower_ in self.modifiers:
            index += 1
        return index < len(self.doc) and self.doc[index].lower_ in self.heads

    def names_next(self, at: int) -> bool:
        """Whether the office belongs to another person's name that follows it ("X, Foreign Minister Y")."""
        ref = self.cast.at.get(at + 1)
        return ref is not None and self.cast.is_a(ref.entity, "Person")

    def complement_end(self, head: int) -> int:
        """The token behind an office and its complement ("minister of defence", "envoy to Y")."""
        end = head + 1
        if end < len(self.doc) and self.doc[end].lower_ in ("of", "for", "to", "at"):
            last = end
            for index in range(end + 1, min(len(self.doc), end + 14)):
                token = self.doc[index]
                if index in self.cast.at or is_capitalised(token) or token.text in _POSSESSIVE:
                    last = index + 1
                elif token.lemma_.lower() in self.kinds:  # "leader of the party X"
                    continue
                elif token.lower_ not in _LINK and token.text != "-":
                    break
            return last if last > end else end
        return end

    def apposed(self, start: int, person: int) -> Position | None:
        """As in "Mahan's director, X", "the Italian foreign minister, Y"."""
        if start < 2 or self.doc[start - 1].text != ",":
            return None
        head = self._office_end(start - 2) or self._before_complement(start - 2)
        return None if head is None else self.compose(head, start - 1, person)

    def beside_rank(self, found: Position, start: int) -> Position | None:
        """As in "A Ugandan army spokesman, Colonel X", "Admiral X, chief of the navy": the office beside a rank."""
        if found.head not in _RANKS or found.of is not None:
            return None
        first = self.leftwards(found.token.i)[0]
        return self.apposed(first, found.holder) or self.behind(start, found.holder)

    def _before_complement(self, index: int) -> int | None:
        """The head of an office whose complement in lower case ends here ("commissioner for trade and energy")."""
        for back in range(index, max(0, index - 6), -1):
            token = self.doc[back]
            if token.lower_ in ("for", "of") and self.doc[back - 1].lower_ in self.heads:
                return back - 1
            if token.pos_ not in ("NOUN", "ADJ", "CCONJ"):
                break
        return None

    def copula(self, start: int, person: int) -> Iterator[Position]:
        """As in "X was the deputy commander of the PMF"."""
        token = self.doc[start]
        name_head = token
        for _ in range(4):
            if label(name_head) in ("flat", "compound"):
                name_head = name_head.head
        predicate = name_head.head
        if not label(name_head).startswith("nsubj") or predicate.lower_ not in self.heads:
            return
        copulas = [c.lower_ for c in children(predicate) if label(c) == "cop"]
        if not copulas or is_denied(predicate):
            return
        found = self.compose(predicate.i, self.complement_end(predicate.i), person)
        if found is not None:
            status = (
                TenureStatus.FORMER
                if copulas[0] in ("was", "were") and found.status is TenureStatus.CURRENT
                else found.status
            )
            yield Position(found.holder, found.title, found.head, found.of, status, found.token)

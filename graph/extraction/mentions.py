"""Names in a document: where each stands and what kind of thing it names.

Three sources are laid over each other: the known actors, the trained recogniser, and patterns of capitalised words
around a telling noun ("... Council", "President ..."). Known names win, then the longer span.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from graph.extraction.gazetteer import Gazetteer, Known
from graph.extraction.grammar import WEEKDAYS, children, is_date, tokens
from graph.knowledge import Knowledge
from graph.knowledge.cues import Cues

# The recogniser's labels and the classes they give; an organisation's is refined by its words.
LABELS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GOVBODY": "GovernmentBody",
    "INTORG": "InternationalOrganization",
    "COMPANY": "Company",
    "MEDIA": "MediaOrganization",
    "PARTY": "PoliticalParty",
    "ARMEDGROUP": "ArmedGroup",
    "STATE": "State",
    "GPE": "City",
    "CITY": "City",
    "LOC": "Region",
    "REGION": "Region",
    "NORP": "NationalityGroup",
    "FAC": "Facility",
    "EVENT": "EventSeries",
    "WEAPON": "WeaponSystem",
    "VESSEL": "Vessel",
    "LAW": "Agreement",
    "PROJECT": "Project",
}
ORGANIZATIONS = frozenset(
    [
        "Organization",
        "GovernmentBody",
        "InternationalOrganization",
        "Company",
        "MediaOrganization",
        "PoliticalParty",
        "ArmedGroup",
        "ArmedService",
        "Bloc",
    ]
)
_WEAPON = re.compile(
    r"^(?!G-?\d|P-?\d|COVID|Covid|MH|UTC|A4|[A-Z]{1,3}-?[12]\d{3}$)[A-Z][A-Za-z]{0,3}-\d{1,4}[A-Za-z]{0,4}$"
)
_JOINERS = frozenset(["of", "for", "on", "and", "&", "to"])
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_SURNAME_OFFICES = frozenset("king bishop judge pope prince major chief general".split())
_MONTHS = frozenset(
    "January February March April May June July August September October November December".split()
)
_CALENDAR = (WEEKDAYS | _MONTHS) - {"May"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text.

    Attributes:
        start, end: tokens, half-open.
        type: class of what it names.
        known: what the gazetteer has for it.
        strength: how far its span and type are to be trusted; more wins.
        inside: ids of the states whose name or adjective stands within an unknown name.
    """

    start: int
    end: int
    type: str
    known: Known | None = None
    strength: int = 0
    inside: tuple[str, ...] = ()


def is_capitalised(token: Token) -> bool:
    """Whether a token may be part of a capitalised name."""
    text = token.text
    return text[:1].isupper() and any(c.isalpha() for c in text)


def is_position(token: Token, cues: Cues) -> bool:
    """Whether a token is the head noun of an office's name."""
    return token.lower_ in cues.words("positions", "heads")


def office_at(token: Token, knowledge: Knowledge) -> str:
    """The name of the office that a noun is the head of, in lower case ("deputy foreign minister")."""
    modifiers = knowledge.cues.words("positions", "modifiers")
    first = token.i
    while first > 0 and token.doc[first - 1].lower_ in modifiers:
        first -= 1
    return " ".join([*(t.lower_ for t in token.doc[first : token.i]), token.lemma_.lower()])


def find_names(doc: Doc, knowledge: Knowledge, gazetteer: Gazetteer) -> list[Name]:
    """The names of a document, disjoint and in text order.

    Args:
        doc: with entities, tags and a parse.
        knowledge: types and word lists.
        gazetteer: the known actors.
    """
    known = _with_state(list(_known(doc, knowledge, gazetteer)), knowledge)
    others = [
        *_recognised(doc, knowledge.cues),
        *_titled_people(doc, knowledge.cues),
        *_by_head_noun(doc, knowledge.cues),
        *_shaped(doc, knowledge.cues),
        *_administrations(doc, knowledge.cues),
    ]
    checker = _Checker(doc, knowledge, known)
    others += _described(doc, knowledge.cues, checker.states)
    fitting = [better for name in others if (better := checker.checked(name)) is not None]
    chosen = _surnames(doc, _disjoint([*known, *fitting], len(doc)))
    return sorted([*chosen, *_repeats(doc, chosen)], key=lambda name: name.start)


def _surnames(doc: Doc, names: list[Name]) -> list[Name]:
    """Single words that are the surname of a person named in full are that person, whatever they were taken for."""
    full = {
        doc[n.end - 1].text for n in names if n.type == "Person" and n.known is None and n.end - n.start > 1
    }
    return [
        replace(n, type="Person")
        if n.known is None and n.end - n.start == 1 and doc[n.start].text in full
        else n
        for n in names
    ]


class _Checker:
    """Holds unknown names against the known ones inside them."""

    def __init__(self, doc: Doc, knowledge: Knowledge, known: list[Name]) -> None:
        self.doc, self.knowledge, self.cues = doc, knowledge, knowledge.cues
        self.known = [n for n in _disjoint(known, len(doc)) if n.known is not None]
        self.starts = [n.start for n in self.known]
        self.offices = self.cues.words("positions", "modifiers") | self.cues.words("positions", "heads")
        self.states = {i: n for n in self.known for i in range(n.start, n.end) if self._is_state(n)}

    def _is_state(self, name: Name) -> bool:
        assert name.known is not None
        return self.knowledge.actors.by_id[name.known.actor].type == "State"

    def checked(self, name: Name) -> Name | None:
        """The name, mended; None where it is no name of its own."""
        doc, start, end = self.doc, name.start, name.end
        last = doc[end - 1].lower_
        text = doc[start:end].text.lower()
        if text in self.cues.words("names", "no_names") or last in self.cues.words("names", "happenings"):
            return None
        if self._is_office(name, last) or self._only_starts_sentence(name):
            return None
        if name.type == "Person":
            while start < end - 1 and start in self.states:
                start += 1
        near = self.known[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        inner = [n for n in near if n.end <= end]
        covered = {i for n in inner for i in range(n.start, n.end)}
        rest = [doc[i] for i in range(start, end) if i not in covered and not doc[i].is_punct]
        if inner and (
            not rest or (all(t.lower_ in ("and", "or", "the", "of") for t in rest) and len(inner) > 1)
        ):
            return None
        if self._known_with_tail(start, end, inner) or (inner and name.type == "State"):
            return None
        if (
            inner
            and rest
            and all(t.lower_ in self.offices for t in rest)
            and name.type not in ("GovernmentBody", "ArmedService")
        ):
            return None
        states = tuple(
            dict.fromkeys(
                n.known.actor for n in inner if n.known and self._is_state(n) and n.known.kind != "capital"
            )
        )
        return replace(name, start=start, end=end, inside=states) if start < end else None

    def _only_starts_sentence(self, name: Name) -> bool:
        """Whether a single common noun was taken for a name because it stands first in its sentence."""
        token = self.doc[name.start]
        single = name.end - name.start == 1 and name.strength <= 20
        before = self.doc[token.i - 1] if token.i else None
        first = token.is_sent_start or before is None or before.text in ("“", '"', "‘")
        return (
            single and bool(first) and token.tag_ in ("NN", "NNS", "JJ", "RB", "VBG", "IN", "DT", "PRP", "UH")
        )

    def _is_office(self, name: Name, last: str) -> bool:
        """Whether a span ends with an office and so names nobody ("US President"); some surnames are offices too."""
        if last not in self.cues.words("positions", "heads"):
            return False
        if name.type == "Person":
            return name.end - name.start == 1 or last not in _SURNAME_OFFICES
        return name.end - name.start == 1 or last not in self.cues.classes("name_heads")

    def _known_with_tail(self, start: int, end: int, inner: list[Name]) -> bool:
        """A known organisation followed by "of" or "in" and its state ("... Corps of Iran") is the known one."""
        if len(inner) != 2 or inner[0].start != start or inner[1].end != end or inner[0].start in self.states:
            return False
        between = [self.doc[i].lower_ for i in range(inner[0].end, inner[1].start)]
        return bool(between) and between[0] in ("of", "in", "to", "for")


def _with_state(names: list[Name], knowledge: Knowledge) -> list[Name]:
    """Join a body's name with its state's before it ("United States Department of State").

    Where the state is another than the known body's, it is another body of that name ("Libyan House of
    Representatives").
    """
    by_end = {n.end: n for n in names if n.known and knowledge.actors.by_id[n.known.actor].type == "State"}
    joined = []
    for name in names:
        before = by_end.get(name.start)
        actor = knowledge.actors.by_id[name.known.actor] if name.known else None
        body = (
            actor is not None and knowledge.ontology.is_a(actor.type, "GovernmentBody") and actor.represents
        )
        if before is None or before.known is None or actor is None or not body:
            joined.append(name)
        elif before.known.actor == actor.represents:
            joined.append(replace(name, start=before.start, inside=(before.known.actor,)))
        elif name.end - name.start > 1:
            joined.append(Name(before.start, name.end, actor.type, None, 45, (before.known.actor,)))
        else:
            joined.append(name)
    return joined


def _known(doc: Doc, knowledge: Knowledge, gazetteer: Gazetteer) -> Iterator[Name]:
    for span, known in gazetteer.find(doc):
        actor = knowledge.actors.by_id[known.actor]
        kind = known.place_type if known.place_type else actor.type
        if known.kind == "people" and actor.type == "State":
            kind = "State"
        yield Name(span.start, span.end, kind or "Organization", known, 50)


def _strip(
    doc: Doc, start: int, end: int, titles: frozenset[str], leading: frozenset[str], particles: frozenset[str]
) -> tuple[int, int]:
    """A person's span without the office, rank and country before the name and the possessive behind it."""
    last_title = start - 1
    for index in range(start, end - 1):
        if doc[index].lower_ in titles:
            last_title = index
    start = last_title + 1
    while start < end - 1 and (doc[start].lower_ in leading or not is_capitalised(doc[start])):
        if doc[start].lower_ in particles:
            break
        start += 1
    while end > start and (doc[end - 1].text in _POSSESSIVE or doc[end - 1].is_punct):
        end -= 1
    return start, end


def _recognised(doc: Doc, cues: Cues) -> Iterator[Name]:
    """The trained recogniser's names, trimmed, taken apart and typed."""
    titles = cues.words("positions", "heads") | cues.words("positions", "honorifics")
    leading = titles | cues.words("positions", "modifiers") | cues.words("positions", "descriptions")
    leading |= {f"{title}s" for title in cues.words("positions", "heads")}  # "Presidents A and B"
    particles = cues.words("names", "particles")
    for ent in doc.ents:
        kind = LABELS.get(ent.label_)
        if kind is None or not any(is_capitalised(t) for t in ent):
            continue
        start, end = _trimmed(doc, _behind_seat(doc, _undated(doc, ent.start, ent.end), ent.end), ent.end)
        if start < end and kind == "Person":
            start, end = _strip(doc, start, end, titles, leading, particles)
            end = _with_particles(doc, end, cues)
        if start >= end or doc[start:end].text in _CALENDAR:
            continue
        split = _office_inside(doc, start, end, cues) if kind in ORGANIZATIONS else None
        if split is not None:
            yield from split
        else:
            yield Name(start, end, _typed(doc, start, end, kind, cues), None, 20)


def _undated(doc: Doc, start: int, end: int) -> int:
    """Where a name starts behind the day of a month that was taken for its first words ("On May 3 Kremlin ...")."""
    day = end - start > 2 and doc[start].text in _MONTHS and doc[start + 1].text.isdigit()
    return start + 2 if day and len(doc[start + 1]) < 3 else start


def _behind_seat(doc: Doc, start: int, end: int) -> int:
    """Where a name starts behind its seat ("Oslo-based Nansen Institute")."""
    for index in range(end - 2, start, -1):
        if doc[index].lower_.lstrip("-") == "based" and "-" in doc[index - 1 : index + 1].text:
            return index + 1
    return start


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A span without an article before it, and without possessive, joining word or mark behind it."""
    while start < end and doc[start].lower_ in ("the", "a", "an"):
        start += 1
    while end > start:
        last = doc[end - 1]
        if (
            last.text not in _POSSESSIVE
            and last.lower_ not in _JOINERS
            and (not last.is_punct or last.text == ")")
        ):
            break
        end -= 1
    return start, end


def _typed(doc: Doc, start: int, end: int, kind: str, cues: Cues) -> str:
    """A recognised name's class, made finer by its own words or by the common noun beside it."""
    if kind in ORGANIZATIONS or kind in ("Agreement", "EventSeries"):
        return _refined(doc, start, end, kind, cues)
    if kind == "Person":
        return kind
    return _by_apposition(doc, start, end, cues) or kind


def _with_particles(doc: Doc, end: int, cues: Cues) -> int:
    """The end of a name that goes on with a particle ("Bashar" + "al-Assad")."""
    particles = cues.words("names", "particles")
    if (
        end + 1 < len(doc)
        and doc[end].lower_ in particles
        and doc[end].lower_ not in ("a", "e", "y", "la", "le", "al")
    ):
        return _chain_end(doc, end, cues) if is_capitalised(doc[end + 1]) else end
    if (
        end + 2 < len(doc)
        and doc[end].lower_ in ("al", "el", "ul", "as", "an", "ad")
        and doc[end + 1].text == "-"
        and is_capitalised(doc[end + 2])
    ):
        return end + 3
    if end < len(doc) and re.match(r"^(al|el|as|an|ad|ash|ul)-[A-Z]", doc[end].text):
        return end + 1
    return end


def _office_inside(doc: Doc, start: int, end: int, cues: Cues) -> list[Name] | None:
    """A body, an office and a person in one span ("Kremlin Press Secretary Dmitry Peskov"), taken apart."""
    heads = [
        i for i in range(start, end - 1) if is_position(doc[i], cues) and doc[i].lower_ not in ("general",)
    ]
    if not heads or not is_capitalised(doc[heads[-1] + 1]) or doc[heads[-1] + 1].lower_ in _JOINERS:
        return None
    names = [Name(heads[-1] + 1, end, "Person", None, 25)]
    body_end = heads[-1]
    while body_end > start and doc[body_end - 1].lower_ in cues.words("positions", "modifiers"):
        body_end -= 1
    if body_end > start:
        names.append(Name(start, body_end, _refined(doc, start, body_end, "Organization", cues), None, 20))
    return names


def head_noun(doc: Doc, start: int, end: int) -> str:
    """The lower-case noun that says what a capitalised name is: the last before "of", "for" or "on", else the last."""
    for index in range(start + 1, end):
        if doc[index].lower_ in ("of", "for", "on"):
            return doc[index - 1].lower_
    return doc[end - 1].lower_


def _refined(doc: Doc, start: int, end: int, kind: str, cues: Cues) -> str:
    """A finer class by the name's own head noun, or by the common noun beside it."""
    by_head = cues.classes("name_heads").get(head_noun(doc, start, end))
    if kind in ("Organization", "Agreement", "EventSeries"):
        kind = by_head or _by_apposition(doc, start, end, cues) or kind
    elif kind == "GovernmentBody" and by_head == "ArmedService":
        kind = by_head
    return kind


def _by_apposition(doc: Doc, start: int, end: int, cues: Cues) -> str | None:
    classes = cues.classes("appositives")
    if start > 0 and doc[start - 1].is_lower:
        beside = classes.get(doc[start - 1].lemma_.lower())
        if beside is not None:
            return beside
    root = doc[start:end].root
    for child in children(root):
        if child.dep_ in ("appos", "flat", "compound") and child.lemma_.lower() in classes and child.is_lower:
            return classes[child.lemma_.lower()]
    if (
        root.dep_ in ("appos", "flat", "nmod:desc")
        and root.head.lemma_.lower() in classes
        and root.head.is_lower
    ):
        return classes[root.head.lemma_.lower()]
    return None


def _chain_end(doc: Doc, start: int, cues: Cues) -> int:
    """The end of a person's name that starts here: capitalised words with particles between."""
    particles = cues.words("names", "particles")
    end = start
    while end < len(doc):
        token = doc[end]
        if (
            (is_capitalised(token) and not token.is_punct and token.text not in _CALENDAR)
            or (
                token.lower_ in particles
                and end + 1 < len(doc)
                and is_capitalised(doc[end + 1])
                and end > start
            )
            or (
                token.text in ("-", "–")
                and end > start
                and end + 1 < len(doc)
                and not doc[end - 1].whitespace_
                and is_capitalised(doc[end + 1])
            )
        ):
            end += 1
        else:
            break
    return end


def _titled_people(doc: Doc, cues: Cues) -> Iterator[Name]:
    """People by the office or courtesy before their name ("Foreign Minister X Y", "Mr. Z")."""
    titles = cues.words("positions", "heads") | cues.words("positions", "honorifics")
    for token in tokens(doc)[:-1]:
        if token.lower_ not in titles or not (
            token.is_title or token.lower_ in ("president", "minister", "secretary")
        ):
            continue
        start = token.i + 1
        if (
            not is_capitalised(doc[start])
            or doc[start].ent_type_ in ("DATE",)
            or doc[start].text in _CALENDAR
        ):
            continue
        if is_position(doc[start], cues) or doc[start].lower_ in cues.words("positions", "modifiers"):
            continue
        end = _chain_end(doc, start, cues)
        heads = cues.classes("name_heads")
        if 0 < end - start <= 5 and not any(doc[i].lower_ in heads for i in range(start, end)):
            yield Name(start, end, "Person", None, 15)


def _by_head_noun(doc: Doc, cues: Cues) -> Iterator[Name]:
    """Capitalised chains with a telling noun: "Ministry of ...", "... Agreement", "... Summit"."""
    classes = cues.classes("name_heads")
    index = 0
    while index < len(doc):
        if not _starts_chain(doc, index):
            index += 1
            continue
        end = _proper_chain(doc, index)
        kind = classes.get(head_noun(doc, index, end))
        if end - index >= 2 and kind is not None:
            start = _after_office(doc, index, end, cues)
            if end - start >= 2:
                yield Name(start, end, kind, None, 10)
        index = end


def _starts_chain(doc: Doc, index: int) -> bool:
    token = doc[index]
    if not is_capitalised(token) or token.is_punct:
        return False
    return not (token.is_sent_start and token.pos_ not in ("PROPN", "ADJ", "NOUN"))


def _proper_chain(doc: Doc, start: int) -> int:
    end = start + 1
    while end < len(doc):
        token = doc[end]
        if is_capitalised(token) and not token.is_punct:
            end += 1
        elif (
            (
                token.text in ("-", "–")
                and not doc[end - 1].whitespace_
                and end + 1 < len(doc)
                and is_capitalised(doc[end + 1])
            )
            or (
                token.lower_ in ("through", "against")
                and start + 1 < end
                and end + 1 < len(doc)
                and is_capitalised(doc[end + 1])
            )
            or (
                token.text in _POSSESSIVE
                and end + 1 < len(doc)
                and is_capitalised(doc[end + 1])
                and _is_title_act(doc, end + 1)
            )
        ):
            end += 2
        elif token.lower_ in _JOINERS and token.lower_ not in ("and", "&", "to"):
            skip = end + 1
            if skip < len(doc) and doc[skip].lower_ == "the":
                skip += 1
            if skip < len(doc) and is_capitalised(doc[skip]) and not is_date(doc[skip]):
                end = skip + 1
            else:
                break
        elif token.lower_ in ("and", "&") and end + 1 < len(doc) and is_capitalised(doc[end + 1]):
            if (
                not any(doc[i].lower_ in ("of", "for", "on") for i in range(start, end))
                or doc[end + 1].ent_type_ == "PERSON"
            ):
                break
            end += 2
        else:
            break
    return end


def _is_title_act(doc: Doc, index: int) -> bool:
    """Whether the capitalised words from here end in the name of a law ("America's ... Act")."""
    for at in range(index, min(len(doc), index + 6)):
        if doc[at].text in ("Act", "Bill", "Law"):
            return True
        if not is_capitalised(doc[at]) and doc[at].lower_ not in ("through", "and", "of", "for"):
            return False
    return False


def _after_office(doc: Doc, start: int, end: int, cues: Cues) -> int:
    for index in range(start, end - 1):
        if is_position(doc[index], cues) and doc[index].lower_ not in ("general", "chief", "judge", "head"):
            start = index + 1
    return start


def _administrations(doc: Doc, cues: Cues) -> Iterator[Name]:
    """Governments by their leader's name: "Trump administration", "Assad regime"."""
    nouns = cues.words("names", "administrations")
    for before, token in pairwise(tokens(doc)):
        if token.lemma_.lower() in nouns and is_capitalised(before) and before.ent_type_ == "PERSON":
            yield Name(before.i, token.i + 1, "GovernmentBody", None, 30)


def _described(doc: Doc, cues: Cues, states: dict[int, Name]) -> Iterator[Name]:
    """Bodies told by their state and a common noun: "the Iranian foreign ministry", "Chad's parliament"."""
    bodies, modifiers = cues.words("names", "described_bodies"), cues.words("positions", "modifiers")
    for state in dict.fromkeys(states.values()):
        index = state.end
        if state.known is None or state.known.kind not in ("name", "adjective") or state.end == len(doc):
            continue
        if doc[index].text in _POSSESSIVE:
            index += 1
        while index + 1 < len(doc) and doc[index].lower_ in modifiers | {"and"} and doc[index].is_lower:
            index += 1
        if index < len(doc) and doc[index].is_lower and doc[index].lower_ in bodies:
            yield Name(state.start, index + 1, "GovernmentBody", None, 35)


def _shaped(doc: Doc, cues: Cues) -> Iterator[Name]:
    """Weapons and ships by the shape of their names."""
    ships = cues.words("names", "ship_prefixes")
    for token in tokens(doc):
        if _WEAPON.match(token.text):
            yield Name(token.i, token.i + 1, "WeaponSystem", None, 12)
        elif (
            token.is_upper
            and token.lower_ in ships
            and token.i + 1 < len(doc)
            and is_capitalised(doc[token.i + 1])
        ):
            end = token.i + 2
            if end < len(doc) and is_capitalised(doc[end]) and doc[end].pos_ == "PROPN":
                end += 1
            yield Name(token.i, end, "Vessel", None, 40)


def _disjoint(candidates: Iterable[Name], length: int) -> list[Name]:
    """The best candidates that do not overlap.

    A longer span wins over a shorter one inside it, except that a known name of equal extent gives the type, and
    that a country's adjective before a recognised name never swallows it.
    """
    taken = [False] * length
    chosen: list[Name] = []
    for name in sorted(candidates, key=lambda n: (-(n.end - n.start), -n.strength, n.start)):
        if not any(taken[name.start : name.end]):
            chosen.append(name)
            taken[name.start : name.end] = [True] * (name.end - name.start)
    return sorted(chosen, key=lambda n: n.start)


def _repeats(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """Later bare uses of surnames and of one-word names that the sources above missed."""
    by_word: dict[str, Name] = {}
    for name in names:
        if name.type == "Person" and name.end - name.start >= 2:
            by_word.setdefault(doc[name.end - 1].text, name)
        elif name.type in ORGANIZATIONS and name.end - name.start == 1:
            by_word.setdefault(doc[name.start].text, name)
    covered = {i for name in names for i in range(name.start, name.end)}
    for token in tokens(doc):
        name_ = by_word.get(token.text)
        if name_ is not None and token.i not in covered and len(token.text) > 2:
            yield replace(name_, start=token.i, end=token.i + 1, strength=5)

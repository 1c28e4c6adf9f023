"""Made-up news about diplomacy, as many articles as are wanted, each with what a careful reader finds in it.

``python -m tests.benchmarks.articles N DIR`` writes N articles as Markdown with front matter. An article depends
on its number, the seed and its length alone: the first hundred of a thousand are the hundred. The states are
those of the ontology, all people are invented; most hold a post and come back, some are named once.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from graph.knowledge.actors import Actor, load_actors
from graph.model import (
    Argument,
    Article,
    Claim,
    Entity,
    Event,
    Extraction,
    Mention,
    Provenance,
    Span,
    Status,
    Tenure,
    TenureStatus,
)
from graph.resources import ontology_dir

SENTENCES = 14
"""Of an article, unless another number is given; a dense one has forty or more."""
FIRST_DAY, DAYS = date(2019, 1, 1), 2500
PROVENANCE = Provenance("0", "made up", "made up")

_OCCURRED, _PLANNED, _NEGATED = Status.OCCURRED, Status.PLANNED, Status.NEGATED
_ROLES = {"A": "actor", "T": "target", "P": "participant", "P2": "participant", "L": "place"}
# A slot is {role:kind}; *a word* is the trigger.
TEMPLATES: tuple[tuple[str, Status, str, str], ...] = (
    ("Visit", _OCCURRED, "CONSULT", "{A:leader} *visited* {T:state} on {date}."),
    ("Visit", _PLANNED, "AGREE", "{A:leader} will *visit* {T:state} on {date}."),
    ("Meeting", _OCCURRED, "CONSULT", "{P:leader} *met* {P2:leader} in {L:city} on {date}."),
    ("Meeting", _PLANNED, "AGREE", "{P:leader} is to *meet* {P2:leader} in {L:city} on {date}."),
    ("PhoneCall", _OCCURRED, "CONSULT", "{P:leader} held a telephone *call* with {P2:leader} on {date}."),
    ("Negotiation", _OCCURRED, "CONSULT", "{P:state} and {P2:state} *negotiated* over {theme} in {L:city} on {date}."),
    ("AgreementSigned", _OCCURRED, "AGREE", "{P:state} and {P2:state} *signed* an agreement on {theme} on {date}."),
    ("Sanction", _OCCURRED, "SANCTION", "{A:state} imposed *sanctions* on {T:state} on {date}."),
    ("Aid", _OCCURRED, "AID", "{A:state} *gave* {T:state} aid for {theme} on {date}."),
    ("Criticism", _OCCURRED, "ACCUSE", "{A:leader} *criticised* {T:state} over {theme} on {date}."),
    ("Criticism", _OCCURRED, "ACCUSE", "{A:expert} *criticised* {T:state} over {theme} on {date}."),
    ("Praise", _OCCURRED, "SUPPORT", "{A:leader} *praised* {T:state} for its work on {theme} on {date}."),
    ("Praise", _OCCURRED, "SUPPORT", "{A:expert} *praised* {T:leader} for the talks on {theme} on {date}."),
    ("Appeal", _OCCURRED, "REQUEST", "{A:leader} *urged* {T:state} to return to the talks on {theme} on {date}."),
    ("JointExercise", _PLANNED, "AGREE", "{P:state} and {P2:state} will hold a joint *exercise* on {date}."),
    ("ArmsTransfer", _OCCURRED, "AID", "{A:state} *delivered* patrol boats to {T:state} on {date}."),
    ("ArmsTransfer", _NEGATED, "AID", "{A:state} did not *deliver* helicopters to {T:state} on {date}."),
    ("Withdrawal", _OCCURRED, "RETREAT", "{A:state} *withdrew* its observers from {L:city} on {date}."),
)  # fmt: skip
FILLERS = (
    "The talks went on until late in the evening, and nobody wanted to say how far they had come.",
    "Neither side named a figure, and the text was kept from the press.",
    "It was the first such step in some years, and few in the capital had expected it so soon.",
    "Shopkeepers near the ministry said that the streets had been closed since the morning.",
    "The matter is to come before the two houses when they sit again after the holidays.",
)
THEMES = (
    "fishing rights", "border trade", "grain transit", "visas for students", "water from the shared river",
    "air routes", "harbour fees", "satellite data", "rare metals", "flood relief", "power lines",
    "customs papers", "the return of refugees", "nuclear safety", "undersea cables", "vaccines",
)  # fmt: skip
POSTS = ("President", "Prime Minister", "Foreign Minister", "Defence Minister")
PUBLISHERS = ("Harbour Wire", "The Delta Post", "Morning Courier", "North Quay Review", "Lantern News")
_GIVEN = (
    "Adela Amara Anton Arjun Beatriz Boris Carla Chidi Clara Daniel Daria Dario Elena Emeka Erik Farid Fatima "
    "Felix Giulia Goran Hana Hassan Helena Hugo Ines Ivan Jana Javier Jelena Jorge Kamal Karin Kofi Lars Laila "
    "Leon Lucia Magda Malik Marek Maria Milan Mira Musa Nadia Naomi Nikolai Noor Olga Omar Paolo Petra Rafael "
    "Rania Ravi Rosa Samir Sanjay Sara Sergei Sofia Stefan Tamar Tariq Teresa Tomas Vera Viktor Yara Yusuf Zoran"
).split()
_FAMILY = (
    "Abara Adeyemi Ahlberg Almeida Antonov Aziz Bakker Banda Barros Becker Belov Bianchi Borges Calder Castillo "
    "Chanda Corvino Dahl Danjuma Dimitrov Doro Duarte Ekberg Eklund Farouk Fenwick Ferraro Fontaine Galić Garanin "
    "Gomes Haddad Halloran Hamid Hartog Horvat Ibarra Ilves Iyer Jansen Jarrah Kader Kaplan Karimov Kessler Kolar "
    "Koroma Kovač Kumar Lavigne Lindqvist Lopes Maduro Malik Marković Mbeki Mensah Moreau Nakamura Nasser Novak "
    "Obi Okafor Orlov Osei Pavlenko Pereira Petrov Quiroga Rahman Ramos Rinaldi Rossi Sahin Salgado Sato Sharma "
    "Singh Sokolov Soto Suleiman Tanaka Terzi Thapa Traoré Urbina Valdez Varga Vasquez Wagner Yilmaz Zaman Zhukov"
).split()
_WITH_THE = re.compile(
    r"(?:United|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Democratic|Central African"
    r"|Republic|Marshall|Solomon|Dominican|Holy)\b"
)
_SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}|\*([^*]+)\*")


@cache
def states() -> tuple[Actor, ...]:
    """The states that have a capital."""
    return tuple(actor for actor in load_actors(ontology_dir()).states if actor.capitals)


@cache
def holder(state: str, post: str, seed: int) -> str:
    """Who holds a post."""
    return _name(Random(f"{seed} {state} {post}"))


def _name(rng: Random) -> str:
    return f"{rng.choice(_GIVEN)} {rng.choice(_FAMILY)}"


@dataclass
class _Page:
    """An article while it is written."""

    rng: Random
    seed: int
    day: date
    states: list[Actor]
    text: str = ""
    entities: dict[str, Entity] = field(default_factory=dict)
    tenures: dict[str, Tenure] = field(default_factory=dict)
    told: list[Event] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def name(self, key: str, type: str, words: str, **known: str | None) -> str:
        """Write a name; its entity's key."""
        before = self.entities.get(key) or Entity(key, type, words, **known)
        aliases = tuple(sorted({*before.aliases, words} - {before.name}))
        mention = Mention(len(self.text), len(self.text) + len(words))
        self.entities[key] = replace(before, aliases=aliases, mentions=(*before.mentions, mention))
        self.text += words
        return key

    def other(self) -> Actor:
        """A state that has no part in the sentence yet."""
        chosen = self.rng.choice([actor for actor in self.states if actor.id not in self.used])
        self.used.add(chosen.id)
        return chosen

    def state(self, actor: Actor | None = None) -> str:
        actor = actor or self.other()
        self.text += "the " if _WITH_THE.match(actor.name) else ""
        return self.name(actor.id, "State", actor.name, actor=actor.id)

    def city(self) -> str:
        capital = self.rng.choice(self.states).capitals[0]
        return self.name(capital.id, "City", capital.name, actor=capital.id)

    def leader(self) -> str:
        """The holder of a post: with title and state the first time, by family name after that."""
        actor, post = self.other(), self.rng.choice(POSTS)
        name = holder(actor.id, post, self.seed)
        if name in self.entities:
            return self.name(name, "Person", name.split()[-1])
        adjective = actor.adjectives[0] if actor.adjectives else ""
        if adjective:
            self.name(actor.id, "State", adjective, actor=actor.id)
            self.text += " "
        key = f"t{len(self.tenures)}"
        self.tenures[key] = Tenure(key, name, post, actor.id, TenureStatus.CURRENT)
        self.text += f"{post} "
        self.name(name, "Person", name, represents=actor.id)
        if not adjective:
            self.text += " of "
            self.state(actor)
        return name

    def expert(self) -> str:
        name = _name(self.rng)
        key = self.name(name, "Person", name)
        self.text += f", who teaches in {self.rng.choice(self.states).capitals[0].name},"
        return key

    def sentence(self, number: int) -> None:
        """Write a sentence with its event and claims."""
        cls, status, plover, template = self.rng.choice(TEMPLATES)
        start, before, told = len(self.text), len(self.tenures), self.day - timedelta(self.rng.randrange(20))
        if status is _PLANNED:
            told = self.day + timedelta(1 + self.rng.randrange(60))
        theme, trigger, trigger_start, place = "", "", 0, 0
        self.used.clear()
        arguments: set[Argument] = set()
        for slot in _SLOT.finditer(template):
            self.text += template[place : slot.start()]
            place = slot.end()
            role, kind, word = slot.groups()
            if word:
                trigger, trigger_start = word, len(self.text)
                self.text += word
            elif kind:
                arguments.add(Argument(_ROLES[role], getattr(self, kind)()))
            elif role == "date":
                self.text += f"{told.day} {told:%B} {told.year}"
            else:
                theme = self.rng.choice(THEMES)
                self.text += theme
        self.text += template[place:]
        self.text = self.text[:start] + self.text[start].upper() + self.text[start + 1 :]
        key, end = f"v{number}", len(self.text)
        event = Event(key, cls, status, tuple(sorted(arguments)), plover, date=told.isoformat())
        self.told.append(replace(event, theme=theme or None))
        self.claims.append(Claim(f"c{number}", key, start, end, trigger, trigger_start, status, plover))
        for tenure in list(self.tenures.values())[before:]:
            word = self.text.index(tenure.position, start)
            claim = Claim(f"c{number}-{tenure.key}", tenure.key, start, end, tenure.position, word)
            self.claims.append(claim)


def article_id(number: int) -> str:
    """Its path below the folder."""
    return f"{number // 1000:03d}/{number:06d}.md"


def make_article(number: int, *, seed: int = 0, sentences: int = SENTENCES) -> Extraction:
    """An article and what is to be found in it.

    Args:
        number: which one.
        seed: another seed gives other people and other news.
        sentences: how long it is.
    """
    rng = Random(f"{seed} {number}")
    day = FIRST_DAY + timedelta(rng.randrange(DAYS))
    page = _Page(rng, seed, day, rng.sample(states(), 4))
    title = f"Note {number}: {' and '.join(actor.name for actor in page.states[:2])}"
    publisher = rng.choice(PUBLISHERS)
    page.text = f'---\ntitle: "{title}"\ndate: {day}\npublisher: {publisher}\n---\n'
    start = len(page.text)
    for each in range(sentences):
        page.sentence(each)
        if rng.random() < 0.3:
            page.text += f" {rng.choice(FILLERS)}"
        page.text += "\n\n" if each % 3 == 2 else " "
    page.text = f"{page.text.rstrip()}\n"
    body = (Span(start, len(page.text) - 1),)
    return Extraction(
        Article(article_id(number), page.text, body, title=title, date=day.isoformat(), publisher=publisher),
        tuple(sorted(page.entities.values(), key=lambda entity: entity.key)),
        tuple(page.told),
        tuple(page.tenures.values()),
        claims=tuple(page.claims),
        provenance=PROVENANCE,
    )


def make_articles(count: int, *, seed: int = 0, sentences: int = SENTENCES) -> Iterator[Extraction]:
    """The first so many articles."""
    for number in range(count):
        yield make_article(number, seed=seed, sentences=sentences)


def write_articles(
    count: int, folder: Path, *, seed: int = 0, sentences: int = SENTENCES, first: int = 0
) -> Path:
    """Write articles as files below a folder, a thousand a folder, and return it.

    Args:
        count: how many.
        folder: where to.
        seed: as for :func:`make_article`.
        sentences: as for :func:`make_article`.
        first: the number of the first one.
    """
    for number in range(first, first + count):
        article = make_article(number, seed=seed, sentences=sentences).article
        path = folder / article.id
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article.text, encoding="utf8", newline="\n")
    return folder


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", metavar="N", type=int)
    parser.add_argument("folder", metavar="DIR", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    options = parser.parse_args()
    write_articles(options.count, options.folder, seed=options.seed, sentences=options.sentences)


if __name__ == "__main__":
    main()

"""Predicates and their arguments: verbs, event nouns and predicative adjectives with their grammatical slots.

One generic layer: it knows no event class. A slot is what the lexicon calls it: ``subj``, ``obj``, ``iobj``,
``comp``, ``quote``, ``prt``, ``agent``, ``mod``, ``poss`` or a preposition. Where parses are unreliable a slot is
looked for in more than one place: a prepositional phrase is taken from the verb, then from its object; the doer of
an event noun from its possessor, the adjective before it, its by-phrase, then from the verb that supports it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from graph.extraction.clauses import OBJECT_CONTROL, RELATIVE_PRONOUNS, UTTERANCES, authors, objects, subjects
from graph.extraction.grammar import (
    children,
    conjuncts,
    is_infinitive,
    is_passive,
    label,
    obliques,
    particle_token,
    preposition,
    tokens,
)
from graph.extraction.triggers import reading

# Nouns that only measure the event noun behind "of" ("a round of talks").
PORTIONS = frozenset(
    "round series set number string flurry range pair spate wave kind form host couple day hour week".split()
)

# Verbs whose subject, or in the passive object, has a part in what stands behind "in".
ENGAGING = frozenset({"engage", "lock", "involve", "participate", "embroil"})
# Verbs whose subject is given what their object tells ("received aid from X").
RECEIVING = frozenset({"receive", "get"})
GERUND_MARKS = frozenset({"with", "of", "for", "from"})
# Verbs whose object is called something: adjectives read as the object's own are what it is called.
NAMERS = frozenset("call deem declare label brand term consider find pronounce".split())


@dataclass(slots=True)
class Predicate:
    """A word that may tell an event.

    Attributes:
        token: the trigger.
        pos: ``verb``, ``noun`` or ``adj``, as the lexicon has it.
        lemma: the lexicon's word that was found.
        slots: the head words of each slot, in the order of trust.
        support: the verb that lends a noun its subject ("held talks"), or None.
    """

    token: Token
    pos: str
    lemma: str = ""
    slots: dict[str, list[Token]] = field(default_factory=dict)
    support: Token | None = None

    def add(self, slot: str, tokens: Collection[Token]) -> None:
        """Put more fillers into a slot, each once."""
        if tokens:
            there = self.slots.setdefault(slot, [])
            there.extend(token for token in tokens if token not in there)


def find_predicates(
    doc: Doc, triggers: Collection[tuple[str, str]], support_verbs: Collection[str]
) -> Iterator[Predicate]:
    """Every trigger of a parsed document with its slots, in text order.

    Args:
        doc: a parsed document.
        triggers: pairs of lemma and part of speech (``verb``, ``noun``, ``adj``) to look for.
        support_verbs: lemmas of verbs that lend their subject to an event noun.
    """
    for token in tokens(doc):
        found = reading(token, triggers)
        if found is not None:
            lemma, pos = found
            predicate = describe(token, pos, support_verbs)
            predicate.lemma = lemma
            yield predicate


def describe(token: Token, pos: str, support_verbs: Collection[str]) -> Predicate:
    """One predicate with its slots.

    Args:
        token: the trigger.
        pos: how to read it: ``verb``, ``noun`` or ``adj``.
        support_verbs: lemmas of verbs that lend their subject to an event noun.
    """
    predicate = Predicate(token, pos)
    if pos == "noun":
        _fill_noun(predicate, support_verbs)
    else:
        _fill_verb(predicate)
    return predicate


def _fill_verb(predicate: Predicate) -> None:
    verb = predicate.token
    if verb.lower_ == "according":
        _fill_according(predicate)
        return
    if label(verb) == "cop":
        _fill_copula(predicate)
        return
    predicate.add("subj", subjects(verb))
    predicate.add("obj", objects(verb))
    _add_from_stray(predicate)
    _add_complements(predicate)
    if (
        verb.lemma_.lower() in NAMERS and "obj" not in predicate.slots
    ):  # "called X's order swift", taken for one phrase
        called = [c for c in predicate.slots.get("comp", ()) if c.pos_ == "ADJ"]
        predicate.add("obj", [t for c in called for t in children(c) if label(t) == "compound"])
    for thing in predicate.slots.get("obj", []) if verb.lemma_.lower() in NAMERS else []:
        behind = [c for c in children(thing) if c.i > thing.i]
        quoted = (c for c in behind if label(c) == "appos" and any(t.text in ("“", '"') for t in children(c)))
        predicate.add("comp", [*(c for c in behind if label(c) == "amod"), *quoted])
    prt = particle_token(verb)
    if prt is not None:
        predicate.add("prt", [prt])
        if label(prt) == "case":  # "hand over the ship", read as a place over which somebody hands
            predicate.add("obj", [prt.head])
    _add_phrases(predicate)
    if prt is None and "of" in predicate.slots:  # "pulled a battalion out of X", where "out of" marks X
        predicate.add(
            "prt", [c for n in predicate.slots["of"] for c in children(n) if c.lower_ in ("out", "off")]
        )
    for thing in predicate.slots.get("obj", []):
        if thing.i > verb.i or is_passive(verb):
            _add_from_object(predicate, thing)
    predicate.add("agent", predicate.slots.get("subj", []))


def is_naming(verb: Token) -> bool:
    """Whether a verb says what its object is ("called the killing a crime")."""
    return verb.lemma_.lower() in NAMERS and any(label(c) in ("xcomp", "iobj") for c in children(verb))


def _add_from_stray(predicate: Predicate) -> None:
    """Subject and object of a finite verb that the parser took for a preposition ("X opposed the ban")."""
    verb, thing = predicate.token, predicate.token.head
    if label(verb) == "case" and verb.tag_ in ("VBD", "VBZ", "VBP") and thing.head.i < verb.i < thing.i:
        predicate.add("obj", [thing])
        predicate.add("subj", [thing.head])


def _fill_according(predicate: Predicate) -> None:
    """As in "according to X": X, or whose text X is, stands in the slot "to"."""
    token = predicate.token
    source = [token.head] if label(token) == "case" else [n for m, n in obliques(token) if m == "to"]
    for noun in source:
        predicate.add("to", authors(noun) if noun.lemma_ in UTTERANCES else [noun])


def _fill_copula(predicate: Predicate) -> None:
    """As in "X is in Cairo for talks": the place stands in the slot of its preposition, beside its own phrases."""
    thing = predicate.token.head
    predicate.add("subj", subjects(thing))
    predicate.add("agent", predicate.slots.get("subj", []))
    marker = preposition(thing)
    predicate.add(marker or "comp", [thing])
    for other, noun in obliques(thing):
        predicate.add(other, [noun])
    predicate.add("to", [c for c in children(thing) if label(c) == "advcl" and is_infinitive(c)])


def _add_complements(predicate: Predicate) -> None:
    verb = predicate.token
    for child in children(verb):
        kind = label(child)
        if kind == "iobj":
            predicate.add("iobj", [child])
        elif kind in ("ccomp", "xcomp") or (kind.startswith(("advcl", "obl")) and is_infinitive(child)):
            predicate.add("comp", [child])
    if label(verb) == "parataxis" and verb.head.i != verb.i:
        predicate.add("comp", [verb.head])
    clauses = predicate.slots.get("comp", ())
    if "obj" not in predicate.slots and all(is_infinitive(clause) for clause in clauses):
        predicate.add("obj", predicate.slots.get("iobj", []))  # a lone receiver ("asked X to leave")


def _add_phrases(predicate: Predicate) -> None:
    passive = is_passive(predicate.token)
    for clause in children(predicate.token):
        if label(clause) == "advcl" and clause.tag_ == "VBG":  # "charged with taking bribes"
            for mark in children(clause):
                if label(mark) == "mark" and mark.lower_ in GERUND_MARKS:
                    predicate.add(mark.lower_, [clause])
    for marker, noun in _marked(predicate.token):
        if not (passive and marker == "by"):
            predicate.add(marker, [noun])
        if marker in ("into", "at", "in", "on"):  # "entered into a pact with X", "met in Oslo with X"
            for inner, party in obliques(noun):
                if inner in ("with", "between") and (marker == "into" or inner not in predicate.slots):
                    predicate.add(inner, [party])


def _add_from_object(predicate: Predicate, thing: Token) -> None:
    """Phrases that the parser hung on the object ("signed an agreement with X" is read either way)."""
    owned = any(label(c) == "nmod:poss" and c.tag_ != "PRP$" for c in children(thing))
    for marker, noun in obliques(thing):
        if not (owned and marker in ("to", "from")):  # "announced X's visit to Y": Y is the visit's
            predicate.add(marker, [noun])
    for child in children(thing):
        if label(child) == "nmod:poss":
            predicate.add("poss", [child])
        elif label(child) == "acl" and is_infinitive(child) and predicate.token.lemma_ in OBJECT_CONTROL:
            predicate.add("comp", [child])


def _marked(verb: Token) -> Iterator[tuple[str, Token]]:
    """Prepositional phrases of a verb, and those that only the last of some coordinated verbs carries."""
    yield from obliques(verb)
    for child in children(verb):
        if label(child) in ("xcomp", "compound:prt", "advmod"):
            named = verb.lemma_.lower() in NAMERS and child.pos_ in ("NOUN", "ADJ")
            if not named:  # "called it an insult to X" is no call to X
                yield from obliques(child)


def _fill_noun(predicate: Predicate, support_verbs: Collection[str]) -> None:
    noun = predicate.token
    poss = [c for c in children(noun) if label(c) == "nmod:poss"] or _before_participle(noun)
    mod = [
        c
        for c in children(noun)
        if label(c) in ("amod", "compound", "nummod", "nmod:desc", "flat") and c.i < noun.i
    ]
    predicate.add("poss", poss)
    predicate.add("mod", mod)
    for marker, other in obliques(noun):
        predicate.add(marker, [other])
        if marker == "of":  # "the sale of wheat by X to Y": the parser hangs the phrases on either noun
            for inner, party in obliques(other):
                if inner in ("by", "to", "from", "with", "against", "on"):
                    predicate.add(inner, [party])
    predicate.add("agent", [*poss, *mod, *predicate.slots.get("by", [])])
    if any(label(c) == "cop" for c in children(noun)):
        predicate.add("subj", subjects(noun))
    _add_support(predicate, support_verbs)


def _before_participle(noun: Token) -> list[Token]:
    """Whose an event noun is, where the parse hung it on a participle between ("her much discussed visit")."""
    verb = noun.head
    between = verb.tag_ == "VBN" and label(noun).startswith("obl") and verb.i < noun.i
    return [c for c in children(verb) if label(c) == "nmod:poss"] if between else []


def _add_support(predicate: Predicate, support_verbs: Collection[str]) -> None:
    """Take subject and prepositional phrases from the verb that supports an event noun."""
    filed = _filed(predicate.token, support_verbs)
    if filed is not None:
        predicate.support = filed
        predicate.slots["subj"] = subjects(filed)  # and not "it" of "it was the protest that ..."
        predicate.add("agent", predicate.slots["subj"])
        for marker, other in obliques(filed):
            predicate.add(marker, [other])
        return
    head = _governed(predicate.token)
    verb, kind = head.head, label(head)
    named_anew = head.i != predicate.token.i and any(label(c) == "det" for c in children(predicate.token))
    taking_part = [] if named_anew else _taking_part(head)  # "in the plot and the trial": not who plotted
    if taking_part:
        predicate.add("subj", taking_part)
        predicate.add("agent", taking_part)
        return
    supports = verb.i != head.i and verb.pos_ in ("VERB", "AUX") and verb.lemma_.lower() in support_verbs
    supports = supports and not is_naming(verb)
    passive = supports and is_passive(verb)
    as_object = kind in ("obj", "nsubj:pass", "xcomp") or (kind == "nsubj" and passive)
    as_phrase = kind.startswith("obl") and preposition(head) in ("for", "to", "on", "into", "with", "from")
    if not supports or not (as_object or as_phrase or kind == "nsubj"):
        return
    predicate.support = verb
    if verb.lemma_.lower() in RECEIVING and as_object and not passive:
        predicate.add("to", subjects(verb))
    elif as_object or as_phrase:
        predicate.add("subj", subjects(verb))
        predicate.add("agent", predicate.slots.get("subj", []))
    if as_object or kind == "nsubj":
        for marker, other in obliques(verb):
            if not (passive and marker == "by"):
                predicate.add(marker, [other])


def _filed(noun: Token, support_verbs: Collection[str]) -> Token | None:
    """The supporting verb of a relative clause whose object an event noun is ("the protest that X lodged with Y")."""
    for clause in children(noun):
        if label(clause) != "acl:relcl" or clause.lemma_.lower() not in support_verbs or is_passive(clause):
            continue
        elsewhere = any(c.lower_ in RELATIVE_PRONOUNS and label(c) != "obj" for c in children(clause))
        if noun in objects(clause) and not elsewhere:
            return clause
    return None


def _taking_part(noun: Token) -> list[Token]:
    """Who has a part in what an event noun tells: as in "X is in Cairo for talks", "X is engaged in talks"."""
    verb, marker = noun.head, preposition(noun)
    placed = preposition(verb) in ("in", "at") and any(label(c) == "cop" for c in children(verb))
    if marker == "for" and placed:
        return subjects(verb)
    if label(noun).startswith("obl") and marker == "in" and verb.lemma_ in ENGAGING:
        return objects(verb) if is_passive(verb) else subjects(verb)
    return []


def _governed(noun: Token) -> Token:
    """The word through which an event noun hangs on its verb: the first it is coordinated with, or its measure."""
    head = noun
    for _ in range(4):
        if label(head) != "conj" or head.head.i == head.i:
            break
        head = head.head
    measure = head.head
    governed = measure.head.pos_ == "VERB" or any(label(c) == "cop" for c in children(measure.head))
    measured = label(head) == "nmod" and measure.lemma_.lower() in PORTIONS and governed
    return measure if measured and not preposition_is_not_of(noun) else head


def preposition_is_not_of(noun: Token) -> bool:
    """Whether a noun hangs on another by something else than "of"."""
    return not any(label(c) == "case" and c.lower_ == "of" for c in children(noun))


def expand(tokens: Collection[Token]) -> list[Token]:
    """Slot fillers with everything coordinated with them, in order, each once."""
    found: list[Token] = []
    for token in tokens:
        found.extend(other for other in conjuncts(token) if other not in found)
    return found

"""Reading a dependency parse: labels, prepositions, subjects, objects, conjuncts.

Written for Universal Dependencies; parses of other schemes are turned into these before (``graph.language.universal``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.attrs import HEAD
from spacy.tokens import Doc, Token

DENIALS = frozenset(["not", "n't", "n’t", "no", "never"])
CLAUSE_OPENERS = frozenset("after since before until as while when".split())
KEPT = "tree"  # of a document, in its user data
PARTICLES = frozenset(["out", "off", "up", "down", "back", "away", "over", "home"])
WEEKDAYS = frozenset(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
# Prepositions that are read as an adverb and a phrase on it.
SPLIT = frozenset({("ahead", "of"), ("prior", "to")})


@dataclass(slots=True)
class _Tree:
    """What is read of a document's tree again and again: made once and kept, which saves most of the reading's time."""

    tokens: list[Token]
    children: list[list[Token]]
    obliques: dict[int, list[tuple[str, Token]]] = field(default_factory=dict)
    prepositions: dict[int, str | None] = field(default_factory=dict)


def _tree(doc: Doc) -> _Tree:
    kept: _Tree | None = doc.user_data.get(KEPT)
    if kept is None:
        kept = doc.user_data[KEPT] = _Tree(list(doc), [[] for _ in range(len(doc))])
        for token, offset in zip(kept.tokens, doc.to_array([HEAD]).astype("int64").ravel(), strict=True):
            if offset:
                kept.children[token.i + int(offset)].append(token)
    return kept


def tokens(doc: Doc) -> list[Token]:
    """The tokens of a document."""
    return _tree(doc).tokens


def children(token: Token) -> list[Token]:
    """The dependents of a token, in text order."""
    return _tree(token.doc).children[token.i]


def word(token: Token) -> str:
    """The lemma in lower case; in the singular too where a treebank keeps a plural ("troops")."""
    lemma = token.lemma_.lower()
    if token.tag_ == "NNS" and lemma == token.lower_ and lemma.endswith("s") and not lemma.endswith("ss"):
        return lemma[:-1]
    return lemma


def is_denied(token: Token) -> bool:
    """Whether a word on a token denies it ("is not a member", "never joined")."""
    return any(child.lower_ in DENIALS for child in children(token))


def label(token: Token) -> str:
    """The Universal Dependencies label of a token; spaCy writes the root's in capitals."""
    return "root" if token.dep_ == "ROOT" else token.dep_


def is_infinitive(verb: Token) -> bool:
    """Whether "to" marks a verb."""
    return any(label(child) == "mark" and child.lower_ == "to" for child in children(verb))


def clause_marks(verb: Token) -> set[str]:
    """The words that join a clause to what governs it ("without", "by", "that"), in lower case."""
    return {child.lower_ for child in children(verb) if label(child) in ("mark", "case")}


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive: an auxiliary or subject says so, or it is a reduced relative."""
    marks = {label(child) for child in children(verb)}
    if "nsubj:pass" in marks or "aux:pass" in marks:
        return True
    if is_stray_main(verb):
        return False
    if label(verb) == "conj" and verb.tag_ == "VBN" and verb.head.i != verb.i and verb.head.tag_ == "VBN":
        return not any(m.startswith(("aux", "nsubj")) or m == "obj" for m in marks) and is_passive(verb.head)
    participle = verb.tag_ == "VBN" and not any(m in ("aux", "nsubj") for m in marks)
    return participle and label(verb) in ("acl", "amod", "advcl", "acl:relcl")


def is_stray_main(verb: Token) -> bool:
    """Whether the parser took a finite verb for a participle on its subject ("The council called on X").

    So where the noun heads the sentence, nothing else in it is finite, and no by-phrase makes it a passive; or
    where the noun stands behind a word that opens clauses and the verb has an object ("after X sanctioned Y").
    """
    noun = verb.head
    in_clause = preposition(noun) in CLAUSE_OPENERS
    if label(verb) != "acl" or verb.tag_ not in ("VBN", "VBD") or noun.pos_ not in ("NOUN", "PROPN"):
        return False
    if label(noun) != "root" and not in_clause:
        return False
    if any(label(c) in ("cop", "nsubj") or c.lower_ == "by" for c in children(noun)):
        return False
    if in_clause:
        return any(label(c) == "obj" for c in children(verb))
    others = (t for t in children(noun) if t.i != verb.i)
    finite = any(
        t.tag_ in ("VBD", "VBZ", "VBP", "MD") and label(t) in ("conj", "parataxis", "acl") for t in others
    )
    return not finite and not any(preposition(c) == "by" for c in children(verb))


def preposition(token: Token) -> str | None:
    """The lower-case preposition that marks a noun ("according to" for a fixed one), or None."""
    kept = _tree(token.doc).prepositions
    if token.i not in kept:
        kept[token.i] = _preposition(token)
    return kept[token.i]


def _preposition(token: Token) -> str | None:
    for child in children(token):
        if label(child) == "case" and child.text not in ("'s", "’s", "'", "’"):
            parts = [child, *(c for c in children(child) if label(c) == "fixed")]
            if (token.head.lower_, child.lower_) in SPLIT and token.head.i == child.i - 1:
                parts.append(token.head)
            return " ".join(part.lower_ for part in sorted(parts, key=lambda t: t.i))
    for child in children(token):  # a name chain read from its wrong end has it at its first word
        if label(child) in ("compound", "flat", "nmod:desc") and child.i < token.i and token.pos_ == "PROPN":
            for inner in children(child):
                if label(inner) == "case" and inner.i < child.i and inner.text not in ("'s", "’s", "'", "’"):
                    return inner.lower_
    for child in children(token):  # "talks with acting minister X", where "acting" was taken for a verb
        if label(child) == "amod" and child.tag_ == "VBG" and child.i < token.i:
            for inner in children(child):
                if label(inner) == "mark" and inner.tag_ == "IN":
                    return inner.lower_
    return None


def obliques(token: Token) -> list[tuple[str, Token]]:
    """Each prepositional dependent as its preposition and head noun, in text order."""
    kept = _tree(token.doc).obliques
    if token.i not in kept:
        kept[token.i] = list(_obliques(token))
    return kept[token.i]


def _obliques(token: Token) -> Iterator[tuple[str, Token]]:
    for child in children(token):
        kind = label(child)
        if kind.startswith(("obl", "nmod")) and kind != "nmod:poss":
            marker = preposition(child)
            if marker:
                yield marker, child
                yield from _further(child, marker)
                yield from _coordinated(child, marker)
        elif kind in ("advcl", "acl") and child.pos_ in ("NOUN", "PROPN"):
            marker = preposition(child) or _marker(child)
            if marker:
                yield marker, child
        elif kind == "acl" and child.lower_ == "acting":  # "talks with acting minister X", read as who acts
            marker = _marker(child)
            yield from ((marker, c) for c in children(child) if label(c) == "obj" and marker)
        if is_date(child) and child.i > token.i:
            yield from _hung_on_date(child)


def is_date(token: Token) -> bool:
    """Whether a word is a date's main word by name or, where the name was not found, a weekday."""
    return token.ent_type_ == "DATE" or token.text in WEEKDAYS


def _hung_on_date(date: Token) -> Iterator[tuple[str, Token]]:
    """Phrases that the parser hung on the date between ("had talks Sunday with X", "met in Paris Friday")."""
    for child in children(date):
        marker = preposition(child)
        hung = label(child) in ("nmod", "compound", "amod", "nmod:desc") and child.pos_ in ("NOUN", "PROPN")
        if marker not in (None, "of") and hung and not is_date(child):
            yield str(marker), child


def _further(noun: Token, marker: str) -> Iterator[tuple[str, Token]]:
    """Each further preposition of one phrase ("out of the region": out, of)."""
    for child in children(noun):
        if label(child) == "case" and child.pos_ == "ADP" and child.lower_ not in marker.split():
            yield child.lower_, noun


def _coordinated(noun: Token, marker: str) -> Iterator[tuple[str, Token]]:
    """Coordinated phrases with a preposition of their own ("within Europe and with the US")."""
    for other in conjuncts(noun)[1:]:
        own = preposition(other)
        if own is not None and own != marker:
            yield own, other


def _marker(token: Token) -> str | None:
    marks = [child.lower_ for child in children(token) if label(child) == "mark"]
    return marks[0] if marks else None


def _is_conjunct(token: Token) -> bool:
    """Whether a word is coordinated with its head; an apposition with an "and" of its own is."""
    if label(token) == "conj":
        return token.pos_ != "VERB"
    return label(token) == "appos" and any(label(c) == "cc" for c in children(token))


def conjuncts(token: Token) -> list[Token]:
    """A noun and everything coordinated with it, in text order."""
    found = [token]
    for item in found:
        if len(found) > 40:
            break
        for child in children(item):
            if is_epithet(child):
                found.extend(c for c in children(child) if label(c) == "obj")
            elif _is_conjunct(child):
                found.append(child)
    return found


def is_epithet(verb: Token) -> bool:
    """Whether a participle was taken for a verb with the second of two names as its object ("A and visiting B")."""
    if verb.tag_ != "VBG" or label(verb) != "conj" or verb.head.pos_ != "PROPN":
        return False
    return any(label(c) == "obj" and c.pos_ == "PROPN" for c in children(verb))


def particle(verb: Token) -> str | None:
    """The particle of a phrasal verb, in lower case ("out" of "pull out")."""
    token = particle_token(verb)
    return None if token is None else token.lower_


def particle_token(verb: Token) -> Token | None:
    """The particle itself; one that the parser took for a preposition or adverb counts where it follows the verb."""
    for child in children(verb):
        if label(child) == "compound:prt":
            return child
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    if after is not None and after.lower_ in PARTICLES and after.pos_ in ("ADP", "ADV"):
        return after
    return None

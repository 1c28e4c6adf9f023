"""Who does and bears what in a clause: subjects and objects, through passives, relative clauses, control and raising.

Written for Universal Dependencies, like ``graph.extraction.grammar``, on which it builds.
"""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.grammar import (
    CLAUSE_OPENERS,
    WEEKDAYS,
    children,
    clause_marks,
    is_infinitive,
    is_passive,
    label,
    obliques,
    preposition,
)

# Verbs whose object, not whose subject, does what their infinitive says.
OBJECT_CONTROL = frozenset(
    (
        "urge ask tell order allow permit force persuade invite encourage require request press push compel enable "
        "help advise instruct direct beg implore pressure oblige warn authorize authorise want expect cause lead "
        "prompt convince forbid get call appeal demand commission task tap appoint nominate"
    ).split()
)
# Verbs whose object does what stands behind "of", "for" or "from" ("accused X of hiding it").
SAYING = frozenset("adding noting stressing insisting saying arguing".split())
REPORTING = frozenset("say tell add state announce declare write".split())
BLAMING = frozenset(
    "accuse suspect convict acquit blame praise criticize criticise condemn thank charge bar ban prohibit prevent stop "
    "block deter dissuade discourage".split()
)
BLAME_MARKS = frozenset(["of", "for", "from", "with"])
# Nouns for a text: a participle that hangs on one ("a message ... blaming X") is done by its author.
UTTERANCES = frozenset(
    [
        "message",
        "statement",
        "tweet",
        "letter",
        "post",
        "note",
        "report",
        "speech",
        "remark",
        "comment",
        "resolution",
        "communique",
        "release",
    ]
)
# Adjectives of what only somebody can be.
PERSONAL = frozenset("ready willing unwilling able unable prepared determined eager reluctant keen".split())
RELATIVE_PRONOUNS = frozenset(["who", "whom", "which", "that"])
MAX_STEPS = 12  # bound on walks up a tree: longer chains are parse errors, and hostile text must stay cheap


def _own_subjects(verb: Token) -> list[Token]:
    found = [c for c in children(verb) if label(c) in ("nsubj", "csubj", "nsubj:outer")]
    return (
        _nearest_name(found, verb)
        or _behind_date(verb)
        or _behind_opener(verb)
        or _before_auxiliary(verb)
        or _beside_participle(verb)
        or _behind_phrase(verb)
        or _taken_for_empty(verb)
    )


def _nearest_name(found: list[Token], verb: Token) -> list[Token]:
    """Of two names before a verb the one next to it: the other is a dateline, or a body in a title ("Navy chief X")."""
    names = [token for token in found if token.pos_ == "PROPN" and token.i < verb.i]
    return [names[-1]] if len(names) > 1 and len(names) == len(found) else found


def _taken_for_empty(verb: Token) -> list[Token]:
    """The pronoun of an adjective that only somebody can be ("it was ready to talk"), taken for an empty subject."""
    return [c for c in children(verb) if label(c) == "expl"] if verb.lemma_ in PERSONAL else []


def _behind_opener(verb: Token) -> list[Token]:
    """The subject that the word opening its clause has swallowed ("after" + "the EU" + "sanctioned X")."""
    if label(verb) not in ("advcl", "conj") or verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i == 0:
        return []
    noun = verb.doc[verb.i - 1]
    for _ in range(MAX_STEPS):
        if label(noun).startswith(("obl", "nmod")) and preposition(noun) in CLAUSE_OPENERS:
            return [noun] if noun.right_edge.i == verb.i - 1 else []
        noun = noun.head
    return []


def _before_auxiliary(verb: Token) -> list[Token]:
    """A subject right before the auxiliary that was taken for the last of some coordinated objects.

    As in "troops had beaten them and Turkey would move in".
    """
    auxiliaries = [
        c
        for c in children(verb)
        if label(c).startswith(("aux", "cop")) and c.tag_ in ("MD", "VBD", "VBZ", "VBP")
    ]
    if not auxiliaries or auxiliaries[0].i == 0:
        return []
    before = verb.doc[auxiliaries[0].i - 1]
    if label(verb) == "conj" and before.text == ",":  # "and its minister, X, will visit"
        between = (c for c in children(verb.head) if label(c) == "conj" and verb.head.i < c.i < before.i)
        before = next((c for c in between if c.right_edge.i in (before.i, before.i - 1)), before)
    if label(before) != "conj" or before.pos_ not in ("NOUN", "PROPN"):
        return []
    return [before] if any(label(c) == "cc" for c in children(before)) else []


def _beside_participle(noun: Token) -> list[Token]:
    """The subject of a sentence whose verb was taken for an adjective of its object ("had suspended operations")."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return []
    verbs = [c for c in children(noun) if label(c) == "amod" and any(label(a) == "aux" for a in children(c))]
    return [c for verb in verbs for c in children(verb) if label(c) == "nsubj"]


def _behind_phrase(verb: Token) -> list[Token]:
    """The subject that a fronted phrase has swallowed ("In a note after the raid, X, a spokesman, blamed Y")."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or label(verb) not in ("root", "ccomp", "conj", "parataxis"):
        return []
    for phrase in children(verb):
        if phrase.i > verb.i or not label(phrase).startswith("obl"):
            continue
        for token in phrase.subtree:
            before = token.doc[max(0, token.left_edge.i - 1) : token.i]
            behind_comma = any(t.text == "," for t in before)
            if label(token) == "appos" and token.pos_ == "PROPN" and behind_comma and token.i < verb.i:
                return [token]
    return []


def _behind_date(verb: Token) -> list[Token]:
    """The subject that a fronted date has swallowed ("Late on Sunday, the president ... announced")."""
    modal = any(c.tag_ in ("MD", "VBD", "VBZ", "VBP") and label(c).startswith("aux") for c in children(verb))
    if verb.tag_ not in ("VBD", "VBZ", "VBP") and not modal:
        return []
    for child in children(verb):
        if child.i >= verb.i or label(child) not in (
            "obl",
            "obl:tmod",
            "obl:unmarked",
            "advmod",
            "nmod",
            "advcl",
        ):
            continue
        for token in child.subtree:
            dated = (
                token.head.ent_type_ == "DATE" or token.head.shape_ == "dddd" or token.head.text in WEEKDAYS
            )
            named = label(token) in ("appos", "vocative", "dep", "list") and token.pos_ in ("PROPN", "NOUN")
            if named and dated and token.i < verb.i and token.ent_type_ != "DATE":
                return [token]
    return []


def _antecedent(verb: Token) -> Token | None:
    """The noun that a relative clause describes."""
    return verb.head if label(verb) == "acl:relcl" and verb.head.i != verb.i else None


def _behind_name(pronoun: Token, antecedent: Token) -> list[Token]:
    """The name right before "which", where the clause hangs on a common noun before it ("the role of X, which")."""
    index = pronoun.i - (2 if pronoun.i > 1 and pronoun.doc[pronoun.i - 1].text == "," else 1)
    name = pronoun.doc[index] if index >= 0 else pronoun
    close = pronoun.lower_ == "which" and name.pos_ == "PROPN" and antecedent.pos_ == "NOUN"
    return [name] if close and antecedent.i < name.i else []


def _through_relative(verb: Token, token: Token) -> Token:
    """The antecedent in place of a relative pronoun."""
    if token.lower_ in RELATIVE_PRONOUNS:
        clause = verb
        for _ in range(MAX_STEPS):
            antecedent = _antecedent(clause)
            if antecedent is not None:
                return antecedent
            if label(clause) not in ("conj", "xcomp", "ccomp"):
                break
            clause = clause.head
    return token


def objects(verb: Token) -> list[Token]:
    """What is acted on: the direct object, the subject of a passive, the antecedent of a relative clause."""
    passive = is_passive(verb)
    found = [c for c in children(verb) if label(c) == ("nsubj:pass" if passive else "obj")]
    if not found and passive:
        found = [c for c in children(verb) if label(c) == "nsubj"]
        if not found and label(verb) in ("acl", "amod"):
            found = [verb.head]
        elif not found and label(verb) == "conj" and verb.head.pos_ == "VERB" and is_passive(verb.head):
            found = objects(verb.head)
        elif not found and label(verb) in ("xcomp", "advcl") and verb.head.i != verb.i:
            found = subjects(verb.head)
    elif not found and label(verb) == "acl:relcl" and _own_subjects(verb):
        pronouns = [
            c for c in children(verb) if c.lower_ in RELATIVE_PRONOUNS and label(c).startswith("nsubj")
        ]
        found = [] if pronouns or _belongs_below(verb) else [verb.head]
    if not found and not passive:
        found = _shared_object(verb)
    if label(verb) == "amod" and any(label(c) == "aux" for c in children(verb)):
        found = [verb.head]
    return [_through_relative(verb, token) for token in found if token.ent_type_ != "DATE"]


def _belongs_below(verb: Token) -> bool:
    """Whether what a relative clause is on is the object of the verb below ("links that they want to build")."""
    below = (c for c in children(verb) if label(c) in ("xcomp", "ccomp"))
    return any(
        label(c) == "obj" and c.lower_ in RELATIVE_PRONOUNS for clause in below for c in children(clause)
    )


def _shared_object(verb: Token) -> list[Token]:
    """The object of the next coordinated verb, where this one has nothing behind it ("slammed and rejected X")."""
    if any(c.i > verb.i and label(c) not in ("conj", "cc", "punct", "advmod") for c in children(verb)):
        return []
    for other in children(verb):
        if (
            label(other) == "conj"
            and other.pos_ == "VERB"
            and other.i - verb.i <= 3
            and not is_passive(other)
        ):
            return [c for c in children(other) if label(c) == "obj"]
    return []


def agents(verb: Token) -> list[Token]:
    """The by-phrase of a passive."""
    found = [noun for marker, noun in obliques(verb) if marker == "by"]
    if not found:  # "was seized near the lake by X": the phrase may hang on another one
        found = [n for _, noun in obliques(verb) for marker, n in obliques(noun) if marker == "by"]
    return found


def subjects(verb: Token, steps: int = MAX_STEPS) -> list[Token]:
    """Who does it: the subject, a passive's by-phrase, or the subject inherited from a governing clause.

    Args:
        verb: a verb, or a predicative adjective or noun.
        steps: how many clauses may still be climbed.
    """
    if is_passive(verb):
        found = agents(verb)
        if not found and label(verb) == "conj" and is_passive(verb.head):
            found = agents(verb.head)
        return [_through_relative(verb, token) for token in found]
    found = _own_subjects(verb)
    if found:
        heads = [_through_relative(verb, token) for token in found]
        return [*heads, *(name for t, h in zip(found, heads, strict=True) for name in _behind_name(t, h))]
    return _inherited(verb, steps) if steps > 0 else []


def raised(verb: Token, steps: int) -> list[Token]:
    """The surface subject of a governing clause: in a passive ("is expected to"), what it is said of."""
    if is_passive(verb):
        own = [c for c in children(verb) if label(c) in ("nsubj:pass", "nsubj")]
        if own:
            return [_through_relative(verb, token) for token in own]
        if label(verb) in ("acl", "amod"):
            return [verb.head]
        return _inherited(verb, steps - 1) if steps > 0 else []
    return subjects(verb, steps - 1)


def _inherited(verb: Token, steps: int) -> list[Token]:
    head, kind = verb.head, label(verb)
    if head.i == verb.i or steps <= 0:
        return []
    if kind == "acl:relcl":
        return (
            [head]
            if not any(label(c) == "obj" and c.lower_ in RELATIVE_PRONOUNS for c in children(verb))
            else []
        )
    if kind == "acl":
        return _of_noun_clause(verb, head, steps)
    if kind == "conj":
        head = coordinated_verb(verb)
        same = not is_passive(head)
        return subjects(head, steps - 1) if same else raised(head, steps)
    if kind in ("xcomp", "ccomp", "advcl", "parataxis"):
        return _of_governor(verb, head, kind, steps)
    return []


def coordinated_verb(verb: Token) -> Token:
    """The verb that another is coordinated with, also where the parse hangs it on a noun of the first one's clause."""
    head = verb.head
    for _ in range(MAX_STEPS):
        if head.pos_ in ("VERB", "AUX") or any(label(c) == "cop" for c in children(head)):
            return head
        head = head.head
    return verb.head


def _of_noun_clause(verb: Token, noun: Token, steps: int) -> list[Token]:
    """Subject of a clause on a noun: the noun before a participle, whoever has the plan before an infinitive."""
    if not is_infinitive(verb):
        return authors(noun, steps) if noun.lemma_ in UTTERANCES else [noun]
    owners = [c for c in children(noun) if label(c) in ("nmod:poss", "amod", "compound")]
    if owners and any(label(c) == "nmod:poss" for c in owners):
        return [c for c in owners if label(c) == "nmod:poss"]
    governor = noun.head
    if label(noun) in ("obj", "obl", "xcomp", "nsubj:pass", "conj") and governor.pos_ in ("VERB", "AUX"):
        return subjects(governor, steps - 1)
    return owners


def authors(noun: Token, steps: int = MAX_STEPS) -> list[Token]:
    """Whose utterance a noun is: its possessor, "by" or "from" somebody, "released by" somebody, or who made it."""
    owners = [c for c in children(noun) if label(c) == "nmod:poss"] or [
        n for m, n in obliques(noun) if m in ("by", "from")
    ]
    owners = owners or [n for c in children(noun) if label(c) == "acl" for m, n in obliques(c) if m == "by"]
    if not owners and label(noun) in ("obj", "obl", "nsubj:pass") and noun.head.pos_ == "VERB":
        owners = subjects(noun.head, steps - 1)
    return owners or [noun]


def is_further_saying(verb: Token) -> bool:
    """Whether a participle goes on with what its sentence's speaker says (", adding that ...")."""
    return label(verb) == "advcl" and verb.lower_ in SAYING


def _of_governor(verb: Token, head: Token, kind: str, steps: int) -> list[Token]:
    finite = verb.tag_ in ("VBD", "VBP", "VBZ") or any(
        c.tag_ in ("MD", "VBD", "VBZ", "VBP") for c in children(verb)
    )
    if kind == "parataxis" and finite:
        return []
    marks = clause_marks(verb)
    controls = (head.lemma_ in OBJECT_CONTROL and marks <= {"to", "into", "for"}) or (
        head.lemma_ in BLAMING and bool(marks & BLAME_MARKS)
    )
    if controls and kind in ("xcomp", "ccomp", "advcl") and not finite:
        receivers = [c for c in children(head) if label(c) in ("obj", "iobj")]
        if not receivers:
            receivers = [noun for marker, noun in obliques(head) if marker in ("on", "for", "to")]
        if receivers:
            return receivers
    if kind == "ccomp" and finite:
        return []
    above = head.head.lemma_ in REPORTING or head.head.lemma_ in OBJECT_CONTROL
    if above and is_further_saying(verb) and label(head) in ("ccomp", "xcomp", "advcl"):
        return subjects(head.head, steps - 1)  # "X says it will pay, adding that": X adds
    return raised(head, steps)

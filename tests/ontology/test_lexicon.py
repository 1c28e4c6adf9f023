"""Every row of the lexicon: its form, and what the real pipeline makes of its two examples."""

from collections import Counter, defaultdict
from functools import cache

import pytest

from graph.evaluation.examples import judge, read_example
from graph.knowledge import load_knowledge
from graph.knowledge.lexicon import ROLES, read_lexicon_file
from graph.resources import ontology_dir

PATHS = sorted((ontology_dir() / "lexicon").glob("*.tsv"))
PREPOSITIONS = frozenset(
    {"about", "against", "along", "among", "around", "as", "at", "behind", "between", "by", "for", "from"}
    | {
        "in",
        "into",
        "near",
        "of",
        "on",
        "outside",
        "over",
        "through",
        "to",
        "towards",
        "under",
        "upon",
        "with",
    }
)
SLOTS = {
    "verb": PREPOSITIONS | {"subj", "obj", "iobj", "comp", "prt", "agent", "poss", "quote"},
    "noun": PREPOSITIONS | {"agent", "mod", "poss", "subj"},
    "adj": PREPOSITIONS | {"subj", "comp", "agent"},
}
# Classes that news is full of: their usual wordings are many.
COMMON = frozenset(
    {"AgreementSigned", "Aid", "Announcement", "Appeal", "ArmsTransfer", "Cooperation", "Criticism", "Demand"}
    | {
        "Deployment",
        "LegalAction",
        "Meeting",
        "MilitaryAttack",
        "Negotiation",
        "Pledge",
        "Praise",
        "Rejection",
    }
    | {"Sanction", "SanctionsRelief", "Statement", "Support", "Threat", "Visit", "Withdrawal"}
)
# Shares that the shipped pipeline must reach: over all rows, and in each class.
FIRED, ROLES_RIGHT, SILENT = 0.89, 0.85, 0.99
CLASS_SILENT = 0.93
CLASS_FIRED = 0.74
CLASS_FIRED_LESS = {
    "Election": 0.47,
    "Inauguration": 0.65,
    "Investment": 0.7,
    "MilitaryTest": 0.65,
    "PhoneCall": 0.65,
    "Protest": 0.63,
    "War": 0.65,
}


@cache
def knowledge():
    return load_knowledge()


@cache
def frames():
    return knowledge().lexicon.frames


def named(frame):
    return f"{frame.id} ({frame.yes[:40]})"


def test_every_file_is_read():
    assert len(PATHS) >= 7
    assert sum(len(read_lexicon_file(path)) for path in PATHS) == len(frames()) >= 1700


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_ids_are_unique_in_a_file(path):
    counts = Counter(frame.id for frame in read_lexicon_file(path))
    assert [row for row, count in counts.items() if count > 1] == []


def test_no_row_stands_twice():
    counts = Counter((f.lemma, f.pos, f.event_class, f.when, f.roles) for f in frames())
    assert [row for row, count in counts.items() if count > 1] == []


def test_classes_are_those_of_the_ontology():
    used = {frame.event_class for frame in frames()}
    assert used == set(knowledge().ontology.event_classes)


def test_enough_rows_a_class():
    counts = Counter(frame.event_class for frame in frames())
    assert {name: n for name, n in counts.items() if n < (30 if name in COMMON else 10)} == {}


def test_slots_and_the_classes_asked_for_are_known():
    supers = knowledge().ontology.supers
    wrong = [
        f"{named(frame)}: {slot}"
        for frame in frames()
        for slot in [c.slot for c in frame.when] + [s for rule in frame.roles for s in rule.slots]
        if slot not in SLOTS[frame.pos]
    ]
    wrong += [
        f"{named(frame)}: {name}"
        for frame in frames()
        for c in frame.when
        for name in c.classes - supers.keys()
    ]
    assert wrong == []


def test_plover_roots_and_values():
    roots = knowledge().ontology.plover_roots.keys() | {"none", None}
    assert [named(frame) for frame in frames() if frame.plover not in roots] == []
    assert [named(f) for f in frames() if f.goldstein is not None and not -10 <= f.goldstein <= 10] == []


def test_each_row_has_a_source_and_two_examples():
    assert [named(f) for f in frames() if not (f.source and f.yes and f.no and f.yes != f.no)] == []
    assert [named(f) for f in frames() if "[" in f.no or "\t" in f.yes] == []


def test_brackets_name_roles_that_the_row_can_fill():
    wrong = []
    for frame in frames():
        example = read_example(frame.yes)
        told = {role for role, _ in example.roles}
        if "[" in example.text or not told <= ROLES - {"theme"}:
            wrong.append(named(frame))
    assert wrong == []


# What the pipeline makes of the examples


@pytest.fixture(scope="module")
def docs(nlp):
    """The parses of all examples by their text."""
    texts = list(dict.fromkeys(read_example(text).text for f in frames() for text in (f.yes, f.no)))
    return dict(zip(texts, nlp.pipe(texts, batch_size=64), strict=True))


@pytest.fixture(scope="module")
def verdicts(docs):
    from graph.extraction import extract

    return list(judge(frames(), lambda article: extract(article, docs[article.text], knowledge())))


def share(verdicts, number, of=lambda _: 1):
    return sum(number(v) for v in verdicts) / max(1, sum(of(v) for v in verdicts))


@pytest.mark.slow
def test_the_trigger_stands_in_both_examples(docs):
    without = []
    for frame in frames():
        for text in (read_example(frame.yes).text, frame.no):
            forms = {form for token in docs[text] for form in (token.lemma_.lower(), token.lower_)}
            words = {part for form in forms for part in form.split("-")}
            last = frame.lemma.replace("-", " ").split()[-1]
            if not any(word == last or word.startswith(last[:3]) for word in words):
                without.append(f"{frame.id}: {text}")
    assert len(without) <= 0.01 * len(frames()), "\n".join(without)


@pytest.mark.slow
def test_rows_fire_fill_their_roles_and_stay_silent(verdicts):
    assert share(verdicts, lambda v: v.fired) >= FIRED
    assert share(verdicts, lambda v: v.roles_right, lambda v: v.roles) >= ROLES_RIGHT
    assert share(verdicts, lambda v: v.silent) >= SILENT


@pytest.mark.slow
def test_no_class_falls_behind(verdicts):
    by_class = defaultdict(list)
    for verdict in verdicts:
        by_class[verdict.frame.event_class].append(verdict)
    fired = {name: share(each, lambda v: v.fired) for name, each in by_class.items()}
    silent = {name: share(each, lambda v: v.silent) for name, each in by_class.items()}
    assert {n: s for n, s in fired.items() if s < CLASS_FIRED_LESS.get(n, CLASS_FIRED)} == {}
    assert {n: s for n, s in silent.items() if s < CLASS_SILENT} == {}

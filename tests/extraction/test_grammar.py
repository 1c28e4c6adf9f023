"""Subjects, objects and obliques of parses made by hand."""

import pytest

from graph.extraction.clauses import objects, subjects
from graph.extraction.grammar import conjuncts, is_passive, obliques, particle, preposition
from tests.extraction.docs import forms, make_doc, token

VISIT = "Dahl/NNP/2/nsubj visited=visit/VBD/0/ROOT Peru/NNP/2/obj ."
PASSIVE = (
    "Peru/NNP/3/nsubj:pass was=be/VBD/3/aux:pass praised=praise/VBN/0/ROOT by/IN/5/case Dahl/NNP/3/obl ."
)
EXPECTED = (
    "Dahl/NNP/3/nsubj:pass is=be/VBZ/3/aux:pass expected=expect/VBN/0/ROOT to/TO/5/mark visit/VB/3/xcomp "
    "Peru/NNP/5/obj ."
)
WANTS = "Dahl/NNP/2/nsubj wants=want/VBZ/0/ROOT to/TO/4/mark visit/VB/2/xcomp Peru/NNP/4/obj ."
URGES = (
    "Norway/NNP/2/nsubj urged=urge/VBD/0/ROOT Peru/NNP/2/obj to/TO/5/mark leave/VB/2/xcomp the/DT/7/det "
    "pact/NN/5/obj ."
)
CALLS = (
    "Norway/NNP/2/nsubj called=call/VBD/0/ROOT on/IN/4/case Peru/NNP/2/obl to/TO/6/mark leave/VB/2/xcomp "
    "the/DT/8/det pact/NN/6/obj ."
)
LISTED = (
    "Norway/NNP/4/nsubj and/CC/3/cc Chile/NNP/1/conj signed=sign/VBD/0/ROOT the/DT/6/det pact/NN/4/obj "
    "and/CC/8/cc left=leave/VBD/4/conj ."
)
RELATIVE = (
    "The/DT/2/det minister/NN/7/nsubj who/WP/4/nsubj visited=visit/VBD/2/acl:relcl Peru/NNP/4/obj "
    ",/,/4/punct resigned=resign/VBD/0/ROOT ."
)
RELATIVE_OBJECT = (
    "The/DT/2/det pact/NN/6/nsubj that/WDT/5/obj Norway/NNP/5/nsubj signed=sign/VBD/2/acl:relcl "
    "failed=fail/VBD/0/ROOT ."
)
BARE_RELATIVE = (
    "The/DT/2/det pact/NN/5/nsubj Norway/NNP/4/nsubj signed=sign/VBD/2/acl:relcl failed=fail/VBD/0/ROOT ."
)
REDUCED = (
    "A/DT/2/det pact/NN/6/nsubj signed=sign/VBN/2/acl by/IN/5/case Norway/NNP/3/obl failed=fail/VBD/0/ROOT ."
)
PARTICIPLE = (
    "Speaking=speak/VBG/6/advcl in/IN/3/case Lima/NNP/1/obl ,/,/1/punct Dahl/NNP/6/nsubj "
    "praised=praise/VBD/0/ROOT Chile/NNP/6/obj ."
)
PLAN = (
    "Norway/NNP/2/nsubj has=have/VBZ/0/ROOT a/DT/4/det plan/NN/2/obj to/TO/6/mark leave/VB/4/acl "
    "the/DT/8/det pact/NN/6/obj ."
)
OWN_PLAN = (
    "Norway/NNP/3/nmod:poss 's/POS/1/case plan/NN/7/nsubj to/TO/5/mark leave/VB/3/acl has=have/VBZ/7/aux "
    "failed=fail/VBN/0/ROOT ."
)
LIKELY = "Dahl/NNP/3/nsubj is=be/VBZ/3/cop likely/JJ/0/ROOT to/TO/5/mark resign/VB/3/xcomp ."
SAID = "Dahl/NNP/2/nsubj said=say/VBD/0/ROOT Peru/NNP/4/nsubj signed=sign/VBD/2/ccomp pacts/NNS/4/obj ."
SHARED_PASSIVE = (
    "Peru/NNP/3/nsubj:pass was=be/VBD/3/aux:pass praised=praise/VBN/0/ROOT and/CC/5/cc "
    "rewarded=reward/VBN/3/conj ."
)
NOTE = (
    "In/IN/3/case a/DT/3/det letter/NN/7/obl blaming=blame/VBG/3/acl Peru/NNP/4/obj Dahl/NNP/7/nsubj "
    "resigned=resign/VBD/0/ROOT ."
)
SHARED_OBJECT = (
    "Norway/NNP/2/nsubj slammed=slam/VBD/0/ROOT and/CC/4/cc rejected=reject/VBD/2/conj the/DT/6/det "
    "pact/NN/4/obj ."
)

SUBJECTS = [
    (VISIT, "visited", "Dahl"),
    (PASSIVE, "praised", "Dahl"),
    (EXPECTED, "visit", "Dahl"),
    (EXPECTED, "expected", ""),
    (WANTS, "visit", "Dahl"),
    (URGES, "leave", "Peru"),
    (CALLS, "leave", "Peru"),
    (LISTED, "signed", "Norway"),
    (LISTED, "left", "Norway"),
    (RELATIVE, "visited", "minister"),
    (RELATIVE_OBJECT, "signed", "Norway"),
    (REDUCED, "signed", "Norway"),
    (PARTICIPLE, "Speaking", "Dahl"),
    (PLAN, "leave", "Norway"),
    (OWN_PLAN, "leave", "Norway"),
    (LIKELY, "resign", "Dahl"),
    (SAID, "signed", "Peru"),
    pytest.param(SHARED_PASSIVE, "rewarded", ""),
    (SHARED_OBJECT, "rejected", "Norway"),
]
OBJECTS = [
    (VISIT, "visited", "Peru"),
    (PASSIVE, "praised", "Peru"),
    (EXPECTED, "visit", "Peru"),
    (RELATIVE, "visited", "Peru"),
    (RELATIVE_OBJECT, "signed", "pact"),
    (BARE_RELATIVE, "signed", "pact"),
    (REDUCED, "signed", "pact"),
    pytest.param(SHARED_PASSIVE, "rewarded", "Peru"),
    (SHARED_OBJECT, "slammed", "pact"),
    (LIKELY, "resign", ""),
    (URGES, "urged", "Peru"),
]
PASSIVES = [
    (VISIT, "visited", False),
    (PASSIVE, "praised", True),
    (EXPECTED, "expected", True),
    (REDUCED, "signed", True),
    (RELATIVE, "visited", False),
    (SAID, "signed", False),
]
OBLIQUES = [
    ("He/PRP/2/nsubj met=meet/VBD/0/ROOT with/IN/4/case Dahl/NNP/2/obl in/IN/6/case Lima/NNP/2/obl .", "met",
     [("with", "Dahl"), ("in", "Lima")]),
    ("He/PRP/2/nsubj left=leave/VBD/0/ROOT according/VBG/5/case to/IN/3/fixed Dahl/NNP/2/obl .", "left",
     [("according to", "Dahl")]),
    ("Talks=talk/NNS/0/ROOT within/IN/3/case Europe/NNP/1/nmod and/CC/6/cc with/IN/6/case Chile/NNP/3/conj .",
     "Talks", [("within", "Europe"), ("with", "Chile")]),
    ("Peru/NNP/3/nmod:poss 's/POS/1/case pact/NN/0/ROOT with/IN/5/case Chile/NNP/3/nmod .", "pact",
     [("with", "Chile")]),
    ("He/PRP/2/nsubj rests=rest/VBZ/0/ROOT .", "rests", []),
]  # fmt: skip


@pytest.mark.parametrize(("parse", "verb", "expected"), SUBJECTS)
def test_subjects(parse, verb, expected):
    assert forms(subjects(token(make_doc(parse), verb))) == expected


@pytest.mark.parametrize(("parse", "verb", "expected"), OBJECTS)
def test_objects(parse, verb, expected):
    assert forms(objects(token(make_doc(parse), verb))) == expected


@pytest.mark.parametrize(("parse", "verb", "expected"), PASSIVES)
def test_passive(parse, verb, expected):
    assert is_passive(token(make_doc(parse), verb)) is expected


@pytest.mark.parametrize(("parse", "word", "expected"), OBLIQUES)
def test_obliques(parse, word, expected):
    found = obliques(token(make_doc(parse), word))
    assert [(marker, noun.text) for marker, noun in found] == expected


def test_the_author_of_a_letter_blames():
    doc = make_doc(NOTE)
    assert forms(subjects(token(doc, "blaming"))) in ("letter", "Dahl")


def test_conjuncts_in_order():
    doc = make_doc(LISTED)
    assert forms(conjuncts(token(doc, "Norway"))) == "Norway Chile"


def test_preposition_of_a_noun():
    doc = make_doc(OBLIQUES[1][0])
    assert preposition(token(doc, "Dahl")) == "according to"
    assert preposition(token(doc, "He")) is None


PARTICLES = [
    ("Peru/NNP/2/nsubj pulled=pull/VBD/0/ROOT out/RP/2/compound:prt .", "pulled", "out"),
    ("Peru/NNP/2/nsubj backed=back/VBD/0/ROOT away/RB/2/advmod .", "backed", "away"),
    ("Peru/NNP/2/nsubj voted=vote/VBD/0/ROOT .", "voted", None),
]


@pytest.mark.parametrize(("parse", "verb", "expected"), PARTICLES)
def test_particle(parse, verb, expected):
    assert particle(token(make_doc(parse), verb)) == expected


def test_the_number_of_cases():
    assert len(SUBJECTS) + len(OBJECTS) + len(PASSIVES) + len(OBLIQUES) + len(PARTICLES) == 44

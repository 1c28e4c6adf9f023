"""Prepositions, conjuncts and particles of parses made by hand."""

import pytest

from graph.extraction.grammar import conjuncts, is_date, is_epithet, obliques, particle, preposition
from tests.extraction.docs import forms, make_doc, token

# A parse, a word, and its prepositions with their nouns.
OBLIQUES = [
    ("He/PRP/2/nsubj met=meet/VBD/0/ROOT with/IN/4/case Dahl/NNP/2/obl in/IN/6/case Lima/NNP/2/obl .",
     "met", [("with", "Dahl"), ("in", "Lima")]),
    ("He/PRP/2/nsubj left=leave/VBD/0/ROOT according/VBG/5/case to/IN/3/fixed Dahl/NNP/2/obl .",
     "left", [("according to", "Dahl")]),
    ("Talks=talk/NNS/0/ROOT within/IN/3/case Europe/NNP/1/nmod and/CC/6/cc with/IN/6/case Chile/NNP/3/conj .",
     "Talks", [("within", "Europe"), ("with", "Chile")]),
    ("Peru/NNP/3/nmod:poss 's/POS/1/case pact/NN/0/ROOT with/IN/5/case Chile/NNP/3/nmod .",
     "pact", [("with", "Chile")]),
    (("Talks=talk/NNS/0/ROOT with/IN/3/mark acting=act/VBG/1/acl minister/NN/3/obj of/IN/6/case Chile/NNP/4/nmod ."),
     "Talks", [("with", "minister")]),
    ("He/PRP/2/nsubj rests=rest/VBZ/0/ROOT .", "rests", []),
    ("He/PRP/2/nsubj met=meet/VBD/0/ROOT Sunday/NNP/2/obl:tmod with/IN/5/case Dahl/NNP/3/nmod .",
     "met", [("with", "Dahl")]),
    ("He/PRP/2/nsubj met=meet/VBD/0/ROOT on/IN/4/case Sunday/NNP/2/obl with/IN/6/case Dahl/NNP/4/nmod .",
     "met", [("on", "Sunday"), ("with", "Dahl")]),
    ("Talks=talk/NNS/0/ROOT Friday/NNP/1/nmod:tmod in/IN/4/case Lima/NNP/2/compound ended=end/VBD/1/acl .",
     "Talks", [("in", "Lima")]),
    (("He/PRP/2/nsubj left=leave/VBD/0/ROOT on/IN/5/case the/DT/5/det Sunday/NNP/2/obl of/IN/8/case the/DT/8/det "
      "vote/NN/5/nmod ."), "left", [("on", "Sunday")]),
    ("He/PRP/2/nsubj met=meet/VBD/0/ROOT Sunday/NNP/2/obl:tmod after/IN/5/case Friday/NNP/3/nmod .", "met", []),
    ("Sunday/NNP/5/obl:tmod with/IN/3/case Dahl/NNP/1/nmod he/PRP/5/nsubj rested=rest/VBD/0/ROOT .", "rested", []),
    ("He/PRP/2/nsubj met=meet/VBD/0/ROOT friends=friend/NNS/2/obj with/IN/5/case Dahl/NNP/3/nmod .", "met", []),
    ("He/PRP/2/nsubj spoke=speak/VBD/0/ROOT ahead/RB/2/advmod of/IN/5/case talks=talk/NNS/3/obl .",
     "ahead", [("ahead of", "talks")]),
]  # fmt: skip


@pytest.mark.parametrize(("parse", "word", "expected"), OBLIQUES)
def test_obliques(parse, word, expected):
    found = obliques(token(make_doc(parse), word))
    assert [(marker, noun.text) for marker, noun in found] == expected


def test_a_date_is_known_by_its_name_or_as_a_weekday():
    parse = (
        "They/PRP/2/nsubj met=meet/VBD/0/ROOT June/NNP/2/obl:tmod 3/CD/3/nummod with/IN/6/case Dahl/NNP/3/nmod "
        "before/IN/8/case Friday/NNP/2/obl ."
    )
    doc = make_doc(parse, names=[("June 3", "DATE")])
    assert forms(each for each in doc if is_date(each)) == "June 3 Friday"
    assert [marker for marker, _ in obliques(token(doc, "met"))] == ["with", "before"]
    assert [marker for marker, _ in obliques(token(make_doc(parse), "met"))] == ["before"]


# A parse, a word, and what is coordinated with it.
CONJUNCTS = [
    ("Norway/NNP/4/nsubj and/CC/3/cc Chile/NNP/1/conj signed=sign/VBD/0/ROOT and/CC/6/cc left=leave/VBD/4/conj .",
     "Norway", "Norway Chile"),
    ("Dahl/NNP/5/nsubj and/CC/3/cc visiting=visit/VBG/1/conj Ruiz/NNP/3/obj spoke=speak/VBD/0/ROOT .",
     "Dahl", "Dahl Ruiz"),
    ("Dahl/NNP/5/nsubj and/CC/3/cc visiting=visit/VBG/1/conj pupils=pupil/NNS/3/obj spoke=speak/VBD/0/ROOT .",
     "Dahl", "Dahl"),
    ("Dahl/NNP/2/nsubj spoke=speak/VBD/0/ROOT ,/,/4/punct praising=praise/VBG/2/advcl Ruiz/NNP/4/obj .",
     "Dahl", "Dahl"),
]  # fmt: skip


@pytest.mark.parametrize(("parse", "word", "expected"), CONJUNCTS)
def test_conjuncts_in_order(parse, word, expected):
    assert forms(conjuncts(token(make_doc(parse), word))) == expected


def test_only_a_participle_between_two_names_is_an_epithet():
    assert is_epithet(token(make_doc(CONJUNCTS[1][0]), "visiting"))
    assert not is_epithet(token(make_doc(CONJUNCTS[2][0]), "visiting"))
    assert not is_epithet(token(make_doc(CONJUNCTS[3][0]), "praising"))


# A parse, a noun, and its preposition.
PREPOSITIONS = [
    (OBLIQUES[1][0], "Dahl", "according to"),
    (OBLIQUES[1][0], "He", None),
    (OBLIQUES[-1][0], "talks", "ahead of"),
    ("He/PRP/2/nsubj acted=act/VBD/0/ROOT prior/RB/2/advmod to/IN/5/case talks=talk/NNS/3/obl .",
     "talks", "prior to"),
    ("He/PRP/2/nsubj met=meet/VBD/0/ROOT heads=head/NNS/2/obj of/IN/5/case state/NN/3/nmod .", "state", "of"),
    ("He/PRP/2/nsubj ran=run/VBD/0/ROOT ahead/RB/2/advmod to/IN/5/case Lima/NNP/3/obl .", "Lima", "to"),
]  # fmt: skip


@pytest.mark.parametrize(("parse", "noun", "expected"), PREPOSITIONS)
def test_preposition_of_a_noun(parse, noun, expected):
    assert preposition(token(make_doc(parse), noun)) == expected


PARTICLES = [
    ("Peru/NNP/2/nsubj pulled=pull/VBD/0/ROOT out/RP/2/compound:prt .", "pulled", "out"),
    ("Peru/NNP/2/nsubj backed=back/VBD/0/ROOT away/RB/2/advmod .", "backed", "away"),
    (
        "Peru/NNP/2/nsubj brought=bring/VBD/0/ROOT home/RB/2/advmod troops=troop/NNS/2/obj .",
        "brought",
        "home",
    ),
    ("Peru/NNP/2/nsubj left=leave/VBD/0/ROOT home/NN/2/obj .", "left", None),
    ("Peru/NNP/2/nsubj voted=vote/VBD/0/ROOT .", "voted", None),
]


@pytest.mark.parametrize(("parse", "verb", "expected"), PARTICLES)
def test_particle(parse, verb, expected):
    assert particle(token(make_doc(parse), verb)) == expected


def test_the_number_of_cases():
    assert len(OBLIQUES) + len(CONJUNCTS) + len(PREPOSITIONS) + len(PARTICLES) == 29

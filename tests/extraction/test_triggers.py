"""The words of the lexicon under which tokens of parses made by hand stand."""

import pytest

from graph.extraction.triggers import lemmas, reading
from tests.extraction.docs import make_doc, token

LEMMAS = [
    ("airstrikes=airstrikes/NNS/0/ROOT .", "airstrikes", "noun", ["airstrikes", "airstrike"]),
    ("treaties=treaties/NNS/0/ROOT .", "treaties", "noun", ["treaties", "treaty"]),
    ("met=meet/VBD/0/ROOT .", "met", "verb", ["meet"]),
    ("co/NN/3/compound -/HYPH/3/punct operate/VB/0/ROOT .", "operate", "verb", ["co-operate", "operate"]),
    ("re-armed=re-arm/VBD/0/ROOT .", "re-armed", "verb", ["re-arm", "arm"]),
    ("returned=return/VBD/0/ROOT .", "returned", "verb", ["return"]),
]
TRIGGERS = {("be", "verb"), ("visit", "verb"), ("visit", "noun"), ("designate", "verb"), ("impose", "verb")}
# A parse, a form, and the word and part of speech under which it is a trigger.
READINGS = [
    ("Dahl/NNP/2/nsubj visited=visit/VBD/0/ROOT .", "visited", ("visit", "verb")),
    ("The/DT/2/det visit/NN/3/nsubj ended=end/VBD/0/ROOT .", "visit", ("visit", "noun")),
    ("Dahl/NNP/3/nsubj re-imposed=re-impose/VBD/0/ROOT it/PRP/2/obj .", "re-imposed", ("impose", "verb")),
    ("Dahl/NNP/4/nsubj is=be/VBZ/4/cop in/IN/4/case Peru/NNP/0/ROOT .", "is", ("be", "verb")),
    ("Dahl/NNP/3/nsubj is=be/VBZ/3/aux sleeping=sleep/VBG/0/ROOT .", "is", None),
    (
        "Dahl/NNP/5/nsubj and/CC/3/cc visiting=visit/VBG/1/conj Ruiz/NNP/3/obj spoke=speak/VBD/0/ROOT .",
        "visiting",
        None,
    ),
    (
        "Dahl/NNP/2/nsubj spoke=speak/VBD/0/ROOT ,/,/4/punct visiting=visit/VBG/2/advcl Ruiz/NNP/4/obj .",
        "visiting",
        ("visit", "verb"),
    ),
    (
        ("Minister/NN/4/nsubj -/HYPH/1/punct designate/VB/1/acl left=leave/VBD/0/ROOT ."),
        "designate",
        None,
    ),
    (
        "Peru/NNP/3/nsubj will/MD/3/aux designate/VB/0/ROOT a/DT/5/det site/NN/3/obj .",
        "designate",
        ("designate", "verb"),
    ),
]


@pytest.mark.parametrize(("parse", "form", "pos", "expected"), LEMMAS)
def test_words_of_the_lexicon(parse, form, pos, expected):
    assert list(lemmas(token(make_doc(parse), form), pos)) == expected


@pytest.mark.parametrize(("parse", "form", "expected"), READINGS)
def test_what_may_be_a_trigger(parse, form, expected):
    assert reading(token(make_doc(parse), form), TRIGGERS) == expected


def test_the_number_of_cases():
    assert len(LEMMAS) + len(READINGS) == 15

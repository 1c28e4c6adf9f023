"""Slots of predicates in parses made by hand."""

import pytest

from graph.extraction.predicates import describe, find_predicates
from graph.extraction.triggers import lemmas
from tests.extraction.docs import forms, make_doc, token

SUPPORT = frozenset({"hold", "pay", "sign", "impose", "announce"})

# A parse, the trigger, its part of speech, and slots that it must have (others it may have).
SLOTS = [
    (
        "Norway/NNP/2/nsubj sold=sell/VBD/0/ROOT Peru/NNP/2/iobj ships=ship/NNS/2/obj .",
        "sold",
        "verb",
        {"subj": "Norway", "obj": "ships", "iobj": "Peru"},
    ),
    (
        "Norway/NNP/2/nsubj sold=sell/VBD/0/ROOT ships=ship/NNS/2/obj to/IN/5/case Peru/NNP/2/obl .",
        "sold",
        "verb",
        {"subj": "Norway", "obj": "ships", "to": "Peru"},
    ),
    (
        (
            "Ships=ship/NNS/3/nsubj:pass were=be/VBD/3/aux:pass sold=sell/VBN/0/ROOT to/IN/5/case "
            "Peru/NNP/3/obl by/IN/7/case Norway/NNP/3/obl ."
        ),
        "sold",
        "verb",
        {"subj": "Norway", "obj": "Ships", "to": "Peru"},
    ),
    (
        "Norway/NNP/2/nsubj signed=sign/VBD/0/ROOT a/DT/4/det pact/NN/2/obj with/IN/6/case Peru/NNP/4/nmod .",
        "signed",
        "verb",
        {"subj": "Norway", "obj": "pact", "with": "Peru"},
    ),
    (
        (
            "Norway/NNP/2/nsubj pulled=pull/VBD/0/ROOT out/RP/2/compound:prt of/IN/6/case "
            "the/DT/6/det pact/NN/2/obl ."
        ),
        "pulled",
        "verb",
        {"subj": "Norway", "prt": "out", "of": "pact"},
    ),
    (
        "Dahl/NNP/2/nsubj said=say/VBD/0/ROOT Peru/NNP/4/nsubj left=leave/VBD/2/ccomp .",
        "said",
        "verb",
        {"subj": "Dahl", "comp": "left"},
    ),
    (
        "Norway/NNP/2/nsubj urged=urge/VBD/0/ROOT Peru/NNP/2/obj to/TO/5/mark leave/VB/2/xcomp .",
        "urged",
        "verb",
        {"subj": "Norway", "obj": "Peru", "comp": "leave"},
    ),
    (
        (
            "Norway/NNP/2/nsubj entered=enter/VBD/0/ROOT into/IN/5/case a/DT/5/det pact/NN/2/obl "
            "with/IN/7/case Peru/NNP/5/nmod ."
        ),
        "entered",
        "verb",
        {"into": "pact", "with": "Peru"},
    ),
    (
        "Prices=price/NNS/2/nsubj fell=fall/VBD/0/ROOT according/VBG/2/advcl to/IN/5/case Dahl/NNP/3/obl .",
        "according",
        "verb",
        {"to": "Dahl"},
    ),
    (
        (
            "Dahl/NNP/3/nmod:poss 's/POS/1/case visit/NN/6/nsubj to/IN/5/case Peru/NNP/3/nmod "
            "ended=end/VBD/0/ROOT ."
        ),
        "visit",
        "noun",
        {"poss": "Dahl", "to": "Peru", "agent": "Dahl"},
    ),
    (
        (
            "A/DT/2/det visit/NN/7/nsubj by/IN/4/case Dahl/NNP/2/nmod to/IN/6/case Peru/NNP/2/nmod "
            "ended=end/VBD/0/ROOT ."
        ),
        "visit",
        "noun",
        {"by": "Dahl", "to": "Peru", "agent": "Dahl"},
    ),
    (
        "Norwegian/JJ/2/amod sanctions=sanction/NNS/5/nsubj on/IN/4/case Peru/NNP/2/nmod bite/VBP/0/ROOT .",
        "sanctions",
        "noun",
        {"mod": "Norwegian", "on": "Peru", "agent": "Norwegian"},
    ),
    (
        "Dahl/NNP/2/nsubj held=hold/VBD/0/ROOT talks=talk/NNS/2/obj with/IN/5/case Ruiz/NNP/3/nmod .",
        "talks",
        "noun",
        {"subj": "Dahl", "agent": "Dahl", "with": "Ruiz"},
    ),
    (
        "Dahl/NNP/2/nsubj held=hold/VBD/0/ROOT talks=talk/NNS/2/obj with/IN/5/case Ruiz/NNP/2/obl .",
        "talks",
        "noun",
        {"subj": "Dahl", "with": "Ruiz"},
    ),
    (
        "Dahl/NNP/2/nsubj watched=watch/VBD/0/ROOT talks=talk/NNS/2/obj with/IN/5/case Ruiz/NNP/3/nmod .",
        "talks",
        "noun",
        {"with": "Ruiz", "subj": ""},
    ),
    (
        (
            "Talks=talk/NNS/3/nsubj:pass were=be/VBD/3/aux:pass held=hold/VBN/0/ROOT "
            "by/IN/5/case Dahl/NNP/3/obl ."
        ),
        "Talks",
        "noun",
        {"subj": "Dahl"},
    ),
    (
        "Dahl/NNP/2/nsubj paid=pay/VBD/0/ROOT a/DT/4/det visit/NN/2/obj to/IN/6/case Peru/NNP/4/nmod .",
        "visit",
        "noun",
        {"subj": "Dahl", "to": "Peru"},
    ),
    (
        (
            "Dahl/NNP/2/nsubj held=hold/VBD/0/ROOT a/DT/4/det round/NN/2/obj of/IN/6/case "
            "talks=talk/NNS/4/nmod ."
        ),
        "talks",
        "noun",
        {"subj": "Dahl"},
    ),
    (
        "Talks=talk/NNS/5/nsubj between/IN/3/case Peru/NNP/1/nmod and/CC/5/cc failed=fail/VBD/0/ROOT .",
        "Talks",
        "noun",
        {"between": "Peru"},
    ),
]
LEMMAS = [
    ("airstrikes=airstrikes/NNS/0/ROOT .", "airstrikes", "noun", ["airstrikes", "airstrike"]),
    ("treaties=treaties/NNS/0/ROOT .", "treaties", "noun", ["treaties", "treaty"]),
    ("met=meet/VBD/0/ROOT .", "met", "verb", ["meet"]),
    ("co/NN/3/compound -/HYPH/3/punct operate/VB/0/ROOT .", "operate", "verb", ["co-operate", "operate"]),
]


@pytest.mark.parametrize(("parse", "trigger", "pos", "expected"), SLOTS)
def test_slots(parse, trigger, pos, expected):
    found = describe(token(make_doc(parse), trigger), pos, SUPPORT)
    assert {slot: forms(found.slots.get(slot, [])) for slot in expected} == expected


@pytest.mark.parametrize(("parse", "form", "pos", "expected"), LEMMAS)
def test_words_of_the_lexicon(parse, form, pos, expected):
    assert list(lemmas(token(make_doc(parse), form), pos)) == expected


def test_triggers_are_found_in_text_order_by_part_of_speech():
    doc = make_doc(SLOTS[3][0], SLOTS[9][0])
    triggers = {("sign", "verb"), ("visit", "noun"), ("visit", "verb"), ("pact", "verb")}
    found = [(each.token.text, each.pos, each.lemma) for each in find_predicates(doc, triggers, SUPPORT)]
    assert found == [("signed", "verb", "sign"), ("visit", "noun", "visit")]


def test_the_support_verb_is_kept():
    doc = make_doc(SLOTS[12][0])
    assert describe(token(doc, "talks"), "noun", SUPPORT).support.text == "held"
    assert describe(token(doc, "talks"), "noun", frozenset()).support is None


def test_the_number_of_cases():
    assert len(SLOTS) + len(LEMMAS) == 23

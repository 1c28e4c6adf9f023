"""Slots of predicates in parses made by hand."""

import pytest

from graph.extraction.predicates import describe, find_predicates
from tests.extraction.docs import forms, make_doc, token

SUPPORT = frozenset("announce call get give hold impose pay receive sign".split())

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

# The same, where the parser hung a phrase elsewhere or the construction decides who does what.
CONSTRUCTIONS = [
    ("Norway/NNP/2/nsubj asked=ask/VBD/0/ROOT Peru/NNP/2/iobj to/TO/5/mark leave/VB/2/xcomp .",
     "asked", "verb", {"obj": "Peru", "iobj": "Peru", "comp": "leave"}),
    ("Norway/NNP/2/nsubj asked=ask/VBD/0/ROOT Peru/NNP/2/iobj .", "asked", "verb", {"obj": "Peru"}),
    ("Norway/NNP/2/nsubj told=tell/VBD/0/ROOT Peru/NNP/2/iobj Chile/NNP/5/nsubj left=leave/VBD/2/ccomp .",
     "told", "verb", {"obj": "", "iobj": "Peru", "comp": "left"}),
    ("Norway/NNP/2/nsubj urged=urge/VBD/0/ROOT Peru/NNP/2/obj to/TO/5/mark leave/VB/2/obl .",
     "urged", "verb", {"comp": "leave"}),
    ("Norway/NNP/2/nsubj urged=urge/VBD/0/ROOT Peru/NNP/2/obj to/IN/5/case reason/NN/2/obl .",
     "urged", "verb", {"comp": "", "to": "reason"}),
    ("Dahl/NNP/4/nsubj is=be/VBZ/4/cop in/IN/4/case Peru/NNP/0/ROOT for/IN/6/case talks=talk/NNS/4/nmod .",
     "is", "verb", {"subj": "Dahl", "agent": "Dahl", "in": "Peru", "for": "talks", "comp": ""}),
    ("Dahl/NNP/4/nsubj is=be/VBZ/4/cop a/DT/4/det friend/NN/0/ROOT of/IN/6/case Peru/NNP/4/nmod .",
     "is", "verb", {"subj": "Dahl", "comp": "friend", "of": "Peru"}),
    ("Dahl/NNP/4/nsubj is=be/VBZ/4/cop in/IN/4/case Peru/NNP/0/ROOT for/IN/6/case talks=talk/NNS/4/nmod .",
     "talks", "noun", {"subj": "Dahl", "agent": "Dahl"}),
    (("Dahl/NNP/4/nsubj is=be/VBZ/4/cop in/IN/4/case Peru/NNP/0/ROOT for/IN/7/case two/CD/7/nummod "
      "days=day/NNS/4/nmod of/IN/9/case talks=talk/NNS/7/nmod ."), "talks", "noun", {"subj": "Dahl"}),
    ("Dahl/NNP/4/nsubj is=be/VBZ/4/cop in/IN/4/case Peru/NNP/0/ROOT despite/IN/6/case talks=talk/NNS/4/nmod .",
     "talks", "noun", {"subj": "", "agent": ""}),
    ("Dahl/NNP/2/nsubj held=hold/VBD/0/ROOT two/CD/4/nummod days=day/NNS/2/obj of/IN/6/case talks=talk/NNS/4/nmod .",
     "talks", "noun", {"subj": "Dahl"}),
    ("Dahl/NNP/2/nsubj called=call/VBD/0/ROOT the/DT/4/det raid/NN/2/obj a/DT/6/det mistake/NN/2/xcomp .",
     "raid", "noun", {"subj": "", "agent": ""}),
    ("Dahl/NNP/2/nsubj called=call/VBD/0/ROOT a/DT/4/det vote/NN/2/obj .", "vote", "noun", {"subj": "Dahl"}),
    (("Dahl/NNP/2/nsubj called=call/VBD/0/ROOT the/DT/4/det raid/NN/2/obj “/``/7/punct a/DT/7/det mistake/NN/4/appos "
      "”/''/7/punct ."), "called", "verb", {"obj": "raid", "comp": "mistake"}),
    ("Dahl/NNP/2/nsubj called=call/VBD/0/ROOT the/DT/4/det minister/NN/2/obj ,/,/6/punct Ruiz/NNP/4/appos .",
     "called", "verb", {"obj": "minister", "comp": ""}),
    ("Peru/NNP/2/nsubj received=receive/VBD/0/ROOT aid/NN/2/obj from/IN/5/case Norway/NNP/2/obl .",
     "aid", "noun", {"to": "Peru", "from": "Norway", "subj": "", "agent": ""}),
    ("Aid/NN/3/nsubj:pass was=be/VBD/3/aux:pass received=receive/VBN/0/ROOT by/IN/5/case Peru/NNP/3/obl .",
     "Aid", "noun", {"to": "", "subj": "Peru"}),
    ("Peru/NNP/2/nsubj gave=give/VBD/0/ROOT aid/NN/2/obj to/IN/5/case Norway/NNP/2/obl .",
     "aid", "noun", {"to": "Norway", "subj": "Peru", "agent": "Peru"}),
    (("Peru/NNP/2/nsubj charged=charge/VBD/0/ROOT Dahl/NNP/2/obj with/IN/5/mark taking=take/VBG/2/advcl "
      "bribes=bribe/NNS/5/obj ."), "charged", "verb", {"obj": "Dahl", "with": "taking"}),
    (("Peru/NNP/2/nsubj charged=charge/VBD/0/ROOT Dahl/NNP/2/obj while/IN/5/mark denying=deny/VBG/2/advcl "
      "it/PRP/5/obj ."), "charged", "verb", {"obj": "Dahl", "while": ""}),
    ("Dahl/NNP/2/nsubj met=meet/VBD/0/ROOT in/IN/4/case Lima/NNP/2/obl with/IN/6/case Ruiz/NNP/4/nmod .",
     "met", "verb", {"in": "Lima", "with": "Ruiz"}),
    (("Dahl/NNP/2/nsubj met=meet/VBD/0/ROOT with/IN/4/case Ruiz/NNP/2/obl in/IN/7/case a/DT/7/det hall/NN/2/obl "
      "with/IN/9/case windows=window/NNS/7/nmod ."), "met", "verb", {"in": "hall", "with": "Ruiz"}),
    ("Dahl/NNP/2/nsubj met=meet/VBD/0/ROOT near/IN/4/case Lima/NNP/2/obl with/IN/6/case snow/NN/4/nmod .",
     "met", "verb", {"near": "Lima", "with": ""}),
    ("Dahl/NNP/2/nsubj met=meet/VBD/0/ROOT Sunday/NNP/2/obl:tmod with/IN/5/case Ruiz/NNP/3/nmod .",
     "met", "verb", {"with": "Ruiz"}),
    (("The/DT/2/det imposition/NN/9/nsubj of/IN/4/case sanctions=sanction/NNS/2/nmod by/IN/6/case Norway/NNP/4/nmod "
      "on/IN/8/case Peru/NNP/4/nmod ended=end/VBD/0/ROOT ."), "imposition", "noun", {"by": "Norway", "on": "Peru"}),
    ("Norway/NNP/2/nsubj pulled=pull/VBD/0/ROOT a/DT/4/det unit/NN/2/obj out/IN/7/case of/IN/7/case Peru/NNP/2/obl .",
     "pulled", "verb", {"obj": "unit", "prt": "out", "of": "Peru"}),
    ("Norway/NNP/2/nsubj pulled=pull/VBD/0/ROOT a/DT/4/det unit/NN/2/obj of/IN/6/case guards=guard/NNS/4/nmod .",
     "pulled", "verb", {"obj": "unit", "prt": "", "of": "guards"}),
    ("Peru/NNP/3/nsubj:pass was=be/VBD/3/aux:pass locked=lock/VBN/0/ROOT in/IN/5/case talks=talk/NNS/3/obl .",
     "talks", "noun", {"subj": "Peru", "agent": "Peru"}),
    ("Peru/NNP/2/nsubj engaged=engage/VBD/0/ROOT in/IN/4/case talks=talk/NNS/2/obl .",
     "talks", "noun", {"subj": "Peru"}),
    ("Peru/NNP/2/nsubj engaged=engage/VBD/0/ROOT Chile/NNP/2/obj over/IN/5/case talks=talk/NNS/2/obl .",
     "talks", "noun", {"subj": ""}),
    ("Peru/NNP/2/nsubj lost=lose/VBD/0/ROOT in/IN/4/case talks=talk/NNS/2/obl .", "talks", "noun", {"subj": ""}),
    ("Dahl/NNP/2/nsubj called=call/VBD/0/ROOT the/DT/4/det order/NN/5/compound swift/JJ/2/xcomp .",
     "called", "verb", {"obj": "order", "comp": "swift"}),
    (("Prices=price/NNS/2/nsubj fell=fall/VBD/0/ROOT after/IN/6/mark her/PRP$/6/nmod:poss much/RB/6/advmod "
      "discussed=discuss/VBN/2/advcl about/IN/8/case visit/NN/6/obl ."), "visit", "noun", {"poss": "her"}),
    (("Peru/NNP/2/nsubj engaged=engage/VBD/0/ROOT in/IN/5/case a/DT/5/det plot/NN/2/obl and/CC/8/cc the/DT/8/det "
      "trial/NN/5/conj ."), "trial", "noun", {"subj": ""}),
    (("The/DT/2/det talks=talk/NNS/8/nsubj that/WDT/5/obj Norway/NNP/5/nsubj held=hold/VBD/2/acl:relcl with/IN/7/case "
      "Chile/NNP/5/obl ended=end/VBD/0/ROOT ."), "talks", "noun", {"subj": "Norway", "with": "Chile"}),
    (("The/DT/2/det talks=talk/NNS/8/nsubj in/IN/4/case which/WDT/6/obl Norway/NNP/6/nsubj held=hold/VBD/2/acl:relcl "
      "firm/RB/6/advmod ended=end/VBD/0/ROOT ."), "talks", "noun", {"subj": ""}),
    (("Dahl/NNP/2/nsubj called=call/VBD/0/ROOT it/PRP/2/obj an/DT/5/det insult/NN/2/xcomp on/IN/7/case Peru/NNP/5/nmod "
      "."), "called", "verb", {"obj": "it", "comp": "insult", "on": ""}),
    ("Dahl/NNP/2/nsubj fell=fall/VBD/0/ROOT the/DT/4/det order/NN/5/compound swift/JJ/2/xcomp .",
     "fell", "verb", {"obj": "", "comp": "swift"}),
]  # fmt: skip


@pytest.mark.parametrize(("parse", "trigger", "pos", "expected"), [*SLOTS, *CONSTRUCTIONS])
def test_slots(parse, trigger, pos, expected):
    found = describe(token(make_doc(parse), trigger), pos, SUPPORT)
    assert {slot: forms(found.slots.get(slot, [])) for slot in expected} == expected


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
    assert len(SLOTS) + len(CONSTRUCTIONS) == 57

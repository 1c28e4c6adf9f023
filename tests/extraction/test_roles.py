"""Roles that go without saying: targets, second sides and doers mended in parses made by hand."""

import pytest

from tests.extraction.docs import make_doc, read, told

PEOPLE = (("Siv Dahl", "PERSON"), ("Ana Quispe", "PERSON"))
MINISTER = "{0}/JJ/2/amod Minister/NNP/5/nsubj {1}/NNP/2/flat {2}/NNP/2/flat "
DAHL, QUISPE = MINISTER.format("Norwegian", "Siv", "Dahl"), MINISTER.format("Peruvian", "Ana", "Quispe")
VISITS_LIMA = "visited=visit/VBD/0/ROOT Lima/NNP/5/obj ."
OPENING = (
    "{0}/IN/3/case a/DT/3/det visit/NN/9/obl to/IN/5/case Peru/NNP/3/nmod ,/,/3/punct Siv/NNP/9/nsubj "
    "Dahl/NNP/7/flat condemned=condemn/VBD/0/ROOT Chile/NNP/9/obj ."
)
TARIFFS = "Norway/NNP/2/nsubj imposed=impose/VBD/0/ROOT tariffs=tariff/NNS/2/obj on/IN/{0}/case "
BOMBED = "Norway/NNP/2/nsubj bombed=bomb/VBD/0/ROOT Peruvian/JJ/4/amod {0}/NNS/2/obj ."
AIRSTRIKE = (
    "{0}/NNP/2/nsubj carried=carry/VBD/0/ROOT out/RP/2/compound:prt an/DT/5/det airstrike/NN/2/obj in/IN/7/case "
    "{1}/NNP/2/obl ."
)
TO_PERU = (
    "Norway/NNP/2/nsubj {0}/VBD/0/ROOT to/IN/4/case Peru/NNP/2/obl to/TO/6/mark demand/VB/2/advcl "
    "ships=ship/NNS/6/obj ."
)
SAILORS = "Norway/NNP/2/nsubj {0}/VBD/0/ROOT three/CD/5/nummod {1}/JJ/5/amod {2}/NNS/2/obj ."
IN_PERU = "Siv/NNP/5/nsubj Dahl/NNP/1/flat is=be/VBZ/5/cop in/IN/5/case Peru/NNP/0/ROOT "
CRITICISM = "Criticism(actor Siv Dahl, target Chile) occurred"
ATTACK = "MilitaryAttack(actor Norway{0}) occurred"

# Sentences, and all their events.
EVENTS = [
    # who travels to a foreign city visits its state
    (DAHL + VISITS_LIMA, ["Visit(actor Siv Dahl, place Lima, target Peru) occurred"]),
    (QUISPE + VISITS_LIMA, ["Visit(actor Ana Quispe, target Lima) occurred"]),
    # who acts in a clause makes the visit, or has a part in the talks, that it opens with
    (OPENING.format("During"), [CRITICISM, "Visit(actor Siv Dahl, target Peru) occurred"]),
    (OPENING.format("Despite"), [CRITICISM, "Visit(target Peru) occurred"]),
    (("Ahead/RB/10/advmod of/IN/4/case a/DT/4/det visit/NN/1/obl to/IN/6/case Peru/NNP/4/nmod ,/,/1/punct "
     "Siv/NNP/10/nsubj Dahl/NNP/8/flat condemned=condemn/VBD/0/ROOT Chile/NNP/10/obj ."),
     [CRITICISM, "Visit(actor Siv Dahl, target Peru) planned"]),
    (("During/IN/5/case Ana/NNP/5/nmod:poss Quispe/NNP/2/flat 's/POS/2/case visit/NN/11/obl to/IN/7/case "
     "Peru/NNP/5/nmod ,/,/5/punct Siv/NNP/11/nsubj Dahl/NNP/9/flat condemned=condemn/VBD/0/ROOT Chile/NNP/11/obj ."),
     [CRITICISM, "Visit(actor Ana Quispe, target Peru) occurred"]),
    (("After/IN/3/case a/DT/3/det visit/NN/8/obl to/IN/5/case Peru/NNP/3/nmod ,/,/3/punct Peru/NNP/8/nsubj "
     "condemned=condemn/VBD/0/ROOT Chile/NNP/8/obj ."),
     ["Criticism(actor Peru, target Chile) occurred", "Visit(target Peru) occurred"]),
    (("After/IN/2/case talks=talk/NNS/7/obl with/IN/4/case Peru/NNP/2/nmod ,/,/2/punct Norway/NNP/7/nsubj "
     "condemned=condemn/VBD/0/ROOT Chile/NNP/7/obj ."),
     ["Criticism(actor Norway, target Chile) occurred", "Meeting(participant Norway, participant Peru) occurred"]),
    # what is done to goods and people is done to their owners, but militants are not their state's
    (TARIFFS.format(6) + "Peruvian/JJ/6/amod copper/NN/3/nmod .", ["Sanction(actor Norway, target Peru) occurred"]),
    (TARIFFS.format(5) + "copper/NN/3/nmod from/IN/7/case Peru/NNP/5/nmod .",
     ["Sanction(actor Norway, target Peru) occurred"]),
    (TARIFFS.format(6) + "Norwegian/JJ/6/amod copper/NN/3/nmod .", ["Sanction(actor Norway) occurred"]),
    (("Norway/NNP/2/nsubj imposed=impose/VBD/0/ROOT an/DT/4/det embargo/NN/2/obj on/IN/6/case sales=sale/NNS/4/nmod "
     "of/IN/9/case Peruvian/JJ/9/amod copper/NN/6/nmod ."), ["Sanction(actor Norway, target Peru) occurred"]),
    (("Norway/NNP/2/nsubj sent=send/VBD/0/ROOT aid/NN/2/obj to/IN/5/case widows=widow/NNS/2/obl from/IN/7/case "
     "Peru/NNP/5/nmod ."), ["Aid(actor Norway, target Peru) occurred"]),
    (BOMBED.format("barracks=barracks"), [ATTACK.format(", target Peru")]),
    (BOMBED.format("rebels=rebel"), [ATTACK.format("")]),
    (SAILORS.format("seized=seize", "Peruvian", "sailors=sailor"),
     ["Abduction(actor Norway, target Peru) occurred"]),
    (SAILORS.format("released=release", "Peruvian", "sailors=sailor"),
     ["Release(actor Norway, target Peru) occurred"]),
    (SAILORS.format("released=release", "young", "sailors=sailor"), ["Release(actor Norway) occurred"]),
    # a state's attack in another one is aimed at that
    (AIRSTRIKE.format("Norway", "Peru"), [ATTACK.format(", place Peru, target Peru")]),
    (AIRSTRIKE.format("Norway", "Lima"), [ATTACK.format(", place Lima, target Peru")]),
    (AIRSTRIKE.format("Norway", "Norway"), [ATTACK.format(", place Norway")]),
    (AIRSTRIKE.format("Hamas", "Peru"), ["MilitaryAttack(actor Hamas, place Peru) occurred"]),
    # whoever would bear it is threatened, if not the speaker's own side
    (("Norway/NNP/2/nsubj threatened=threaten/VBD/0/ROOT that/IN/6/mark Peru/NNP/6/nsubj would/MD/6/aux "
     "suffer/VB/2/ccomp ."), ["Threat(actor Norway, target Peru) occurred"]),
    ("Norway/NNP/2/nsubj threatened=threaten/VBD/0/ROOT to/TO/4/mark invade/VB/2/xcomp Peru/NNP/4/obj .",
     ["MilitaryAttack(actor Norway, target Peru) hypothetical",
      "Threat(actor Norway, concerns MilitaryAttack, target Peru) occurred"]),
    (("Norway/NNP/2/nsubj threatened=threaten/VBD/0/ROOT that/IN/7/mark Norwegian/JJ/5/amod troops=troop/NNS/7/nsubj "
     "would/MD/7/aux leave/VB/2/ccomp ."), ["Threat(actor Norway) occurred"]),
    # a demand in a letter is made to whom it is written
    (TO_PERU.format("wrote=write"),
     ["Demand(actor Norway, target Peru) occurred",
      "Statement(actor Norway, concerns Demand, target Peru) occurred"]),
    (TO_PERU.format("flew=fly"), ["Demand(actor Norway) occurred"]),
    # the speaker's side joins a side that is told alone
    (("Norway/NNP/2/nsubj said=say/VBD/0/ROOT talks=talk/NNS/6/nsubj with/IN/5/case Peru/NNP/3/nmod "
     "ended=end/VBD/2/ccomp ."),
     ["Meeting(participant Norway, participant Peru) occurred", "Statement(actor Norway, concerns Meeting) occurred"]),
    (("Norway/NNP/2/nsubj said=say/VBD/0/ROOT talks=talk/NNS/8/nsubj between/IN/5/case Peru/NNP/3/nmod and/CC/7/cc "
     "Chile/NNP/5/conj ended=end/VBD/2/ccomp ."),
     ["Negotiation(participant Chile, participant Peru) occurred",
      "Statement(actor Norway, concerns Negotiation) occurred"]),
    (("Peruvian/JJ/2/amod officials=official/NNS/3/nsubj said=say/VBD/0/ROOT talks=talk/NNS/7/nsubj with/IN/6/case "
     "Peru/NNP/4/nmod ended=end/VBD/3/ccomp ."),
     ["Meeting(participant Peru) occurred", "Statement(actor Peru, concerns Meeting) occurred"]),
    (("Peruvian/JJ/2/amod officials=official/NNS/3/nsubj said=say/VBD/0/ROOT talks=talk/NNS/10/nsubj with/IN/7/case "
      "Peruvian/JJ/7/amod Minister/NNP/4/nmod Ana/NNP/7/flat Quispe/NNP/7/flat ended=end/VBD/3/ccomp ."),
     ["Meeting(participant Ana Quispe) occurred", "Statement(actor Peru, concerns Meeting) occurred"]),
    (("Norway/NNP/2/nsubj said=say/VBD/0/ROOT an/DT/4/det attack/NN/7/nsubj on/IN/6/case Peru/NNP/4/nmod "
     "ended=end/VBD/2/ccomp ."),
     ["MilitaryAttack(target Peru) occurred", "Statement(actor Norway, concerns MilitaryAttack) occurred"]),
    # a participle of saying beside a finer act is its content
    (("Norway/NNP/2/nsubj condemned=condemn/VBD/0/ROOT Peru/NNP/2/obj ,/,/5/punct saying=say/VBG/2/advcl "
     "that/IN/9/mark the/DT/8/det raid/NN/9/nsubj failed=fail/VBD/5/ccomp ."),
     ["Criticism(actor Norway, target Peru) occurred"]),
    (("Norway/NNP/2/nsubj condemned=condemn/VBD/0/ROOT Peru/NNP/2/obj and/CC/5/cc said=say/VBD/2/conj that/IN/9/mark "
     "the/DT/8/det raid/NN/9/nsubj failed=fail/VBD/5/ccomp ."),
     ["Criticism(actor Norway, target Peru) occurred", "Statement(actor Norway) occurred"]),
    # who is in a state for talks visits it
    (IN_PERU + "for/IN/7/case talks=talk/NNS/5/nmod with/IN/9/case Ana/NNP/7/nmod Quispe/NNP/9/flat .",
     ["Meeting(participant Ana Quispe, participant Siv Dahl) occurred",
      "Visit(actor Siv Dahl, target Peru) ongoing"]),
    (IN_PERU + "to/TO/7/mark meet/VB/5/advcl Ana/NNP/7/obj Quispe/NNP/8/flat .",
     ["Meeting(participant Ana Quispe, participant Siv Dahl) planned",
      "Visit(actor Siv Dahl, target Peru) ongoing"]),
    (IN_PERU + "to/TO/7/mark rest/VB/5/advcl .", []),
    (IN_PERU + ".", []),
    # who receives is given
    ("Peru/NNP/2/nsubj received=receive/VBD/0/ROOT aid/NN/2/obj from/IN/5/case Norway/NNP/2/obl .",
     ["Aid(actor Norway, target Peru) occurred"]),
    # a date between an event noun and its sides
    (("Siv/NNP/3/nsubj Dahl/NNP/1/flat held=hold/VBD/0/ROOT talks=talk/NNS/3/obj Sunday/NNP/4/nmod:tmod with/IN/7/case "
     "Ana/NNP/5/nmod Quispe/NNP/7/flat ."), ["Meeting(participant Ana Quispe, participant Siv Dahl) occurred"]),
    (("Talks=talk/NNS/7/nsubj Sunday/NNP/1/nmod:tmod between/IN/4/dep Norway/NNP/7/dep and/CC/6/cc Peru/NNP/4/dep "
     "ended=end/VBD/0/ROOT ."), ["Negotiation(participant Norway, participant Peru) occurred"]),
    (("Talks=talk/NNS/7/nsubj there/RB/1/advmod between/IN/4/dep Norway/NNP/7/dep and/CC/6/cc Peru/NNP/4/dep "
     "ended=end/VBD/0/ROOT ."), []),
    # a thing is its owner's
    ("A/DT/4/det Norwegian/JJ/4/amod F-35/NNP/4/compound jet/NN/5/nsubj bombed=bomb/VBD/0/ROOT Peru/NNP/5/obj .",
     [ATTACK.format(", target Peru")]),
    ("An/DT/3/det F-35/NNP/3/compound jet/NN/4/nsubj bombed=bomb/VBD/0/ROOT Peru/NNP/4/obj .",
     ["MilitaryAttack(target Peru) occurred"]),
    # what somebody is accused of is his act; an epithet is no act
    (("Norway/NNP/2/nsubj accused=accuse/VBD/0/ROOT Peru/NNP/2/obj of/IN/5/mark invading=invade/VBG/2/advcl "
     "Chile/NNP/5/obj ."),
     ["Criticism(actor Norway, concerns MilitaryAttack, target Peru) occurred",
      "MilitaryAttack(actor Peru, target Chile) occurred"]),
    (("Siv/NNP/7/nsubj Dahl/NNP/1/flat and/CC/4/cc visiting=visit/VBG/1/conj Ana/NNP/4/obj Quispe/NNP/5/flat "
     "condemned=condemn/VBD/0/ROOT Chile/NNP/7/obj ."),
     ["Criticism(actor Ana Quispe, actor Siv Dahl, target Chile) occurred"]),
]  # fmt: skip


@pytest.mark.parametrize(("parse", "expected"), EVENTS)
def test_events_with_what_goes_without_saying(parse, expected):
    assert told(read(make_doc(parse, names=PEOPLE))) == expected


def test_the_number_of_cases():
    assert len(EVENTS) == 46

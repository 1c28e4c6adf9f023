"""Whose the offices are that parses made by hand name without a state."""

import pytest

from tests.extraction.docs import make_doc, read

PEOPLE = (("Siv Dahl", "PERSON"), ("Ana Quispe", "PERSON"))
DAHL = "{0}/NNP/2/compound {1}/NNP/3/nmod:desc Siv/NNP/5/nsubj Dahl/NNP/3/flat "
LEFT = DAHL.format("Foreign", "Minister") + "left=leave/VBD/0/ROOT ."
DEFENCE = DAHL.format("Defence", "Minister")
QUISPE = "Peruvian/JJ/2/amod {0}/NNP/3/nmod:desc Ana/NNP/5/nsubj Quispe/NNP/3/flat slept=sleep/VBD/0/ROOT ."
PERU = "Peru/NNP/2/nsubj beat=beat/VBD/0/ROOT Peru/NNP/2/obj ."
NORWAY = "Norway/NNP/2/nsubj slept=sleep/VBD/0/ROOT ."
RAIN = "Rain=rain/NN/2/nsubj fell=fall/VBD/0/ROOT ."

# Sentences, and the state or body that Siv Dahl's office there belongs to.
OFFICES = [
    # the state most spoken of
    ([PERU, NORWAY, RAIN, LEFT], "Peru"),
    # the state whose parliament is addressed, and no other listener's
    ([PERU, DEFENCE + "told=tell/VBD/0/ROOT the/DT/7/det Storting/NNP/5/iobj Chile/NNP/9/nsubj lied=lie/VBD/5/ccomp ."],
     "Norway"),
    ([PERU, DEFENCE + "told=tell/VBD/0/ROOT Norway/NNP/5/iobj Chile/NNP/8/nsubj lied=lie/VBD/5/ccomp ."], "Peru"),
    ([PERU, DEFENCE + "joked=joke/VBD/0/ROOT about/IN/8/case the/DT/8/det Storting/NNP/5/obl ."], "Peru"),
    # the state that will do what is announced, not one that has done it
    ([PERU, ("Norway/NNP/3/nsubj will/MD/3/aux send/VB/11/ccomp ships=ship/NNS/3/obj ,/,/3/punct "
      "Defence/NNP/7/compound Minister/NNP/8/nmod:desc Siv/NNP/10/nsubj Dahl/NNP/8/flat said=say/VBD/0/ROOT .")],
     "Norway"),
    ([PERU, ("Norway/NNP/2/nsubj sent=send/VBD/9/ccomp ships=ship/NNS/2/obj ,/,/2/punct "
      "Defence/NNP/6/compound Minister/NNP/7/nmod:desc Siv/NNP/9/nsubj Dahl/NNP/7/flat said=say/VBD/0/ROOT .")],
     "Peru"),
    # the state that the sentence before is about, where the office opens its own
    ([PERU, NORWAY, LEFT], "Norway"),
    ([PERU, "They/PRP/2/nsubj helped=help/VBD/0/ROOT Norway/NNP/2/obj .", LEFT], "Peru"),
    ([PERU, NORWAY, ("Late/RB/10/advmod on/IN/5/case the/DT/5/det cold/JJ/5/amod day/NN/10/obl "
      "Foreign/NNP/7/compound Minister/NNP/8/nmod:desc Siv/NNP/10/nsubj Dahl/NNP/8/flat left=leave/VBD/0/ROOT .")],
     "Peru"),
    # that of the dateline, which stands before a dash or in capitals
    (["OSLO/NNP/3/dep Peru/NNP/3/nsubj beat=beat/VBD/0/ROOT Peru/NNP/3/obj .", RAIN, LEFT], "Norway"),
    (["Oslo/NNP/4/dep –/:/4/punct Peru/NNP/4/nsubj beat=beat/VBD/0/ROOT Peru/NNP/4/obj .", RAIN, LEFT], "Norway"),
    (["Oslo/NNP/3/dep Peru/NNP/3/nsubj beat=beat/VBD/0/ROOT Peru/NNP/3/obj .", PERU, RAIN, LEFT], "Peru"),
    # no state that the holder speaks against
    ([PERU, NORWAY, RAIN, DAHL.format("Foreign", "Minister") + "summoned=summon/VBD/0/ROOT the/DT/8/det "
      "Peruvian/JJ/8/amod ambassador/NN/5/obj ."], "Norway"),
    # none whose office another holds, and for a leader none that another leads
    ([PERU, NORWAY, QUISPE.format("Minister"), DAHL.format("Trade", "Minister") + "left=leave/VBD/0/ROOT ."], "Peru"),
    ([PERU, NORWAY, ("Peruvian/JJ/3/amod Foreign/NNP/3/compound Minister/NNP/4/nmod:desc Ana/NNP/6/nsubj "
      "Quispe/NNP/4/flat slept=sleep/VBD/0/ROOT ."), LEFT], "Norway"),
    ([PERU, NORWAY, QUISPE.format("President"), DAHL.format("Prime", "Minister") + "left=leave/VBD/0/ROOT ."],
     "Norway"),
    ([PERU, NORWAY, QUISPE.format("President"), LEFT], "Peru"),
    # a ministry's spokesperson speaks for a state, another's does not
    ([PERU, DAHL.format("Ministry", "spokeswoman") + "left=leave/VBD/0/ROOT ."], "Peru"),
    ([PERU, DAHL.format("Club", "spokeswoman") + "left=leave/VBD/0/ROOT ."], None),
]  # fmt: skip


@pytest.mark.parametrize(("parses", "expected"), OFFICES)
def test_whose_an_office_is(parses, expected):
    found = read(make_doc(*parses, names=PEOPLE))
    names = {entity.key: entity.name for entity in found.entities}
    assert [names.get(t.of) for t in found.tenures if names[t.holder] == "Siv Dahl"] == [expected]


def test_the_number_of_cases():
    assert len(OFFICES) == 19

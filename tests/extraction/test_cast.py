"""Which entities the names in parses made by hand are."""

import pytest

from tests.extraction.docs import make_doc, read

EU = "The/DT/3/det European/NNP/3/compound Union/NNP/4/nsubj slept=sleep/VBD/0/ROOT ."
BRUSSELS = "Brussels/NNP/2/nsubj condemned=condemn/VBD/0/ROOT Peru/NNP/2/obj ."
BODY = "The/DT/4/det {0} {1}/JJ/4/amod {2}/NN/5/nsubj condemned=condemn/VBD/0/ROOT Peru/NNP/5/obj ."

# Sentences, and the names of all their entities.
ENTITIES = [
    # a capital stands for a body that sits there, if the article names the body and not the state
    ([BRUSSELS, EU], {"Brussels", "European Union", "Peru"}),
    ([BRUSSELS], {"Brussels", "Belgium", "Peru"}),
    ([BRUSSELS, EU, "Belgium/NNP/2/nsubj slept=sleep/VBD/0/ROOT ."], {"Brussels", "Belgium", "European Union", "Peru"}),
    ([BRUSSELS, EU, "Belgians/NNPS/2/nsubj slept=sleep/VBD/0/ROOT ."],
     {"Brussels", "Belgium", "European Union", "Peru"}),
    ([BRUSSELS.replace("Brussels", "Oslo"), EU], {"Oslo", "Norway", "European Union", "Peru"}),
    # a state and a common noun tell a body
    ([BODY.format("Norwegian/JJ/4/amod", "foreign", "ministry")], {"Norwegian foreign ministry", "Norway", "Peru"}),
    (["Norway/NNP/3/nmod:poss 's/POS/1/case parliament/NN/4/nsubj condemned=condemn/VBD/0/ROOT Peru/NNP/4/obj ."],
     {"Norway's parliament", "Norway", "Peru"}),
    ([BODY.format("Norwegian/JJ/4/amod", "foreign", "office")], {"Norway", "Peru"}),
    ([BODY.format("Norwegian/JJ/4/amod", "wooden", "ministry")], {"Norway", "Peru"}),
    ([BODY.format("old/JJ/4/amod", "foreign", "ministry")], {"Peru"}),
    # a date is no part of a name
    ([("Peru/NNP/2/nsubj left=leave/VBD/0/ROOT the/DT/5/det Fjord/NNP/5/compound Accord/NNP/2/obj on/IN/7/case "
      "Monday/NNP/2/obl .")], {"Fjord Accord", "Peru"}),
    ([("Peru/NNP/2/nsubj left=leave/VBD/0/ROOT the/DT/5/det Fjord/NNP/5/compound Accord/NNP/2/obj on/IN/7/case "
      "Herring/NNP/5/nmod .")], {"Fjord Accord on Herring", "Peru"}),
]  # fmt: skip


@pytest.mark.parametrize(("parses", "expected"), ENTITIES)
def test_entities(parses, expected):
    found = {entity.name for entity in read(make_doc(*parses)).entities}
    assert found == expected


def test_who_acts_through_a_capital():
    belgium = "Belgium/NNP/2/nsubj slept=sleep/VBD/0/ROOT ."
    for parses, actor in (
        ([BRUSSELS, EU], "European Union"),
        ([BRUSSELS], "Belgium"),
        ([BRUSSELS, EU, belgium], "Belgium"),
    ):
        found = read(make_doc(*parses))
        names = {entity.key: entity.name for entity in found.entities}
        assert [names[a.filler] for e in found.events for a in e.arguments if a.role == "actor"] == [actor]


def test_the_number_of_cases():
    assert len(ENTITIES) == 12

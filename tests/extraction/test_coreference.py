"""Who nouns and names mean, and whom they act for, in parses made by hand."""

import pytest

from graph.extraction.cast import cast_names
from graph.extraction.coreference import Resolver
from graph.extraction.gazetteer import gazetteer_for
from graph.extraction.mentions import find_names
from tests.extraction.docs import knowledge, make_doc, token

PEOPLE = (("Siv Dahl", "PERSON"), ("Ana Quispe", "PERSON"))
MET = "Norway/NNP/4/nsubj and/CC/3/cc Chile/NNP/1/conj met=meet/VBD/0/ROOT ."
PAIR = "Siv/NNP/6/nsubj Dahl/NNP/1/flat and/CC/4/cc Ana/NNP/1/conj Quispe/NNP/4/flat met=meet/VBD/0/ROOT ."
HAMAS = "Hamas/NNP/2/nsubj left=leave/VBD/0/ROOT ."

# Sentences, a noun of the last one, and the entities for which it acts.
OWNERS = [
    (["Leaders=leader/NNS/6/nsubj of/IN/3/case Norway/NNP/1/nmod and/CC/5/cc Chile/NNP/3/conj met=meet/VBD/0/ROOT ."],
     "Leaders", "Norway, Chile"),
    (["Norwegian/JJ/4/amod and/CC/3/cc Chilean/JJ/1/conj officials=official/NNS/5/nsubj met=meet/VBD/0/ROOT ."],
     "officials", "Norway, Chile"),
    (["Norwegian/JJ/4/amod and/CC/3/cc young/JJ/1/conj officials=official/NNS/5/nsubj met=meet/VBD/0/ROOT ."],
     "officials", "Norway"),
    ([("Norwegian/JJ/4/amod war/NN/3/compound crimes=crime/NNS/4/compound prosecutors=prosecutor/NNS/5/nsubj "
      "left=leave/VBD/0/ROOT .")], "prosecutors", "Norway"),
    ([("Norwegian/JJ/2/amod war/NN/3/compound crimes=crime/NNS/4/compound prosecutors=prosecutor/NNS/5/nsubj "
      "left=leave/VBD/0/ROOT .")], "prosecutors", "Norway"),
    (["Norway/NNP/2/nsubj told=tell/VBD/0/ROOT prosecutors=prosecutor/NNS/2/obj ."], "prosecutors", ""),
    (["Officials=official/NNS/4/nsubj in/IN/3/case Norway/NNP/1/nmod left=leave/VBD/0/ROOT ."], "Officials", "Norway"),
    (["Soldiers=soldier/NNS/4/nsubj in/IN/3/case Norway/NNP/1/nmod left=leave/VBD/0/ROOT ."], "Soldiers", ""),
    (["Soldiers=soldier/NNS/4/nsubj from/IN/3/case Norway/NNP/1/nmod left=leave/VBD/0/ROOT ."], "Soldiers", "Norway"),
    (["Envoys=envoy/NNS/4/nsubj to/IN/3/case Norway/NNP/1/nmod left=leave/VBD/0/ROOT ."], "Envoys", ""),
    (["Norwegian/JJ/2/amod drones=drone/NNS/3/nsubj left=leave/VBD/0/ROOT ."], "drones", "Norway"),
    (["Hamas/NNP/2/compound fighters=fighter/NNS/3/nsubj left=leave/VBD/0/ROOT ."], "fighters", "Hamas"),
    (["Norwegian/JJ/2/amod fighters=fighter/NNS/3/nsubj left=leave/VBD/0/ROOT ."], "fighters", ""),
    (["Norwegian/JJ/2/amod soldiers=soldier/NNS/3/nsubj left=leave/VBD/0/ROOT ."], "soldiers", "Norway"),
    (["Dahl/NNP/2/nsubj met=meet/VBD/0/ROOT his/PRP$/5/nmod:poss Chilean/JJ/5/amod counterpart/NN/2/obj ."],
     "counterpart", "Chile"),
    (["Norway/NNP/3/nmod:poss 's/POS/1/case counterpart/NN/4/nsubj left=leave/VBD/0/ROOT ."], "counterpart", ""),
    ([("Eleven/CD/6/nsubj of/IN/5/case NATO/NNP/5/nmod:poss 's/POS/3/case members=member/NNS/1/nmod "
      "agreed=agree/VBD/0/ROOT .")], "Eleven", "NATO"),
    ([("Several/JJ/6/nsubj of/IN/5/case NATO/NNP/5/nmod:poss 's/POS/3/case members=member/NNS/1/nmod "
      "agreed=agree/VBD/0/ROOT .")], "Several", "NATO"),
    ([("Friends=friend/NNS/6/nsubj of/IN/5/case NATO/NNP/5/nmod:poss 's/POS/3/case members=member/NNS/1/nmod "
      "agreed=agree/VBD/0/ROOT .")], "Friends", ""),
    (["Mercosur/NNP/3/compound trading/NN/3/compound institute/NN/4/nsubj met=meet/VBD/0/ROOT ."],
     "institute", "Mercosur"),
    (["The/DT/3/det Mercosur/NNP/3/compound song/NN/4/nsubj ended=end/VBD/0/ROOT ."], "song", ""),
]  # fmt: skip
# Sentences, a word of the last one, and the entities that it takes up or that stand with it.
TAKEN_UP = [
    ([HAMAS, "The/DT/2/det militants=militant/NNS/3/nsubj hid=hide/VBD/0/ROOT ."], "militants", "Hamas"),
    ([HAMAS, "The/DT/2/det militant/NN/3/nsubj hid=hide/VBD/0/ROOT ."], "militant", ""),
    ([HAMAS, "Militants=militant/NNS/2/nsubj hid=hide/VBD/0/ROOT ."], "Militants", ""),
    ([HAMAS, "The/DT/2/det walkers=walker/NNS/3/nsubj hid=hide/VBD/0/ROOT ."], "walkers", ""),
    ([MET, "Both/DT/2/det delegations=delegation/NNS/3/nsubj left=leave/VBD/0/ROOT ."], "delegations", "Norway, Chile"),
    ([MET, "Both/DT/2/det ferries=ferry/NNS/3/nsubj left=leave/VBD/0/ROOT ."], "ferries", ""),
    ([MET, "Delegations=delegation/NNS/2/nsubj left=leave/VBD/0/ROOT ."], "Delegations", ""),
    ([("Norway/NNP/8/nsubj and/CC/4/cc its/PRP$/4/nmod:poss creditors=creditor/NNS/1/conj ,/,/7/punct "
      "including/VBG/7/case Chile/NNP/1/nmod met=meet/VBD/0/ROOT .")], "Norway", "Norway, Chile"),
    ([("Norway/NNP/7/nsubj and/CC/3/cc Peru/NNP/1/conj ,/,/6/punct including/VBG/6/case Chile/NNP/1/nmod "
      "met=meet/VBD/0/ROOT .")], "Norway", "Norway, Peru"),
    ([("Norwegian/JJ/2/amod officials=official/NNS/3/nsubj said=say/VBD/0/ROOT the/DT/5/det president/NN/6/nsubj "
      "left=leave/VBD/3/ccomp .")], "president", "Norway"),
    ([("Norwegian/JJ/2/amod officials=official/NNS/3/nsubj said=say/VBD/0/ROOT a/DT/5/det president/NN/6/nsubj "
      "left=leave/VBD/3/ccomp .")], "president", ""),
    ([("Norwegian/JJ/2/amod officials=official/NNS/3/nsubj said=say/VBD/0/ROOT the/DT/5/det cook/NN/6/nsubj "
      "left=leave/VBD/3/ccomp .")], "cook", ""),
    ([("Norwegian/JJ/2/amod officials=official/NNS/3/nsubj left=leave/VBD/0/ROOT as/IN/7/mark the/DT/6/det "
      "president/NN/7/nsubj slept=sleep/VBD/3/advcl .")], "president", ""),
    (["Storting/NNP/5/nsubj spokeswoman/NN/3/compound Siv/NNP/1/flat Dahl/NNP/1/flat left=leave/VBD/0/ROOT ."],
     "Storting", "Siv Dahl"),
    ([PAIR, "Two/CD/2/nummod officials=official/NNS/3/nsubj left=leave/VBD/0/ROOT ."], "officials", ""),
    ([PAIR, "The/DT/3/det two/CD/3/nummod officials=official/NNS/4/nsubj left=leave/VBD/0/ROOT ."],
     "officials", "Siv Dahl, Ana Quispe"),
    (["Storting/NNP/5/nsubj host/NN/3/compound Siv/NNP/1/flat Dahl/NNP/1/flat left=leave/VBD/0/ROOT ."],
     "Storting", "Storting"),
]  # fmt: skip


def meant(parses, form):
    doc = make_doc(*parses, names=PEOPLE)
    cast = cast_names(doc, find_names(doc, knowledge(), gazetteer_for(doc, knowledge())), knowledge())
    clusters = [cast.clusters[ref.entity] for ref in Resolver(cast).all_entities(token(doc, form))]
    by_id = cast.knowledge.actors.by_id
    return ", ".join(by_id[each.actor].name if each.actor else next(iter(each.names)) for each in clusters)


@pytest.mark.parametrize(("parses", "noun", "expected"), OWNERS)
def test_whom_a_noun_acts_for(parses, noun, expected):
    assert meant(parses, noun) == expected


@pytest.mark.parametrize(("parses", "word", "expected"), TAKEN_UP)
def test_who_is_taken_up(parses, word, expected):
    assert meant(parses, word) == expected


def test_the_number_of_cases():
    assert len(OWNERS) + len(TAKEN_UP) == 38

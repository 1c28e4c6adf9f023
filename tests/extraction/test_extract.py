"""Whole extractions of parses made by hand: arguments, positions, relations, attribution, one event one node."""

import pytest

from graph.language.prefixes import part_prefixes
from tests.extraction.docs import make_doc, read, told

PEOPLE = (("Siv Dahl", "PERSON"), ("Ana Quispe", "PERSON"))

# Sentences, and the events that must be found.
ARGUMENTS = [
    (
        ["Siv/NNP/3/nsubj Dahl/NNP/1/flat visited=visit/VBD/0/ROOT Peru/NNP/3/obj ."],
        ["Visit(actor Siv Dahl, target Peru) occurred"],
    ),
    (
        ["Norway/NNP/2/nsubj invaded=invade/VBD/0/ROOT Peru/NNP/2/obj ."],
        ["MilitaryAttack(actor Norway, target Peru) occurred"],
    ),
    (
        [
            ("Peru/NNP/3/nsubj:pass was=be/VBD/3/aux:pass invaded=invade/VBN/0/ROOT by/IN/5/case "
            "Norway/NNP/3/obl .")
        ],
        ["MilitaryAttack(actor Norway, target Peru) occurred"],
    ),
    (
        ["Norway/NNP/3/nsubj will/MD/3/aux sanction/VB/0/ROOT Peru/NNP/3/obj ."],
        ["Sanction(actor Norway, target Peru) planned"],
    ),
    (
        ["Norway/NNP/2/nsubj imposed=impose/VBD/0/ROOT sanctions=sanction/NNS/2/obj on/IN/5/case Peru/NNP/3/nmod ."],
        ["Sanction(actor Norway, target Peru) occurred"],
    ),
    (
        ["Norway/NNP/2/nsubj lifted=lift/VBD/0/ROOT sanctions=sanction/NNS/2/obj on/IN/5/case Peru/NNP/3/nmod ."],
        ["SanctionsRelief(actor Norway, target Peru) occurred"],
    ),
    (
        [
            "Norway/NNP/4/nsubj and/CC/3/cc Chile/NNP/1/conj condemned=condemn/VBD/0/ROOT Peru/NNP/4/obj ."
        ],
        ["Criticism(actor Chile, actor Norway, target Peru) occurred"],
    ),
    (
        [
            ("Norway/NNP/3/nsubj and/CC/2/cc signed=sign/VBD/0/ROOT a/DT/5/det treaty/NN/3/obj with/IN/7/case "
            "Peru/NNP/5/nmod .")
        ],
        ["AgreementSigned(participant Norway, participant Peru) occurred"],
    ),
    (
        [
            ("Norway/NNP/2/nsubj urged=urge/VBD/0/ROOT Peru/NNP/2/obj to/TO/5/mark invade/VB/2/xcomp "
            "Chile/NNP/5/obj .")
        ],
        [
            "Appeal(actor Norway, concerns MilitaryAttack, target Peru) occurred",
            "MilitaryAttack(actor Peru, target Chile) requested",
        ],
    ),
    (
        [
            "Norway/NNP/2/nsubj threatened=threaten/VBD/0/ROOT to/TO/4/mark invade/VB/2/xcomp Peru/NNP/4/obj ."
        ],
        ["MilitaryAttack(actor Norway, target Peru) hypothetical"],
    ),
    (
        [
            ("Siv/NNP/3/nsubj Dahl/NNP/1/flat met=meet/VBD/0/ROOT Ana/NNP/3/obj Quispe/NNP/4/flat in/IN/7/case "
            "Chile/NNP/3/obl .")
        ],
        ["Meeting(participant Ana Quispe, participant Siv Dahl, place Chile) occurred"],
    ),
    (
        ["Norwegian/JJ/2/amod troops=troop/NNS/3/nsubj invaded=invade/VBD/0/ROOT Peru/NNP/3/obj ."],
        ["MilitaryAttack(actor Norway, target Peru) occurred"],
    ),
    (
        [
            "Norway/NNP/4/nsubj did=do/VBD/4/aux not/RB/4/advmod invade/VB/0/ROOT Peru/NNP/4/obj ."
        ],
        ["MilitaryAttack(actor Norway, target Peru) negated"],
    ),
    (
        ["Oslo/NNP/2/nsubj condemned=condemn/VBD/0/ROOT Lima/NNP/2/obj ."],
        ["Criticism(actor Norway, target Peru) occurred"],
    ),
]  # fmt: skip
NOTHING = [
    ["The/DT/2/det cook/NN/3/nsubj signed=sign/VBD/0/ROOT a/DT/5/det lease/NN/3/obj ."],
    ["Rain/NN/2/nsubj invaded=invade/VBD/0/ROOT the/DT/4/det kitchen/NN/2/obj ."],
    ["Peru/NNP/2/nsubj sleeps=sleep/VBZ/0/ROOT ."],
    ["The/DT/2/det meeting/NN/3/nsubj bored=bore/VBD/0/ROOT him/PRP/3/obj ."],
]


@pytest.mark.parametrize(("parse", "expected"), ARGUMENTS)
def test_events_and_their_arguments(parse, expected):
    found = told(read(make_doc(*parse, names=PEOPLE)))
    assert set(expected) <= set(found), found


@pytest.mark.parametrize("parse", NOTHING)
def test_no_event(parse):
    assert told(read(make_doc(*parse, names=PEOPLE))) == []


# Sentences, and (holder, title, of, status) of the positions.
POSITIONS = [
    (
        (
            "Siv/NNP/4/nsubj:pass Dahl/NNP/1/flat was=be/VBD/4/aux:pass elected=elect/VBN/0/ROOT "
            "president/NN/4/xcomp of/IN/7/case Norway/NNP/5/nmod ."
        ),
        ("Siv Dahl", "president", "Norway", "Current"),
    ),
    (
        (
            "Siv/NNP/12/nsubj Dahl/NNP/1/flat ,/,/1/punct who/WP/6/nsubj:pass was=be/VBD/6/aux:pass "
            "sworn=swear/VBN/1/acl:relcl in/RP/6/compound:prt as/IN/11/case Norway/NNP/11/nmod:poss 's/POS/9/case "
            "president/NN/6/obl slept=sleep/VBD/0/ROOT ."
        ),
        ("Siv Dahl", "president", "Norway", "Current"),
    ),
    (
        (
            "Siv/NNP/3/nsubj Dahl/NNP/1/flat became=become/VBD/0/ROOT president/NN/3/xcomp of/IN/6/case "
            "Norway/NNP/4/nmod ."
        ),
        ("Siv Dahl", "president", "Norway", "Current"),
    ),
    (
        ("Norwegian/JJ/3/amod Foreign/NNP/3/compound Minister/NNP/6/nsubj Siv/NNP/3/flat Dahl/NNP/3/flat "
        "resigned=resign/VBD/0/ROOT ."),
        ("Siv Dahl", "Foreign Minister", "Norway", "Current"),
    ),
    (
        ("Former/JJ/3/amod Norwegian/JJ/3/amod President/NNP/6/nsubj Siv/NNP/3/flat Dahl/NNP/3/flat "
        "died=die/VBD/0/ROOT ."),
        ("Siv Dahl", "President", "Norway", "Former"),
    ),
    (
        ("Acting/JJ/3/amod Peruvian/JJ/3/amod President/NNP/6/nsubj Ana/NNP/3/flat Quispe/NNP/3/flat "
        "left=leave/VBD/0/ROOT ."),
        ("Ana Quispe", "President", "Peru", "Acting"),
    ),
    (
        ("Siv/NNP/8/nsubj Dahl/NNP/1/flat ,/,/1/punct president/NN/1/appos of/IN/6/case Norway/NNP/4/nmod "
        ",/,/1/punct left=leave/VBD/0/ROOT ."),
        ("Siv Dahl", "president", "Norway", "Current"),
    ),
    (
        ("Norway/NNP/4/nmod:poss 's/POS/1/case prime/JJ/4/amod minister/NN/9/nsubj ,/,/6/punct Siv/NNP/4/appos "
        "Dahl/NNP/6/flat ,/,/6/punct left=leave/VBD/0/ROOT ."),
        ("Siv Dahl", "prime minister", "Norway", "Current"),
    ),
    (
        ("Siv/NNP/5/nsubj Dahl/NNP/1/flat was=be/VBD/5/cop the/DT/5/det president/NN/0/ROOT of/IN/7/case "
        "Norway/NNP/5/nmod ."),
        ("Siv Dahl", "president", "Norway", "Former"),
    ),
    (
        ("Siv/NNP/5/nsubj Dahl/NNP/1/flat is=be/VBZ/5/cop the/DT/5/det president/NN/0/ROOT of/IN/7/case "
        "Norway/NNP/5/nmod ."),
        ("Siv Dahl", "president", "Norway", "Current"),
    ),
    (
        ("Norwegian/JJ/2/amod Ambassador/NNP/7/nsubj to/IN/4/case Peru/NNP/2/nmod Siv/NNP/2/flat Dahl/NNP/2/flat "
        "left=leave/VBD/0/ROOT ."),
        ("Siv Dahl", "Ambassador to Peru", "Norway", "Current"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("parse", "expected"), POSITIONS)
def test_positions(parse, expected):
    found = read(make_doc(parse, names=PEOPLE))
    names = {entity.key: entity.name for entity in found.entities}
    tenures = [(names[t.holder], t.position, names.get(t.of or ""), t.status.value) for t in found.tenures]
    assert tenures == [expected]
    holder = next(entity for entity in found.entities if entity.name == expected[0])
    assert names[holder.represents] == expected[2]


def offices(*parses):
    """Whoever holds an office of which state."""
    found = read(make_doc(*parses, names=PEOPLE))
    names = {entity.key: entity.name for entity in found.entities}
    return {(names[t.holder], t.position, names.get(t.of or "")) for t in found.tenures}


def test_who_may_become_president_is_none():
    parse = (
        "Siv/NNP/5/nsubj:pass Dahl/NNP/1/flat may/MD/5/aux be/VB/5/aux:pass elected=elect/VBN/0/ROOT "
        "president/NN/5/xcomp of/IN/8/case Norway/NNP/6/nmod ."
    )
    assert offices(parse) == set()


def test_a_counterpart_holds_the_office_that_was_told_of_before():
    before = "Norwegian/JJ/2/amod President/NNP/3/nmod:desc Siv/NNP/5/nsubj Dahl/NNP/3/flat left=leave/VBD/0/ROOT ."
    after = (
        "Dahl/NNP/2/nsubj met=meet/VBD/0/ROOT her/PRP$/5/nmod:poss Peruvian/JJ/5/amod counterpart/NN/2/obj ,/,/5/punct "
        "Ana/NNP/5/appos Quispe/NNP/7/flat ."
    )
    assert ("Ana Quispe", "President", "Peru") in offices(before, after)


# Sentences, names that the recogniser knows, and relations that must be found.
RELATIONS = [
    (
        "Norwegian/JJ/2/amod airline/NN/5/nsubj Fjord/NNP/2/flat Wings/NNPS/2/flat landed=land/VBD/0/ROOT .",
        [("Fjord Wings", "ORG")],
        ("Fjord Wings", "nationality", "Norway"),
    ),
    (
        "Norway/NNP/4/nsubj is=be/VBZ/4/cop a/DT/4/det member/NN/0/ROOT of/IN/6/case NATO/NNP/4/nmod .",
        [],
        ("Norway", "memberOf", "NATO"),
    ),
    (
        "Norwegian/JJ/2/amod President/NNP/5/nsubj Siv/NNP/2/flat Dahl/NNP/2/flat left=leave/VBD/0/ROOT .",
        [("Siv Dahl", "PERSON")],
        ("Norway", "headOfState", "Siv Dahl"),
    ),
    (
        (
            "Norwegian/JJ/3/amod Prime/NNP/3/compound Minister/NNP/6/nsubj Siv/NNP/3/flat Dahl/NNP/3/flat "
            "left=leave/VBD/0/ROOT ."
        ),
        [("Siv Dahl", "PERSON")],
        ("Norway", "headOfGovernment", "Siv Dahl"),
    ),
    (
        "Norwegian/JJ/2/amod newspaper/NN/5/nsubj Fjord/NNP/2/flat Post/NNP/2/flat closed=close/VBD/0/ROOT .",
        [("Fjord Post", "ORG")],
        ("Fjord Post", "nationality", "Norway"),
    ),
    (
        "Norway/NNP/2/nsubj joined=join/VBD/0/ROOT NATO/NNP/2/obj .",
        [],
        ("Norway", "memberOf", "NATO"),
    ),
    (
        (
            "Airline/NN/2/compound Fjord/NNP/8/nsubj Wings/NNPS/2/flat ,/,/2/punct based=base/VBN/2/acl in/IN/7/case "
            "Oslo/NNP/5/obl fell=fall/VBD/0/ROOT ."
        ),
        [("Fjord Wings", "ORG")],
        ("Fjord Wings", "headquarteredIn", "Oslo"),
    ),
    (
        (
            "Airline/NN/2/compound Fjord/NNP/9/nsubj Wings/NNPS/2/flat ,/,/2/punct headquartered=headquarter/VBN/2/acl "
            "in/IN/7/case Oslo/NNP/5/obl ,/,/2/punct fell=fall/VBD/0/ROOT ."
        ),
        [("Fjord Wings", "ORG")],
        ("Fjord Wings", "headquarteredIn", "Oslo"),
    ),
    (
        (
            "Airline/NN/2/compound Fjord/NNP/10/nsubj Wings/NNPS/2/flat ,/,/2/punct which/WDT/7/nsubj "
            "is=be/VBZ/7/aux:pass based=base/VBN/2/acl:relcl in/IN/9/case Oslo/NNP/7/obl fell=fall/VBD/0/ROOT ."
        ),
        [("Fjord Wings", "ORG")],
        ("Fjord Wings", "headquarteredIn", "Oslo"),
    ),
    (
        (
            "NATO/NNP/7/nsubj ,/,/1/punct whose/WP$/4/nmod:poss headquarters=headquarters/NN/6/nsubj in/IN/6/case "
            "Oslo/NNP/1/acl:relcl agreed=agree/VBD/0/ROOT ."
        ),
        [],
        ("NATO", "headquarteredIn", "Oslo"),
    ),
    (
        (
            "NATO/NNP/8/nsubj ,/,/1/punct whose/WP$/4/nmod:poss secretariat/NN/5/nsubj sits=sit/VBZ/1/acl:relcl "
            "in/IN/7/case Oslo/NNP/5/obl agreed=agree/VBD/0/ROOT ."
        ),
        [],
        ("NATO", "headquarteredIn", "Oslo"),
    ),
]


@pytest.mark.parametrize(("parse", "names", "expected"), RELATIONS)
def test_relations(parse, names, expected):
    found = read(make_doc(parse, names=names))
    called = {entity.key: entity.name for entity in found.entities}
    told_here = [(called[r.subject], r.predicate, called[r.object]) for r in found.relations]
    assert expected in told_here, told_here


def test_a_title_says_of_no_place_where_it_lies():
    doc = make_doc(
        "Norway/NNP/4/nmod:poss 's/POS/1/case Arctic/NNP/4/compound minister/NN/5/nsubj left=leave/VBD/0/ROOT .",
        names=[("Arctic", "LOC")],
    )
    assert not read(doc).relations


def test_a_region_of_a_state_lies_in_it():
    doc = make_doc(
        "Norway/NNP/4/nmod:poss 's/POS/1/case Troms/NNP/4/compound county/NN/5/nsubj froze=freeze/VBD/0/ROOT .",
        names=[("Troms", "LOC")],
    )
    assert [relation.predicate for relation in read(doc).relations] == ["locatedIn"]


# Sentences that tell of no relation.
UNRELATED = [
    (
        "The/DT/2/det members=member/NNS/6/nsubj:pass of/IN/4/case NATO/NNP/2/nmod were=be/VBD/6/aux:pass "
        "joined=join/VBN/0/ROOT by/IN/8/case Peru/NNP/6/obl:agent ."
    ),
    (
        "Norway/NNP/5/nsubj is=be/VBZ/5/cop not/RB/5/advmod a/DT/5/det member/NN/0/ROOT of/IN/7/case "
        "BRICS/NNP/5/nmod ."
    ),
    "Norway/NNP/4/nsubj did=do/VBD/4/aux n’t=not/RB/4/advmod join/VBD/0/ROOT NATO/NNP/4/obj .",
    "Norway/NNP/3/nsubj never/RB/3/advmod joined=join/VBD/0/ROOT NATO/NNP/3/obj .",
    "Norway/NNP/3/nsubj will/MD/3/aux join/VB/0/ROOT NATO/NNP/3/obj .",
    (
        "If/IN/3/mark Norway/NNP/3/nsubj joins=join/VBZ/6/advcl NATO/NNP/3/obj Peru/NNP/6/nsubj "
        "wins=win/VBZ/0/ROOT ."
    ),
    "Norway/NNP/2/nsubj joined=join/VBD/0/ROOT Peru/NNP/2/obj .",
    "NATO/NNP/2/nsubj slept=sleep/VBD/0/ROOT in/IN/4/case Oslo/NNP/2/obl .",
]


@pytest.mark.parametrize("parse", UNRELATED)
def test_no_relation(parse):
    assert read(make_doc(parse)).relations == ()


# Sentences, the class whose claim is looked at, and (speaker, reporter, words, cue).
ATTRIBUTIONS = [
    (
        "Norway/NNP/2/nsubj said=say/VBD/0/ROOT Peru/NNP/4/nsubj invaded=invade/VBD/2/ccomp Chile/NNP/4/obj .",
        ("Norway", None, None, "said"),
    ),
    (
        ("Peru/NNP/2/nsubj invaded=invade/VBD/0/ROOT Chile/NNP/2/obj ,/,/2/punct Norway/NNP/6/nsubj "
        "said=say/VBD/2/parataxis ."),
        ("Norway", None, None, "said"),
    ),
    (
        ("Peru/NNP/2/nsubj invaded=invade/VBD/0/ROOT Chile/NNP/2/obj ;/:/2/punct Norway/NNP/6/nsubj "
        "took=take/VBD/2/parataxis part/NN/6/obj ."),
        (None, None, None, None),
    ),
    (
        ("Peru/NNP/2/nsubj invaded=invade/VBD/0/ROOT Chile/NNP/2/obj according/VBG/6/case to/IN/4/fixed "
        "Norway/NNP/2/obl ."),
        ("Norway", None, None, "according to"),
    ),
    (
        "Peru/NNP/3/nsubj reportedly/RB/3/advmod invaded=invade/VBD/0/ROOT Chile/NNP/3/obj .",
        (None, None, "reportedly", "reportedly"),
    ),
    (
        ("Peru/NNP/2/nsubj invaded=invade/VBD/0/ROOT Chile/NNP/2/obj according/VBG/7/case to/IN/4/fixed "
        "several/JJ/7/amod analysts=analyst/NNS/2/obl ."),
        (None, None, "several analysts", "according to"),
    ),
    (
        ("Norway/NNP/2/nsubj reported=report/VBD/0/ROOT that/IN/5/mark Chile/NNP/5/nsubj said=say/VBD/2/ccomp "
        "Peru/NNP/7/nsubj invaded=invade/VBD/5/ccomp Bolivia/NNP/7/obj ."),
        ("Chile", "Norway", None, "said"),
    ),
    (
        "Peru/NNP/2/nsubj invaded=invade/VBD/0/ROOT Chile/NNP/2/obj .",
        (None, None, None, None),
    ),
    (  # the source at the end stands for all that is told, wherever it is hung
        ("Peru/NNP/2/nsubj invaded=invade/VBD/0/ROOT Chile/NNP/2/obj to/TO/5/mark win/VB/2/advcl ,/,/5/punct "
        "according/VBG/9/case to/IN/7/fixed Norway/NNP/5/obl ."),
        ("Norway", None, None, "according to"),
    ),
    (  # who confirms it confirms something else
        ("Peru/NNP/2/nsubj invaded=invade/VBD/0/ROOT Chile/NNP/2/obj ;/:/2/punct Norway/NNP/6/nsubj "
        "confirmed=confirm/VBD/2/parataxis it/PRP/6/obj ."),
        (None, None, None, None),
    ),
    (
        ("Peru/NNP/2/nsubj invaded=invade/VBD/0/ROOT Chile/NNP/2/obj ,/,/2/punct the/DT/6/det Storting/NNP/9/nsubj "
        "of/IN/8/case Norway/NNP/6/nmod said=say/VBD/3/acl ."),
        ("Storting", None, None, "said"),
    ),
    (  # whose office it is has no name
        ("Norway/NNP/3/nmod:poss 's/POS/1/case president/NN/4/nsubj invaded=invade/VBD/0/ROOT Peru/NNP/4/obj "
        ",/,/4/punct his/PRP$/8/nmod:poss office/NN/9/nsubj said=say/VBD/4/parataxis ."),
        ("Norway", None, None, "said"),
    ),
    (
        ("Peru/NNP/2/nsubj invaded=invade/VBD/0/ROOT Chile/NNP/2/obj in/IN/6/case a/DT/6/det statement/NN/2/obl "
        "carried=carry/VBN/6/acl by/IN/9/case Reuters/NNP/7/obl ."),
        ("Reuters", None, None, "carried by"),
    ),
    (
        ("Peru/NNP/2/nsubj invaded=invade/VBD/0/ROOT Chile/NNP/2/obj in/IN/6/case a/DT/6/det statement/NN/2/obl "
        "aired=air/VBN/6/acl by/IN/9/case Reuters/NNP/7/obl ."),
        ("Reuters", None, None, "aired by"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("parse", "expected"), ATTRIBUTIONS)
def test_who_says_so(parse, expected):
    found = read(make_doc(parse))
    called = {entity.key: entity.name for entity in found.entities}
    (attack,) = [event for event in found.events if event.type == "MilitaryAttack"]
    (claim,) = [claim for claim in found.claims if claim.asserts == attack.key]
    speaker, reporter = (called.get(key or "") for key in (claim.attributed_to, claim.reported_by))
    assert (speaker, reporter, claim.attribution_text, claim.attribution_cue) == expected


# Sentences, and the date of the attack.
DATED = [
    (
        (
            "It/PRP/2/nsubj began=begin/VBD/0/ROOT on/IN/4/case 3/CD/2/obl June/NNP/4/nmod 2030/CD/4/nmod ,/,/2/punct "
            "when/WRB/10/advmod Peru/NNP/10/nsubj invaded=invade/VBD/4/acl:relcl Chile/NNP/10/obj ."
        ),
        "2030-06-03",
    ),
    (
        (
            "Peru/NNP/4/nsubj had=have/VBD/4/aux already/RB/4/advmod gained=gain/VBN/0/ROOT in/IN/6/case 2030/CD/4/obl "
            "and/CC/10/cc ,/,/10/punct Peru/NNP/10/nsubj invaded=invade/VBD/4/conj Chile/NNP/10/obj in/IN/13/case "
            "2031/CD/10/obl ."
        ),
        "2031",
    ),
]


@pytest.mark.parametrize(("parse", "expected"), DATED)
def test_when_it_happened(parse, expected):
    found = read(make_doc(parse))
    assert [event.date for event in found.events if event.type == "MilitaryAttack"] == [expected]


# Two sentences, and how many nodes and claims their attacks are.
ATTACK = "Peru/NNP/2/nsubj invaded=invade/VBD/0/ROOT Chile/NNP/2/obj in/IN/5/case {0}/CD/2/obl ."
BARE = "Peru/NNP/2/nsubj invaded=invade/VBD/0/ROOT Chile/NNP/2/obj ."
OTHER = "Peru/NNP/2/nsubj invaded=invade/VBD/0/ROOT Bolivia/NNP/2/obj ."
TURNED = "Chile/NNP/2/nsubj invaded=invade/VBD/0/ROOT Peru/NNP/2/obj ."
FUTURE = "Peru/NNP/3/nsubj will/MD/3/aux invade/VB/0/ROOT Chile/NNP/3/obj ."
DENIED = "Peru/NNP/4/nsubj did=do/VBD/4/aux not/RB/4/advmod invade/VB/0/ROOT Chile/NNP/4/obj ."
NOBODY = "Chile/NNP/3/nsubj:pass was=be/VBD/3/aux:pass invaded=invade/VBN/0/ROOT ."
ANYBODY = "Norway/NNP/2/nsubj invaded=invade/VBD/0/ROOT Chile/NNP/2/obj ."
NODES = [
    (BARE, NOBODY, 1, 2),
    (BARE, ANYBODY, 2, 2),
    (BARE, BARE, 1, 2),
    (ATTACK.format(2019), BARE, 1, 2),
    (ATTACK.format(2019), ATTACK.format(2024), 2, 2),
    (ATTACK.format(2019), ATTACK.format(2019), 1, 2),
    (BARE, OTHER, 2, 2),
    (BARE, TURNED, 2, 2),
    (BARE, FUTURE, 2, 2),
    (BARE, DENIED, 2, 2),
    (FUTURE, FUTURE, 1, 2),
]


@pytest.mark.parametrize(("one", "other", "nodes", "claims"), NODES)
def test_one_event_one_node(one, other, nodes, claims):
    found = read(make_doc(one, other))
    attacks = {event.key for event in found.events if event.type == "MilitaryAttack"}
    assert len(attacks) == nodes
    assert sum(claim.asserts in attacks for claim in found.claims) == claims


def test_a_telling_without_a_doer_does_not_join_the_doers_of_two_events():
    found = told(read(make_doc(NOBODY, BARE, ANYBODY)))
    assert found == [
        "MilitaryAttack(actor Norway, target Chile) occurred",
        "MilitaryAttack(actor Peru, target Chile) occurred",
    ]


def test_a_verb_and_its_noun_are_one_event():
    doc = make_doc(
        "Peru/NNP/4/nsubj and/CC/3/cc Chile/NNP/1/conj agreed=agree/VBD/0/ROOT on/IN/7/case a/DT/7/det "
        "pact/NN/4/obl ."
    )
    assert told(read(doc)) == ["AgreementSigned(participant Chile, participant Peru) occurred"]


def test_a_planned_visit_that_is_only_named_is_planned():
    planned = "Siv/NNP/4/nsubj Dahl/NNP/1/flat will/MD/4/aux visit/VB/0/ROOT Peru/NNP/4/obj ."
    named = (
        "Prices=price/NNS/2/nsubj fell=fall/VBD/0/ROOT during/IN/6/case Dahl/NNP/6/nmod:poss 's/POS/4/case "
        "visit/NN/2/obl to/IN/8/case Peru/NNP/6/nmod ."
    )
    assert told(read(make_doc(planned, named, names=PEOPLE))) == [
        "Visit(actor Siv Dahl, target Peru) planned"
    ]
    assert told(read(make_doc(named, names=PEOPLE))) == ["Visit(target Peru) occurred"]


def test_quotes_are_sentences_of_the_text():
    doc = make_doc(BARE, OTHER)
    found = read(doc)
    sentences = {sent.text for sent in doc.sents}
    assert {found.article.text[claim.start : claim.end] for claim in found.claims} == sentences
    assert all(
        found.article.text[c.trigger_start : c.trigger_start + len(c.trigger)] == c.trigger
        for c in found.claims
    )


def test_a_capital_that_stands_for_its_state_is_kept_as_metonym():
    found = read(make_doc("Oslo/NNP/2/nsubj condemned=condemn/VBD/0/ROOT Peru/NNP/2/obj ."))
    called = {entity.key: (entity.type, entity.name) for entity in found.entities}
    (claim,) = found.claims
    assert [called[key] for key in claim.metonyms] == [("City", "Oslo")]


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        (
            "A/DT/3/det pro-Norwegian/JJ/3/amod lawmaker/NN/4/nsubj criticised=criticise/VBD/0/ROOT Peru/NNP/4/obj .",
            "Criticism(target Peru) occurred",
        ),
        (
            "Peru/NNP/2/nsubj held=hold/VBD/0/ROOT an/DT/5/det anti-Norway/NN/5/compound protest/NN/2/obj .",
            "Protest(actor Peru) occurred",
        ),
    ],
)
def test_who_is_for_or_against_an_actor_is_not_the_actor(sentence, event):
    found = read(part_prefixes(make_doc(sentence)))
    assert told(found) == [event]
    assert {entity.name for entity in found.entities} == {"Norway", "Peru"}


def test_a_name_is_known_however_its_hyphen_is_cut():
    for name in ("Non-Aligned/NNP/2/compound", "Non/NNP/4/compound -/HYPH/4/punct Aligned/NNP/4/compound"):
        movement = len(name.split()) + 1
        found = read(make_doc(f"{name} Movement/NNP/{movement + 1}/nsubj met=meet/VBD/0/ROOT ."))
        assert [entity.actor for entity in found.entities] == ["org/non-aligned-movement"]


@pytest.mark.parametrize("ending", [",/,/1/punct", ",/,/1/punct who/WP/5/nsubj is=be/VBZ/1/acl:relcl"])
def test_a_text_that_breaks_off_behind_a_name(ending):
    found = read(make_doc(f"Siv/NNP/0/ROOT Dahl/NNP/1/flat {ending}", names=PEOPLE))
    assert [entity.name for entity in found.entities] == ["Siv Dahl"]
    assert found.tenures == ()


def test_reasons_for_what_is_passed_over():
    found = read(make_doc(*NOTHING[0]))
    assert found.events == ()
    assert all(rejection.reason for rejection in found.rejections)


def test_the_number_of_cases():
    tables = ARGUMENTS, NOTHING, POSITIONS, RELATIONS, UNRELATED, ATTRIBUTIONS, DATED, NODES
    assert sum(map(len, tables)) == 75

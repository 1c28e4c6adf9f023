"""What tellings owe to each other: tones of what is said, aims, dates carried on, pronouns in a row."""

import pytest
from spacy.tokens import Doc

from graph.extraction.sayings import find_quotations
from tests.extraction.docs import make_doc, read, told, vocab

PEOPLE = (("Siv Dahl", "PERSON"), ("Ana Quispe", "PERSON"), ("Luc Morel", "PERSON"))
DAHL = "Siv/NNP/3/nsubj Dahl/NNP/1/flat"

# What is said, and the speech act that its tone makes of the saying.
TONES = [
    (
        f"{DAHL} said=say/VBD/0/ROOT Peru/NNP/5/nsubj deserves=deserve/VBZ/3/ccomp a/DT/7/det seat/NN/5/obj .",
        "Praise(actor Siv Dahl, target Peru) occurred",
    ),
    (
        f"{DAHL} said=say/VBD/0/ROOT Peru/NNP/5/nsubj deserves=deserve/VBZ/3/ccomp shame/NN/5/obj .",
        "Criticism(actor Siv Dahl, target Peru) occurred",
    ),
    (
        (
            f"{DAHL} said=say/VBD/0/ROOT the/DT/5/det ban/NN/9/nsubj of/IN/7/case Peru/NNP/5/nmod "
            "is=be/VBZ/9/cop illegal/JJ/3/ccomp ."
        ),
        "Criticism(actor Siv Dahl, target Peru) occurred",
    ),
    (
        f"{DAHL} said=say/VBD/0/ROOT Peru/NNP/7/nsubj is=be/VBZ/7/cop a/DT/7/det friend/NN/3/ccomp .",
        "Praise(actor Siv Dahl, target Peru) occurred",
    ),
    (
        f"{DAHL} said=say/VBD/0/ROOT Peru/NNP/7/nsubj is=be/VBZ/7/cop no/DT/7/advmod friend/NN/3/ccomp .",
        "Criticism(actor Siv Dahl, target Peru) occurred",
    ),
    (
        f"{DAHL} said=say/VBD/0/ROOT Peru/NNP/6/nsubj must/MD/6/aux leave/VB/3/ccomp .",
        "Demand(actor Siv Dahl, target Peru) occurred",
    ),
    (
        f"{DAHL} called=call/VBD/0/ROOT the/DT/5/det pact/NN/3/obj void/JJ/5/amod .",
        "Criticism(actor Siv Dahl) occurred",
    ),
    (
        f"{DAHL} said=say/VBD/0/ROOT “/``/7/punct We/PRP/7/nsubj will=will/MD/7/aux rebuild/VB/3/ccomp ”/''/7/punct .",
        "Pledge(actor Siv Dahl) occurred",
    ),
    (
        (
            f"{DAHL} said=say/VBD/0/ROOT “/``/7/punct We/PRP/7/nsubj will=will/MD/7/aux bomb/VB/3/ccomp Peru/NNP/7/obj "
            "”/''/7/punct ."
        ),
        "Threat(actor Siv Dahl, concerns MilitaryAttack, target Peru) occurred",
    ),
    (
        f"{DAHL} said=say/VBD/0/ROOT the/DT/5/det road/NN/7/nsubj is=be/VBZ/7/cop long/JJ/3/ccomp .",
        "Statement(actor Siv Dahl) occurred",
    ),
]


@pytest.mark.parametrize(("parse", "expected"), TONES)
def test_the_tone_of_what_is_said_makes_the_act(parse, expected):
    assert expected in told(read(make_doc(parse, names=PEOPLE)))


def test_each_toned_sentence_of_a_quotation_is_an_act():
    doc = make_doc(
        f"{DAHL} said=say/VBD/0/ROOT “/``/7/punct The/DT/6/det road/NN/7/nsubj is=be/VBZ/3/ccomp long/JJ/7/xcomp .",
        "It/PRP/4/nsubj was=be/VBD/4/cop a/DT/4/det mistake/NN/0/ROOT .",
        "Peru/NNP/3/nsubj must/MD/3/aux pay/VB/0/ROOT .",
        "Rain/NN/2/nsubj fell=fall/VBD/0/ROOT ”/''/2/punct .",
        names=PEOPLE,
    )
    found = told(read(doc))
    assert "Statement(actor Siv Dahl) occurred" in found
    assert "Demand(actor Siv Dahl, target Peru) occurred" in found
    assert any(act.startswith("Criticism(actor Siv Dahl") for act in found)


def test_a_statement_that_another_act_is_about_is_not_told_again():
    doc = make_doc(
        f"{DAHL} rejected=reject/VBD/0/ROOT Ana/NNP/7/nmod:poss Quispe/NNP/4/flat 's/POS/4/case "
        "statement/NN/3/obj .",
        names=PEOPLE,
    )
    assert told(read(doc)) == ["Rejection(actor Siv Dahl, target Ana Quispe) occurred"]


def test_who_bears_an_act_is_its_target():
    doc = make_doc(
        "Peru/NNP/4/nsubj is=be/VBZ/4/cop the/DT/4/det subject/NN/0/ROOT of/IN/7/case Norwegian/JJ/7/amod "
        "sanctions=sanction/NNS/4/nmod .",
        names=PEOPLE,
    )
    assert told(read(doc)) == ["Sanction(actor Norway, target Peru) occurred"]


def test_a_verb_read_as_a_preposition_is_a_verb():
    doc = make_doc("Norway/NNP/0/ROOT opposed=oppose/VBD/3/case Peru/NNP/1/nmod .")
    assert told(read(doc)) == ["Rejection(actor Norway, target Peru) occurred"]


def test_the_subject_that_a_clause_opener_has_swallowed():
    doc = make_doc(
        f"{DAHL} left=leave/VBD/0/ROOT after/IN/5/case Norway/NNP/3/obl sanctioned=sanction/VBD/3/advcl "
        "Peru/NNP/6/obj .",
        names=PEOPLE,
    )
    assert "Sanction(actor Norway, target Peru) occurred" in told(read(doc))


def test_who_denies_what_is_said_against_it_rejects_who_says_so():
    blamed = "Norway/NNP/2/nsubj accused=accuse/VBD/0/ROOT {}/NNP/2/obj of/IN/5/case fraud/NN/2/obl ."
    denied = "Peru/NNP/2/nsubj denies=deny/VBZ/0/ROOT {} ."
    it, all_of_it = "it/PRP/2/obj", "fraud/NN/2/obj"
    assert "Rejection(actor Peru, target Norway) occurred" in told(
        read(make_doc(blamed.format("Peru"), denied.format(it)))
    )
    for other, what in (("Chile", it), ("Peru", all_of_it)):
        doc = make_doc(blamed.format(other), denied.format(what))
        assert "Rejection(actor Peru) occurred" in told(read(doc))


def test_a_verb_that_words_another_act_of_its_doer_is_none_of_its_own():
    voiced = f"{DAHL} {{}} support/NN/3/obj for/IN/6/case Peru/NNP/4/nmod and/CC/8/cc left=leave/VBD/3/conj ."
    found = told(read(make_doc(voiced.format("voiced=voice/VBD/0/ROOT"), names=PEOPLE)))
    assert [act for act in found if "Siv Dahl" in act] == ["Support(actor Siv Dahl, target Peru) occurred"]
    doc = make_doc(
        f"{DAHL} announced=announce/VBD/0/ROOT expelling=expel/VBG/3/xcomp diplomats=diplomat/NNS/4/obj of/IN/7/case "
        "Peru/NNP/5/nmod .",
        names=PEOPLE,
    )
    assert [act.split("(")[0] for act in told(read(doc))] == ["Expulsion"]


def test_what_takes_two_is_nothing_where_one_alone_may_do_it():
    might = "Norway/NNP/3/nsubj may/MD/3/aux cooperate/VB/0/ROOT{} ."
    assert told(read(make_doc(might.format("")))) == []
    assert told(read(make_doc(might.format(" with/IN/5/case Peru/NNP/3/obl")))) != []


def test_a_threat_is_aimed_at_whom_the_same_breath_presses():
    act = (
        f"{DAHL} {{}} Peru/NNP/3/obj to/TO/6/mark leave/VB/3/xcomp and/CC/8/cc threatened=threaten/VBD/3/conj "
        "to/TO/10/mark act/VB/8/xcomp ."
    )
    urged = told(read(make_doc(act.format("urged=urge/VBD/0/ROOT"), names=PEOPLE)))
    assert "Threat(actor Siv Dahl, target Peru) occurred" in urged
    praised = told(read(make_doc(act.format("praised=praise/VBD/0/ROOT"), names=PEOPLE)))
    assert "Threat(actor Siv Dahl) occurred" in praised


def test_border_guards_act_for_their_state_and_prison_guards_for_nobody():
    act = (
        "{0}/{1}/3/amod {2}/NN/3/compound guards=guard/NNS/4/nsubj praised=praise/VBD/0/ROOT Peru/NNP/4/obj ."
    )
    guards = make_doc(act.format("Norwegian", "JJ", "border"))
    assert told(read(guards)) == ["Praise(actor Norway, target Peru) occurred"]
    others = make_doc(act.format("Norwegian", "JJ", "prison"))
    assert told(read(others)) != told(read(guards))


def dates(doc):
    """The date of each event, by class."""
    return {event.type: event.date for event in read(doc).events}


def test_what_somebody_goes_on_to_say_has_the_date_of_what_went_before():
    met = f"{DAHL} met=meet/VBD/0/ROOT Ana/NNP/3/obj Quispe/NNP/4/flat on/IN/7/case Monday/NNP/3/obl ."
    later = "{}/PRP/2/nsubj praised=praise/VBD/0/ROOT Peru/NNP/2/obj ."
    assert dates(make_doc(met, later.format("She"), names=PEOPLE))["Praise"] == "2031-06-09"
    other = later.replace("{}/PRP", "Norway/NNP")
    assert dates(make_doc(met, other, names=PEOPLE))["Praise"] is None


def test_a_year_that_ends_a_name_is_no_date():
    plain = "Norway/NNP/2/nsubj sanctioned=sanction/VBD/0/ROOT Peru/NNP/2/obj in/IN/5/case {}2030/CD/2/obl ."
    assert dates(make_doc(plain.format("")))["Sanction"] == "2030"
    named = plain.replace("in/IN/5/case {}2030/CD/2/obl", "for/IN/5/case Vision/NNP/2/obl 2030/CD/5/flat")
    assert dates(make_doc(named))["Sanction"] is None


# Sentences with a pronoun, and an event of the last one.
PRONOUNS = [
    (  # whom somebody phones and invites is not the one who phones
        [
            (
                f"{DAHL} phoned=phone/VBD/0/ROOT Ana/NNP/3/obj Quispe/NNP/4/flat and/CC/7/cc asked=ask/VBD/3/conj "
                "her/PRP/7/obj to/TO/10/mark leave/VB/7/xcomp Peru/NNP/10/obj ."
            ),
        ],
        "Appeal(actor Siv Dahl, target Ana Quispe) occurred",
    ),
    (  # a chain of pronouns
        [
            f"{DAHL} praised=praise/VBD/0/ROOT Chile/NNP/3/obj .",
            "He/PRP/2/nsubj slept=sleep/VBD/0/ROOT .",
            "He/PRP/2/nsubj ate=eat/VBD/0/ROOT .",
            "He/PRP/2/nsubj condemned=condemn/VBD/0/ROOT Peru/NNP/2/obj .",
        ],
        "Criticism(actor Siv Dahl, target Peru) occurred",
    ),
    (  # nobody does it to himself under his own name
        [
            f"{DAHL} slept=sleep/VBD/0/ROOT near/IN/6/case Ana/NNP/6/compound Quispe/NNP/3/obl .",
            "He/PRP/2/nsubj met=meet/VBD/0/ROOT Siv/NNP/2/obj Dahl/NNP/3/flat .",
        ],
        "Meeting(participant Ana Quispe, participant Siv Dahl) occurred",
    ),
    (  # a body may be "they"
        [
            "Ana/NNP/6/nsubj Quispe/NNP/1/flat and/CC/4/cc Luc/NNP/1/conj Morel/NNP/4/flat slept=sleep/VBD/0/ROOT .",
            "NATO/NNP/2/nsubj slept=sleep/VBD/0/ROOT .",
            "They/PRP/2/nsubj condemned=condemn/VBD/0/ROOT Peru/NNP/2/obj .",
        ],
        "Criticism(actor NATO, target Peru) occurred",
    ),
    (  # people in a row behind one office
        [
            (
                "Presidents=president/NNS/10/nsubj Ana/NNP/1/appos Quispe/NNP/2/flat of/IN/5/case Chile/NNP/2/nmod "
                "and/CC/7/cc Luc/NNP/5/conj Morel/NNP/7/flat of/IN/10/mark met=meet/VBD/0/ROOT ."
            )
        ],
        "Meeting(participant Ana Quispe, participant Luc Morel) occurred",
    ),
]


@pytest.mark.parametrize(("parse", "expected"), PRONOUNS)
def test_who_is_meant(parse, expected):
    found = told(read(make_doc(*parse, names=PEOPLE)))
    assert expected in found, found


def test_one_office_of_several_people():
    doc = make_doc(
        "Presidents=president/NNS/9/nsubj Ana/NNP/1/appos Quispe/NNP/2/flat of/IN/5/case Chile/NNP/2/nmod "
        "and/CC/7/cc Luc/NNP/5/conj Morel/NNP/7/flat of/IN/10/case Peru/NNP/7/nmod met=meet/VBD/0/ROOT .".replace(
            "/9/nsubj", "/11/nsubj"
        ),
        names=PEOPLE,
    )
    extraction = read(doc)
    names = {entity.key: entity.name for entity in extraction.entities}
    held = {(names[t.holder], t.position, names.get(t.of)) for t in extraction.tenures}
    assert held == {("Ana Quispe", "president", "Chile"), ("Luc Morel", "president", "Peru")}


def test_a_reporting_clause_at_the_end_is_read_off_the_surface():
    doc = make_doc(
        "Norway/NNP/2/nsubj invaded=invade/VBD/0/ROOT Peru/NNP/2/obj , Siv/NNP/3/conj Dahl/NNP/5/flat "
        "said=say/VBD/3/acl on/IN/9/case Monday/NNP/7/obl .",
        names=PEOPLE,
    )
    extraction = read(doc)
    assert told(extraction) == [
        "MilitaryAttack(actor Norway, target Peru) occurred",
        "Statement(actor Siv Dahl, concerns MilitaryAttack) occurred",
    ]
    names = {entity.key: entity.name for entity in extraction.entities}
    attack = next(event.key for event in extraction.events if event.type == "MilitaryAttack")
    speakers = [names.get(c.attributed_to) for c in extraction.claims if c.asserts == attack]
    assert speakers == ["Siv Dahl"]


def test_a_relative_clause_is_no_report():
    doc = make_doc(
        "Norway/NNP/2/nsubj invaded=invade/VBD/0/ROOT Peru/NNP/2/obj , which/WDT/7/obj Siv/NNP/7/nsubj "
        "said=say/VBD/3/acl:relcl .",
    )
    assert [claim.attributed_to for claim in read(doc).claims if claim.status] == [None]


def test_the_first_since_a_year_has_not_that_date():
    doc = make_doc(
        f"{DAHL} plans=plan/VBZ/0/ROOT his/PRP$/6/nmod:poss first/JJ/6/amod visit/NN/3/obj to/IN/8/case "
        "Peru/NNP/6/nmod since/IN/10/case 2021/CD/6/nmod .",
        names=PEOPLE,
    )
    assert dates(doc)["Visit"] is None


def test_a_date_stays_with_its_event_in_a_list():
    doc = make_doc(
        "They/PRP/2/nsubj include/VBP/0/ROOT the/DT/5/det Norwegian/JJ/5/amod visit/NN/2/obj to/IN/7/case "
        "Chile/NNP/5/nmod in/IN/9/case May/NNP/2/obl 2030/CD/9/nmod ,/,/2/punct Dahl/NNP/14/nmod:poss "
        "'s/POS/12/case visit/NN/5/appos to/IN/16/case Peru/NNP/14/nmod (/-LRB-/18/punct July/NNP/14/appos "
        "2030/CD/18/nmod )/-RRB-/18/punct .",
        names=PEOPLE,
    )
    assert sorted(str(event.date) for event in read(doc).events if event.type == "Visit") == [
        "2030-05",
        "2030-07",
    ]


def test_only_what_is_announced_has_the_date_behind_it():
    said = (
        "Norway/NNP/2/nsubj {}/VBD/0/ROOT Peru/NNP/4/compound visit/NN/2/obj on/IN/6/case Monday/NNP/2/obl ."
    )
    assert dates(make_doc(said.format("rejected=reject")))["Rejection"] == "2031-06-09"
    assert dates(make_doc(said.format("announced=announce")))["Visit"] == "2031-06-16"


def speech(doc):
    """The acts of saying, and who says what stands in each sentence."""
    found = read(doc)
    names = {entity.key: entity.name for entity in found.entities}
    types = {event.key: event.type for event in found.events}
    return {types[c.asserts]: names.get(c.attributed_to) for c in found.claims if c.asserts in types}


def test_words_in_marks_of_their_own_do_not_end_a_quotation():
    text = 'Siv Dahl said, "The "free" vote failed."'
    words = ["Siv", "Dahl", "said", ",", '"', "The", '"', "free", '"', "vote", "failed", ".", '"']
    spaces = [True, True, False, True, False, True, False, False, True, True, False, False, False]
    verbs = {2: "say", 10: "fail"}
    doc = Doc(
        vocab(),
        words=words,
        spaces=spaces,
        pos=["VERB" if at in verbs else "X" for at in range(len(words))],
        lemmas=[verbs.get(at, word) for at, word in enumerate(words)],
        heads=[2] * len(words),
        deps=["ROOT" if at == 2 else "dep" for at in range(len(words))],
    )
    assert doc.text == text
    assert [(q.start, q.end, q.verb.text) for q in find_quotations(doc, frozenset({"say"}))] == [
        (5, 12, "said")
    ]


def test_a_quotation_without_a_verb_is_by_who_was_told_to_speak_before_it():
    doc = make_doc(
        f"{DAHL} criticised=criticise/VBD/0/ROOT Chile/NNP/3/obj .",
        "“/``/3/punct Norway/NNP/3/nsubj invaded=invade/VBD/0/ROOT Peru/NNP/3/obj . ”/''/3/punct",
        names=PEOPLE,
    )
    assert speech(doc)["MilitaryAttack"] == "Siv Dahl"


def test_a_day_is_no_part_of_a_name_behind_it():
    doc = make_doc(
        "On/IN/2/case May/NNP/5/obl 3/CD/2/nummod Storting/NNP/5/nsubj condemned=condemn/VBD/0/ROOT Peru/NNP/5/obj .",
        names=(("May 3 Storting", "GOVBODY"),),
    )
    assert "May 3 Storting" not in {entity.name for entity in read(doc).entities}


def test_calling_a_thing_something_is_not_to_condemn_it():
    doc = make_doc(
        "Norway/NNP/2/nsubj deems=deem/VBZ/0/ROOT the/DT/4/det support/NN/2/obj of/IN/6/case Peru/NNP/4/nmod "
        "as/RB/8/advmod useful/JJ/4/amod .",
    )
    assert all("Criticism" not in event for event in told(read(doc)))


def test_the_prime_minister_is_not_any_minister():
    known = (
        "Norway/NNP/5/nmod:poss 's/POS/1/case defence/NN/4/compound minister/NN/5/nmod:desc Siv/NNP/7/nsubj "
        "Dahl/NNP/5/flat slept=sleep/VBD/0/ROOT ."
    )
    later = "The/DT/4/det Norwegian/JJ/4/amod {} minister/NN/5/nsubj condemned=condemn/VBD/0/ROOT Peru/NNP/5/obj ."
    prime = told(read(make_doc(known, later.format("prime/JJ/4/amod"), names=PEOPLE)))
    assert prime == ["Criticism(actor Norway, target Peru) occurred"]
    same = told(read(make_doc(known, later.format("defence/NN/4/compound"), names=PEOPLE)))
    assert same == ["Criticism(actor Siv Dahl, target Peru) occurred"]


def test_who_speaks_of_himself_keeps_his_part_in_what_he_is_reported_to_say():
    doc = make_doc(
        "“/``/3/punct We/PRP/3/nsubj warned=warn/VBD/9/ccomp Peru/NNP/3/obj ”/''/3/punct , Siv/NNP/9/nsubj "
        "Dahl/NNP/7/flat said=say/VBD/0/ROOT .",
        names=PEOPLE,
    )
    assert "Threat(actor Siv Dahl, target Peru) occurred" in told(read(doc))


def test_who_advocates_that_others_do_it_appeals_to_them():
    doc = make_doc(
        f"{DAHL} advocated=advocate/VBD/0/ROOT that/IN/7/mark Peru/NNP/7/nsubj should/MD/7/aux rest/VB/3/ccomp .",
        names=PEOPLE,
    )
    assert told(read(doc)) == ["Appeal(actor Siv Dahl, target Peru) occurred"]


def test_the_seat_of_a_body_is_no_part_of_its_name():
    doc = make_doc(
        "The/DT/6/det Oslo/NNP/4/obl -/HYPH/4/punct based=base/VBN/6/amod Nansen/NNP/6/compound Circle/NNP/7/nsubj "
        "praised=praise/VBD/0/ROOT Peru/NNP/7/obj .",
        names=(("Oslo - based Nansen Circle", "ORG"),),
    )
    assert {"Nansen Circle", "Oslo"} <= {entity.name for entity in read(doc).entities}


def with_lines(doc):
    """The same document with a line break for each ¶."""
    return Doc(
        doc.vocab,
        words=[token.text.replace("¶", "\n") for token in doc],
        spaces=[bool(token.whitespace_) and token.text != "¶" for token in doc],
        tags=[token.tag_ for token in doc],
        pos=["SPACE" if token.text == "¶" else token.pos_ for token in doc],
        lemmas=[token.lemma_ for token in doc],
        heads=[token.head.i for token in doc],
        deps=[token.dep_ for token in doc],
        ents=[f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in doc],
    )


@pytest.mark.parametrize(("mark", "expected"), [("¶/_SP/3/dep", "Ana Quispe"), (".", "Siv Dahl")])
def test_a_pronoun_means_somebody_of_its_own_paragraph(mark, expected):
    doc = make_doc(
        f"{DAHL} slept=sleep/VBD/0/ROOT there/RB/3/advmod well/RB/3/advmod and/CC/7/cc long/RB/5/conj . {mark}",
        "Norway/NNP/2/nsubj named=name/VBD/0/ROOT Ana/NNP/2/obj Quispe/NNP/3/flat .",
        "He/PRP/2/nsubj condemned=condemn/VBD/0/ROOT Peru/NNP/2/obj .",
        names=PEOPLE,
    )
    assert told(read(with_lines(doc))) == [f"Criticism(actor {expected}, target Peru) occurred"]


def test_what_the_statement_says_is_by_its_author_and_no_statement_more():
    doc = make_doc(
        "In/IN/3/case a/DT/3/det statement/NN/6/obl Siv/NNP/6/nsubj Dahl/NNP/4/flat condemned=condemn/VBD/0/ROOT "
        "Chile/NNP/6/obj .",
        "The/DT/2/det statement/NN/4/nsubj also/RB/4/advmod said=say/VBD/0/ROOT Norway/NNP/6/nsubj "
        "invaded=invade/VBD/4/ccomp Peru/NNP/6/obj .",
        names=PEOPLE,
    )
    assert speech(doc)["MilitaryAttack"] == "Siv Dahl"
    assert "Statement" not in speech(doc)


def test_who_speaks_against_the_attack_criticises_the_attacker():
    doc = make_doc(
        "Norway/NNP/2/nsubj invaded=invade/VBD/0/ROOT Peru/NNP/2/obj .",
        f"{DAHL} spoke=speak/VBD/0/ROOT out/RP/3/compound:prt against/IN/7/case the/DT/7/det attack/NN/3/obl .",
        names=PEOPLE,
    )
    assert "Criticism(actor Siv Dahl, target Norway) occurred" in told(read(doc))

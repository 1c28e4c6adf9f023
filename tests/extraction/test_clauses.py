"""Who does and bears what in a clause, and its voice, in parses made by hand."""

import pytest

from graph.extraction.clauses import objects, subjects
from graph.extraction.grammar import is_passive
from tests.extraction.docs import forms, make_doc, token

VISIT = "Dahl/NNP/2/nsubj visited=visit/VBD/0/ROOT Peru/NNP/2/obj ."
PASSIVE = (
    "Peru/NNP/3/nsubj:pass was=be/VBD/3/aux:pass praised=praise/VBN/0/ROOT by/IN/5/case Dahl/NNP/3/obl ."
)
EXPECTED = (
    "Dahl/NNP/3/nsubj:pass is=be/VBZ/3/aux:pass expected=expect/VBN/0/ROOT to/TO/5/mark visit/VB/3/xcomp "
    "Peru/NNP/5/obj ."
)
WANTS = "Dahl/NNP/2/nsubj wants=want/VBZ/0/ROOT to/TO/4/mark visit/VB/2/xcomp Peru/NNP/4/obj ."
URGES = (
    "Norway/NNP/2/nsubj urged=urge/VBD/0/ROOT Peru/NNP/2/obj to/TO/5/mark leave/VB/2/xcomp the/DT/7/det "
    "pact/NN/5/obj ."
)
CALLS = (
    "Norway/NNP/2/nsubj called=call/VBD/0/ROOT on/IN/4/case Peru/NNP/2/obl to/TO/6/mark leave/VB/2/xcomp "
    "the/DT/8/det pact/NN/6/obj ."
)
LISTED = (
    "Norway/NNP/4/nsubj and/CC/3/cc Chile/NNP/1/conj signed=sign/VBD/0/ROOT the/DT/6/det pact/NN/4/obj "
    "and/CC/8/cc left=leave/VBD/4/conj ."
)
RELATIVE = (
    "The/DT/2/det minister/NN/7/nsubj who/WP/4/nsubj visited=visit/VBD/2/acl:relcl Peru/NNP/4/obj "
    ",/,/4/punct resigned=resign/VBD/0/ROOT ."
)
RELATIVE_OBJECT = (
    "The/DT/2/det pact/NN/6/nsubj that/WDT/5/obj Norway/NNP/5/nsubj signed=sign/VBD/2/acl:relcl "
    "failed=fail/VBD/0/ROOT ."
)
BARE_RELATIVE = (
    "The/DT/2/det pact/NN/5/nsubj Norway/NNP/4/nsubj signed=sign/VBD/2/acl:relcl failed=fail/VBD/0/ROOT ."
)
REDUCED = (
    "A/DT/2/det pact/NN/6/nsubj signed=sign/VBN/2/acl by/IN/5/case Norway/NNP/3/obl failed=fail/VBD/0/ROOT ."
)
PARTICIPLE = (
    "Speaking=speak/VBG/6/advcl in/IN/3/case Lima/NNP/1/obl ,/,/1/punct Dahl/NNP/6/nsubj "
    "praised=praise/VBD/0/ROOT Chile/NNP/6/obj ."
)
TITLED = "Navy/NNP/5/nsubj chief/NN/3/nmod:desc Siv/NNP/5/nsubj Dahl/NNP/3/flat left=leave/VBD/0/ROOT ."
HIS_WILL = "It/PRP/3/expl was=be/VBD/3/cop ready/JJ/0/ROOT to/TO/5/mark leave/VB/3/xcomp ."
PLAN = (
    "Norway/NNP/2/nsubj has=have/VBZ/0/ROOT a/DT/4/det plan/NN/2/obj to/TO/6/mark leave/VB/4/acl "
    "the/DT/8/det pact/NN/6/obj ."
)
OWN_PLAN = (
    "Norway/NNP/3/nmod:poss 's/POS/1/case plan/NN/7/nsubj to/TO/5/mark leave/VB/3/acl has=have/VBZ/7/aux "
    "failed=fail/VBN/0/ROOT ."
)
LIKELY = "Dahl/NNP/3/nsubj is=be/VBZ/3/cop likely/JJ/0/ROOT to/TO/5/mark resign/VB/3/xcomp ."
SAID = "Dahl/NNP/2/nsubj said=say/VBD/0/ROOT Peru/NNP/4/nsubj signed=sign/VBD/2/ccomp pacts/NNS/4/obj ."
SHARED_PASSIVE = (
    "Peru/NNP/3/nsubj:pass was=be/VBD/3/aux:pass praised=praise/VBN/0/ROOT and/CC/5/cc "
    "rewarded=reward/VBN/3/conj ."
)
NOTE = (
    "In/IN/3/case a/DT/3/det letter/NN/7/obl blaming=blame/VBG/3/acl Peru/NNP/4/obj Dahl/NNP/7/nsubj "
    "resigned=resign/VBD/0/ROOT ."
)
SHARED_OBJECT = (
    "Norway/NNP/2/nsubj slammed=slam/VBD/0/ROOT and/CC/4/cc rejected=reject/VBD/2/conj the/DT/6/det "
    "pact/NN/4/obj ."
)
ACCUSES = (
    "Norway/NNP/2/nsubj accused=accuse/VBD/0/ROOT Peru/NNP/2/obj of/IN/5/mark hiding=hide/VBG/2/advcl "
    "ships=ship/NNS/5/obj ."
)
BARS = (
    "Norway/NNP/2/nsubj barred=bar/VBD/0/ROOT Peru/NNP/2/obj from/IN/5/mark fishing=fish/VBG/2/advcl "
    "there/RB/5/advmod ."
)
BLAMES_LATER = (
    "Norway/NNP/2/nsubj blamed=blame/VBD/0/ROOT Peru/NNP/2/obj after/IN/5/mark losing=lose/VBG/2/advcl "
    "the/DT/7/det case/NN/5/obj ."
)
BARRED = (
    "Peru/NNP/3/nsubj:pass was=be/VBD/3/aux:pass barred=bar/VBN/0/ROOT from/IN/5/mark "
    "fishing=fish/VBG/3/advcl there/RB/5/advmod ."
)
PRESSES_BY = (
    "Norway/NNP/2/nsubj pressed=press/VBD/0/ROOT Peru/NNP/2/obj by/IN/5/mark closing=close/VBG/2/advcl "
    "the/DT/7/det strait/NN/5/obj ."
)
TALKS_INTO = (
    "Norway/NNP/2/nsubj pushed=push/VBD/0/ROOT Peru/NNP/2/obj into/IN/5/mark signing=sign/VBG/2/advcl "
    "the/DT/7/det pact/NN/5/obj ."
)
ADDS = (
    "Norway/NNP/2/nsubj said=say/VBD/0/ROOT Peru/NNP/5/nsubj would/MD/5/aux pay/VB/2/ccomp ,/,/7/punct "
    "{0}/VBG/5/advcl that/IN/11/mark the/DT/10/det loan/NN/11/nsubj stood=stand/VBD/7/ccomp ."
)
ADDING, HOPING = ADDS.format("adding=add"), ADDS.format("hoping=hope")
JOINED = (
    "Norway/NNP/2/nsubj condemned=condemn/VBD/0/ROOT the/DT/4/det raid/NN/2/obj on/IN/6/case Peru/NNP/4/nmod "
    "and/CC/8/cc recalled=recall/VBD/{0}/conj its/PRP$/10/nmod:poss envoy/NN/8/obj ."
)
JOINED_TO_OBJECT, JOINED_TO_PHRASE = JOINED.format(4), JOINED.format(6)
JOINED_PASSIVE = (
    "Peru/NNP/3/nsubj:pass was=be/VBD/3/aux:pass praised=praise/VBN/0/ROOT by/IN/5/case Norway/NNP/3/obl "
    "and/CC/7/cc joined=join/VBD/5/conj the/DT/9/det pact/NN/7/obj ."
)
JOINED_ADJECTIVE = (
    "Peru/NNP/3/nsubj is=be/VBZ/3/cop proud/JJ/0/ROOT of/IN/5/case Chile/NNP/3/obl and/CC/7/cc "
    "joined=join/VBD/5/conj the/DT/9/det pact/NN/7/obj ."
)
JOINED_IN_RELATIVE = (
    "Peru/NNP/0/ROOT ,/,/1/punct which/WDT/6/nsubj is=be/VBZ/6/cop a/DT/6/det member/NN/1/acl:relcl and/CC/8/cc "
    "joined=join/VBD/6/conj the/DT/10/det pact/NN/8/obj ."
)
JOINED_BELOW = (
    "Norway/NNP/2/nsubj said=say/VBD/0/ROOT Peru/NNP/5/nsubj is=be/VBZ/5/cop proud/JJ/2/ccomp and/CC/8/cc "
    "does=do/VBZ/8/aux join/VB/5/conj pacts=pact/NNS/8/obj ."
)
NO_VERB = "Calls=call/NNS/0/ROOT for/IN/3/case aid/NN/1/nmod and/CC/5/cc praised=praise/VBD/3/conj ."
SWALLOWED = (
    "Prices=price/NNS/2/nsubj rose=rise/VBD/0/ROOT after/IN/5/case the/DT/5/det council/NN/2/obl of/IN/7/case "
    "Norway/NNP/5/nmod sanctioned=sanction/VBD/2/{0} Peru/NNP/8/obj ."
)
SWALLOWED_CLAUSE, SWALLOWED_CONJUNCT = SWALLOWED.format("advcl"), SWALLOWED.format("conj")
SHARED_AFTER = (
    "Prices=price/NNS/2/nsubj rose=rise/VBD/0/ROOT after/IN/5/case the/DT/5/det vote/NN/2/obl and/CC/7/cc "
    "fell=fall/VBD/2/conj ."
)
NAMED_MINISTER = (
    "Peru/NNP/2/nsubj hosted=host/VBD/0/ROOT talks=talk/NNS/2/obj and/CC/6/cc its/PRP$/6/nmod:poss "
    "minister/NN/2/conj ,/,/8/punct Dahl/NNP/6/appos ,/,/6/punct will/MD/11/aux visit/VB/2/conj "
    "Chile/NNP/11/obj ."
)
FRONTED_DATE = (
    "Peru/NNP/2/nsubj hosted=host/VBD/0/ROOT talks=talk/NNS/2/obj and/CC/9/cc ,/,/6/punct soon/RB/9/advmod "
    ",/,/9/punct will/MD/9/aux visit/VB/2/conj Chile/NNP/9/obj ."
)
READY = (
    "Troops=troop/NNS/2/nsubj beat=beat/VBD/0/ROOT them/PRP/2/obj and/CC/5/cc Norway/NNP/3/conj "
    "was=be/VBD/7/cop ready/JJ/2/conj ."
)
OUTER = "Dahl/NNP/4/nsubj:outer is=be/VBZ/4/cop to/TO/4/mark visit/VB/0/ROOT Peru/NNP/4/obj ."
ROLE_OF_NAME = (
    "They/PRP/2/nsubj praised=praise/VBD/0/ROOT the/DT/4/det role/NN/2/obj of/IN/6/case Norway/NNP/4/nmod "
    ",/,/6/punct which/WDT/9/nsubj brokered=broker/VBD/4/acl:relcl peace/NN/9/obj ."
)
ROLE_OF_BODY = ROLE_OF_NAME.replace("Norway/NNP", "diplomats=diplomat/NNS")
MAN_OF_NAME = ROLE_OF_NAME.replace("which/WDT", "who/WP")

SUBJECTS = [
    (VISIT, "visited", "Dahl"),
    (PASSIVE, "praised", "Dahl"),
    (EXPECTED, "visit", "Dahl"),
    (EXPECTED, "expected", ""),
    (WANTS, "visit", "Dahl"),
    (URGES, "leave", "Peru"),
    (CALLS, "leave", "Peru"),
    (LISTED, "signed", "Norway"),
    (LISTED, "left", "Norway"),
    (RELATIVE, "visited", "minister"),
    (RELATIVE_OBJECT, "signed", "Norway"),
    (REDUCED, "signed", "Norway"),
    (PARTICIPLE, "Speaking", "Dahl"),
    (PLAN, "leave", "Norway"),
    (OWN_PLAN, "leave", "Norway"),
    (LIKELY, "resign", "Dahl"),
    (SAID, "signed", "Peru"),
    pytest.param(SHARED_PASSIVE, "rewarded", ""),
    (SHARED_OBJECT, "rejected", "Norway"),
    (ACCUSES, "hiding", "Peru"),
    (BARS, "fishing", "Peru"),
    (BARRED, "fishing", "Peru"),
    (BLAMES_LATER, "losing", "Norway"),
    (PRESSES_BY, "closing", "Norway"),
    (TALKS_INTO, "signing", "Peru"),
    (ADDING, "adding", "Norway"),
    (HOPING, "hoping", "Peru"),
    (JOINED_TO_OBJECT, "recalled", "Norway"),
    (JOINED_TO_PHRASE, "recalled", "Norway"),
    (JOINED_PASSIVE, "joined", "Peru"),
    (JOINED_ADJECTIVE, "joined", "Peru"),
    (JOINED_IN_RELATIVE, "joined", "Peru"),
    (JOINED_BELOW, "join", "Peru"),
    (NO_VERB, "praised", ""),
    (SWALLOWED_CLAUSE, "sanctioned", "council"),
    (SWALLOWED_CONJUNCT, "sanctioned", "council"),
    (SHARED_AFTER, "fell", "Prices"),
    (NAMED_MINISTER, "visit", "minister"),
    (FRONTED_DATE, "visit", "Peru"),
    (READY, "ready", "Norway"),
    (OUTER, "visit", "Dahl"),
    (ROLE_OF_NAME, "brokered", "role Norway"),
    (ROLE_OF_BODY, "brokered", "role"),
    (MAN_OF_NAME, "brokered", "role"),
    (TITLED, "left", "Siv"),
    (HIS_WILL, "leave", "It"),
    (HIS_WILL.replace("ready", "hard"), "leave", ""),
]
LINKS = (
    "The/DT/2/det links=link/NNS/8/nsubj that/WDT/7/obj Norway/NNP/5/nsubj wants=want/VBZ/2/acl:relcl to/TO/7/mark "
    "build/VB/5/xcomp failed=fail/VBD/0/ROOT ."
)
OBJECTS = [
    (LINKS, "wants", ""),
    (LINKS, "build", "links"),
    (VISIT, "visited", "Peru"),
    (PASSIVE, "praised", "Peru"),
    (EXPECTED, "visit", "Peru"),
    (RELATIVE, "visited", "Peru"),
    (RELATIVE_OBJECT, "signed", "pact"),
    (BARE_RELATIVE, "signed", "pact"),
    (REDUCED, "signed", "pact"),
    pytest.param(SHARED_PASSIVE, "rewarded", "Peru"),
    (SHARED_OBJECT, "slammed", "pact"),
    (LIKELY, "resign", ""),
    (URGES, "urged", "Peru"),
]
PASSIVES = [
    (VISIT, "visited", False),
    (PASSIVE, "praised", True),
    (EXPECTED, "expected", True),
    (REDUCED, "signed", True),
    (RELATIVE, "visited", False),
    (SAID, "signed", False),
]


@pytest.mark.parametrize(("parse", "verb", "expected"), SUBJECTS)
def test_subjects(parse, verb, expected):
    assert forms(subjects(token(make_doc(parse), verb))) == expected


@pytest.mark.parametrize(("parse", "verb", "expected"), OBJECTS)
def test_objects(parse, verb, expected):
    assert forms(objects(token(make_doc(parse), verb))) == expected


@pytest.mark.parametrize(("parse", "verb", "expected"), PASSIVES)
def test_passive(parse, verb, expected):
    assert is_passive(token(make_doc(parse), verb)) is expected


def test_the_author_of_a_letter_blames():
    doc = make_doc(NOTE)
    assert forms(subjects(token(doc, "blaming"))) in ("letter", "Dahl")


def test_the_number_of_cases():
    assert len(SUBJECTS) + len(OBJECTS) + len(PASSIVES) == 66

"""Status of predicates in parses made by hand."""

import pytest

from graph.extraction.predicates import describe
from graph.extraction.status import StatusReader
from graph.model import Status
from tests.extraction.docs import knowledge, make_doc, token

O, G, P, R, H, N = (  # noqa: E741 (one letter a status keeps the table narrow)
    Status.OCCURRED,
    Status.ONGOING,
    Status.PLANNED,
    Status.REQUESTED,
    Status.HYPOTHETICAL,
    Status.NEGATED,
)
VERBS = [
    ("Dahl/NNP/3/nsubj is=be/VBZ/3/cop due/JJ/0/ROOT in/IN/5/case Peru/NNP/3/obl .", "due", P),
    (
        "Dahl/NNP/3/nsubj is=be/VBZ/3/aux:pass expected=expect/VBN/0/ROOT in/IN/5/case Peru/NNP/3/obl .",
        "expected",
        P,
    ),
    (
        "Dahl/NNP/4/nsubj was=be/VBD/4/cop not/RB/4/advmod due/JJ/0/ROOT in/IN/6/case Peru/NNP/4/obl .",
        "due",
        N,
    ),
    ("Dahl/NNP/2/nsubj visited=visit/VBD/0/ROOT Peru/NNP/2/obj .", "visited", O),
    ("Dahl/NNP/3/nsubj has=have/VBZ/3/aux visited=visit/VBN/0/ROOT Peru/NNP/3/obj .", "visited", O),
    ("Dahl/NNP/3/nsubj is=be/VBZ/3/aux visiting=visit/VBG/0/ROOT Peru/NNP/3/obj .", "visiting", G),
    ("Peru/NNP/2/nsubj hosts=host/VBZ/0/ROOT talks=talk/NNS/2/obj .", "hosts", G),
    ("Dahl/NNP/3/nsubj will/MD/3/aux visit/VB/0/ROOT Peru/NNP/3/obj .", "visit", P),
    ("Dahl/NNP/3/nsubj may/MD/3/aux visit/VB/0/ROOT Peru/NNP/3/obj .", "visit", H),
    ("Dahl/NNP/3/nsubj could/MD/3/aux meet/VB/0/ROOT him/PRP/3/obj .", "meet", H),
    ("Peru/NNP/3/nsubj should/MD/3/aux leave/VB/0/ROOT .", "leave", R),
    ("Dahl/NNP/4/nsubj did=do/VBD/4/aux not/RB/4/advmod visit/VB/0/ROOT Peru/NNP/4/obj .", "visit", N),
    ("Dahl/NNP/4/nsubj did=do/VBD/4/aux n't=not/RB/4/advmod visit/VB/0/ROOT Peru/NNP/4/obj .", "visit", N),
    ("Dahl/NNP/4/nsubj did=do/VBD/4/aux n’t=not/RB/4/advmod visit/VB/0/ROOT Peru/NNP/4/obj .", "visit", N),
    ("Dahl/NNP/3/nsubj ’ll=will/MD/3/aux visit/VB/0/ROOT Peru/NNP/3/obj .", "visit", P),
    ("Dahl/NNP/3/nsubj never/RB/3/advmod visited=visit/VBD/0/ROOT Peru/NNP/3/obj .", "visited", N),
    ("Dahl/NNP/4/nsubj will/MD/4/aux not/RB/4/advmod go/VB/0/ROOT .", "go", N),
    ("Neither/DT/2/det side/NN/3/nsubj signed=sign/VBD/0/ROOT .", "signed", N),
    (
        (
            "Peru/NNP/2/nsubj took=take/VBD/0/ROOT steps=step/NNS/2/obj to/TO/5/mark warn/VB/3/acl Chile/NNP/5/obj "
            "by/IN/8/mark killing=kill/VBG/5/advcl Dahl/NNP/8/obj ."
        ),
        "killing",
        O,
    ),
    (
        "Dahl/NNP/4/nsubj was=be/VBD/4/cop the/DT/4/det first/JJ/0/ROOT to/TO/6/mark report/VB/4/advcl it/PRP/6/obj .",
        "report",
        O,
    ),
    ("Nobody/NN/2/nsubj signed=sign/VBD/0/ROOT .", "signed", N),
    (
        "Dahl/NNP/4/nsubj not/RB/4/advmod only/RB/4/advmod praised=praise/VBD/0/ROOT him/PRP/4/obj .",
        "praised",
        O,
    ),
    (
        "Dahl/NNP/3/nsubj is=be/VBZ/3/aux:pass expected=expect/VBN/0/ROOT to/TO/5/mark visit/VB/3/xcomp .",
        "visit",
        P,
    ),
    ("Dahl/NNP/3/nsubj is=be/VBZ/3/cop likely/JJ/0/ROOT to/TO/5/mark resign/VB/3/xcomp .", "resign", P),
    ("Dahl/NNP/2/nsubj plans=plan/VBZ/0/ROOT to/TO/4/mark visit/VB/2/xcomp Peru/NNP/4/obj .", "visit", P),
    ("Dahl/NNP/2/nsubj agreed=agree/VBD/0/ROOT to/TO/4/mark meet/VB/2/xcomp him/PRP/4/obj .", "meet", P),
    ("Dahl/NNP/2/nsubj refused=refuse/VBD/0/ROOT to/TO/4/mark meet/VB/2/xcomp him/PRP/4/obj .", "meet", N),
    ("Dahl/NNP/2/nsubj denied=deny/VBD/0/ROOT meeting=meet/VBG/2/xcomp him/PRP/3/obj .", "meeting", N),
    (
        "Dahl/NNP/2/nsubj threatened=threaten/VBD/0/ROOT to/TO/4/mark leave/VB/2/xcomp .",
        "leave",
        H,
    ),
    (
        "Norway/NNP/2/nsubj urged=urge/VBD/0/ROOT Peru/NNP/2/obj to/TO/5/mark leave/VB/2/xcomp .",
        "leave",
        R,
    ),
    (
        "Norway/NNP/2/nsubj asked=ask/VBD/0/ROOT Peru/NNP/2/obj to/TO/5/mark mediate/VB/2/xcomp .",
        "mediate",
        R,
    ),
    (
        "Norway/NNP/2/nsubj demanded=demand/VBD/0/ROOT that/IN/5/mark Peru/NNP/5/nsubj leave/VBP/2/ccomp .",
        "leave",
        R,
    ),
    (
        (
            "Dahl/NNP/2/nsubj denied=deny/VBD/0/ROOT that/IN/5/mark Peru/NNP/5/nsubj "
            "attacked=attack/VBD/2/ccomp ."
        ),
        "attacked",
        N,
    ),
    (
        "Dahl/NNP/2/nsubj said=say/VBD/0/ROOT Peru/NNP/4/nsubj attacked=attack/VBD/2/ccomp .",
        "attacked",
        O,
    ),
    (
        (
            "Dahl/NNP/2/nsubj fears=fear/VBZ/0/ROOT that/IN/5/mark Peru/NNP/5/nsubj "
            "attacked=attack/VBD/2/ccomp ."
        ),
        "attacked",
        H,
    ),
    (
        "Dahl/NNP/2/nsubj said=say/VBD/0/ROOT Peru/NNP/5/nsubj would/MD/5/aux leave/VB/2/ccomp .",
        "leave",
        P,
    ),
    ("Peru/NNP/3/nsubj would/MD/3/aux leave/VB/0/ROOT .", "leave", H),
    (
        (
            "If/IN/3/mark Peru/NNP/3/nsubj leaves=leave/VBZ/6/advcl ,/,/3/punct Chile/NNP/6/nsubj "
            "gains=gain/VBZ/0/ROOT ."
        ),
        "leaves",
        H,
    ),
    (
        "Peru/NNP/2/nsubj left=leave/VBD/0/ROOT without/IN/4/mark signing=sign/VBG/2/advcl .",
        "signing",
        N,
    ),
    (
        "Peru/NNP/2/nsubj continued=continue/VBD/0/ROOT to/TO/4/mark shell/VB/2/xcomp Chile/NNP/4/obj .",
        "shell",
        G,
    ),
    (
        "Peru/NNP/2/nsubj helped=help/VBD/0/ROOT to/TO/4/mark mediate/VB/2/xcomp .",
        "mediate",
        O,
    ),
    (
        "Norway/NNP/2/nsubj had=have/VBD/0/ROOT a/DT/4/det plan/NN/2/obj to/TO/6/mark leave/VB/4/acl .",
        "leave",
        P,
    ),
    (
        "Norway/NNP/2/nsubj heard=hear/VBD/0/ROOT a/DT/4/det call/NN/2/obj to/TO/6/mark leave/VB/4/acl .",
        "leave",
        R,
    ),
    (
        "Dahl/NNP/3/nsubj will/MD/3/aux come/VB/0/ROOT and/CC/5/cc sign/VB/3/conj it/PRP/5/obj .",
        "sign",
        P,
    ),
    (
        "Dahl/NNP/2/nsubj came=come/VBD/0/ROOT and/CC/5/cc will/MD/5/aux sign/VB/2/conj it/PRP/5/obj .",
        "sign",
        P,
    ),
    (
        "Dahl/NNP/2/nsubj came=come/VBD/0/ROOT and/CC/4/cc signed=sign/VBD/2/conj it/PRP/4/obj .",
        "signed",
        O,
    ),
    (
        "Chile/NNP/2/nsubj paid=pay/VBD/0/ROOT by/IN/4/mark selling=sell/VBG/2/advcl copper/NN/4/obj .",
        "selling",
        O,
    ),
    (
        (
            "Chile/NNP/3/nsubj will/MD/3/aux pay/VB/0/ROOT by/IN/5/mark "
            "selling=sell/VBG/3/advcl copper/NN/5/obj ."
        ),
        "selling",
        P,
    ),
    (
        "Dahl/NNP/2/nsubj flew=fly/VBD/0/ROOT south/RB/2/advmod to/TO/5/mark sign/VB/2/advcl it/PRP/5/obj .",
        "sign",
        P,
    ),
    ("Peru/NNP/2/nsubj stopped=stop/VBD/0/ROOT shelling=shell/VBG/2/xcomp Chile/NNP/3/obj .", "shelling", N),
]
# Verbs whose status another word or a construction decides.
GOVERNED = [
    ("Dahl/NNP/4/nsubj is=be/VBZ/4/cop to/TO/4/mark visit/VB/0/ROOT Peru/NNP/4/obj .", "visit", P),
    ("Dahl/NNP/4/nsubj was=be/VBD/4/aux to/TO/4/mark visit/VB/0/ROOT Peru/NNP/4/obj .", "visit", P),
    ("Dahl/NNP/5/nsubj is=be/VBZ/5/cop not/RB/5/advmod to/TO/5/mark visit/VB/0/ROOT Peru/NNP/5/obj .", "visit", N),
    ("Norway/NNP/2/nsubj barred=bar/VBD/0/ROOT Peru/NNP/2/obj from/IN/5/mark fishing=fish/VBG/2/advcl .",
     "fishing", N),
    ("Norway/NNP/2/nsubj profited=profit/VBD/0/ROOT from/IN/4/mark fishing=fish/VBG/2/advcl .", "fishing", O),
    ("Norway/NNP/2/nsubj barred=bar/VBD/0/ROOT Peru/NNP/2/obj after/IN/5/mark fishing=fish/VBG/2/advcl .",
     "fishing", O),
    ("Norway/NNP/2/nsubj has=have/VBZ/0/ROOT no/DT/4/det plan/NN/2/obj to/TO/6/mark leave/VB/4/acl .", "leave", N),
    ("Norway/NNP/2/nsubj has=have/VBZ/0/ROOT no/DT/4/det plan/NN/2/obj guiding=guide/VBG/4/acl it/PRP/5/obj .",
     "guiding", O),
    ("Norway/NNP/3/nsubj will/MD/3/aux pay/VB/0/ROOT ,/,/5/punct selling=sell/VBG/3/advcl copper/NN/5/obj .",
     "selling", P),
    ("Norway/NNP/3/nsubj will/MD/3/aux pay/VB/0/ROOT ,/,/5/punct adding=add/VBG/3/advcl copper/NN/5/obj .",
     "adding", O),
    (("Norway/NNP/3/nsubj will/MD/3/aux condemn/VB/0/ROOT the/DT/5/det raid/NN/3/obj and/CC/7/cc recall/VB/5/conj "
      "Dahl/NNP/7/obj ."), "recall", P),
    (("Norway/NNP/3/nsubj will/MD/3/aux condemn/VB/0/ROOT the/DT/5/det raid/NN/3/obj and/CC/7/cc "
      "recalled=recall/VBD/5/conj Dahl/NNP/7/obj ."), "recalled", O),
    (("Dahl/NNP/3/nsubj will/MD/3/aux ask/VB/0/ROOT when/WRB/6/advmod he/PRP/6/nsubj meets=meet/VBZ/3/advcl "
      "Ruiz/NNP/6/obj ."), "meets", P),
    (("Dahl/NNP/3/nsubj may/MD/3/aux ask/VB/0/ROOT before/IN/6/mark he/PRP/6/nsubj meets=meet/VBZ/3/advcl "
      "Ruiz/NNP/6/obj ."), "meets", H),
    ("Dahl/NNP/2/nsubj asks=ask/VBZ/0/ROOT when/WRB/5/advmod he/PRP/5/nsubj meets=meet/VBZ/2/advcl Ruiz/NNP/5/obj .",
     "meets", G),
    (("Dahl/NNP/3/nsubj will/MD/3/aux ask/VB/0/ROOT because/IN/6/mark he/PRP/6/nsubj hosts=host/VBZ/3/advcl "
      "Ruiz/NNP/6/obj ."), "hosts", G),
    (("Dahl/NNP/3/nsubj will/MD/3/aux ask/VB/0/ROOT after/IN/6/mark Peru/NNP/6/nsubj signed=sign/VBD/3/advcl "
      "it/PRP/6/obj ."), "signed", O),
    (("Peru/NNP/3/nsubj:pass is=be/VBZ/3/aux:pass said=say/VBN/0/ROOT to/TO/6/mark have/VB/6/aux "
      "seized=seize/VBN/3/xcomp ships=ship/NNS/6/obj ."), "seized", O),
    (("Peru/NNP/3/nsubj:pass is=be/VBZ/3/aux:pass believed=believe/VBN/0/ROOT to/TO/6/mark have/VB/6/aux "
      "seized=seize/VBN/3/xcomp ships=ship/NNS/6/obj ."), "seized", H),
    (("Peru/NNP/2/nsubj claims=claim/VBZ/0/ROOT to/TO/5/mark have/VB/5/aux seized=seize/VBN/2/xcomp "
      "ships=ship/NNS/5/obj ."), "seized", O),
    (("Peru/NNP/3/nsubj:pass is=be/VBZ/3/aux:pass said=say/VBN/0/ROOT to/TO/5/mark seize/VB/3/xcomp "
      "ships=ship/NNS/5/obj ."), "seize", P),
]  # fmt: skip
# "be" with a place: auxiliaries and negation hang on the place.
COPULAS = [
    ("Dahl/NNP/4/nsubj is=be/VBZ/4/cop in/IN/4/case Peru/NNP/0/ROOT .", "is", G),
    ("Dahl/NNP/4/nsubj was=be/VBD/4/cop in/IN/4/case Peru/NNP/0/ROOT .", "was", O),
    ("Dahl/NNP/5/nsubj will/MD/5/aux be/VB/5/cop in/IN/5/case Peru/NNP/0/ROOT .", "be", P),
    ("Dahl/NNP/5/nsubj may/MD/5/aux be/VB/5/cop in/IN/5/case Peru/NNP/0/ROOT .", "be", H),
    ("Dahl/NNP/5/nsubj is=be/VBZ/5/cop not/RB/5/advmod in/IN/5/case Peru/NNP/0/ROOT .", "is", N),
    (("If/IN/5/mark Dahl/NNP/5/nsubj is=be/VBZ/5/cop in/IN/5/case Peru/NNP/7/advcl he/PRP/7/nsubj "
      "calls=call/VBZ/0/ROOT ."), "is", H),
]  # fmt: skip
SPEECH = [
    ("Peru/NNP/2/nsubj says=say/VBZ/0/ROOT it/PRP/4/nsubj left=leave/VBD/2/ccomp .", "says", O),
    ("Peru/NNP/3/nsubj will/MD/3/aux protest/VB/0/ROOT .", "protest", P),
    ("Peru/NNP/4/nsubj did=do/VBD/4/aux not/RB/4/advmod protest/VB/0/ROOT .", "protest", N),
]
LASTING = [
    (
        "Two/CD/2/nummod allies=ally/NNS/3/nsubj cooperating=cooperate/VBG/0/ROOT .",
        "cooperating",
        G,
    ),
    ("Peru/NNP/2/nsubj cooperated=cooperate/VBD/0/ROOT .", "cooperated", O),
]
NOUNS = [
    ("Dahl/NNP/2/nsubj praised=praise/VBD/0/ROOT the/DT/4/det visit/NN/2/obj .", "visit", O),
    ("Dahl/NNP/2/nsubj held=hold/VBD/0/ROOT talks=talk/NNS/2/obj .", "talks", O),
    ("Dahl/NNP/3/nsubj will/MD/3/aux hold/VB/0/ROOT talks=talk/NNS/3/obj .", "talks", P),
    ("Dahl/NNP/3/nsubj may/MD/3/aux hold/VB/0/ROOT talks=talk/NNS/3/obj .", "talks", H),
    ("Dahl/NNP/4/nsubj did=do/VBD/4/aux not/RB/4/advmod hold/VB/0/ROOT talks=talk/NNS/4/obj .", "talks", N),
    ("Dahl/NNP/2/nsubj announced=announce/VBD/0/ROOT a/DT/4/det visit/NN/2/obj .", "visit", P),
    ("Dahl/NNP/2/nsubj cancelled=cancel/VBD/0/ROOT a/DT/4/det visit/NN/2/obj .", "visit", N),
    ("Dahl/NNP/2/nsubj requested=request/VBD/0/ROOT a/DT/4/det meeting/NN/2/obj .", "meeting", R),
    ("Dahl/NNP/2/nsubj considered=consider/VBD/0/ROOT a/DT/4/det visit/NN/2/obj .", "visit", H),
    ("Peru/NNP/2/nsubj called=call/VBD/0/ROOT for/IN/4/case talks=talk/NNS/2/obl .", "talks", R),
    ("The/DT/3/det upcoming/JJ/3/amod visit/NN/4/nsubj matters=matter/VBZ/0/ROOT .", "visit", P),
    ("The/DT/3/det planned/JJ/3/amod visit/NN/4/nsubj matters=matter/VBZ/0/ROOT .", "visit", P),
    ("The/DT/3/det possible/JJ/3/amod visit/NN/4/nsubj matters=matter/VBZ/0/ROOT .", "visit", H),
    ("The/DT/3/det ongoing/JJ/3/amod talks=talk/NNS/4/nsubj matter/VBP/0/ROOT .", "talks", G),
    ("The/DT/3/det recent/JJ/3/amod visit/NN/4/nsubj mattered=matter/VBD/0/ROOT .", "visit", O),
    ("No/DT/2/det visit/NN/3/nsubj followed=follow/VBD/0/ROOT .", "visit", N),
    ("Dahl/NNP/2/nsubj rested=rest/VBD/0/ROOT after/IN/5/case the/DT/5/det visit/NN/2/obl .", "visit", O),
    ("Dahl/NNP/2/nsubj rested=rest/VBD/0/ROOT before/IN/5/case the/DT/5/det visit/NN/2/obl .", "visit", P),
    ("The/DT/2/det visit/NN/4/nsubj will/MD/4/aux take/VB/0/ROOT place/NN/4/obj .", "visit", P),
    ("The/DT/2/det visit/NN/4/nsubj:pass was=be/VBD/4/aux:pass postponed=postpone/VBN/0/ROOT .", "visit", P),
    (
        (
            "Peru/NNP/2/nsubj welcomed=welcome/VBD/0/ROOT the/DT/4/det prospect/NN/2/obj of/IN/6/case "
            "talks=talk/NNS/4/nmod ."
        ),
        "talks",
        H,
    ),
    (
        (
            "Peru/NNP/2/nsubj heard=hear/VBD/0/ROOT a/DT/4/det call/NN/2/obj for/IN/6/case "
            "talks=talk/NNS/4/nmod ."
        ),
        "talks",
        R,
    ),
    ("Peru/NNP/2/nsubj wants=want/VBZ/0/ROOT talks=talk/NNS/2/obj .", "talks", R),
    ("Peru/NNP/2/nsubj supports=support/VBZ/0/ROOT a/DT/4/det withdrawal/NN/2/obj .", "withdrawal", H),
    ("Peru/NNP/2/nsubj opposed=oppose/VBD/0/ROOT the/DT/4/det raid/NN/2/obj .", "raid", H),
    ("Peru/NNP/2/nsubj praised=praise/VBD/0/ROOT the/DT/4/det raid/NN/2/obj .", "raid", O),
    (
        (
            "Peru/NNP/2/nsubj has=have/VBZ/0/ROOT no/DT/4/det plans=plan/NNS/2/obj for/IN/7/case a/DT/7/det "
            "meeting/NN/4/nmod ."
        ),
        "meeting",
        N,
    ),
    (
        (
            "Peru/NNP/2/nsubj has=have/VBZ/0/ROOT two/CD/4/nummod plans=plan/NNS/2/obj for/IN/7/case a/DT/7/det "
            "meeting/NN/4/nmod ."
        ),
        "meeting",
        P,
    ),
    (
        (
            "Peru/NNP/2/nsubj has=have/VBZ/0/ROOT no/DT/4/det map/NN/2/obj of/IN/7/case the/DT/7/det "
            "raid/NN/4/nmod ."
        ),
        "raid",
        O,
    ),
    (
        "Peru/NNP/2/nsubj called=call/VBD/0/ROOT off/RP/2/compound:prt the/DT/5/det talks=talk/NNS/2/obj .",
        "talks",
        N,
    ),
    ("Peru/NNP/2/nsubj called=call/VBD/0/ROOT a/DT/4/det meeting/NN/2/obj .", "meeting", R),
    (
        "Peru/NNP/2/nsubj called=call/VBD/0/ROOT the/DT/4/det raid/NN/2/obj a/DT/6/det mistake/NN/2/xcomp .",
        "raid",
        O,
    ),
    (
        "Peru/NNP/2/nsubj called=call/VBD/0/ROOT the/DT/4/det raid/NN/2/iobj a/DT/6/det mistake/NN/2/obj .",
        "raid",
        O,
    ),
]
# The same of nouns for what lasts.
LASTING_NOUNS = [
    (
        "Dahl/NNP/2/nsubj wants=want/VBZ/0/ROOT to/TO/4/mark end/VB/2/xcomp the/DT/6/det war/NN/4/obj .",
        "war",
        G,
    ),
    ("Peru/NNP/2/nsubj supports=support/VBZ/0/ROOT cooperation/NN/2/obj .", "cooperation", G),
    ("Peru/NNP/2/nsubj rejects=reject/VBZ/0/ROOT cooperation/NN/2/obj .", "cooperation", H),
    ("Peru/NNP/3/nsubj will/MD/3/aux protest/VB/0/ROOT the/DT/5/det war/NN/3/obj .", "war", G),
    ("Peru/NNP/3/nsubj will/MD/3/aux protest/VB/0/ROOT a/DT/5/det war/NN/3/obj .", "war", P),
]


@pytest.fixture(scope="module")
def reader():
    return StatusReader(knowledge().cues)


def status(reader, parse, trigger, pos, **kind):
    support = knowledge().cues.words("support_verbs", "subject")
    return reader.of(describe(token(make_doc(parse), trigger), pos, support), **kind)


@pytest.mark.parametrize(("parse", "trigger", "expected"), [*VERBS, *GOVERNED, *COPULAS])
def test_verbs(reader, parse, trigger, expected):
    assert status(reader, parse, trigger, "verb") is expected


@pytest.mark.parametrize(("parse", "trigger", "expected"), SPEECH)
def test_speech_acts(reader, parse, trigger, expected):
    assert status(reader, parse, trigger, "verb", speech=True) is expected


@pytest.mark.parametrize(("parse", "trigger", "expected"), LASTING)
def test_states_of_affairs(reader, parse, trigger, expected):
    assert status(reader, parse, trigger, "verb", lasting=True) is expected


@pytest.mark.parametrize(("parse", "trigger", "expected"), NOUNS)
def test_nouns(reader, parse, trigger, expected):
    assert status(reader, parse, trigger, "noun") is expected


@pytest.mark.parametrize(("parse", "trigger", "expected"), LASTING_NOUNS)
def test_nouns_for_what_lasts(reader, parse, trigger, expected):
    assert status(reader, parse, trigger, "noun", lasting=True) is expected


def test_the_number_of_cases():
    tables = VERBS, GOVERNED, COPULAS, SPEECH, LASTING, NOUNS, LASTING_NOUNS
    assert sum(map(len, tables)) == 120

import pytest

from graph.language.lists import NameLists

LISTS = NameLists(
    actors={"Lake Fund": "INTORG", "Tarvia": "STATE", "TARVIA": "STATE"},
    places={"Ostrava": "CITY", "Basque": "NORP"},
    others={"Blue Oil": "COMPANY", "Echo": "MEDIA PARTY"},
)


@pytest.mark.parametrize(
    ("text", "guess", "label"),
    [
        ("Lake Fund", "COMPANY", "INTORG"),
        ("LAKE FUND", "COMPANY", "INTORG"),
        ("Tarvia", "PERSON", "PERSON"),
        ("Tarvia", "CITY", "STATE"),
        ("Tarvia", "DATE", "DATE"),
        ("Ostrava", "FAC", "CITY"),
        ("OSTRAVA", "REGION", "CITY"),
        ("Ostrava", "PERSON", "PERSON"),
        ("Ostrava", "COMPANY", "COMPANY"),
        ("Basque", "REGION", "NORP"),
        ("Nowhere", "FAC", "FAC"),
        ("Blue Oil", "PERSON", "PERSON"),
    ],
)
def test_what_overrules_what(text, guess, label):
    assert LISTS.label(text, guess) == label


def test_codes_tell_labels_apart_and_stand_for_each_table():
    company, media, actor, place = (LISTS.codes(name) for name in ("BLUE OIL", "Echo", "Lake Fund", "Basque"))
    assert [code > 0 for code in company] == [True, False, False]
    assert [code > 0 for code in actor] == [False, True, False]
    assert [code > 0 for code in place] == [False, False, True]
    assert company != media
    assert LISTS.codes("Nowhere") == (0, 0, 0)


def test_lists_survive_saving():
    again = NameLists().from_bytes(LISTS.to_bytes())
    assert (again.actors, again.places, again.others) == (LISTS.actors, LISTS.places, LISTS.others)
    assert again.to_bytes() == LISTS.to_bytes()

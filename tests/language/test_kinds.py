import numpy as np
import pytest
import spacy
from spacy.tokens import Span

from graph.language.kinds import NO_NAME, KindNet, NameKinds
from graph.language.lists import NameLists

LABELS = ("CITY", "COMPANY", NO_NAME)


def biased(label):
    """A net that is nearly sure of one label whatever it sees."""
    net = KindNet(LABELS, width=2)
    net.out_bias[LABELS.index(label)] = 9
    return net


@pytest.fixture
def doc():
    doc = spacy.blank("en")("Lake Fund met Lund on Monday .")
    doc.ents = [Span(doc, 0, 2, "COMPANY"), Span(doc, 3, 4, "CITY"), Span(doc, 5, 6, "DATE")]
    return doc


def labels(doc):
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_a_sure_reader_overrules_the_recogniser(doc):
    kinds = NameKinds(net=biased("CITY"))
    assert labels(kinds(doc)) == [("Lake Fund", "CITY"), ("Lund", "CITY"), ("Monday", "CITY")]


def test_an_unsure_reader_leaves_the_labels(doc):
    kinds = NameKinds(net=KindNet((*LABELS, "DATE"), width=2))
    assert labels(kinds(doc)) == [("Lake Fund", "COMPANY"), ("Lund", "CITY"), ("Monday", "DATE")]


def test_what_is_no_name_goes(doc):
    assert labels(NameKinds(net=biased(NO_NAME))(doc)) == []


def test_lists_have_the_last_word(doc):
    kinds = NameKinds(lists=NameLists(actors={"Lake Fund": "INTORG"}), net=biased("CITY"))
    assert labels(kinds(doc))[0] == ("Lake Fund", "INTORG")


def test_no_names_no_work():
    doc = spacy.blank("en")("It rains.")
    assert NameKinds(net=biased("CITY"))(doc).ents == ()


def test_the_component_survives_saving(tmp_path, doc):
    chance = np.random.default_rng(0)
    net = KindNet((*LABELS, "DATE"), width=4)
    for part in net.parts():
        part[...] = chance.normal(0, 1, part.shape)
    kinds = NameKinds(lists=NameLists(others={"Lund": "CITY"}), net=net)
    kinds.to_disk(tmp_path / "k")
    again = NameKinds().from_disk(tmp_path / "k")
    assert again.to_bytes() == kinds.to_bytes()
    for part, read in zip(net.parts(), again.net.parts(), strict=True):
        assert np.abs(part - read).max() <= np.abs(part).max() / 250
    assert again.net.labels == net.labels
    assert again.lists.others == {"Lund": "CITY"}
    assert labels(again(doc.copy())) == labels(kinds(doc))

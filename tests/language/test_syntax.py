import numpy as np
import pytest
import spacy

from graph.language.syntax import ROOT, SyntaxReader
from graph.training.nets.syntax_net import Shape, first_net

TEXT = "\n Anna Lund met  her friends . They left at noon\n\nin Port Vila\n"
LABELS = {"deps": [ROOT, "nsubj", "obj"], "tags": ["NN", "VB"], "forms": ["NOUN|Number=Sing", "VERB"]}


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("en")
    reader = nlp.add_pipe("syntax_reader", name="parser")
    reader.take(first_net(np.random.default_rng(0), LABELS, Shape(hidden=8, layers=3, tags=8)), LABELS)
    return nlp


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp(TEXT)


def test_every_sentence_is_a_tree_with_labels(doc):
    for sent in doc.sents:
        assert [token.dep_ for token in sent].count(ROOT) == 1
        assert sent.root.head == sent.root
        assert set(sent.root.subtree) == set(sent)
    assert {token.dep_ for token in doc} <= {*LABELS["deps"], "dep"}
    assert {token.tag_ for token in doc if not token.is_space} <= set(LABELS["tags"])
    assert {str(token.morph) for token in doc} <= {"", "Number=Sing"}


def test_white_space_hangs_on_the_word_before_it(doc):
    spaces = [token for token in doc if token.is_space]
    assert [token.head.text for token in spaces] == ["Anna", "met", "noon", "Vila"]
    assert {(token.tag_, token.pos_, token.dep_) for token in spaces} == {("_SP", "SPACE", "dep")}


def test_decided_starts_stay(nlp):
    for start in (True, False):
        doc = nlp.make_doc(TEXT)
        doc[7].is_sent_start = start
        assert [token.is_sent_start for token in nlp.get_pipe("parser")(doc)][7] is start


def test_texts_without_words(nlp):
    assert [len(nlp(text)) for text in ("", " \n ")] == [0, 1]


def test_it_is_read_back_as_it_was_written(nlp, doc, tmp_path):
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert isinstance(again.get_pipe("parser"), SyntaxReader)
    assert again.get_pipe("parser").labels == nlp.get_pipe("parser").labels
    halves = again.get_pipe("parser").to_bytes()
    assert halves == nlp.get_pipe("parser").to_bytes()
    assert len(again(TEXT)) == len(doc)

import itertools

import numpy as np
import pytest
import spacy

from graph.language.recogniser import best_names, marks
from graph.training.nets.names_net import Shape, first_net

LABELS = ["PERSON", "CITY"]
TEXT = "Anna Lund of Lake Fund met\n\nher  friends in Port Vila on Monday . They left at noon\n"


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("en")
    recogniser = nlp.add_pipe("name_recogniser", name="ner")
    kinds = {"names": LABELS}
    recogniser.take(first_net(np.random.default_rng(3), kinds, Shape(hidden=8, layers=2, tags=8)), kinds)
    return nlp


def fits(before, mark):
    """Whether a mark may follow another; None stands before the first and behind the last."""
    open_before = before is not None and before[0] in "BI"
    if open_before:
        return mark is not None and mark[0] in "IL" and mark[2:] == before[2:]
    return mark is None or mark[0] in "OBU"


def spans(sequence):
    start, found = 0, []
    for index, mark in enumerate(sequence):
        if mark[0] in "BU":
            start = index
        if mark[0] in "LU":
            found.append((start, index, LABELS.index(mark[2:])))
    return found


@pytest.mark.parametrize("seed", range(30))
def test_the_marks_are_the_likeliest_that_fit_together(seed):
    scores = np.random.default_rng(seed).normal(0, 3, (4, 9))
    names = marks(LABELS)
    fitting = [
        sequence
        for sequence in itertools.product(range(9), repeat=4)
        if all(fits(*pair) for pair in itertools.pairwise([None, *(names[mark] for mark in sequence), None]))
    ]
    best = max(fitting, key=lambda sequence: scores[range(4), sequence].sum())
    assert best_names(scores) == spans([names[mark] for mark in best])


def test_names_are_those_of_the_whole_text_where_no_word_is_sure(nlp):
    recogniser = nlp.get_pipe("ner")
    doc = nlp.make_doc("Anna Lund met her friends in Port Vila")
    rows = recogniser.words(doc)
    whole = best_names(recogniser.scores(rows, [0]))
    assert list(recogniser.names(doc, np.arange(len(doc)))) == whole
    assert whole


def test_no_name_crosses_a_line_or_a_decided_start(nlp):
    for start in range(1, 20):
        doc = nlp.make_doc(TEXT)
        doc[start].is_sent_start = True
        for ent in nlp.get_pipe("ner")(doc).ents:
            assert not any("\n" in token.text for token in ent)
            assert not any(token.i == start for token in ent[1:])


def test_names_set_before_stay(nlp):
    doc = nlp.make_doc(TEXT)
    doc.ents = [doc.char_span(0, 9, label="COMPANY")]
    assert (nlp.get_pipe("ner")(doc).ents[0].text, doc.ents[0].label_) == ("Anna Lund", "COMPANY")


def test_texts_without_words(nlp):
    assert [nlp(text).ents for text in ("", " \n ")] == [(), ()]


def test_it_is_read_back_as_it_was_written(nlp, tmp_path):
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.get_pipe("ner").labels == tuple(LABELS)
    assert again.get_pipe("ner").to_bytes() == nlp.get_pipe("ner").to_bytes()

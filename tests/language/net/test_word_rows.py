import numpy as np
import spacy

from graph.language.net.word_rows import COLUMNS, TABLES, WordRows, before

TEXT = "Moscow agreed in 1994.\nAnkara  agreed in 2025.\n\nmoscow"


def rows(text, **settings):
    nlp = spacy.blank("en")
    words = WordRows(nlp.vocab, **settings)
    return words, words(nlp.make_doc(text))


def test_a_line_a_word_with_rows_in_every_table():
    _, found = rows(TEXT)
    assert found.shape == (11, COLUMNS + 1)
    sizes = [TABLES[0].rows, *(table.rows for table in TABLES)]
    assert (found >= 0).all()
    assert (found < np.array(sizes)).all()


def test_words_alike_share_rows():
    _, (moscow, agreed, _, year, _, ankara, again, _, other, _, lower) = rows(TEXT)
    assert moscow[:2].tolist() == lower[:2].tolist()
    assert moscow[7] != lower[7]  # the shape
    assert moscow[8] == ankara[8]  # the cluster
    assert agreed[:-1].tolist() == again[:-1].tolist()
    assert year[:2].tolist() == other[:2].tolist()  # digits alike
    assert year[3:7].tolist() != other[3:7].tolist()


def test_what_stands_before_a_word():
    doc = spacy.blank("en").make_doc(TEXT)
    assert before(doc).tolist() == [4, 1, 1, 1, 0, 2, 1, 1, 1, 0, 4]


def test_forgotten_words_are_looked_up_again():
    words, first = rows(TEXT, kept=3)
    assert words(spacy.blank("en", vocab=words.vocab).make_doc(TEXT)).tolist() == first.tolist()

import numpy as np
import pytest
import spacy

from graph.language.name_features import (
    ACROSS,
    EMPTY,
    INSIDE,
    LISTED,
    LISTS,
    OUTSIDE,
    NameFeatures,
    joints,
    neighbour_rows,
)


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("en")


def unlisted(_):
    return (0,) * LISTS


def test_a_line_a_name_within_the_table(nlp):
    doc = nlp("The Ministry of Roads wrote to Oslo.")
    found = NameFeatures(doc, unlisted).rows([(1, 4), (6, 7)])
    assert found.shape == (2, ACROSS.stop)
    assert found.min() >= 0
    assert found.max() == EMPTY


def test_the_inside_depends_on_the_name_alone_and_the_outside_on_its_neighbours(nlp):
    one, other = (
        NameFeatures(nlp(text), unlisted).rows([span])[0]
        for text, span in (("Oslo won.", (0, 1)), ("In Oslo, nobody won.", (1, 2)))
    )
    assert np.array_equal(one[INSIDE], other[INSIDE])
    assert not np.array_equal(one[OUTSIDE], other[OUTSIDE])


def test_lists_make_features_of_their_own(nlp):
    doc = nlp("Oslo won.")
    bare = NameFeatures(doc, unlisted).rows([(0, 1)])[0]
    listed = NameFeatures(doc, lambda name: (len(name), 0, 0)).rows([(0, 1)])[0]
    assert (bare[LISTED] == EMPTY).all()
    assert (listed[LISTED] != EMPTY).tolist() == [True, False, False]
    assert np.array_equal(bare[INSIDE], listed[INSIDE])


def test_context_ends_with_the_sentence(nlp):
    text = "They left.\nOslo won! They came."
    doc = nlp(text)
    at = next(token.i for token in doc if token.text == "Oslo")
    closed = NameFeatures(doc, unlisted).rows([(at, at + 1)])[0]
    alone = NameFeatures(nlp("Oslo won!"), unlisted).rows([(0, 1)])[0]
    open_ends = NameFeatures(nlp(text.replace(".\n", ", ")), unlisted).rows([(3, 4)])[0]
    assert np.array_equal(closed, alone)
    assert not np.array_equal(open_ends, alone)


def test_names_are_joined_by_commas_conjunctions_and_brackets(nlp):
    doc = nlp("Oslo, Lund and Bonn met the Roads Board (RB) here; Fra did not.")
    spans = [(0, 1), (2, 3), (4, 5), (7, 9), (10, 11), (14, 15)]
    assert joints(doc, spans) == [(0, 1, 1), (1, 2, 1), (3, 4, 2)]


def test_only_known_labels_of_joined_names_are_lent():
    lent = neighbour_rows(3, [(0, 1, 1), (1, 2, 1)], [4, -1, 4])
    assert (lent != EMPTY).tolist() == [[False, False], [True, True], [False, False]]

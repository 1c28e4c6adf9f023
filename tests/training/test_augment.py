import random

import spacy
from spacy.tokens import Doc

from graph.training.augment import mask_names, name_pool, vary


def gold(nlp):
    return Doc(
        nlp.vocab,
        words=["President", "Ruiz", "said", '"', "no", '"', "."],
        spaces=[True, True, True, False, False, False, False],
        tags=["NNP", "NNP", "VBD", "``", "UH", "''", "."],
        pos=["PROPN", "PROPN", "VERB", "PUNCT", "INTJ", "PUNCT", "PUNCT"],
        heads=[1, 2, 2, 4, 2, 4, 2],
        deps=["compound", "nsubj", "ROOT", "punct", "ccomp", "punct", "punct"],
    )


def test_titles_stay_and_names_are_exchanged():
    nlp = spacy.blank("en")
    doc = gold(nlp)
    assert name_pool([doc]) == {"chain": [], "alone": ["Ruiz"]}
    pool = {"chain": [], "alone": ["Okafor"]}
    example = vary(
        nlp, doc, pool, {"masks": 0.0, "names": 1.0, "quotes": 1.0, "lower": 0.0}, random.Random(0)
    )
    assert example is not None
    assert example.reference.text == "President Okafor said “no”."
    assert [token.dep_ for token in example.reference] == [token.dep_ for token in doc]


def test_no_variant_without_a_change():
    nlp = spacy.blank("en")
    rates = {"masks": 0.0, "names": 0.0, "quotes": 0.0, "lower": 0.0}
    assert vary(nlp, gold(nlp), {"chain": [], "alone": []}, rates, random.Random(0)) is None


def test_a_masked_name_chain_is_one_word():
    nlp = spacy.blank("en")
    doc = Doc(
        nlp.vocab,
        words=["Old", "Ana", "Ruiz", "Vega", "met", "Ana"],
        spaces=[True, True, True, True, True, False],
        tags=["JJ", "NNP", "NNP", "NNP", "VBD", "NNP"],
        heads=[1, 4, 1, 1, 4, 4],
        deps=["amod", "nsubj", "flat", "flat", "ROOT", "obj"],
    )
    other = mask_names(doc, {"chain": [], "alone": ["Okafor"]}, random.Random(0))
    assert other.text == "Old Okafor met Ana"
    assert [token.head.i for token in other] == [1, 2, 2, 2]
    assert [token.dep_ for token in other] == ["amod", "nsubj", "ROOT", "obj"]

import random

import spacy
from spacy.tokens import Doc

from graph.training.augment import name_pool, vary


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
    example = vary(nlp, doc, pool, {"names": 1.0, "quotes": 1.0, "lower": 0.0}, random.Random(0))
    assert example is not None
    assert example.reference.text == "President Okafor said “no”."
    assert [token.dep_ for token in example.reference] == [token.dep_ for token in doc]


def test_no_variant_without_a_change():
    nlp = spacy.blank("en")
    rates = {"names": 0.0, "quotes": 0.0, "lower": 0.0}
    assert vary(nlp, gold(nlp), {"chain": [], "alone": []}, rates, random.Random(0)) is None

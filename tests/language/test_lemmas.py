import pytest
import spacy
from spacy.tokens import Doc

from graph.language.lemmas import Lemmas, Lemmatizer

LEMMAS = Lemmas(
    {"VBZ": {"'s": "be"}, "NNS": {"people": "person"}, "RB": {"n't": "not"}, "JJ": {"russian": "Russian"}},
    {
        "noun": ["policy", "tax", "talk", "class"],
        "verb": ["agree", "plan", "visit", "urge", "try"],
        "adj": ["large"],
    },
)


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("’s", "VBZ", "be"),
        ("n't", "RB", "not"),
        ("people", "NNS", "person"),
        ("Policies", "NNS", "policy"),
        ("taxes", "NNS", "tax"),
        ("classes", "NNS", "class"),
        ("visited", "VBD", "visit"),
        ("urged", "VBN", "urge"),
        ("tried", "VBD", "try"),
        ("agreeing", "VBG", "agree"),
        ("larger", "JJR", "large"),
        ("Moscow", "NNP", "Moscow"),
        ("blogged", "VBD", "blog"),
        ("geolocated", "VBN", "geolocate"),
        ("drones", "NNS", "drone"),
        ("ratifies", "VBZ", "ratify"),
        ("THE", "DT", "the"),
    ],
)
def test_lemmas(form, tag, lemma):
    assert LEMMAS.lemma(form, tag) == lemma


def test_a_capital_at_the_start_of_a_sentence_says_nothing():
    assert LEMMAS.lemma("Large", "JJ", first=True) == "large"
    assert LEMMAS.lemma("Russian", "JJ", first=True) == "Russian"
    assert LEMMAS.lemma("Russian", "JJ") == "Russian"


def test_the_component_survives_saving(tmp_path):
    nlp = spacy.blank("en")
    lemmatizer = Lemmatizer(nlp, "graph_lemmatizer", LEMMAS)
    lemmatizer.to_disk(tmp_path / "l")
    other = Lemmatizer(nlp, "graph_lemmatizer").from_disk(tmp_path / "l")
    assert other.to_bytes() == lemmatizer.to_bytes()
    doc = Doc(nlp.vocab, words=["People", "tried"], tags=["NNS", "VBD"])
    assert [token.lemma_ for token in other(doc)] == ["person", "try"]


@pytest.mark.parametrize(
    ("tag", "dep", "lemma"), [("VBN", "aux", "have"), ("VBN", "aux:pass", "be"), ("VBG", "aux", "be")]
)
def test_a_short_has_is_told_from_is_by_the_parse(tag, dep, lemma):
    nlp = spacy.blank("en")
    lemmatizer = Lemmatizer(nlp, "graph_lemmatizer", Lemmas({"VBZ": {"'s": "be"}}, {}))
    doc = Doc(
        nlp.vocab,
        words=["She", "'s", "seen"],
        tags=["PRP", "VBZ", tag],
        heads=[2, 2, 2],
        deps=["nsubj", dep, "ROOT"],
    )
    assert lemmatizer(doc)[1].lemma_ == lemma

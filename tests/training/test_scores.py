import spacy

from graph.training.marked import parse_line
from graph.training.scores import coarse, coarse_without_events, family, score_names


def pipeline():
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "CITY", "pattern": "Oslo"}, {"label": "COMPANY", "pattern": "Tarva Steel"}])
    return nlp


def test_exact_spans_with_their_label_count():
    sentences = [parse_line("[Oslo](CITY) and [Rome](CITY)."), parse_line("[Tarva Steel](ORG) in Oslo.")]
    scores = score_names(pipeline(), sentences)
    assert scores["CITY"] == {"p": 0.5, "r": 0.5, "f": 0.5, "n": 2}
    assert scores["all"] == {"p": 0.3333, "r": 0.3333, "f": 0.3333, "n": 3}
    assert score_names(pipeline(), sentences, family)["ORG"]["f"] == 1.0


def test_labels_of_other_sets_are_mapped():
    assert (coarse("PARTY"), coarse("ORG*"), coarse("FAC"), coarse("NORP")) == (
        "organisation",
        "organisation",
        "location",
        None,
    )
    assert (coarse("EVENT"), coarse_without_events("EVENT")) == ("event", None)

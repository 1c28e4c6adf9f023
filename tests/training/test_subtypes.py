import spacy

from graph.training.gazetteer import Gazetteer
from graph.training.marked import parse_line
from graph.training.subtypes import refine, train_typer

DOMAIN = [
    parse_line(line)
    for line in (
        "The [Ministry of Water](GOVBODY) replied.",
        "The [Ministry of Roads](GOVBODY) declined.",
        "Workers of [Tarva Steel Corp](COMPANY) left.",
        "Shares in [Blue Oil Corp](COMPANY) fell.",
        "Snow fell in the city of [Oslo](CITY).",
        "They reached the city of [Lund](CITY).",
        "Clans of the region of [Tarvia](REGION) met.",
        "Clans of the region of [Ostia](REGION) met.",
    )
] * 6


def test_a_typer_learns_from_head_nouns():
    nlp = spacy.blank("en")
    typer = train_typer(nlp, ("GOVBODY", "COMPANY"), DOMAIN)
    from graph.training.subtypes import features

    for line, label in (("The [Ministry of Air](GOVBODY) wept.", 0), ("Now [Red Gas Corp](COMPANY) won.", 1)):
        sentence = parse_line(line)
        assert typer.probabilities(features(nlp, sentence.text, sentence.spans[0])).argmax() == label


def test_families_become_fine_labels():
    sentences = [
        parse_line(
            "The [Ministry of Peace](ORG) spoke in [Lund](CITY) and [Fra](CITY), in [South](CITY)."
        ).relabelled(["ORG*", "LOC*", "LOC*", "LOC*"])
    ]
    gazetteer = Gazetteer({"Fra": "STATE"}, {})
    (refined,) = refine(spacy.blank("en"), sentences, gazetteer, DOMAIN)
    assert [label for _, label in refined.names()] == ["GOVBODY", "CITY", "STATE", ""]

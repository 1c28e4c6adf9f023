import spacy

from graph.training.gazetteer import Gazetteer
from graph.training.marked import parse_line
from graph.training.subtypes import Refiner

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
] * 300


def test_families_become_fine_labels():
    sentences = [
        parse_line(
            "The [Ministry of Peace](ORG) spoke in [Lund](CITY) and [Fra](CITY), in [South](CITY)."
        ).relabelled(["ORG*", "LOC*", "LOC*", "LOC*"])
    ]
    refiner = Refiner(spacy.blank("en"), Gazetteer({"Fra": "STATE"}, {}), DOMAIN)
    (refined,) = refiner.refine(sentences)
    assert [label for _, label in refined.names()] == ["GOVBODY", "CITY", "STATE", ""]


def test_what_is_mostly_another_kind_in_the_set_is_left_open():
    often = parse_line("Then [Lund](PERSON) left.")
    once = parse_line("They reached the city of [Lund](CITY).").relabelled(["LOC*"])
    refiner = Refiner(spacy.blank("en"), Gazetteer({}, {}), DOMAIN)
    assert [label for _, label in refiner.refine([often] * 4 + [once])[-1].names()] == [""]

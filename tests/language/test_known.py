import pytest
import spacy
from spacy.tokens import Doc, Span

from graph.language.known import KnownNames

KNOWN = KnownNames(
    actors={"Lake Fund": "INTORG", "Tarvia": "STATE", "TARVIA": "STATE"},
    places={"Ostrava": "CITY", "Basque": "NORP"},
)


@pytest.mark.parametrize(
    ("text", "guess", "label"),
    [
        ("Lake Fund", "COMPANY", "INTORG"),
        ("LAKE FUND", "COMPANY", "INTORG"),
        ("Tarvia", "PERSON", "PERSON"),
        ("Tarvia", "CITY", "STATE"),
        ("Ostrava", "FAC", "CITY"),
        ("OSTRAVA", "REGION", "CITY"),
        ("Ostrava", "PERSON", "PERSON"),
        ("Ostrava", "COMPANY", "COMPANY"),
        ("Basque", "REGION", "NORP"),
        ("Nowhere", "FAC", "FAC"),
    ],
)
def test_what_overrules_what(text, guess, label):
    assert KNOWN.label(text, guess) == label


def test_the_component_survives_saving_and_sets_labels(tmp_path):
    KNOWN.to_disk(tmp_path / "k")
    known = KnownNames().from_disk(tmp_path / "k")
    assert known.to_bytes() == KNOWN.to_bytes()
    doc = Doc(spacy.blank("en").vocab, words=["Lake", "Fund", "left"])
    doc.ents = [Span(doc, 0, 2, label="ORG")]
    assert [(ent.text, ent.label_) for ent in known(doc).ents] == [("Lake Fund", "INTORG")]

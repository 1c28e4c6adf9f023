import pytest
import spacy
from spacy.tokens import Doc, Span

from graph.language.folding import FAMILIAR, make_name_folding, name_unfolding

nlp = spacy.blank("en")
folding = make_name_folding(nlp, "name_folding")


def doc_with(text: str, *names: tuple[str, str]) -> Doc:
    """A tokenised text with some of its words marked as names."""
    doc = nlp.make_doc(text)
    spans = []
    for name, label in names:
        start = text.index(name)
        spans.append(doc.char_span(start, start + len(name), label=label))
    doc.ents = spans
    return doc


@pytest.mark.parametrize(
    ("text", "names", "folded"),
    [
        (
            "On Monday Turkish President Recep Tayyip Yazgan spoke.",
            [("Turkish", "NORP"), ("Recep Tayyip Yazgan", "PERSON")],
            f"On Monday {FAMILIAR} spoke.",
        ),
        ("Ines Duarte left.", [("Ines Duarte", "PERSON")], f"{FAMILIAR} left."),
        ("Duarte left.", [("Duarte", "PERSON")], "Duarte left."),
        (
            "the Czech president Jan Vlk left",
            [("Czech", "NORP"), ("Jan Vlk", "PERSON")],
            f"the Czech president {FAMILIAR} left",
        ),
        (
            "France's foreign minister Luc Morel left",
            [("France", "STATE"), ("Luc Morel", "PERSON")],
            f"France's foreign minister {FAMILIAR} left",
        ),
        ("foreign minister Luc Morel left", [("Luc Morel", "PERSON")], f"{FAMILIAR} left"),
        (
            "Peruvian Secretary of State Ana Rivas left",
            [("Peruvian", "NORP"), ("Ana Rivas", "PERSON")],
            f"{FAMILIAR} left",
        ),
        (
            "the Minister of Home Affairs Ana Rivas left",
            [("Ana Rivas", "PERSON")],
            f"the Minister of Home Affairs {FAMILIAR} left",
        ),
        ("a fan of Ana Rivas left", [("Ana Rivas", "PERSON")], f"a fan of {FAMILIAR} left"),
        ("talks in Port Vila ended", [("Port Vila", "CITY")], "talks in Port Vila ended"),
        ("jan vlk left", [("jan vlk", "PERSON")], "jan vlk left"),
    ],
)
def test_a_person_with_the_title_becomes_one_word(text, names, folded):
    assert folding(doc_with(text, *names)).text == folded


def test_norms_and_sentence_starts_go_along():
    doc = doc_with("It didn't end. Prime Minister Ana Brix left.", ("Ana Brix", "PERSON"))
    for token in doc[1:]:
        token.is_sent_start = token.text == "Prime"
    small = folding(doc)
    assert [t.norm_ for t in small[:4]] == ["it", "do", "not", "end"]
    assert [t.text for t in small if t.is_sent_start] == ["It", FAMILIAR]


def test_the_analysis_comes_back_to_the_words():
    doc = doc_with(
        "Turkish President Recep Yazgan met Ana Brix.",
        ("Turkish", "NORP"),
        ("Recep Yazgan", "PERSON"),
        ("Ana Brix", "PERSON"),
    )
    doc.user_data["kept"] = True
    small = folding(doc)
    assert [t.text for t in small] == [FAMILIAR, "met", FAMILIAR, "."]
    for token, (head, dep, tag, pos) in zip(
        small,
        [
            (1, "nsubj", "NNP", "PROPN"),
            (1, "ROOT", "VBD", "VERB"),
            (1, "obj", "NNP", "PROPN"),
            (1, "punct", ".", "PUNCT"),
        ],
        strict=True,
    ):
        token.head, token.dep_, token.tag_, token.pos_ = small[head], dep, tag, pos
    whole = name_unfolding(small)
    assert whole is doc
    assert whole.user_data["kept"]
    assert [(t.text, t.head.text, t.dep_, t.tag_) for t in whole] == [
        ("Turkish", "President", "amod", "JJ"),
        ("President", "Recep", "nmod:desc", "NNP"),
        ("Recep", "met", "nsubj", "NNP"),
        ("Yazgan", "Recep", "flat", "NNP"),
        ("met", "met", "ROOT", "VBD"),
        ("Ana", "met", "obj", "NNP"),
        ("Brix", "Ana", "flat", "NNP"),
        (".", "met", "punct", "."),
    ]
    assert [(ent.text, ent.label_) for ent in whole.ents] == [
        ("Turkish", "NORP"),
        ("Recep Yazgan", "PERSON"),
        ("Ana Brix", "PERSON"),
    ]
    assert len(list(whole.sents)) == 1


def test_marks_inside_a_name_are_no_names():
    doc = doc_with("J. R., Tolk left", ("J. R., Tolk", "PERSON"))
    small = folding(doc)
    small[1].head, small[1].dep_ = small[1], "ROOT"
    small[0].head, small[0].dep_ = small[1], "nsubj"
    comma = next(t for t in name_unfolding(small) if t.text == ",")
    assert (comma.dep_, comma.pos_, comma.head.i) == ("punct", "PUNCT", 0)


def test_a_span_is_found_with_its_title():
    doc = doc_with("Acting Foreign Minister Ana Brix left", ("Ana Brix", "PERSON"))
    assert [(f.start, f.name, f.end) for f in folding.find(doc)] == [(0, 3, 5)]
    assert Span(doc, 3, 5).text == "Ana Brix"


def test_a_text_without_words():
    doc = nlp.make_doc("")
    assert name_unfolding(folding(doc)) is doc


def test_what_stands_between_a_title_and_the_name_belongs_to_the_title():
    doc = doc_with("Minister of Trade and the Sea Ana Brix left", ("Ana Brix", "PERSON"))
    small = folding(doc)
    assert [t.text for t in small] == [FAMILIAR, "left"]
    small[0].head, small[0].dep_ = small[1], "nsubj"
    small[1].head, small[1].dep_ = small[1], "ROOT"
    assert [(t.text, t.head.text, t.dep_, t.pos_) for t in name_unfolding(small)[:7]] == [
        ("Minister", "Ana", "nmod:desc", "PROPN"),
        ("of", "Sea", "case", "ADP"),
        ("Trade", "Sea", "compound", "PROPN"),
        ("and", "Sea", "cc", "CCONJ"),
        ("the", "Sea", "det", "DET"),
        ("Sea", "Minister", "nmod", "PROPN"),
        ("Ana", "left", "nsubj", "PROPN"),
    ]

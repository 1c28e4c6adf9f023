import pytest
import spacy
from spacy.tokens import Doc

from graph.language.prefixes import part_prefixes
from graph.language.tokenizer import make_tokenizer

tokenize = make_tokenizer(spacy.blank("en"))


def rebels(label=None):
    """A parsed sentence with a prefix before a name."""
    return Doc(
        tokenize.vocab,
        words=["The", "pro-Russian", "rebels", "left", "."],
        spaces=[True, True, True, False, False],
        heads=[2, 2, 3, 3, 3],
        deps=["det", "compound", "nsubj", "ROOT", "punct"],
        tags=["DT", "JJ", "NNS", "VBD", "."],
        pos=["DET", "ADJ", "NOUN", "VERB", "PUNCT"],
        ents=["O", f"B-{label}" if label else "O", "O", "O", "O"],
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the pro-Russian rebels", ["the", "pro-", "Russian", "rebels"]),
        ("an anti-NATO and non-EU bloc", ["an", "anti-", "NATO", "and", "non-", "EU", "bloc"]),
        ("Anti-Israeli protesters", ["Anti-", "Israeli", "protesters"]),
        ("an Anti-Israeli protest", ["an", "Anti-Israeli", "protest"]),
        ("Non-Proliferation Treaty", ["Non-Proliferation", "Treaty"]),
        ("an anti-war pro-growth rally", ["an", "anti-war", "pro-growth", "rally"]),
        ("Pro-Beijing", ["Pro-Beijing"]),
    ],
)
def test_which_words_are_parted(text, words):
    doc = tokenize(text)
    doc[0].is_sent_start = True
    parted = part_prefixes(doc)
    assert [word.text for word in parted] == words
    assert parted.text == text


def test_the_prefix_keeps_the_place_and_the_name_hangs_on_it():
    doc = part_prefixes(rebels("NORP"))
    assert [(word.text, word.head.text, word.dep_, word.tag_) for word in doc[1:4]] == [
        ("pro-", "rebels", "amod", "AFX"),
        ("Russian", "pro-", "obl", "JJ"),
        ("rebels", "left", "nsubj", "NNS"),
    ]
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Russian", "NORP")]
    assert [str(word.morph) for word in doc[1:3]] == ["", "Degree=Pos"]
    assert len(list(doc.sents)) == 1


def test_a_date_stays_whole():
    assert len(part_prefixes(rebels("DATE"))) == 5


def test_a_lone_word_stays_the_root():
    doc = Doc(tokenize.vocab, words=["pro-Russian"], heads=[0], deps=["ROOT"])
    assert [(word.text, word.head.text) for word in part_prefixes(doc)] == [
        ("pro-", "pro-"),
        ("Russian", "pro-"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The pro-Russian rebels left", ["The", "pro-", "Russian", "rebels", "left"]),
        (
            "an anti-Pro-Russian non - EU bloc",
            ["an", "anti-", "Pro", "-", "Russian", "non", "-", "EU", "bloc"],
        ),
        ("pro-growth co-operation", ["pro", "-", "growth", "co", "-", "operation"]),
        ("-", ["-"]),
    ],
)
def test_words_that_a_tokenizer_cut_at_the_hyphen(text, words):
    assert [word.text for word in part_prefixes(spacy.blank("en")(text))] == words

import pytest
import spacy

from graph.language.tokenizer import make_tokenizer


@pytest.fixture(scope="module")
def tokenize():
    return make_tokenizer(spacy.blank("en"))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("a non-member state", "a|non-member|state"),
        ("Anti-war and anti-American", "Anti-war|and|anti-American"),
        ("UN-backed, US-led", "UN|-|backed|,|US|-|led"),
        ("a self-styled vice-president", "a|self|-|styled|vice|-|president"),
        ("pre- and post-war", "pre-|and|post-war"),
        ("Really?! No!!", "Really|?!|No|!!"),
        ("He left... and then.", "He|left|...|and|then|."),
        ("**** ____", "****|____"),
        ("and/or", "and|/|or"),
        ("(in Basel): yes", "(|in|Basel|)|:|yes"),
        ("at 7:30pm or 9 a.m.", "at|7:30|pm|or|9|a.m."),
        ("the 1990's, the '60s", "the|1990's|,|the|'60s"),
        ("Lee's ships' crews", "Lee|'s|ships|'|crews"),
        ("call 202-555-0143 by 2024-05-01", "call|202-555-0143|by|2024-05-01"),
        ("from 1990-1995", "from|1990|-|1995"),
        ("Lt. Col. Osei on Wed. noon", "Lt.|Col.|Osei|on|Wed.|noon"),
        ("I wanna go", "I|wan|na|go"),
        ("-for now", "-|for|now"),
        ("$65k", "$|65|k"),
    ],
)
def test_cuts(tokenize, text, tokens):
    assert [token.text for token in tokenize(text)] == tokens.split("|")


def test_the_text_is_kept(tokenize):
    text = "  Well?!  The ex-minister's e-mail: a@b.org,\n\nhttps://b.org/x?y=1 ... “No.”"
    assert tokenize(text).text == text


def test_the_shipped_pipeline_cuts_alike(tokenize):
    from graph.language import load_pipeline

    shipped = load_pipeline().tokenizer
    assert shipped.to_bytes(exclude=["vocab"]) == tokenize.to_bytes(exclude=["vocab"])

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.language import parse
from graph.language.text import pieces
from graph.model import Article, Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("short", ["short"]),
        ("", [""]),
        ("a line\nof ten\nletters", ["a line\n", "of ten\n", "letters"]),
        ("words of one line", ["words of ", "one line"]),
        ("x" * 25, ["x" * 10, "x" * 10, "x" * 5]),
    ],
)
def test_pieces(text, expected):
    assert list(pieces(text, 10)) == expected


@given(st.text("ab \n"), st.integers(1, 9))
def test_pieces_lose_nothing(text, longest):
    found = list(pieces(text, longest))
    assert "".join(found) == text
    assert all(len(piece) <= longest + 1 for piece in found)


def test_a_long_article_is_parsed_in_pieces_with_its_offsets(nlp, monkeypatch):
    lines = [
        f"Norway's foreign minister Anna Berg visited Kenya on {day} May 2024.\n\n" for day in range(1, 9)
    ]
    article = Article("a", text := "".join(lines), (Span(0, len(text)),))
    whole = parse(nlp, article)
    limits = graph_settings(parsed_characters=150)
    monkeypatch.setattr("graph.language.load_settings", lambda: limits)
    doc = parse(nlp, article)
    assert doc.text == whole.text == text
    assert [(token.idx, token.text) for token in doc] == [(token.idx, token.text) for token in whole]
    assert len(list(doc.sents)) == len(lines)
    assert {ent.text for ent in doc.ents} >= {"Anna Berg", "Kenya"}
    assert all(token.head.sent == token.sent for token in doc)


def graph_settings(**changes):
    from dataclasses import replace

    from graph.settings import load_settings

    return replace(load_settings(), **changes)

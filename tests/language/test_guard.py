import pytest
import spacy

from graph.language.guard import may_start, must_start


@pytest.mark.parametrize(
    ("text", "word", "may"),
    [
        ("It ended. Rain fell.", "Rain", True),
        ('"It ended." Rain fell.', "Rain", True),
        ("It ended, Rain said.", "Rain", False),
        ("It ended (in May.) Rain fell.", "Rain", True),
        ("The U.S. envoy left.", "envoy", False),
        ("Is it? yes.", "yes", True),
    ],
)
def test_where_a_sentence_may_start(text, word, may):
    doc = spacy.blank("en")(text)
    index = next(token.i for token in doc if token.text == word)
    assert may_start(doc, index) is may


@pytest.mark.parametrize(
    ("text", "word", "must"),
    [
        ("TALKS FAIL\n\nRain fell.", "Rain", True),
        ("It ended.\nRain fell.", "Rain", True),
        ("a line\nwrapped here", "wrapped", False),
        ("It ended. Rain fell.", "Rain", False),
    ],
)
def test_where_a_sentence_must_start(text, word, must):
    doc = spacy.blank("en")(text)
    index = next(token.i for token in doc if token.text == word)
    assert must_start(doc, index) is must


def test_the_component_forbids_starts_inside_a_line():
    nlp = spacy.blank("en")
    nlp.add_pipe("sentence_guard")
    doc = nlp("It ended. Rain fell, Rome said.")
    starts = {token.text: token.is_sent_start for token in doc}
    assert starts["Rome"] is False
    assert starts["Rain"] is None

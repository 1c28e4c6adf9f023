import pytest
import spacy

from graph.language.guard import is_edited, may_start, must_start
from graph.language.tokenizer import make_tokenizer


def make_doc(text):
    return make_tokenizer(spacy.blank("en"))(text)


@pytest.mark.parametrize(
    ("text", "word", "may"),
    [
        ("It ended. Rain fell.", "Rain", True),
        ('"It ended." Rain fell.', "Rain", True),
        ("It ended, Rain said.", "Rain", False),
        ("It ended (in May.) Rain fell.", "Rain", True),
        ("The U.S. envoy left.", "envoy", False),
        ("Is it? yes.", "yes", True),
        ('"Is it?" he asked.', "he", False),
        ("It ended. rain fell.", "rain", True),
        ("I thought — She left.", "She", True),
        ("TALKS IN OSLO They met.", "They", True),
        ("the Old They met.", "They", True),
        ("in The Hague", "The", False),
        ("the film And He Came", "He", False),
        ("It ended... rain fell.", "rain", False),
        ("It ended. [12] Rain fell.", "Rain", True),
        ("It ended [12] Rain fell.", "Rain", False),
    ],
)
def test_where_a_sentence_may_start(text, word, may):
    doc = make_doc(text)
    index = next(token.i for token in doc if token.text == word)
    assert may_start(doc, index) is may


def test_a_closing_quote_starts_no_sentence():
    doc = make_doc('"It ended." Rain fell.')
    assert not may_start(doc, 4)


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
    doc = make_doc(text)
    index = next(token.i for token in doc if token.text == word)
    assert must_start(doc, index) is must


@pytest.mark.parametrize(
    ("line", "edited"),
    [
        ("The talks ended. Rain fell.", True),
        ('He said: "Yes, we will."', True),
        ("TALKS END IN OSLO", True),
        ("It ended. rain fell.", False),
        ("Yes we will!! It ended.", False),
        ("It ended. Regards, Anna", False),
        ("Write to anna@example.org today.", False),
        ("Nice :) I like it.", False),
        ("i like it.", False),
    ],
)
def test_which_lines_are_edited(line, edited):
    assert is_edited(make_doc(line)[:]) is edited


def test_the_component_leaves_casual_lines_to_the_parser():
    nlp = spacy.blank("en")
    nlp.add_pipe("sentence_guard")
    doc = nlp("It ended. Best wishes Anna Hello Rome\nIt ended, Rome said.")
    starts = [token.is_sent_start for token in doc if token.text == "Rome"]
    assert starts == [None, False]


def test_the_component_forbids_starts_inside_a_line():
    nlp = spacy.blank("en")
    nlp.add_pipe("sentence_guard")
    doc = nlp("It ended. Rain fell, Rome said.")
    starts = {token.text: token.is_sent_start for token in doc}
    assert starts["Rome"] is False
    assert starts["Rain"] is None


def test_a_text_without_words():
    nlp = spacy.blank("en")
    nlp.add_pipe("sentence_guard")
    assert len(nlp("")) == 0

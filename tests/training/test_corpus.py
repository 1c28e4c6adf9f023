"""What the domain corpus promises."""

import re
from collections import Counter

import pytest

from graph.training.domain import CORPUS
from graph.training.marked import LABELS, Marked, read_marked


def skeleton(sentence: Marked) -> str:
    text, at = "", 0
    for span in sentence.spans:
        text += sentence.text[at : span.start] + " _ "
        at = span.end
    return re.sub(r"\W+", " ", text + sentence.text[at:]).lower().strip()


@pytest.fixture(scope="module")
def train() -> list[Marked]:
    paths = sorted(CORPUS.glob("train-*.txt"))
    assert len(paths) == 8
    return [sentence for path in paths for sentence in read_marked(path)]


@pytest.fixture(scope="module")
def test() -> list[Marked]:
    return read_marked(CORPUS / "test.txt")


def names(sentences: list[Marked]) -> set[str]:
    return {name for sentence in sentences for name, _ in sentence.names()}


def test_sizes(train, test):
    assert len(train) >= 7500
    assert len(test) >= 500
    assert len(names(train)) >= 1800


def test_every_label_is_there(train, test):
    for sentences, least in ((train, 200), (test, 30)):
        counts = Counter(label for sentence in sentences for _, label in sentence.names())
        assert set(counts) == set(LABELS)
        assert min(counts.values()) >= least


def test_sentences_are_no_filled_patterns(train, test):
    counts = Counter(skeleton(sentence) for sentence in train + test)
    shared = sum(count for count in counts.values() if count > 1)
    assert shared <= 0.02 * len(train + test)


def test_few_test_names_stand_in_the_training_part(train, test):
    assert len(names(test) & names(train)) <= 0.30 * len(names(test))


def test_names_have_no_blanks_at_their_ends(train, test):
    assert all(name == name.strip() for name in names(train + test))


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.name)
def test_headers_state_the_licence(path):
    head = "".join(path.read_text(encoding="utf8").splitlines()[:3])
    assert "CC BY 4.0" in head
    assert "invented" in head

"""The file of trees, and how it is read."""

import pytest

from graph.language.syntax import ROOT
from graph.training.conllu import to_docs
from graph.training.corpora import plain, written
from graph.training.domain import blank_pipeline
from graph.training.nets.arrays import FORM, HEAD, TAG, UNKNOWN, Writer
from graph.training.trees import DEV, Tree, digest, parsed, read_trees


@pytest.fixture(scope="module")
def found() -> dict[str, Tree]:
    return read_trees()


def ancestors(heads, word):
    while word:
        yield word
        word = heads[word - 1]


def test_every_line_is_one_tree(found):
    assert len(found) > 16000
    for tree in found.values():
        assert len(tree.heads) == len(tree.deps) == len(tree.tags)
        assert [dep == "root" for dep in tree.deps] == [head == 0 for head in tree.heads]
        assert tree.heads.count(0) == 1
        for word in range(1, len(tree.heads) + 1):
            chain = [
                at for at, _ in zip(ancestors(tree.heads, word), range(len(tree.heads) + 1), strict=False)
            ]
            assert len(chain) == len(set(chain))


def test_the_corpus_has_its_trees_word_for_word(found):
    nlp = blank_pipeline()
    read = [sentence for dev in (False, True) for sentence in parsed(nlp, written(), found, dev=dev)]
    assert len(read) > 7000


def test_a_tree_of_another_length_is_refused():
    text = "Oslo agreed."
    trees = {digest(text): Tree((0,), ("root",), ("NN",))}
    with pytest.raises(ValueError, match="the tree has 1 words"):
        list(parsed(blank_pipeline(), [text], trees, dev=part(text)))


def part(text):
    return int(digest(text), 16) % DEV == 0


def test_sentences_come_with_heads_relations_and_tags_and_nothing_else(tmp_path):
    text = "Oslo met envoys."
    path = tmp_path / "trees.tsv"
    path.write_text(f"{digest(text)}\t2 0 2 2\tnsubj root obj punct\tNNP VBD NNS .\n", encoding="utf8")
    nlp = blank_pipeline()
    [doc] = to_docs(
        nlp.vocab,
        parsed(nlp, [text, "No tree."], read_trees(path), dev=part(text)),
        size=9,
        break_rate=0.0,
        seed=0,
    )
    assert [(t.text, t.tag_, t.dep_, t.head.text) for t in doc] == [
        ("Oslo", "NNP", "nsubj", "met"),
        ("met", "VBD", ROOT, "met"),
        ("envoys", "NNS", "obj", "met"),
        (".", ".", "punct", "met"),
    ]
    labels = {"deps": ["nsubj", ROOT, "obj", "punct"], "tags": ["NNP", "VBD", "NNS", "."], "forms": ["NOUN"]}
    [example] = plain(nlp, [doc])
    rows = Writer(nlp, labels).syntax(example)
    assert rows[:, HEAD].tolist() == [1, 0, -1, -2]
    assert rows[:, TAG].tolist() == [0, 1, 2, 3]
    assert set(rows[:, FORM].tolist()) == {UNKNOWN}

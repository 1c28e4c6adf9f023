"""The trainings from treebank to saved reader, with tiny nets and few steps."""

import random

import numpy as np
import pytest
import spacy

from graph.language.net import store
from graph.training import recogniser, syntax
from graph.training.marked import parse_line
from graph.training.nets import loop
from graph.training.nets.arrays import DEP, HEAD, MARK, NO_HEAD, START, Arrays
from graph.training.nets.encoder import Shape
from graph.training.nets.loop import Schedule, stacked, train_nets

SHAPE = Shape(hidden=4, layers=3, tags=4)
ROWS = (
    (
        "President Ana Ruiz met envoys .",
        "NNP NNP NNP VBD NNS .",
        "2 4 2 0 4 4",
        "compound nsubj flat root obj punct",
    ),
    ("Oslo welcomed the news .", "NNP VBD DT NN .", "2 0 4 2 2", "nsubj root det obj punct"),
)
UNREAD = ["Ana Ruiz welcomed envoys .", "Oslo met the news ."]


def silent(_):
    """Nobody is told how far a training is."""


def treebank(times):
    blocks = []
    for words, tags, heads, deps in ROWS:
        rows = zip(words.split(), tags.split(), heads.split(), deps.split(), strict=True)
        blocks.append(
            "".join(
                f"{number}\t{word}\t{word.lower()}\tX\t{tag}\t_\t{head}\t{dep}\t_\t_\n"
                for number, (word, tag, head, dep) in enumerate(rows, start=1)
            )
        )
    return "\n".join(blocks * times)


@pytest.fixture
def small(monkeypatch):
    """Short trainings on small batches."""
    for module in (syntax, recogniser):
        monkeypatch.setattr(module, "SIZE", 24)
        monkeypatch.setattr(module, "COUNT", 2)
        monkeypatch.setattr(module, "LEARNING", Schedule(steps=5, rate=0.002, seed=2))
    monkeypatch.setattr(syntax, "TAUGHT", Schedule(steps=5, rate=0.002, seed=1))
    monkeypatch.setattr(syntax, "FURTHER_COUNT", 2)
    monkeypatch.setattr(syntax, "FURTHER", Schedule(steps=5, rate=0.002, seed=3))
    monkeypatch.setattr(syntax, "news", lambda _: UNREAD * 9)
    monkeypatch.setattr(syntax, "written", lambda: UNREAD * 9)


@pytest.fixture
def data(tmp_path, monkeypatch):
    (tmp_path / "ud").mkdir()
    field = tmp_path / "trees.conllu"
    field.write_text(treebank(12), encoding="utf8")
    monkeypatch.setattr(syntax, "field", lambda nlp, _: syntax.treebank(nlp, [field]))
    for name in ("ewt-train", "ewt-dev", "gum-open-train", "gum-open-dev"):
        text = treebank(25 if name.endswith("train") else 1)
        (tmp_path / "ud" / f"{name}.conllu").write_text(text, encoding="utf8")
    return tmp_path


@pytest.mark.slow
@pytest.mark.usefixtures("small")
def test_from_treebanks_to_a_reader_of_syntax(data, tmp_path):
    arrays, teachers, labelled, sure, out = (
        tmp_path / name for name in ("a.npz", "t.npz", "l.npz", "sure.npy", "syntax")
    )
    syntax.write_arrays(data, arrays)
    unread = Arrays.load(arrays).part("news")
    assert set(unread[:, HEAD]) == {NO_HEAD}
    assert unread[:, START].sum() == 18
    syntax.train_teachers(arrays, teachers, silent, count=2, shape=SHAPE)
    syntax.label(arrays, teachers, labelled, sure)
    read, gold = Arrays.load(labelled), Arrays.load(arrays)
    assert NO_HEAD not in read.part("news")[:, HEAD]
    assert (read.part("written")[:, DEP] >= 0).all()
    assert (read.part("gold-0") == gold.part("gold-0")).all()
    likely = np.load(sure)
    first, end = read.bounds["news"]
    assert ((likely[first:end] > 0) & (likely[first:end] < 1)).all()
    assert (likely[slice(*read.bounds["gold-0"])] == 1).all()
    syntax.train_students(labelled, sure, data, out, silent, count=2, shape=SHAPE)
    nlp = spacy.blank("en")
    nlp.add_pipe("syntax_reader").from_disk(out)
    assert {token.dep_ for token in nlp("Oslo met envoys .")} <= {*read.labels["deps"]}
    further = tmp_path / "parser"
    syntax.train_further(arrays, out, further, silent)
    (first, labels), (then, same) = store.read(out), store.read(further)
    assert labels == same
    assert first.keys() == then.keys()
    assert any((first[name] != then[name]).any() for name in first)


@pytest.mark.slow
@pytest.mark.usefixtures("small")
def test_from_sentences_to_a_recogniser(tmp_path, monkeypatch):
    sentences = [parse_line("[Ana Ruiz](PERSON) met envoys in [Oslo](CITY) .")] * 40
    pool = ("PERSON", "CITY", "STATE", "ORG", "GOVBODY")
    monkeypatch.setattr(recogniser, "documents", lambda nlp, _ner, *, seed: _documents(nlp, sentences, seed))
    recogniser.write_arrays(tmp_path, tmp_path / "names.npz")
    found = Arrays.load(tmp_path / "names.npz")
    named = found.part("epoch-0")[:9, MARK].tolist()
    assert named[0] == 1  # a person begins
    assert named[2:5] == [0, 0, 0]
    recogniser.train_names(tmp_path / "names.npz", tmp_path / "names", silent, count=2, shape=SHAPE)
    _, labels = store.read(tmp_path / "names")
    assert set(pool) <= set(labels["names"])


def _documents(nlp, sentences, seed):
    from graph.training.marked import to_doc

    for sentence in random.Random(seed).sample(sentences, len(sentences)):
        yield to_doc(nlp, [sentence])


@pytest.mark.slow
def test_a_training_broken_off_ends_as_an_undisturbed_one(tmp_path, monkeypatch):
    monkeypatch.setattr(loop, "SAVED_EVERY", 0.0)
    monkeypatch.setattr(loop, "TOLD_EVERY", 1)
    nets = [{"w": np.full(3, start, dtype="float32")} for start in (0.0, 1.0)]
    schedule = Schedule(steps=12, rate=0.1, seed=0)

    def loss(net, target, batch, _key):
        return ((net["w"] - target - batch) ** 2).sum()

    def epoch(number, chance):
        return iter(chance.normal(number, 1, (5, 3)).astype("float32"))

    def train(state, say):
        found = train_nets(stacked(nets), loss, np.float32(2), epoch, schedule, state, say)
        return np.asarray(found["w"])

    def stop_at_eight(said):
        if "step 8 " in said:
            raise KeyboardInterrupt

    undisturbed = train(tmp_path / "a.state", silent)
    with pytest.raises(KeyboardInterrupt):
        train(tmp_path / "b.state", stop_at_eight)
    told = []
    resumed = train(tmp_path / "b.state", told.append)
    assert len(told) == 12 - 7
    assert (resumed == undisturbed).all()
    assert not (tmp_path / "b.state").exists()

"""Two short trainings on a treebank of two sentences: the second goes on from the first."""

import pytest
import spacy

from graph.training.averaging import average
from graph.training.syntax import MASKED, train_on, train_syntax

ROWS = (
    (
        "President Ana Ruiz met envoys .",
        "NNP NNP NNP VBD NNS .",
        "2 4 2 0 4 4",
        "compound nsubj flat root obj punct",
    ),
    ("Oslo welcomed the news .", "NNP VBD DT NN .", "2 0 4 2 2", "nsubj root det obj punct"),
)


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


@pytest.mark.slow
def test_the_second_training_goes_on_from_the_first(tmp_path):
    ud = tmp_path / "ud"
    ud.mkdir()
    for name in ("ewt-train", "ewt-dev", "gum-open-train", "gum-open-dev"):
        (ud / f"{name}.conllu").write_text(treebank(25 if name.endswith("train") else 1), encoding="utf8")
    train_syntax(tmp_path, tmp_path / "first", steps=1)
    first = spacy.load(tmp_path / "first" / "model-last")
    train_on(tmp_path, tmp_path / "first" / "model-last", tmp_path / "second", steps=1, variant=MASKED)
    second = spacy.load(tmp_path / "second" / "model-last")
    assert second.pipe_labels == first.pipe_labels
    assert second.config["components"].keys() == first.config["components"].keys()
    assert second.get_pipe("parser").model.to_bytes() != first.get_pipe("parser").model.to_bytes()
    mean = average([tmp_path / name / "model-last" for name in ("first", "second")], tmp_path / "mean")
    weights = [
        nlp.get_pipe("tagger").model.get_ref("output_layer").get_param("W") for nlp in (first, second, mean)
    ]
    assert abs((weights[0] + weights[1]) / 2 - weights[2]).max() < 1e-6
    assert spacy.load(tmp_path / "mean").pipe_names == mean.pipe_names

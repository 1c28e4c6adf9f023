"""The shipped pipeline, taken apart and put together again."""

import json

import numpy as np
import pytest
import spacy

from graph.language import WEIGHTS, load_pipeline
from graph.language.recogniser import NameRecogniser
from graph.training.assemble import assemble

SYNTAX = ("tok2vec", "tagger", "morphologizer", "parser")
TEXT = "French Foreign Minister Marie Duval arrived in Oslo on Monday. She wasn't ready to sign the treaty."


@pytest.fixture(scope="module")
def whole():
    return load_pipeline()


@pytest.fixture(scope="module")
def made(whole, tmp_path_factory):
    """A pipeline from the shipped one's parts, and its folder."""
    folder = tmp_path_factory.mktemp("parts")
    for part, kept in (("syntax", SYNTAX), ("names", ("ner",))):
        nlp = spacy.load(WEIGHTS, exclude=[name for name in whole.pipe_names if name not in kept])
        nlp.to_disk(folder / part)
    whole.get_pipe("name_kinds").to_disk(folder / "kinds")
    lemmas = whole.get_pipe("graph_lemmatizer").lemmas
    out = folder / "weights"
    return assemble(folder / "syntax", folder / "names", folder / "kinds", lemmas, out), out


def test_it_reads_as_before(made, whole):
    nlp, _ = made
    assert nlp.pipe_names == whole.pipe_names
    assert isinstance(nlp.get_pipe("ner"), NameRecogniser)
    assert nlp(TEXT).to_json() == whole(TEXT).to_json()


def test_its_weights_are_half_on_disk_and_single_at_work(made):
    nlp, out = made
    matrices = [
        {
            node.get_param(name).dtype
            for node in pipeline.get_pipe("parser").model.walk()
            for name in node.param_names
        }
        for pipeline in (nlp, spacy.load(out))
    ]
    assert matrices == [{np.dtype("float32")}, {np.dtype("float16"), np.dtype("float32")}]


def test_only_labels_are_kept_as_strings(made):
    nlp, out = made
    strings = set(json.loads((out / "vocab" / "strings.json").read_text(encoding="utf8")))
    assert {"NNP", "nsubj:pass", "GOVBODY"} <= strings
    assert strings <= {
        label for name in nlp.pipe_names for label in getattr(nlp.get_pipe(name), "labels", ())
    }

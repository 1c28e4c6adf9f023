"""The shipped pipeline, taken apart and put together again."""

import json
import shutil

import pytest

from graph.language import WEIGHTS, load_pipeline
from graph.training.assemble import assemble

TEXT = "French Foreign Minister Marie Duval arrived in Oslo on Monday. She wasn't ready to sign the treaty."


@pytest.fixture(scope="module")
def whole():
    return load_pipeline()


@pytest.fixture(scope="module")
def made(whole, tmp_path_factory):
    """A pipeline from the shipped one's parts, and its folder."""
    folder = tmp_path_factory.mktemp("parts")
    parts = [shutil.copytree(WEIGHTS / name, folder / name) for name in ("parser", "ner", "name_kinds")]
    return assemble(*parts, whole.get_pipe("graph_lemmatizer").lemmas, folder / "weights"), folder / "weights"


def test_it_reads_as_before(made, whole):
    nlp, _ = made
    assert nlp.pipe_names == whole.pipe_names
    assert nlp(TEXT).to_json() == whole(TEXT).to_json()


def test_it_writes_the_files_that_are_shipped(made):
    _, out = made
    names = {path.relative_to(out) for path in out.rglob("*") if path.is_file()}
    assert names == {path.relative_to(WEIGHTS) for path in WEIGHTS.rglob("*") if path.is_file()}


def test_only_labels_are_kept_as_strings(made):
    nlp, out = made
    strings = set(json.loads((out / "vocab" / "strings.json").read_text(encoding="utf8")))
    assert {"nsubj:pass", "GOVBODY"} <= strings
    assert strings <= {
        label for name in nlp.pipe_names for label in getattr(nlp.get_pipe(name), "labels", ())
    }

"""The shipped pipeline: its size, what it takes to load it, and that it reads a sentence."""

import subprocess
import sys

import pytest

from graph.language import WEIGHTS, load_pipeline
from graph.language.clusters import TABLE

TEXT = "French Foreign Minister Marie Duval arrived in Oslo on Monday. She wasn't ready to sign the treaty."
TIMED = """
import time
import spacy
from graph.language import load_pipeline
start = time.process_time()
load_pipeline()
print(time.process_time() - start)
"""


@pytest.fixture(scope="module")
def doc():
    return load_pipeline()(TEXT)


def test_size():
    files = [path for path in WEIGHTS.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) + TABLE.stat().st_size <= 40e6


def test_the_config_needs_nothing_of_the_training():
    config = (WEIGHTS / "config.cfg").read_text(encoding="utf8")
    assert '"/' not in config
    assert "graph.treebanks" not in config
    assert "graph.names" not in config


def test_sentences_tags_and_heads(doc):
    assert [sent[0].text for sent in doc.sents] == ["French", "She"]
    arrived = doc[5]
    assert (arrived.text, arrived.tag_, arrived.dep_) == ("arrived", "VBD", "ROOT")


def test_lemmas(doc):
    assert [token.lemma_ for token in doc if token.text in ("arrived", "was", "n't", "wasn")] == [
        "arrive",
        "be",
        "not",
    ]


def test_names(doc):
    found = {ent.text: ent.label_ for ent in doc.ents}
    assert found["French"] == "NORP"
    assert found["Marie Duval"] == "PERSON"
    assert found["Oslo"] == "CITY"
    assert found["Monday"] == "DATE"


def test_the_same_text_gives_the_same_reading(doc):
    again = load_pipeline()(TEXT)
    assert again.to_bytes(exclude=["user_data"]) == doc.to_bytes(exclude=["user_data"])


@pytest.mark.slow
def test_loading_takes_less_than_two_seconds():
    done = subprocess.run([sys.executable, "-c", TIMED], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 2

import numpy as np
import spacy

import graph.language.clusters  # noqa: F401
from graph.language.precision import halve, restore

EMBED = {
    "@architectures": "graph.ClusterHashEmbed.v1",
    "width": 8,
    "attrs": ["NORM"],
    "rows": [50, 50, 10, 10, 10],
}
ENCODE = {
    "@architectures": "spacy.MaxoutWindowEncoder.v2",
    "width": 8,
    "depth": 1,
    "window_size": 1,
    "maxout_pieces": 2,
}


def test_a_pipeline_written_in_halves_reads_nearly_the_same(tmp_path):
    nlp = spacy.blank("en")
    model = {"@architectures": "spacy.Tok2Vec.v2", "embed": EMBED, "encode": ENCODE}
    nlp.add_pipe("tok2vec", config={"model": model})
    nlp.add_pipe("sentencizer")  # a component without weights
    nlp.initialize()
    before = nlp("Moscow agreed").tensor
    halve(nlp).to_disk(tmp_path / "half")
    stored = spacy.load(tmp_path / "half").get_pipe("tok2vec").model
    kinds = {name: node.get_param(name).dtype for node in stored.walk() for name in node.param_names}
    assert (kinds["E"], kinds["W"], kinds["b"]) == ("float16", "float16", "float32")
    after = restore(spacy.load(tmp_path / "half"))("Moscow agreed").tensor
    assert after.dtype == np.float32
    assert not np.array_equal(after, before)
    assert np.allclose(after, before, atol=1e-2)

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from graph.language.clusters import PREFIX_BITS, cluster_hash_embed, cluster_ids


def test_words_of_a_kind_share_a_cluster():
    doc = Doc(spacy.blank("en").vocab, words=["Moscow", "Ankara", "moscow", "xqzzyv"])
    moscow, ankara, lower, unknown = cluster_ids(doc).tolist()
    assert moscow == ankara > 0
    assert lower > 0
    assert unknown == 0


def test_the_layer_gives_one_vector_a_token_and_reads_halves():
    vocab = spacy.blank("en").vocab
    docs = [Doc(vocab, words=["Moscow", "agreed"]), Doc(vocab, words=["No"])]
    layer = cluster_hash_embed(width=8, attrs=["NORM", "SHAPE"], rows=[50, 20, 50, 10, 10, 10])
    layer.initialize(X=docs)
    before = layer.predict(docs)
    assert [vectors.shape for vectors in before] == [(2, 8), (1, 8)]
    for node in layer.walk():
        if node.name == "hashembed":
            node.set_param("E", node.get_param("E").astype("float16"))
    after = layer.predict(docs)
    assert all(vectors.dtype == np.float32 for vectors in after)
    assert np.allclose(before[0], after[0], atol=1e-2)


def test_every_table_needs_its_rows():
    with pytest.raises(ValueError, match=f"rows needs {2 + len(PREFIX_BITS)} numbers"):
        cluster_hash_embed(width=8, attrs=["NORM"], rows=[5])

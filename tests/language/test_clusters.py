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


def test_the_layer_gives_one_vector_a_token():
    vocab = spacy.blank("en").vocab
    docs = [Doc(vocab, words=["Moscow", "agreed"]), Doc(vocab, words=["No"])]
    layer = cluster_hash_embed(width=8, attrs=["NORM", "SHAPE"], rows=[50, 20, 50, 10, 10, 10])
    layer.initialize(X=docs)
    assert [vectors.shape for vectors in layer.predict(docs)] == [(2, 8), (1, 8)]


def test_every_table_needs_its_rows():
    with pytest.raises(ValueError, match=f"rows needs {2 + len(PREFIX_BITS)} numbers"):
        cluster_hash_embed(width=8, attrs=["NORM"], rows=[5])

import spacy
from spacy.tokens import Doc

from graph.language.clusters import cluster_ids, cluster_numbers


def test_words_of_a_kind_share_a_cluster():
    doc = Doc(spacy.blank("en").vocab, words=["Moscow", "Ankara", "moscow", "xqzzyv"])
    moscow, ankara, lower, unknown = cluster_ids(doc).tolist()
    assert moscow == ankara > 0
    assert lower > 0
    assert unknown == 0


def test_clusters_are_counted():
    doc = Doc(spacy.blank("en").vocab, words=["Moscow", "Ankara", "visited", "xqzzyv"])
    moscow, ankara, visited, unknown = cluster_numbers(cluster_ids(doc)).tolist()
    assert moscow == ankara != visited
    assert 0 < visited < 1100
    assert unknown == 0

import json
import zipfile

import pytest

from graph.training.sources import align, from_iob, join, read_crossner, read_gmb, read_re3d, read_uner


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("He said , `` no . ''", "He said, ``no.''"),
        ('She said " no " .', 'She said "no".'),
        ("They did n't pay $ 5 ( yet ) .", "They didn't pay $5 (yet)."),
        ("Rome 's envoy", "Rome's envoy"),
    ],
)
def test_words_are_joined_as_written(words, text):
    joined, starts = join(words.split())
    assert joined == text
    assert [
        joined[start : start + len(word)] for start, word in zip(starts, words.split(), strict=True)
    ] == words.split()


def test_words_are_found_in_their_text():
    assert align(["al", "-", "Ani", "left"], "al-Ani  left") == [0, 2, 3, 8]
    assert align(["missing"], "text") is None


def test_iob_tags_become_spans():
    rows = [
        ("Ana", "B-per"),
        ("Ruiz", "I-per"),
        (",", "O"),
        ("Rome", "B-geo"),
        ("Oslo", "B-geo"),
        ("x", "B-odd"),
    ]
    marked = from_iob(rows, {"per": "PERSON", "geo": "LOC*"})
    assert list(marked.names()) == [("Ana Ruiz", "PERSON"), ("Rome", "LOC*"), ("Oslo", "LOC*"), ("x", "")]


def test_uner_keeps_the_text_as_written(tmp_path):
    path = tmp_path / "u.iob2"
    path.write_text(
        "# sent_id = 1\n# text = Al-Wahda: it rained.\n"
        "1\tAl\tB-ORG\t-\tx\n2\t-\tI-ORG\t-\tx\n3\tWahda\tI-ORG\t-\tx\n4\t:\tO\n5\tit\tO\n6\trained\tO\n7\t.\tO\n\n",
        encoding="utf8",
    )
    (marked,) = read_uner(path)
    assert marked.text == "Al-Wahda: it rained."
    assert list(marked.names()) == [("Al-Wahda", "ORG*")]


def test_crossner_labels_are_mapped(tmp_path):
    path = tmp_path / "c.txt"
    path.write_text(
        "Ruiz\tB-politician\nleft\tO\nBlue\tB-politicalparty\nUnion\tI-politicalparty\n\nOslo\tB-location\n"
    )
    first, second = read_crossner(path)
    assert list(first.names()) == [("Ruiz", "PERSON"), ("Blue Union", "PARTY")]
    assert list(second.names()) == [("Oslo", "LOC*")]


def test_gmb_gives_each_sentence_once(tmp_path):
    rows = "Sentence #,Word,POS,Tag\n" + "".join(
        f"Sentence: {n},Rome,NNP,B-geo\n,slept,VBD,O\n" for n in (1, 2)
    )
    with zipfile.ZipFile(tmp_path / "g.zip", "w") as archive:
        archive.writestr("g.csv", rows)
    (marked,) = read_gmb(tmp_path / "g.zip")
    assert marked.text == "Rome slept"


def test_re3d_keeps_names_and_drops_phrases(tmp_path):
    folder = tmp_path / "src"
    folder.mkdir()
    text = "The Blue Guard met us.\nOur friends left Tarva."
    entities = [
        {"documentId": "d", "begin": 0, "end": 14, "type": "Organisation"},
        {"documentId": "d", "begin": 23, "end": 34, "type": "Organisation"},
        {"documentId": "d", "begin": 40, "end": 45, "type": "Location"},
    ]
    (folder / "documents.json").write_text(json.dumps({"_id": "d", "text": text}))
    (folder / "entities.json").write_text("\n".join(json.dumps(entity) for entity in entities))
    first, second = read_re3d(tmp_path)
    assert list(first.names()) == [("Blue Guard", "ORG*")]
    assert list(second.names()) == [("Our friends", ""), ("Tarva", "LOC*")]

import spacy
from spacy.tokens import Doc

from graph.training.agreed import DOCUMENT, agreed, read_agreed, write_agreed


class Reader:
    """A pipeline that reads every text as a verb and its objects, or some of them otherwise."""

    def __init__(self, other=frozenset()):
        self.vocab = spacy.blank("en").vocab
        self.other = other

    def pipe(self, texts):
        for text in texts:
            words = text.split()
            deps = ["ROOT", *("obl" if text in self.other else "obj" for _ in words[1:])]
            tags = ["VB", *("NN" for _ in words[1:])]
            yield Doc(self.vocab, words=words, heads=[0] * len(words), deps=deps, tags=tags)


def test_only_what_both_read_alike_is_kept():
    texts = ["see rain", "see snow"]
    kept = agreed(Reader(), Reader(other={"see snow"}), texts)
    assert [doc.text.strip() for doc in kept] == ["see rain"]


def test_the_file_is_read_as_documents(tmp_path, monkeypatch):
    texts = [f"see rain {number} " + "a b c d e f" for number in range(DOCUMENT + 2)]
    marked = [type("Marked", (), {"text": text}) for text in (*texts, "too short")]
    monkeypatch.setattr("graph.training.agreed.read_gmb", lambda _: marked)
    out = tmp_path / "agreed.spacy"
    assert write_agreed(Reader(), Reader(), tmp_path, out, count=99, seed=0) == DOCUMENT + 2
    docs = read_agreed(spacy.blank("en").vocab, out)
    assert [len(list(doc.sents)) for doc in docs] == [DOCUMENT]
    assert docs[0][1].dep_ == "obj"

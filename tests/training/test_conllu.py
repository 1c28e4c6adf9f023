import pytest
from spacy.vocab import Vocab

from graph.training.conllu import read_docs, read_sentences

TEXT = """# newdoc id = d1
# text = I don't. She left
1\tI\tI\tPRON\tPRP\tCase=Nom\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tdo\tdo\tAUX\tVBP\t_\t0\troot\t_\t_
3\tn’t\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_
3.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t_\t_
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# newpar
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_

# newdoc id = d2
1\tStop\tstop\tVERB\tVB\t_\t0\troot\t_\t_

"""


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "a.conllu"
    file.write_text(TEXT, encoding="utf8")
    return file


def test_words_of_a_multiword_token_are_cut_as_written(path):
    first = next(read_sentences(path))
    assert [(word.form, word.space) for word in first.words] == [
        ("I", True),
        ("do", False),
        ("n't", False),
        (".", True),
    ]
    assert first.new_doc


def test_documents_are_not_joined(path):
    docs = read_docs(Vocab(), path, size=10, break_rate=0.0, seed=0)
    assert [doc.text.strip() for doc in docs] == ["I don't. She left", "Stop"]
    assert [token.dep_ for token in docs[0]] == ["nsubj", "ROOT", "advmod", "punct", "nsubj", "ROOT"]
    assert [sent.text for sent in docs[0].sents] == ["I don't.", "She left"]


def test_an_empty_line_stands_between_paragraphs(path):
    docs = read_docs(Vocab(), path, size=10, break_rate=1.0, seed=0)
    assert "\n\n" in docs[0].text
    assert docs[0][docs[0].text.count("\n")].text


def test_documents_have_a_largest_size(path):
    assert len(read_docs(Vocab(), path, size=1, break_rate=0.0, seed=0)) == 3

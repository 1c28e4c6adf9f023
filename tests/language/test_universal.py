"""CLEAR parses made by hand: turned into Universal Dependencies, and built into a graph by ``--model``."""

import json

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from graph.cli import main
from graph.errors import GraphError
from graph.knowledge_graph import open_graph
from graph.language import load_pipeline
from graph.language.universal import is_clear, universal_dependencies
from tests.extraction.docs import make_doc

TURNED = [
    ("He/PRP/2/nsubj met=meet/VBD/0/ROOT Dahl/NNP/2/dobj in/IN/2/prep Lima/NNP/4/pobj .",
     "He<met:nsubj met<met:ROOT Dahl<met:obj in<Lima:case Lima<met:obl"),
    ("Talks=talk/NNS/3/nsubjpass were=be/VBD/3/auxpass held=hold/VBN/0/ROOT by/IN/3/agent Peru/NNP/4/pobj .",
     "Talks<held:nsubj:pass were<held:aux:pass held<held:ROOT by<Peru:case Peru<held:obl:agent"),
    ("Talks=talk/NNS/0/ROOT of/IN/1/prep Peru/NNP/2/pobj and/CC/3/cc Chile/NNP/3/conj and/CC/5/cc Cuba/NNP/5/conj",
     "Talks<Talks:ROOT of<Peru:case Peru<Talks:nmod and<Chile:cc Chile<Peru:conj and<Cuba:cc Cuba<Peru:conj"),
    ("Dahl/NNP/2/nsubj is=be/VBZ/0/ROOT the/DT/4/det envoy/NN/2/attr to/IN/4/prep Peru/NNP/5/pobj",
     "Dahl<envoy:nsubj is<envoy:cop the<envoy:det envoy<envoy:ROOT to<Peru:case Peru<envoy:nmod"),
    ("There/EX/2/expl is=be/VBZ/0/ROOT hope/NN/2/attr .",
     "There<is:expl is<is:ROOT hope<is:nsubj"),
    ("It/PRP/2/nsubj became=become/VBD/0/ROOT law/NN/2/attr after/IN/2/prep voting=vote/VBG/4/pcomp",
     "It<became:nsubj became<became:ROOT law<became:xcomp after<voting:mark voting<became:advcl"),
    ("He/PRP/2/nsubj left=leave/VBD/0/ROOT according/VBG/2/prep to/IN/3/prep Dahl/NNP/4/pobj",
     "He<left:nsubj left<left:ROOT according<Dahl:case to<according:fixed Dahl<left:obl"),
    ("He/PRP/2/nsubj agreed=agree/VBD/0/ROOT to/TO/4/aux meet/VB/2/xcomp Dahl/NNP/4/dobj",
     "He<agreed:nsubj agreed<agreed:ROOT to<meet:mark meet<agreed:xcomp Dahl<meet:obj"),
    ("He/PRP/2/nsubj gave=give/VBD/0/ROOT Peru/NNP/2/dative aid/NN/2/dobj up/RP/2/prt",
     "He<gave:nsubj gave<gave:ROOT Peru<gave:iobj aid<gave:obj up<gave:compound:prt"),
    ("He/PRP/2/nsubj met=meet/VBD/0/ROOT Dahl/NNP/2/obj in/IN/5/case Lima/NNP/2/obl .",
     "He<met:nsubj met<met:ROOT Dahl<met:obj in<Lima:case Lima<met:obl"),
]  # fmt: skip

# An article and its reading: word, lemma, tag, part of speech, head (from 0 in its sentence), CLEAR label, name.
ARTICLE = (
    "Norway signed a treaty with Kenya. Russia was condemned by Poland. Brazil imposed sanctions on India."
)
READ = """
Norway Norway NNP PROPN 1 nsubj GPE
signed sign VBD VERB 1 ROOT -
a a DT DET 3 det -
treaty treaty NN NOUN 1 dobj -
with with IN ADP 1 prep -
Kenya Kenya NNP PROPN 4 pobj GPE
. . . PUNCT 1 punct -

Russia Russia NNP PROPN 2 nsubjpass GPE
was be VBD AUX 2 auxpass -
condemned condemn VBN VERB 2 ROOT -
by by IN ADP 2 agent -
Poland Poland NNP PROPN 3 pobj GPE
. . . PUNCT 2 punct -

Brazil Brazil NNP PROPN 1 nsubj GPE
imposed impose VBD VERB 1 ROOT -
sanctions sanction NNS NOUN 1 dobj -
on on IN ADP 1 prep -
India India NNP PROPN 3 pobj GPE
. . . PUNCT 1 punct -
"""


class TableParser:
    """A component that reads one article from its table."""

    labels = ("ROOT", "dobj", "pobj")

    def __init__(self, nlp):
        self.vocab = nlp.vocab
        self.rows = []

    def __call__(self, doc):
        offset, heads, rows = 0, [], []
        for sentence in self.rows:
            heads += [offset + int(row[4]) for row in sentence]
            rows += sentence
            offset += len(sentence)
        assert [token.text for token in doc] == [row[0] for row in rows]
        read = Doc(
            self.vocab,
            words=[row[0] for row in rows],
            spaces=[bool(token.whitespace_) for token in doc],
            lemmas=[row[1] for row in rows],
            tags=[row[2] for row in rows],
            pos=[row[3] for row in rows],
            heads=heads,
            deps=[row[5] for row in rows],
        )
        read.ents = [Span(read, i, i + 1, label=row[6]) for i, row in enumerate(rows) if row[6] != "-"]
        return read

    def to_disk(self, path, **_):
        path.write_text(json.dumps(self.rows), encoding="utf8")

    def from_disk(self, path, **_):
        self.rows = json.loads(path.read_text(encoding="utf8"))
        return self


@Language.factory("table_parser")
def make_table_parser(nlp, name):  # noqa: ARG001
    return TableParser(nlp)


@pytest.fixture
def saved(tmp_path):
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("table_parser", name="parser")
    parser.rows = [[line.split() for line in block.splitlines()] for block in READ.strip().split("\n\n")]
    nlp.to_disk(tmp_path / "clear_en")
    return tmp_path / "clear_en"


@pytest.mark.parametrize(("parse", "expected"), TURNED)
def test_parses_are_turned(parse, expected):
    doc = universal_dependencies(make_doc(parse))
    found = [f"{t.text}<{t.head.text}:{t.dep_}" for t in doc if t.text != "."]
    assert " ".join(found) == expected


def test_which_parsers_are_clear():
    assert is_clear(("ROOT", "dobj", "nsubj"))
    assert not is_clear(("ROOT", "obj", "nsubj"))
    assert is_clear(None)


def test_a_clear_pipeline_is_turned_when_it_is_loaded(saved):
    doc = load_pipeline(str(saved))(ARTICLE)
    assert [(t.text, t.dep_, t.head.text) for t in doc if t.dep_ in ("obl", "obl:agent", "nmod")] == [
        ("Kenya", "obl", "signed"),
        ("Poland", "obl:agent", "condemned"),
        ("India", "obl", "imposed"),
    ]
    assert [ent.label_ for ent in doc.ents] == ["GPE"] * 6


def test_a_graph_is_built_with_it(saved, tmp_path):
    article = tmp_path / "a.txt"
    article.write_text(ARTICLE, encoding="utf8")
    assert main(["build", str(article), "--out", str(tmp_path / "kg"), "--model", str(saved)]) == 0
    told = {
        event.actors: (event.type, event.targets) for event in open_graph(tmp_path / "kg").event_records()
    }
    assert told[("Poland",)] == ("Criticism", ("Russia",))
    assert told[("Brazil",)] == ("Sanction", ("India",))
    assert told[()][0] == "AgreementSigned"
    assert len(told) == 3


def test_a_pipeline_that_is_not_installed():
    with pytest.raises(GraphError, match="no spaCy pipeline named 'en_nowhere' is installed"):
        load_pipeline("en_nowhere")


def test_a_pipeline_that_lacks_one_of_its_parts(tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path)
    config = tmp_path / "config.cfg"
    config.write_text(config.read_text().replace('factory = "sentencizer"', 'factory = "elsewhere"'))
    with pytest.raises(GraphError, match=r"cannot be loaded .*Can't find factory for 'elsewhere'"):
        load_pipeline(str(tmp_path))

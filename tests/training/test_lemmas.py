import pytest

pytest.importorskip("spacy_lookups_data")

from graph.training.lemmas import make_lemmas

ROWS = [
    ("He", "he", "PRP"),
    ("'s", "be", "VBZ"),
    ("n't", "not", "RB"),
    ("Russian", "Russian", "JJ"),
    ("people", "person", "NNS"),
    ("was", "be", "VBD"),
]


def test_the_table_holds_what_the_rules_get_wrong(tmp_path):
    path = tmp_path / "a.conllu"
    lines = [
        f"{i}\t{form}\t{lemma}\tX\t{tag}\t_\t0\troot\t_\t_"
        for i, (form, lemma, tag) in enumerate(ROWS, start=1)
    ]
    path.write_text("\n".join(lines) + "\n\n", encoding="utf8")
    lemmas = make_lemmas([path])
    assert lemmas.table["RB"]["n't"] == "not"
    assert lemmas.table["NNS"]["people"] == "person"
    assert lemmas.lemma("Russian", "JJ", first=True) == "Russian"
    assert lemmas.lemma("negotiated", "VBD") == "negotiate"

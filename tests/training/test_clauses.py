from pathlib import Path
from types import SimpleNamespace

import pytest

from graph.training.clauses import (
    CAUSES,
    SHEET,
    SIZE,
    SLOTS,
    VERDICTS,
    Place,
    count,
    draw,
    event_verbs,
    places,
    read_sheet,
)
from tests.extraction.docs import knowledge, make_doc

CARD = Path(__file__).parents[2] / "graph" / "language" / "MODEL_CARD.md"
PEACE = make_doc(
    "Norway/NNP/2/nsubj condemned=condemn/VBD/0/root the/DT/5/det occupied=occupy/VBN/5/amod posts=post/NNS/2/obj .",
    "It/PRP/3/nsubj was=be/VBD/3/cop quiet/JJ/0/root and/CC/5/cc left=leave/VBN/3/conj .",
    "Envoys=envoy/NNS/0/root sent=send/VBN/1/acl home/RB/2/advmod slept=sleep/VBD/1/parataxis .",
)


def verbs(doc):
    return [verb.text for verb in event_verbs(doc, knowledge().lexicon)]


def test_triggers_that_head_a_clause_count():
    assert verbs(PEACE) == ["condemned", "left", "sent"]


def test_a_participle_before_its_noun_counts_where_it_has_a_subject():
    bare = make_doc("Rome/NNP/3/nsubj suspended=suspend/VBN/3/amod operations=operation/NNS/0/root .")
    ruled = make_doc("Rome/NNP/2/nsubj suspended=suspend/VBN/3/amod operations=operation/NNS/0/root .")
    assert (verbs(bare), verbs(ruled)) == ([], ["suspended"])


def test_according_heads_no_clause():
    assert not verbs(
        make_doc("According/VBG/3/case to/IN/1/fixed Oslo/NNP/5/obl it/PRP/5/nsubj rained/VBD/0/root")
    )


@pytest.mark.parametrize("size", [1, 3])
def test_a_draw_is_the_same_for_any_order(size):
    population = [Place("b", 4, 9), Place("a", 7, 9), Place("a", 10, 12), Place("c", 0, 3)]
    drawn = draw(population, size=size)
    assert drawn == draw(population[::-1], size=size)
    assert drawn == sorted(set(drawn))
    assert len(drawn) == size


def test_another_seed_draws_others():
    population = [Place("a", at, at + 1) for at in range(500)]
    assert draw(population) != draw(population, seed=1)


def test_a_place_is_the_verb_in_the_articles_text(tmp_path, nlp):
    text = "Norway signed an agreement with Kenya. Its envoy met the president in Nairobi.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf8")
    found = list(places([tmp_path], SimpleNamespace(nlp=nlp, knowledge=knowledge())))
    assert [text[place.start : place.end] for place in found] == ["signed", "met"]
    assert {len(place.article) for place in found} == {12}


def test_the_sheet_judges_as_many_clauses_as_were_drawn():
    rows = read_sheet()
    assert len({(row.article, row.start) for row in rows}) == len(rows) == SIZE
    assert rows == sorted(rows)
    assert all(len(row.article) == 12 and int(row.article, 16) and 0 <= row.start < row.end for row in rows)


def test_the_verdicts_of_the_sheet_agree():
    for row in read_sheet():
        slots = {getattr(row, slot) for slot in SLOTS}
        assert slots <= VERDICTS
        assert row.whole == ("right" if slots == {"right"} else "wrong")
        assert row.lenient == "right" or (row.lenient, row.whole) == ("wrong", "wrong")
        assert row.cause in CAUSES if row.whole == "wrong" else row.cause == "-"


def test_the_sheet_holds_no_text():
    cells = {
        cell for line in SHEET.read_text(encoding="utf8").splitlines()[1:] for cell in line.split("\t")[3:]
    }
    assert cells <= VERDICTS | CAUSES | {"-"}


def test_the_model_card_tells_what_the_sheet_counts():
    counts, card = count(read_sheet()), " ".join(CARD.read_text(encoding="utf8").split())
    row = " | ".join(str(counts[column]["right"]) for column in (*SLOTS, "whole", "lenient"))
    assert f"| {row} |" in card
    assert all(f"`{cause}` {number}" in card for cause, number in counts["cause"].items() if cause != "-")

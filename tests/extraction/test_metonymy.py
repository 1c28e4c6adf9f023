"""Capitals that mean the state, and capitals that mean the city."""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from graph.extraction import extract
from graph.extraction.metonymy import names_a_place
from graph.language import parse
from graph.model import Article, Span
from tests.extraction.docs import knowledge, make_doc

# A parse with Lima or Oslo in it, and whether the name means the place.
BY_HAND = [
    ("Lima/NNP/2/nsubj protested=protest/VBD/0/ROOT .", False),
    ("Norway/NNP/2/nsubj praised=praise/VBD/0/ROOT Lima/NNP/2/obj .", False),
    ("Lima/NNP/3/nmod:poss 's/POS/1/case vote/NN/4/nsubj counts=count/VBZ/0/ROOT .", False),
    ("Lima/NNP/3/nmod:poss 's/POS/1/case airport/NN/4/nsubj closed=close/VBD/0/ROOT .", True),
    ("Dahl/NNP/2/nsubj slept=sleep/VBD/0/ROOT in/IN/4/case Lima/NNP/2/obl .", True),
    ("Dahl/NNP/2/nsubj flew=fly/VBD/0/ROOT to/IN/4/case Lima/NNP/2/obl .", True),
    ("Dahl/NNP/2/nsubj spoke=speak/VBD/0/ROOT to/IN/4/case Lima/NNP/2/obl .", False),
    ("Dahl/NNP/2/nsubj left=leave/VBD/0/ROOT Lima/NNP/2/obj .", True),
    ("Talks=talk/NNS/4/nsubj with/IN/3/case Lima/NNP/1/nmod failed=fail/VBD/0/ROOT .", False),
    ("The/DT/2/det mayor/NN/5/nsubj of/IN/4/case Lima/NNP/2/nmod won=win/VBD/0/ROOT .", True),
    ("The/DT/2/det envoy/NN/5/nsubj of/IN/4/case Lima/NNP/2/nmod won=win/VBD/0/ROOT .", False),
    ("Oslo/NNP/4/nsubj and/CC/3/cc Lima/NNP/1/conj agreed=agree/VBD/0/ROOT .", False),
    ("Shops=shop/NNS/4/nsubj near/IN/3/case Lima/NNP/1/nmod burned=burn/VBD/0/ROOT .", True),
    ("The/DT/2/det capital/NN/4/nsubj Lima/NNP/2/appos slept=sleep/VBD/0/ROOT .", True),
    ("Lima/NNP/5/dep ,/,/1/punct June/NNP/1/dep 3/CD/3/nummod Rain/NN/0/ROOT .", True),
]
FLOORS = {"state": 0.97, "city": 0.87}


@pytest.mark.parametrize(("parse", "expected"), BY_HAND)
def test_place_in_the_sentence(parse, expected):
    doc = make_doc(parse)
    at = next(token.i for token in doc if token.text == "Lima")
    assert names_a_place(doc[at : at + 1], knowledge()) is expected


@cache
def rows():
    text = (Path(__file__).parent / "metonymy.tsv").read_text(encoding="utf8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def reading(nlp, sentence, capital):
    """What the capital means by the real pipeline: ``state``, ``city`` or something else."""
    article = Article(id="m", text=sentence, body=(Span(0, len(sentence)),), date="2031-06-12")
    found = extract(article, parse(nlp, article), knowledge())
    at = sentence.index(capital)
    kinds = {
        entity.type.lower()
        for entity in found.entities
        for mention in entity.mentions
        if mention.start <= at < mention.end
    }
    return " ".join(sorted(kinds))


def test_half_of_the_sentences_mean_the_city():
    counts = Counter(row["reading"] for row in rows())
    assert set(counts) == {"state", "city"}
    assert sum(counts.values()) >= 200
    assert abs(counts["state"] - counts["city"]) <= 0.05 * sum(counts.values())
    assert all(row["capital"] in row["sentence"] for row in rows())
    assert len({row["sentence"] for row in rows()}) == len(rows())
    assert len({row["capital"] for row in rows()}) >= 30


@pytest.mark.slow
def test_readings_of_the_pipeline(nlp):
    right, all_ = Counter(), Counter()
    missed = []
    for row in rows():
        found = reading(nlp, row["sentence"], row["capital"])
        all_[row["reading"]] += 1
        right[row["reading"]] += found == row["reading"]
        if found != row["reading"]:
            missed.append(f"{found or 'nothing'}, not {row['reading']}: {row['sentence']}")
    shares = {name: right[name] / all_[name] for name in all_}
    assert all(shares[name] >= floor for name, floor in FLOORS.items()), "\n".join([str(shares), *missed])

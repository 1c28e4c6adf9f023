import random

import pytest

from graph.training.marked import parse_line
from graph.training.names import epoch, exchange_names, respell

LINE = "[Ana Ruiz](PERSON) left [Oslo](CITY) on [Monday](DATE), she said: “It’s over.”"


def test_exchanged_names_keep_their_places():
    pool = {"PERSON": [["Li Wei"]], "CITY": [["Rome"], ["Rome"]]}
    seen = {tuple(exchange_names(parse_line(LINE), pool, random.Random(seed)).names()) for seed in range(20)}
    assert (("Li Wei", "PERSON"), ("Rome", "CITY"), ("Monday", "DATE")) in seen
    assert len(seen) == 4


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("quotes", 'Ana Ruiz left Oslo on Monday, she said: "It\'s over."'),
        ("capitals", "ANA RUIZ LEFT OSLO ON MONDAY, SHE SAID: “IT’S OVER.”"),
        ("lower", "ana ruiz left oslo on monday, she said: “it’s over.”"),
    ],
)
def test_variants_keep_the_offsets(kind, text):
    rates = dict.fromkeys(("quotes", "capitals", "lower"), 0.0) | {kind: 1.0}
    varied = respell(parse_line(LINE), rates, random.Random(0))
    assert varied.text == text
    assert varied.spans == parse_line(LINE).spans


def test_weights_say_how_often_a_set_comes():
    sets = {"a": [parse_line("a")] * 10, "b": [parse_line("b")] * 10}
    drawn = [sentence.text for sentence in epoch(sets, {"a": 2.5, "b": 0.3}, random.Random(0))]
    assert (drawn.count("a"), drawn.count("b")) == (25, 3)

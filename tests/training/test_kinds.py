import random

import numpy as np
import pytest
import spacy

from graph.language.kinds import NO_NAME
from graph.language.name_features import LISTS, NameFeatures
from graph.training.kinds import KINDS, Examples, allowed_kinds, examples, placed, train_net
from graph.training.marked import LABELS, ORGANIZATIONS, UNKNOWN, parse_line

DOMAIN = [
    parse_line(line)
    for line in (
        "The [Ministry of Water](GOVBODY) replied.",
        "The [Ministry of Roads](GOVBODY) declined.",
        "Workers of [Tarva Steel Corp](COMPANY) left.",
        "Shares in [Blue Oil Corp](COMPANY) fell.",
        "Snow fell in the city of [Oslo](CITY).",
        "They reached the city of [Lund](CITY).",
    )
] * 40


def unlisted(_):
    return (0,) * LISTS


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("en")


@pytest.fixture(scope="module")
def net(nlp):
    return train_net(examples(nlp, DOMAIN, unlisted, random.Random(0)), width=8, epochs=40, batch=32)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("The [Ministry of Air](GOVBODY) wept.", "GOVBODY"),
        ("Now [Red Gas Corp](COMPANY) won.", "COMPANY"),
        ("Rain fell in the city of [Fra](CITY).", "CITY"),
    ],
)
def test_a_net_learns_from_head_nouns_and_context(nlp, net, line, label):
    doc, names = placed(nlp, parse_line(line))
    scores = net.log_probabilities(net.summed(np.hstack([NameFeatures(doc, unlisted).rows(list(names))])))
    assert KINDS[scores.argmax()] == label


def test_the_same_seed_gives_the_same_weights(nlp, net):
    again = train_net(examples(nlp, DOMAIN, unlisted, random.Random(0)), width=8, epochs=40, batch=32)
    assert all(np.array_equal(one, other) for one, other in zip(net.parts(), again.parts(), strict=True))


def test_coarse_labels_allow_their_family_and_no_other():
    assert {kind for kind, is_allowed in zip(KINDS, allowed_kinds("ORG*"), strict=True) if is_allowed} == {
        *ORGANIZATIONS
    }
    assert allowed_kinds("CITY").sum() == 1


def test_near_misses_are_no_names_and_cut_no_other_name(nlp):
    sentence = parse_line("[Blue Oil Corp](COMPANY) [Roads Board](GOVBODY) Went Home")
    none = KINDS.index(NO_NAME)
    found = 0
    for seed in range(30):
        drawn = examples(nlp, [sentence], unlisted, random.Random(seed), complete=LABELS)
        found += int(drawn.allowed[:, none].sum())
        assert (drawn.allowed.sum(axis=1) == 1).all()
    assert found > 0


def test_what_a_set_leaves_out_is_of_another_kind_or_none(nlp):
    sentence = parse_line("[Ana](PERSON) read the [Echo](MEDIA)").relabelled(["PERSON", UNKNOWN])
    drawn = examples(nlp, [sentence], unlisted, random.Random(1), complete=("PERSON", "CITY"))
    person, rest = drawn.allowed[0], drawn.allowed[1]
    assert [kind for kind, is_allowed in zip(KINDS, person, strict=True) if is_allowed] == ["PERSON"]
    assert {kind for kind, is_allowed in zip(KINDS, rest, strict=True) if not is_allowed} == {
        "PERSON",
        "CITY",
    }
    (left,) = examples(nlp, [sentence], unlisted, random.Random(1)).allowed
    assert np.array_equal(left, person)


def test_parts_are_joined_with_their_weights(nlp):
    one = examples(nlp, DOMAIN[:2], unlisted, random.Random(0))
    two = examples(nlp, DOMAIN[2:3], unlisted, random.Random(0), weight=0.5)
    joined = Examples.joined([one, two])
    assert joined.weights.tolist() == [1, 1, 0.5]
    assert len(joined.features) == len(joined.allowed) == 3

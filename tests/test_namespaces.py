"""The closed namespace says what the ontology says."""

from __future__ import annotations

import re

import pytest

from graph.namespaces import DIP, ID, PREFIXES, TERMS, dip, local_name
from graph.resources import ontology_dir


def test_terms_are_those_of_the_ontology() -> None:
    turtle = (ontology_dir() / "diplomacy.ttl").read_text(encoding="utf8")
    defined = set(re.findall(r"^dip:(\w+) a ", turtle, flags=re.MULTILINE))
    assert defined == TERMS, "run ontology/tools/make_terms.py"


@pytest.mark.parametrize("name", ["Visit", "memberOf", "CONSULT", "Planned", "Tenure"])
def test_a_term_has_its_iri(name: str) -> None:
    assert dip(name) == DIP + name


@pytest.mark.parametrize("name", ["visit", "Visits", "", "memberof"])
def test_a_name_that_is_no_term_is_an_error(name: str) -> None:
    with pytest.raises(KeyError):
        dip(name)


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (DIP + "Visit", "Visit"),
        (ID + "state/IND", "state/IND"),
        ("http://example.org/x", "http://example.org/x"),
    ],
)
def test_local_name(iri: str, expected: str) -> None:
    assert local_name(iri) == expected


def test_prefixes_end_where_a_local_name_begins() -> None:
    assert all(namespace[-1] in "#/" for namespace in PREFIXES.values())

"""IRIs are deterministic and cannot be broken by any name."""

from __future__ import annotations

import re

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.iris import actor_iri, article_iri, digest_iri, entity_iri, slug, web_iri
from graph.namespaces import ID, TERMS

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))
HOSTILE = [
    "", " ", "\n", "a\nb", "a>b", '"', "<script>", "\u202egnp.exe", "\ud800", "Лавров", "习近平", "محمد",
    "x" * 5000, "a b\tc", "../../etc", "%00", "🇮🇳", "ﬁ", "\x00",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sergey Lavrov", "sergey-lavrov"),
        ("U.S. Army", "us-army"),
        ("Côte d'Ivoire", "cote-divoire"),
        ("Lech Wałęsa", "lech-walesa"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("St. Petersburg", "st-petersburg"),
        ("J. Smith", "j-smith"),
        ("  Group of 7 (G7) ", "group-of-7-g7"),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize("text", HOSTILE)
def test_slug_of_hostile_names(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))
    assert len(slug(text)) <= 80


def test_names_that_lose_letters_stay_apart() -> None:
    names = ["习近平", "习仲勋", "Лавров A", "Путин A", "x" * 90, "x" * 91, "", "🇮🇳"]
    assert len({slug(name) for name in names}) >= len(names) - 1


@given(ANY_TEXT)
def test_every_name_gives_an_iri_that_rdf_tools_read(name: str) -> None:
    for iri in (entity_iri("Person", name), article_iri(name), digest_iri("event", name)):
        assert pyoxigraph.NamedNode(iri).value == iri
        assert iri.isascii()
        assert re.fullmatch(r"[A-Za-z0-9:/.#-]+", iri)
    assert entity_iri("Person", name) == entity_iri("Person", name)


@given(st.lists(ANY_TEXT, max_size=4), st.lists(ANY_TEXT, max_size=4))
def test_digests_tell_different_parts_apart(one: list[str], other: list[str]) -> None:
    assert (digest_iri("event", *one) == digest_iri("event", *other)) == (one == other)


@given(ANY_TEXT, ANY_TEXT)
def test_two_article_ids_never_share_an_iri(one: str, other: str) -> None:
    assert (article_iri(one) == article_iri(other)) == (one == other)


@pytest.mark.parametrize(
    ("type", "expected"),
    [
        ("Person", "person/a-name"), ("Company", "org/a-name"), ("City", "city/a-name"),
        ("Facility", "place/a-name"), ("Agreement", "text/a-name"), ("Vessel", "thing/a-name"),
        ("EventSeries", "series/a-name"), ("Bloc", "bloc/a-name"), ("NationalityGroup", "people/a-name"),
    ],
)  # fmt: skip
def test_the_class_decides_the_folder(type: str, expected: str) -> None:
    assert type in TERMS
    assert entity_iri(type, "A Name") == ID + expected


def test_actor_iri() -> None:
    assert actor_iri("state/IND") == ID + "state/IND"


@pytest.mark.parametrize("bad", ["", "IND", "state/", "state/IN D", "state/IND\n", "state/a>b", "state/a/b"])
def test_what_is_no_actor_id_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="not the id of an actor"):
        actor_iri(bad)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("HTTP://example.org:8080/", "http://example.org:8080/"),
        ("https://example.org/a b>c", "https://example.org/a%20b%3Ec"),
        ("https://example.org/ü", "https://example.org/%C3%BC"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/%C3%BC", "https://example.org/%C3%BC"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://", None),
        ("https://user@example.org/", None),
        ("http://[::1", None),
        ("", None),
    ],
)
def test_web_iri(url: str, expected: str | None) -> None:
    assert web_iri(url) == expected


@given(ANY_TEXT)
def test_web_addresses_are_safe_or_refused(rest: str) -> None:
    iri = web_iri("https://example.org/" + rest)
    if iri is not None:
        assert pyoxigraph.NamedNode(iri).value == iri
        assert iri.isascii()

from dataclasses import replace

import pyoxigraph as ox
import pytest

from graph.model import Span
from graph.namespaces import DIP, ID, RDF, SKOS
from graph.tables import read_tables
from graph.validation import quotes, references, validate
from tests.samples import SAMPLE_TTL, first, records

CLAIM, EVENT = "claim/ab1e3d101897ac26", "event/7cc7421e51bcc209"
ARTICLE, ORLOV = "article/row-7-9e4ccd0e", "person/sergei-orlov"


def sample() -> ox.Store:
    store = ox.Store()
    store.load(path=str(SAMPLE_TTL), format=ox.RdfFormat.TURTLE)
    return store


def term(value):
    if isinstance(value, str) and value.startswith(("dip:", "skos:", "rdf:")):
        prefix, _, name = value.partition(":")
        return ox.NamedNode({"dip": DIP, "skos": SKOS, "rdf": RDF}[prefix] + name)
    if isinstance(value, str) and "/" in value:
        return ox.NamedNode(ID + value)
    return ox.Literal(value)


def changed(*changes) -> ox.Store:
    """The sample with all values of a subject's predicate replaced by those given."""
    store = sample()
    for subject, predicate, *values in changes:
        for quad in list(store.quads_for_pattern(term(subject), term(predicate), None)):
            store.remove(quad)
        for value in values:
            store.add(ox.Quad(term(subject), term(predicate), term(value)))
    return store


def rules(findings):
    return [(each.article, each.node, each.rule) for each in sorted(findings)]


def test_the_sample_is_right():
    report = validate(sample(), read_tables(sample()), records())
    assert report.conforms
    assert report.findings == ()
    assert str(report) == "23 claims of 3 articles checked: 0 errors, 0 warnings"


GONE = "thing/gone"


@pytest.mark.parametrize(
    ("change", "article", "node", "rule"),
    [
        ((EVENT, "dip:actor", GONE), "row-7", EVENT, "actor-exists"),
        ((EVENT, "dip:target", GONE), "row-7", EVENT, "target-exists"),
        ((EVENT, "dip:concerns", GONE), "row-7", EVENT, "concerns-exists"),
        ((EVENT, "dip:status", "dip:Negated"), "row-7", EVENT, "status-claimed"),
        ((CLAIM, "dip:attributedTo", GONE), "row-7", CLAIM, "attributedTo-exists"),
        ((CLAIM, "dip:reportedBy", GONE), "row-7", CLAIM, "reportedBy-exists"),
        ((CLAIM, "dip:metonym", GONE), "row-7", CLAIM, "metonym-exists"),
        ((CLAIM, "dip:inArticle", "article/gone"), "", CLAIM, "article-exists"),
        ((CLAIM, "dip:asserts", "event/gone"), "", CLAIM, "asserted-exists"),
        ((CLAIM, "dip:asserts"), "", EVENT, "claimed"),
        (
            ("tenure/5cdde79b48e60688", "dip:holder", GONE),
            "row-7",
            "tenure/5cdde79b48e60688",
            "holder-exists",
        ),
        (("tenure/5cdde79b48e60688", "dip:of", GONE), "row-7", "tenure/5cdde79b48e60688", "of-exists"),
        ((ORLOV, "dip:represents", GONE), "row-7", ORLOV, "represents-exists"),
        ((ARTICLE, "dip:mentions", GONE), "row-7", ARTICLE, "mentions-exists"),
        (("state/RUS", "dip:memberOf"), "wire/orlov.txt", "claim/670b3de23e0cdefe", "relation-stands"),
        (("state/IRN", "dip:memberOf", "org/brics"), "row-7", "state/IRN", "relation-claimed"),
        (("person/new", "skos:prefLabel", "New"), "", "person/new", "referred-to"),
    ],
)
def test_references(change, article, node, rule):
    store = changed(change)
    assert (article, node.replace("/", ":"), rule) in rules(references(store, read_tables(store)))


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        (
            [(CLAIM, "dip:quote", "The Indian Navy and the Russian Navy will hold an exercise.")],
            "quote-stands",
        ),
        ([(CLAIM, "dip:startOffset", 93)], "quote-stands"),
        ([(CLAIM, "dip:endOffset", 10**9)], "quote-stands"),
        ([(CLAIM, "dip:startOffset", -284)], "quote-stands"),
        ([(CLAIM, "dip:trigger", "war games")], "trigger-in-quote"),
        (
            [
                (CLAIM, "dip:startOffset", 80),
                (CLAIM, "dip:quote", records()[2].article.text[80:191]),
            ],
            "one-sentence",
        ),
    ],
)
def test_quotes(changes, rule):
    store = changed(*changes)
    found = rules(quotes(read_tables(store), records()))
    assert ("row-7", "claim:ab1e3d101897ac26", rule) in found


def test_a_quote_outside_the_body():
    record = first()
    article = replace(record.article, body=(Span(34, 100),))
    found = list(quotes(read_tables(sample()), [replace(record, article=article), *records()[1:]]))
    assert {each.rule for each in found} == {"quote-in-body"}
    assert {each.article for each in found} == {"wire/orlov.txt"}


def test_a_quote_of_two_sentences_is_a_warning_and_of_two_paragraphs_an_error():
    start, end = 92, 261
    text = records()[2].article.text
    store = changed((CLAIM, "dip:endOffset", end), (CLAIM, "dip:quote", text[start:end]))
    found = [each for each in quotes(read_tables(store), records()) if each.rule == "one-sentence"]
    assert [each.warning for each in found if "may be more" in each.message] == [True]
    assert [each.warning for each in found if "overlaps" in each.message] == [False]
    head = records()[2].article
    whole = replace(records()[2], article=replace(head, body=(Span(0, len(text)),)))
    store = changed((CLAIM, "dip:startOffset", 0), (CLAIM, "dip:quote", text[:191]))
    found = quotes(read_tables(store), [*records()[:2], whole])
    assert "its quote goes beyond one paragraph" in {each.message for each in found}


def test_articles_and_records_go_together():
    tables = read_tables(sample())
    assert rules(quotes(tables, records()[:2])) == [("row-7", "article:row-7-9e4ccd0e", "record-exists")]
    other = replace(first(), article=replace(first().article, id="other.txt"))
    found = rules(quotes(tables, [*records(), other]))
    assert [(article, rule) for article, _, rule in found] == [("other.txt", "article-in-graph")]


def test_the_message_names_article_node_and_rule():
    store = changed((CLAIM, "dip:confidence", 2), (EVENT, "dip:actor", GONE))
    report = validate(store, read_tables(store), records())
    assert not report.conforms
    lines = str(report).splitlines()
    assert lines[0] == (
        "error: row-7: claim:ab1e3d101897ac26: Claim-confidence: Confidence is one number from 0 to 1. (2)"
    )
    assert "error: row-7: event:7cc7421e51bcc209: actor-exists: it has an actor that is no entity" in lines[2]
    assert lines[-1].startswith("23 claims of 3 articles checked: ")


def test_warnings_do_not_count_against_a_graph():
    store = changed(("state/IRN", "dip:iso3"))
    report = validate(store, read_tables(store), records())
    assert report.conforms
    assert [(each.rule, each.warning) for each in report.findings] == [("State-iso3", True)]
    assert str(report).startswith("warning: row-7: state:IRN: State-iso3: A state without an ISO code")

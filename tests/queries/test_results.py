import csv
import io
import json
from xml.etree import ElementTree

import pytest
from rdflib import Graph
from rdflib.query import Result

from graph.errors import QueryError
from graph.namespaces import DIP, ID, XSD
from graph.queries import FORMATS, QueryResult, Value
from graph.queries.results import short

ODD = 'a "quote", a <tag> & a\ttab\nline'
STRING = f"{XSD}string"
ROWS = (
    (Value("iri", f"{ID}state/IND"), Value("literal", ODD, STRING)),
    (Value("iri", "http://x.example/"), Value("literal", "5", f"{XSD}integer")),
    (None, Value("literal", "Inde", STRING, "fr")),
    (Value("bnode", "b1"), Value("literal", "", STRING)),
)
SELECT = QueryResult("select", ("who", "what"), ROWS)
TRIPLE = tuple(Value("iri", each) for each in (f"{ID}state/IND", f"{DIP}memberOf", f"{ID}org/brics"))
TRIPLES = QueryResult("construct", ("subject", "predicate", "object"), (TRIPLE,))


@pytest.mark.parametrize("format", ["json", "xml", "tsv"])
def test_another_library_reads_the_rows(format):
    data = io.BytesIO(SELECT.to_text(format).encode())
    read = Result.parse(data, format=format)
    assert [str(each) for each in read.vars] == ["who", "what"]
    rows = [tuple(row) for row in read]
    assert [str(row[1]) for row in rows] == [ODD, "5", "Inde", ""]
    assert str(rows[0][0]) == f"{ID}state/IND"
    assert rows[2][0] is None
    assert rows[2][1].language == "fr"
    assert str(rows[1][1].datatype) == f"{XSD}integer"


def test_csv():
    rows = list(csv.reader(io.StringIO(SELECT.to_text("csv"))))
    assert rows[:2] == [["who", "what"], [f"{ID}state/IND", ODD]]
    assert [row[0] for row in rows[2:]] == ["http://x.example/", "", "b1"]


def test_table():
    lines = SELECT.to_text().splitlines()
    assert lines[0].split() == ["who", "what"]
    assert lines[2] == 'state:IND            a "quote", a <tag> & a tab line'
    assert lines[3].split() == ["<http://x.example/>", "5"]
    assert len(lines) == 6
    assert QueryResult("select", ("a",)).to_text() == "a\n-\n"


def test_a_cut_table_says_so():
    cut = QueryResult("select", ("a",), ((Value("literal", "x" * 100, STRING),),), truncated=True)
    assert cut.notice == "only the first 1 rows are here: ask for more rows, or for less with LIMIT"
    assert cut.to_text().splitlines()[2:] == ["x" * 59 + "…", cut.notice]


@pytest.mark.parametrize("truth", [True, False])
def test_ask(truth):
    result = QueryResult("ask", truth=truth)
    assert result.to_text() == ("yes\n" if truth else "no\n")
    assert json.loads(result.to_text("json"))["boolean"] is truth
    assert Result.parse(io.BytesIO(result.to_text("xml").encode()), format="xml").askAnswer is truth
    assert result.to_text("csv") == f"answer\n{str(truth).lower()}\n"
    assert result.to_text("tsv") == f"?answer\n{str(truth).lower()}\n"


def test_triples():
    for name, known_as in (("turtle", "turtle"), ("ntriples", "nt")):
        read = Graph().parse(data=TRIPLES.to_text(name), format=known_as)
        assert {tuple(map(str, triple)) for triple in read} == {tuple(map(str, TRIPLE))}
    lines = TRIPLES.to_text("turtle").splitlines()
    assert lines[-1] == "state:IND dip:memberOf org:brics ."
    assert lines[:-1] == sorted(lines[:-1])


def test_what_no_xml_can_hold():
    result = QueryResult("select", ("a",), ((Value("literal", "\x00\x0b\ufffe]]>", STRING),),))
    assert "\ufffd\ufffd\ufffd]]>" in "".join(ElementTree.fromstring(result.to_text("xml")).itertext())


def test_formats_that_do_not_fit():
    with pytest.raises(QueryError, match="only CONSTRUCT"):
        SELECT.to_text("turtle")
    with pytest.raises(QueryError, match="no format 'pdf': choose one of table, csv"):
        SELECT.to_text("pdf")
    assert len(FORMATS) == 7


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Value("iri", f"{DIP}Visit"), "dip:Visit"),
        (Value("iri", f"{ID}event/0a"), "event:0a"),
        (Value("iri", "http://x.example/a"), "<http://x.example/a>"),
        (Value("literal", "a\u202eb\nc"), "a b c"),
        (Value("bnode", "x"), "_:x"),
        (None, ""),
    ],
)
def test_cells(value, shown):
    assert short(value) == shown

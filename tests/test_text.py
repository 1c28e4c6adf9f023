import xml.etree.ElementTree as ET

import pytest

from graph.text import aligned, cut, inert, printable, xml_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+7 (812)", "'+7 (812)"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("'=1", "'=1"),
        ("+++", "+++"),
        ("+--", "+--"),
        ("+-1", "'+-1"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_no_text_is_a_formula(text, expected):
    assert inert(text) == expected


def test_what_xml_cannot_hold_is_replaced():
    assert xml_text("a\x00b\x0b\ud800\ufffe\té\U0001f54a") == "a\ufffdb\ufffd\ufffd\ufffd\té\U0001f54a"
    assert ET.fromstring(f"<a>{xml_text('x' + chr(27))}</a>").text == "x\ufffd"


def test_lines():
    assert printable("a\nb\x00c é") == "a b c é"
    assert (cut("abcd", 4), cut("abcde", 4)) == ("abcd", "abc…")


def test_tables():
    rows = [["name", "n"], ["a", "10"], ["bc", ""]]
    assert aligned(rows) == ["name  n", "a     10", "bc"]
    assert aligned(rows, right=[False, True], rule=True) == ["name   n", "----  --", "a     10", "bc"]
    assert aligned([]) == []

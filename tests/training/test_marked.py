import pytest
import spacy

from graph.errors import GraphError
from graph.training.marked import Span, parse_line, read_marked, to_doc

LINE = "[Ana Brnović](PERSON) flew to [Oslo](CITY) on [Monday](DATE)."


def test_marks_become_spans_over_the_bare_text():
    marked = parse_line(LINE)
    assert marked.text == "Ana Brnović flew to Oslo on Monday."
    assert list(marked.names()) == [("Ana Brnović", "PERSON"), ("Oslo", "CITY"), ("Monday", "DATE")]


@pytest.mark.parametrize("line", ["[Oslo](TOWN) slept.", "[Oslo](CITY slept.", "Oslo](CITY) slept."])
def test_a_broken_mark_is_refused(line):
    with pytest.raises(ValueError, match=r"label|mark"):
        parse_line(line)


def test_an_error_names_file_and_line(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"# comment\n\n{LINE}\n[X](NOPE) y.\n", encoding="utf8")
    with pytest.raises(GraphError, match=r"a\.txt:4: no label is called NOPE"):
        read_marked(path)


def test_comments_and_empty_lines_are_no_sentences(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"# comment\n\n{LINE}\n", encoding="utf8")
    assert len(read_marked(path)) == 1


def test_spans_without_a_label_are_missing_not_outside():
    marked = parse_line(LINE).relabelled(["PERSON", "", "DATE"])
    doc = to_doc(spacy.blank("en"), [marked, parse_line("[Rome](CITY) agreed.")])
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Ana Brnović", "PERSON"),
        ("Monday", "DATE"),
        ("Rome", "CITY"),
    ]
    tags = {token.text: token.ent_iob for token in doc}
    assert (tags["Oslo"], tags["flew"]) == (0, 2)


def test_a_span_that_cuts_a_token_is_missing():
    marked = parse_line("Osloite [Oslo](CITY)")
    cut = type(marked)(marked.text, (Span(0, 4, "CITY"),))
    assert to_doc(spacy.blank("en"), [cut])[0].ent_iob == 0

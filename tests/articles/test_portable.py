"""PDF files: text, pictures alone, locked and damaged ones."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pypdf
import pytest

from graph.articles import Skipped, portable, read_articles
from graph.errors import ArticleError
from graph.model import Article

LINES = [
    ["The coastal road", "", "The finance ministers of Ghana and Togo have signed an accord on the toll of the coa-",
     "stal road, which is to be rebuilt with a loan of the African Development Bank. The mini-", "1"],
    ["ster of Togo said that work begins in May, and that the road will be open to all a year later."],
]  # fmt: skip


def pdf(pages: list[list[str]], *, title: str | None = None, password: str | None = None) -> bytes:
    """A PDF of lines of text, written by hand."""
    bodies = [
        b"BT /F1 10 Tf 40 800 Td 14 TL " + b" ".join(f"({line}) Tj T*".encode() for line in lines) + b" ET"
        for lines in pages
    ]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, body in enumerate(bodies):
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 840] /Contents {5 + 2 * number} 0 R "
        objects.append(f"{page}/Resources << /Font << /F1 3 0 R >> >> >>".encode())
        objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(body), body))
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, io.SEEK_END)
    for number, each in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj %s endobj\n" % (number, each))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(out.getvalue()))
    writer.add_metadata({"/Title": title} if title else {})
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    done = io.BytesIO()
    writer.write(done)
    return done.getvalue()


def read(path: Path) -> Article | Skipped:
    [found] = read_articles(path)
    return found


def test_a_pdf_is_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.PDF").write_bytes(pdf(LINES, title="The coastal road"))
    article = read(tmp_path / "a.PDF")
    assert isinstance(article, Article)
    assert (article.id, article.title) == ("a.PDF", "The coastal road")
    body = " ".join(article.text[span.start : span.end] for span in article.body).split()
    assert " ".join(body).startswith("The finance ministers of Ghana and Togo have signed an accord")
    assert "coastal" in body
    assert "minister of Togo said that work begins in May" in " ".join(body)
    assert "1" not in body


@pytest.mark.parametrize("title", ["Microsoft Word - draft7.doc", None])
def test_a_title_that_the_text_lacks_is_not_taken(tmp_path: Path, title: str | None) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(LINES, title=title))
    assert read(tmp_path / "a.pdf").title == "The coastal road"  # type: ignore[union-attr]


def test_an_empty_password_locks_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(LINES, password=""))
    assert isinstance(read(tmp_path / "a.pdf"), Article)


WRONG = [
    (pdf([[""]]), "the PDF holds no text, only pictures: read it by OCR first"),
    (pdf(LINES, password="secret"), "the PDF is locked with a password: unlock it first"),
    (b"%PDF-1.7 nothing", "the PDF is damaged"),
    (b"no PDF at all", "the PDF is damaged"),
    (pdf(LINES)[:700], "the PDF"),
    (pdf(LINES * 251), "more than 500 pages, no single article; split it"),
]


@pytest.mark.parametrize(("data", "reason"), WRONG)
def test_what_cannot_be_read_is_told_in_one_line(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    skipped = read(tmp_path / "a.pdf")
    assert isinstance(skipped, Skipped)
    assert reason in skipped.reason
    assert "\n" not in skipped.reason


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(ArticleError, match=r"pip install 'diplograph\[pdf\]'"):
        portable.read_pdf(pdf(LINES), id="a.pdf", path="a.pdf")


def test_a_pdf_too_large_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portable, "MAX_BYTES", 500)
    (tmp_path / "a.pdf").write_bytes(pdf(LINES))
    assert "no single article; split it" in str(read(tmp_path / "a.pdf"))

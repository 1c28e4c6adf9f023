"""PDF files: their text by pypdf, imported only here."""

from __future__ import annotations

import io
import logging
import re

from graph.articles.decoding import clean
from graph.articles.drafts import Draft
from graph.errors import ArticleError

MAX_BYTES = 100_000_000
"""No larger PDF is read; pictures make them large, not text."""
MAX_PAGES = 500

_HYPHENATED = re.compile(r"(?<=[a-z])-\s*\n\s*(?=[a-z])")
_PAGE_NUMBER = re.compile(r"(?m)^[ \t]*(?:page )?\d{1,4}(?: of \d{1,4})?[ \t]*$", re.IGNORECASE)


def read_pdf(data: bytes, *, id: str, path: str) -> Draft:
    """The article of a PDF; offsets are into the extracted text, in which words cut at line ends are whole.

    Raises:
        ArticleError: where pypdf is not installed, or the file is damaged, locked, too long or without text.
    """
    try:
        import pypdf
    except ImportError as error:
        raise ArticleError("PDF needs a package: pip install 'diplograph[pdf]'", path=path) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ArticleError("the PDF is locked with a password: unlock it first", path=path)
        if len(reader.pages) > MAX_PAGES:
            raise ArticleError(f"more than {MAX_PAGES} pages, no single article; split it", path=path)
        pages = [page.extract_text() for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except (ArticleError, MemoryError):
        raise
    except Exception as error:
        raise ArticleError(f"the PDF is damaged ({type(error).__name__})", path=path) from error
    text = _HYPHENATED.sub(
        "", clean("\n".join(_PAGE_NUMBER.sub("", page).strip("\n") for page in pages))
    ).strip()
    if not re.search(r"\w", text):
        raise ArticleError("the PDF holds no text, only pictures: read it by OCR first", path=path)
    return Draft(id, path, text, title=_title(title, text))


def _title(told: object, text: str) -> str | None:
    """The title of the metadata, where the text has it; often it is a file's name or another document's."""
    title = " ".join(str(told or "").split())
    return title if title and title.casefold() in " ".join(text.split()).casefold() else None

"""HTML pages: the article's text and metadata by trafilatura, imported only here."""

from __future__ import annotations

import logging

from graph.articles.dates import normalise_date
from graph.articles.decoding import clean
from graph.articles.drafts import Draft
from graph.errors import ArticleError


def read_html(text: str, *, id: str, path: str) -> Draft:
    """The article of a web page; offsets are into the extracted text.

    Raises:
        ArticleError: where no article is found in the page, or it cannot be read.
    """
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(
            text, favor_precision=True, include_comments=False, include_tables=False, with_metadata=True
        )
    except MemoryError:
        raise
    except Exception as error:
        raise ArticleError(f"the page is damaged ({type(error).__name__})", path=path) from error
    if found is None or isinstance(found, dict) or not found.text or not found.text.strip():
        raise ArticleError("no article is found in the page", path=path)
    return Draft(
        id=id,
        path=path,
        text=clean(found.text),
        title=_line(found.title),
        date=normalise_date(found.date),
        publisher=_line(found.sitename),
        url=_line(found.url),
    )


def _line(value: str | None) -> str | None:
    return " ".join((value or "").split()) or None

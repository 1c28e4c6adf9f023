"""RSS and Atom feeds, an item an article, read one after the other however long the file is.

RSS 2.0 and 1.0, Atom 1.0 (RFC 4287), and the whole text in ``content:encoded`` where a feed has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from graph.articles.dates import normalise_date
from graph.articles.decoding import MAX_BYTES, clean
from graph.articles.drafts import Draft, Skipped
from graph.errors import ArticleError

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXTS = ("encoded", "content", "description", "summary")
"""Where an item's text stands, the fullest first."""
_DATES = ("pubDate", "published", "date", "issued", "updated")
_IDS = ("guid", "id")
_BLOCKS = frozenset(
    "address article aside blockquote dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li "
    "main ol p pre section table td th tr ul".split()
)
_UNREAD = frozenset("script style noscript iframe template".split())


def read_feed(stream: IO[bytes], *, name: str, path: str) -> Iterator[Draft | Skipped]:
    """The articles of a feed.

    Args:
        stream: the XML; entities of its own are not resolved and nothing is fetched.
        name: what items without an id or link are called after, with ``:NUMBER``.
        path: the file, for messages.

    Raises:
        ArticleError: where it is no feed.
    """
    from lxml import etree

    number = 0
    nodes = etree.iterparse(
        stream, tag=("{*}item", "{*}entry"), recover=True, resolve_entities=False, no_network=True
    )
    try:
        for _, node in nodes:
            number += 1
            yield _draft(node, f"{name}:{number}", path, number)
            _forget(node)
    except etree.XMLSyntaxError as error:
        if number:
            yield Skipped(
                f"{name}:{number + 1}", path, f"no item can be read after the {number}th ({error.msg})"
            )
            return
    if not number:
        raise ArticleError("no item of an RSS or Atom feed is in it", path=path)


def _forget(node: _Element) -> None:
    """Free an item that was read and those before it."""
    node.clear()
    while (before := node.getprevious()) is not None and _name(before) == _name(node):
        before.getparent().remove(before)


def _draft(node: _Element, where: str, path: str, number: int) -> Draft | Skipped:
    found: dict[str, _Element] = {}
    for child in node:
        if _name(child) == "link" and child.get("rel") == "alternate":
            found["link"] = child
        found.setdefault(_name(child), child)
    text = next((text for key in _TEXTS if key in found and (text := _text(found[key]))), "")
    if not text:
        return Skipped(where, path, f"item {number} has no text")
    if len(text) > MAX_BYTES:
        return Skipped(where, path, f"item {number} is longer than any article")
    link = found.get("link")
    url = None if link is None else (link.get("href") or _line(link))
    told = next((line for key in _IDS if key in found and (line := _line(found[key]))), None)
    date = next((line for key in _DATES if key in found and (line := _line(found[key]))), None)
    title = _title(found["title"]) if "title" in found else None
    return Draft(
        told or url or where, path, text, 0, title, normalise_date(date), _publisher(node, found), url
    )


def _publisher(node: _Element, found: dict[str, _Element]) -> str | None:
    """Who published it first (``source``), or the title of the feed."""
    source = found.get("source")
    if source is not None and (line := _line(_child(source, "title")) or _line(source)):
        return line
    above = node.getparent()
    if above is not None and _name(above) == "RDF":
        above = _child(above, "channel")
    return _line(_child(above, "title")) if above is not None else None


def _child(node: _Element, name: str) -> _Element | None:
    return next((child for child in node if _name(child) == name), None)


def _name(node: _Element) -> str:
    tag: Any = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _line(node: _Element | None) -> str | None:
    return None if node is None else " ".join(clean("".join(node.itertext())).split()) or None


def _title(node: _Element) -> str | None:
    return " ".join(_text(node).split()) or None


def _text(node: _Element) -> str:
    """The text of an element, its markup, written out or not, as paragraphs."""
    from lxml import etree, html

    if len(node):
        return _paragraphs(node)
    raw = clean("".join(node.itertext()))
    if node.get("type") == "text" or not re.search(r"<\w|&[#\w]+;", raw):
        return raw.strip()
    try:
        return _paragraphs(html.fragment_fromstring(raw, create_parent="div"))
    except (etree.ParserError, ValueError):
        return raw.strip()


def _paragraphs(root: _Element) -> str:
    from lxml import etree

    parts: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        parts.append(
            "\n\n" if _name(node) in _BLOCKS else "\n" if (event, _name(node)) == ("start", "br") else ""
        )
        if event == "start" and (_name(node) in _UNREAD or not _name(node)):
            walk.skip_subtree()
        elif event == "start":
            parts.append(node.text or "")
        if event == "end" and node is not root:
            parts.append(node.tail or "")
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", "".join(parts)))
    return clean("\n\n".join(filter(None, paragraphs)))

"""RSS and Atom files."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from graph.articles import Skipped, read_articles
from graph.model import Article

BODY = (
    "The finance ministers of Ghana and Togo have signed an accord on the toll of the coastal road, which is "
    "to be rebuilt with a loan of the African Development Bank. The minister of Togo said that work begins "
    "in May."
)
OTHER = BODY.replace("Ghana", "Benin")
THIRD = BODY.replace("Ghana", "Mali")
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Coast Herald</title><link>https://example.org/</link>
<item><title>The road &amp; the toll</title><link>https://example.org/1</link><guid>tag:1</guid>
<pubDate>Wed, 04 Jun 2025 10:00:00 GMT</pubDate><description>A short word.</description>
<content:encoded><![CDATA[<p>{BODY}</p><script>alert(1)</script><div>{OTHER}<br>Ends.</div>]]></content:encoded></item>
<item><title>No text</title><guid>tag:2</guid></item>
<item><link>https://example.org/3</link><source url="x">The Wire</source>
<description>{THIRD.replace("May", "May &amp;lt; June")}</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>North Quay</title>
<entry><title type="html">The &lt;b&gt;road&lt;/b&gt;</title><id>urn:1</id>
<link rel="self" href="https://example.org/self"/><link rel="alternate" href="https://example.org/road"/>
<updated>2025-06-05T00:00:00Z</updated><published>2025-06-04T09:00:00Z</published>
<summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{BODY}</p><p>{OTHER}</p></div></content></entry>
<entry><id>urn:2</id><content type="html">&lt;p&gt;{THIRD}&lt;/p&gt;</content></entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old Wire</title></channel>
<item><title>Road</title><link>https://example.org/1</link><dc:date>2025-06-04</dc:date>
<description>{BODY}</description></item></rdf:RDF>"""


def read(path: Path, data: str | bytes) -> tuple[list[Article], list[Skipped]]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    found = list(read_articles(path))
    return [x for x in found if isinstance(x, Article)], [x for x in found if isinstance(x, Skipped)]


def told(article: Article) -> tuple[str | None, ...]:
    return article.id, article.title, article.date, article.publisher, article.url


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "a.rss.gz"])
def test_rss(tmp_path: Path, name: str) -> None:
    data = gzip.compress(RSS.encode()) if name.endswith("gz") else RSS
    articles, [skipped] = read(tmp_path / name, data)
    assert [told(each) for each in articles] == [
        ("tag:1", "The road & the toll", "2025-06-04", "The Coast Herald", "https://example.org/1"),
        ("https://example.org/3", None, None, "The Wire", "https://example.org/3"),
    ]
    assert articles[0].text == f"{BODY}\n\n{OTHER} Ends."
    assert articles[1].text == THIRD.replace("May", "May < June")
    assert (skipped.id, skipped.reason) == (f"{name}:2", "item 2 has no text")


def test_atom(tmp_path: Path) -> None:
    articles, skipped = read(tmp_path / "a.atom", ATOM)
    assert skipped == []
    assert [told(each) for each in articles] == [
        ("urn:1", "The road", "2025-06-04", "North Quay", "https://example.org/road"),
        ("urn:2", None, None, "North Quay", None),
    ]
    assert [each.text for each in articles] == [f"{BODY}\n\n{OTHER}", THIRD]


def test_rss_of_the_first_version(tmp_path: Path) -> None:
    [article], _ = read(tmp_path / "a.xml", RDF)
    assert told(article) == (
        "https://example.org/1",
        "Road",
        "2025-06-04",
        "Old Wire",
        "https://example.org/1",
    )


BOMB = (
    '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 16}">' for n in range(8))
    + f"]><rss><channel><item><description>{BODY} &i;</description></item></channel></rss>"
)
OUTSIDE = (
    '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    f"<rss><channel><item><description>{BODY} &x;</description></item></channel></rss>"
)


@pytest.mark.parametrize("data", [BOMB, OUTSIDE])
def test_entities_are_not_resolved(tmp_path: Path, data: str) -> None:
    articles, _skipped = read(tmp_path / "a.rss", data)
    assert all(len(each.text) < 300 and "root:" not in each.text for each in articles)


@pytest.mark.parametrize(
    "data", ["", "<html><p>no feed</p></html>", "plain", "<rss><channel/></rss>", b"\xff\x00"]
)
def test_what_is_no_feed(tmp_path: Path, data: str | bytes) -> None:
    articles, [skipped] = read(tmp_path / "a.xml", data)
    assert articles == []
    assert skipped.reason == "no item of an RSS or Atom feed is in it"


def test_a_feed_cut_off_keeps_its_whole_items(tmp_path: Path) -> None:
    articles, _skipped = read(tmp_path / "a.rss", RSS[: RSS.index("<item><link>") + 60])
    assert [each.id for each in articles] == ["tag:1"]


def test_a_long_feed_is_not_held(tmp_path: Path) -> None:
    from graph.articles.feeds import read_feed

    item = f"<item><guid>{{}}</guid><description>{BODY} {{}}</description></item>"
    items = "".join(item.format(number, number) for number in range(3000))
    path = tmp_path / "a.rss"
    path.write_text(f"<rss><channel><title>T</title>{items}</channel></rss>", encoding="utf8")
    with path.open("rb") as stream:
        reading = read_feed(stream, name="a", path="a")
        assert next(reading).publisher == "T"  # type: ignore[union-attr]
        assert stream.tell() < path.stat().st_size / 2
        assert sum(1 for _ in reading) == 2999

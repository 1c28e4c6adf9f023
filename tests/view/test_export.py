"""The picture as a file and on paper."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zlib
from pathlib import Path

import pytest

from tests.view.conftest import Opened, Opener

pytestmark = pytest.mark.browser


def saved(opened: Opened, button: str, folder: Path) -> Path:
    with opened.page.expect_download() as waiting:
        opened.page.locator(button).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def pixels(png: bytes) -> bytes:
    packed, at = b"", 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + length]
        at += 12 + length
    return zlib.decompress(packed)


def test_png_is_not_blank_and_twice_as_large_as_the_svg(
    open_page: Opener, page_30: Path, tmp_path: Path
) -> None:
    opened = open_page(page_30)
    path = saved(opened, "#save-png", tmp_path)
    assert path.suffix == ".png"
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(set(pixels(data))) > 50
    root = ET.parse(saved(opened, "#save-svg", tmp_path)).getroot()
    width = int.from_bytes(data[16:20], "big")
    assert width == pytest.approx(2 * float(root.attrib["width"]), abs=2)
    assert opened.complaints == []


def test_svg_has_each_visible_node(open_page: Opener, page_30: Path, tmp_path: Path) -> None:
    opened = open_page(page_30)
    opened.page.locator('[data-filter="type"][data-value="Person"]').uncheck()
    root = ET.parse(saved(opened, "#save-svg", tmp_path)).getroot()
    nodes = [each for each in root.iter() if each.get("class") == "node"]
    hubs = [each for each in nodes if each.get("fill") == "#fcfcfa"]
    assert len(nodes) - len(hubs) == opened.counter()[0]


def test_on_paper_it_is_light_and_whole(open_page: Opener, page_30: Path) -> None:
    opened = open_page(page_30, hash="#sel=node:state/n0000", size=(720, 1000), color_scheme="dark")
    page = opened.page
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("html").get_attribute("data-theme") == "light"
    assert page.locator("#paper svg .node").count() >= opened.counter()[0]
    assert page.locator("#paper svg").is_visible()
    assert page.locator("#legend .swatch").first.is_visible()
    hidden = ["#picture", "#time", "#search", "#card .actions", "#f-type-State"]
    assert [name for name in hidden if page.locator(name).is_visible()] == []
    # Nothing is cut off: the page is as long as its card.
    last = page.locator("#card .event").last.bounding_box()
    assert last["y"] + last["height"] <= page.evaluate("document.documentElement.scrollHeight")
    assert page.locator("#card").evaluate("card => card.scrollHeight <= card.clientHeight + 1")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.locator("#paper svg").count() == 0

"""The pyvis network behind the page."""

from __future__ import annotations

import base64
import re
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from pyvis.network import Network

from graph.errors import GraphError
from graph.tables import GraphTables
from graph.view import ViewError, build_view
from graph.view.network import DiplomacyNetwork
from graph.view.picture import draw_svg


def small() -> DiplomacyNetwork:
    net = DiplomacyNetwork(title="Two")
    net.add_node("a", "Alpha", x=0, y=0, size=10)
    net.add_node("b", "Beta", x=100, y=0, size=10)
    return net


def test_it_is_a_pyvis_network() -> None:
    net = small()
    assert isinstance(net, Network)
    assert (net.num_nodes(), net.get_nodes()) == (2, ["a", "b"])
    net.add_node("a", "Another")
    assert net.get_node("a")["label"] == "Alpha"


def test_parallel_edges_stay_with_stable_ids() -> None:
    net = small()
    for _ in range(2):
        net.add_edge("a", "b")
    net.add_edge("b", "a", directed=False)
    assert [edge["id"] for edge in net.edges] == ["a b 1", "a b 2", "b a 1"]
    assert ["arrows" in edge for edge in net.edges] == [True, True, False]


def test_an_edge_needs_its_nodes() -> None:
    with pytest.raises(ViewError, match="no node 'c'"):
        small().add_edge("a", "c")


def test_edges_take_constant_time() -> None:
    net = small()
    start = time.perf_counter()
    for _ in range(20_000):
        net.add_edge("a", "b")
    assert time.perf_counter() - start < 1.0


def test_show_writes_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample: GraphTables) -> None:
    monkeypatch.chdir(tmp_path)
    net = build_view(sample)
    assert net.show("kg.html", notebook=True) is net
    assert [path.name for path in tmp_path.iterdir()] == ["kg.html"]
    assert (tmp_path / "kg.html").read_text(encoding="utf8") == net.generate_html()


def test_a_file_is_whole_or_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample: GraphTables
) -> None:
    path = tmp_path / "kg.html"
    path.write_text("old", encoding="utf8")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(GraphError, match="No space left"):
        build_view(sample).write_html(path)
    assert [(each.name, each.read_text(encoding="utf8")) for each in tmp_path.iterdir()] == [
        ("kg.html", "old")
    ]
    with pytest.raises(GraphError, match="cannot be written"):
        build_view(sample).write_html(tmp_path / "none" / "kg.html")


def test_notebook_display(sample: GraphTables) -> None:
    net = build_view(sample, title='A "quoted" <title>')
    bundle = net._repr_mimebundle_()
    shown = bundle["text/html"]
    assert bundle["text/plain"] == net.summary() == repr(net)
    assert re.search(r'<iframe srcdoc="[^"]*" sandbox="allow-scripts [a-z -]*" title="[^"<]*"', shown)
    assert "allow-same-origin" not in shown
    assert "A &quot;quoted&quot; &lt;title&gt;" in shown
    picture = re.search(r'<img alt="[^"]*" src="data:image/svg\+xml;base64,([^"]+)">', shown)
    assert picture
    root = ET.fromstring(base64.b64decode(picture[1]))
    assert "India" in {element.text for element in root.iter("{http://www.w3.org/2000/svg}text")}


def test_the_still_picture_is_xml_whatever_the_names() -> None:
    nodes = [{"id": "a", "label": "A\x00\x1b<&", "shape": "disc", "x": 0, "y": 0, "size": 9}]
    root = ET.fromstring(draw_svg({"nodes": nodes, "edges": []}))
    assert [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")] == ["A\ufffd\ufffd<&"]


def test_no_overlap(tables_300: GraphTables) -> None:
    nodes = build_view(tables_300).nodes
    clashes = [
        (one["id"], other["id"])
        for place, one in enumerate(nodes)
        for other in nodes[place + 1 :]
        if (one["x"] - other["x"]) ** 2 + (one["y"] - other["y"]) ** 2 < (one["size"] + other["size"]) ** 2
    ]
    assert len(nodes) > 270
    assert clashes == []

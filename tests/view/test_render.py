"""The page as text: no browser needed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graph.errors import GraphError
from graph.tables import GraphTables
from graph.view import build_view, render
from graph.view.page import script, style, to_json, vis_network
from tests.view.graphs import make_tables

ROOT = Path(__file__).parent.parent.parent
HOSTILE = (
    '</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1">\u2028{{7*7}}&amp;\ud800'
)


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    value: dict[str, Any] = json.loads(found[1])
    return value


def test_the_page_holds_what_the_graph_holds(sample: GraphTables) -> None:
    data = data_of(render(sample))
    actors = {name["label"] for name in data["nodes"] if name["type"] != "Event"}
    assert {"India", "Russia", "Sergei Orlov", "European Union"} <= actors
    visit = next(event for event in data["events"] if event["id"] == "event/080ae6896bce00de")
    assert (visit["type"], visit["status"], visit["date"]) == ("Visit", "Occurred", "2024-12-09")
    assert [claim["quote"][slice(*claim["mark"])] for claim in visit["claims"]] == ["visit", "visited"]
    assert [claim.get("status") for claim in visit["claims"]] == ["Planned", None]
    assert data["articles"][visit["claims"][0]["article"]]["url"] == "https://news.example/orlov?id=1"


def test_sizes(tables_300: GraphTables, tables_3000: GraphTables) -> None:
    assert len(render(tables_300).encode()) <= 1_500_000
    assert len(render(tables_3000).encode()) <= 2_000_000


def test_hostile_text_stays_data() -> None:
    page = render(make_tables(30, hostile=HOSTILE), title=HOSTILE)
    # The libraries, the script and the data: no other element came in.
    own = page.replace(vis_network(), "").replace(script(), "")
    assert len(re.findall(r"<script[ >]", own)) == 3
    assert "<img" not in own
    assert page.encode()


def test_json_in_a_script_has_no_way_out() -> None:
    text = to_json({"a": "</script>&\u2028\u2029\ud800"})
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == {"a": "</script>&\u2028\u2029?"}


def test_nothing_asks_the_net() -> None:
    page = render(make_tables(30))
    own = page.replace(vis_network(), "")
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", own)
    assert "@import" not in style()
    assert not re.search(
        r"\b(?:fetch|XMLHttpRequest|WebSocket|innerHTML|insertAdjacentHTML|eval)\b", script()
    )
    assert "@license" in vis_network()


@pytest.mark.slow
def test_same_bytes_under_two_hash_seeds_and_only_one_file(tmp_path: Path) -> None:
    code = (
        "import sys; from tests.view.graphs import make_tables; from graph.view import build_view;"
        "build_view(make_tables(60)).write_html(sys.argv[1])"
    )
    pages = []
    for seed in ("0", "4711"):
        folder = tmp_path / seed
        folder.mkdir()
        # ASCII as the locale's encoding is narrower still than cp1252.
        environment = os.environ | {
            "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0",
            "PYTHONUTF8": "0",
        }  # fmt: skip
        subprocess.run([sys.executable, "-c", code, "view.html"], cwd=folder, env=environment, check=True)
        assert [path.name for path in folder.iterdir()] == ["view.html"]
        pages.append((folder / "view.html").read_bytes())
    assert pages[0] == pages[1]


def test_the_reduced_view_says_so(tables_3000: GraphTables) -> None:
    net = build_view(tables_3000)
    assert sum(node["type"] != "Event" for node in net.nodes) == 300
    assert re.match(r"The 300 most central of [\d,]+ actors are shown, by PageRank", net.data["notices"][0])


def test_focus_and_hops(sample: GraphTables) -> None:
    near = {node["label"] for node in build_view(sample, focus="türkiye").nodes}
    assert near == {"Turkey", "Nepal"}
    assert "Iran" in {node["label"] for node in build_view(sample, focus="IND", hops=2).nodes}


def test_state_level_folds_people(sample: GraphTables) -> None:
    nodes = {node["label"] for node in build_view(sample, level="state").nodes}
    assert "Sergei Orlov" not in nodes
    assert "Russia" in nodes


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"focus": "Atlantis"}, "no entity here is called 'Atlantis'"),
        ({"focus": "sin"}, "did you mean"),
        ({"measure": "fame"}, "measure 'fame' is unknown"),
        ({"level": "village"}, "level 'village' is unknown"),
        ({"status": "Dreamt"}, "status 'Dreamt' is unknown"),
        ({"since": "soon"}, "'soon' is no date"),
        ({"since": "1801", "until": "1802"}, "no event is left"),
        ({"top": 0}, "top must be 1 or more"),
    ],
)
def test_mistakes_are_told(sample: GraphTables, options: dict[str, Any], message: str) -> None:
    with pytest.raises(GraphError, match=re.escape(message)):
        build_view(sample, **options)


def test_status_and_dates_filter(sample: GraphTables) -> None:
    planned = build_view(sample, status="Planned").data["events"]
    assert {event["status"] for event in planned} == {"Planned"}
    dated = build_view(sample, since="2024-12", until="2024").data["events"]
    assert dated
    assert all(event["date"].startswith("2024-12") for event in dated)


def test_any_measure_of_the_network(sample: GraphTables) -> None:
    net = build_view(sample, measure="closeness")
    assert net.data["measures"]["closeness"] == "Closeness"
    assert max(node["size"] for node in net.nodes) == 26.0


def test_import_is_lazy() -> None:
    code = "import sys, graph.view; assert 'pyvis' not in sys.modules; assert 'networkx' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_a_single_act_without_a_partner_is_shown(sample: GraphTables) -> None:
    spoken = {iri: row for iri, row in sample.events.items() if row.type == "Announcement"}
    net = build_view(GraphTables(sample.articles, sample.entities, spoken, {}, ()))
    assert [node["label"] for node in net.nodes] == ["Kremlin"]
    assert data_of(net.generate_html())["edges"] == []


def test_an_empty_graph_is_told() -> None:
    with pytest.raises(GraphError, match="the graph holds no event to show"):
        render(GraphTables({}, {}, {}, {}, ()))


def test_communities_are_counted_from_the_largest(tables_300: GraphTables) -> None:
    numbers = [node["community"] for node in build_view(tables_300).nodes if node["type"] != "Event"]
    sizes = [numbers.count(number) for number in range(max(numbers) + 1)]
    assert set(numbers) == set(range(max(numbers) + 1))
    assert sizes[0] == max(sizes) > 30

import itertools
import subprocess
import sys

import networkx as nx
import pytest

from graph.errors import GraphError
from graph.network import compare, dyads, project, rank
from tests.network.tables import TABLES, iri

matplotlib = pytest.importorskip("matplotlib")

from graph import plots  # noqa: E402
from graph.figure_style import save  # noqa: E402


def texts(axis):
    return [label.get_text() for label in axis.get_ticklabels()]


def heights(axes, label):
    (bars,) = (bars for bars in axes.containers if bars.get_label() == label)
    return [bar.get_height() for bar in bars]


def legend(figure):
    return [text.get_text() for text in figure.legends[0].get_texts()]


def test_dyad_has_a_bar_a_period_and_the_goldstein_line():
    figure = plots.plot_dyad(dyads(TABLES, between=("Arland", "Borland"), cliques=True))
    axes, scale = figure.axes
    assert texts(axes.xaxis) == ["2024-10", "2024-11", "2024-12"]
    assert heights(axes, "cooperation") == [1, 1, 1]
    assert heights(axes, "conflict") == [0, 0, 0]
    (line,) = scale.lines
    assert line.get_ydata().tolist() == [1, 1, 1]
    assert axes.get_title() == "Arland and Borland by month"
    assert legend(figure) == ["cooperation", "conflict", "Goldstein (mean)"]
    assert scale.get_ylim() == (-10.5, 10.5)
    assert sum(axes.get_ylim()) == 0


def test_conflict_is_below_and_the_undated_are_counted():
    figure = plots.plot_dyad(dyads(TABLES, between=("Borland", "Corland"), by="year"))
    assert heights(figure.axes[0], "conflict") == [-1]
    assert figure.axes[0].get_title() == "Borland and Corland by year (1 undated)"


def test_a_dyad_without_events_is_drawn():
    figure = plots.plot_dyad(dyads(TABLES, between=("Arland", "Dorland")))
    figure.canvas.draw()
    assert texts(figure.axes[0].xaxis) == []


def test_long_series_show_a_dozen_ticks_at_most():
    series = dyads(TABLES, between=("Arland", "Borland"), cliques=True, by="day")
    assert len(texts(plots.plot_dyad(series).axes[0].xaxis)) <= 12


def test_matrix_is_centred_at_nothing():
    figure = plots.plot_matrix(project(TABLES, kind="signed", level="state"))
    axes, bar = figure.axes
    (image,) = axes.images
    assert image.get_clim() == (-6.0, 6.0)
    assert texts(axes.yaxis) == texts(axes.xaxis) == ["Borland", "Corland", "Arland"]
    assert image.get_array().filled(99).tolist() == [[99, -4, 1], [-6, 99, 99], [2, 99, 99]]
    assert sorted(text.get_text() for text in axes.texts) == ["-4", "-6", "1", "2"]
    assert bar.get_ylabel() == "sum of goldstein"
    assert (
        plots.plot_matrix(project(TABLES, kind="signed"), top=2).axes[0].get_title().endswith("2 of 6 actors")
    )


def test_ego_shows_neighbours_by_shape_and_name():
    G = project(TABLES)
    figure = plots.plot_ego(G, iri("state/BBB"))
    (axes,) = figure.axes
    assert {text.get_text() for text in axes.texts} == {"Ana", "Borland", "Corland"}
    assert legend(figure) == ["Person", "State", "event"]
    assert len(axes.lines) == 4
    few = plots.plot_ego(G, iri("state/BBB"), top=1)
    assert few.axes[0].get_title() == "Around Borland (2 more left out)"
    assert "Arland" in {text.get_text() for text in plots.plot_ego(G, iri("state/BBB"), hops=2).axes[0].texts}
    with pytest.raises(GraphError, match="no node of the network"):
        plots.plot_ego(G, "nobody")


@pytest.mark.parametrize("others", [1, 2, 3, 6, 14, 18, 20])
def test_names_around_an_actor_lie_over_nothing(others):
    G = nx.star_graph(others)
    nx.set_node_attributes(G, {node: f"Member number {node}" for node in G}, "label")
    figure = plots.plot_ego(G, 0)
    figure.canvas.draw()
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    assert len(boxes) == others + 1
    assert not any(one.overlaps(two) for one, two in itertools.combinations(boxes, 2))
    assert all(box.x0 >= 0 and box.x1 <= figure.bbox.x1 for box in boxes)


def test_ranking_has_a_bar_a_row():
    found = rank(project(TABLES), measure="degree")
    (axes,) = plots.plot_ranking(found, top=3).axes
    assert texts(axes.yaxis) == [row.name for row in found.rows[:3]]
    assert [bar.get_width() for bar in axes.patches] == [row.value for row in found.rows[:3]]
    assert axes.get_xlabel() == "Degree"
    assert axes.yaxis_inverted()


def test_comparison_tells_the_change_in_rank():
    found = compare(TABLES, "2024-10", "2024-11/2024-12", level="state", measure="strength")
    (axes,) = plots.plot_ranking(found).axes
    assert texts(axes.yaxis) == ["Arland (=)", "Borland (=)"]
    assert axes.get_title() == "Strength, 2024-11 to 2024-12"
    rise = compare(TABLES, "2024-10", "2024-11/2024-12", measure="strength")
    assert texts(plots.plot_ranking(rise).axes[0].yaxis)[:2] == ["Ana (new)", "Borland (▼1)"]


def test_sources():
    (axes,) = plots.plot_sources(TABLES).axes
    assert texts(axes.yaxis) == ["Wire", "Post"]
    assert [bar.get_width() for bar in axes.patches] == [9, 1]
    assert [text.get_text() for text in axes.texts] == ["9", "1"]
    (axes,) = plots.plot_sources(TABLES, top=1).axes
    assert texts(axes.yaxis) == ["Wire", "1 others"]


@pytest.mark.parametrize("label", ["$x$", "$\\frac{", "a\nb", "x" * 99])
def test_any_name_can_be_drawn(label):
    G = nx.Graph([("a", "b")])
    nx.set_node_attributes(G, label, "label")
    for figure in (plots.plot_ranking(rank(G)), plots.plot_ego(G, "a"), plots.plot_matrix(G)):
        figure.canvas.draw()
        assert figure.get_figwidth() == plots.COLUMN


def test_a_figure_is_whole_or_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "rank.png"
    path.write_bytes(b"old")
    figure = plots.plot_ranking(rank(project(TABLES)))

    def full(_handle):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(GraphError, match="No space left"):
            save(figure, path)
    with pytest.raises(GraphError, match="write png, pdf or svg"):
        save(figure, tmp_path / "rank.doc2")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("rank.png", b"old")]
    save(figure, path)
    assert path.read_bytes().startswith(b"\x89PNG")


def test_pyplot_is_left_alone():
    code = "import sys, graph.plots as p; p.figure(3, 3); sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

"""The commands on networks, and the methods behind them."""

import csv
import json

import pytest

from graph.cli import main
from graph.errors import GraphError
from graph.knowledge_graph import open_graph
from graph.network import KINDS, MEASURES


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def rows(text):
    return list(csv.DictReader(text.splitlines(keepends=True)))


def test_dyads_of_two_over_time(sample_kg, capsys):
    code, out, _ = run(capsys, "dyads", sample_kg, "--between", "India, RUS", "--format", "csv")
    assert code == 0
    assert [(row["period"], row["events"], row["net"]) for row in rows(out)] == [
        ("2024-12", "1", "1"),
        ("undated", "1", "1"),
    ]
    _, out, _ = run(
        capsys, "dyads", sample_kg, "--between", "India,Russia", "--by", "year", "--status", "Planned"
    )
    assert out.splitlines()[0].split()[:2] == ["period", "events"]
    assert {line.split()[0] for line in out.splitlines()[2:]} == {"2025", "undated"}


def test_dyads_of_all(sample_kg, capsys):
    _, out, _ = run(capsys, "dyads", sample_kg, "--format", "json")
    found = json.loads(out)
    assert found["parameters"]["status"] == ["Occurred", "Ongoing"]
    assert ("European Union", "Russia", 2) in {(row["a"], row["b"], row["events"]) for row in found["rows"]}


def test_compare(sample_kg, capsys):
    arguments = ["compare", sample_kg, "--window", "2022/2023", "--window", "2024", "--level", "state"]
    code, out, _ = run(capsys, *arguments, "--measure", "degree", "--format", "csv")
    assert code == 0
    by_name = {row["name"]: row for row in rows(out)}
    assert (by_name["Russia"]["rank_a"], by_name["Nepal"]["rank_b"]) == ("1", "")


def test_communities(sample_kg, capsys):
    code, out, _ = run(capsys, "communities", sample_kg, "--level", "state", "--format", "json")
    assert code == 0
    found = json.loads(out)
    assert (found["method"], found["parameters"]["seed"]) == ("louvain", 0)
    assert ["Nepal", "Turkey"] in [row["names"] for row in found["rows"]]


def test_rank_of_a_layer(sample_kg, capsys):
    _, out, _ = run(
        capsys, "rank", sample_kg, "--kind", "conflict", "--level", "state", "--measure", "in_degree"
    )
    first = out.splitlines()[2].split()
    assert first[0] == "1"
    assert set(out.split()) >= {"Iran", "Russia"}
    assert not out.endswith("\n\n")


@pytest.mark.parametrize("name", ["a.png", "a.svg", "a.pdf"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["rank", "{kg}"],
        ["dyads", "{kg}", "--between", "India,Russia"],
        ["compare", "{kg}", "--window", "2023", "--window", "2024"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_plots_are_the_same_bytes_each_time(arguments, name, sample_kg, tmp_path, capsys):
    pytest.importorskip("matplotlib")
    files = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / name
        assert run(capsys, *(each.format(kg=sample_kg) for each in arguments), "--plot", path)[0] == 0
        files.append(path.read_bytes())
    assert files[0] == files[1]
    assert len(files[0]) > 3000


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["dyads", "{kg}", "--between", "India,Atlantis"], "no entity is called 'Atlantis'"),
        (["dyads", "{kg}", "--plot", "x.png"], "name them with --between"),
        (["compare", "{kg}", "--window", "2024"], "give --window twice"),
        (["compare", "{kg}", "--window", "then", "--window", "2024"], "'then' is no date"),
        (["rank", "{kg}", "--kind", "tree"], "kind 'tree' is unknown"),
        (["rank", "{kg}", "--kind", "signed"], "weights are negative"),
    ],
)
def test_wrong_data_is_one_line(arguments, said, sample_kg, capsys):
    code, out, err = run(capsys, *(each.format(kg=sample_kg) for each in arguments))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert said in err


@pytest.mark.parametrize("name", ["x.gif2", "none/x.png"])
def test_a_figure_that_cannot_be_written_is_told(name, sample_kg, tmp_path, capsys):
    pytest.importorskip("matplotlib")
    code, _, err = run(capsys, "rank", sample_kg, "--plot", tmp_path / name)
    assert (code, err.count("\n")) == (1, 1)
    assert str(tmp_path / name) in err


@pytest.mark.parametrize("command", ["rank", "compare"])
def test_help_names_every_measure_and_kind(command, capsys):
    with pytest.raises(SystemExit):
        main([command, "--help"])
    words = set(capsys.readouterr().out.replace(",", "").split())
    assert words >= {*MEASURES, *KINDS}


def test_wrong_use(sample_kg):
    for between in ("India", "India,", "A,B,C"):
        with pytest.raises(SystemExit) as caught:
            main(["dyads", str(sample_kg), "--between", between])
        assert caught.value.code == 2


def test_methods(sample_kg):
    kg = open_graph(sample_kg)
    assert kg.dyads(between=("IND", "RUS")).rows[0].period == "2024-12"
    assert kg.communities(level="state").modularity > 0
    assert kg.compare("2022", "2024", measure="strength", level="state").rows
    with pytest.raises(GraphError):
        kg.compare("2025", "soon")

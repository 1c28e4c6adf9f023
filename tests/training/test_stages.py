import pytest

from graph.cli import main
from graph.errors import GraphError
from graph.training import train
from graph.training.stages import NEEDED, STAGES


def test_missing_data_are_named(tmp_path):
    with pytest.raises(GraphError, match=r"ewt-train\.conllu is missing"):
        train(tmp_path, tmp_path / "out")


def test_an_unknown_stage_is_named(tmp_path):
    with pytest.raises(
        GraphError, match="no training stage is called 'bake': choose from clusters, treebanks"
    ):
        train(tmp_path, tmp_path, stages=["bake"])


def test_finished_stages_are_not_run_again(tmp_path, monkeypatch):
    for name in NEEDED:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    out = tmp_path / "out"
    for name in ("syntax", "parser"):
        (out / name).mkdir(parents=True)
    for name in ("syntax.npz", "teachers.npz", "labelled-sure.npy", "syntax/net.npz", "parser/net.npz"):
        (out / name).touch()
    done = []
    monkeypatch.setattr("graph.training.stages.find_spec", lambda _: True)
    for name in STAGES:
        monkeypatch.setitem(
            STAGES, name, type(STAGES[name])(lambda *_, name=name: done.append(name), STAGES[name].done)
        )
    train(tmp_path, out)
    assert done == ["sentences", "names", "kinds", "assemble", "evaluate"]
    train(tmp_path, out, stages=["syntax"])
    assert done[-1] == "syntax"


def test_the_command_reports_a_mistake_in_one_line(tmp_path, capsys):
    assert main(["train", str(tmp_path), "--out", str(tmp_path / "o")]) == 1
    assert capsys.readouterr().err.startswith("diplograph: ")

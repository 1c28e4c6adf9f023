import pytest

from graph.builder import build
from graph.cli import main
from graph.errors import StoreError
from graph.files import remove
from graph.status import read_status
from graph.store import GraphFolder
from tests.builds import Reader, write_corpus


@pytest.fixture
def source(tmp_path):
    (tmp_path / "source").mkdir()
    return write_corpus(tmp_path / "source")


def test_a_complete_folder(source, tmp_path, capsys):
    build(source, tmp_path / "kg", extractor=Reader())
    status = read_status(tmp_path / "kg")
    assert (status.state, status.records, status.in_graph) == ("complete", 3, 3)
    assert status.versions == (("diplograph 0.1.0, pipeline reader, ontology 1", 3),)
    assert status.built is not None
    assert 0 < status.sizes["records"] < status.sizes["everything"]
    assert status.aside == ()
    assert main(["status", str(tmp_path / "kg")]) == 0
    out = capsys.readouterr().out
    assert "kg: complete\n  records     3\n  graph       4 entities, 4 events\n" in out
    assert "made with   diplograph 0.1.0, pipeline reader, ontology 1, 3 records" in out


def test_an_unfinished_build_and_a_running_one(source, tmp_path):
    kg = tmp_path / "kg"
    build(source, kg, extractor=Reader())
    folder = GraphFolder(kg)
    folder.begin()
    remove(folder.record_path("a.txt", sharded=False))
    status = read_status(kg)
    assert (status.state, status.records, status.in_graph) == ("unfinished", 2, 3)
    assert "unfinished; build again to complete it\n  records     2, 3 of them in the graph" in str(status)
    with folder.writing():
        assert read_status(kg).state == "running"


def test_a_first_build_that_was_killed(tmp_path):
    folder = GraphFolder(tmp_path / "kg")
    with folder.writing():
        folder.begin()
    status = read_status(folder.path)
    assert (status.state, status.records, status.built) == ("unfinished", 0, None)
    assert "none was completed" in str(status)


def test_what_was_set_aside_is_counted(source, tmp_path):
    rows = ['{"reason": "no status"}', '{"reason": "no argument"}', '{"reason": "no status"}']
    build(source, tmp_path / "kg", extractor=Reader())
    (tmp_path / "kg" / "setaside.jsonl").write_text("\n".join(rows), encoding="utf8")
    assert read_status(tmp_path / "kg").aside == (("no status", 2), ("no argument", 1))
    assert "set aside   2 claims: no status\n" in str(read_status(tmp_path / "kg"))


def test_no_graph_folder(tmp_path):
    with pytest.raises(StoreError, match="holds no graph"):
        read_status(tmp_path)
    assert main(["status", str(tmp_path)]) == 1

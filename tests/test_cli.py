import json
import resource
import subprocess
import sys

import pytest

from graph.cli import main
from tests.conftest import reading

COMMANDS = ["build", "query", "events", "show", "rank", "dyads", "compare", "communities", "view"]
COMMANDS += ["export", "serve", "validate", "explain", "remove", "link", "status"]


@pytest.fixture(autouse=True)
def _reader(monkeypatch):
    """The sample records instead of a language pipeline."""
    monkeypatch.setattr("graph.builder.Extractor", lambda **_options: reading)
    monkeypatch.setattr("graph.explanations.Extractor", lambda **_options: reading)


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example(command, capsys):
    with pytest.raises(SystemExit) as caught:
        main([command, "--help"])
    assert caught.value.code == 0
    assert f"example: diplograph {command} " in capsys.readouterr().out


def test_help_is_quick():
    def seconds():
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    before = seconds()
    run = subprocess.run(
        [sys.executable, "-m", "graph", "--help"], capture_output=True, text=True, check=True
    )
    assert all(command in run.stdout for command in COMMANDS)
    assert seconds() - before < 0.5


def test_build(sample_source, tmp_path, capsys):
    code, out, err = run(capsys, "build", sample_source, "--out", tmp_path / "kg")
    assert (code, err) == (0, "")
    assert out.splitlines()[0].endswith("3 articles (3 read, 0 removed)")
    assert "events     14 (10 occurred, 2 planned, 2 hypothetical)" in out
    assert "1 links" in out


def test_what_is_left_out_is_said(sample_source, tmp_path, capsys):
    (tmp_path / "empty.txt").write_text("", encoding="utf8")
    code, out, err = run(capsys, "build", sample_source, tmp_path / "empty.txt", "--out", tmp_path / "kg")
    assert code == 1
    assert err.count("\n") == 1
    assert "(empty.txt is left out)" in err
    assert "3 articles (3 read, 0 removed)" in out


def test_of_many_files_left_out_the_first_are_named(sample_source, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("graph.cli._TOLD", 2)
    for number in range(5):
        (tmp_path / f"empty{number}.txt").write_text("", encoding="utf8")
    empty = sorted(tmp_path.glob("*.txt"))
    code, out, err = run(capsys, "build", sample_source, *empty, "--out", tmp_path / "kg")
    assert code == 1
    assert err.splitlines()[2:] == ["diplograph: and 3 more; the reasons are counted below"]
    assert "(empty1.txt is left out)" in err.splitlines()[1]
    assert "set aside  0 claims, 5 files" in out


def test_a_text_that_was_read_already_is_no_fault(sample_source, tmp_path, capsys):
    again = tmp_path / "again.jsonl"
    row = json.loads(sample_source.read_text(encoding="utf8").splitlines()[0])
    again.write_text(json.dumps({**row, "id": "again"}), encoding="utf8")
    code, _, err = run(capsys, "build", sample_source, again, "--out", tmp_path / "kg")
    assert (code, err.count("\n")) == (0, 1)
    assert "the same text as" in err


def test_a_graph_without_articles_is_told(tmp_path, capsys):
    (tmp_path / "in").mkdir()
    code, _, err = run(capsys, "build", tmp_path / "in", "--out", tmp_path / "kg")
    assert (code, err) == (
        1,
        f"diplograph: {tmp_path}/kg: holds no article: name files or folders with some\n",
    )


def test_events(sample_kg, capsys):
    code, out, _ = run(capsys, "events", sample_kg, "--status", "Planned", "--format", "json")
    assert (code, len(json.loads(out))) == (0, 2)
    _, out, _ = run(capsys, "events", sample_kg, "--type", "Visit", "--type", "Aid", "--format", "csv")
    assert len(out.splitlines()) == 3
    _, out, _ = run(capsys, "events", sample_kg, "--since", "2025", "--entity", "India")
    assert len(out.splitlines()) == 2


def test_named_queries(sample_kg, capsys):
    code, out, _ = run(capsys, "query", sample_kg, "--names")
    assert code == 0
    assert "\n\nplanned-visits: Planned visits and who says so\n" in out
    options = ("--name", "planned-visits", "--format", "csv")
    for flag in ("--set", "--param"):
        _, out, _ = run(capsys, "query", sample_kg, *options, flag, "host=India", flag, "since=2024-12")
        assert out.splitlines()[1].startswith("Sergei Orlov,India,2024-12-09,Kremlin,wire/orlov.txt,")
    code, _, err = run(capsys, "query", sample_kg, *options, "--set", "hosts=India")
    assert (code, err.count("\n")) == (1, 1)


def test_query(sample_kg, tmp_path, capsys):
    select = "SELECT ?e { ?e a dip:Visit }"
    code, out, _ = run(capsys, "query", sample_kg, select, "--format", "csv")
    assert (code, len(out.splitlines())) == (0, 2)
    (tmp_path / "q.rq").write_text(select, encoding="utf8")
    assert run(capsys, "query", sample_kg, "--file", tmp_path / "q.rq", "--format", "csv")[1] == out
    assert run(capsys, "query", sample_kg, "--format", "csv", select)[1] == out
    assert run(capsys, "query", "--format", "csv", sample_kg, select)[1] == out
    limited = run(capsys, "query", sample_kg, "SELECT ?s { ?s ?p ?o }", "--rows", "1", "--format", "csv")
    assert "only the first 1 rows" in limited[2]


def test_show(sample_kg, capsys):
    code, out, _ = run(capsys, "show", sample_kg, "Meera Singh")
    assert code == 0
    assert out.startswith("Meera Singh (Person, for India)\n")


def test_rank(sample_kg, capsys):
    code, out, _ = run(capsys, "rank", sample_kg, "--top", "3", "--format", "json")
    assert code == 0
    assert json.loads(out)["rows"]
    assert run(capsys, "rank", sample_kg)[0] == 0


def test_view(sample_kg, tmp_path, capsys):
    code, out, _ = run(capsys, "view", sample_kg, "--out", tmp_path / "view.html")
    assert code == 0
    assert out.startswith(str(tmp_path / "view.html"))
    assert (tmp_path / "view.html").stat().st_size > 10000
    code, _, err = run(capsys, "view", sample_kg, "--out", tmp_path / "none" / "view.html")
    assert (code, err.count("\n")) == (1, 1)


def test_explain(sample_kg, sample_source, tmp_path, capsys):
    code, out, _ = run(capsys, "explain", "row-7", "--kg", sample_kg)
    assert code == 0
    assert out.startswith("row-7: Week in brief")
    code, out, err = run(capsys, "explain", sample_source)
    assert (code, err, out.count("\nEntities\n")) == (0, "", 3)
    (tmp_path / "empty.txt").write_text("", encoding="utf8")
    assert run(capsys, "explain", tmp_path / "empty.txt")[0] == 1


def test_link_and_remove(own_kg, capsys):
    assert len(run(capsys, "link", own_kg, "--review")[1].splitlines()) == 2
    code, out, _ = run(capsys, "link", own_kg, "--same", "Singh", "Meera Singh", "--article", "wire/pact.txt")
    assert code == 0
    assert "doubtful   0 links" in out
    assert run(capsys, "link", own_kg, "--drop", "Bay of Bengal")[0] == 0
    assert run(capsys, "show", own_kg, "Bay of Bengal")[0] == 1
    code, out, _ = run(capsys, "remove", own_kg, "row-7")
    assert code == 0
    assert "2 articles (0 read, 1 removed)" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["events", "nowhere"], "nowhere: holds no graph"),
        (["events", "no\nsuch\x1b"], "no such : holds no graph"),
        (["events", "x" * 300], "cannot be read (File name too long)"),
        (["remove", "nowhere", "x"], "nowhere: holds no graph"),
        (["build", "nowhere", "--out", "{tmp}/kg"], "nowhere"),
        (["show", "{kg}", "Atlantis"], "no entity is called 'Atlantis'"),
        (["query", "{kg}", "SELECT"], "diplograph: "),
        (["query", "{kg}", "--file", "nowhere.rq"], "nowhere.rq: cannot be read"),
        (["explain", "x", "--kg", "{kg}"], "holds no article 'x'"),
        (["rank", "{kg}", "--measure", "charm"], "charm"),
    ],
)
def test_wrong_data_is_one_line(arguments, said, sample_kg, tmp_path, capsys):
    code, out, err = run(capsys, *(each.format(kg=sample_kg, tmp=tmp_path) for each in arguments))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith("diplograph: ")
    assert said in err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["build"],
        ["events", "kg", "--format", "xls"],
        ["query", "kg"],
        ["query", "kg", "ASK {}", "--names"],
        ["query", "kg", "ASK {}", "ASK {}"],
        ["link", "kg"],
    ],
)
def test_wrong_use(arguments):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


def test_an_unfinished_graph_says_so(own_kg, capsys):
    (own_kg / "building").write_text("", encoding="utf8")
    code, _, err = run(capsys, "events", own_kg)
    assert code == 0
    assert "the last build is unfinished" in err

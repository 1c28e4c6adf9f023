import contextlib
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pyoxigraph as ox
import pytest

from graph.builder import build, remove
from graph.errors import QueryError
from graph.knowledge_graph import open_graph
from graph.queries import QueryEngine, index, named_queries, run_query, standing_engine
from graph.queries.index import ONTOLOGY_GRAPH, IndexMaking, find_index, open_index, write_index
from graph.queries.worker import load
from tests.builds import Reader, contents, known_once, write_corpus

LIMITS = {"seconds": 20, "rows": 1000}
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(scope="module", autouse=True)
def _knowledge():
    with known_once():
        yield


@pytest.fixture(autouse=True)
def _every_graph_is_large(monkeypatch):
    monkeypatch.setattr(index, "LARGE", 1)


@pytest.fixture
def kg(tmp_path):
    (tmp_path / "source").mkdir()
    build(write_corpus(tmp_path / "source"), tmp_path / "kg", extractor=Reader())
    return tmp_path / "kg"


def indexed(kg):
    """Whether a query is answered from the index."""
    with QueryEngine(kg, once=True) as engine:
        assert engine.run(COUNT, **LIMITS).values == [(str(len(open_graph(kg).store)),)]
        return engine._source.index is not None and open_index(engine._source.index) is not None


def test_a_build_makes_it_and_a_query_opens_it(kg):
    assert [path.name for path in (kg / "index").iterdir()] == [find_index(kg).name]
    assert indexed(kg)
    graphs = run_query(
        kg, f"ASK {{ GRAPH <{ONTOLOGY_GRAPH}> {{ dip:Visit a owl:Class }} }}", once=True, **LIMITS
    )
    assert graphs.truth


def test_small_graphs_have_none(kg, monkeypatch):
    monkeypatch.setattr(index, "LARGE", 10**9)
    write_index(kg)
    assert not (kg / "index").exists()
    assert not indexed(kg)


def test_it_answers_as_the_graph_in_memory_does(sample_kg, tmp_path):
    kg = shutil.copytree(sample_kg, tmp_path / "copy")
    write_index(kg)
    with QueryEngine(kg) as memory, QueryEngine(kg, once=True) as disk:
        for query in named_queries().values():
            if not any(each.required for each in query.parameters.values()):
                one, other = (each.run(query.sparql, **LIMITS) for each in (memory, disk))
                assert sorted(map(str, one.values)) == sorted(map(str, other.values)), query.name


def test_it_is_made_in_parts(kg, monkeypatch):
    monkeypatch.setattr(index, "_PART", 1)
    shutil.rmtree(kg / "index")
    write_index(kg)
    stored = set(open_index(find_index(kg)).quads_for_pattern(None, None, None, ox.DefaultGraph()))
    assert stored == set(open_graph(kg).store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    assert len(stored) > 50


@pytest.mark.parametrize(
    ("size", "large", "expected"),
    [(1, 1, 0), (2_000_000, 1, 0), (1, 500, 0), (1, 500, 1000), (1, 10**9, 10**9)],
)
def test_it_can_be_made_while_the_graph_is_written(kg, tmp_path, monkeypatch, size, large, expected):
    monkeypatch.setattr(index, "_PART", size)
    monkeypatch.setattr(index, "LARGE", large)
    head, *blocks = (kg / "graph.ttl").read_text(encoding="utf8").split("\n\n")
    parts = [head + "\n", *(f"\n{block.rstrip()}\n" for block in blocks)]
    (tmp_path / "other").mkdir()
    making = IndexMaking(tmp_path / "other", expected=expected)
    (tmp_path / "other" / "graph.ttl").write_text("".join(making.watch(parts)), encoding="utf8")
    assert (tmp_path / "other" / "graph.ttl").read_bytes() == (kg / "graph.ttl").read_bytes()
    write_index(tmp_path / "other", making)
    if large == 10**9:
        assert not (tmp_path / "other" / "index").exists()
        return
    made = [set(open_index(find_index(each))) for each in (kg, tmp_path / "other")]
    assert made[0] == made[1]


def test_what_is_no_turtle_while_it_is_written_gets_its_index_afterwards(kg, monkeypatch):
    shutil.rmtree(kg / "index")
    making = IndexMaking(kg)
    with monkeypatch.context() as patch:
        patch.setattr(index, "_PART", 1)
        assert len(list(making.watch(["@prefix", *("\n a b c d" for _ in range(20))]))) == 21
    write_index(kg, making)
    assert indexed(kg)


def test_a_standing_graph_is_in_memory(kg):
    assert standing_engine(kg)._source.index is None
    assert standing_engine(kg, once=True)._source.index is not None
    assert standing_engine(kg) is not standing_engine(kg, once=True)


def test_it_follows_the_graph(kg):
    before = find_index(kg)
    remove(kg, "a.txt")
    assert find_index(kg) not in (None, before)
    assert len(list((kg / "index").iterdir())) == 1
    assert indexed(kg)


def test_a_build_with_nothing_new_leaves_it(kg, tmp_path):
    before = {path: path.stat().st_mtime_ns for path in (kg / "index").rglob("*.sst")}
    build(tmp_path / "source", kg, extractor=Reader())
    assert {path: path.stat().st_mtime_ns for path in (kg / "index").rglob("*.sst")} == before


def test_a_graph_that_it_does_not_belong_to(kg):
    (kg / "graph.ttl").write_bytes((kg / "graph.ttl").read_bytes() + b"<a:a> <a:b> 1 .\n")
    assert find_index(kg) is None
    with QueryEngine(kg, once=True) as engine:
        assert engine.run("ASK { <a:a> <a:b> 1 }", **LIMITS).truth


def cut(path):
    path.write_bytes(path.read_bytes()[:-100])


def flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [cut, flip, lambda path: path.unlink()])
@pytest.mark.parametrize("which", ["*.sst", "MANIFEST-*", "checksum"])
def test_a_damaged_one_is_passed_over_and_made_again(kg, tmp_path, damage, which):
    for path in find_index(kg).glob(which):
        damage(path) if path.stat().st_size > 100 else path.unlink()
    assert find_index(kg) is None
    assert not indexed(kg)
    build(tmp_path / "source", kg, extractor=Reader())
    assert indexed(kg)


def test_one_that_cannot_be_opened_is_passed_over(kg, tmp_path):
    (tmp_path / "empty").mkdir()
    source = QueryEngine(kg)._source
    for path in (tmp_path / "empty", tmp_path / "nowhere", kg / "graph.ttl"):
        store = load(type(source)(path=source.path, index=str(path)))
        assert store.contains_named_graph(ox.NamedNode(ONTOLOGY_GRAPH))


def test_deleted_while_it_is_read(kg):
    with QueryEngine(kg, once=True) as engine:
        assert engine.run("ASK { ?s ?p ?o }", **LIMITS).truth
        shutil.rmtree(kg / "index")
        with contextlib.suppress(QueryError):
            assert engine.run("ASK { ?s a dip:Visit }", **LIMITS).truth
    assert not indexed(kg)


def test_many_read_it_at_a_time(kg):
    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(indexed, [kg] * 4))


def test_one_that_another_program_writes_to_is_passed_over(kg):
    writer = ox.Store(str(find_index(kg)))
    assert not indexed(kg)
    del writer


def test_it_is_no_part_of_the_truth(kg, tmp_path, monkeypatch):
    """A full disk, say, leaves the index out and the graph whole."""
    before = contents_but_index(kg)
    shutil.rmtree(kg / "index")

    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(index, "_checksum", full)
    build(tmp_path / "source", kg, extractor=Reader())
    assert not (kg / "index").exists()
    assert contents_but_index(kg) == before


def contents_but_index(kg):
    return {name: data for name, data in contents(kg).items() if not name.startswith("index/")}


def test_the_command_opens_it(kg):
    code = (
        "import graph.queries.index as index, graph.cli, sys\n"
        "from graph.queries import engine\n"
        "status = graph.cli.main(['query', sys.argv[1], 'ASK { ?s a dip:Visit }'])\n"
        "print(status, [each._source.index is not None for each in engine._standing.values()])\n"
    )
    run = subprocess.run([sys.executable, "-c", code, str(kg)], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == ["yes", "0 [True]"]

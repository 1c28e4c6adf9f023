"""How long queries take on a graph of a million triples, here and in pyoxigraph alone.

``python -m tests.benchmarks.bench_sparql`` makes the graph of 3,000 made-up articles and prints the tables of
``RESULTS.md``: five queries in one open graph, and a single query from the start of its process to its end.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.knowledge.actors import load_actors
from graph.knowledge.ontology import load_ontology
from graph.linking import link
from graph.queries import QueryEngine
from graph.queries.guard import prologue
from graph.queries.index import find_index, open_index
from graph.resources import ontology_dir
from graph.store import GRAPH
from graph.turtle import turtle_blocks, turtle_head
from tests.benchmarks.articles import make_articles
from tests.samples import make_blocks

QUERIES = {
    "pair and dates": """SELECT ?event ?type ?date {
        VALUES (?one ?other) { (ONE OTHER) (OTHER ONE) }
        ?event dip:actor ?one ; dip:target ?other ; a ?type ; dip:date ?date
        FILTER(?date >= "2021-01-01"^^xsd:date && ?date < "2024-01-01"^^xsd:date) } ORDER BY ?date ?event""",
    "top actors": """SELECT ?name (COUNT(DISTINCT ?event) AS ?n) {
        ?event dip:actor ?actor . ?actor skos:prefLabel ?name }
        GROUP BY ?actor ?name ORDER BY DESC(?n) ?name LIMIT 20""",
    "two hops": """SELECT ?third (COUNT(*) AS ?n) {
        ?one dip:actor state:IND ; dip:target ?second . ?two dip:actor ?second ; dip:target ?third
        FILTER(?third != state:IND) } GROUP BY ?third ORDER BY DESC(?n) ?third LIMIT 20""",
    "property path": """SELECT ?state (COUNT(DISTINCT ?event) AS ?n) {
        ?event dip:actor/dip:represents* ?state . ?state a dip:State }
        GROUP BY ?state ORDER BY DESC(?n) ?state LIMIT 20""",
    "month and type": """SELECT ?month ?type (COUNT(*) AS ?n) {
        ?event a ?type ; dip:status dip:Occurred ; dip:date ?date BIND(SUBSTR(STR(?date), 1, 7) AS ?month) }
        GROUP BY ?month ?type ORDER BY ?month ?type""",
}
"""A pair in a window of time, the most active, two steps, a path of any length, a table of months."""
_BUSIEST = """SELECT ?one ?other { ?event dip:actor ?one ; dip:target ?other }
    GROUP BY ?one ?other ORDER BY DESC(COUNT(*)) ?one ?other LIMIT 1"""
_USAGE = """
import json, resource, subprocess, sys, time
begun = time.perf_counter()
subprocess.run([sys.executable, "-m", "graph", "query", *sys.argv[1:]], check=True, capture_output=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000]))
"""


def make_graph(folder: Path, articles: int) -> int:
    """Write the graph of so many articles; the number of its triples."""
    records = list(make_articles(articles))
    links = link(records, ontology=load_ontology(ontology_dir()), actors=load_actors(ontology_dir()))
    blocks = make_blocks(records, links)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / GRAPH).open("w", encoding="utf8") as file:
        file.write(turtle_head())
        file.writelines(turtle_blocks(blocks))
    return sum(len(rows) for _, rows in blocks)


def seconds(task: Callable[[], Any]) -> tuple[float, Any]:
    """How long a task takes on the wall, and what it gives."""
    begun = time.perf_counter()
    found = task()
    return time.perf_counter() - begun, found


def compare(folder: Path, times: int) -> list[str]:
    """One line a query: rows, pyoxigraph alone, our engine's part, the ratio, guard and transport."""
    alone = ox.Store()
    alone.bulk_load(path=folder / GRAPH, format=ox.RdfFormat.TURTLE)
    disk = open_index(find_index(folder) or "")
    lines = []
    with QueryEngine(folder) as engine:
        one, other = engine.run(_BUSIEST, seconds=600, rows=1).rows[0]
        for name, query in QUERIES.items():
            sparql = query.replace("OTHER", f"<{other}>").replace("ONE", f"<{one}>")
            text = prologue(sparql) + sparql
            theirs, ours, checking, rest, stored = [], [], [], [], []
            for _ in range(times):  # in turn, so that other programs disturb both alike
                theirs.append(seconds(lambda text=text: list(alone.query(text)))[0])
                whole, result = seconds(lambda sparql=sparql: engine.run(sparql, seconds=600, rows=10**6))
                ours.append(result.running)
                checking.append(result.checking)
                rest.append(whole - result.running - result.checking)
                if disk:
                    stored.append(seconds(lambda text=text: list(disk.query(text)))[0])
            cells = [min(theirs), min(ours), min(ours) / min(theirs), statistics.median(checking)]
            cells += [statistics.median(rest), min(stored, default=0.0)]
            shown = " | ".join(f"{cell:.2f}" if n == 2 else f"{cell:.3f}" for n, cell in enumerate(cells))
            lines.append(f"| {name} | {len(result)} | {shown} |")
            print(lines[-1], file=sys.stderr, flush=True)
    return lines


def cold(folder: Path) -> tuple[float, float, float]:
    """A query in a process of its own: seconds on the wall, of the processor, and megabytes, all in all."""
    command = [sys.executable, "-c", _USAGE, str(folder), "ASK { ?event a dip:Visit }"]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    wall, processor, memory = json.loads(run.stdout)
    return wall, processor, memory


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=3200)
    parser.add_argument("--times", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="where the graph is, or is to be kept")
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp())
    if not (folder / GRAPH).is_file():
        print(f"{make_graph(folder, options.articles):,} triples\n")
    start = [("with the index", cold(folder))] if find_index(folder) else []
    if not start:
        without = cold(folder)
        writing = "import sys, pathlib; from graph.queries.index import write_index as w; w(pathlib.Path(sys.argv[1]))"
        made, _ = seconds(lambda: subprocess.run([sys.executable, "-c", writing, str(folder)], check=True))
        size = sum(path.stat().st_size for path in (folder / "index").rglob("*")) / 1e6
        print(
            f"index: made in {made:.1f} s, {size:.0f} MB; graph.ttl {(folder / GRAPH).stat().st_size / 1e6:.0f} MB\n"
        )
        start = [("with the index", cold(folder)), ("reading graph.ttl", without)]
    print("| a query in its own process | wall, s | processor, s | memory, MB |\n|---|--:|--:|--:|")
    for name, (wall, processor, memory) in start:
        print(f"| {name} | {wall:.2f} | {processor:.2f} | {memory:.0f} |")
    print(
        "\n| query | rows | pyoxigraph, s | here, s | ratio | parsing, s | transport, s | index on disk, s |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    print("\n".join(compare(folder, options.times)))


if __name__ == "__main__":
    main()

"""How long a build takes, and one in which nothing changed.

``python -m tests.benchmarks.bench_build`` writes 200 made-up articles, builds them with the shipped pipeline, and
builds again, each in a process of its own. ``--linking`` times the linking of dense made-up records.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from graph.knowledge.actors import load_actors
from graph.knowledge.ontology import load_ontology
from graph.linking import link
from graph.resources import ontology_dir
from tests.benchmarks.articles import make_articles, write_articles

_BUILD = """
import json, sys, time
from graph.builder import build
begun = time.perf_counter()
report = build(sys.argv[1], sys.argv[2])
wall = time.perf_counter() - begun
print(json.dumps([wall, time.process_time(), len(report.read), "spacy" in sys.modules]))
"""


def timed(source: Path, kg: Path) -> list[float]:
    """Seconds of a build on the wall, of the processor with imports, articles read, whether spaCy was loaded."""
    run = subprocess.run(
        [sys.executable, "-c", _BUILD, str(source), str(kg)], check=True, capture_output=True, text=True
    )
    found: list[float] = json.loads(run.stdout)
    return found


def builds(articles: int) -> None:
    """Print the table of a cold build and one with nothing new."""
    with tempfile.TemporaryDirectory() as base:
        source = write_articles(articles, Path(base) / "source")
        print("| build | articles read | wall, s | processor, s | of the first | spaCy loaded |")
        print("|---|--:|--:|--:|--:|---|", flush=True)
        first = 0.0
        for name in ("from nothing", "nothing changed"):
            wall, processor, read, loaded = timed(source, Path(base) / "kg")
            first = first or processor
            cells = f"{int(read)} | {wall:.2f} | {processor:.2f} | {100 * processor / first:.1f} %"
            print(f"| {name} | {cells} | {'yes' if loaded else 'no'} |", flush=True)


def linking() -> None:
    """Print the table of linking."""
    ontology, actors = load_ontology(ontology_dir()), load_actors(ontology_dir())
    print(
        "| articles linked | sentences each | entities | events | linking, s |\n|--:|--:|--:|--:|--:|",
        flush=True,
    )
    for articles in (500, 1000, 2000):
        records = list(make_articles(articles, sentences=40))
        begun = time.process_time()
        links = link(records, ontology=ontology, actors=actors)
        taken = time.process_time() - begun
        sizes = f"{sum(len(each.entities) for each in records):,} | {len(links.events):,}"
        print(f"| {articles:,} | 40 | {sizes} | {taken:.1f} |", flush=True)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--linking", action="store_true")
    options = parser.parse_args()
    if options.linking:
        linking()
    else:
        builds(options.articles)


if __name__ == "__main__":
    main()

"""What a build costs: beside the bare pipeline and a tutorial's stack, by workers, by size and by length.

``python -m tests.benchmarks.bench_scale --articles 200`` prints the tables of ``RESULTS.md``. Needs textacy for the
tutorial's stack. All compared figures are of one run; seconds are of the processor, children included, unless
they are said to be on the wall.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from graph.articles import read_articles
from graph.builder import build
from graph.extractor import Extractor
from graph.language import parse
from graph.model import Article, Extraction
from tests.benchmarks.articles import PROVENANCE, SENTENCES, make_article, write_articles

LENGTHS = (14, 40, 120, 400)
"""Sentences of the articles whose cost by length is taken."""


class MadeUp:
    """Reads an article of the generator by making it again: what a build costs without its pipeline."""

    provenance = PROVENANCE

    def __init__(self, sentences: int = SENTENCES) -> None:
        self._sentences = sentences

    def __call__(self, article: Article) -> Extraction:
        return make_article(int(Path(article.id).stem), sentences=self._sentences)


def seconds(task: Callable[[], Any]) -> tuple[float, float]:
    """Processor seconds of a task and its children, and seconds on the wall."""

    def used() -> float:
        each = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(usage.ru_utime + usage.ru_stime for usage in each)

    before, begun = used(), time.perf_counter()
    task()
    return used() - before, time.perf_counter() - begun


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table in Markdown."""
    print(f"\n| {' | '.join(head)} |")
    print(f"|---|{'--:|' * (len(head) - 1)}")
    for row in rows:
        print(f"| {' | '.join(f'{cell:.2f}' if isinstance(cell, float) else str(cell) for cell in row)} |")
    sys.stdout.flush()


def compared(count: int, folder: Path) -> None:
    """A whole build, the bare pipeline, and the tutorial's stack on the same text."""
    source = write_articles(count, folder / f"articles{count}")
    extractor = Extractor()
    extractor.load()
    articles = [each for each in read_articles(source) if isinstance(each, Article)]
    extractor(articles[0])
    bare, _ = seconds(lambda: [parse(extractor.nlp, article) for article in articles])
    read, _ = seconds(lambda: [extractor(article) for article in articles])
    whole, wall = seconds(lambda: build(source, folder / "whole", extractor=extractor))
    again, _ = seconds(lambda: build(source, folder / "whole", extractor=extractor))
    changed = next(source.rglob("*.md"))
    changed.write_text(changed.read_text(encoding="utf8") + "\nNobody came.\n", encoding="utf8")
    one, _ = seconds(lambda: build(source, folder / "whole", extractor=extractor))
    rows: list[tuple[object, ...]] = [
        ("bare pipeline", bare, 1.0),
        ("pipeline and extraction", read, read / bare),
        (f"whole build ({wall:.0f} s on the wall)", whole, whole / bare),
        ("build again, nothing changed", again, again / bare),
        ("build again, one article changed", one, one / bare),
    ]
    try:
        from tests.benchmarks import tutorial

        stack, _ = seconds(lambda: tutorial.build(articles, extractor.nlp, folder / "tutorial"))
        rows.append(("tutorial's stack", stack, stack / bare))
    except ImportError as error:
        print(f"the tutorial's stack is left out: {error}", file=sys.stderr)
    table((f"{count} articles", "s", "of the bare pipeline"), rows)


def workers(count: int, folder: Path) -> None:
    """One worker and two: reading, with the loading of the pipeline counted in, and the whole build."""
    source = write_articles(count, folder / f"articles{count}w")
    taken = {}
    for number in (1, 2):
        stages: dict[str, float] = {}
        begun = time.perf_counter()
        build(
            source,
            folder / f"by{number}",
            workers=number,
            progress=lambda each, stages=stages: stages.setdefault(each.stage, time.perf_counter()),  # type: ignore[misc]
        )
        taken[number] = stages["checking"] - begun, time.perf_counter() - begun
    graphs = {(folder / f"by{number}" / "graph.ttl").read_bytes() for number in taken}
    assert len(graphs) == 1, "the bytes differ"
    alone = taken[1]
    rows = [(n, read, whole, alone[0] / read, alone[1] / whole) for n, (read, whole) in taken.items()]
    head = (f"workers, {count} articles", "reading, s", "whole build, s", "reading, times as fast", "whole")
    table(head, rows)


def lengths(folder: Path) -> None:
    """What an article costs by its length."""
    extractor = Extractor()
    extractor.load()
    rows = []
    for sentences in LENGTHS:
        article = make_article(1, sentences=sentences).article
        extractor(article)
        bare, _ = seconds(lambda article=article: parse(extractor.nlp, article))  # type: ignore[misc]
        whole, _ = seconds(lambda article=article: extractor(article))  # type: ignore[misc]
        size = len(article.text) / 1000
        rows.append((f"{len(article.text):,}", bare / size, (whole - bare) / size, whole))
    table(("characters", "parse, s per 1,000", "extraction, s per 1,000", "s an article"), rows)
    assert folder.is_dir()


def memory(sizes: Sequence[int], sentences: int, folder: Path) -> None:
    """The most memory that a build takes, by the number of articles, reading of them left out."""
    rows = []
    for size in sizes:
        command = [sys.executable, "-m", "tests.benchmarks.bench_scale", "--one", str(size)]
        command += ["--sentences", str(sentences)]
        run = subprocess.run(
            command, capture_output=True, text=True, check=True, env={**os.environ, "TMPDIR": str(folder)}
        )
        megabytes, cpu, triples, disk = map(float, run.stdout.split())
        rows.append((f"{size:,}", megabytes, cpu / size * 1000, f"{triples / size:.0f}", disk / size))
    table(("articles", "MB at most", "ms an article", "triples an article", "kB on disk an article"), rows)


def one(size: int, sentences: int) -> None:
    """Build once in this process from what the generator knows, and print what it took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = write_articles(size, folder / "articles", sentences=sentences)
        cpu, _ = seconds(lambda: build(source, folder / "kg", extractor=MadeUp(sentences)))
        graph_file = (folder / "kg" / "graph.ttl").open(encoding="utf8")
        with graph_file:
            triples = sum(line.startswith("    ") for line in graph_file)
        disk = sum(path.stat().st_size for path in (folder / "kg").rglob("*") if path.is_file()) / 1000
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, cpu, triples, disk)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--sizes", type=int, nargs="*", default=[500, 2000, 8000, 20000])
    parser.add_argument(
        "--sentences", type=int, default=SENTENCES, help="of an article, for the memory by size"
    )
    parser.add_argument("--only", action="append", choices=("compared", "workers", "lengths", "memory"))
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        one(options.one, options.sentences)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tasks: dict[str, Callable[[], None]] = {
            "compared": lambda: compared(options.articles, folder),
            "workers": lambda: workers(options.articles, folder),
            "lengths": lambda: lengths(folder),
            "memory": lambda: memory(options.sizes, options.sentences, folder),
        }
        for task in options.only or tasks:
            tasks[task]()


if __name__ == "__main__":
    main()

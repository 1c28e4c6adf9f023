"""Shards: a few articles that one worker reads at a time, and what comes of each.

The same two functions serve a build in one process, the processes of one machine and those of a cluster.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from graph import __version__
from graph.errors import GraphError
from graph.model import Article, Extraction, Provenance
from graph.records import to_json

ARTICLES = 16
"""A shard holds at most so many articles."""
CHARACTERS = 100_000
"""A shard is closed when its articles are as long as this together."""

ExtractorLike = Callable[[Article], Extraction]
"""What reads an article; its attribute ``provenance``, where it has one, tells its version."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Articles that are read one after the other; ``number`` counts the shards of a build from 1."""

    number: int
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of reading one article.

    Attributes:
        article: the article's id.
        content: its :attr:`~graph.model.Article.content_hash`.
        shard: the number of its shard.
        record: the text of its record; None where it could not be read.
        failure: why it could not, in one line.
        events: how many events its record holds.
        seconds: how long it took, on the wall.
        worker: who read it.
    """

    article: str
    content: str
    shard: int
    record: str | None = None
    failure: str | None = None
    events: int = 0
    seconds: float = 0.0
    worker: str = "1"


def shards(articles: Iterable[Article]) -> Iterator[Shard]:
    """Articles as shards, in their order; no more than one shard is held."""
    number, held, size = 1, list[Article](), 0
    for article in articles:
        held.append(article)
        size += len(article.text)
        if len(held) >= ARTICLES or size >= CHARACTERS:
            yield Shard(number, tuple(held))
            number, held, size = number + 1, [], 0
    if held:
        yield Shard(number, tuple(held))


def provenance_of(extractor: ExtractorLike) -> Provenance:
    """The versions that an extractor's records are made with."""
    return getattr(extractor, "provenance", None) or Provenance(__version__, "own", "own")


def read_article(extractor: ExtractorLike, article: Article, *, shard: int, worker: str = "1") -> Outcome:
    """Read one article; whatever is wrong with it, the others go on.

    Raises:
        GraphError: where the extractor itself cannot be used, such as a pipeline that is not installed.
    """
    begun = time.perf_counter()
    try:
        record = replace(extractor(article), provenance=provenance_of(extractor))
        text = to_json(record)
    except GraphError:
        raise
    except Exception as error:  # noqa: BLE001 (one article must not end a week's work)
        cause = " ".join(f"{type(error).__name__}: {error}".split())
        failure = f"the pipeline fails on it ({cause}): leave it out, or report it"
        return Outcome(article.id, article.content_hash, shard, failure=failure, worker=worker)
    seconds, events = time.perf_counter() - begun, len(record.events)
    return Outcome(article.id, article.content_hash, shard, text, None, events, seconds, worker)


def read_here(extractor: ExtractorLike, given: Iterable[Shard]) -> Iterator[Outcome]:
    """Read shards in this process."""
    for shard in given:
        for article in shard.articles:
            yield read_article(extractor, article, shard=shard.number)

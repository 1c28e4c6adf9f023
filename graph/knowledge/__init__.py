"""What ``ontology/`` holds, typed: classes, actors, lexicon and word lists."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import KnowledgeError
from graph.knowledge.actors import Actors, load_actors
from graph.knowledge.cues import Cues, load_cues
from graph.knowledge.lexicon import Lexicon, load_lexicon
from graph.knowledge.ontology import Ontology, load_ontology
from graph.knowledge.own_classes import own_classes
from graph.resources import ontology_dir

READ = ("diplomacy.ttl", "actors.ttl", "cues.toml", "boilerplate.toml")
GRAPH = ("spelling.tsv", "shapes.ttl", "projection.toml")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that extraction knows beside the language pipeline.

    ``version`` is a digest of all files read: another version means that articles must be read again.
    ``own_classes`` are the classes of events that the user's lexicon adds to those of the ontology.
    """

    ontology: Ontology
    actors: Actors
    lexicon: Lexicon
    cues: Cues
    version: str
    own_classes: frozenset[str] = frozenset()


def knowledge_version(extra: Sequence[Path] = ()) -> str:
    """A digest (16 hexadecimal digits) of the files that reading an article depends on, without parsing them.

    Raises:
        KnowledgeError: where one of ``extra`` cannot be read.
    """
    folder = ontology_dir()
    return _digest([*(folder / name for name in READ), *sorted((folder / "lexicon").glob("*.tsv")), *extra])


def graph_knowledge_version() -> str:
    """The same of the files that linking, checking and showing what was read depend on."""
    folder = ontology_dir()
    return _digest([folder / name for name in (*READ, *GRAPH)])


def _digest(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        try:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError as error:
            raise KnowledgeError(f"cannot be read ({error.strerror}): check the path", path=path) from error
    return digest.hexdigest()[:16]


def load_knowledge(lexicon: Sequence[Path] = ()) -> Knowledge:
    """Read the packaged ontology and, before its lexicon, the user's own files.

    Args:
        lexicon: further lexicon files; their rows win, and may name classes of their own.

    Raises:
        KnowledgeError: where a file is missing or wrong.
    """
    folder = ontology_dir()
    ontology = load_ontology(folder)
    return Knowledge(
        ontology=ontology,
        actors=load_actors(folder),
        lexicon=load_lexicon(folder, lexicon),
        cues=load_cues(folder),
        version=knowledge_version(lexicon),
        own_classes=own_classes(lexicon, ontology),
    )

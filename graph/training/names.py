"""Train the recogniser of names: its stream of Examples and its run."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import registry

from graph.training.gazetteer import known_names, place_lists, written_lists
from graph.training.loop import run_training
from graph.training.marked import Marked, Span, read_marked, to_doc
from graph.training.prepare import general_sets

CORPUS = Path(__file__).parent / "corpus"
# Names whose words agree with those around them, or are half grammar, are never exchanged.
KEPT = frozenset({"DATE", "QUANTITY", "LAW", ""})
# The learning rate of a training that goes on from trained weights.
FURTHER_RATE = 0.001
# Sentences of the domain corpus alternate in blocks, so that the dev part is of every genre.
BLOCK = 10

Reader = Callable[[Language], Iterator[Example]]


def domain_parts() -> tuple[list[Marked], list[Marked]]:
    """The domain corpus's training sentences and, every tenth block of them, those to watch training with."""
    parts: tuple[list[Marked], list[Marked]] = ([], [])
    for path in sorted(CORPUS.glob("train-*.txt")):
        for index, sentence in enumerate(read_marked(path)):
            parts[index // BLOCK % 10 == 9].append(sentence)
    return parts


@cache
def _sets(ner: Path) -> dict[str, list[Marked]]:
    domain, dev = domain_parts()
    return {**general_sets(blank_pipeline(), ner, domain), "domain": domain, "domain-dev": dev}


def blank_pipeline() -> Language:
    """An English pipeline with the shipped tokenizer and no component."""
    return spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "graph.Tokenizer.v1"}}})


def exchange_names(marked: Marked, pool: dict[str, list[list[str]]], chance: random.Random) -> Marked:
    """The sentence with each name, by an even chance, replaced by another of its label."""
    text, spans, at = "", [], 0
    for span in marked.spans:
        name = marked.text[span.start : span.end]
        if span.label not in KEPT and not name.isupper() and chance.random() < 0.5:
            name = chance.choice(chance.choice(pool[span.label]))
        text += marked.text[at : span.start]
        spans.append(Span(len(text), len(text) + len(name), span.label))
        text += name
        at = span.end
    return Marked(text + marked.text[at:], tuple(spans))


def name_pool(sentences: list[Marked]) -> dict[str, list[list[str]]]:
    """Lists of names by label, each list drawn from as often: the sentences' own, and those of the gazetteer.

    Names in capitals are left out.
    """
    seen: dict[str, set[str]] = {}
    for sentence in sentences:
        for name, label in sentence.names():
            if not name.isupper():
                seen.setdefault(label, set()).add(name)
    pool = {label: [sorted(names)] for label, names in seen.items()}
    actors: dict[str, set[str]] = {}
    for name, label in known_names():
        actors.setdefault(label, set()).add(name)
    for label, found in actors.items():
        pool[label].append(sorted(found))
    for lists in (place_lists(), written_lists()):
        for label, names in lists.items():
            pool[label].append(names)
    return pool


def respell(marked: Marked, rates: dict[str, float], chance: random.Random) -> Marked:
    """Variants of the same length: curly or straight quotes, all in capitals or in lower case."""
    text = marked.text
    if chance.random() < rates["quotes"]:
        text = text.replace("'", "’") if "'" in text else text.replace("’", "'")
        text = text.replace("“", '"').replace("”", '"')
    if chance.random() < rates["capitals"] and len(text.upper()) == len(text):
        text = text.upper()
    elif chance.random() < rates["lower"] and len(text.lower()) == len(text):
        text = text.lower()
    return Marked(text, marked.spans)


def epoch(sets: dict[str, list[Marked]], weights: dict[str, float], chance: random.Random) -> list[Marked]:
    """One epoch's sentences: each set as many times as its weight says, a fraction of it drawn anew."""
    chosen: list[Marked] = []
    for name, weight in sorted(weights.items()):
        chosen += sets[name] * int(weight)
        chosen += chance.sample(sets[name], int(len(sets[name]) * (weight - int(weight))))
    chance.shuffle(chosen)
    return chosen


@registry.readers("graph.names.v1")  # type: ignore[untyped-decorator]
def names_corpus(
    ner: str, weights: dict[str, float], rates: dict[str, float], size: int, seed: int
) -> Reader:
    """An endless supply of training Examples, other variants in every epoch.

    Args:
        ner: the folder of the general sets.
        weights: how often each set comes in an epoch, a fraction for a part of it.
        rates: how often (0 to 1) the names of a sentence are exchanged (``names``), its quotes respelled
            (``quotes``) and all put in capitals (``capitals``) or lower case (``lower``).
        size: sentences a document, at most.
        seed: of all random choices.
    """
    chance = random.Random(seed)

    def read(nlp: Language) -> Iterator[Example]:
        sets = _sets(Path(ner))
        pool = name_pool(sets["domain"] + sets["crossner"])
        pool["PERSON"].append(
            sorted({name for s in sets["gmb"] for name, label in s.names() if label == "PERSON"})
        )
        sentences = epoch(sets, weights, chance)
        while sentences:
            group = [sentences.pop() for _ in range(min(len(sentences), chance.randint(1, size)))]
            if any(rates.values()):
                group = [
                    exchange_names(s, pool, chance) if chance.random() < rates["names"] else s for s in group
                ]
                group = [respell(s, rates, chance) for s in group]
            doc = to_doc(nlp, group)
            yield Example(nlp.make_doc(doc.text), doc)

    return read


def train_names(data: Path, out: Path, *, steps: int, start: Path | None = None) -> Language:
    """Train from ``data/ner`` and the domain corpus and write the best weights to ``out``.

    Args:
        data: the folder with ``ner/``.
        out: the folder to write to.
        steps: batches to train on.
        start: a saved recogniser to train further, at a lower rate, instead of a new one.
    """
    values: dict[str, object] = {"paths.ner": str(data / "ner"), "training.max_steps": steps}
    if start is not None:
        values["training.optimizer.learn_rate.initial_rate"] = FURTHER_RATE
    return run_training("names", out, values, start)

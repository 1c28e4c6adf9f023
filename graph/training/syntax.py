"""Train the reader of syntax: teachers on the treebanks, then students on these and on news that the teachers parsed.

Several nets that judge together parse better than one; a net that learns from their parses of text without gold comes
near them (Kuncoro et al. 2016, "Distilling an Ensemble of Greedy Dependency Parsers into One MST Parser"). The best
student is trained further on the treebanks and on trees of the field, corrected by reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jax.numpy as jnp
import numpy as np
from spacy.language import Language

from graph.language.net import store
from graph.language.net.encoder import Weights
from graph.language.syntax import SyntaxReader
from graph.training.corpora import field, news, plain, treebank, variants, written
from graph.training.domain import blank_pipeline
from graph.training.nets.arrays import DEP, FORM, HEAD, TAG, Arrays, Writer, known_labels
from graph.training.nets.encoder import Drops, Shape
from graph.training.nets.loop import Schedule, stacked, taken, train_nets
from graph.training.nets.syntax_net import SHAPE, first_net, read_together, syntax_loss
from graph.training.nets.windows import batches, in_order
from graph.training.scores import score_treebank

Say = Callable[[str], None]
VARIANTS = {"gold": 8, "trees": 6}  # of the treebanks, and of the trees of the field
# Words of a window, and windows of a batch.
SIZE, COUNT = 160, 40
TEACHERS, STUDENTS = 8, 4
TAUGHT = Schedule(steps=4000, rate=0.0015, seed=1)
LEARNING = Schedule(steps=9900, rate=0.0015, seed=2)
# Windows of a batch while a student is trained further, and how.
FURTHER_COUNT = 20
FURTHER = Schedule(steps=1700, rate=0.0007, seed=3)
TEACHER_DROPS = Drops(vectors=0.25, words=0.25, norm=0.2, tables=0.05)
STUDENT_DROPS = Drops(vectors=0.22, words=0.2, norm=0.2, tables=0.05)
# The parts without gold, and in how many epochs each is read once.
READ_IN = {"news": 5, "written": 1}
DEV = ("ewt-dev", "gum-open-dev")


def write_arrays(data: Path, out: Path) -> None:
    """The treebanks and the trees of the field in several variants, and the texts without gold, as arrays.

    Args:
        data: the folder with ``ud/`` and ``ner/``.
        out: the file to write.
    """
    nlp = blank_pipeline()
    docs = treebank(nlp, [data / "ud" / f"{name}-train.conllu" for name in ("ewt", "gum-open")])
    writer = Writer(nlp, known_labels(docs, least=2))
    parts = {}
    unread = {"news": news(data / "ner" / "gmb-ner.csv.zip"), "written": written()}
    for name, gold in (("gold", docs), ("trees", field(nlp, [*unread["written"], *unread["news"]]))):
        for number in range(VARIANTS[name]):
            examples = variants(nlp, gold, seed=number) if number else plain(nlp, gold)
            parts[f"{name}-{number}"] = np.vstack(list(map(writer.syntax, examples)))
    chance = np.random.default_rng(0)
    for name, texts in unread.items():
        parts[name] = writer.unread(list(map(nlp.make_doc, texts)), chance)
    Arrays.of(writer, parts).save(out)


def train_teachers(arrays: Path, out: Path, say: Say, *, count: int = TEACHERS, shape: Shape = SHAPE) -> None:
    """Train on the treebanks alone, and write the nets.

    Args:
        arrays: what :func:`write_arrays` wrote.
        out: the file to write.
        say: told how far the training is.
        count: how many.
        shape: how large each is.
    """
    found = Arrays.load(arrays)
    gold = found.named("gold-")

    def epoch(number: int, chance: Any) -> Iterator[Any]:
        return batches(found.columns, [found.bounds[gold[number % len(gold)]]], SIZE, COUNT, chance)

    nets = stacked([first_net(np.random.default_rng(seed), found.labels, shape) for seed in range(count)])
    loss, state = syntax_loss(TEACHER_DROPS), out.with_suffix(".state")
    nets = train_nets(nets, loss, on_device(found), epoch, TAUGHT, state, say)
    out.write_bytes(store.to_bytes(nets, found.labels))


def on_device(arrays: Arrays, sure: Any = 1.0) -> dict[str, Any]:
    """What the losses read."""
    sureness = np.broadcast_to(np.asarray(sure, dtype="float32"), len(arrays.columns))
    return {
        "columns": jnp.asarray(arrays.columns),
        "rows": jnp.asarray(arrays.rows),
        "sure": jnp.asarray(sureness),
    }


def label(arrays: Path, teachers: Path, out: Path, sureness: Path) -> None:
    """Parse the texts without gold by all teachers together.

    Args:
        arrays: what :func:`write_arrays` wrote.
        teachers: what :func:`train_teachers` wrote.
        out: the file to write, of the same form.
        sureness: the file to write how sure each head is (0 to 1), 1 where it is gold.
    """
    found = Arrays.load(arrays)
    nets = {name: jnp.asarray(values) for name, values in store.from_bytes(teachers.read_bytes())[0].items()}
    data, sure = on_device(found), np.ones(len(found.columns), dtype="float32")
    for part in READ_IN:
        for indices, cuts in in_order(found.columns, found.bounds[part], SIZE, COUNT):
            head, likely, *labels = map(np.asarray, read_together(nets, data, jnp.asarray(indices)))
            for line, (first, end) in enumerate(cuts):
                words = slice(first, end)
                place = np.arange(1, end - first + 1)
                heads = head[line, : end - first]
                found.columns[words, HEAD] = np.where(heads == 0, 0, heads - place)
                for column, kind in zip((DEP, TAG, FORM), labels, strict=True):
                    found.columns[words, column] = kind[line, : end - first]
                sure[words] = likely[line, : end - first]
    found.save(out)
    np.save(sureness, sure)


def train_students(
    labelled: Path,
    sureness: Path,
    data: Path,
    out: Path,
    say: Say,
    *,
    count: int = STUDENTS,
    shape: Shape = SHAPE,
) -> None:
    """Train on the treebanks and the labelled texts, and write the net that parses their dev parts best.

    Args:
        labelled: what :func:`label` wrote.
        sureness: what it wrote beside it.
        data: the folder with ``ud/``.
        out: the folder to write to.
        say: told how far the training is.
        count: how many are trained.
        shape: how large each is.
    """
    found = Arrays.load(labelled)
    gold = found.named("gold-")

    def epoch(number: int, chance: Any) -> Iterator[Any]:
        parts = [found.bounds[gold[number % len(gold)]]]
        parts += [_slice(found.bounds[name], number % epochs, epochs) for name, epochs in READ_IN.items()]
        return batches(found.columns, parts, SIZE, COUNT, chance)

    nets = stacked([first_net(np.random.default_rng(100 + n), found.labels, shape) for n in range(count)])
    loss, state = syntax_loss(STUDENT_DROPS), out.with_suffix(".state")
    nets = train_nets(nets, loss, on_device(found, np.load(sureness)), epoch, LEARNING, state, say)
    best = max(
        (taken(nets, number) for number in range(count)), key=lambda net: _las(net, found.labels, data)
    )
    store.write(out, best, found.labels)


def _slice(part: tuple[int, int], number: int, count: int) -> tuple[int, int]:
    """One of so many slices of a part that are about as long."""
    cuts = np.linspace(*part, count + 1).astype(int).tolist()
    return cuts[number], cuts[number + 1]


def train_further(arrays: Path, student: Path, out: Path, say: Say) -> None:
    """Train a student further, on the trees of the field and, by halves, on the treebanks.

    Args:
        arrays: what :func:`write_arrays` wrote.
        student: the folder that :func:`train_students` wrote to.
        out: the folder to write to.
        say: told how far the training is.
    """
    found, (net, labels) = Arrays.load(arrays), store.read(student)
    gold, trees = found.named("gold-"), found.named("trees-")

    def epoch(number: int, chance: Any) -> Iterator[Any]:
        half = _slice(found.bounds[gold[number // 2 % len(gold)]], number % 2, 2)
        parts = [half, found.bounds[trees[number % len(trees)]]]
        return batches(found.columns, parts, SIZE, FURTHER_COUNT, chance)

    loss, state = syntax_loss(STUDENT_DROPS), out.with_suffix(".state")
    nets = train_nets(stacked([net]), loss, on_device(found), epoch, FURTHER, state, say)
    store.write(out, taken(nets, 0), labels)


def _las(net: Weights, labels: dict[str, list[str]], data: Path) -> float:
    nlp: Language = blank_pipeline()
    reader: Any = nlp.add_pipe("syntax_reader")
    assert isinstance(reader, SyntaxReader)
    reader.take(net, labels)
    return sum(score_treebank(nlp, data / "ud" / f"{name}.conllu")["las"] for name in DEV)

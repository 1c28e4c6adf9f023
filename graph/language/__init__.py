"""The English pipeline that the package ships, and how an article is given to it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import GraphError
from graph.settings import load_settings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from graph.model import Article

WEIGHTS = Path(__file__).parent / "weights"


def register_components() -> None:
    """Make the parts of the shipped pipeline known to spaCy, which finds them by name."""
    import graph.language.clusters
    import graph.language.folding
    import graph.language.guard
    import graph.language.kinds
    import graph.language.lemmas
    import graph.language.recogniser
    import graph.language.syntax
    import graph.language.tokenizer
    import graph.language.universal  # noqa: F401


def load_pipeline(name: str | None = None) -> Language:
    """The shipped pipeline, or another installed spaCy English pipeline.

    Args:
        name: an installed spaCy package or a path to a saved pipeline; None for the shipped one. Its labels
            may be Universal Dependencies or CLEAR, which a last component turns into the former.

    Raises:
        GraphError: where no such pipeline is installed, or it lacks a parser.
    """
    import spacy

    from graph.language.ops import use_gemm
    from graph.language.universal import is_clear

    register_components()
    use_gemm(load_settings().gemm)
    if name is None:
        return spacy.load(WEIGHTS)
    try:
        nlp = spacy.load(name)
    except OSError as error:
        message = f"no spaCy pipeline named {name!r} is installed: install it, or leave --model out"
        raise GraphError(message) from error
    except ValueError as error:
        reason = str(error).strip().partition("\n")[0]
        raise GraphError(
            f"the pipeline {name!r} cannot be loaded ({reason}): mend it, or leave --model out"
        ) from error
    if not nlp.has_pipe("parser"):
        raise GraphError(f"the pipeline {name!r} has no parser: choose one that has")
    if is_clear(getattr(nlp.get_pipe("parser"), "labels", None)):
        nlp.add_pipe("universal_dependencies", last=True)
    return nlp


@cache
def pipeline_version(name: str | None = None) -> str:
    """A name for exactly this pipeline, without loading it: kind, version and a digest of its weights.

    Args:
        name: as for :func:`load_pipeline`.
    """
    import hashlib
    from importlib.metadata import PackageNotFoundError, version

    folder = WEIGHTS if name is None else Path(name)
    if not folder.is_dir():
        try:
            return f"{name}-{version(str(name).replace('_', '-'))}"
        except PackageNotFoundError:
            return str(name)
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return f"{'shipped' if name is None else folder.name}-{digest.hexdigest()[:16]}-{load_settings().gemm}"


def parse(nlp: Language, article: Article) -> Doc:
    """The article's body as a Doc whose token offsets are those of the article's text.

    The article is parsed alone, so that no neighbour changes the result, and on one thread: the matrices are
    so small that threads of the BLAS spend twice the processor time waiting for each other, more on a busy machine.
    """
    from spacy.tokens import Doc
    from threadpoolctl import threadpool_limits

    from graph.language.prefixes import part_prefixes
    from graph.language.text import masked, pieces

    limits = load_settings()
    text = masked(article, limits.max_token_length)
    with threadpool_limits(limits=1, user_api="blas"):
        docs = [part_prefixes(nlp(piece)) for piece in pieces(text, limits.parsed_characters)]
    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)

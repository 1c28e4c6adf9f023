"""How good a pipeline is, from raw text: tags, parses, lemmas, sentences and names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from graph.training.conllu import read_docs
from graph.training.corpora import field, news, written
from graph.training.domain import CORPUS
from graph.training.marked import ORGANIZATIONS, PLACES, Marked, read_marked
from graph.training.sources import read_crossner, read_uner

# What other sets' labels are worth comparing with: our fine labels and their families, under one name.
_COARSE = {
    "PERSON": "person",
    "EVENT": "event",
    **dict.fromkeys((*ORGANIZATIONS, "ORG*"), "organisation"),
    **dict.fromkeys((*PLACES, "LOC*"), "location"),
}
Scored = dict[str, float]


def score_treebank(nlp: Language, path: Path) -> Scored:
    """Accuracies in per cent on a CoNLL-U file, tokens and sentences found by the pipeline itself."""
    return score_docs(nlp, read_docs(nlp.vocab, path, size=10, break_rate=0.0, seed=0))


def score_docs(nlp: Language, gold: Iterable[Doc]) -> Scored:
    """The same on gold documents."""
    scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])
    names = {"xpos": "tag_acc", "upos": "pos_acc", "feats": "morph_acc", "lemma": "lemma_acc"}
    names |= {"uas": "dep_uas", "las": "dep_las", "sentences": "sents_f", "tokens": "token_f"}
    return {name: round(100 * (scores.get(key) or 0.0), 2) for name, key in names.items()}


def _counts(
    nlp: Language, sentences: Iterable[Marked], mapped: Callable[[str], str | None]
) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in ("gold", "found", "right")}
    for sentence in sentences:
        gold = {(s.start, s.end, mapped(s.label)) for s in sentence.spans if mapped(s.label)}
        ents = nlp(sentence.text).ents
        found = {(e.start_char, e.end_char, mapped(e.label_)) for e in ents if mapped(e.label_)}
        for kind, spans in (("gold", gold), ("found", found), ("right", gold & found)):
            counts[kind].update(str(label) for _, _, label in spans)
            counts[kind].update("all" for _ in spans)
    return counts


def score_names(
    nlp: Language, sentences: Iterable[Marked], mapped: Callable[[str], str | None] = str
) -> dict[str, Scored]:
    """Precision, recall and F of exact spans with their label, for each label and for all.

    Args:
        nlp: the pipeline.
        sentences: each read alone.
        mapped: the label to compare by, None for one that does not count.
    """
    counts = _counts(nlp, sentences, mapped)
    scores: dict[str, Scored] = {}
    for label in sorted({*counts["gold"], *counts["found"]}):
        right, gold, found = (counts[kind][label] for kind in ("right", "gold", "found"))
        scores[label] = {
            "p": round(right / found, 4) if found else 0.0,
            "r": round(right / gold, 4) if gold else 0.0,
            "f": round(2 * right / (gold + found), 4),
            "n": gold,
        }
    return scores


def family(label: str) -> str | None:
    """The label with organisations put together, as the gazetteer and rules tell them apart later."""
    return "ORG" if label in ORGANIZATIONS else label


def coarse(label: str) -> str | None:
    """The label as CrossNER's and UNER's coarse kinds, None where they have none for it."""
    return _COARSE.get(label)


def coarse_without_events(label: str) -> str | None:
    """The same without events, which UNER does not mark."""
    return _COARSE.get(label) if label != "EVENT" else None


def score_all_names(nlp: Language, ner: Path) -> dict[str, dict[str, Scored]]:
    """The scores on the corpus's test part and the general sets' parts that were not trained on."""
    test = read_marked(CORPUS / "test.txt")
    return {
        "corpus-test": score_names(nlp, test),
        "corpus-test-organisations-as-one": score_names(nlp, test, family),
        "crossner-politics-dev": score_names(nlp, read_crossner(ner / "crossner-politics-dev.txt"), coarse),
        "uner-ewt-test": score_names(nlp, read_uner(ner / "uner-ewt-test.iob2"), coarse_without_events),
    }


def evaluate(nlp: Language, data: Path) -> dict[str, Any]:
    """All scores of a pipeline on the test parts below a data folder.

    The treebanks' sentences are joined into lines, where the sentence guard keeps whatever ends without a mark
    with what follows; so they are also scored without it.
    """
    paths = {name: data / "ud" / f"{name}.conllu" for name in ("ewt-test", "gum-open-test")}
    guarded = {name: score_treebank(nlp, path) for name, path in paths.items()}
    with nlp.select_pipes(disable=[name for name in ("sentence_guard",) if nlp.has_pipe(name)]):
        free = {name: score_treebank(nlp, path) for name, path in paths.items()}
    texts = [*written(), *news(data / "ner" / "gmb-ner.csv.zip")]
    trees = score_docs(nlp, field(nlp, texts, dev=True))
    return {
        "treebanks": guarded,
        "treebanks-without-guard": free,
        "trees-dev": {name: trees[name] for name in ("uas", "las")},
        "names": score_all_names(nlp, data / "ner"),
    }

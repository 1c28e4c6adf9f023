"""CLEAR parses as Universal Dependencies, so that extraction reads one scheme whatever pipeline is named.

spaCy's own English pipelines label with ClearNLP's scheme (Choi and Palmer 2012, "Guidelines for the CLEAR Style
Constituent to Dependency Conversion"), where prepositions head their objects, forms of "be" their predicates, and each
conjunct the next. Universal Dependencies (universaldependencies.org) turn all three around.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.language import Language
from spacy.tokens import Doc, Span

# Labels that mean the same as one of Universal Dependencies.
LABELS = {
    "acomp": "xcomp",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "npadvmod": "obl:unmarked",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "pcomp": "advcl",
    "pobj": "obl",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prep": "advmod",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "relcl": "acl:relcl",
}
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_BE = frozenset(
    {"be", "am", "is", "are", "was", "were", "been", "being", "'s", "’s", "'m", "’m", "'re", "’re"}
)
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


class _Tree:
    """The heads and labels of one sentence, counted from its start; a root is its own head."""

    def __init__(self, sent: Span) -> None:
        self.sent = sent
        self.heads = [token.head.i - sent.start for token in sent]
        self.deps = [token.dep_ for token in sent]

    def children(self, index: int) -> list[int]:
        return [child for child, head in enumerate(self.heads) if head == index != child]

    def attach(self, index: int, head: int, dep: str) -> None:
        self.heads[index], self.deps[index] = head, dep

    def replace(self, old: int, new: int) -> None:
        """Give one word the head, label and dependents of another, which is left hanging on it."""
        above = self.heads[old]
        for child in self.children(old):
            self.heads[child] = new
        self.attach(new, new if above == old else above, self.deps[old])
        self.heads[old] = new

    def turn_prepositions(self) -> None:
        """Make objects of prepositions heads: "in Oslo" hangs on what the preposition hung on."""
        for index in reversed(range(len(self.heads))):
            if self.deps[index] not in _PREPOSITIONS:
                continue
            below = self.children(index)
            for child in below:
                if self.deps[child] in ("pobj", "obl", "nmod"):
                    self._turn(index, child, "case")
                    break
                if self.deps[child] == "pcomp":
                    self._turn(index, child, "mark")
                    break

    def _turn(self, preposition: int, below: int, mark: str) -> None:
        agent, above = self.deps[preposition] == "agent", self.heads[preposition]
        nominal = self.sent[above].pos_ in _NOMINAL
        inner = [child for child in self.children(below) if self.deps[child] == "case" and child < below]
        self.replace(preposition, below)
        self.deps[preposition] = mark
        if mark == "case":
            self.deps[below] = "obl:agent" if agent else "nmod" if nominal else "obl"
            if inner and inner[0] == preposition + 1:
                self.attach(inner[0], preposition, "fixed")
        else:
            self.deps[below] = "acl" if nominal else "advcl"

    def turn_copulas(self) -> None:
        """Make predicates heads: in "Oslo is ready", "ready"; what there is becomes the subject."""
        for index in range(len(self.heads)):
            if self.sent[index].lower_ not in _BE:
                continue
            below = {self.deps[child]: child for child in reversed(self.children(index))}
            predicate = below.get("attr", below.get("acomp"))
            if predicate is None:
                continue
            if "expl" in below:
                self.deps[predicate] = "nsubj"
            else:
                self.replace(index, predicate)
                self.deps[index] = "cop"

    def turn_conjuncts(self) -> None:
        """Hang all conjuncts on the first, and each conjunction on the conjunct after it."""
        for index, dep in enumerate(self.deps):
            if dep == "cc":
                siblings = self.children(self.heads[index])
                after = [other for other in siblings if other > index and self.deps[other] == "conj"]
                self.heads[index] = after[0] if after else self.heads[index]
        for index, dep in enumerate(self.deps):
            while dep == "conj" and self.deps[self.heads[index]] == "conj":
                self.heads[index] = self.heads[self.heads[index]]


def is_clear(labels: object) -> bool:
    """Whether a parser's labels are CLEAR's, or unknown."""
    return not isinstance(labels, tuple) or bool({"dobj", "pobj", "nsubjpass"} & set(labels))


@Language.component("universal_dependencies")
def universal_dependencies(doc: Doc) -> Doc:
    """Turn a CLEAR parse around; one of Universal Dependencies stays as it is."""
    if not any(token.dep_ in LABELS for token in doc):
        return doc
    table: Any = np.zeros((len(doc), 2), dtype="uint64")
    for sent in doc.sents:
        tree = _Tree(sent)
        tree.turn_prepositions()
        tree.turn_copulas()
        tree.turn_conjuncts()
        for index, (head, dep) in enumerate(zip(tree.heads, tree.deps, strict=True)):
            infinitive = dep == "aux" and sent[index].tag_ == "TO"
            label = doc.vocab.strings.add("mark" if infinitive else LABELS.get(dep, dep))
            table[sent.start + index] = (head - index) % (1 << 64), label  # a head to the left is below zero
    return doc.from_array([HEAD, DEP], table)

"""People as single words: what the tagger and parser see of a person with a title is one familiar word.

A chain such as "Turkish President Recep Tayyip Erdoğan" holds nothing that the syntax of its sentence depends on, yet
its unfamiliar capitals mislead a small parser about the words around it. So names are found first and folded, title
and all, into one word; after the parse they are put back, with the relations inside the chain by rule.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from spacy.attrs import DEP, HEAD, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from graph.knowledge.cues import Cues, load_cues
from graph.resources import ontology_dir

FAMILIAR = "Smith"
# What may stand before a title: behind these the chain is no apposition to them, and the title a word of its own.
OPEN = frozenset(["the", "a", "an", "his", "her", "their", "its", "our", "my", "your", "'s", "’s", "'", "’"])
NATIONS = frozenset({"NORP", "STATE", "INTORG"})
ADJECTIVES = frozenset(
    "prime foreign former late acting interim caretaker incoming outgoing first second third deputy senior special "
    "permanent national presidential military naval strategic nuclear chief".split()
)
Analysis = tuple[str, str, str]
NAME: Analysis = ("NNP", "PROPN", "Number=Sing")
NOUN: Analysis = ("NN", "NOUN", "Number=Sing")
ADJECTIVE: Analysis = ("JJ", "ADJ", "Degree=Pos")
MARK: Analysis = (",", "PUNCT", "")


@dataclass(frozen=True, slots=True)
class Fold:
    """A person in a Doc: the first token of the chain, of the name behind its title, and the chain's end."""

    start: int
    name: int
    end: int


@dataclass(slots=True)
class Syntax:
    """The analysis of a whole Doc in the making, a row a token."""

    heads: list[int]
    deps: list[str]
    words: list[Analysis] = field(default_factory=list)

    def put(self, token: int, head: int, dep: str, word: Analysis) -> None:
        """Analyse one token."""
        self.heads[token], self.deps[token], self.words[token] = head, dep, word


class NameFolding:
    """The component before the tagger: a shorter Doc, in which each person with a title is one word.

    Args:
        cues: word lists, of which those of positions are used.
    """

    def __init__(self, cues: Cues) -> None:
        heads = cues.words("positions", "heads") | cues.words("positions", "honorifics")
        self.titles = heads - cues.words("positions", "descriptions")
        self.chain = self.titles.union(
            *(cues.words("positions", name) for name in ("modifiers", "former", "acting", "incoming"))
        )

    def __call__(self, doc: Doc) -> Doc:
        """The folded Doc, which holds the whole one for :func:`name_unfolding`."""
        folds = {fold.start: fold for fold in self.find(doc)}
        firsts, at = [], 0
        while at < len(doc):
            firsts.append(at)
            at = folds[at].end if at in folds else at + 1
        ends = [*firsts[1:], len(doc)]
        small = Doc(
            doc.vocab,
            words=[FAMILIAR if first in folds else doc[first].text for first in firsts],
            spaces=[bool(doc[end - 1].whitespace_) for end in ends],
        )
        for token, first in zip(small, firsts, strict=True):
            if first not in folds:
                token.norm_ = doc[first].norm_
            if token.i and doc[first].sent_start:
                token.is_sent_start = doc[first].sent_start > 0
        small.user_data.update(whole=doc, firsts=firsts, folds=folds)
        return small

    def find(self, doc: Doc) -> list[Fold]:
        """The persons of a Doc that are more than one word long, each with the title before it."""
        found = []
        for ent in doc.ents:
            if ent.label_ == "PERSON" and ent[0].text[:1].isupper() and not any(t.is_space for t in ent):
                start = self._title(doc, ent)
                if ent.end - start > 1:
                    found.append(Fold(start, ent.start, ent.end))
        return found

    def _title(self, doc: Doc, person: Span) -> int:
        start = person.start
        if start == 0 or doc[start - 1].lower_ not in self.titles:
            return start
        while start > 0 and self._in_chain(doc[start - 1]):
            start -= 1
        return person.start if start > 0 and doc[start - 1].lower_ in OPEN else start

    def _in_chain(self, token: Token) -> bool:
        if token.ent_type_ in NATIONS:
            return token.text[:1].isupper()
        return not token.ent_type_ and token.lower_ in self.chain


@Language.factory("name_folding", requires=["doc.ents"])
def make_name_folding(nlp: Language, name: str) -> NameFolding:  # noqa: ARG001
    """The component, with the titles of ``ontology/cues.toml``."""
    return NameFolding(load_cues(ontology_dir()))


@Language.component("name_unfolding")
def name_unfolding(small: Doc) -> Doc:
    """The component behind the parser: the whole Doc, with the folded one's analysis and its own inside chains."""
    doc: Doc = small.user_data["whole"]
    firsts: list[int] = small.user_data["firsts"]
    folds: dict[int, Fold] = small.user_data["folds"]
    syntax = Syntax(list(range(len(doc))), ["dep"] * len(doc), [NAME] * len(doc))
    # A chain hangs on its neighbours by the first word of the name, as Universal Dependencies has it.
    bearers = [folds[first].name if first in folds else first for first in firsts]
    for token, first in zip(small, firsts, strict=True):
        word = (token.tag_, token.pos_, str(token.morph))
        syntax.put(bearers[token.i], bearers[token.head.i], token.dep_, NAME if first in folds else word)
    for fold in folds.values():
        _inside(doc, fold, syntax)
    return _analysed(doc, syntax)


def _inside(doc: Doc, fold: Fold, syntax: Syntax) -> None:
    for index in range(fold.name + 1, fold.end):
        mark = doc[index].is_punct
        syntax.put(index, fold.name, "punct" if mark else "flat", MARK if mark else NAME)
    title = fold.name - 1
    for index in range(fold.start, fold.name):
        token = doc[index]
        noun = NAME if token.text[:1].isupper() else NOUN
        if index == title:
            syntax.put(index, fold.name, "nmod:desc", noun)
        elif token.ent_type_ == "NORP" or token.lower_ in ADJECTIVES:
            syntax.put(index, title, "amod", ADJECTIVE)
        else:
            syntax.put(index, title, "compound", noun)


def _analysed(doc: Doc, syntax: Syntax) -> Doc:
    strings = doc.vocab.strings
    columns = [
        [strings.add(dep) for dep in syntax.deps],
        [strings.add(tag) for tag, _, _ in syntax.words],
        [strings.add(pos) for _, pos, _ in syntax.words],
        [doc.vocab.morphology.add(morph) for _, _, morph in syntax.words],
    ]
    offsets = np.asarray(syntax.heads, dtype=np.int64) - np.arange(len(doc))
    values = np.column_stack([np.asarray(columns, dtype=np.uint64).T, offsets.astype(np.uint64)])
    return doc.from_array([DEP, TAG, POS, MORPH, HEAD], values)  # type: ignore[arg-type]

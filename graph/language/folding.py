"""People as single words: what the tagger and parser see of a person with a title is one familiar word.

A chain such as "Turkish President Recep Tayyip Erdoğan" holds nothing that the syntax of its sentence depends on, yet
its unfamiliar capitals mislead a small parser about the words around it. So names are found first and folded, title
and all, into one word; after the parse they are put back, with the relations inside the chain by rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, MORPH, NORM, POS, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from graph.knowledge.cues import Cues, load_cues
from graph.resources import ontology_dir

FAMILIAR = "Smith"
# What may stand before a title: behind these the chain is no apposition to them, and the title a word of its own.
OPEN = frozenset(["the", "a", "an", "his", "her", "their", "its", "our", "my", "your", "'s", "’s", "'", "’"])
LONGEST_COMPLEMENT = 5  # words behind a title's "of"
NATIONS = frozenset({"NORP", "STATE", "INTORG"})
ADJECTIVES = frozenset(
    "prime foreign former late acting interim caretaker incoming outgoing first second third deputy senior special "
    "permanent national presidential military naval strategic nuclear chief".split()
)
# What a word keeps in the shorter Doc, beside its text; a norm of 0 is the word's usual one.
KEPT: list[int | str] = [NORM, SENT_START]
# What a word is, beside its head.
WORD: list[int | str] = [DEP, TAG, POS, MORPH]
Analysis = tuple[str, str, str]
NAME: Analysis = ("NNP", "PROPN", "Number=Sing")
NOUN: Analysis = ("NN", "NOUN", "Number=Sing")
ADJECTIVE: Analysis = ("JJ", "ADJ", "Degree=Pos")
PREPOSITION: Analysis = ("IN", "ADP", "")
CONJUNCTION: Analysis = ("CC", "CCONJ", "")
ARTICLE: Analysis = ("DT", "DET", "Definite=Def|PronType=Art")
MARK: Analysis = (",", "PUNCT", "")


@dataclass(frozen=True, slots=True)
class Fold:
    """A person in a Doc: the first token of the chain, of the name behind its title, and the chain's end."""

    start: int
    name: int
    end: int


class Syntax:
    """The analysis of a whole Doc in the making."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.heads = np.arange(len(doc))
        self.words = np.zeros((len(doc), len(WORD)), dtype="uint64")

    def put(self, token: int, head: int, dep: str, word: Analysis) -> None:
        """Analyse one token."""
        self.heads[token] = head
        self.words[token, 0] = self.doc.vocab.strings.add(dep)
        self.name(token, word)

    def name(self, tokens: Any, word: Analysis) -> None:
        """Give tokens one tag, part of speech and features."""
        strings, (tag, pos, morph) = self.doc.vocab.strings, word
        self.words[tokens, 1:] = strings.add(tag), strings.add(pos), self.doc.vocab.morphology.add(morph)

    def write(self) -> Doc:
        """The Doc, analysed."""
        offsets = (self.heads - np.arange(len(self.heads))).astype("uint64")
        table: Any = np.column_stack([self.words, offsets])
        return self.doc.from_array([*WORD, HEAD], table)


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
        firsts, lasts, end = [], [], 0
        while end < len(doc):
            firsts.append(end)
            end = folds[end].end if end in folds else end + 1
            lasts.append(end - 1)
        words, spaces = [t.text for t in doc], [t.whitespace_ for t in doc]
        table: Any = doc.to_array(KEPT)
        for start in folds:
            words[start], table[start, 0] = FAMILIAR, 0
        small = Doc(
            doc.vocab,
            words=[words[first] for first in firsts],
            spaces=[bool(spaces[last]) for last in lasts],
        )
        small.from_array(KEPT, table[firsts])
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
        start = self._before_complement(doc, person.start)
        if start == 0 or doc[start - 1].lower_ not in self.titles:
            return person.start
        while start > 0 and self._in_chain(doc[start - 1]):
            start -= 1
        return person.start if start > 0 and doc[start - 1].lower_ in OPEN else start

    def _before_complement(self, doc: Doc, name: int) -> int:
        """Where the "of" of a title stands ("Minister of Home Affairs X"), else where the name does."""
        for index in range(name - 1, max(0, name - LONGEST_COMPLEMENT - 2), -1):
            word = doc[index]
            if word.lower_ == "of" and index < name - 1 and doc[index - 1].lower_ in self.titles:
                return index
            if not (word.text[:1].isupper() or word.lower_ in ("and", "the")) or word.ent_type_ == "PERSON":
                break
        return name

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
    # A chain hangs on its neighbours by the first word of the name, as Universal Dependencies has it.
    bearers = np.array([folds[first].name if first in folds else first for first in firsts], dtype="int64")
    syntax = Syntax(doc)
    syntax.words[bearers] = small.to_array(WORD)
    heads = small.to_array([HEAD]).astype("int64") + np.arange(len(small))
    syntax.heads[bearers] = bearers[heads]
    syntax.name([fold.name for fold in folds.values()], NAME)
    for fold in folds.values():
        _inside(doc, fold, syntax)
    return syntax.write()


def _inside(doc: Doc, fold: Fold, syntax: Syntax) -> None:
    for index in range(fold.name + 1, fold.end):
        mark = doc[index].is_punct
        syntax.put(index, fold.name, "punct" if mark else "flat", MARK if mark else NAME)
    of = next((i for i in range(fold.start, fold.name) if doc[i].lower_ == "of"), fold.name)
    title = of - 1
    _complement(doc, of, fold.name, syntax)
    for index in range(fold.start, of):
        token = doc[index]
        noun = NAME if token.text[:1].isupper() else NOUN
        if index == title:
            syntax.put(index, fold.name, "nmod:desc", noun)
        elif token.ent_type_ == "NORP" or token.lower_ in ADJECTIVES:
            syntax.put(index, title, "amod", ADJECTIVE)
        else:
            syntax.put(index, title, "compound", noun)


def _complement(doc: Doc, of: int, end: int, syntax: Syntax) -> None:
    """What stands between a title and the name: "of State"."""
    for index in range(of, end):
        lower = doc[index].lower_
        if index == of:
            syntax.put(index, end - 1, "case", PREPOSITION)
        elif index == end - 1:
            syntax.put(index, of - 1, "nmod", NAME)
        elif lower in ("and", "the"):
            syntax.put(index, end - 1, *(("cc", CONJUNCTION) if lower == "and" else ("det", ARTICLE)))
        else:
            syntax.put(index, end - 1, "compound", NAME)

"""Parsed documents made by hand, for tests that need no trained pipeline."""

from functools import cache

from spacy.lang.en import English
from spacy.tokens import Doc

from graph.knowledge import load_knowledge
from graph.model import Article, Span

POS = {
    "NN": "NOUN",
    "NNS": "NOUN",
    "NNP": "PROPN",
    "NNPS": "PROPN",
    "MD": "AUX",
    "IN": "ADP",
    "RP": "ADP",
    "TO": "PART",
    "POS": "PART",
    "RB": "ADV",
    "WRB": "ADV",
    "DT": "DET",
    "PDT": "DET",
    "PRP": "PRON",
    "PRP$": "PRON",
    "WP": "PRON",
    "WDT": "PRON",
    "EX": "PRON",
    "CD": "NUM",
    "CC": "CCONJ",
    "UH": "INTJ",
}
CLITICS = frozenset({"'s", "’s", "'", "n't", ".", ",", ";", ":", "?", "!", ")", "”"})
OPENERS = frozenset({"(", "“"})


@cache
def vocab():
    """One vocabulary for all, so that the gazetteer is made once."""
    return English().vocab


@cache
def knowledge():
    """What ontology/ holds."""
    return load_knowledge()


def make_doc(*sentences, names=()):
    """A document from sentences in a short notation.

    Each token is ``form/TAG/head/label``; ``form=lemma`` where the lemma is not the form in lower case. Heads
    count from 1 within the sentence, 0 is the root. A lone ``.`` or ``,`` is punctuation on the root.

    Args:
        sentences: one string each.
        names: pairs of a name's words and the recogniser's label.
    """
    words, lemmas, tags, pos, heads, deps = [], [], [], [], [], []
    for sentence in sentences:
        rows = [_token(part) for part in sentence.split()]
        root = next(at for at, row in enumerate(rows) if row[3] == 0)
        start = len(words)
        for at, (form, lemma, tag, head, dep) in enumerate(rows):
            words.append(form)
            lemmas.append(lemma)
            tags.append(tag)
            pos.append(_pos(tag, dep))
            heads.append(start + (root if head is None else at if head == 0 else head - 1))
            deps.append(dep)
    spaces = [
        word not in OPENERS and (after not in CLITICS) and word != "-" and after != "-"
        for word, after in zip(words, [*words[1:], "."], strict=True)
    ]
    return Doc(
        vocab(),
        words=words,
        spaces=spaces,
        tags=tags,
        pos=pos,
        lemmas=lemmas,
        heads=heads,
        deps=deps,
        ents=_ents(words, names),
    )


def _token(part):
    if "/" not in part or part == "/":
        return part, part, part, None, "punct"
    form, tag, head, dep = part.rsplit("/", 3)
    form, _, lemma = form.partition("=")
    return form, lemma or (form if tag.startswith("NNP") else form.lower()), tag, int(head), dep


def _pos(tag, dep):
    if tag.startswith("VB"):
        return "AUX" if dep.startswith("aux") or dep == "cop" else "VERB"
    if tag.startswith("JJ"):
        return "ADJ"
    return POS.get(tag, "PUNCT")


def _ents(words, names):
    marks = ["O"] * len(words)
    for name, label in names:
        parts = name.split()
        for at in range(len(words) - len(parts) + 1):
            if words[at : at + len(parts)] == parts:
                marks[at : at + len(parts)] = [f"B-{label}", *[f"I-{label}"] * (len(parts) - 1)]
    return marks


def token(doc, form):
    """The one token of a form; ``form@2`` for its second."""
    form, _, number = form.partition("@")
    return [each for each in doc if each.text == form][int(number or 1) - 1]


def forms(tokens):
    """Tokens as their forms, joined by spaces."""
    return " ".join(each.text for each in tokens)


def read(doc, *, date="2031-06-12"):
    """The extraction of a document made by hand; its text is the article."""
    from graph.extraction import extract

    article = Article(id="hand.txt", text=doc.text, body=(Span(0, len(doc.text)),), date=date)
    return extract(article, doc, knowledge())


def told(found):
    """Events as ``Class(role Name, ...) status``, sorted."""
    names = {entity.key: entity.name for entity in found.entities}
    names |= {event.key: event.type for event in found.events}
    lines = []
    for event in found.events:
        roles = ", ".join(sorted(f"{each.role} {names[each.filler]}" for each in event.arguments))
        lines.append(f"{event.type}({roles}) {event.status.lower()}")
    return sorted(lines)

"""The lemmatizer: a table of word forms, then suffix rules, by the word's tag.

The table holds what the rules get wrong (``was``/VBD -> be, ``men``/NNS -> man); the index holds known base
forms, among which a rule's result must be. Both are made by ``graph.training.lemmas`` from the package
spacy-lookups-data (MIT) and the train parts of the treebanks, and saved with the pipeline.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Token
from spacy.training import Example
from spacy.vocab import Vocab

FILE = "lemmas.json.z"

# Which base forms a tag's rules look for, and the suffixes they exchange, the first known result winning.
_PLURAL = (
    ("ies", "y"),
    ("ves", "f"),
    ("men", "man"),
    ("xes", "x"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("sses", "ss"),
)
RULES: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "NNS": ("noun", (*_PLURAL, ("zes", "z"), ("ses", "s"), ("s", ""), ("", ""))),
    "VBZ": (
        "verb",
        (
            ("ies", "y"),
            ("sses", "ss"),
            ("xes", "x"),
            ("ches", "ch"),
            ("shes", "sh"),
            ("es", "e"),
            ("es", ""),
            ("s", ""),
        ),
    ),
    "VBD": ("verb", (("ied", "y"), ("ed", "e"), ("ed", ""))),
    "VBN": ("verb", (("ied", "y"), ("ed", "e"), ("ed", ""))),
    "VBG": ("verb", (("ing", "e"), ("ing", ""))),
    "JJR": ("adj", (("ier", "y"), ("er", "e"), ("er", ""))),
    "JJS": ("adj", (("iest", "y"), ("est", "e"), ("est", ""))),
    "RBR": ("adv", (("ier", "y"), ("er", "e"), ("er", ""))),
    "RBS": ("adv", (("iest", "y"), ("est", "e"), ("est", ""))),
}
# Endings of which a regular noun or verb loses more than its "s".
_LONG_ENDINGS = ("ies", "men", "xes", "ches", "shes", "sses")
# Tags whose words are their own lemma, capitals and all.
AS_WRITTEN = frozenset(
    {
        *("NNP", "NNPS", "ADD", "CD", "FW", "GW", "LS", "SYM", "NFP", "AFX", "HYPH", "XX", "_SP"),
        *("$", "#", ",", ".", ":", "``", "''"),
    }
)
# Tags whose words keep a capital that does not come from the start of the sentence ("Russian").
KEEPS_CAPITAL = frozenset({"JJ"})


class Lemmas:
    """Table and index.

    Args:
        table: by tag, then by form: the lemma. Forms are in lower case unless only
            the capitalised one counts.
        index: by word class (``noun``, ``verb``, ``adj``, ``adv``): the known base forms.
    """

    def __init__(
        self,
        table: Mapping[str, Mapping[str, str]] | None = None,
        index: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        self.table = {tag: dict(forms) for tag, forms in (table or {}).items()}
        self.index = {kind: frozenset(words) for kind, words in (index or {}).items()}

    def lemma(self, form: str, tag: str, *, first: bool = False) -> str:
        """The base form of a word.

        Args:
            form: the word as written.
            tag: its Penn Treebank tag.
            first: whether it starts a sentence, where a capital says nothing.
        """
        form = form.replace("’", "'") if len(form) > 1 else form
        known = self.table.get(tag, {})
        if form in known and not (first and form != form.lower()):
            return known[form]
        lower = form.lower()
        if lower in known:
            return known[lower]
        if tag in AS_WRITTEN and not (tag == "CD" and form.isalpha() and form.istitle()):
            return form
        if tag in KEEPS_CAPITAL and form[:1].isupper() and not first:
            return self.by_rule(form, tag)
        return self.by_rule(lower, tag)

    def by_rule(self, form: str, tag: str) -> str:
        """The base form by the tag's suffix rules alone."""
        if tag not in RULES:
            return form
        kind, rules = RULES[tag]
        known = self.index.get(kind, frozenset())
        candidates = [form[: len(form) - len(old)] + new for old, new in rules if form.endswith(old)]
        for candidate in candidates:
            if candidate.lower() in known:
                return candidate
        return _unknown(form, tag, candidates)


def _unknown(form: str, tag: str, candidates: list[str]) -> str:
    """A guess for a word whose base is not in the index."""
    if not candidates or len(form) < 4:
        return form
    if tag in ("NNS", "VBZ"):
        return candidates[0] if form.endswith(_LONG_ENDINGS) else form.removesuffix("s")
    if tag in ("VBD", "VBN", "VBG"):
        return _verb_stem(candidates[-1], candidates)
    return candidates[0] if form.endswith(("ier", "iest")) else candidates[-1]


def _verb_stem(stem: str, candidates: list[str]) -> str:
    """A verb without its ending: "ie" to "y", a doubled consonant made single, or an "e" put back."""
    if len(candidates) > 2:
        return candidates[0]
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lszf":
        return stem[:-1]
    if stem.endswith(("at", "iz", "is", "v", "c", "u", "dg", "rs", "ns")) and not stem.endswith(
        ("eat", "oat")
    ):
        return stem + "e"
    return stem


def _is_short_has(token: Token) -> bool:
    """Whether "'s" stands for "has", which only the parse tells from "is": it helps a participle that is no passive."""
    short = token.tag_ == "VBZ" and token.lower_ in ("'s", "’s")
    return short and token.dep_ == "aux" and token.head.tag_ == "VBN"


@Language.factory("graph_lemmatizer", assigns=["token.lemma"], requires=["token.tag"])
class Lemmatizer:
    """The pipeline component: sets each token's lemma from its tag."""

    def __init__(self, nlp: Language, name: str, lemmas: Lemmas | None = None) -> None:
        self.name = name
        self.vocab: Vocab = nlp.vocab
        self.lemmas = lemmas or Lemmas()
        self._seen: dict[tuple[int, int, bool], int] = {}
        self._have = self.vocab.strings.add("have")

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas."""
        for token in doc:
            first = token.i == 0 or bool(token.is_sent_start)
            key = (token.orth, token.tag, first)
            lemma = self._seen.get(key)
            if lemma is None:
                text = self.lemmas.lemma(token.text, token.tag_, first=first)
                lemma = self._seen[key] = self.vocab.strings.add(text)
            token.lemma = self._have if _is_short_has(token) else lemma
        return doc

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """The accuracy of the lemmas, ``lemma_acc``."""
        return Scorer.score_token_attr(examples, "lemma")

    def to_bytes(self, **_: Any) -> bytes:
        """Table and index, compressed; the same bytes for the same content."""
        content = {
            "table": {tag: dict(sorted(forms.items())) for tag, forms in sorted(self.lemmas.table.items())},
            "index": {kind: " ".join(sorted(words)) for kind, words in sorted(self.lemmas.index.items())},
        }
        return zlib.compress(json.dumps(content, ensure_ascii=False).encode(), 9)

    def from_bytes(self, data: bytes, **_: Any) -> Lemmatizer:
        """Read what :meth:`to_bytes` wrote."""
        content = json.loads(zlib.decompress(data))
        self.lemmas = Lemmas(
            content["table"], {kind: words.split() for kind, words in content["index"].items()}
        )
        self._seen = {}
        return self

    def to_disk(self, path: Path | str, **_: Any) -> None:
        """Write to a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: Path | str, **_: Any) -> Lemmatizer:
        """Read from a folder."""
        return self.from_bytes((Path(path) / FILE).read_bytes())

"""The tokenizer: spaCy's English rules, cut as the treebanks cut where the two differ.

The parser learns from treebank tokens; a word that is cut otherwise in a text is one it has never seen. The
differences were counted on the train and dev parts of the treebanks: prefixes stay with their word ("non-member"), runs
of marks stay together ("?!"), a slash and a clock's "pm" stand apart, decades and telephone numbers stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from spacy.attrs import ORTH
from spacy.lang.char_classes import ALPHA, HYPHENS
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

# Prefixes that the treebanks leave with the word after the hyphen; "self-" and "vice-" they cut off.
PREFIXES = (
    *("anti", "arch", "co", "counter", "cross", "de", "e", "ex", "inter", "intra", "micro", "mid", "mini"),
    *(
        "mis",
        "multi",
        "neo",
        "non",
        "over",
        "post",
        "pre",
        "pro",
        "psycho",
        "re",
        "semi",
        "socio",
        "sub",
        "un",
    ),
)
# Abbreviations that keep their full stop, and that spaCy's list lacks.
ABBREVIATIONS = (
    *("Attn.", "Brig.", "Capt.", "Cmdr.", "Col.", "Ft.", "Lt.", "Maj.", "Mlle.", "Nos.", "Sgt.", "Sr."),
    *("al.", "approx.", "ca.", "Mon.", "Tue.", "Tues.", "Wed.", "Thur.", "Thurs.", "Fri.", "Sat."),
)
# Entries of spaCy's list that join or cut what the treebanks do not.
_DROPPED = frozenset({"and/or", "):", "id", "Id", "Wed"})

# Words that speech runs together and the treebanks take apart.
_RUN_TOGETHER = (("wan", "na"), ("out", "ta"))

# Two and more end marks of which one is no full stop, or the same mark again and again.
_RUNS = (r"\.*[?!][.?!]+", r"(?<!\.)\.[?!]", r"([*=_<>~#^+|$])\1+")
_BEFORE_LETTER = rf"(?<=[{ALPHA}0-9])(?:{HYPHENS})(?=[{ALPHA}])"
# The hyphen of "U.S.-led", behind an abbreviation's full stop.
_BEHIND_STOP = rf"(?<=[A-Z]\.)(?:{HYPHENS})(?=[{ALPHA}])"
# The hour of "7:30pm", the thousands of "65k".
_UNITS = (r"(?<=[0-9])(?:[AaPp]\.?[Mm]\.?)", r"(?<=[0-9])[kK]")
# Decades, years cut short, telephone numbers and dates.
_WHOLE = re.compile(
    r"(?:['’]?[0-9]{1,3}0['’]?s|['’][0-9]{2}|[0-9]{1,4}(?:-[0-9]{2,4}){2,3}|[0-9]{3}-[0-9]{4})\Z"
)


def _spared() -> str:
    """What forbids a cut after one of the prefixes at the start of a word."""
    spelled = (rf"(?<!^[{prefix[0]}{prefix[0].upper()}]{prefix[1:]}-)" for prefix in PREFIXES)
    return "".join(spelled)


def _infixes(plain: Iterable[str]) -> list[str]:
    hyphen = rf"(?<=[{ALPHA}0-9])(?:{HYPHENS}){_spared()}(?=[{ALPHA}])"
    changed = [hyphen if infix == _BEFORE_LETTER else infix for infix in plain]
    return [*_RUNS[:2], _BEHIND_STOP, *changed]


def _special_cases(plain: dict[str, Any]) -> dict[str, Any]:
    kept = {text: pieces for text, pieces in plain.items() if text not in _DROPPED}
    cut = {
        spelling: pair for pair in _RUN_TOGETHER for spelling in ("".join(pair), "".join(pair).capitalize())
    }
    return (
        kept
        | {text: [{ORTH: text}] for text in ABBREVIATIONS}
        | {text: [{ORTH: text[: len(first)]}, {ORTH: text[len(first) :]}] for text, (first, _) in cut.items()}
    )


@registry.tokenizers("graph.Tokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """The tokenizer as spaCy's configs name it."""
    return make_tokenizer


def make_tokenizer(nlp: Language) -> Tokenizer:
    """The tokenizer of an English pipeline.

    Args:
        nlp: its vocabulary and its language's rules are used.
    """
    rules: Any = nlp.Defaults
    return Tokenizer(
        nlp.vocab,
        rules=_special_cases(rules.tokenizer_exceptions),
        prefix_search=compile_prefix_regex([*_RUNS, r"-(?=[A-Za-z]{2})", *rules.prefixes]).search,
        suffix_search=compile_suffix_regex([*_RUNS, *_UNITS, *rules.suffixes]).search,
        infix_finditer=compile_infix_regex(_infixes(rules.infixes)).finditer,
        token_match=_WHOLE.match,
        url_match=rules.url_match,
    )

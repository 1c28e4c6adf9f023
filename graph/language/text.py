"""The text that the tokenizer sees: as long as the article's, with what is not its body blanked out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Article

# Characters that tokenise badly and have a harmless twin of the same length.
_TWINS = str.maketrans(
    {
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u00ad": " ",
        "\u200b": " ",
        "\u200d": " ",
        "\u2060": " ",
        "\ufeff": " ",
        "\u2018": "’",
        "\u02bc": "’",
        "`": "'",
        "\x00": " ",
        "\t": " ",
        "\r": "\n",
    }
)
# Runs that make tokenizers slow: the same mark again and again, or no white space for very long.
_SAME_MARKS = re.compile(r"([^\w\s])\1{3,}")


def masked(article: Article, max_run: int) -> str:
    """The article's text with everything outside its body, and every hopeless run, replaced by spaces.

    Args:
        article: the article; ``body`` says which stretches count.
        max_run: characters without white space beyond which a run is blanked.

    Returns:
        A text of exactly the same length: offsets into it are offsets into the article.
    """
    parts = []
    at = 0
    for span in article.body:
        parts.append(_blank(article.text[at : span.start]))
        parts.append(article.text[span.start : span.end])
        at = span.end
    parts.append(_blank(article.text[at:]))
    text = "".join(parts).translate(_TWINS)
    text = _SAME_MARKS.sub(lambda run: " " * len(run.group()), text)
    return re.sub(rf"\S{{{max_run},}}", lambda run: " " * len(run.group()), text)


def _blank(text: str) -> str:
    """As many spaces, with a line break first so that nothing is joined across the gap."""
    return "\n" + " " * (len(text) - 1) if text else ""


def pieces(text: str, longest: int) -> Iterator[str]:
    """A text in pieces of at most so many characters, cut after a line end where there is one, else after a space.

    Args:
        text: what the tokenizer is to see.
        longest: a text that is no longer comes out as it is.
    """
    start = 0
    while len(text) - start > longest:
        window = text[start : start + longest]
        cut = max(window.rfind("\n", longest // 2), 0) or window.rfind(" ") + 1 or longest
        end = start + cut + (window[cut : cut + 1] == "\n")
        yield text[start:end]
        start = end
    yield text[start:]

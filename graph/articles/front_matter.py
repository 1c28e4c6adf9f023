"""YAML front matter: what a file tells about its article before the text."""

from __future__ import annotations

import re

import yaml

_BLOCK = re.compile(
    r"\ufeff?---[ \t]*(?:\r\n|\n|\r)(.*?)(?:\r\n|\n|\r)(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.DOTALL
)
_LINE = re.compile(r"^(title|date|publisher|url)[ \t]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE | re.IGNORECASE)
_MAX_CHARACTERS = 20_000


def read_front_matter(text: str) -> tuple[dict[str, str], int]:
    """The fields of a text's front matter and the offset of what follows it.

    Only simple values are taken, keys in lower case; unknown keys are allowed and kept. Front matter
    that is no YAML is read line by line for the known keys.

    Returns:
        (fields, offset); ({}, 0) where there is none.
    """
    match = _BLOCK.match(text[:_MAX_CHARACTERS])
    if not match:
        return {}, 0
    try:
        values = yaml.load(match.group(1), Loader=yaml.BaseLoader)  # strings only: no code, no types
    except (yaml.YAMLError, RecursionError):
        return {key.lower(): value.strip("\"'") for key, value in _LINE.findall(match.group(1))}, match.end()
    if not isinstance(values, dict):
        return {}, 0
    fields = {
        str(key).lower(): value for key, value in values.items() if isinstance(value, str) and value.strip()
    }
    return {key: " ".join(value.split()) for key, value in fields.items()}, match.end()

"""The record of one article: an :class:`~graph.model.Extraction` as canonical JSON, and back.

A record is the only thing that the language pipeline leaves behind; everything later is computed from
records. It keeps the article's text, so that every quote can be checked in a graph folder that has
travelled. The same extraction always gives the same text: keys are sorted, fields at their default are
left out, and each item stands on a line of its own, so that a version control system shows what changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from graph.errors import StoreError
from graph.model import Extraction

FORMAT = 1
"""Version of the record's form; a record of another one is built anew."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json(extraction: Extraction) -> str:
    """The record's text, ending in a line feed; it can always be written as UTF-8."""
    lines = [f'"format":{FORMAT}']
    for key, value in _plain(extraction).items():
        if isinstance(value, list):
            items = ",\n".join(_compact(item) for item in value)
            lines.append(f"{_compact(key)}:[\n{items}\n]")
        else:
            lines.append(f"{_compact(key)}:{_compact(value)}")
    return "{\n" + ",\n".join(sorted(lines)) + "\n}\n"


def from_json(text: str, *, path: Path | str | None = None) -> Extraction:
    """The extraction that a record's text holds.

    Args:
        text: what :func:`to_json` wrote.
        path: the file it comes from, for the message.

    Raises:
        StoreError: where it is not JSON, of another format, or has missing, unknown or mistyped fields.
    """
    try:
        data = json.loads(text, parse_constant=_refuse)
        if not isinstance(data, dict):
            raise ValueError("not an object")
        found = data.pop("format", None)
        if found != FORMAT:
            raise ValueError(f"format {found!r} instead of {FORMAT}")
        extraction: Extraction = _decoder(Extraction)(data)
    except (ValueError, RecursionError) as error:
        message = f"the record is damaged ({error}): delete it and build again"
        raise StoreError(message, path=path or "record") from None
    return extraction


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _compact(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _plain(value: Any) -> Any:
    """Dataclasses as dictionaries without the fields that hold their default, tuples as lists."""
    if is_dataclass(value):
        named = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: _plain(item) for field, item in named if item != field.default}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


@cache
def _decoder(hint: Any) -> Callable[[Any], Any]:
    """A function that turns a JSON value into a type of :mod:`graph.model` or raises ValueError."""
    if is_dataclass(hint):
        return _dataclass_decoder(hint)
    if get_origin(hint) is tuple:
        item = _decoder(get_args(hint)[0])
        return lambda value: tuple(item(part) for part in _checked(value, list))
    if isinstance(hint, UnionType):
        (inner,) = (arg for arg in get_args(hint) if arg is not type(None))
        decode = _decoder(inner)
        return lambda value: None if value is None else decode(value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return lambda value: hint(_checked(value, str))
    if hint is float:
        return lambda value: float(value) if type(value) is int else _checked(value, float)
    return lambda value: _checked(value, hint)


def _dataclass_decoder(cls: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(cls)
    decoders = {field.name: _decoder(hints[field.name]) for field in fields(cls)}
    needed = {field.name for field in fields(cls) if field.default is MISSING}
    plain = {name: _plain_types(hints[name]) for name in decoders}

    def decode(value: Any) -> Any:
        _checked(value, dict)
        if not value.keys() <= decoders.keys():
            raise ValueError(f"{cls.__name__} has no field {min(value.keys() - decoders.keys())!r}")
        if not value.keys() >= needed:
            raise ValueError(f"{cls.__name__} lacks {min(needed - value.keys())!r}")
        return cls(
            **{
                name: item if type(item) in plain[name] else decoders[name](item)
                for name, item in value.items()
            }
        )

    return decode


def _plain_types(hint: Any) -> frozenset[type]:
    """The types of values that a field takes as they are."""
    types = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    return frozenset(each for each in types if each in (str, int, bool, NoneType))


def _checked(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise ValueError(f"{kind.__name__} expected, not {type(value).__name__}")
    return value

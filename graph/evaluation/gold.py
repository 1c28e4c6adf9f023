"""Gold: articles read by hand, one YAML file each. ``GUIDE.md`` beside this file explains the fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from graph.errors import GraphError
from graph.evaluation.words import plain, plain_names

Sides = tuple[tuple[str, ...], ...]
"""Lists of entity ids that are equally good for one role, the main one first; never empty."""

_BRACKETS = re.compile(r"\(.*?\)")
_SIDES = ("actors", "targets", "participants")


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """Whom or what the article names; ``required`` is False where it may be found and need not."""

    id: str
    name: str
    types: frozenset[str]
    names: frozenset[str]
    iso3: str | None
    represents: str | None
    required: bool


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A lasting relation; for ``holdsPosition`` the objects are titles and ``of`` is the body."""

    subject: str
    predicates: tuple[str, ...]
    object: str
    titles: tuple[str, ...]
    of: str | None
    symmetric: bool
    core: bool


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """A happening. ``parent`` is the speech act's id for what stands under its ``content``."""

    id: str
    parent: str | None
    type: str
    types: frozenset[str]
    roots: frozenset[str]
    sides: Mapping[str, Sides]
    helpers: frozenset[str]
    known: frozenset[str]
    statuses: frozenset[str]
    time: str | None
    undated: bool
    speakers: tuple[str, ...]
    speaker_alternatives: tuple[str, ...]
    quotes: tuple[str, ...]
    core: bool


@dataclass(frozen=True, slots=True)
class GoldNegative:
    """A wrong claim that a hasty reader would make."""

    id: str
    kind: str
    wrong: Mapping[str, Any]
    reason: str


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """Everything that an annotator found in one article."""

    doc: str
    source_file: str
    entities: Mapping[str, GoldEntity]
    relations: tuple[GoldRelation, ...]
    events: tuple[GoldEvent, ...]
    negatives: tuple[GoldNegative, ...]
    noise: frozenset[str]

    def is_about(self, article: str) -> bool:
        """Whether this is the reading of the article with that identifier (by the name of its file)."""
        name = PurePosixPath(article).name
        stem = name.split(".")[0]
        return name == self.source_file or stem == self.doc or stem.split("_")[0] == self.doc


def read_gold(folder: Path | str) -> list[GoldArticle]:
    """The gold files of a folder, by name.

    Raises:
        GraphError: where the folder holds none, or one cannot be read.
    """
    paths = sorted(path for path in Path(folder).glob("*.yaml"))
    if not paths:
        raise GraphError("holds no gold: name a folder of YAML files as GUIDE.md describes them", path=folder)
    return [read_gold_file(path) for path in paths]


def read_gold_file(path: Path) -> GoldArticle:
    """One gold file.

    Raises:
        GraphError: where it is not YAML in the form of ``GUIDE.md``.
    """
    import yaml

    try:
        data = yaml.safe_load(path.read_text(encoding="utf8"))
        read = GoldArticle(
            doc=path.stem,
            source_file=str(data.get("source_file") or ""),
            entities={each["id"]: _entity(each) for each in data["entities"]},
            relations=tuple(map(_relation, data.get("relations") or ())),
            events=tuple(_events(data.get("events") or ())),
            negatives=tuple(map(_negative, data.get("negatives") or ())),
            noise=plain_names(data.get("noise_actors") or ()),
        )
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise GraphError(f"cannot be read ({error})", path=path) from error
    except KeyError as error:
        raise GraphError(f"lacks the field {error}: see GUIDE.md", path=path) from error
    except (TypeError, AttributeError) as error:
        raise GraphError("is not in the form of GUIDE.md", path=path) from error
    unknown = sorted(_named(read) - read.entities.keys())
    if unknown:
        raise GraphError(f"names {', '.join(unknown)}, which is none of its entities", path=path)
    return read


def _named(read: GoldArticle) -> set[str]:
    """Ids of all entities that relations and events name."""
    named = {each.subject for each in read.relations}
    for event in read.events:
        named.update(event.helpers, event.known, event.speakers, event.speaker_alternatives)
    return named


def listed(value: Any) -> list[Any]:
    """A YAML value as a list: nothing for none, a lone value as one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _entity(fields: dict[str, Any]) -> GoldEntity:
    short = plain(_BRACKETS.sub("", str(fields["canonical"])))
    names = plain_names(map(str, [fields["canonical"], *fields["mentions"]])) | {short}
    if fields["type"] == "Person":
        names |= {short.split()[-1]}
    return GoldEntity(
        id=fields["id"],
        name=str(fields["canonical"]),
        types=frozenset({fields["type"], *fields.get("alt_types", [])}),
        names=names,
        iso3=fields.get("iso3"),
        represents=fields.get("represents"),
        required=not (fields.get("optional") or fields.get("from_byline")),
    )


def _relation(fields: dict[str, Any]) -> GoldRelation:
    return GoldRelation(
        subject=fields["subject"],
        predicates=(fields["predicate"], *fields.get("predicate_alt", [])),
        object=fields["object"],
        titles=(fields["object"], *listed(fields.get("object_alt"))),
        of=fields.get("of"),
        symmetric=bool(fields.get("symmetric")) or fields["predicate"] == "strategicPartnerOf",
        core=fields["importance"] == "core" and not fields.get("from_byline"),
    )


def _events(rows: Iterable[dict[str, Any]]) -> Iterator[GoldEvent]:
    for row in rows:
        yield _event(row, id=row["id"], parent=None, core=row["importance"] == "core")
        content = row.get("content")
        if content:
            evidence = {"quote": row["quote"], "also": row.get("also", []), "plover": None}
            yield _event({**content, **evidence}, id=f"{row['id']}+", parent=row["id"], core=False)


def _event(fields: dict[str, Any], *, id: str, parent: str | None, core: bool) -> GoldEvent:
    sides = {name: _alternatives(fields, name) for name in _SIDES}
    places, optional = listed(fields.get("place")), listed(fields.get("optional_args"))
    named = {each for side in sides.values() for names in side for each in names} | set(optional)
    content = fields.get("content") or {}
    inner = {each for name in (*_SIDES, "place") for each in listed(content.get(name))}
    return GoldEvent(
        id=id,
        parent=parent,
        type=fields["type"],
        types=frozenset(
            {fields["type"], *fields.get("alt_types", []), *listed(fields.get("suggested_type"))}
        ),
        roots=frozenset({fields.get("plover"), *fields.get("plover_alt", [])} - {None, "none"}),
        sides=sides,
        helpers=frozenset(named | set(places)),
        known=frozenset(named | set(places) | set(listed(fields.get("place_alt"))) | inner),
        statuses=frozenset({fields.get("status"), *fields.get("alt_status", [])} - {None}),
        time=None if fields.get("time") is None else str(fields["time"]),
        undated=fields.get("time", "") is None and not fields.get("time_inferred"),
        speakers=tuple(listed(fields.get("attributed_to"))),
        speaker_alternatives=tuple(listed(fields.get("attributed_to_alt"))),
        quotes=(fields["quote"], *fields.get("also", [])),
        core=core,
    )


def _alternatives(fields: dict[str, Any], name: str) -> Sides:
    """The main list and the other one, those that name somebody; one empty list where none does."""
    lists = [tuple(listed(fields.get(name))), tuple(listed(fields.get(f"{name}_alt")))]
    return tuple(filter(None, lists)) or ((),)


def _negative(fields: dict[str, Any]) -> GoldNegative:
    return GoldNegative(fields["id"], fields["kind"], fields["wrong"], str(fields.get("reason", "")))

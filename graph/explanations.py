"""What was found in one article, sentence by sentence, and what was passed over and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.articles import Skipped, read_articles
from graph.extractor import Extractor
from graph.model import Claim, Event, Extraction, Relation, Tenure
from graph.text import printable


@dataclass(frozen=True, slots=True)
class Explanation:
    """One article's extraction in words; ``str()`` gives the text.

    Attributes:
        record: what was found.
    """

    record: Extraction

    def __str__(self) -> str:
        """Sentences with what was found or passed over in them, then entities and what was left out."""
        record = self.record
        lines = [
            f"{record.article.id}: {record.article.title or '(no title)'}, {record.article.date or 'no date'}"
        ]
        for start, end, items in self.sentences():
            lines += [
                "",
                f"[{start}:{end}] {_plain(record.article.text[start:end])}",
                *(f"    {i}" for i in items),
            ]
        lines += ["", "Entities", *(f"    {line}" for line in self._entities())]
        if record.article.left_out:
            lines += ["", "Left out of the body"]
            lines += [f"    [{out.start}:{out.end}] {out.reason}" for out in record.article.left_out]
        return "\n".join(lines)

    def sentences(self) -> list[tuple[int, int, list[str]]]:
        """First and last character of each sentence with what was found or passed over in it."""
        found: dict[tuple[int, int], list[str]] = defaultdict(list)
        for claim in sorted(
            self.record.claims, key=lambda claim: (claim.start, claim.trigger_start, claim.key)
        ):
            found[claim.start, claim.end].append(self._claim(claim))
        for rejected in self.record.rejections:
            near = [span for span in found if span[0] <= rejected.start < span[1]]
            span = near[0] if near else (rejected.start, rejected.end)
            found[span].append(f"- {rejected.what}: {rejected.reason}")
        return [(start, end, items) for (start, end), items in sorted(found.items())]

    def _claim(self, claim: Claim) -> str:
        told: tuple[Event | Tenure | Relation, ...] = (
            *self.record.events,
            *self.record.tenures,
            *self.record.relations,
        )
        target = next((each for each in told if each.key == claim.asserts), None)
        parts = [f"+ {self._asserted(target)}", f"trigger “{_plain(claim.trigger)}”"]
        if claim.status:
            parts.append(claim.status.lower())
        source = claim.attributed_to and self._name(claim.attributed_to)
        if source or claim.attribution_text:
            cue = f" (“{claim.attribution_cue}”)" if claim.attribution_cue else ""
            parts.append(f"says {source or claim.attribution_text}{cue}")
        if claim.metonyms:
            parts.append(f"by the name of {', '.join(map(self._name, claim.metonyms))}")
        if claim.confidence is not None:
            parts.append(f"confidence {claim.confidence:.2f}")
        return "; ".join(parts)

    def _asserted(self, target: Event | Tenure | Relation | None) -> str:
        if isinstance(target, Event):
            roles = ", ".join(f"{each.role} {self._name(each.filler)}" for each in target.arguments)
            when = f", {target.date}" if target.date else ""
            return f"{target.type}({roles}){when}"
        if isinstance(target, Tenure):
            of = f" of {self._name(target.of)}" if target.of else ""
            return f"{self._name(target.holder)}: {target.position}{of} ({target.status.lower()})"
        if isinstance(target, Relation):
            status = f" ({target.status.lower()})" if target.status else ""
            return f"{self._name(target.subject)} {target.predicate} {self._name(target.object)}{status}"
        return "nothing that is known"

    def _name(self, key: str) -> str:
        names = {entity.key: entity.name for entity in self.record.entities}
        names |= {event.key: f"{event.type} {event.key}" for event in self.record.events}
        return _plain(names.get(key, key))

    def _entities(self) -> Iterator[str]:
        for entity in self.record.entities:
            also = f", also {', '.join(map(_plain, entity.aliases))}" if entity.aliases else ""
            acts_for = f", for {self._name(entity.represents)}" if entity.represents else ""
            yield f"{_plain(entity.name)} ({entity.type}{acts_for}), {len(entity.mentions)} mentions{also}"


def _plain(text: str) -> str:
    return " ".join(printable(text).split())


def explain_files(
    sources: Sequence[Path | str], *, model: str | None = None, lexicon: Sequence[Path] = ()
) -> Iterator[Explanation | str]:
    """What is found in each article of some files; one line of text for each that is no readable article.

    Args:
        sources: files and folders of articles.
        model: an installed spaCy pipeline instead of the shipped one.
        lexicon: lexicon files of the user's own.

    Raises:
        ArticleError: where a source does not exist.
    """
    extractor = Extractor(model=model, lexicon=lexicon)
    for item in read_articles(sources):
        if isinstance(item, Skipped):
            yield f"{item.path}: {item.reason} ({item.id} is left out)"
        else:
            yield Explanation(extractor(item))

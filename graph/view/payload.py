"""From a selection to the pyvis network: nodes, bundles of events as edges, and all that cards show."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.model import Status
from graph.network.rules import Rules
from graph.tables import EntityRow, GraphTables
from graph.view.evidence import Evidence, Row
from graph.view.layout import lay_out
from graph.view.look import COMMUNITY_HUES, Look, event_group, load_look
from graph.view.network import DiplomacyNetwork
from graph.view.scores import Scores, measure_name, tie_graph
from graph.view.selection import Selection

SMALLEST, LARGEST = 6.0, 26.0
"""Radius of the least and of the most central node."""


def assemble(
    tables: GraphTables,
    selection: Selection,
    rules: Rules,
    *,
    scores: Scores,
    groups: Mapping[str, int],
    title: str,
    measure: str,
    seed: int,
) -> DiplomacyNetwork:
    """The network of a selection with everything its page shows.

    Args:
        tables: the graph.
        selection: what is shown.
        rules: quad classes and groups.
        scores: value by measure and node.
        groups: number of each node's community.
        title: heading of the page.
        measure: the measure that sizes show at first.
        seed: of the layout.
    """
    look, evidence = load_look(), Evidence(tables, selection, rules)
    sizes = {name: radii(values, selection) for name, values in scores.items()}
    events = evidence.events()
    facts = [_facts(tables, evidence, iri) for iri in selection.nodes]
    net = DiplomacyNetwork(title=title)
    bundles = _bundles(selection, rules, look, evidence.event_numbers)
    places = lay_out(tie_graph(selection), sizes[measure], seed=seed)
    for iri, told in zip(selection.nodes, facts, strict=True):
        entity = tables.entities.get(iri)
        cls = entity.type if entity else "Event"
        shape, hue = look.of(cls, rules.ontology)
        label = entity.label if entity else tables.events[iri].label
        values = {name: [_short(scores[name][iri]), sizes[name][iri]] for name in scores}
        net.add_node(
            iri, label, shape, hue, type=cls, x=places[iri][0], y=places[iri][1], size=sizes[measure][iri],
            scores=values, community=groups[iri], **_names(entity), **told,
        )  # fmt: skip
    for bundle in bundles:
        net.add_edge(bundle.pop("source"), bundle.pop("target"), **bundle)
    net.data = {
        "summary": _summary(selection, events, tables),
        "notices": selection.notices + _budget_notice(evidence),
        "measure": measure,
        "measures": {name: measure_name(name) for name in scores},
        "events": events,
        "names": evidence.names,
        "articles": evidence.articles,
        **_vocabulary(selection, tables, rules, look, events),
    }
    return net


def radii(values: Mapping[str, float], selection: Selection) -> dict[str, float]:
    """Radius by score, so that areas compare; an event that stands as a node is always small."""
    actors = [node for node in selection.nodes if node not in selection.hubs]
    highest = max((values[node] for node in actors), default=0.0)
    return {
        node: 5.0
        if node in selection.hubs
        else round(SMALLEST + (LARGEST - SMALLEST) * math.sqrt(max(0.0, values[node]) / (highest or 1.0)), 1)
        for node in selection.nodes
    }


def _bundles(selection: Selection, rules: Rules, look: Look, numbers: Mapping[str, int]) -> list[Row]:
    """One edge for all events between the same two, in one direction, of one tone and standing."""
    found: dict[tuple[str, str, bool, str, str], list[int]] = defaultdict(list)
    for tie in selection.ties:
        kind = rules.tone(tie.event.plover) or "neutral"
        standing = look.standing.get(tie.event.status, "dotted")
        found[tie.source, tie.target, tie.directed, kind, standing].append(numbers[tie.event.iri])
    edges = [
        {"source": source, "target": target, "directed": directed, "tone": kind, "standing": standing,
         "events": sorted(events)}
        for (source, target, directed, kind, standing), events in sorted(found.items())
    ]  # fmt: skip
    return edges + [
        {"source": one, "target": other, "directed": False, "tone": "actsfor", "standing": "solid",
         "events": []}
        for one, other in selection.acts_for
    ]  # fmt: skip


def _short(value: float) -> float:
    return round(value, 4) if value % 1 else int(value)


def _names(entity: EntityRow | None) -> Row:
    if entity is None:
        return {}
    told = {"aliases": list(entity.aliases), "iso3": entity.iso3, "articles": len(entity.articles)}
    told["same"] = [iri for iri in entity.same_as if iri.startswith(("http://", "https://"))]
    return {key: value for key, value in told.items() if value}


def _facts(tables: GraphTables, evidence: Evidence, iri: str) -> Row:
    """Whom an actor represents, its positions and its lasting relations, each with its sentences."""
    entity = tables.entities.get(iri)
    facts: list[Row] = []
    if entity and entity.represents:
        facts.append({"what": "represents", "whom": evidence.name(entity.represents), "claims": []})
    for tenure in (row for row in tables.tenures.values() if row.holder == iri):
        fact: Row = {
            "what": tenure.position,
            "status": tenure.status,
            "claims": evidence.claims(tenure.claims[:3]),
        }
        facts.append(fact | ({"whom": evidence.name(tenure.of)} if tenure.of else {}))
    for relation in (row for row in tables.relations if row.subject == iri):
        label = evidence.rules.ontology.labels.get(relation.predicate, relation.predicate)
        facts.append(
            {"what": label, "whom": evidence.name(relation.object), "status": relation.status,
             "claims": evidence.claims(relation.claims[:3])}
        )  # fmt: skip
    return {"facts": facts} if facts else {}


def _summary(selection: Selection, events: list[Row], tables: GraphTables) -> str:
    actors = len(selection.nodes) - len(selection.hubs)
    sentences = sum(len(row.claims) for row in selection.events.values())
    articles = {claim.article for row in selection.events.values() for claim in row.claims}
    counts = [(actors, "actor"), (len(events), "event"), (sentences, "sentence")]
    told = ", ".join(f"{number:,} {word}{'' if number == 1 else 's'}" for number, word in counts)
    dates = sorted(tables.articles[iri].date or "" for iri in articles if iri in tables.articles)
    dates = [date[:10] for date in dates if date]
    period = (
        "" if not dates else f", published {dates[0]}" + (f" to {dates[-1]}" if dates[-1] != dates[0] else "")
    )
    return f"{told} from {len(articles):,} article{'' if len(articles) == 1 else 's'}{period}."


def _budget_notice(evidence: Evidence) -> list[str]:
    if not evidence.left_out:
        return []
    return [f"To keep the file small, {evidence.left_out:,} sentences are counted but not quoted."]


def _vocabulary(
    selection: Selection, tables: GraphTables, rules: Rules, look: Look, events: Iterable[Row]
) -> Row:
    """Names, shapes and colours of every class, group and code in use, in the order of the legend."""
    rows, ontology = list(events), rules.ontology

    def name(term: str) -> str:
        return "Event of three or more" if term == "Event" else _capital(ontology.labels.get(term, term))

    def used(key: str) -> set[str]:
        return {row[key] for row in rows if key in row}

    groups = {cls: event_group(cls, ontology) for cls in used("type")}
    coded = {root: quad for root in used("plover") if (quad := rules.quad(root))}
    order = [*look.types]
    types = {tables.entities[iri].type if iri in tables.entities else "Event" for iri in selection.nodes}
    types_in_order = sorted(types, key=lambda cls: (order.index(cls) if cls in order else len(order), cls))
    quads = [quad for layer in ("cooperation", "conflict") for quad in rules.layers[layer]]
    return {
        "types": [[cls, name(cls), *look.of(cls, ontology)] for cls in types_in_order],
        "classes": {cls: [name(cls), group] for cls, group in sorted(groups.items())},
        "groups": [[group, name(group)] for group in sorted(set(groups.values()), key=name)],
        "plover": {root: [quad, rules.tone(root) or "neutral"] for root, quad in sorted(coded.items())},
        "quads": [[quad, name(quad)] for quad in quads if quad in coded.values()],
        "statuses": [
            [status, name(status), look.standing.get(status, "dotted")]
            for status in map(str, Status)
            if status in used("status")
        ],
        "hues": look.hues,
        "tones": look.tones,
        "communityHues": list(COMMUNITY_HUES),
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

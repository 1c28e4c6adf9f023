"""A network as GraphML or GEXF: the same network gives the same bytes, without a date or a program's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol
from xml.sax.saxutils import escape, quoteattr

from graph.text import xml_text

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_BREAKS = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}


class NetworkLike(Protocol):
    """What is needed of a NetworkX graph."""

    graph: dict[str, Any]

    def is_directed(self) -> bool:
        """Whether edges have a direction."""
        ...

    def is_multigraph(self) -> bool:
        """Whether two nodes may have several edges."""
        ...

    @property
    def nodes(self) -> Any:
        """The nodes."""
        ...

    @property
    def edges(self) -> Any:
        """The edges."""
        ...


def to_graphml(G: NetworkLike) -> bytes:
    """GraphML 1.0; an edge's key (an event's IRI) is its ``edge_key``, lists are joined by ``; ``."""
    nodes, edges = _nodes(G), _edges(G)
    kinds = {"node": _types(data for _, data in nodes), "edge": _types(data for *_, data in edges)}
    kinds["graph"] = _types([G.graph])
    lines = [_HEAD, '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    for place, types in kinds.items():
        for name, kind in types.items():
            known = f'attr.name={_attribute(name)} attr.type="{kind}"'
            lines.append(f'<key id="{place}-{_id(name)}" for="{place}" {known}/>')
    lines.append(f'<graph edgedefault="{"directed" if G.is_directed() else "undirected"}">')
    lines += _graphml_data("graph", G.graph)
    for node, data in nodes:
        lines += [f"<node id={_attribute(node)}>", *_graphml_data("node", data), "</node>"]
    for number, (source, target, data) in enumerate(edges):
        ends = f"source={_attribute(source)} target={_attribute(target)}"
        lines += [f'<edge id="e{number}" {ends}>', *_graphml_data("edge", data), "</edge>"]
    return _encoded([*lines, "</graph>", "</graphml>"])


def to_gexf(G: NetworkLike) -> bytes:
    """GEXF 1.2, which Gephi reads; attributes as in GraphML, labels and weights in their own places."""
    nodes, edges = _nodes(G), _edges(G)
    kinds = {"node": _types(data for _, data in nodes), "edge": _types(data for *_, data in edges)}
    lines = [_HEAD, '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">']
    lines.append(f'<graph defaultedgetype="{"directed" if G.is_directed() else "undirected"}" mode="static">')
    for place, types in kinds.items():
        lines.append(f'<attributes class="{place}" mode="static">')
        lines += [
            f'<attribute id="{place}-{_id(name)}" title={_attribute(name)} type="{kind}"/>'
            for name, kind in types.items()
        ]
        lines.append("</attributes>")
    lines.append("<nodes>")
    for node, data in nodes:
        label = _attribute(str(data.get("label") or node))
        lines += [f"<node id={_attribute(node)} label={label}>", *_gexf_data("node", data), "</node>"]
    lines += ["</nodes>", "<edges>"]
    for number, (source, target, data) in enumerate(edges):
        ends = f"source={_attribute(source)} target={_attribute(target)}"
        weight = _attribute(data.get("weight", 1))
        lines += [f'<edge id="{number}" {ends} weight={weight}>', *_gexf_data("edge", data), "</edge>"]
    return _encoded([*lines, "</edges>", "</graph>", "</gexf>"])


def _nodes(G: NetworkLike) -> list[tuple[str, Mapping[str, Any]]]:
    return [(str(node), data) for node, data in G.nodes(data=True)]


def _edges(G: NetworkLike) -> list[tuple[str, str, Mapping[str, Any]]]:
    if G.is_multigraph():
        keyed = G.edges(keys=True, data=True)
        return [(str(u), str(v), {"edge_key": str(key), **data}) for u, v, key, data in keyed]
    return [(str(u), str(v), data) for u, v, data in G.edges(data=True)]


def _types(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The type of each attribute that has a value, by name, sorted."""
    seen: dict[str, set[str]] = {}
    for row in rows:
        for name, value in row.items():
            if value is not None:
                kind = (
                    "boolean"
                    if isinstance(value, bool)
                    else "double"
                    if isinstance(value, int | float)
                    else ""
                )
                seen.setdefault(name, set()).add(kind or "string")
    return {name: kinds.pop() if len(kinds) == 1 else "string" for name, kinds in sorted(seen.items())}


def _graphml_data(place: str, data: Mapping[str, Any]) -> Iterator[str]:
    for name, value in sorted(data.items()):
        if value is not None:
            yield f'<data key="{place}-{_id(name)}">{escape(_text(value), _BREAKS)}</data>'


def _gexf_data(place: str, data: Mapping[str, Any]) -> Iterator[str]:
    yield "<attvalues>"
    for name, value in sorted(data.items()):
        if value is not None:
            yield f'<attvalue for="{place}-{_id(name)}" value={_attribute(value)}/>'
    yield "</attvalues>"


def _id(name: str) -> str:
    return re.sub(r"\W", "_", name)


def _text(value: object) -> str:
    if isinstance(value, bool):
        plain = str(value).lower()
    elif isinstance(value, list | tuple | set | frozenset):
        plain = "; ".join(sorted(map(str, value)) if isinstance(value, set | frozenset) else map(str, value))
    elif isinstance(value, dict):
        plain = "; ".join(f"{key}: {item}" for key, item in sorted(value.items()))
    else:
        plain = str(value)
    return xml_text(plain)


def _attribute(value: object) -> str:
    return quoteattr(_text(value), _BREAKS)


def _encoded(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode("utf8")

"""The pyvis network that a view is built with: our page, no parallel edge lost, nothing asked of the net."""

from __future__ import annotations

import html
import webbrowser
from pathlib import Path
from typing import Any

from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node

from graph.files import write_whole
from graph.namespaces import local_name
from graph.view.errors import ViewError
from graph.view.page import render_page
from graph.view.picture import draw_svg, image_tag

FRAME_HEIGHT = 720
SANDBOX = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"
"""What the page may do in a notebook's frame: run, save pictures, open articles. Not read the notebook."""


class DiplomacyNetwork(Network):  # type: ignore[misc]
    """A :class:`pyvis.network.Network` that writes one offline HTML file.

    Nodes and edges are added as with pyvis; options that the page does not know do no harm. What pyvis has
    for physics, menus and CDNs is not used.

    Args:
        title: heading of the page.
        data: everything but nodes and edges that the page shows (see :mod:`graph.view.payload`).
    """

    def __init__(self, *, title: str = "Diplomatic network", data: dict[str, Any] | None = None) -> None:
        super().__init__(height=f"{FRAME_HEIGHT}px", directed=True, cdn_resources="in_line")
        self.heading = title
        self.data: dict[str, Any] = data or {}
        self._parallel: dict[tuple[str, str], int] = {}

    def add_node(
        self, n_id: str, label: str | None = None, shape: str = "circle", color: str = "slate", **options: Any
    ) -> None:
        """Add a node; one that is there already stays as it is.

        Args:
            n_id: its id, an IRI in our views.
            label: its name.
            shape: a shape of ``look.toml``.
            color: a hue of ``look.toml``.
            **options: everything else, such as ``x``, ``y`` and ``size``.
        """
        if n_id in self.node_map:
            return
        node = Node(n_id, shape, label=n_id if label is None else label, hue=color, **options).options
        self.nodes.append(node)
        self.node_ids.append(n_id)
        self.node_map[n_id] = node

    def add_edge(self, source: str, to: str, **options: Any) -> None:
        """Add an edge in constant time. Parallel edges stay; each has an id that depends on its ends alone.

        Raises:
            ViewError: where one end is no node.
        """
        for end in (source, to):
            if end not in self.node_map:
                raise ViewError(f"no node {end!r}: add it before its edges")
        number = self._parallel[source, to] = self._parallel.get((source, to), 0) + 1
        options.setdefault("id", f"{source} {to} {number}")
        self.edges.append(Edge(source, to, options.pop("directed", True), **options).options)

    def get_nodes(self) -> list[str]:
        """The ids of all nodes, in the order they were added."""
        return list(self.node_ids)

    def payload(self) -> dict[str, Any]:
        """Everything the page shows, as it stands in its JSON."""
        numbers = {node: number for number, node in enumerate(self.node_ids)}
        nodes = [{**node, "id": local_name(node["id"])} for node in self.nodes]
        edges = [
            [numbers[edge["from"]], numbers[edge["to"]], int("arrows" in edge), edge.get("tone", "neutral"),
             edge.get("standing", "solid"), edge.get("events", [])]
            for edge in self.edges
        ]  # fmt: skip
        return {"title": self.heading, **self.data, "nodes": nodes, "edges": edges}

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """The page. The arguments are those of pyvis and change nothing."""
        del name, local, notebook
        self.html = render_page(self.payload())
        return str(self.html)

    def write_html(
        self,
        name: str | Path,
        local: bool = True,
        notebook: bool = False,
        open_browser: bool = False,
    ) -> None:
        """Write the page as UTF-8 to one file, whole or not at all, and nothing else anywhere.

        Args:
            name: the file.
            local: has no effect.
            notebook: has no effect.
            open_browser: show the file in the browser then.

        Raises:
            StoreError: where it cannot be written.
        """
        del local, notebook
        path = Path(name)
        write_whole(path, self.generate_html().encode("utf8"))
        if open_browser:
            webbrowser.open(path.resolve().as_uri())

    def show(self, name: str | Path, local: bool = True, notebook: bool = False) -> DiplomacyNetwork:
        """Write the page and, outside a notebook, open it.

        Returns:
            itself, which a notebook displays.
        """
        self.write_html(name, local=local, open_browser=not notebook)
        return self

    def summary(self) -> str:
        """What the view holds, in one or two plain sentences."""
        return " ".join([f"{self.heading}: {self.data.get('summary', '')}", *self.data.get("notices", [])])

    def __repr__(self) -> str:
        return self.summary()

    def svg(self) -> str:
        """The picture alone, without the page."""
        return draw_svg(self.payload())

    def _repr_html_(self) -> str:
        """A summary, a still picture and the page in a frame that cannot reach the notebook."""
        text = html.escape(self.summary())
        page = html.escape(self.generate_html(), quote=True)
        return (
            f"<p>{text}</p>\n"
            f"<details><summary>Still picture</summary>{image_tag(self.svg(), self.summary())}</details>\n"
            f'<iframe srcdoc="{page}" sandbox="{SANDBOX}" title="{html.escape(self.heading)}" '
            f'width="100%" height="{FRAME_HEIGHT}" style="border:0"></iframe>'
        )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """The same for a notebook, with the summary as plain text."""
        del include, exclude
        return {"text/html": self._repr_html_(), "text/plain": self.summary()}

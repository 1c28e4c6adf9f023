"""The HTML file: our template, style and script with vis-network inlined from the installed pyvis."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from graph.view.errors import ViewError

PAGE = Path(__file__).parent / "page"
SCRIPTS = (
    "dom.js", "data.js", "shapes.js", "filters.js", "canvas.js", "labels.js", "cards.js", "paths.js",
    "timeline.js", "matrix.js", "tables.js", "legend.js", "slider.js", "search.js", "export.js", "print.js", "main.js",
)  # fmt: skip
"""The page's script, in this order, as one function."""

_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def to_json(value: Any) -> str:
    """JSON that may stand in a script element: no ``<``, ``>``, ``&`` and no line separator of JavaScript."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return _writable(text)


def _writable(text: str) -> str:
    """Without lone surrogates, which UTF-8 cannot hold."""
    return text.encode("utf8", "replace").decode("utf8")


@cache
def vis_network() -> str:
    """vis-network as the installed pyvis ships it, its licence comment first.

    Raises:
        ViewError: where pyvis lacks it.
    """
    import pyvis

    path = Path(pyvis.__file__).parent / _VIS
    if not path.is_file():
        raise ViewError("pyvis came without vis-network: install pyvis 0.3.2 again", path=path)
    text = path.read_text(encoding="utf8")
    kept = [line for line in text.split("\n") if not line.startswith("//# sourceMappingURL")]
    return "\n".join(kept).replace("</script", "<\\/script")


@cache
def script() -> str:
    """The page's own script."""
    parts = [(PAGE / name).read_text(encoding="utf8").strip() for name in SCRIPTS]
    return '(function () {\n"use strict";\n' + "\n\n".join(parts) + "\n})();"


@cache
def style() -> str:
    """The page's style."""
    return (PAGE / "style.css").read_text(encoding="utf8").strip()


def content_security_policy() -> str:
    """Only the scripts and the style of this very page, pictures made by it, and nothing from anywhere."""
    scripts = " ".join(_hash(text) for text in (vis_network(), script()))
    return (
        f"default-src 'none'; script-src {scripts}; style-src {_hash(style())}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(PAGE, encoding="utf8")
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    return environment.get_template("template.html.j2")


def render_page(payload: dict[str, Any], *, csp: bool = True) -> str:
    """The whole page.

    Args:
        payload: what :meth:`DiplomacyNetwork.payload` gives.
        csp: put the Content-Security-Policy into it. Without it the page must be as safe.
    """
    page = _template().render(
        title=payload["title"],
        summary=payload.get("summary", ""),
        notices=payload.get("notices", []),
        policy=content_security_policy() if csp else None,
        style=Markup(style()),
        vis=Markup(vis_network()),
        script=Markup(script()),
        data=Markup(to_json(payload)),
    )
    return _writable(page)

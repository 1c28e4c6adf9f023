"""Write the ontology's local names into ``graph/namespaces.py``: run after a change of ``diplomacy.ttl``."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

ROOT = Path(__file__).parents[2]


def local_names(turtle: str) -> list[str]:
    """The local names of every term that the file defines, sorted."""
    return sorted(set(re.findall(r"^dip:(\w+) a ", turtle, flags=re.MULTILINE)))


def with_terms(module: str, terms: list[str]) -> str:
    """The module's text with its list of terms replaced."""
    block = textwrap.fill(" ".join(terms), 100, initial_indent=" " * 4, subsequent_indent=" " * 4)
    pattern = re.compile(r'(TERMS: frozenset\[str\] = frozenset\(\n    """\n).*?(\n    """)', flags=re.DOTALL)
    return pattern.sub(lambda found: found[1] + block + found[2], module)


if __name__ == "__main__":
    target = ROOT / "graph" / "namespaces.py"
    turtle = (ROOT / "ontology" / "diplomacy.ttl").read_text(encoding="utf8")
    target.write_text(with_terms(target.read_text(encoding="utf8"), local_names(turtle)), encoding="utf8")

"""The code blocks of README.md.

``python -m tests.readme`` builds the seeds in a temporary folder, runs every console block there and writes
what is printed below each command; with ``--picture`` it also takes the picture of the view in a browser.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PICTURE = ROOT / "notebooks" / "images" / "view.png"
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text and where the text stands."""

    language: str
    text: str
    start: int

    @property
    def command(self) -> str:
        """The command of a console block: the line after ``$``, continued by lines after ``>``."""
        lines = [line[2:] for line in self.text.splitlines() if line.startswith(("$ ", "> "))]
        return "\n".join(lines)

    def with_output(self, output: str) -> str:
        """The text of a console block with another output."""
        lines = [line for line in self.text.splitlines() if line.startswith(("$ ", "> "))]
        lines += [line.rstrip() for line in output.rstrip().splitlines()]
        return "".join(f"{line}\n" for line in lines)


def blocks(language: str) -> list[Block]:
    """The blocks in one language, in order."""
    found = _FENCE.finditer(README.read_text(encoding="utf8"))
    return [Block(match[1], match[2], match.start(2)) for match in found if match[1] == language]


def commands() -> Iterator[str]:
    """Every command line of ``diplograph`` in sh and console blocks, without what it is piped to."""
    for block in [*blocks("sh"), *blocks("console")]:
        text = block.command if block.language == "console" else block.text
        for part in re.split(r"\n(?=diplograph )|&&| \| ", text):
            if part.strip().startswith("diplograph "):
                yield part.strip()


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command line in a folder with this checkout as ``diplograph``."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    script = f'set -e -o pipefail\ndiplograph() {{ "{sys.executable}" -m graph "$@"; }}\n{command}'
    return subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


def bring(folder: Path) -> None:
    """Put what the commands read into a folder."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copytree(ROOT / "tests" / "gold", folder / "tests" / "gold")


def refresh(folder: Path) -> None:
    """Write what the commands print into README.md."""
    text = README.read_text(encoding="utf8")
    done = [(block, run(block.command, folder)) for block in blocks("console")]
    for block, result in reversed(done):
        if result.returncode:
            sys.exit(f"{block.command}: {result.stderr}")
        end = block.start + len(block.text)
        text = text[: block.start] + block.with_output(result.stdout) + text[end:]
    README.write_text(text, encoding="utf8")


def main() -> None:
    """Bring README.md up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--picture", action="store_true", help="also take the picture")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bring(folder)
        refresh(folder)
        if options.picture:
            from tests.view.screenshot import take

            PICTURE.parent.mkdir(parents=True, exist_ok=True)
            take(str(folder / "kg"), str(PICTURE), size="1280x800")


if __name__ == "__main__":
    main()

"""``python -m graph.training DATA --out DIR``: make the shipped pipeline."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from graph.errors import GraphError
from graph.training.stages import STAGES, train


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the exit status is 1 where a user's mistake stopped it."""
    parser = argparse.ArgumentParser(prog="python -m graph.training", description=__doc__)
    parser.add_argument("data", type=Path, help="the folder that holds ud/ and ner/")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    parser.add_argument("--stage", choices=[*STAGES, "all"], default="all", help="run only this one")
    options = parser.parse_args(arguments)
    stages = None if options.stage == "all" else [options.stage]
    try:
        train(options.data, options.out, stages=stages, progress=_tell)
    except GraphError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _tell(stage: str) -> None:
    print(f"stage {stage}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())

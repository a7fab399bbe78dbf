"""Runs the demo: `python -m examples.demo`, on a local cloud of its own unless given one."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from rich.console import Console

from examples.demo.job_run import run

WITHIN = 170.0  # seconds, from start to end


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; return the exit code."""
    began = monotonic()
    options = _options(arguments)
    console = Console()
    raise NotImplementedError


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m examples.demo", description=__doc__)
    parser.add_argument(
        "--outputs",
        type=Path,
        help="stack outputs of a cloud that runs (such as .local/outputs.json of make run)",
    )
    parser.add_argument("--out", type=Path, default=Path("out"), help="where deliveries go")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())

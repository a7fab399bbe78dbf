"""Starts a local cloud in a process of its own, for as long as a `with` block lasts."""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localcloud import attended

_ROOT = Path(__file__).resolve().parent.parent
_START_SECONDS = 300.0  # the first synthesis downloads the functions' packages
_STOP_SECONDS = 20.0
_POLL_SECONDS = 0.05


class StartError(Exception):
    """The local cloud ended before it was ready, or took too long; the message has its output."""


@dataclass(frozen=True, slots=True)
class RunningCloud:
    """A local cloud that is ready."""

    outputs: dict[str, Any]  # as in the outputs file (design 5.1)
    state: Path  # with `outputs.json` and `logs/`
    process_id: int  # of the process that ends the local cloud with this one


@contextmanager
def start(
    state: Path, catalogue: Path | None = None, *, port: int = 0, aws_port: int = 0
) -> Iterator[RunningCloud]:
    """Run a local cloud and stop it at the end; ports of 0 are any that are free.

    `state` is a folder for what it writes; `catalogue` is `examples/catalogue` unless given.
    Raises `StartError`.
    """
    state.mkdir(parents=True, exist_ok=True)
    outputs = state / "outputs.json"
    outputs.unlink(missing_ok=True)
    command = [sys.executable, "-m", "localcloud"]
    command += ["--state", str(state.resolve())]
    command += ["--port", str(port), "--aws-port", str(aws_port)]
    if catalogue is not None:
        command += ["--catalogue", str(catalogue.resolve())]
    printed = state / "localcloud.log"
    with printed.open("wb") as log:
        process = attended.start(
            command, log, grace=_STOP_SECONDS, folder=_ROOT, environment=speedy_environment()
        )
    try:
        _wait_until_ready(process, outputs, printed)
        yield RunningCloud(json.loads(outputs.read_text()), state, process.pid)
    finally:
        attended.stop(process)


def speedy_environment() -> dict[str, str]:
    """Return the environment, but let Python keep compiled files: moto takes 8 s without them."""
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}


def _wait_until_ready(process: attended.Attended, outputs: Path, printed: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not outputs.exists():
        if process.poll() is not None:
            raise StartError(f"the local cloud did not start:\n{printed.read_text()}")
        if time.monotonic() > deadline:
            raise StartError(f"the local cloud is not ready:\n{printed.read_text()}")
        time.sleep(_POLL_SECONDS)

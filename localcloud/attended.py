"""Runs a program that ends with whoever started it, however that one ends, `kill -9` included.

    python attended.py GRACE PROGRAM ARGUMENT …

The starter holds the other end of this process's standard input; the system closes it with the
starter. Then the program and all that it started are asked to end, and killed after GRACE seconds:
at once if that is 0. Every server that the local cloud and the tests start is started by this.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

type Attended = subprocess.Popen[bytes]


def start(
    command: Sequence[str | Path],
    output: IO[bytes] | None = None,
    *,
    grace: float = 0,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Attended:
    """Start a program that ends with this process, or with `stop`; it prints to `output`.

    The process that is returned leads a process group, in which the program is too.
    """
    return subprocess.Popen(
        [sys.executable, "-E", "-S", __file__, str(grace), *command],
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL if output is None else output,
        stderr=subprocess.STDOUT,
        start_new_session=True,  # Ctrl-C is for the starter, which then ends this
    )


def stop(process: Attended) -> None:
    """End what `start` started, and wait for it."""
    if process.stdin:
        process.stdin.close()
    process.wait()


def main() -> None:
    """Run the program until it ends or the starter does."""
    grace, *command = sys.argv[1:]
    signal.signal(signal.SIGTERM, lambda *_: None)  # `_attend` sends it to the whole group
    program = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    threading.Thread(target=_attend, args=[program, float(grace)], daemon=True).start()
    program.wait()
    os.killpg(0, signal.SIGKILL)  # what the program left behind, and this process


def _attend(program: Attended, grace: float) -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    if grace:
        os.killpg(0, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            program.wait(grace)
    program.kill()


if __name__ == "__main__":
    main()

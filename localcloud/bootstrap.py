"""Runs inside a function's own process, below the Runtime Interface Emulator.

The arguments are the function's handler, the folder of its code, and a file for the number of
this process. Of the repository only the folder is importable here.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from awslambdaric import bootstrap as runtime
from awslambdaric.lambda_runtime_client import (
    LambdaRuntimeClient,
)

WARM_UP = {"localcloud": "warm-up"}  # an event that loads the function without calling it

type Handler = Callable[[object, object], object]


def warmable(find: Callable[[str], Handler]) -> Callable[[str], Handler]:
    """Return how to find a handler, such that the warm-up event does not reach it."""

    def found(name: str) -> Handler:
        handler = find(name)
        return lambda event, context: None if event == WARM_UP else handler(event, context)

    return found


if __name__ == "__main__":
    handler_name, code_folder, pid_file = sys.argv[1:]
    Path(pid_file).write_text(str(os.getpid()))
    # Last: the folder carries wheels for arm64, and this machine's own must win.
    sys.path.append(code_folder)
    runtime._get_handler = warmable(runtime._get_handler)  # noqa: SLF001 - no public door
    runtime.run(handler_name, LambdaRuntimeClient(os.environ["AWS_LAMBDA_RUNTIME_API"]))

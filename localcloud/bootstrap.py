"""Runs inside a function's own process, below the Runtime Interface Emulator.

The arguments are: the function's handler, the folder of its code, and the process id of the local
cloud. Of the repository only that folder is importable here.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable

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


def end_with(local_cloud: int) -> None:
    """End this process and its emulator soon after the local cloud was killed."""
    emulator = os.getppid()
    while True:
        time.sleep(2)
        try:
            os.kill(local_cloud, 0)
        except ProcessLookupError:
            os.kill(emulator, signal.SIGKILL)
            os._exit(1)


if __name__ == "__main__":
    handler_name, code_folder, local_cloud_pid = sys.argv[1:]
    # Last: the folder carries wheels for arm64, and this machine's own must win.
    sys.path.append(code_folder)
    threading.Thread(target=end_with, args=[int(local_cloud_pid)], daemon=True).start()
    runtime._get_handler = warmable(runtime._get_handler)  # noqa: SLF001 - no public door
    runtime.run(handler_name, LambdaRuntimeClient(os.environ["AWS_LAMBDA_RUNTIME_API"]))

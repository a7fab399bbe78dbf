"""The renderer's process, as Split sees it: begun, asked, and ended.

It is told no secrets. It is reached by a pair of sockets and not by the queues of
`multiprocessing`, for Lambda has no shared memory.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import Pipe
from typing import Final

from functions.split.pages.drawing import rendering
from functions.split.pages.drawing.limits import MEMORY_BYTES
from functions.split.pages.drawing.wire import Message, Task, heard, say
from hinterland.errors import HinterlandError

# What a program needs to find its libraries. The credentials of the function stay with it.
_TOLD: Final = ("PATH", "LD_LIBRARY_PATH", "LANG", "TZ")
_BODY_BYTES: Final = 256 * 1024 * 1024
_NEARLY: Final = 0.6  # of its memory: a process that ended with so much ended of it
_KILOBYTE: Final = 1024
_SLOW: Final = frozenset({signal.SIGPROF, signal.SIGALRM})  # the timers that `rendering` sets
_HELPS: Final = "open it and print it to a new PDF, or save it as JPEG"
_TOO_LARGE: Final = f"takes more memory to draw than we can give a page; {_HELPS}"

type Read = Callable[[int, int], bytes]
"""Return bytes of the drop: from where, how many."""


class EndedError(HinterlandError):
    """The process ended, or was ended, over a task; the reason goes on from the page's name."""

    code = "renderer_ended"

    def __init__(self, reason: str, *, is_slow: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_slow = is_slow


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: a message, and the bodies of its pictures."""

    message: Message
    bodies: tuple[bytes, ...] = ()


class RendererProcess:
    """A process that does one task after another until one is too much for it."""

    def __init__(self) -> None:
        """Begin it, which takes some tenths of a second."""
        self.seconds = 0.0  # of processor that the last task took
        self._before = 0.0  # and all before it
        self._link, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", rendering.__name__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=_environment(),
            )

    def ask(self, task: Task, read: Read) -> Answer:
        """Have a task done; raise `EndedError`, after which there is nobody to be asked."""
        try:
            say(self._link, task)
            while "read" in (message := heard(self._link)):
                self._link.send_bytes(read(*message["read"]))
            bodies = tuple(self._link.recv_bytes(_BODY_BYTES) for _ in message.get("pictures", ()))
        except (EOFError, ConnectionError) as error:
            raise self._ended() from error
        self.seconds, self._before = message["seconds"] - self._before, message["seconds"]
        if "out_of_memory" in message:
            raise EndedError(_TOO_LARGE)
        return Answer(message, bodies)

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._link.close()
        self._process.kill()
        self._process.wait()

    def _ended(self) -> EndedError:
        """Say what a process died of that closed its end."""
        _, status, usage = os.wait4(self._process.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds = usage.ru_utime + usage.ru_stime - self._before
        if -self._process.returncode in _SLOW:
            return EndedError(f"takes too long to draw; {_HELPS}", is_slow=True)
        if usage.ru_maxrss * _KILOBYTE > MEMORY_BYTES * _NEARLY:
            return EndedError(_TOO_LARGE)
        return EndedError(f"makes the program stop that draws it; {_HELPS}")


def _environment() -> dict[str, str]:
    told = {name: os.environ[name] for name in _TOLD if name in os.environ}
    return told | {"PYTHONPATH": os.pathsep.join(sys.path), "MALLOC_ARENA_MAX": "1"}

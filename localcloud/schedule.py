"""EventBridge rules that go by the clock: each target function is invoked at the rule's rate."""

import re
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass

from localcloud.function_process import Invoke
from localcloud.template import Resolver, Template, TemplateError

_SECONDS = {"minute": 60, "hour": 3600, "day": 86400}


@dataclass(frozen=True, slots=True)
class Timer:
    """A function that is invoked again and again."""

    function: str  # ARN
    payload: bytes
    seconds: float


def read_timers(template: Template, resolver: Resolver) -> list[Timer]:
    """Return a timer for each target of a rule with a schedule; raise `TemplateError`."""
    return [
        Timer(target["Arn"], target.get("Input", "{}").encode(), _seconds(expression))
        for name in template.ids("AWS::Events::Rule")
        if (expression := resolver.properties(name).get("ScheduleExpression"))
        for target in resolver.properties(name)["Targets"]
    ]


def _seconds(expression: str) -> float:
    found = re.fullmatch(r"rate\((\d+) (minute|hour|day)s?\)", expression)
    if not found:
        raise TemplateError(f"the local cloud keeps no schedule such as {expression}")
    return int(found[1]) * _SECONDS[found[2]]


class Clockwork:
    """Runs timers, each in a thread of its own, until it is stopped."""

    def __init__(self, timers: list[Timer], invoke: Invoke) -> None:
        self._stopped = threading.Event()
        self._invoke = invoke
        for timer in timers:
            threading.Thread(target=self._run, args=(timer,), daemon=True).start()

    def stop(self) -> None:
        """Invoke nothing more."""
        self._stopped.set()

    def _run(self, timer: Timer) -> None:
        for _ in self._beats(timer.seconds):
            answer = self._invoke(timer.function, timer.payload)
            if answer.failed and not self._stopped.is_set():
                print(f"a scheduled function failed: {timer.function}", file=sys.stderr)

    def _beats(self, seconds: float) -> Iterator[None]:
        while not self._stopped.wait(seconds):
            yield

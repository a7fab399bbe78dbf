"""One timeline for everybody: events happen in the order of their times; no wait takes real time.

Whoever lives on it is a generator, which yields how many seconds it waits before it goes on.
"""

import heapq
from collections.abc import Callable, Generator
from datetime import datetime, timedelta
from itertools import count

type Life = Generator[float]
"""What somebody does; each value is a wait in seconds."""

type Action = Callable[[], object]

# While one waits for an answer, another may act; and while that one waits, a third.
DEEPEST = 3


class Timeline:
    """A clock, and the events that are to come."""

    def __init__(self, start: datetime) -> None:
        self.now = start
        self.steps = 0
        self._numbers = count()  # of two at the same moment, the first that was set goes first
        self._ahead: list[tuple[datetime, int, Action]] = []
        self._depth = 0

    def after(self, seconds: float, action: Action) -> None:
        """Plan an event."""
        when = self.now + timedelta(seconds=seconds)
        heapq.heappush(self._ahead, (when, next(self._numbers), action))

    def live(self, life: Life, within: float = 0) -> None:
        """Begin somebody's life on the timeline, after a wait of `within` seconds."""

        def go_on() -> None:
            wait = next(life, None)
            if wait is not None:
                self.after(wait, go_on)

        self.after(within, go_on)

    def step(self) -> bool:
        """Carry out the next event; return False when there is none."""
        if not self._ahead:
            return False
        when, _, action = heapq.heappop(self._ahead)
        self.now = max(self.now, when)
        self.steps += 1
        self._depth += 1
        try:
            action()
        finally:
            self._depth -= 1
        return True

    def overtake(self, within: float) -> bool:
        """Let another act before the present one goes on, if it is due within so many seconds."""
        if self._depth > DEEPEST or not self._ahead:
            return False
        if self._ahead[0][0] > self.now + timedelta(seconds=within):
            return False
        return self.step()

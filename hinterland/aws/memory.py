"""What was read, remembered: for a short while where it may change, else as long as the process."""

from collections.abc import Callable
from datetime import datetime, timedelta

from hinterland.clock import Clock

# What the office applies takes effect in every function within this time.
REMEMBERED = timedelta(seconds=30)


class Memory[Answer]:
    """Answers by key. What was not found is asked for again each time: it may come any moment."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._answers: dict[object, tuple[datetime | None, Answer]] = {}

    def for_a_while(self, key: object, read: Callable[[], Answer]) -> Answer:
        """Return what was read under a key within the last `REMEMBERED`, or read it."""
        return self._answer(key, read, self._clock() + REMEMBERED)

    def for_ever(self, key: object, read: Callable[[], Answer]) -> Answer:
        """Return what was ever read under a key, or read it: for what never changes."""
        return self._answer(key, read, None)

    def _answer(self, key: object, read: Callable[[], Answer], until: datetime | None) -> Answer:
        if key in self._answers:
            ends, answer = self._answers[key]
            if ends is None or self._clock() < ends:
                return answer
        answer = read()
        self._answers[key] = (until, answer)
        return answer

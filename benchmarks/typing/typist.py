"""A typist: how long their hands and eyes take. Nothing of the page's time is in it."""

from dataclasses import dataclass, field
from math import log
from random import Random
from typing import Final

_SPREAD: Final = 0.5  # of the logarithm of the time between two keys
_READING: Final = 1.2  # seconds to find and read a field's value; median
_READING_SPREAD: Final = 0.4


@dataclass
class Typist:
    """Somebody of a certain speed; the same seed has the same day."""

    keystrokes_per_hour: int
    random: Random = field(default_factory=lambda: Random(4))

    def gap(self) -> float:
        """Return the seconds to the next key: log-normal, with the mean of the typist's speed."""
        mean = 3600 / self.keystrokes_per_hour
        return self.random.lognormvariate(log(mean) - _SPREAD**2 / 2, _SPREAD)

    def reading(self) -> float:
        """Return the seconds of looking at the image before a field is keyed."""
        return self.random.lognormvariate(log(_READING), _READING_SPREAD)

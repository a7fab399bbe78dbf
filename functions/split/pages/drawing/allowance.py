"""How long the pages of a drop may take, so that a step is done in its time whatever is in it."""

from dataclasses import dataclass
from typing import Final

# Seconds. A page takes some tenths of one; a step has a quarter of an hour for all it has to do.
_OF_ALL: Final = 400.0
_OF_ONE: Final = 4.0
_SHARED: Final = 300.0
_COUNTING: Final = 600.0
_LONGEST: Final = 15.0


@dataclass(slots=True)
class Allowance:
    """Each page has some seconds of its own; those that need longer share others.

    So a heavy page gets all it needs, and a hundred that never end do not keep a part from its
    end: together they never take longer than `_OF_ALL` and `_SHARED`.
    """

    own: float
    shared: float = _SHARED

    @classmethod
    def of_drawing(cls, pages: int) -> "Allowance":
        """Return what so many pages are allowed to be drawn in."""
        return cls(min(_OF_ONE, _OF_ALL / max(1, pages)))

    @classmethod
    def of_counting(cls) -> "Allowance":
        """Return what is allowed for counting the pages of a drop, of any number of documents."""
        return cls(0.0, _COUNTING)

    @property
    def seconds(self) -> float:
        """Return what the next page may take; nothing is left when it is 0."""
        return min(_LONGEST, self.own + self.shared)

    def spend(self, seconds: float) -> None:
        """Take off what a page took."""
        self.shared -= min(self.shared, max(0.0, seconds - self.own))

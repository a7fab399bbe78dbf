"""One bad thing costs one thing: what goes wrong with an item is noted, and the others go on.

An item with which it goes wrong again and again is set aside, for the office to look at. Only what
comes of the item's own data counts towards that. What comes of the stores passes, or strikes every
item alike; to set all of them aside would make one outage many.
"""

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from hinterland.errors import HinterlandError
from hinterland.stage import Stage
from hinterland.work.items import KeptEntry, Trouble, WorkItem

SET_ASIDE_AFTER = 3
# Why an entry is kept of which the office said that it is not to be used.
DROPPED = "dropped"
# What reading, comparing or writing data may raise, whatever bytes these are.
_OF_DATA = (ArithmeticError, LookupError, RecursionError, TypeError, ValueError)


class TroubleLog(Protocol):
    """Where it is noted, for those who run the system, that something went wrong with one thing."""

    def note(self, what: str, about: str, error: Exception) -> None:
        """Log and count that `what` failed about one thing; never the error's own words."""

    def set_aside(self, about: str, trouble: Trouble) -> None:
        """Log and count that an item was set aside."""


def is_of_data(error: Exception) -> bool:
    """Say whether an error comes of the data at hand, so that it will come again."""
    return isinstance(error, _OF_DATA)


def reason_of(error: Exception) -> str:
    """Name an error without its words, in which there may be values that were keyed."""
    return error.code if isinstance(error, HinterlandError) else type(error).__name__


def gone_wrong(item: WorkItem, reason: str, now: datetime) -> WorkItem:
    """Note that it went wrong once more; the last time that is borne sets the item aside."""
    count = 1 + (item.trouble.count if item.trouble else 0)
    trouble = Trouble(reason, count, now, is_set_aside=count >= SET_ASIDE_AFTER)
    return replace(item, trouble=trouble)


def given_out_anew(item: WorkItem, now: datetime) -> WorkItem:
    """Free an item that was set aside for whoever comes; its upload may still be submitted."""
    return replace(item, trouble=None, lease=None, operator=None, leased_at=None, visible_at=now)


def dropped(item: WorkItem, now: datetime, upload: KeptEntry | None) -> WorkItem:
    """Free an item that was set aside; its last upload is never used, and kept with the reason."""
    kept = item.kept if upload is None else (*item.kept, upload)
    return given_out_anew(replace(item, kept=kept), now)


def queried(item: WorkItem, now: datetime) -> WorkItem:
    """Finish an item that was set aside: all its records go back to the client."""
    return replace(given_out_anew(item, now), stage=Stage.DONE, is_queried=True)

"""What the operators have done so far, told by them and read by whoever shows progress."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from threading import Event, Lock

from hinterland.api.leases import Lease


@dataclass(slots=True)
class Tally:
    """One operator's work; money in rupees."""

    items: int = 0
    records: int = 0
    earned: Decimal = Decimal(0)  # as the submits answered
    paid: Decimal | None = None  # as GET /me says at the end


@dataclass(slots=True)
class Board:
    """Shared by all operators' threads."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    records_keyed: Counter[str] = field(default_factory=Counter)  # by job, the first keying
    events: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)  # each ended an operator's work
    caught: int = 0  # mistakes that a check found before the entry was accepted
    as_printed: int = 0  # values that fail a check but are on the source so
    checking: Event = field(default_factory=Event)  # set once there is more than one keying
    _lock: Lock = field(default_factory=Lock)

    def arrive(self, operator: str) -> None:
        """Note that an operator signed in."""
        with self._lock:
            self.tallies.setdefault(operator, Tally())

    def submitted(self, operator: str, lease: Lease, records: int, earned: Decimal) -> None:
        """Note an accepted entry."""
        with self._lock:
            tally = self.tallies[operator]
            tally.items += 1
            tally.records += records
            tally.earned += earned
            if lease["stage"] == "key":
                self.records_keyed[lease["job"]] += records

    def looked_again(self, *, mistakes: int, as_printed: int) -> None:
        """Note what came of looking again at values that had failed a check."""
        with self._lock:
            self.caught += mistakes
            self.as_printed += as_printed

    def paid(self, operator: str, amount: Decimal) -> None:
        """Note what the API says that an operator earned in all."""
        with self._lock:
            self.tallies[operator].paid = amount

    def tell(self, event: str) -> None:
        """Note something that happened, in words."""
        with self._lock:
            self.events.append(event)

    def give_up(self, trouble: str) -> None:
        """Note an error that ended an operator's work."""
        with self._lock:
            self.troubles.append(trouble)

"""What use cases ask of the pay lines."""

from datetime import date
from typing import Protocol

from hinterland.pay.pay_line import PayLine


class Pay(Protocol):
    """The pay lines."""

    def between(self, operator: str, first: date, last: date) -> list[PayLine]:
        """Return an operator's pay lines of some days, both included."""

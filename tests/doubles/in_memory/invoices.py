"""The invoice numbers."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from tests.doubles.in_memory.turns import ALONE


@dataclass
class InvoiceNumbers:
    """The port `Invoices`."""

    last: Counter[str] = field(default_factory=Counter)  # by series
    given: dict[str, tuple[int, date]] = field(default_factory=dict)  # by job

    def number(self, series: str, job: str, issued_on: date) -> tuple[int, date]:
        with ALONE:
            if job not in self.given:
                self.last[series] += 1
                self.given[job] = self.last[series], issued_on
            return self.given[job]

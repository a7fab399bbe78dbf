"""What issuing an invoice asks of the invoice numbers."""

from datetime import date
from typing import Protocol


class Invoices(Protocol):
    """The invoices and their numbers."""

    def number(self, series: str, job: str, issued_on: date) -> tuple[int, date]:
        """Return the job's number in a series, and the date it was issued on.

        The first call for a job gives it the series' next number; every later call, also at the
        same time from elsewhere, returns that same number and date. No number is left out.
        """

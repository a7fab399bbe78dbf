"""The invoice numbers, in DynamoDB.

    series              entry     last  number  issued_on
    HL/2627             counter   17                        how far the series has come
    job#20261121-ab...  number          17      2026-11-21  given once, never changed

Both rows are written in one transaction, on the condition that the counter still stands where it
was read: so no number is given twice or left out. The job's row is found without the series,
because a repeat may come in another financial year.
"""

import random
import time
from collections.abc import Callable
from datetime import date

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from hinterland.aws.errors import translated
from hinterland.aws.rows import bound, connection
from hinterland.errors import ConflictError, NotFoundError, ThrottledError

_ATTEMPTS = 24
_LONGEST_PAUSE = 0.5  # seconds


class InvoiceRow(Model):
    """A counter or a job's number as DynamoDB holds it."""

    series = UnicodeAttribute(hash_key=True)
    entry = UnicodeAttribute(range_key=True)
    last = NumberAttribute(null=True)
    number = NumberAttribute(null=True)
    issued_on = UnicodeAttribute(null=True)
    counted_in = UnicodeAttribute(null=True)  # the series of a job's number


class DynamoInvoices:
    """See `functions.invoice.port.Invoices`."""

    def __init__(self, table_name: str, pause: Callable[[float], None] = time.sleep) -> None:
        self._row = bound(InvoiceRow, table_name)
        self._pause = pause

    def number(self, series: str, job: str, issued_on: date) -> tuple[int, date]:
        """Return the job's number in a series, and the date it was issued on.

        Raises `ThrottledError` when too many others are numbering at the same time.
        """
        for attempt in range(_ATTEMPTS):
            try:
                return self._given(job)
            except NotFoundError:
                pass
            try:
                return self._give(series, job, issued_on)
            except ConflictError:
                self._pause(random.uniform(0, min(_LONGEST_PAUSE, 0.02 * 2**attempt)))  # noqa: S311 - not a secret
        raise ThrottledError(f"series {series} is in great demand")

    def _given(self, job: str) -> tuple[int, date]:
        with translated("invoice number"):
            row = self._row.get(f"job#{job}", "number", consistent_read=True)
        return int(row.number), date.fromisoformat(row.issued_on)

    def _give(self, series: str, job: str, issued_on: date) -> tuple[int, date]:
        last = self._last(series)
        number = last + 1
        counter = self._row(series, "counter", last=number)
        given = self._row(
            f"job#{job}",
            "number",
            number=number,
            issued_on=issued_on.isoformat(),
            counted_in=series,
        )
        unmoved = self._row.last == last if last else self._row.series.does_not_exist()
        with translated("invoice number"), TransactWrite(connection=connection()) as write:
            write.save(counter, condition=unmoved)
            write.save(given, condition=self._row.series.does_not_exist())
        return number, issued_on

    def _last(self, series: str) -> int:
        try:
            with translated("invoice series"):
                return int(self._row.get(series, "counter", consistent_read=True).last)
        except NotFoundError:
            return 0

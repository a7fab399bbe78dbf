"""The pay lines, in DynamoDB: one row per accepted entry, for ever."""

from datetime import date, timedelta
from decimal import Decimal

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.models import Model

from hinterland.aws.errors import translated
from hinterland.aws.rows import bound
from hinterland.pay.pay_line import PayLine, Purpose


class PayRow(Model):
    """A pay line; `line` is `{day}#{lease}`, so that days are ranges and a lease is paid once."""

    operator = UnicodeAttribute(hash_key=True)
    line = UnicodeAttribute(range_key=True)
    records = NumberAttribute()
    amount = UnicodeAttribute()  # rupees, as written: a number attribute would pass a float
    work_type = UnicodeAttribute(null=True)  # lines from before these were noted have neither
    purpose = UnicodeAttribute(default=Purpose.ENTRY.value)


class DynamoPay:
    """See `hinterland.pay.port.Pay`."""

    def __init__(self, table_name: str) -> None:
        self._row = bound(PayRow, table_name)

    def between(self, operator: str, first: date, last: date) -> list[PayLine]:
        """Return an operator's pay lines of some days, both included."""
        days = self._row.line.between(f"{first}#", f"{last + timedelta(days=1)}#")
        with translated("pay lines"):
            return [_pay_line(row) for row in self._row.query(operator, days)]


def pay_row(table_name: str, pay: PayLine) -> PayRow:
    """Return a pay line as a row that is ready to be stored."""
    row: type[PayRow] = bound(PayRow, table_name)
    return row(
        pay.operator,
        f"{pay.day}#{pay.lease}",
        records=pay.records,
        amount=str(pay.amount),
        work_type=pay.work_type,
        purpose=pay.purpose.value,
    )


def _pay_line(row: PayRow) -> PayLine:
    day, _, lease = row.line.partition("#")
    return PayLine(
        row.operator,
        date.fromisoformat(day),
        lease,
        int(row.records),
        Decimal(row.amount),
        row.work_type,
        Purpose(row.purpose),
    )

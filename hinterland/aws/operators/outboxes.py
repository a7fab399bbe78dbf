"""What operators' pages said of their outboxes: one row each, beside what else is known of them."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model

from hinterland.aws.errors import translated
from hinterland.aws.rows import bound
from hinterland.errors import NotFoundError
from hinterland.operators.outboxes import Outbox

_FACT = "outbox"


class OutboxRow(Model):
    """The last report of one operator."""

    operator = UnicodeAttribute(hash_key=True)
    fact = UnicodeAttribute(range_key=True)
    waiting = NumberAttribute()
    oldest = UTCDateTimeAttribute(null=True)
    as_of = UTCDateTimeAttribute()


class DynamoOutboxes:
    """See `hinterland.operators.port.Outboxes`."""

    def __init__(self, table_name: str) -> None:
        self._row = bound(OutboxRow, table_name)

    def note(self, operator: str, outbox: Outbox) -> None:
        """Store an operator's report in the place of the last."""
        row = self._row(
            operator, _FACT, waiting=outbox.waiting, oldest=outbox.oldest, as_of=outbox.as_of
        )
        with translated("outbox"):
            row.save()

    def of(self, operator: str) -> Outbox | None:
        """Return an operator's last report; None if there never was one."""
        try:
            with translated("outbox"):
                row = self._row.get(operator, _FACT)
        except NotFoundError:
            return None
        return Outbox(int(row.waiting), row.oldest, row.as_of)

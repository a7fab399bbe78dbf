"""Which known records an operator was shown as gold, in DynamoDB: facts `gold#{known record}`."""

from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model

from hinterland.aws.errors import translated
from hinterland.aws.rows import bound
from hinterland.training.gold import ShownGold

_GOLD = "gold#"


class GoldRow(Model):
    """A known record that an operator was shown. One row: so it is shown to them once."""

    operator = UnicodeAttribute(hash_key=True)
    fact = UnicodeAttribute(range_key=True)
    document = UnicodeAttribute()
    lease = UnicodeAttribute()
    record = UnicodeAttribute()


class DynamoGold:
    """See `hinterland.training.port.Gold`."""

    def __init__(self, operators_table: str) -> None:
        self._row = bound(GoldRow, operators_table)

    def shown_to(self, operator: str) -> list[ShownGold]:
        """Return the known records that an operator was shown as gold."""
        begins = self._row.fact.startswith(_GOLD)
        with translated("gold"):
            return [
                ShownGold(
                    operator=operator,
                    known=row.fact.removeprefix(_GOLD),
                    document=row.document,
                    lease=row.lease,
                    record=row.record,
                )
                for row in self._row.query(operator, begins, consistent_read=True)
            ]

    def note(self, shown: ShownGold) -> None:
        """Note that a known record is shown; raise `ConflictError` if it was before."""
        row = self._row(
            shown.operator,
            _GOLD + shown.known,
            document=shown.document,
            lease=shown.lease,
            record=shown.record,
        )
        with translated("gold"):
            row.save(condition=self._row.fact.does_not_exist())
